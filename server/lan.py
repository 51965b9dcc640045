"""Under which addresses others in the same network reach this machine."""

import ipaddress
import socket
import struct
import sys
from urllib.parse import urlsplit

_GET_ADDRESS = 0x8915  # SIOCGIFADDR of Linux


def is_loopback(address: str) -> bool:
    """Whether an IP address means the machine that uses it, also an IPv4 one in IPv6's clothes, `::ffff:127.0.0.1`.

    Raises `ValueError` for what is no IP address.
    """
    number = ipaddress.ip_address(address)
    # Whether an IPv6 address with an IPv4 one inside is a loopback itself depends on the version of Python.
    inside = number.ipv4_mapped if isinstance(number, ipaddress.IPv6Address) else None
    return (number if inside is None else inside).is_loopback


def own_machine_only(host: str) -> bool:
    """Whether a name or address means just the machine that uses it: nobody else can reach what listens there."""
    try:
        return is_loopback(host.strip("[]"))
    except ValueError:
        return host.lower() == "localhost"


def opens_elsewhere(address: str) -> bool:
    """Whether a phone can do anything with a page's address."""
    return not own_machine_only(urlsplit(address).hostname or "")


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
        return []  # the machine does not know its own name: only the loopback address is known
