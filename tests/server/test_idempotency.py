"""`Idempotency-Key`: per actor, one key is one intention, whatever happens to answers and servers."""

import asyncio
from collections.abc import Mapping

import httpx
import pytest

from server.domain.access import Role
from tests.conftest import Starter
from tests.domain.false_clock import FalseClock
from tests.live_office import LiveOffice
from tests.server.problems import problem_of


def key(name: str) -> Mapping[str, str]:
    return {"Idempotency-Key": name}


async def test_the_same_key_gets_the_same_answer_and_has_one_effect(open_day: httpx.AsyncClient) -> None:
    first = await open_day.post("tickets", json={"service": "A"}, headers=key("k1"))
    again = await open_day.post("tickets", json={"service": "A"}, headers=key("k1"))

    assert (again.status_code, again.json()) == (201, first.json())
    assert (await open_day.get("snapshot")).json()["seq"] == 3


async def test_without_a_key_every_press_is_a_new_one(open_day: httpx.AsyncClient) -> None:
    numbers = [(await open_day.post("tickets", json={"service": "A"})).json()["ticket"] for _ in range(2)]

    assert numbers == ["A001", "A002"]


async def test_the_same_key_for_something_else_is_refused(open_day: httpx.AsyncClient) -> None:
    await open_day.post("tickets", json={"service": "A"}, headers=key("k1"))

    problem_of(await open_day.post("tickets", json={"service": "B"}, headers=key("k1")), 422, "key-misused")
    problem_of(await open_day.post("counters/1/next", json={}, headers=key("k1")), 422, "key-misused")
    assert (await open_day.get("snapshot")).json()["seq"] == 3


async def test_twins_in_flight_share_one_effect(open_day: httpx.AsyncClient) -> None:
    answers = await asyncio.gather(
        *(open_day.post("tickets", json={"service": "A"}, headers=key("twin")) for _ in range(8))
    )

    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.content for answer in answers}) == 1
    assert (await open_day.get("snapshot")).json()["seq"] == 3


async def test_a_twin_in_flight_that_asks_for_something_else_is_refused(open_day: httpx.AsyncClient) -> None:
    answers = await asyncio.gather(
        *(open_day.post("tickets", json={"service": service}, headers=key("twin")) for service in "ABABAB")
    )

    assert sorted(answer.status_code for answer in answers) == [201, 201, 201, 422, 422, 422]
    assert (await open_day.get("snapshot")).json()["seq"] == 3


@pytest.mark.parametrize("asked", ["version", "no version"])
async def test_a_double_tap_calls_one_person(open_day: httpx.AsyncClient, asked: str) -> None:
    for _ in range(2):
        await open_day.post("tickets", json={"service": "A"})
    body = {"version": 2} if asked == "version" else {}

    taps = [await open_day.post("counters/1/next", json=body, headers=key("tap")) for _ in range(2)]

    assert taps[0].json() == taps[1].json() == {"called": "A001", "version": 6, "seq": 6}


async def test_nobody_waiting_is_an_answer_too(open_day: httpx.AsyncClient) -> None:
    first = await open_day.post("counters/1/next", json={}, headers=key("early"))
    await open_day.post("tickets", json={"service": "A"})

    again = await open_day.post("counters/1/next", json={}, headers=key("early"))

    assert first.json() == again.json() == {"called": None, "version": 2, "seq": 2}
    assert (await open_day.get("snapshot")).json()["calls"] == []


async def test_a_refusal_is_not_kept(api: httpx.AsyncClient) -> None:
    problem_of(await api.post("tickets", json={"service": "A"}, headers=key("k1")), 409, "day-closed")
    await api.post("day/open")

    assert (await api.post("tickets", json={"service": "A"}, headers=key("k1"))).status_code == 201


