"""Goals 1 and 2: one event to many sockets, everyone in turn, the same bytes for all.

The office's own work before the first write (decide, commit, draw) is not fan-out and grows with nobody. So the processor time of a
message is what an event costs with N sockets more than with one, divided by N - 1, for every side alike; and the time to the
last socket counts from when the message is there. What an event costs and lasts as a whole is told beside it.
"""

import time
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from bench.crowd import Crowd
from bench.finding import Finding, against, alone
from bench.goals import GOALS, NCHAN, NPM_WS, RAW, SIZES, STARLETTE
from bench.ours import Setting
from bench.plan import Plan
from bench.process_facts import cpu_s
from bench.sides import Ours, Side, crowd_at, office
from bench.spread import Rounds

_OURS = "ours"
# Screens draw a burst once every 20 ms: events that come faster would wait for each other.
_PACE_S = 0.03
# A minute of the office between two calls, so that a frame holds one fresh card as in life.
_SPEED = 1_000


@dataclass(frozen=True, slots=True)
class Watched:
    """A running server and those who look at it."""

    side: Side
    crowd: Crowd

    def settle(self, kind: str, events: int) -> None:
        """Get the office ready for so many events, and let what that changed on the screens pass."""
        if isinstance(self.side, Ours):
            self.side.event = kind
            if kind == "call":
                self.side.fill(events)
                self.crowd.settle()


@dataclass(frozen=True, slots=True)
class Series:
    """Some events in a row. Times in milliseconds from the message, or from the press, to the last socket."""

    last_ms: tuple[float, ...]
    whole_ms: tuple[float, ...]
    cpu_us: float
    """Processor time of the server for one event."""


def fan_out(plan: Plan) -> Iterator[Finding]:
    with everyone(plan, 1, "alone") as alone_sides:
        for count in (200, 1000):
            with everyone(plan, count, f"with-{count}") as sides:
                for kind in SIZES:
                    yield from _compare(plan, kind, count, alone_sides, sides)


def crowd(plan: Plan) -> Iterator[Finding]:
    """5,000 sockets: only the office and nchan."""
    key = "last-tally-5000-nchan"
    if NCHAN in plan.skipped:
        return
    with everyone(plan, 5_000, "with-5000", only=NCHAN) as sides:
        _share_payload(sides, "tally")
        runs = _interleave(plan.rounds, sides, "tally", plan.events // 2)
        yield against(key, _last(runs[_OURS]), _last(runs[NCHAN]))


@contextmanager
def everyone(plan: Plan, count: int, name: str, only: str = "") -> Iterator[Mapping[str, Watched]]:
    """All sides, running, each with `count` sockets."""
    with ExitStack() as stack:
        sides: dict[str, Side] = {_OURS: stack.enter_context(office(Setting(plan.data(f"office-{name}"), _SPEED)))}
        for rival in plan.rivals:
            if not only or rival.name == only:
                sides[rival.name] = rival.start(stack, plan.folder / f"{rival.name} {name}".replace(" ", "-"))
        yield {
            side_name: Watched(side, stack.enter_context(crowd_at(side, count, greetings=side_name == _OURS)))
            for side_name, side in sides.items()
        }


def _compare(
    plan: Plan, kind: str, count: int, alone_sides: Mapping[str, Watched], sides: Mapping[str, Watched]
) -> Iterator[Finding]:
    for group in (alone_sides, sides):
        _share_payload(group, kind)
    events = plan.events if count < 1_000 else plan.events // 2
    runs: dict[str, list[tuple[Series, Series]]] = defaultdict(list)
    for _ in range(plan.rounds):
        for name, watched in sides.items():
            runs[name].append((_series(alone_sides[name], kind, plan.events // 2), _series(watched, kind, events)))
    cpu = {name: _cpu_a_message(pairs, count) for name, pairs in runs.items()}
    for short, rival in (("raw", RAW), ("starlette", STARLETTE), ("ws", NPM_WS)):
        if rival in cpu:
            yield against(f"cpu-{kind}-{count}-{short}", cpu[_OURS], cpu[rival])
    key = f"last-{kind}-{count}-nchan"
    if NCHAN in runs and key in GOALS:
        yield against(key, _last([many for _, many in runs[_OURS]]), _last([many for _, many in runs[NCHAN]]))
    if count == 200:
        yield alone(f"event-{kind}", [one.cpu_us / 1_000 for one, _ in runs[_OURS]])
        yield alone(f"whole-{kind}", [whole for _, many in runs[_OURS] for whole in many.whole_ms])


def _share_payload(sides: Mapping[str, Watched], kind: str) -> None:
    """Everyone sends what the office sends."""
    ours = sides[_OURS].side
    assert isinstance(ours, Ours)
    for _ in range(2):  # the first call of all also opens the counter
        _series(sides[_OURS], kind, 1)
    payload = ours.payload()
    for watched in sides.values():
        watched.side.prepare(payload)


def _interleave(rounds: int, sides: Mapping[str, Watched], kind: str, events: int) -> Mapping[str, list[Series]]:
    runs: dict[str, list[Series]] = defaultdict(list)
    for _ in range(rounds):
        for name, watched in sides.items():
            runs[name].append(_series(watched, kind, events))
    return runs


def _series(watched: Watched, kind: str, events: int) -> Series:
    side, clients = watched.side, watched.crowd
    watched.settle(kind, events)
    last_ms: list[float] = []
    whole_ms: list[float] = []
    before = cpu_s(side.pid)
    for _ in range(events):
        began = time.monotonic()
        clients.arm()
        at = side.publish()
        last = clients.last()
        last_ms.append((last - at) / 1e6)
        if isinstance(side, Ours):
            whole_ms.append((last - side.newest["began"]) / 1e6)
        time.sleep(max(0.0, began + _PACE_S - time.monotonic()))
    return Series(tuple(last_ms), tuple(whole_ms), (cpu_s(side.pid) - before) / events * 1e6)


def _cpu_a_message(pairs: list[tuple[Series, Series]], count: int) -> Rounds:
    return Rounds(tuple(((many.cpu_us - one.cpu_us) / (count - 1),) for one, many in pairs))


def _last(runs: list[Series]) -> Rounds:
    return Rounds(tuple(series.last_ms for series in runs))
