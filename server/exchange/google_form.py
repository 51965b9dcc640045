"""Answers of a Google Form, out of Forms or Sheets: whatever its questions were called, as far as they can be guessed."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType

from server.complaints.draft import LEAST_STORY, MOST_CONTACT, MOST_LANDMARK, MOST_NAME, MOST_STORY
from server.exchange.complaint_rows import ImportRow, joined, row_key

# The first of them that a header holds decides.
_MEANINGS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "day": ("timestamp", "stempel waktu", "waktu", "tanggal"),
        "contact": ("telepon", "no hp", "nomor hp", "whatsapp", "no. hp", "kontak", "phone"),
        "mail": ("email", "e-mail", "surel"),
        "secret": ("rahasia", "anonim", "sembunyikan"),
        "name": ("nama",),
        "category": ("kategori", "jenis", "bidang"),
        "photo": ("foto", "gambar", "lampiran", "bukti", "unggah"),
        "landmark": ("lokasi", "tempat", "alamat", "dusun", "patokan", "rt"),
        "story": ("isi", "aduan", "keluhan", "cerita", "laporan", "uraian", "pengaduan", "masalah", "saran"),
    }
)
_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})")
_NO = frozenset({"", "tidak", "no", "false", "0", "-", "terbuka", "boleh ditampilkan"})


def meanings(headers: Sequence[str]) -> Mapping[str, str]:
    """Header to what it means; those that mean nothing known are left out. Each meaning is given once but that of the story."""
    found: dict[str, str] = {}
    for meaning, words in _MEANINGS.items():
        for header in headers:
            plain = f" {re.sub(r'[^a-z0-9.-]+', ' ', header.casefold())} "
            if header not in found and any(f" {word}" in plain for word in words):
                found[header] = meaning
                if meaning not in {"story", "landmark", "contact"}:
                    break
    return MappingProxyType(found)


def is_google_form(headers: Sequence[str]) -> bool:
    return {"day", "story"} <= set(meanings(headers).values())


def google_rows(rows: Sequence[Mapping[str, str]]) -> list[ImportRow]:
    """One complaint a row."""
    meaning = meanings([*rows[0]]) if rows else {}
    return [_complaint(row, meaning) for row in rows]


def _complaint(row: Mapping[str, str], meaning: Mapping[str, str]) -> ImportRow:
    def told(what: str, sign: str = ", ") -> str:
        return joined((value for header, value in row.items() if meaning.get(header) == what), sign)

    # What means nothing known is not lost: it is part of the story, under its question.
    rest = [f"{header}: {value.strip()}" for header, value in row.items() if header not in meaning and value.strip()]
    text, photo, day = told("story", "\n"), told("photo"), _iso(told("day"))
    story = "\n\n".join(
        filter(
            None,
            (
                text,
                "\n".join(rest),
                f"Berkas: {photo}" if photo else "",
                f"[Dipindahkan dari Google Forms{f', ditulis {day}' if day else ''}.]",
            ),
        )
    )
    return ImportRow(
        key=row_key(row),
        title="",
        story=story,
        day=day,
        category=told("category"),
        landmark=told("landmark")[:MOST_LANDMARK],
        name=told("name")[:MOST_NAME],
        contact=joined((told("contact"), told("mail")), ", ")[:MOST_CONTACT],
        secret=told("secret").casefold() not in _NO,
        trouble=_trouble(text, story),
    )


def _iso(text: str) -> str:
    """`22/11/2026 10.33.15` and `2026/11/22 10:33:15 AM GMT+7` as 2026-11-22; "" for anything else."""
    if found := _YEAR_FIRST.match(text):
        year, month, day = found.groups()
    elif found := _DAY_FIRST.match(text):
        day, month, year = found.groups()
    else:
        return ""
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""


def _trouble(text: str, story: str) -> str:
    if len(text) < LEAST_STORY:
        return "isinya terlalu pendek"
    return f"lebih dari {MOST_STORY} huruf" if len(story) > MOST_STORY else ""
