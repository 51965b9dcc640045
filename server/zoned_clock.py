"""A clock whose zone can be changed while it runs: settings may move the office from WIB to WITA."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from server.clock import Clock
from server.domain.frozen import replace
from server.domain.moment import Moment


class ZonedClock:
    """Another clock's moments, told in the zone that was chosen last; in that clock's own until one is chosen."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._zone: ZoneInfo | None = None

    @property
    def moved(self) -> bool:
        return self._zone is not None

    def move_to(self, zone: ZoneInfo) -> None:
        self._zone = zone

    def now(self) -> Moment:
        moment = self._clock.now()
        return moment if self._zone is None else replace(moment, local=moment.local.astimezone(self._zone))

    def confirm(self) -> None:
        self._clock.confirm()

    def following(self, zone: Callable[[], ZoneInfo]) -> Callable[[], None]:
        """What to call whenever `zone` may have changed."""
        began = zone()

        def follow() -> None:
            # An office that never moves keeps the clock's own zone, and pays nothing.
            if self.moved or zone() != began:
                self.move_to(zone())

        return follow
