"""What must agree within a description. Each disagreement is one Indonesian sentence that says what to change."""

import re
from collections.abc import Iterator
from datetime import date
from zoneinfo import ZoneInfoNotFoundError

from server.description.announcement_checks import announcement_disagreements
from server.description.complaint_checks import complaint_disagreements
from server.description.fields import minutes_of
from server.description.office import Description
from server.description.printer import Printer
from server.description.voice_checks import voice_disagreements

_HOST = re.compile(r"[A-Za-z0-9.-]+(:[0-9]{1,5})?|\[[0-9A-Fa-f:.]+\](:[0-9]{1,5})?")
_USB = re.compile(r"[0-9A-Fa-f]{4}:[0-9A-Fa-f]{4}")
# Nothing but a device: a setting must not be able to write over the office's files.
_DEVICE = re.compile(r"/dev/[A-Za-z0-9_./-]+")


def disagreements(description: Description) -> Iterator[str]:
    """Every disagreement; none for a description that can be used."""
    yield from _zone(description)
    yield from _services_and_counters(description)
    yield from _hours(description)
    yield from _screens(description)
    yield from _printer(description.printer)
    yield from voice_disagreements(description)
    yield from announcement_disagreements(description)
    yield from complaint_disagreements(description)


def ambiguities(description: Description) -> Iterator[str]:
    """What an office that runs already may have, and no new one gets."""
    names = [" ".join(counter.name.casefold().split()) for counter in description.counters]
    if twice := _first_repeated(names):
        name = description.counters[names.index(twice)].name
        yield f"Nama “{name}” dipakai dua loket. Beri setiap loket nama sendiri, supaya warga datang ke loket yang benar."


def _zone(description: Description) -> Iterator[str]:
    try:
        _ = description.zone
    except (ZoneInfoNotFoundError, ValueError, OSError):
        # OSError: "Asia" is a directory of the zone database.
        yield (
            f"Zona waktu “{description.timezone}” tidak dikenal. Pakai Asia/Jakarta, Asia/Makassar, atau Asia/Jayapura."
        )


def _services_and_counters(description: Description) -> Iterator[str]:
    letters = [service.letter for service in description.services]
    if twice := _first_repeated(letters):
        yield f"Huruf layanan {twice} dipakai dua kali. Beri setiap layanan huruf sendiri."
    if twice := _first_repeated([counter.id for counter in description.counters]):
        yield f"Loket {twice} ditulis dua kali. Beri setiap loket nomor sendiri."
    for counter in description.counters:
        for letter in counter.services:
            if letter not in letters:
                yield f"{counter.name} melayani huruf {letter}, tetapi tidak ada layanan dengan huruf itu."
    for letter in letters:
        if not any(letter in counter.services for counter in description.counters):
            yield f"Layanan {letter} tidak dilayani loket mana pun. Tambahkan ke salah satu loket."


def _hours(description: Description) -> Iterator[str]:
    hours = description.hours
    for opens, closes in filter(None, hours.spans()):
        if minutes_of(opens) >= minutes_of(closes):
            yield f"Jam buka {opens} harus lebih awal daripada jam tutup {closes}."
    pauses = {pause for weekday in range(7) for pause in hours.pauses_of(weekday)} | set(hours.pauses)
    for begins, ends in sorted(pauses):
        if minutes_of(begins) >= minutes_of(ends):
            yield f"Istirahat harus mulai lebih awal daripada selesainya: {begins} sampai {ends} tidak mungkin."
    for day in hours.closed:
        try:
            date.fromisoformat(day)
        except ValueError:
            yield f"Tanggal libur {day} tidak ada di kalender. Tulis seperti 2026-12-24."


def _screens(description: Description) -> Iterator[str]:
    if twice := _first_repeated([screen.name for screen in description.screens]):
        yield f"Nama layar “{twice}” dipakai dua kali. Beri setiap layar nama sendiri."
    for screen in description.screens:
        for counter in screen.counters:
            if description.counter(counter) is None:
                yield f"Layar {screen.title} menampilkan loket {counter}, tetapi loket itu tidak ada."
    if _first_repeated([medium.digest for medium in description.media]):
        yield "Gambar atau video yang sama dipasang dua kali di layar. Cukup sekali."


def _printer(printer: Printer) -> Iterator[str]:
    match printer.kind:
        case "network" if not _HOST.fullmatch(printer.address):
            yield "Alamat printer jaringan belum benar. Tulis seperti 192.168.1.50 atau 192.168.1.50:9100."
        case "usb" if not _USB.fullmatch(printer.address):
            yield "Alamat printer USB belum benar. Tulis kode pembuat dan produk seperti 0416:5011."
        case "file" if not _DEVICE.fullmatch(printer.address) or ".." in printer.address:
            yield "Alamat berkas printer belum benar. Tulis seperti /dev/usb/lp0."
        case _:
            return


def _first_repeated(names: list[str]) -> str | None:
    return next((name for index, name in enumerate(names) if name in names[:index]), None)
