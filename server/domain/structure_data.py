"""A structure as the log keeps it: JSON-able data, and back."""

from typing import Any

from server.domain.structure import CounterPlan, Hours, PlannedAnnouncement, Rules, Structure


def to_data(structure: Structure) -> dict[str, Any]:
    rules = structure.rules
    return {
        "services": list(structure.services),
        "counters": [{"id": plan.id, "services": list(plan.services)} for plan in structure.counters],
        "week": [None if hours is None else _hours_to_data(hours) for hours in structure.week],
        "automatic": structure.automatic,
        "rules": {
            "priority_ratio": rules.priority_ratio,
            "brake": rules.brake,
            "return_after": rules.return_after,
            "transfer_first": rules.transfer_first,
        },
        "quotas": dict(structure.quotas),
        "closed": list(structure.closed),
        "announcements": [_announcement_to_data(planned) for planned in structure.announcements],
    }


def from_data(data: dict[str, Any]) -> Structure:
    """Raises `KeyError`, `TypeError` or `ValueError` for data of another shape."""
    return Structure(
        services=tuple(data["services"]),
        counters=tuple(CounterPlan(plan["id"], tuple(plan["services"])) for plan in data["counters"]),
        week=tuple(None if hours is None else _hours_from_data(*hours) for hours in data["week"]),
        automatic=data["automatic"],
        rules=Rules(**data["rules"]),
        quotas=data["quotas"],
        closed=tuple(data["closed"]),
        announcements=tuple(_announcement_from_data(**planned) for planned in data["announcements"]),
    )


def _hours_to_data(hours: Hours) -> list[Any]:
    return [hours.opens, hours.closes, [list(pause) for pause in hours.pauses]]


def _hours_from_data(opens: int, closes: int, pauses: list[list[int]]) -> Hours:
    return Hours(opens, closes, tuple((start, end) for start, end in pauses))


def _announcement_to_data(planned: PlannedAnnouncement) -> dict[str, Any]:
    return {
        "id": planned.id,
        "at": planned.at,
        "minutes": planned.minutes,
        "rooms": list(planned.rooms),
        "urgent": planned.urgent,
    }


def _announcement_from_data(
    id: str,  # noqa: A002 -- the name that the log keeps
    at: str,
    minutes: int,
    rooms: list[str],
    urgent: bool,
) -> PlannedAnnouncement:
    return PlannedAnnouncement(id, at, minutes, tuple(rooms), urgent)
