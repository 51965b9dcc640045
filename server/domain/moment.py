"""When something happens, as the rules are told it. Nothing here reads a clock."""

from datetime import UTC, datetime, timedelta

from server.domain.frozen import Frozen

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


class Stamp(Frozen):
    """A point in time that survives a wrong clock.

    `wall_ms`: milliseconds since 1970, UTC, as the machine believes. `mono_ms`: milliseconds of the monotonic clock, comparable
    only within one `boot`.
    """

    wall_ms: int
    mono_ms: int
    boot: str

    def elapsed_ms(self, later: "Stamp") -> int:
        """Milliseconds from here to `later`, never negative.

        Within one boot the monotonic clock decides, so a jump of the wall clock changes nothing. Across boots there is the
        wall clock; where that has fallen behind, at least the time since this boot has passed.
        """
        if self.boot == later.boot:
            return max(0, later.mono_ms - self.mono_ms)
        return max(later.mono_ms, later.wall_ms - self.wall_ms)


class Moment(Frozen):
    """Now: `local` is aware and in the office's zone; `doubtful` says that the wall clock is not to be believed."""

    local: datetime
    mono_ms: int
    boot: str
    doubtful: bool = False

    def __post_init__(self) -> None:
        if self.local.tzinfo is None:
            raise ValueError("a moment needs a time zone")

    @property
    def wall_ms(self) -> int:
        # In whole numbers: a float of seconds times 1000 is a millisecond short now and then.
        return (self.local - _EPOCH) // _MILLISECOND

    @property
    def stamp(self) -> Stamp:
        return Stamp(self.wall_ms, self.mono_ms, self.boot)

    @property
    def date(self) -> str:
        """The local calendar date, `YYYY-MM-DD`."""
        return self.local.date().isoformat()

    @property
    def minute(self) -> int:
        """Minutes since local midnight, 0 to 1439."""
        return self.local.hour * 60 + self.local.minute
