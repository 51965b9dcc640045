"""What every view is made from."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from display.clock_view import Clock
from server.description import Description
from server.domain.calls import Call
from server.domain.counters import Counter
from server.domain.moment import Moment, Stamp
from server.domain.queue import QueueState
from server.presence import Presence
from server.web.words import DAYS, SHORT_DAYS, SHORT_MONTHS, clock_words

# A steady picture is drawn only to be compared. With every call old, the TV draws the one card that always stands, not twelve.
_LONG_AGO_MS = 86_400_000
_NOT_YET = "Layanan belum dibuka. Silakan tunggu."
_LOOK_AHEAD_DAYS = 22
_STEADY_CLOCK = Clock(0, 0, "", "", "")


def _nameless(_of: str) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Picture:
    """All that views are made from. `name_of` gives the display name of an account, "" for nobody; `holiday_on` the name of the
    national holiday on an ISO date, "" for none.
    """

    description: Description
    state: QueueState
    presence: Presence
    now: Moment | None = None
    name_of: Callable[[str], str] = _nameless
    holiday_on: Callable[[str], str] = _nameless

    def clock(self) -> Clock:
        if self.now is None:
            return _STEADY_CLOCK
        local = self.now.local
        offset = local.utcoffset() or timedelta()
        return Clock(
            epoch_ms=self.now.wall_ms,
            offset_minutes=int(offset.total_seconds() // 60),
            zone=self.description.zone_name,
            date=f"{SHORT_DAYS[local.weekday()]}, {local.day} {SHORT_MONTHS[local.month - 1]}",
            time=clock_words(local.hour, local.minute),
        )

    def closed_message(self) -> str:
        """One sentence for a closed office; "" while the day is open."""
        if self.state.day is not None:
            return ""
        if self.now is None or self.now.doubtful:
            return _NOT_YET
        holiday, opening = self._holiday(self.now.date), self._next_opening(self.now)
        if opening is None or not (opening or holiday):
            return _NOT_YET
        closed = f"Kantor tutup hari ini: {holiday}." if holiday else "Kantor tutup."
        return f"{closed} {opening}".strip()

    def counter_name(self, counter_id: str) -> str:
        counter = self.description.counter(counter_id)
        return f"Loket {counter_id}" if counter is None else counter.name

    def service_name(self, letter: str) -> str:
        service = self.description.service(letter)
        return letter if service is None else service.name

    def official(self, counter: Counter) -> str:
        """The display name of whoever serves at the counter, for colleagues."""
        return self.name_of(counter.account)

    def shown_official(self, counter: Counter) -> str:
        """The same for residents: "" where the office shows no names."""
        return self.official(counter) if self.description.show_officials else ""

    def age_ms(self, call: Call) -> int:
        return self.age_since_ms(call.made)

    def age_since_ms(self, stamp: Stamp) -> int:
        return _LONG_AGO_MS if self.now is None else stamp.elapsed_ms(self.now.stamp)

    def _holiday(self, date: str) -> str:
        """Why there is no service on that ISO date although it is no weekend; "" when there is."""
        if date in self.state.structure.closed:
            return "libur kantor"
        hours = self.description.hours
        return self.holiday_on(date) if hours.automatic and hours.holidays else ""

    def _next_opening(self, now: Moment) -> str | None:
        """None: any moment. "": not within the next weeks, as far as the calendar knows."""
        for days in range(_LOOK_AHEAD_DAYS):
            day = now.local.date() + timedelta(days)
            hours = self.state.structure.week[day.weekday()]
            if hours is None or self._holiday(day.isoformat()):
                continue
            if days == 0:
                # Opened and closed again today: that was an official, and the calendar does not open twice.
                if now.minute >= hours.opens and (now.minute >= hours.closes or self.state.date == now.date):
                    continue
                if now.minute >= hours.opens:
                    return None
            when = "hari ini" if days == 0 else DAYS[day.weekday()]
            if days >= len(DAYS):
                when = f"{when}, {day.day} {SHORT_MONTHS[day.month - 1]},"
            return f"Buka {when} pukul {clock_words(*divmod(hours.opens, 60))}."
        return ""
