"""The sockets that a server listens on."""

import socket


def listen(host: str, port: int) -> socket.socket:
    """A listening socket of our own: a peer that stops acknowledging is dropped by the kernel after 20 s (Linux)."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # The protocol is named because asyncio switches Nagle's algorithm off only then; otherwise every answer waits 40 ms.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if hasattr(socket, "TCP_USER_TIMEOUT"):
            listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, 20_000)
        listening.bind((host, port))
        listening.listen(1_024)
        listening.setblocking(False)
    except OSError:
        listening.close()
        raise
    return listening
