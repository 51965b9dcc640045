"""Old events in today's shape. They are never rewritten; they are read through this."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

Data = dict[str, Any]


def _office_configured_1(data: Data) -> Data:
    """Before there were choices, quotas, pauses and closed dates."""
    rules = {"priority_ratio": 2, "brake": 4, "return_after": 2, "transfer_first": False}
    week = [None if hours is None else [*hours, []] for hours in data["week"]]
    return {**data, "week": week, "rules": rules, "quotas": {}, "closed": []}


def _office_configured_2(data: Data) -> Data:
    """Before the calendar announced anything."""
    return {**data, "announcements": []}


def _day_opened_1(data: Data) -> Data:
    return {**data, "skipped": {}, "staff": {}, "earlier": {}, "letters": {}}


def _ticket_taken_1(data: Data) -> Data:
    return {**data, "slot": None}


def _ticket_called_1(data: Data) -> Data:
    """Everybody was called by arrival; 0: which events one press made was not written down."""
    return {**data, "rule": "arrival", "press": 0}


def _serving_started_1(data: Data) -> Data:
    return {**data, "press": 0}


def _call_withdrawn_1(data: Data) -> Data:
    """Only calls that nobody had heard were withdrawn."""
    return {**data, "ticket": "", "counter": "", "heard": False}


# (kind, old version) -> data of the next version.
UPCASTS: Mapping[tuple[str, int], Callable[[Data], Data]] = MappingProxyType(
    {
        ("office_configured", 1): _office_configured_1,
        ("office_configured", 2): _office_configured_2,
        ("day_opened", 1): _day_opened_1,
        ("ticket_taken", 1): _ticket_taken_1,
        ("ticket_called", 1): _ticket_called_1,
        ("serving_started", 1): _serving_started_1,
        ("call_withdrawn", 1): _call_withdrawn_1,
    }
)
