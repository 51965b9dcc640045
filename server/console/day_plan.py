"""A working day of a village office, thought out beforehand: who comes when and for what, and who sits at which counter.

Pure: the same randomness and office give the same day. Times are minutes since the office opened at 08.00.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log
from random import Random
from types import MappingProxyType

OPENS_AT = 8 * 60
"""Minutes since midnight."""
CLOSES = 450.0
"""15.30."""
LAST_NUMBER = 425.0
"""15.05: who comes later comes tomorrow."""
LATEST = 480.0
"""16.00: by then the last one is served."""
VISITS = 124
AT_THE_DOOR = 6
"""So many wait for the office to open."""

_HOURS: Sequence[tuple[float, float, int]] = (  # from, to, how likely an arrival is
    (0, 60, 20),
    (60, 120, 30),
    (120, 180, 24),
    (180, 240, 15),
    (240, 300, 5),
    (300, 360, 15),
    (360, LAST_NUMBER, 11),
)
# Letters of the sample office: how often it is asked for, and how many minutes it usually takes.
_ASKED: Mapping[str, tuple[int, float]] = MappingProxyType(
    {
        "A": (28, 6.0),
        "C": (9, 10.0),
        "D": (10, 9.0),
        "K": (22, 10.0),
        "F": (8, 12.0),
        "L": (9, 4.5),
        "P": (9, 7.5),
        "U": (5, 6.0),
    }
)
_OTHERWISE = (10, 7.5)
_PACES = (1.0, 1.15, 0.9, 1.2)
_ABSENT = 0.07
_LATE = 0.09
_PRIORITY = 0.08
_LUNCH_FIRST, _LUNCH_SECOND, _LUNCH_LASTS = 225.0, 270.0, 45.0
_EARLY = 405.0


@dataclass(frozen=True, slots=True)
class Desk:
    """A counter of the office: its id and the letters that it serves."""

    counter: str
    services: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Visit:
    """One resident. `walk`: minutes from the call to the counter; `work`: minutes there at the usual pace.

    `absent`: never comes. `late`: comes only when called again.
    """

    at: float
    service: str
    priority: bool
    walk: float
    work: float
    absent: bool = False
    late: bool = False


@dataclass(frozen=True, slots=True)
class Shift:
    """An official at a counter; work there takes `pace` times as long as usual."""

    counter: str
    opens: float
    closes: float
    pace: float


@dataclass(frozen=True, slots=True)
class DayPlan:
    """Both in order of time."""

    visits: tuple[Visit, ...]
    shifts: tuple[Shift, ...]


def plan_day(random: Random, services: Sequence[str], desks: Sequence[Desk], visits: int = VISITS) -> DayPlan:
    """A busy morning, a quiet lunch and a short afternoon for an office of these services and counters."""
    arrivals = [0.0] * min(AT_THE_DOOR, visits)
    while len(arrivals) < visits:
        begin, end, _ = random.choices(_HOURS, [weight for _, _, weight in _HOURS])[0]
        arrivals.append(random.uniform(begin, end))
    return DayPlan(
        visits=tuple(plan_visit(random, at, services) for at in sorted(arrivals)),
        shifts=tuple(sorted(_shifts(desks), key=lambda shift: (shift.opens, shift.counter))),
    )


def plan_visit(random: Random, at: float, services: Sequence[str]) -> Visit:
    """Somebody who comes at `at`."""
    service = random.choices(services, [_ASKED.get(letter, _OTHERWISE)[0] for letter in services])[0]
    _, usual = _ASKED.get(service, _OTHERWISE)
    fate = random.random()
    return Visit(
        at=at,
        service=service,
        priority=random.random() < _PRIORITY,
        walk=random.uniform(0.3, 0.8),
        work=min(max(random.lognormvariate(log(usual), 0.35), 2.0), 20.0),
        # The first ones have waited at the door and are there.
        absent=at > 0 and fate < _ABSENT,
        late=at > 0 and _ABSENT <= fate < _ABSENT + _LATE,
    )


def _shifts(desks: Sequence[Desk]) -> list[Shift]:
    early = _goes_early(desks)
    shifts = []
    for index, desk in enumerate(desks):
        opens = (0.0, 2.0, 12.0, 30.0)[index % 4]
        lunch = _LUNCH_FIRST if index % 2 else _LUNCH_SECOND
        closes = _EARLY if desk.counter == early else CLOSES
        pace = _PACES[index % len(_PACES)]
        shifts.append(Shift(desk.counter, opens, lunch, pace))
        shifts.append(Shift(desk.counter, lunch + _LUNCH_LASTS, closes, pace))
    return shifts


def _goes_early(desks: Sequence[Desk]) -> str | None:
    """The last counter all of whose services are to be had at another one; never the first."""
    for desk in reversed(desks[1:]):
        elsewhere = {letter for other in desks if other is not desk for letter in other.services}
        if elsewhere.issuperset(desk.services):
            return desk.counter
    return None
