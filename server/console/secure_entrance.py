"""The second listener, for officials: its port, its names, and what the person at the machine is told about it."""

import socket
from collections.abc import Sequence
from pathlib import Path

from server.console.addresses import bound_addresses
from server.console.port import open_first_free, open_port
from server.lan import own_machine_only
from server.private.certificates import Certificates
from server.private.entrance import SecureEntrance
from server.private.validity import Names, names_of

_USUAL_PORT = 8443
_TRIES = 11
_OPTION = "--https-port"


def open_entrance(host: str, port: int | None, data: Path, hosts: Sequence[str]) -> SecureEntrance | None:
    """Listen for https on `port`, 0 for any free one. Raises as `open_port` does.

    Where nobody names a port, an office that its network can reach takes the usual one, for no PIN may travel openly; one that
    only its own machine can reach needs none: None.
    """
    if port is not None:
        return _entrance(open_port(host, port, data, _OPTION), data, hosts)
    return None if own_machine_only(host) else open_free_entrance(host, data, hosts)


def open_free_entrance(host: str, data: Path, hosts: Sequence[str]) -> SecureEntrance:
    """Listen on the first port from the usual one on that nobody else has."""
    ports = range(_USUAL_PORT, _USUAL_PORT + _TRIES)
    return _entrance(open_first_free(host, ports, data, _OPTION), data, hosts)


def _entrance(listening: socket.socket, data: Path, hosts: Sequence[str]) -> SecureEntrance:
    bound = str(listening.getsockname()[0])

    def names() -> Names:
        return names_of(socket.gethostname(), bound_addresses(bound), hosts)

    return SecureEntrance(listening, Certificates(data), names)


def port_of(entrance: SecureEntrance | None) -> int:
    """0 without https."""
    return 0 if entrance is None else int(entrance.listening.getsockname()[1])


def entrance_lines(entrance: SecureEntrance, plain: Sequence[str]) -> tuple[str, ...]:
    """What a person needs to bring a tablet in. `plain`: the addresses of the http listener."""
    secure = [address.replace("http:", "https:", 1).rpartition(":")[0] for address in plain]
    # An office that only its own machine can reach has no tablets.
    reachable = [address for address in plain if not address.startswith(("http://127.", "http://[::1]"))]
    return (
        *(f"Alamat aman untuk petugas: {address}:{port_of(entrance)}/" for address in secure),
        *(f"Tablet petugas dipasang lewat: {address}/aman" for address in reachable[:1]),
        f"Sidik jari berkas kantor: {entrance.certificates.fingerprint()}",
    )
