"""The command line `silakan`. Only typer is imported here; every command imports what it needs, so that each starts fast."""

import os
import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from server.console.failure import DONE, Failure
from server.console.interruption import CODE, is_endless, sigterm_as_ctrl_c


class VoiceChoice(StrEnum):
    """What `--voice` takes."""

    PYTTSX3 = "pyttsx3"
    CLIPS = "clips"
    SILENT = "silent"


Data = Annotated[Path | None, typer.Option("--data", metavar="DIR", help="Direktori data; juga SILAKAN_DATA.")]
Host = Annotated[str | None, typer.Option("--host", metavar="H", help="0.0.0.0 untuk seluruh jaringan kantor.")]
Port = Annotated[int | None, typer.Option("--port", metavar="P", help="Bawaan 8000; 0: porta bebas mana pun.")]
Server = Annotated[str, typer.Option("--server", metavar="URL", help="Misalnya http://192.168.1.10:8000")]
Clips = Annotated[Path | None, typer.Option("--clips", metavar="DIR", help="Rekaman untuk --voice clips.")]


def tell(line: str) -> None:
    """A line for the person who started the command, at once, also into a pipe."""
    print(line, flush=True)


def serve(
    data: Data = None,
    host: Host = None,
    port: Port = None,
    office: Annotated[Path | None, typer.Option("--office", metavar="FILE.toml", help="Untuk DIR baru.")] = None,
    store: Annotated[str, typer.Option("--store", metavar="URL", help="Penyimpanan.")] = "sqlite:",
    bus: Annotated[str, typer.Option("--bus", metavar="URL", help="Bel antarproses.")] = "memory:",
) -> None:
    """Menjalankan server."""
    from server.console.settings import Flags, check_store, settings

    check_store(store, bus)
    chosen = settings(Flags(data, host, port), os.environ)

    from server.console.server_run import run_server

    run_server(chosen, office=office, tell=tell)


def announce(
    server: Server,
    voice: Annotated[VoiceChoice, typer.Option("--voice", help="Mesin suara.")] = VoiceChoice.PYTTSX3,
    record: Annotated[Path | None, typer.Option("--record", metavar="DIR", help="Simpan tiap pengumuman.")] = None,
    state: Annotated[Path | None, typer.Option("--state", metavar="DIR", help="Folder penanda penyuara.")] = None,
    clips: Clips = None,
) -> int:
    """Menyuarakan panggilan. Tokennya dari variabel SILAKAN_TOKEN."""
    from announcer.run import main as run

    token = os.environ.get("SILAKAN_TOKEN")
    return run(server, token, voice=voice.value, record=record, state=state, clips=clips)


def say(
    ticket: Annotated[str, typer.Argument(metavar="NOMOR", help="Misalnya A012")],
    counter: Annotated[str, typer.Option("--counter", metavar="LOKET", help="Nomor loket.")],
    service: Annotated[str | None, typer.Option("--service", metavar="NAMA", help="Nama layanan.")] = None,
    out: Annotated[Path | None, typer.Option("--out", metavar="F.wav", help="Ke berkas, bukan pengeras.")] = None,
    phonemes: Annotated[bool, typer.Option("--phonemes", help="Cetak IPA-nya saja.")] = False,
    voice: Annotated[VoiceChoice, typer.Option("--voice", help="Mesin suara.")] = VoiceChoice.PYTTSX3,
    clips: Clips = None,
) -> int:
    """Menyuarakan satu panggilan tanpa server."""
    from announcer.say import say as say_once

    return say_once(ticket, counter, service=service, out=out, phonemes=phonemes, voice=voice.value, clips=clips)


def screen(server: Server) -> None:
    """Menampilkan layar TV satu layar penuh di Chromium."""
    from server.console.screen import show_screen

    show_screen(server)


