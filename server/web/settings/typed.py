"""What was typed into a settings form: read field by field, and kept as it was typed when something is wrong with it."""

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import TypeVar

from starlette.requests import Request

Thing = TypeVar("Thing")

_MOST_FIELDS = 200
_MOST_OF_ONE = 128 * 1024
_CLOCK = re.compile(r"([01]?[0-9]|2[0-3])[:.]([0-5][0-9])(?::[0-5][0-9])?")
_DAY_FIRST = re.compile(r"([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4})")
_NOTHING_TYPED = "Isi dulu bagian ini."


class Typed:
    """The fields of one form. Reading a field that cannot be kept notes its `problems` sentence and gives something harmless."""

    def __init__(self, fields: Mapping[str, str]) -> None:
        self.fields = fields
        self.problems: dict[str, str] = {}

    def raw(self, name: str) -> str:
        return self.fields.get(name, "")

    def ticked(self, name: str) -> bool:
        return bool(self.raw(name))

    def words(self, name: str, most: int, *, needed: bool = True) -> str:
        """One line of text of at most `most` characters, its blanks tidied."""
        text = _tidy(self.raw(name))
        if needed and not text:
            self.problems[name] = _NOTHING_TYPED
        elif len(text) > most:
            self.problems[name] = f"Terlalu panjang: {len(text)} huruf, paling banyak {most}."
        return text

    def lines(self, name: str, most_lines: int, most: int) -> tuple[str, ...]:
        """One thing a line; empty lines are left out."""
        texts = tuple(filter(None, map(_tidy, self.raw(name).splitlines())))
        long = next((text for text in texts if len(text) > most), None)
        if long is not None:
            self.problems[name] = f"Baris “{long[:24]}…” terlalu panjang: {len(long)} huruf, paling banyak {most}."
        elif len(texts) > most_lines:
            self.problems[name] = f"Terlalu banyak: {len(texts)} baris, paling banyak {most_lines}."
        return texts

    def whole(self, name: str, least: int, most: int) -> int:
        text = self.raw(name).strip()
        if text.isascii() and text.isdigit() and len(text) < 9 and least <= int(text) <= most:
            return int(text)
        self.problems[name] = f"Isi angka bulat {least} sampai {most}." if text else _NOTHING_TYPED
        return least

    def decimal(self, name: str, least: float, most: float) -> float:
        """A number with a comma or a point."""
        text = self.raw(name).strip().replace(",", ".")
        if re.fullmatch(r"[0-9]{1,6}(\.[0-9]{1,3})?", text) and least <= float(text) <= most:
            return float(text)
        self.problems[name] = f"Isi angka {least:g} sampai {most:g}." if text else _NOTHING_TYPED
        return least

    def choice(self, name: str, options: Collection[str]) -> str:
        text = self.raw(name)
        if text in options:
            return text
        self.problems[name] = "Pilih salah satu."
        return next(iter(options))

    def span(self, opens: str, closes: str, *, overnight: bool = False) -> tuple[str, str] | None:
        """From and to as `HH:MM`; None when both are empty. `overnight`: it may go across midnight."""
        begins, ends = self._clock(opens), self._clock(closes)
        if begins is None and ends is None:
            return None
        if begins is None or ends is None:
            missing = opens if begins is None else closes
            self.problems.setdefault(missing, "Isi kedua jamnya, atau kosongkan keduanya.")
            return None
        if begins == ends or (begins > ends and not overnight):
            self.problems.setdefault(closes, f"Harus lebih akhir daripada {begins.replace(':', '.')}.")
        return begins, ends

    def clock_time(self, name: str) -> str:
        """A time of day as `HH:MM`."""
        time = self._clock(name)
        if time is None:
            self.problems.setdefault(name, _NOTHING_TYPED)
        return time or "00:00"

    def dates(self, name: str, most: int) -> tuple[str, ...]:
        """One date a line, the day first (24-12-2026) or the year first, as ISO 8601, in order and each once."""
        found = set()
        for line in filter(None, map(_tidy, self.raw(name).splitlines())):
            day_first = _DAY_FIRST.fullmatch(line)
            iso = f"{day_first[3]}-{int(day_first[2]):02d}-{int(day_first[1]):02d}" if day_first else line
            try:
                found.add(date.fromisoformat(iso).isoformat())
            except ValueError:
                self.problems[name] = f"Tanggal “{line[:24]}” tidak ada. Tulis seperti 24-12-2026."
        if len(found) > most:
            self.problems[name] = f"Terlalu banyak tanggal: {len(found)}, paling banyak {most}."
        return tuple(sorted(found))

    def address(self, name: str) -> str:
        """The last part of a page's address: small letters, digits and hyphens, at most 20."""
        text = self.raw(name).strip().lower()
        if re.fullmatch(r"[a-z0-9][a-z0-9-]{0,19}", text) is None:
            self.problems[name] = (
                "Pakai huruf kecil, angka, dan garis saja, paling banyak 20." if text else _NOTHING_TYPED
            )
        return text

    def _clock(self, name: str) -> str | None:
        text = self.raw(name).strip()
        if not text:
            return None
        clock = _CLOCK.fullmatch(text)
        if clock is None:
            self.problems[name] = "Tulis jam seperti 08.00."
            return None
        return f"{int(clock[1]):02d}:{clock[2]}"


async def typed_of(request: Request) -> Typed:
    """The text fields of the request's form; files are left out. One that cannot be read is answered with 400 by Starlette."""
    async with request.form(max_files=0, max_fields=_MOST_FIELDS, max_part_size=_MOST_OF_ONE) as form:
        return Typed({name: value for name, value in form.items() if isinstance(value, str)})


def at_place(things: Sequence[Thing], thing: Thing, place: int) -> tuple[Thing, ...]:
    """`things`, which does not have `thing`, with it at `place`, counted from 1."""
    return (*things[: place - 1], thing, *things[place - 1 :])


def _tidy(text: str) -> str:
    """Without control characters, with single blanks, and accents in one piece with their letters: what is pasted often is otherwise."""
    whole = unicodedata.normalize("NFC", text)
    kept = "".join(" " if unicodedata.category(sign)[0] in {"C", "Z"} else sign for sign in whole)
    return " ".join(kept.split())
