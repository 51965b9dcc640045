"""Every event of the board's stream: what was published, and nothing else. Kinds and fields are documented in docs/interfaces.md.

This stream is public in all its parts, numbers and days included. Which complaint a card shows stands in no event. Cards have random
ids of their own, so that neither their order nor their number tells of complaints that are not shown.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, ClassVar

from server.domain.events import UnknownKind
from server.domain.frozen import Frozen, plain

BOARD = "board"


class CardPublished(Frozen):
    """`klass`: open or anonymous. `coarse`: one of the public groups, "" for an anonymous card of a mixed batch.

    `period`: the day of receipt (`2026-11-23`) of an open complaint; of an anonymous one the quarter in which it was put up (`2026-Q4`).
    `hamlet` and `limit` (working days to settle) are "" and 0 unless open. `summary` names the public text, a copy of its own, so that no
    name of a row leads from here to the complaint; "": a card without content.
    `cohort`: the anonymous cards that came together and change together; "" for an open one.
    """

    kind: ClassVar[str] = "card_published"
    v: ClassVar[int] = 1
    card: str
    klass: str
    coarse: str
    period: str
    hamlet: str
    state: str
    summary: str
    cohort: str = ""
    limit: int = 0


class CardChanged(Frozen):
    """`state` is one of `server.domain.board_words`."""

    kind: ClassVar[str] = "card_changed"
    v: ClassVar[int] = 1
    card: str
    state: str


class CardWithdrawn(Frozen):
    kind: ClassVar[str] = "card_withdrawn"
    v: ClassVar[int] = 1
    card: str


class TotalsPublished(Frozen):
    """Figures that have changed. `cells`: see `server.domain.board_totals`; those that are not named stay as they were."""

    kind: ClassVar[str] = "totals_published"
    v: ClassVar[int] = 1
    year: str
    cells: Mapping[str, int]


class RootPublished(Frozen):
    """The root over a week's receipts: whoever wrote it down can prove later that nothing was taken away. `root` in hex."""

    kind: ClassVar[str] = "root_published"
    v: ClassVar[int] = 1
    week: str
    root: str


class BatchPublished(Frozen):
    """The batch of that day is out, be it an empty one: whatever comes later waits for the next."""

    kind: ClassVar[str] = "batch_published"
    v: ClassVar[int] = 1
    day: str


BoardEvent = CardPublished | CardChanged | CardWithdrawn | TotalsPublished | RootPublished | BatchPublished

KINDS: Mapping[str, type[BoardEvent]] = MappingProxyType({cls.kind: cls for cls in BoardEvent.__args__})


def subject_of(event: BoardEvent) -> str:
    """`card:<card>` or `board`."""
    match event:
        case CardPublished(card=card) | CardChanged(card=card) | CardWithdrawn(card=card):
            return f"card:{card}"
        case _:
            return BOARD


def to_data(event: BoardEvent) -> dict[str, Any]:
    """The event's fields as JSON-able data."""
    data = plain(event)
    return {**data, "cells": dict(event.cells)} if isinstance(event, TotalsPublished) else data


def from_data(kind: str, v: int, data: dict[str, Any]) -> BoardEvent:
    """The event of stored data. Raises `UnknownKind` for a kind or version of newer software."""
    cls = KINDS.get(kind)
    if cls is None or v != cls.v:
        raise UnknownKind(kind, v)
    return cls(**data)
