"""Network addresses as limits count them."""

import ipaddress


def counted(host: str) -> str:
    """An IPv4 address, or an IPv6 network of 64 bits, which counts as one. `host`: an IP address, or "" for one that is not known."""
    if ":" not in host:
        return host
    address = ipaddress.IPv6Address(host)
    if address.ipv4_mapped is not None:
        return str(address.ipv4_mapped)
    return str(ipaddress.IPv6Network((int(address), 64), strict=False).network_address)
