"""How much one address and the whole village may do.

Only in memory, and no address is kept: only a code of it, under a key that dies with the process.
"""

import hashlib
import hmac
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

_TAG_BYTES = 12
_MOST_ADDRESSES = 10_000
_HOUR_S = 3600.0
_MINUTE_S = 60.0


class Doing(StrEnum):
    """What is counted, each by itself."""

    SEND = "send"
    CODE = "code"  # a code that opens nothing
    WRITE = "write"  # a message, a photo or a rating by a sender
    AGREE = "agree"  # "saya juga merasakan"
    AGREE_CARD = "agree_card"  # the same, for one card: the tag tells address and card


@dataclass(frozen=True, slots=True)
class Allowance:
    """At most `most` within `window_s` seconds."""

    most: int
    window_s: float


@dataclass(frozen=True, slots=True)
class Allowances:
    """For one address: generous for a village behind one Wi-Fi, bounded for one machine. `village`: complaints of all addresses together.

    `agree_card` is below the least number that the board tells (5), so that no machine shows it alone in a day.
    What comes above the village's waits for moderation; it is never dropped. Of one address at most `share` complaints count toward it, so
    that one machine does not use up what all have.
    """

    send: Allowance = field(default=Allowance(30, _HOUR_S))
    code: Allowance = field(default=Allowance(5, _MINUTE_S))
    write: Allowance = field(default=Allowance(60, _HOUR_S))
    agree: Allowance = field(default=Allowance(60, _HOUR_S))
    agree_card: Allowance = field(default=Allowance(4, 24 * _HOUR_S))
    village: Allowance = field(default=Allowance(200, 24 * _HOUR_S))
    share: int = 100

    def of(self, doing: Doing) -> Allowance:
        match doing:
            case Doing.SEND:
                return self.send
            case Doing.CODE:
                return self.code
            case Doing.WRITE:
                return self.write
            case Doing.AGREE:
                return self.agree
            case Doing.AGREE_CARD:
                return self.agree_card


class Pace:
    """`now` gives seconds of a clock that never jumps; `random` the key of the addresses' codes; `allowances` what holds at present."""

    def __init__(
        self,
        now: Callable[[], float],
        random: Callable[[int], bytes],
        allowances: Callable[[], Allowances] = Allowances,
    ) -> None:
        self._now = now
        self._key = random(32)
        self._allowances = allowances
        self._done: OrderedDict[tuple[Doing, str], deque[float]] = OrderedDict()
        self._sent: deque[float] = deque()
        self._senders: deque[str] = deque()

    def tag(self, address: str) -> str:
        """What stands for a network address here, and nowhere but in this process."""
        return hmac.new(self._key, address.encode(), hashlib.sha256).digest()[:_TAG_BYTES].hex()

    def wait_s(self, doing: Doing, tag: str) -> float:
        """In how many seconds this may be done again; 0.0: now. Counts nothing."""
        allowance = self._allowances().of(doing)
        times = self._done.get((doing, tag))
        return 0.0 if times is None else _wait(times, allowance, self._now())

    def count(self, doing: Doing, tag: str) -> None:
        """Note that it was done."""
        times = self._done.setdefault((doing, tag), deque())
        self._done.move_to_end((doing, tag))
        times.append(self._now())
        if doing is Doing.SEND:
            self._count_for_all(tag, times[-1])
        while len(self._done) > _MOST_ADDRESSES:
            self._done.popitem(last=False)

    def crowded(self) -> bool:
        """Whether so many complaints came in that the next ones go to moderation."""
        village = self._allowances().village
        self._drop_old(village.window_s)
        return len(self._sent) >= village.most

    def _count_for_all(self, tag: str, now: float) -> None:
        allowances = self._allowances()
        self._drop_old(allowances.village.window_s)
        if self._senders.count(tag) < allowances.share:
            self._sent.append(now)
            self._senders.append(tag)

    def _drop_old(self, window_s: float) -> None:
        while self._sent and self._sent[0] <= self._now() - window_s:
            self._sent.popleft()
            self._senders.popleft()


def _wait(times: deque[float], allowance: Allowance, now: float) -> float:
    while times and times[0] <= now - allowance.window_s:
        times.popleft()
    if len(times) < allowance.most:
        return 0.0
    return times[-allowance.most] + allowance.window_s - now
