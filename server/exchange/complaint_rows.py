"""Complaints out of another program, as rows that a person can look through before they are taken in."""

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

MOST_ROWS = 2_000


class Unreadable(ValueError):
    """The file holds no such rows. The message is one Indonesian sentence that says what to do; nothing of the file stands in it."""


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One complaint from elsewhere. `key`: SHA-256 of its row, by which it is known again. `day`: as the file has it, ISO 8601 or "".

    `state`: what the other program called it, in words. `secret`: its sender asked for secrecy there. `photo`: a file's name.
    `trouble`: why it cannot be taken in, or "".
    """

    key: str
    title: str = field(repr=False)
    story: str = field(repr=False)
    day: str
    state: str = ""
    category: str = ""
    landmark: str = field(default="", repr=False)
    name: str = field(default="", repr=False)
    contact: str = field(default="", repr=False)
    photo: str = field(default="", repr=False)
    replies: int = 0
    secret: bool = False
    trouble: str = ""


def rows_of(content: bytes) -> list[Mapping[str, str]]:
    """The rows of a CSV or JSON file, each by its headers. Raises `Unreadable`."""
    text = _text(content)
    try:
        rows = _of_json(text) if text.lstrip()[:1] in {"[", "{"} else _of_csv(text)
    except (json.JSONDecodeError, csv.Error, RecursionError):
        raise Unreadable("Berkas tidak dapat dibaca. Ekspor lagi sebagai CSV atau JSON, lalu coba lagi.") from None
    if not rows:
        raise Unreadable("Berkas ini kosong. Pilih berkas lain.")
    if len(rows) > MOST_ROWS:
        raise Unreadable(f"Berkas ini lebih dari {MOST_ROWS} baris. Bagi menjadi beberapa berkas.")
    return rows


def row_key(row: Mapping[str, str]) -> str:
    """SHA-256 of what stands in a row, whatever the order of its columns and the blanks around its words."""
    told = sorted((name.strip().casefold(), " ".join(value.split())) for name, value in row.items() if value.strip())
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()


def joined(parts: Iterable[str], sign: str) -> str:
    return sign.join(part.strip() for part in parts if part.strip())


def _text(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Excel on an Indonesian Windows writes so.
        return content.decode("cp1252", "replace")


def _of_json(text: str) -> list[Mapping[str, str]]:
    tree = json.loads(text)
    found = _list_in(tree)
    if found is None:
        raise Unreadable("Berkas JSON ini tidak berisi daftar aduan. Ekspor tabel pengaduan, lalu coba lagi.")
    return [{str(name): _plain(value) for name, value in row.items()} for row in found if isinstance(row, dict)]


def _list_in(tree: object) -> Sequence[object] | None:
    """phpMyAdmin writes a list of headers, databases and tables, the rows of a table under `data`; others a bare list."""
    if isinstance(tree, dict):
        return next((found for value in tree.values() if (found := _list_in(value)) is not None), None)
    if not isinstance(tree, list):
        return None
    tables = [part["data"] for part in tree if isinstance(part, dict) and isinstance(part.get("data"), list)]
    return tables[0] if tables else tree


def _plain(value: object) -> str:
    return "" if value is None else str(value)


def _of_csv(text: str) -> list[Mapping[str, str]]:
    head = text.partition("\n")[0]
    sign = max(",;\t", key=head.count)
    csv.field_size_limit(1_000_000)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=sign, strict=False)
    rows = [{(name or "").strip(): value or "" for name, value in row.items() if name is not None} for row in reader]
    return [row for row in rows if any(value.strip() for value in row.values())]
