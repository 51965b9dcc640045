"""A clock that stands still until a test moves it."""

from datetime import datetime, timedelta, timezone

from server.domain.moment import Moment

WIB = timezone(timedelta(hours=7), "WIB")
MONDAY_AT_EIGHT = "2026-11-23T08:00"


class FalseClock:
    """The wall clock and the monotonic clock of one machine. `now` is what the rules are told."""

    def __init__(self, local: str = MONDAY_AT_EIGHT, zone: timezone = WIB) -> None:
        self._wall = datetime.fromisoformat(local).replace(tzinfo=zone)
        self._mono_ms = 3_600_000
        self._boots = 1
        self.doubtful = False

    @property
    def boot(self) -> str:
        return f"boot-{self._boots}"

    def now(self) -> Moment:
        return Moment(self._wall, self._mono_ms, self.boot, self.doubtful)

    def confirm(self) -> None:
        self.doubtful = False

    def passes(self, *, hours: float = 0, minutes: float = 0, seconds: float = 0, ms: int = 0) -> Moment:
        """Time passes, as it does: on both clocks."""
        span = timedelta(hours=hours, minutes=minutes, seconds=seconds, milliseconds=ms)
        self._wall += span
        self._mono_ms += span // timedelta(milliseconds=1)
        return self.now()

    def passes_until(self, local: str) -> Moment:
        """Time passes until the wall clock shows `local`, which lies ahead."""
        span = datetime.fromisoformat(local).replace(tzinfo=self._wall.tzinfo) - self._wall
        if span < timedelta():
            raise ValueError(f"{local} is over")
        return self.passes(seconds=span.total_seconds())

    def passes_until_tomorrow(self, hour: int, minute: int = 0) -> Moment:
        tomorrow = (self._wall + timedelta(days=1)).date()
        return self.passes_until(f"{tomorrow.isoformat()}T{hour:02d}:{minute:02d}")

    def is_put(self, *, days: int = 0, hours: int = 0, minutes: int = 0) -> Moment:
        """Somebody, or a time server, puts the wall clock forward or back. No time passes."""
        self._wall += timedelta(days=days, hours=hours, minutes=minutes)
        return self.now()

    def reboots(self, *, outage_minutes: int = 0, lost_minutes: int = 0) -> Moment:
        """The power is off for `outage_minutes`; afterwards the wall clock is `lost_minutes` behind."""
        self._wall += timedelta(minutes=outage_minutes - lost_minutes)
        self._boots += 1
        self._mono_ms = 20_000
        return self.now()
