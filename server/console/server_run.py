"""`silakan serve`: the server, and what it tells the person who starts it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from socket import socket

from server.app import RunningOffice, serve
from server.config import Config
from server.console import text_file
from server.console.addresses import addresses
from server.console.log_lines import log_to_stderr
from server.console.port import open_port
from server.console.settings import Settings
from server.console.stopping import run_until_stopped
from server.domain.access import Role
from server.private.doorkeeper import Doorkeeper

ANNOUNCER = "announcer"
"""The id of the office's announcer among the devices: a new token replaces the old one."""


@dataclass(frozen=True, slots=True)
class Secrets:
    """What is made once and printed once."""

    pin: str
    device_code: str
    announcer_token: str


async def new_secrets(doorkeeper: Doorkeeper) -> Secrets:
    """A new PIN, device code and announcer token; the former ones are no longer taken."""
    papers = await doorkeeper.renew_papers()
    return Secrets(papers.pin, papers.device_code, await doorkeeper.admit(Role.ANNOUNCER, ANNOUNCER))


def secret_lines(secrets: Secrets, data: Path) -> tuple[str, ...]:
    return (
        f"PIN petugas: {secrets.pin}",
        f"Kode perangkat: {secrets.device_code}",
        f"Token penyuara: {secrets.announcer_token}",
        f"Catat sekarang: ketiganya tidak ditampilkan lagi. Membuat yang baru: silakan pin --data {data}",
    )


def run_server(settings: Settings, *, office: Path | None, tell: Callable[[str], object]) -> None:
    """Serve until told to stop. `tell` prints a line for the person at the machine."""
    office_toml = None if office is None else text_file.read(office)
    log_to_stderr()
    listening = open_port(settings.host, settings.port, settings.data)

    async def started(running: RunningOffice) -> None:
        for line in address_lines(listening):
            tell(line)
        doorkeeper = running.context.doorkeeper
        if not await doorkeeper.has_papers():
            for line in secret_lines(await new_secrets(doorkeeper), settings.data):
                tell(line)

    run_until_stopped(lambda: serve(config_of(settings, office_toml), listening, started))


def config_of(settings: Settings, office_toml: str | None = None) -> Config:
    return Config(
        data=settings.data,
        host=settings.host,
        port=settings.port,
        office_toml=office_toml,
        api_token=settings.api_token,
        hosts=settings.hosts,
    )


def address_lines(listening: socket) -> tuple[str, ...]:
    """One line an address, for people and for programs that look for `Alamat: `."""
    return tuple(f"Alamat: {address}/" for address in addresses(listening))
