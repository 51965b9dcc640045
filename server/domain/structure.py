"""What an office consists of, as far as the rules need it: letters, counters, hours and choices. Names are kept elsewhere."""

from collections.abc import Mapping

from server.domain.frozen import Frozen, field


class CounterPlan(Frozen):
    """A counter and the letters of the services that it serves."""

    id: str
    services: tuple[str, ...]


class Hours(Frozen):
    """Opening hours of one weekday, in minutes after local midnight (0 to 1440). `pauses`: from, to; they do not close the day."""

    opens: int
    closes: int
    pauses: tuple[tuple[int, int], ...] = ()

    def pause_at(self, minute: int) -> tuple[int, int] | None:
        """The pause that `minute` lies in."""
        return next((pause for pause in self.pauses if pause[0] <= minute < pause[1]), None)


class Rules(Frozen):
    """What an office may choose of the rules.

    `priority_ratio`: so many preferred people in a row, then one by arrival (1 or more). `brake`: whoever was passed over so
    often is next (1 or more). `return_after`: behind so many people of the same service a missed person returns (0 or more).
    `transfer_first`: a transferred person is called before those who wait by arrival.
    """

    priority_ratio: int = 2
    brake: int = 4
    return_after: int = 2
    transfer_first: bool = False


class PlannedAnnouncement(Frozen):
    """One of the office's own texts that the calendar says, once in each of `rooms`.

    `at`: opening, closing or pause, or a time of day as `HH:MM`. `minutes`: so long before a closing or a pause (0 to 60).
    `urgent` goes before every call that waits.
    """

    id: str
    at: str
    minutes: int = 0
    rooms: tuple[str, ...] = ("",)
    urgent: bool = False


class Structure(Frozen):
    """`week` has seven entries, Monday first; `None` is a day without service.

    `automatic`: the calendar opens and closes the service day. Otherwise an official does. `quotas`: most numbers of a service
    a day; 0 or absent: no limit. `closed`: the office's own closed dates (`YYYY-MM-DD`), beside the national ones.
    `announcements`: what the calendar says.
    """

    services: tuple[str, ...]
    counters: tuple[CounterPlan, ...]
    week: tuple[Hours | None, ...] = (None,) * 7
    automatic: bool = False
    rules: Rules = Rules()
    quotas: Mapping[str, int] = field(default_factory=dict)
    closed: tuple[str, ...] = ()
    announcements: tuple[PlannedAnnouncement, ...] = ()

    def counter(self, counter_id: str) -> CounterPlan | None:
        return next((plan for plan in self.counters if plan.id == counter_id), None)
