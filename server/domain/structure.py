"""What an office consists of, as far as the rules need it: letters, counters and hours. Names are kept elsewhere."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CounterPlan:
    """A counter and the letters of the services that it serves."""

    id: str
    services: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hours:
    """Opening hours of one weekday, in minutes after local midnight (0 to 1440)."""

    opens: int
    closes: int


@dataclass(frozen=True, slots=True)
class Structure:
    """`week` has seven entries, Monday first; `None` is a day without service.

    `automatic`: the calendar opens and closes the service day. Otherwise an official does.
    """

    services: tuple[str, ...]
    counters: tuple[CounterPlan, ...]
    week: tuple[Hours | None, ...] = (None,) * 7
    automatic: bool = False

    def counter(self, counter_id: str) -> CounterPlan | None:
        return next((plan for plan in self.counters if plan.id == counter_id), None)
