"""Goal 3: one of 200 screens stops reading. Nobody else may notice, and it must be right again when it reads again."""

import json
import time
from collections.abc import Iterator
from contextlib import ExitStack

from bench.child import Failed
from bench.crowd import Crowd
from bench.finding import Finding, against, alone
from bench.ours import Setting
from bench.plan import Plan
from bench.process_facts import resident_bytes
from bench.sides import Ours, crowd_at, office
from bench.spread import Rounds

_PACE_S = 0.03
_SPEED = 1_000
# Bytes; small, so that the kernel's buffers are full after some dozen frames instead of some thousand.
_KERNEL_BUFFER = 8_192
_BEAT_S, _SILENT_PEER_S = 0.5, 2.0


def stalled(plan: Plan) -> Iterator[Finding]:
    free: list[tuple[float, ...]] = []
    held: list[tuple[float, ...]] = []
    grown: list[float] = []
    missing: list[float] = []
    with ExitStack() as stack:
        setting = Setting(plan.data("office-stalled"), _SPEED, send_buffer=_KERNEL_BUFFER)
        server = stack.enter_context(office(setting))
        server.event = "call"
        for number in range(plan.rounds):
            with crowd_at(server, 1, greetings=1, receive_buffer=_KERNEL_BUFFER) as crowd:
                crowd.join(server.port, 199, greetings=1)
                _calls(server, crowd, plan.events)
                free.append(_calls(server, crowd, plan.events))
                before = resident_bytes(server.pid)
                crowd.stall()
                _calls_until_skipped(server, crowd)
                held.append(_calls(server, crowd, plan.events))
                after = resident_bytes(server.pid)
                if number > 0:  # in the first round everything else grows too: caches, arenas
                    grown.append((after - before) / 1e6)
                missing.append(float(not _newest_comes(server, crowd)))
    yield against("stalled-last", Rounds(tuple(held)), Rounds(tuple(free)))
    yield alone("stalled-memory", grown)
    yield alone("stalled-resumed", [max(missing)])
    yield alone("stalled-dropped", [_seconds_until_dropped(plan)])


def _calls(server: Ours, crowd: Crowd, events: int) -> tuple[float, ...]:
    server.fill(events)
    crowd.settle()
    last_ms = []
    for _ in range(events):
        began = time.monotonic()
        crowd.arm()
        at = server.publish()
        last_ms.append((crowd.last() - at) / 1e6)
        time.sleep(max(0.0, began + _PACE_S - time.monotonic()))
    return tuple(last_ms)


def _calls_until_skipped(server: Ours, crowd: Crowd) -> None:
    """Fill the stalled one's buffers, until the office has noticed."""
    before = server.child.ask(do="head")["skipped"]
    for _ in range(40):
        _calls(server, crowd, 10)
        if server.child.ask(do="head")["skipped"] > before:
            return
    raise Failed("a socket that nobody reads was never skipped")


def _newest_comes(server: Ours, crowd: Crowd) -> bool:
    """Whether the one that had stopped has the newest picture soon after it reads again."""
    head = server.child.ask(do="head")["head"]
    crowd.resume()
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline:
        if json.loads(crowd.newest())["seq"] == head:
            return True
        time.sleep(0.05)
    return False


def _seconds_until_dropped(plan: Plan) -> float:
    """A screen that neither reads nor beats: when its connection is ended. The limit is beat + silence + 2 s."""
    setting = Setting(plan.data("office-silent"), beat_s=_BEAT_S, silent_peer_s=_SILENT_PEER_S)
    with office(setting) as server, crowd_at(server, 1, greetings=1) as crowd:
        crowd.stall()
        began = time.monotonic()
        while server.child.ask(do="head")["sockets"]:
            if time.monotonic() - began > 30:
                raise Failed("a silent socket was never dropped")
            time.sleep(0.02)
        return time.monotonic() - began