def demo(
    port: Port = None,
    host: Host = None,
    data: Data = None,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Jangan buka peramban.")] = False,
    day: Annotated[bool, typer.Option("--day", help="Jalani satu hari kerja.")] = False,
    speed: Annotated[float | None, typer.Option("--speed", help="Berapa kali waktu nyata; bawaan 60.")] = None,
) -> None:
    """Server dan penyuara dengan kantor contoh."""
    from server.console.settings import Flags, day_speed, settings

    chosen = settings(Flags(data, host, port), os.environ, default_data=Path(".silakan/demo"))
    faster = day_speed(speed, day=day)

    from server.console.demo import run_demo

    run_demo(chosen, speed=faster, browser=not no_browser, environment=os.environ, tell=tell)


def check(
    data: Data = None,
    host: Host = None,
    port: Port = None,
    json: Annotated[bool, typer.Option("--json", help="Untuk program.")] = False,
) -> int:
    """Memeriksa komputer, data, dan suara."""
    from server.console.checkup.report import check_up
    from server.console.settings import Flags

    return check_up(Flags(data, host, port), os.environ, as_json=json, tell=tell)


def backup(file: Annotated[Path, typer.Argument(metavar="FILE")], data: Data = None) -> None:
    """Membuat cadangan; server boleh tetap berjalan."""
    from server.console.safekeeping import back_up
    from server.console.settings import data_directory

    back_up(data_directory(data, os.environ), file, tell)


def restore(file: Annotated[Path, typer.Argument(metavar="FILE")], data: Data = None) -> None:
    """Memulihkan cadangan; server harus berhenti dulu."""
    from server.console.safekeeping import bring_back
    from server.console.settings import data_directory

    bring_back(data_directory(data, os.environ), file, tell)


def rebuild(data: Data = None) -> None:
    """Menyusun ulang tabel dari catatan; server harus berhenti dulu."""
    from server.console.safekeeping import rebuild_tables
    from server.console.settings import data_directory

    rebuild_tables(data_directory(data, os.environ), tell)


def pin(data: Data = None) -> None:
    """Membuat PIN, kode perangkat, dan token penyuara baru; server harus berhenti dulu."""
    from server.console.keys import renew_keys
    from server.console.settings import data_directory

    renew_keys(data_directory(data, os.environ), tell)


def export_office(file: Annotated[Path | None, typer.Argument(metavar="[FILE]")] = None, data: Data = None) -> None:
    """Menulis keterangan kantor ke berkas atau ke layar."""
    from server.console.office_file import export
    from server.console.settings import data_directory

    export(data_directory(data, os.environ), file, tell)


def import_office(file: Annotated[Path, typer.Argument(metavar="FILE.toml")], data: Data = None) -> None:
    """Memakai keterangan kantor dari berkas; server harus berhenti dulu."""
    from server.console.office_file import take_over
    from server.console.settings import data_directory

    take_over(data_directory(data, os.environ), file, tell)


def command_line() -> typer.Typer:
    """All commands, as typer wants them."""
    office = typer.Typer(rich_markup_mode=None, suggest_commands=False)
    office.command("export")(export_office)
    office.command("import")(import_office)
    app = typer.Typer(
        help="Antrean, suara panggilan, dan layar kantor desa.",
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        suggest_commands=False,
    )
    for command in (serve, announce, say, screen, demo, check, backup, restore, rebuild, pin):
        app.command()(command)
    app.add_typer(office, name="office", help="Keterangan kantor: layanan, loket, jam buka.")
    return app


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done, 1 failed, 2 wrong use or configuration.

    An error is one Indonesian line on stderr, without a traceback.
    """
    from server.console.complaint import complain

    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # A terminal that cannot show a sign gets "?", not an end of the command.
            stream.reconfigure(errors="replace")
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        with sigterm_as_ctrl_c():
            code = command_line()(args=given, prog_name="silakan", standalone_mode=False)
    except Exception as error:  # noqa: BLE001
        # The last boundary: whatever it was, a person gets a sentence.
        return complain(error)
    if code == CODE and not is_endless(given[0]):
        return complain(Failure("Perintah dihentikan sebelum selesai; jalankan lagi bila masih perlu."))
    return code if isinstance(code, int) and code != CODE else DONE
