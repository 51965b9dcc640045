"""When the office is open: hours, pauses, and the days on which it is not."""

from typing import Annotated

import msgspec
from msgspec import Meta

from server.description.fields import Between, IsoDate

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

Pauses = Annotated[tuple[Between, ...], Meta(max_length=3)]


class OwnPauses(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Weekdays whose pauses differ from the others'; an empty list is a day without a pause."""

    monday: Pauses | None = None
    tuesday: Pauses | None = None
    wednesday: Pauses | None = None
    thursday: Pauses | None = None
    friday: Pauses | None = None
    saturday: Pauses | None = None
    sunday: Pauses | None = None


class Week(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Opening and closing time of each weekday; a missing day has no service.

    `automatic`: the calendar opens and closes the service day. `pauses` holds on every open day that has none of its own.
    `closed`: the village's own days without service. `holidays`: national holidays are days without service too.
    """

    automatic: bool = False
    monday: Between | None = None
    tuesday: Between | None = None
    wednesday: Between | None = None
    thursday: Between | None = None
    friday: Between | None = None
    saturday: Between | None = None
    sunday: Between | None = None
    pauses: Pauses = ()
    own_pauses: OwnPauses = OwnPauses()
    closed: Annotated[tuple[IsoDate, ...], Meta(max_length=100)] = ()
    holidays: bool = False

    def spans(self) -> tuple[Between | None, ...]:
        """Seven entries, Monday first."""
        return tuple(getattr(self, day) for day in DAYS)

    def pauses_of(self, weekday: int) -> tuple[Between, ...]:
        """The pauses of a weekday, 0 for Monday."""
        own: tuple[Between, ...] | None = getattr(self.own_pauses, DAYS[weekday])
        return self.pauses if own is None else own
