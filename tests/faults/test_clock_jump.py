"""The clock is put back, or far ahead, while the office works: order, numbers and people stay where they are."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

import pytest

from server.clock import SystemClock
from tests.conftest import Starter
from tests.live_office import TOKEN, LiveOffice

DAY_S = 86_400.0
MORNING = 1_795_402_800.0  # Monday, 23 November 2026, 10:00 WIB


class Machine:
    """The clocks of one computer, with the office's own opinion of them on top."""

    def __init__(self) -> None:
        self.wall, self.mono = MORNING, 10_000.0

    def clock(self, newest_ms: int = 0) -> SystemClock:
        return SystemClock(
            ZoneInfo("Asia/Jakarta"), newest_ms=newest_ms, wall=lambda: self.wall, mono=lambda: self.mono, boot="boot"
        )

    def passes(self, seconds: float) -> None:
        self.wall += seconds
        self.mono += seconds


Jump = Callable[[Machine], None]


def put(days: float) -> Jump:
    def jump(machine: Machine) -> None:
        machine.wall += days * DAY_S

    return jump


def put_to(wall: float) -> Jump:
    def jump(machine: Machine) -> None:
        machine.wall = wall

    return jump


JUMPS = {
    "three days back": put(-3),
    "fifteen days ahead": put(15),
    "1970": put_to(3_600.0),
    "2099": put_to(4_080_000_000.0),
}


async def numbers(live: LiveOffice, count: int) -> list[str]:
    api = await live.api()
    return [(await api.post("tickets", json={"service": "A"})).json()["ticket"] for _ in range(count)]


@pytest.mark.parametrize("jump", JUMPS.values(), ids=JUMPS)
async def test_nothing_moves_when_the_clock_does(start_on_disk: Starter, jump: Jump) -> None:
    machine = Machine()
    live = await start_on_disk(clock=machine.clock())
    cookies = await live.official()
    tablet = await live.client(cookies=cookies, origin=live.url)
    api = await live.api()
    await api.post("day/open")
    assert await numbers(live, 2) == ["A001", "A002"]
    feed = await live.wire(f"/feed?after={live.office.head}&epoch={live.office.epoch}", TOKEN)
    await feed.next()

    jump(machine)
    machine.passes(60)

    assert await numbers(live, 2) == ["A003", "A004"]
    assert (await api.post("counters/1/next", json={})).json()["called"] == "A001"
    assert (await tablet.post("/loket/1/recall", data={})).status_code == 303
    told = [await feed.next() for _ in range(5)]
    assert [event["seq"] for event in told] == list(range(told[0]["seq"], told[0]["seq"] + 5))
    assert all(0 <= event["age"] < 60 for event in told)
    assert (await (await live.client()).get("/healthz")).json()["clock_doubtful"] is True

    # Opening and closing by hand goes on with the same series under the same label.
    await api.post("day/close")
    day = (await api.post("day/open")).json()["day"]
    if machine.wall < MORNING:
        assert day == "2026-11-23"
        assert await numbers(live, 1) == ["A005"]


@pytest.mark.parametrize("name", ["three days back", "1970"])
async def test_a_start_with_a_clock_that_is_behind_goes_on_with_the_day(start_on_disk: Starter, name: str) -> None:
    """A board without a clock battery after a power cut."""
    machine = Machine()
    live = await start_on_disk(clock=machine.clock())
    cookies = await live.official()
    await (await live.api()).post("day/open")
    await numbers(live, 3)
    newest_ms = live.office.state.newest.wall_ms
    await start_on_disk.stop(live)

    JUMPS[name](machine)
    live = await start_on_disk(clock=machine.clock(newest_ms))

    assert await numbers(live, 1) == ["A004"]
    tablet = await live.client(cookies=cookies, origin=live.url)
    assert (await tablet.post("/loket/1/open", data={})).status_code == 303
    assert live.office.state.day is not None
    assert live.office.state.day.date == "2026-11-23"
    assert (await (await live.client()).get("/healthz")).json()["clock_doubtful"] is True


async def test_a_doubtful_record_says_so_in_the_log(start_on_disk: Starter) -> None:
    machine = Machine()
    live = await start_on_disk(clock=machine.clock())
    await (await live.api()).post("day/open")
    machine.wall -= 3 * DAY_S
    await numbers(live, 1)

    doubts = [(record.kind, record.doubtful) for record in await live.office.after(0)]
    assert doubts == [("office_configured", False), ("day_opened", False), ("ticket_taken", True)]
