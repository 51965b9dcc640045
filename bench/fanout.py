"""Goals 1 and 2: one event to many sockets, everyone in turn, the same bytes for all.

The office's own work before the first write (decide, commit, draw) is not fan-out and grows with nobody. So the processor time of a
message is what an event costs more when N sockets join the one that is there, divided by N, for every side alike; and the time to
the last socket counts from when the message is there. What an event costs besides, and lasts as a whole, is told beside it.

That work is several times what 200 writes take, so it must not differ between the two figures. Both come from the same process:
the lone socket's from just before the others joined and just after they left. Of each series counts the middle half of its events
(interquartile mean): it leaves out those in which the collector of garbage or another program of the machine came in between.
"""

import time
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from bench.crowd import Crowd
from bench.finding import Finding, against, alone
from bench.goals import NCHAN, NPM_WS, RAW, SIZES, STARLETTE
from bench.ours import Setting
from bench.plan import Plan
from bench.process_facts import cpu_s, rest
from bench.sides import Ours, Side, crowd_at, office
from bench.spread import Rounds, interquartile_mean

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

    @contextmanager
    def joined(self, count: int) -> Iterator["Watched"]:
        """The same server with so many sockets more; it is at rest before the first event and after the last socket has left."""
        with crowd_at(self.side, count, greetings=isinstance(self.side, Ours)) as more:
            rest(self.side.pid)
            yield Watched(self.side, more)
        rest(self.side.pid)

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
    """Processor time of the server for one event, interquartile mean."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One side's part of a round: the same server with one socket, with `count` more, and with one again."""

    count: int
    before: Series
    more: Series
    after: Series

    @property
    def cpu_a_message_us(self) -> float:
        return (self.more.cpu_us - (self.before.cpu_us + self.after.cpu_us) / 2) / self.count


def fan_out(plan: Plan) -> Iterator[Finding]:
    with everyone(plan, 1, "fan-out") as sides:
        for count in (200, 1000):
            for kind in SIZES:
                yield from _compare(plan, kind, count, sides)


def crowd(plan: Plan) -> Iterator[Finding]:
    """5,000 sockets: only the office and nchan."""
    key = "last-tally-5000-nchan"
    if NCHAN in plan.skipped:
        return
    with everyone(plan, 5_000, "with-5000", only=NCHAN) as sides:
        _share_payload(sides, "tally")
        # Both hang on how the readers' one process is scheduled: with few rounds the ratio strays by a tenth.
        runs = _interleave(2 * plan.rounds + 1, sides, "tally", plan.events // 2)
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


def _compare(plan: Plan, kind: str, count: int, sides: Mapping[str, Watched]) -> Iterator[Finding]:
    _share_payload(sides, kind)
    events = plan.events if count < 1_000 else plan.events // 2
    turns: dict[str, list[Turn]] = defaultdict(list)
    for _ in range(plan.rounds):
        for name, watched in sides.items():
            turns[name].append(_turn(watched, kind, count, events))
    cpu = {name: Rounds(tuple((turn.cpu_a_message_us,) for turn in taken)) for name, taken in turns.items()}
    for short, rival in (("raw", RAW), ("starlette", STARLETTE), ("ws", NPM_WS)):
        if rival in cpu:
            yield against(f"cpu-{kind}-{count}-{short}", cpu[_OURS], cpu[rival])
    if count == 200:
        yield from _of_200(kind, turns)


def _of_200(kind: str, turns: Mapping[str, list[Turn]]) -> Iterator[Finding]:
    if NCHAN in turns:
        ours, theirs = ([turn.more for turn in turns[name]] for name in (_OURS, NCHAN))
        yield against(f"last-{kind}-200-nchan", _last(ours), _last(theirs))
    yield alone(f"event-{kind}", [turn.before.cpu_us / 1_000 for turn in turns[_OURS]])
    yield alone(f"whole-{kind}", [whole for turn in turns[_OURS] for whole in turn.more.whole_ms])


def _turn(watched: Watched, kind: str, count: int, events: int) -> Turn:
    before = _series(watched, kind, events // 2)
    with watched.joined(count) as crowded:
        more = _series(crowded, kind, events)
    return Turn(count, before, more, _series(watched, kind, events // 2))


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
    cpu_us: list[float] = []
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
        after = cpu_s(side.pid)
        cpu_us.append((after - before) * 1e6)
        before = after
    return Series(tuple(last_ms), tuple(whole_ms), interquartile_mean(cpu_us))


def _last(runs: list[Series]) -> Rounds:
    return Rounds(tuple(series.last_ms for series in runs))
