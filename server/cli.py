"""The command line `silakan`. Only click is imported here; every command imports what it needs, so that each starts fast."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal, get_args

import click

from server.console.failure import DONE, FAILED, Failure
from server.console.help_page import Command, Group
from server.console.interruption import is_endless, sigterm_as_ctrl_c
from server.console.options import (
    Voice,
    clips_option,
    data_option,
    host_option,
    https_port_option,
    port_option,
    server_option,
    voice_option,
)
from server.console.service_command import install_service
from server.lasting import made_to_last

Numbers = Literal["digits", "cardinal"]


def tell(line: str) -> None:
    """A line for the person who started the command, at once, also into a pipe."""
    print(line, flush=True)


@click.command("serve", cls=Command)
@data_option
@host_option
@port_option
@https_port_option
@click.option("--office", metavar="FILE.toml", type=Path, help="Untuk DIR baru.")
@click.option("--store", metavar="URL", default="sqlite:", help="Penyimpanan; bawaan sqlite:")
@click.option("--bus", metavar="URL", default="memory:", help="Bel antarproses; bawaan memory:")
def serve(
    data: Path | None,
    host: str | None,
    port: int | None,
    https_port: int | None,
    office: Path | None,
    store: str,
    bus: str,
) -> None:
    """Menjalankan server."""
    from server.console.settings import Flags, check_store, settings

    check_store(store, bus)
    chosen = settings(Flags(data, host, port, https_port), os.environ)

    with made_to_last():
        from server.console.server_run import run_server

    run_server(chosen, office=office, tell=tell)


@click.command("announce", cls=Command)
@server_option
@click.option("--voice", type=click.Choice(get_args(Voice)), help="Mesin suara; bawaan: pilihan kantor.")
@click.option("--room", metavar="NAMA", default="", help="Ruang; bawaan: yang pertama.")
@click.option("--record", metavar="DIR", type=Path, help="Simpan tiap pengumuman.")
@click.option("--state", metavar="DIR", type=Path, help="Folder penanda penyuara.")
@clips_option
@click.option("--pair", is_flag=True, help="Minta izin dengan kode, sekali saja.")
def announce(server: str, state: Path | None, pair: bool, **chosen: Any) -> int:
    """Menyuarakan panggilan. Tokennya dari variabel SILAKAN_TOKEN, atau dari --pair."""
    from announcer.config import default_state
    from announcer.run import main as run
    from server.console import announcer_pairing

    own = state or default_state()
    token = announcer_pairing.pair(server, own, tell) if pair else os.environ.get("SILAKAN_TOKEN")
    token = token or announcer_pairing.kept_token(own)
    return run(server, token, state=state, **chosen)


@click.command("say", cls=Command)
@click.argument("ticket", metavar="NOMOR")
@click.option("--counter", metavar="LOKET", required=True, help="Nomor loket.")
@click.option("--service", metavar="NAMA", help="Nama layanan.")
@click.option("--out", metavar="F.wav", type=Path, help="Ke berkas, bukan pengeras.")
@click.option("--phonemes", is_flag=True, help="Cetak IPA-nya saja.")
@click.option(
    "--numbers", type=click.Choice(get_args(Numbers)), default="digits", help="Angka satu-satu, atau satu bilangan."
)
@voice_option
@clips_option
def say(
    ticket: str,
    counter: str,
    service: str | None,
    out: Path | None,
    phonemes: bool,
    numbers: Numbers,
    voice: Voice,
    clips: Path | None,
) -> int:
    """Menyuarakan satu panggilan tanpa server. NOMOR misalnya A012."""
    from announcer.say import say as say_once

    return say_once(
        ticket, counter, service=service, out=out, phonemes=phonemes, voice=voice, clips=clips, numbers=numbers
    )


@click.command("screen", cls=Command)
@server_option
def screen(server: str) -> None:
    """Menampilkan layar TV satu layar penuh di Chromium."""
    from server.console.screen import show_screen

    show_screen(server)


@click.command("demo", cls=Command)
@port_option
@https_port_option
@host_option
@data_option
@click.option("--no-browser", is_flag=True, help="Jangan buka peramban.")
@click.option("--day", is_flag=True, help="Jalani satu hari kerja.")
@click.option("--speed", metavar="KALI", type=float, help="Berapa kali waktu nyata; bawaan 60.")
def demo(
    port: int | None,
    https_port: int | None,
    host: str | None,
    data: Path | None,
    no_browser: bool,
    day: bool,
    speed: float | None,
) -> None:
    """Server dan penyuara dengan kantor contoh."""
    from server.console.settings import Flags, day_speed, settings

    chosen = settings(Flags(data, host, port, https_port), os.environ, default_data=Path(".silakan/demo"))
    faster = day_speed(speed, day=day)

    with made_to_last():
        from server.console.demo import run_demo

    run_demo(chosen, speed=faster, browser=not no_browser, environment=os.environ, tell=tell)


@click.command("check", cls=Command)
@data_option
@host_option
@port_option
@click.option("--json", is_flag=True, help="Untuk program.")
def check(data: Path | None, host: str | None, port: int | None, json: bool) -> int:
    """Memeriksa komputer, data, dan suara."""
    from server.console.checkup.report import check_up
    from server.console.settings import Flags

    return check_up(Flags(data, host, port), os.environ, as_json=json, tell=tell)


@click.command("backup", cls=Command)
@click.argument("file", metavar="FILE", type=Path)
@data_option
def backup(file: Path, data: Path | None) -> None:
    """Membuat cadangan; server boleh tetap berjalan."""
    from server.console.safekeeping import back_up
    from server.console.settings import data_directory

    back_up(data_directory(data, os.environ), file, tell)


@click.command("restore", cls=Command)
@click.argument("file", metavar="FILE", type=Path)
@data_option
@click.option("--erased", metavar="BERKAS", help="Daftar aduan yang dihapus; 'hilang' bila tidak ada lagi.")
def restore(file: Path, data: Path | None, erased: str | None) -> None:
    """Memulihkan cadangan; server harus berhenti dulu."""
    from server.console.safekeeping import bring_back
    from server.console.settings import data_directory

    bring_back(data_directory(data, os.environ), file, tell, erased)


@click.command("rebuild", cls=Command)
@data_option
def rebuild(data: Path | None) -> None:
    """Menyusun ulang tabel dari catatan; server harus berhenti dulu."""
    from server.console.safekeeping import rebuild_tables
    from server.console.settings import data_directory

    rebuild_tables(data_directory(data, os.environ), tell)


@click.command("pin", cls=Command)
@click.argument("login", metavar="[NAMA]", default="")
@data_option
def pin(login: str, data: Path | None) -> None:
    """PIN dan kata sandi baru untuk admin, token penyuara baru; server harus berhenti dulu."""
    from server.console.keys import renew_keys
    from server.console.settings import data_directory

    renew_keys(data_directory(data, os.environ), login, tell)


@click.command("export", cls=Command)
@click.argument("file", metavar="[FILE]", type=Path, required=False)
@data_option
def export_office(file: Path | None, data: Path | None) -> None:
    """Menulis keterangan kantor ke berkas atau ke layar."""
    from server.console.office_file import export
    from server.console.settings import data_directory

    export(data_directory(data, os.environ), file, tell)


@click.command("import", cls=Command)
@click.argument("file", metavar="FILE.toml", type=Path)
@data_option
def import_office(file: Path, data: Path | None) -> None:
    """Memakai keterangan kantor dari berkas; server harus berhenti dulu."""
    from server.console.office_file import take_over
    from server.console.settings import data_directory

    take_over(data_directory(data, os.environ), file, tell)


def command_line() -> Group:
    """All commands."""
    office = Group("office", "Keterangan kantor: layanan, loket, jam buka.", export_office, import_office)
    service = Group("service", "Menyala sendiri setelah listrik padam.", install_service)
    commands = (serve, announce, say, screen, demo, check, backup, restore, rebuild, pin, office, service)
    return Group("silakan", "Antrean, suara panggilan, dan layar kantor desa.", *commands)


def run_command(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code; its errors come through as they are.

    Not by click's own `main`: that one answers Ctrl-C and broken pipes in its own way.
    """
    line = command_line()
    try:
        with line.make_context("silakan", list(arguments)) as context:
            code = line.invoke(context)
    except click.exceptions.Exit as end:
        # After --help.
        return end.exit_code
    return code if isinstance(code, int) else DONE


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done, 1 failed, 2 wrong use or configuration.

    An error is one Indonesian line on stderr, without a traceback.
    """
    from server.console.complaint import complain

    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # A terminal that cannot show a sign gets "?", not an end of the command.
            stream.reconfigure(errors="replace")
    given = sys.argv[1:] if arguments is None else arguments
    try:
        with sigterm_as_ctrl_c():
            return run_command(given)
    except KeyboardInterrupt:
        if is_endless(given):
            return DONE
        return complain(Failure("Perintah dihentikan sebelum selesai; jalankan lagi bila masih perlu."))
    except BrokenPipeError:
        # Whoever read the output, such as `head`, has gone: nobody is left to be told, and Python shall not complain at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except Exception as error:  # noqa: BLE001
        # The last boundary: whatever it was, a person gets a sentence.
        return complain(error)
