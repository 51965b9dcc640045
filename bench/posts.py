"""Goal 5: from the press over HTTP to the last of 200 screens, commit and drawing included."""

import time
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass

from bench.child import Child, module
from bench.crowd import Crowd
from bench.finding import Finding, against
from bench.ours import Setting
from bench.plan import Plan
from bench.press import Presser
from bench.sides import Ours, Told, crowd_at, office
from bench.spread import Rounds

_SOCKETS = 200
_PACE_S = 0.03
_SPEED = 1_000
_OURS, _JSON, _AIOSQLITE, _BARE = "ours", "ours as JSON", "aiosqlite", "aiosqlite, nothing drawn"


@dataclass(frozen=True, slots=True)
class _Pressed:
    server: Ours | Told
    crowd: Crowd


def posts(plan: Plan) -> Iterator[Finding]:
    runs: dict[str, list[tuple[float, ...]]] = defaultdict(list)
    with ExitStack() as stack:
        sides = _sides(plan, stack)
        for _ in range(plan.rounds):
            for name, side in sides.items():
                runs[name].append(_series(side, plan.events))
    rounds = {name: Rounds(tuple(values)) for name, values in runs.items()}
    yield against("post-last", rounds[_OURS], rounds[_AIOSQLITE])
    yield against("post-bare", rounds[_OURS], rounds[_BARE])
    yield against("post-html", rounds[_OURS], rounds[_JSON])


def _sides(plan: Plan, stack: ExitStack) -> Mapping[str, _Pressed]:
    ours = stack.enter_context(office(Setting(plan.data("office-posts"), _SPEED)))
    as_json = stack.enter_context(office(Setting(plan.data("office-json"), _SPEED, as_json=True)))
    drawing = _rival(plan, stack, "aiosqlite-drawing")
    bare = _rival(plan, stack, "aiosqlite-bare")
    servers: Mapping[str, Ours | Told] = {_OURS: ours, _AIOSQLITE: drawing, _JSON: as_json, _BARE: bare}
    sides = {
        name: _Pressed(
            server,
            stack.enter_context(crowd_at(server, _SOCKETS, greetings=isinstance(server, Ours))),
        )
        for name, server in servers.items()
    }
    for name in (_OURS, _JSON):
        for _ in range(2):  # the first call of all also opens the counter
            _series(sides[name], 1)
    bare.prepare(ours.payload())
    return sides


def _rival(plan: Plan, stack: ExitStack, name: str) -> Told:
    return Told(stack.enter_context(Child(module("bench.rivals.aiosqlite_loop", plan.data(name)))))


def _series(side: _Pressed, events: int) -> tuple[float, ...]:
    if isinstance(side.server, Ours):
        side.server.fill(events)
        side.crowd.settle()
    last_ms = []
    # A connection of its own each time: uvicorn closes one that rests for five seconds.
    with Presser(side.server.port) as presser:
        for _ in range(events):
            began = time.monotonic()
            side.crowd.arm()
            pressed = time.monotonic_ns()
            presser.post("/api/v1/counters/1/next", {"version": None})
            last_ms.append((side.crowd.last() - pressed) / 1e6)
            time.sleep(max(0.0, began + _PACE_S - time.monotonic()))
    return tuple(last_ms)