async def test_answers_survive_a_restart(start_either: Starter) -> None:
    before = await start_either()
    api = await before.api()
    await api.post("day/open", headers=key("open"))
    first = await api.post("tickets", json={"service": "A"}, headers=key("k1"))
    nobody = await api.post("counters/2/next", json={}, headers=key("early"))
    await start_either.stop(before)

    api = await (await start_either()).api()
    again = await api.post("tickets", json={"service": "A"}, headers=key("k1"))
    await api.post("tickets", json={"service": "B"})

    assert (again.status_code, again.json()) == (201, first.json())
    assert (await api.post("counters/2/next", json={}, headers=key("early"))).json() == nobody.json()
    problem_of(await api.post("tickets", json={"service": "B"}, headers=key("k1")), 422, "key-misused")
    assert (await api.post("day/open", headers=key("open"))).json() == {"day": "2026-11-23", "seq": 2}
    assert [event["seq"] for event in (await api.get("events")).json()["events"]] == [1, 2, 3, 4]


async def test_a_key_belongs_to_its_actor(live: LiveOffice, open_day: httpx.AsyncClient) -> None:
    official = await live.client(cookies=await live.official(), origin=live.url)
    await open_day.post("tickets", json={"service": "A"}, headers=key("same"))

    answer = await official.post("/api/v1/tickets", json={"service": "B"}, headers=key("same"))

    assert (answer.status_code, answer.json()["ticket"]) == (201, "B001")


async def test_a_key_that_is_too_long_is_refused_and_never_cut_to_another_one(open_day: httpx.AsyncClient) -> None:
    longest = "k" * 200

    assert (await open_day.post("tickets", json={"service": "A"}, headers=key(longest))).status_code == 201
    problem_of(await open_day.post("tickets", json={"service": "A"}, headers=key(longest + "2")), 422, "malformed")


@pytest.mark.parametrize("reopened", [1, 3])
async def test_answers_are_kept_as_long_as_the_store_keeps_them(start_either: Starter, reopened: int) -> None:
    """A date that is opened again and again is still the same service day."""
    api = await (await start_either()).api()
    await api.post("day/open")
    first = await api.post("tickets", json={"service": "A"}, headers=key("k1"))
    for _ in range(reopened):
        await api.post("day/close")
        await api.post("day/open")

    again = await api.post("tickets", json={"service": "A"}, headers=key("k1"))

    assert (again.status_code, again.json()) == (201, first.json())


async def test_answers_are_forgotten_with_the_second_day(start_either: Starter) -> None:
    clock = FalseClock()
    api = await (await start_either(clock=clock)).api()
    await api.post("day/open")
    first = await api.post("tickets", json={"service": "A"}, headers=key("k1"))
    await api.post("day/close")

    clock.passes(hours=24)
    await api.post("day/open")
    assert (await api.post("tickets", json={"service": "A"}, headers=key("k1"))).json() == first.json()
    await api.post("day/close")

    clock.passes(hours=24)
    await api.post("day/open")
    assert (await api.post("tickets", json={"service": "A"}, headers=key("k1"))).json()["seq"] > first.json()["seq"]


async def test_a_form_of_the_kiosk_is_one_intention_too(live: LiveOffice, open_day: httpx.AsyncClient) -> None:
    kiosk = await live.client(cookies=await live.device(Role.KIOSK), origin=live.url)

    pages = [await kiosk.post("/ambil", data={"service": "A", "key": "form"}) for _ in range(2)]

    assert [page.status_code for page in pages] == [201, 201]
    assert all("A001" in page.text for page in pages)
    assert (await open_day.get("snapshot")).json()["seq"] == 3


async def test_a_form_that_is_sent_again_on_another_day_leads_to_its_own_ticket(start: Starter) -> None:
    """A phone restores its tab the next morning: it must see its old ticket, not somebody's new one with that number."""
    clock = FalseClock()
    live = await start(clock=clock)
    api = await live.api()
    phone = await live.client(origin=live.url, accept="text/html")
    await api.post("day/open")
    await phone.post("/ambil", data={"service": "A", "key": "form"})
    clock.passes(hours=24)
    await api.post("day/close")
    await api.post("day/open")

    alone = await phone.post("/ambil", data={"service": "A", "key": "form"}, follow_redirects=True)
    await api.post("tickets", json={"service": "A"})
    beside_a_new_one = await phone.post("/ambil", data={"service": "A", "key": "form"}, follow_redirects=True)

    for page in (alone, beside_a_new_one):
        assert page.status_code == 200
        assert "Nomor ini dari hari lain" in page.text
