"""The office as its people describe it: one TOML file with names, services, counters and hours."""

import hashlib
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec
from msgspec import Meta

from server.domain.structure import CounterPlan, Hours, Structure

SAMPLE = Path(__file__).with_name("sample_office.toml")

Name = Annotated[str, Meta(min_length=1, max_length=60)]
Short = Annotated[str, Meta(min_length=1, max_length=16)]
Letter = Annotated[str, Meta(pattern=r"^[A-Z]$")]
CounterId = Annotated[str, Meta(pattern=r"^[0-9]{1,2}$")]
ClockTime = Annotated[str, Meta(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
Span = tuple[ClockTime, ClockTime] | None

ZONES: Mapping[str, str] = MappingProxyType(
    {"Asia/Jakarta": "WIB", "Asia/Pontianak": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}
)


class Service(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`letter` begins the ticket numbers; `short` (16 characters at most) stands on the TV; `icon` names a file of assets/icons."""

    letter: Letter
    name: Name
    short: Short
    icon: Annotated[str, Meta(pattern=r"^[a-z0-9-]{1,40}$")] = "file-text"


class Counter(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`id` is what the loudspeaker says after "loket": one or two digits."""

    id: CounterId
    name: Short
    label: Short
    services: Annotated[tuple[Letter, ...], Meta(min_length=1)]


class Week(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Opening and closing time of each weekday; a missing day has no service."""

    automatic: bool = False
    monday: Span = None
    tuesday: Span = None
    wednesday: Span = None
    thursday: Span = None
    friday: Span = None
    saturday: Span = None
    sunday: Span = None

    def spans(self) -> tuple[Span, ...]:
        return (self.monday, self.tuesday, self.wednesday, self.thursday, self.friday, self.saturday, self.sunday)


class Description(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`phone_tickets`: residents may take a number on their own phones without signing in."""

    name: Name
    timezone: str
    services: Annotated[tuple[Service, ...], Meta(min_length=1, max_length=26)]
    counters: Annotated[tuple[Counter, ...], Meta(min_length=1, max_length=99)]
    hours: Week = Week()
    phone_tickets: bool = False
    notes: Annotated[tuple[Annotated[str, Meta(max_length=60)], ...], Meta(max_length=8)] = ()

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    @property
    def zone_name(self) -> str:
        """WIB, WITA or WIT; elsewhere the zone's own name."""
        return ZONES.get(self.timezone, self.timezone)

    def service(self, letter: str) -> Service | None:
        return next((service for service in self.services if service.letter == letter), None)

    def counter(self, counter_id: str) -> Counter | None:
        return next((counter for counter in self.counters if counter.id == counter_id), None)

    def structure(self) -> Structure:
        """What the rules need of it."""
        return Structure(
            services=tuple(service.letter for service in self.services),
            counters=tuple(CounterPlan(counter.id, counter.services) for counter in self.counters),
            week=tuple(
                None if span is None else Hours(_minutes(span[0]), _minutes(span[1])) for span in self.hours.spans()
            ),
            automatic=self.hours.automatic,
        )


class Unusable(Exception):
    """The file does not describe an office. The message is one Indonesian sentence that says what to change."""


def parse(text: str) -> Description:
    """The office of a TOML text. Raises `Unusable`."""
    try:
        description = msgspec.convert(tomllib.loads(text), Description)
    except tomllib.TOMLDecodeError as error:
        raise Unusable(f"Berkas kantor bukan TOML yang benar ({error}). Perbaiki baris itu lalu coba lagi.") from error
    except msgspec.ValidationError as error:
        raise Unusable(
            f"Berkas kantor tidak dapat dipakai: {_in_words(str(error))}. Perbaiki lalu coba lagi."
        ) from error
    _check(description)
    return description


def digest(text: str) -> str:
    """What events name the text by."""
    return hashlib.sha256(text.encode()).hexdigest()


def _check(description: Description) -> None:
    try:
        _ = description.zone
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        # OSError: "Asia" is a directory of the zone database.
        raise Unusable(
            f"Zona waktu “{description.timezone}” tidak dikenal. Pakai Asia/Jakarta, Asia/Makassar, atau Asia/Jayapura."
        ) from error
    letters = [service.letter for service in description.services]
    if twice := _first_repeated(letters):
        raise Unusable(f"Huruf layanan {twice} dipakai dua kali. Beri setiap layanan huruf sendiri.")
    ids = [counter.id for counter in description.counters]
    if twice := _first_repeated(ids):
        raise Unusable(f"Loket {twice} ditulis dua kali. Beri setiap loket nomor sendiri.")
    for counter in description.counters:
        for letter in counter.services:
            if letter not in letters:
                raise Unusable(f"{counter.name} melayani huruf {letter}, tetapi tidak ada layanan dengan huruf itu.")
    for letter in letters:
        if not any(letter in counter.services for counter in description.counters):
            raise Unusable(f"Layanan {letter} tidak dilayani loket mana pun. Tambahkan ke salah satu loket.")
    for span in description.hours.spans():
        if span is not None and _minutes(span[0]) >= _minutes(span[1]):
            raise Unusable(f"Jam buka {span[0]} harus lebih awal daripada jam tutup {span[1]}.")


def _first_repeated(names: list[str]) -> str | None:
    return next((name for index, name in enumerate(names) if name in names[:index]), None)


def _minutes(clock_time: str) -> int:
    hours, minutes = clock_time.split(":")
    return int(hours) * 60 + int(minutes)


def _in_words(complaint: str) -> str:
    """msgspec's English complaint as an Indonesian half-sentence that names the place."""
    place = re.search(r" - at `\$\.?(.*)`$", complaint)
    where = place[1] if place and place[1] else "berkas"
    if unknown := re.search(r"unknown field `(.+?)`", complaint):
        return f"kunci “{unknown[1]}” tidak dikenal di {where}"
    if missing := re.search(r"missing required field `(.+?)`", complaint):
        return f"kunci “{missing[1]}” belum ada di {where}"
    return f"nilai di “{where}” tidak sesuai"
