"""Goal 9: the queue while complaints pour in, and the public board however many there are."""

import time
from collections.abc import Iterator

from bench.child import Child, Failed, module
from bench.finding import Finding, against
from bench.ours import Setting
from bench.plan import Plan
from bench.press import Presser
from bench.sides import Ours, office
from bench.spread import Rounds

_PACE_S = 0.03
_FEW, _MANY = 100, 10_000
_WRITING_S = 120.0
_FIRST_S = 30.0


def complaint_flood(plan: Plan) -> Iterator[Finding]:
    calm: list[tuple[float, ...]] = []
    flooded: list[tuple[float, ...]] = []
    with office(Setting(plan.data("office-flood"))) as server:
        _flood(server)
        server.child.ask(do="calm")
        _presses(server, plan.events)
        for _ in range(plan.rounds):
            calm.append(_presses(server, plan.events))
            _flood(server)
            flooded.append(_presses(server, plan.events))
            server.child.ask(do="calm")
    yield against("flood-press", Rounds(tuple(flooded)), Rounds(tuple(calm)))
    yield against("board-size", *_boards(plan))


def _flood(server: Ours) -> None:
    """Let it come, and wait for the first receipt: from then on every process that it needs is busy."""
    before = server.child.ask(do="flood")["sent"]
    deadline = time.monotonic() + _FIRST_S
    while server.child.ask(do="flooding")["sent"] == before:
        if time.monotonic() > deadline:
            raise Failed("no complaint was received during the flood")
        time.sleep(_PACE_S)


def _presses(server: Ours, count: int) -> tuple[float, ...]:
    """Milliseconds from the press to its answer."""
    server.fill(count)
    took_ms = []
    with Presser(server.port) as presser:
        for _ in range(count):
            began = time.monotonic()
            presser.post("/api/v1/counters/1/next", {"version": None})
            took_ms.append((time.monotonic() - began) * 1_000)
            time.sleep(max(0.0, began + _PACE_S - time.monotonic()))
    return tuple(took_ms)


def _boards(plan: Plan) -> tuple[Rounds, Rounds]:
    """The public page on an office with many complaints and on one with few, taken in turn."""
    with (
        Child(module("bench.full_board", plan.data("board-many"), str(_MANY))) as many,
        Child(module("bench.full_board", plan.data("board-few"), str(_FEW))) as few,
    ):
        for child in (many, few):
            child.answer(_WRITING_S)
        took: dict[Child, list[tuple[float, ...]]] = {many: [], few: []}
        for _ in range(plan.rounds):
            for child, rounds in took.items():
                rounds.append(tuple(child.ask(pages=plan.events)["ms"]))
    return Rounds(tuple(took[many])), Rounds(tuple(took[few]))
