"""A whole day of the sample office against a real server, through its HTTP API, as fast as it goes."""

from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import closing
from random import Random

import httpx
import pytest

from server import description as descriptions
from server.console.api_client import ApiClient
from server.console.day_plan import VISITS, Desk, plan_day
from server.console.day_run import DayRun, Interrupted, Summary
from server.console.demo_day import IN_TIME, Resting, live_a_day, opening_lines, summary_lines
from server.domain.events import TicketFinished
from server.domain.patience import DEFAULT_PATIENCE
from server.domain.tickets import TicketState
from tests.conftest import Starter
from tests.live_office import TOKEN, LiveOffice

SAMPLE = descriptions.SAMPLE.read_text(encoding="utf-8")
FAST = 10_000_000.0


async def test_everybody_is_served_or_missed_and_the_day_is_closed(start: Starter) -> None:
    live = await start(office_toml=SAMPLE)
    told: list[str] = []
    description = live.running.context.description
    summary = await live_a_day(live.url, TOKEN, description, FAST, Random(7), told.append, lead_s=0)
    assert summary is not None
    state = live.office.state
    states = Counter(ticket.state for ticket in state.tickets.values())
    assert state.day is None
    assert (summary.visits, sum(states.values())) == (VISITS, VISITS)
    assert states == {TicketState.FINISHED: summary.served, TicketState.MISSED: summary.no_shows}
    assert summary.no_shows > 0
    assert summary.median_wait is not None
    assert 0 < summary.median_wait < 60
    assert len(state.calls) > summary.visits, "somebody was called again"
    assert {call.counter for call in state.calls.values()} == {"1", "2", "3", "4"}
    assert told[:3] == list(opening_lines(FAST))
    assert [line[:5] for line in told[3:10]] == ["09.00", "10.00", "11.00", "12.00", "13.00", "14.00", "15.00"]
    assert told[10:] == list(summary_lines(summary))


async def test_a_recall_that_comes_too_soon_for_the_room_sends_no_official_home(start: Starter) -> None:
    live = await start(office_toml=SAMPLE, patience=DEFAULT_PATIENCE)
    summary = await lived(live, VISITS, none_to_wait_for)
    assert len(live.office.state.calls) == VISITS, "every recall was refused"
    assert summary.served + summary.no_shows == VISITS


def test_a_day_that_is_too_fast_for_the_voice_says_so() -> None:
    assert len(opening_lines(IN_TIME)) == 1
    assert "bentuk pendek" in opening_lines(60)[1]


async def test_officials_give_way_to_a_person_who_presses_at_their_counter(start: Starter) -> None:
    live = await start(office_toml=SAMPLE)
    person = await live.api()
    await person.post("day/open")
    await person.post("tickets", json={"service": "A"})
    pressed = {"4": (await person.post("counters/4/next")).json()["version"]}

    async def until(minute: float) -> None:
        if minute > 90 and "1" not in pressed:
            pressed["1"] = await next_at(person, "1")

    await lived(live, 20, until)
    records = await live.office.after(0)
    for counter, seq in pressed.items():
        later = [r.event for r in records if r.seq > seq and getattr(r.event, "counter", "") == counter]
        assert all(isinstance(event, TicketFinished) and event.why == "day_closed" for event in later), later
    assert {getattr(r.event, "counter", "") for r in records} >= {"2", "3"}


async def test_a_number_that_somebody_else_took_is_served_too(start: Starter) -> None:
    live = await start(office_toml=SAMPLE)
    person = await live.api()
    await person.post("day/open")
    token = (await person.post("tickets", json={"service": "U"})).json()["token"]
    summary = await lived(live, 5, none_to_wait_for)
    assert summary.visits == 6
    assert (await person.get(f"tickets/{token}")).json()["state"] in {"finished", "missed"}


async def test_a_day_that_somebody_closes_is_over(start: Starter) -> None:
    live = await start(office_toml=SAMPLE)
    person = await live.api()

    async def until(minute: float) -> None:
        if minute > 60:
            await person.post("day/close")

    with pytest.raises(Interrupted, match=r"\S"):
        await lived(live, 20, until)


async def test_a_day_without_a_server_ends_with_a_sentence(start: Starter) -> None:
    live = await start(office_toml=SAMPLE)
    description, url = live.running.context.description, live.url
    await start.stop(live)
    told: list[str] = []
    assert await live_a_day(url, TOKEN, description, FAST, Random(7), told.append, lead_s=0) is None
    assert told[-1] == "Hari layanan terputus: server tidak menjawab (ConnectionRefusedError)."


async def lived(live: LiveOffice, visits: int, until: Callable[[float], Awaitable[None]]) -> Summary:
    description = live.running.context.description
    desks = [Desk(counter.id, counter.services) for counter in description.counters]
    plan = plan_day(Random(3), [service.letter for service in description.services], desks, visits)
    with closing(ApiClient(live.url, TOKEN)) as client:
        return await DayRun(plan, desks, Resting(client), until, lambda _line: None, Random(3)).live()


async def none_to_wait_for(_minute: float) -> None:
    return


async def next_at(person: httpx.AsyncClient, counter: str) -> int:
    await person.post("tickets", json={"service": "A"})
    return int((await person.post(f"counters/{counter}/next")).json()["version"])
