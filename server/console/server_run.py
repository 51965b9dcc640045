"""`silakan serve`: the server, and what it tells the person who starts it."""

from collections.abc import Callable, Sequence
from pathlib import Path
from socket import socket

from server.app import BackOffice, serve
from server.config import Config
from server.console import text_file
from server.console.addresses import addresses
from server.console.log_lines import log_to_stderr
from server.console.port import open_port
from server.console.secure_entrance import entrance_lines, open_entrance, port_of
from server.console.settings import Settings
from server.console.stopping import run_until_stopped
from server.domain.access import Role
from server.private.doorkeeper import Doorkeeper

ANNOUNCER = "announcer"
"""The id of the office's announcer among the devices: a new token replaces the old one."""
ANNOUNCER_NAME = "Penyuara kantor"


async def announcer_lines(doorkeeper: Doorkeeper, data: Path) -> tuple[str, ...]:
    """A new token for the announcer of this machine; a former one is no longer taken."""
    token = await doorkeeper.admit(Role.ANNOUNCER, ANNOUNCER, ANNOUNCER_NAME)
    return (
        f"Token penyuara: {token}",
        f"Catat sekarang: token tidak ditampilkan lagi. Membuat yang baru: silakan pin --data {data}",
    )


def setup_lines(doorkeeper: Doorkeeper, addresses: Sequence[str]) -> tuple[str, ...]:
    """How the office gets its first admin; nothing once it has one."""
    if doorkeeper.accounts.has_admin:
        return ()
    return (
        f"Penyiapan: {addresses[0]}/siapkan",
        f"Kode penyiapan: {doorkeeper.setup_code.code}",
    )


def run_server(settings: Settings, *, office: Path | None, tell: Callable[[str], object]) -> None:
    """Serve until told to stop. `tell` prints a line for the person at the machine."""
    office_toml = None if office is None else text_file.read(office)
    log_to_stderr()
    listening = open_port(settings.host, settings.port, settings.data)
    entrance = open_entrance(settings.host, settings.https_port, settings.data, settings.hosts)

    async def started(back: BackOffice) -> None:
        for line in address_lines(listening):
            tell(line)
        if entrance is not None:
            for line in entrance_lines(entrance, addresses(listening)):
                tell(line)
        for line in setup_lines(back.doorkeeper, addresses(listening)):
            tell(line)
        if back.doorkeeper.devices.by_id(ANNOUNCER) is None:
            for line in await announcer_lines(back.doorkeeper, settings.data):
                tell(line)

    config = config_of(settings, office_toml, https_port=port_of(entrance))
    run_until_stopped(lambda: serve(config, listening, started, entrance))


def config_of(settings: Settings, office_toml: str | None = None, *, https_port: int = 0) -> Config:
    return Config(
        data=settings.data,
        host=settings.host,
        port=settings.port,
        https_port=https_port,
        office_toml=office_toml,
        api_token=settings.api_token,
        open311_key=settings.open311_key,
        hosts=settings.hosts,
    )


def address_lines(listening: socket) -> tuple[str, ...]:
    """One line an address, for people and for programs that look for `Alamat: `."""
    return tuple(f"Alamat: {address}/" for address in addresses(listening))
