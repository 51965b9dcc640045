"""The address under which residents' phones reach the office: for QR codes on screens and on paper."""

import ipaddress
from urllib.parse import urlsplit

from starlette.requests import HTTPConnection

from server.lan import lan_addresses, own_machine_only
from server.web.context import context_of
from server.web.secrecy import encrypted


def public_address(connection: HTTPConnection, path: str = "") -> str:
    """`http://192.168.1.50:8000` and the path.

    By plain http, because phones do not know the office's certificate; by the address that this page was asked under, except
    where that means the server's own machine, which a phone would take for itself. Where nobody else can reach the server it stays
    that: `server.lan.opens_elsewhere` tells, and nothing is promised to phones.
    """
    config = context_of(connection).config
    name, port = _split(connection.headers.get("host", ""))
    if encrypted(connection.scope):
        port = str(config.port)
    if own_machine_only(name) and not own_machine_only(config.host):
        name = next(iter(lan_addresses()), name)
    return f"http://{name}{f':{port}' if port not in {'', '80'} else ''}{path}"


def is_near(address: str) -> bool:
    """Whether an address of `public_address` opens only inside the office: a private number, or a name without a domain."""
    name = urlsplit(address).hostname or ""
    try:
        return not ipaddress.ip_address(name).is_global
    except ValueError:
        return "." not in name or name.endswith((".local", ".lan", ".home.arpa", ".internal"))


def _split(host: str) -> tuple[str, str]:
    name, colon, port = host.rpartition(":")
    return (name, port) if colon and not port.endswith("]") else (host, "")
