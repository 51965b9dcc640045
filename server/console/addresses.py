"""Under which addresses a listening server is reached."""

import ipaddress
import socket
import struct
import sys

_GET_ADDRESS = 0x8915  # SIOCGIFADDR of Linux


def addresses(listening: socket.socket) -> tuple[str, ...]:
    """Every address as `http://HOST:PORT`, the machine's own first; of a wildcard all that the network interfaces have."""
    host, port = listening.getsockname()[:2]
    address = ipaddress.ip_address(host.partition("%")[0])
    if not address.is_unspecified:
        return (http(host, port),)
    own = "127.0.0.1" if address.version == 4 else "::1"
    return tuple(http(name, port) for name in (own, *lan_addresses()))


def http(host: str, port: int) -> str:
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def lan_addresses() -> tuple[str, ...]:
    """This machine's IPv4 addresses that others can reach, without asking anybody on the network."""
    found = _of_interfaces() if sys.platform == "linux" else _of_name()
    return tuple(dict.fromkeys(address for address in found if not address.startswith("127.")))


def _of_interfaces() -> list[str]:
    import fcntl

    found = []
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        for _, name in socket.if_nameindex():
            try:
                answer = fcntl.ioctl(asking, _GET_ADDRESS, struct.pack("256s", name.encode()[:15]))
            except OSError:
                continue  # an interface without an IPv4 address
            found.append(socket.inet_ntoa(answer[20:24]))
    return found


def _of_name() -> list[str]:
    try:
        return socket.gethostbyname_ex(socket.gethostname())[2]
    except OSError:
        return []  # the machine does not know its own name: only the loopback address is printed
