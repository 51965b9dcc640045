"""What every view is made from."""

from dataclasses import dataclass
from datetime import timedelta

from display.views import Clock
from server.description import Description
from server.domain.calls import Call
from server.domain.moment import Moment
from server.domain.queue import QueueState
from server.presence import Presence
from server.web.words import DAYS, SHORT_DAYS, SHORT_MONTHS, clock_words

# A steady picture is drawn only to be compared. With every call old, the TV draws the one card that always stands, not twelve.
_LONG_AGO_MS = 86_400_000
_STEADY_CLOCK = Clock(0, 0, "", "", "")


@dataclass(frozen=True, slots=True)
class Picture:
    """All that views are made from."""

    description: Description
    state: QueueState
    presence: Presence
    now: Moment | None = None

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
        opening = None if self.now is None else _next_opening(self.state, self.now)
        return f"Kantor tutup. {opening}" if opening else "Layanan belum dibuka. Silakan tunggu."

    def counter_name(self, counter_id: str) -> str:
        counter = self.description.counter(counter_id)
        return f"Loket {counter_id}" if counter is None else counter.name

    def service_name(self, letter: str) -> str:
        service = self.description.service(letter)
        return letter if service is None else service.name

    def age_ms(self, call: Call) -> int:
        return _LONG_AGO_MS if self.now is None else call.made.elapsed_ms(self.now.stamp)


def _next_opening(state: QueueState, now: Moment) -> str | None:
    for days in range(8):
        weekday = (now.local.weekday() + days) % 7
        hours = state.structure.week[weekday]
        if hours is None or (days == 0 and now.minute >= hours.opens):
            if days == 0 and hours is not None and now.minute < hours.closes:
                return None  # within the hours: it will be opened any moment
            continue
        when = "hari ini" if days == 0 else DAYS[weekday]
        return f"Buka {when} pukul {clock_words(*divmod(hours.opens, 60))}."
    return None
