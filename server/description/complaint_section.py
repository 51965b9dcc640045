"""The `[complaints]` section: what residents may complain about, where they live, and how long the office has to answer."""

from typing import Annotated

import msgspec
from msgspec import Meta

from server.description.complaint_category_entry import BUILT_IN, CategoryEntry, KeptDays, Slug
from server.description.fields import Name


class Hamlet(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A part of the village. `adults`: how many grown-ups live there; a small one is never named in public."""

    id: Slug
    name: Name
    adults: Annotated[int, Meta(ge=0, le=99999)] = 0


class Unit(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A part of the office that complaints are handed to. Who works there is chosen at the desk, not here."""

    id: Slug
    name: Name


class Limits(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`address_hour`: complaints from one address in an hour; a village shares one Wi-Fi, so this is generous. `office_day`: from all
    addresses in a day; what comes above it is not refused but waits for a look (moderation).
    """

    address_hour: Annotated[int, Meta(ge=5, le=500)] = 30
    office_day: Annotated[int, Meta(ge=20, le=5000)] = 200


class Complaints(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`open`: residents may send complaints. `tv`: the TVs show the board between two calls.

    Days: `verify_days`, `answer_days` and `confirm_days` are working days, the others days of the calendar. `info_days`: how long a
    sender may take to complete a complaint. `identity_days` and `text_days`: kept so long after the end.
    """

    open: bool = True
    tv: bool = True
    categories: Annotated[tuple[CategoryEntry, ...], Meta(min_length=1, max_length=30)] = BUILT_IN
    hamlets: Annotated[tuple[Hamlet, ...], Meta(max_length=40)] = ()
    units: Annotated[tuple[Unit, ...], Meta(max_length=20)] = ()
    verify_days: Annotated[int, Meta(ge=1, le=5)] = 3
    answer_days: Annotated[int, Meta(ge=1, le=14)] = 5
    confirm_days: Annotated[int, Meta(ge=10, le=30)] = 10
    info_days: Annotated[int, Meta(ge=30, le=90)] = 30
    identity_days: KeptDays = 90
    text_days: KeptDays = 365
    limits: Limits = Limits()

    def category(self, code: str) -> CategoryEntry | None:
        return next((category for category in self.categories if category.code == code), None)

    def hamlet(self, hamlet_id: str) -> Hamlet | None:
        return next((hamlet for hamlet in self.hamlets if hamlet.id == hamlet_id), None)

    def unit(self, unit_id: str) -> Unit | None:
        return next((unit for unit in self.units if unit.id == unit_id), None)
