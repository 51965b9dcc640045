"""Small offices to try the rules on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from server.domain.structure import CounterPlan, Hours, PlannedAnnouncement, Rules, Structure

EIGHT, FOUR = 8 * 60, 16 * 60
CLOSED_ALL_WEEK: tuple[None, ...] = (None,) * 7
ORDINARY = Rules()
WORKING_WEEK = (*((EIGHT, FOUR),) * 5, None, None)


@dataclass(frozen=True)
class Plan:
    """An office in plain words, for a model that shall not know the rules' own types."""

    services: Sequence[str]
    counters: Mapping[str, Sequence[str]]
    week: Sequence[tuple[int, int] | None] = field(default=CLOSED_ALL_WEEK)
    automatic: bool = False
    rules: Rules = ORDINARY
    quotas: Mapping[str, int] = field(default_factory=dict)
    closed: Sequence[str] = ()
    announcements: Sequence[tuple[str, str, int, tuple[str, ...], bool]] = ()

    def structure(self) -> Structure:
        return Structure(
            services=tuple(self.services),
            counters=tuple(CounterPlan(name, tuple(services)) for name, services in self.counters.items()),
            week=tuple(None if hours is None else Hours(*hours) for hours in self.week),
            automatic=self.automatic,
            rules=self.rules,
            quotas=self.quotas,
            closed=tuple(self.closed),
            announcements=tuple(PlannedAnnouncement(*one) for one in self.announcements),
        )


# Counter 1 serves both, so A and B compete there; counter 2 serves B alone; counter 3 has C to itself.
VILLAGE = Plan(("A", "B", "C"), {"1": ("A", "B"), "2": ("B",), "3": ("C",)})
AUTOMATIC_VILLAGE = Plan(VILLAGE.services, VILLAGE.counters, WORKING_WEEK, automatic=True)
