"""Under which addresses a listening server is reached."""

import ipaddress
import socket

from server.lan import lan_addresses


def addresses(listening: socket.socket) -> tuple[str, ...]:
    """Every address as `http://HOST:PORT`, the machine's own first; of a wildcard all that the network interfaces have."""
    host, port = listening.getsockname()[:2]
    return tuple(http(name, port) for name in bound_addresses(host))


def bound_addresses(host: str) -> tuple[str, ...]:
    """The IP addresses behind the one that a server listens on, the machine's own first; all of them for a wildcard."""
    address = ipaddress.ip_address(host.partition("%")[0])
    if not address.is_unspecified:
        return (host,)
    return ("127.0.0.1" if address.version == 4 else "::1", *lan_addresses())


def http(host: str, port: int) -> str:
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
