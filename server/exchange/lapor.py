"""A package for SP4N-LAPOR!: a complaint in the fields of its form, for a person who types or uploads it there.

LAPOR's programming interface is for ministries and regions only, so a village hands on by hand: this saves the typing. Nobody's name
is in it.
"""

import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

Kind = Literal["pengaduan", "aspirasi", "permintaan informasi"]
KIND_OF_CATEGORY: Mapping[str, Kind] = MappingProxyType({"aspirasi": "aspirasi", "informasi": "permintaan informasi"})
"""Everything else is a complaint."""
MOST_TITLE = 100
WEBSITE = "https://www.lapor.go.id"
_EARLIEST = (1980, 1, 1, 0, 0, 0)
_README = (
    "1. Buka https://www.lapor.go.id, masuk sebagai instansi atau pelapor.\r\n"
    "2. Salin isi lapor.txt ke kolom yang sama namanya; unggah berkas di folder lampiran.\r\n"
    "3. Centang Anonim dan Rahasia seperti tertulis di lapor.txt.\r\n"
    "4. Catat tracking ID dari LAPOR di Meja aduan, pada langkah Teruskan.\r\n"
    "5. Hapus berkas ini dari komputer setelah selesai.\r\n"
)


@dataclass(frozen=True, slots=True)
class Attachment:
    """`name` with its ending."""

    name: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class LaporReport:
    """In LAPOR's words. `day`: ISO 8601. `anonymous`: LAPOR hides who reports; `secret`: it publishes nothing."""

    kind: Kind
    title: str = field(repr=False)
    text: str = field(repr=False)
    day: str
    place: str = field(repr=False)
    agency: str
    category: str
    anonymous: bool
    secret: bool
    attachments: tuple[Attachment, ...] = ()


def lapor_zip(report: LaporReport) -> bytes:
    """Text to copy from, the same as JSON and as a page to print, and the files. The clock of the archive tells nothing."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        _put(archive, "BACA-DULU.txt", _README.encode())
        _put(archive, "lapor.txt", b"\xef\xbb\xbf" + _as_text(report).encode())
        _put(archive, "lapor.json", json.dumps(_as_fields(report), ensure_ascii=False, indent=2).encode())
        _put(archive, "lapor.html", _as_page(report).encode())
        for attachment in report.attachments:
            _put(archive, f"lampiran/{attachment.name}", attachment.content)
    return made.getvalue()


def title_of(story: str) -> str:
    """The first sentence, at most `MOST_TITLE` characters, for whoever has to make a title."""
    first = story.strip().partition("\n")[0].partition(". ")[0].strip()
    return first if len(first) <= MOST_TITLE else f"{first[: MOST_TITLE - 1].rstrip()}…"


def _as_fields(report: LaporReport) -> Mapping[str, object]:
    return {
        "klasifikasi": report.kind,
        "judul": report.title,
        "isi": report.text,
        "tanggal_kejadian": report.day,
        "lokasi": report.place,
        "instansi_tujuan": report.agency,
        "kategori": report.category,
        "lampiran": [f"lampiran/{attachment.name}" for attachment in report.attachments],
        "anonim": report.anonymous,
        "rahasia": report.secret,
    }


def _lines(report: LaporReport) -> Sequence[tuple[str, str]]:
    return [(name.replace("_", " ").capitalize(), _words(value)) for name, value in _as_fields(report).items()]


def _words(value: object) -> str:
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    return ", ".join(value) or "tidak ada" if isinstance(value, list) else str(value)


def _as_text(report: LaporReport) -> str:
    return "\r\n\r\n".join(
        f"{label}:\r\n{words}".replace("\n", "\r\n").replace("\r\r", "\r") for label, words in _lines(report)
    )


def _as_page(report: LaporReport) -> str:
    import html  # its table of entities is in nobody's memory until a package is made

    rows = "".join(
        f"<dt>{html.escape(label)}</dt><dd>{html.escape(words).replace(chr(10), '<br>')}</dd>"
        for label, words in _lines(report)
    )
    style = (
        "body{font:12pt/1.5 sans-serif;max-width:18cm;margin:1cm auto}dt{font-weight:bold;margin-top:.5cm}dd{margin:0}"
    )
    return (
        '<!doctype html><html lang="id"><head><meta charset="utf-8"><title>Untuk LAPOR</title>'
        f"<style>{style}</style></head><body><h1>Untuk SP4N-LAPOR!</h1><dl>{rows}</dl></body></html>"
    )


def _put(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(name, _EARLIEST)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o600 << 16
    archive.writestr(entry, content)
