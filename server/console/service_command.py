"""`silakan service install`. Only click is imported here; the work stands in autostart.py."""

import os
from pathlib import Path

import click

from server.console.help_page import Command
from server.console.options import data_option, host_option, https_port_option, port_option


@click.command("install", cls=Command)
@data_option
@host_option
@port_option
@https_port_option
@click.option("--announcer", metavar="URL", help="Penyuara untuk server ini, bukan servernya.")
@click.option("--room", metavar="NAMA", default="", help="Ruang penyuara.")
@click.option("--state", metavar="DIR", type=Path, help="Folder penanda penyuara.")
@click.option("--print", "only_print", is_flag=True, help="Cetak saja, jangan tulis.")
def install_service(
    data: Path | None,
    host: str | None,
    port: int | None,
    https_port: int | None,
    announcer: str | None,
    room: str,
    state: Path | None,
    only_print: bool,
) -> None:
    """Menyala sendiri setelah listrik padam (Linux, systemd)."""
    from server.console import autostart
    from server.console.settings import Flags, settings

    if announcer is None:
        unit = autostart.server_unit(settings(Flags(data, host, port, https_port), os.environ), os.environ)
    else:
        unit = autostart.announcer_unit(announcer, room, state)
    if only_print:
        print(unit.text.rstrip())
    else:
        autostart.install(unit, autostart.unit_folder(os.environ, Path.home()), print)
