"""What has been typed so far in the first start. Nothing of it is stored before the last step."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from msgspec.structs import replace as changed

from server.description import DAYS, ZONES, Counter, Description, OwnPauses, Service, Unusable, Week, checked

MOST_COUNTERS = 8
_ALL = "Semua layanan"
_CLOCK_TIME = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")


@dataclass(frozen=True, slots=True)
class AdminDraft:
    """The first admin, with the secrets of her own choice."""

    name: str = ""
    login: str = ""
    password: str = ""
    pin: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """`sample` is where the office began; services that were ticked off can be ticked again."""

    sample: Description
    description: Description
    admin: AdminDraft = AdminDraft()
    named: bool = False

    def with_office(self, name: str, zone: str) -> "Draft":
        """Raises `Unusable`, as the other steps do."""
        name = " ".join(name.split())
        if not 1 <= len(name) <= 60 or not name.isprintable():
            raise Unusable("Isi nama kantor, paling banyak 60 huruf.")
        if zone not in ZONES:
            raise Unusable("Pilih zona waktu kantor.")
        return replace(self, description=checked(changed(self.description, name=name, timezone=zone)), named=True)

    def with_services(self, fields: Mapping[str, str]) -> "Draft":
        """What the office has of the sample's services, under its own letters; every counter serves all of them."""
        kept: list[Service] = []
        for service in self.sample.services:
            if fields.get(f"keep-{service.letter}") != "1":
                continue
            letter = fields.get(f"letter-{service.letter}", service.letter).strip().upper()
            if len(letter) != 1 or not letter.isascii() or not letter.isalpha():
                raise Unusable(f"Beri layanan {service.name} satu huruf dari A sampai Z.")
            kept.append(changed(service, letter=letter))
        if not kept:
            raise Unusable("Pilih paling sedikit satu layanan.")
        count = fields.get("counters", "")
        if count not in {str(number) for number in range(1, MOST_COUNTERS + 1)}:
            raise Unusable("Pilih jumlah loket.")
        letters = tuple(service.letter for service in kept)
        counters = tuple(Counter(str(n), f"Loket {n}", _ALL, letters) for n in range(1, int(count) + 1))
        return replace(self, description=checked(changed(self.description, services=tuple(kept), counters=counters)))

    def with_hours(self, fields: Mapping[str, str]) -> "Draft":
        spans = {day: _span(fields, day) for day in DAYS}
        if not any(spans.values()):
            raise Unusable("Isi jam buka paling sedikit satu hari.")
        pause, friday = _span(fields, "pause"), _span(fields, "friday-pause")
        own = (
            OwnPauses(friday=() if friday is None else (friday,))
            if friday != pause and spans["friday"]
            else OwnPauses()
        )
        week = changed(
            self.description.hours,
            **spans,
            pauses=() if pause is None else (pause,),
            own_pauses=own,
            automatic=fields.get("automatic") == "1",
            holidays=fields.get("holidays") == "1",
        )
        assert isinstance(week, Week)
        return replace(self, description=checked(changed(self.description, hours=week)))

    def mark_of(self, service: Service) -> str:
        """The letter that a service of the office has in the sample, which names its fields."""
        return next((known.letter for known in self.sample.services if known.name == service.name), service.letter)


def _span(fields: Mapping[str, str], mark: str) -> tuple[str, str] | None:
    opens, closes = (fields.get(f"{mark}-{side}", "").strip()[:5] for side in ("from", "to"))
    if not opens and not closes:
        return None
    if not opens or not closes:
        raise Unusable("Isi jam mulai dan jam selesai, atau kosongkan keduanya.")
    if not all(_CLOCK_TIME.fullmatch(time) for time in (opens, closes)):
        raise Unusable("Tulis jam seperti 08:00.")
    return opens, closes
