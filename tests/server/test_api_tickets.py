"""`POST tickets` and `GET tickets/{token}`."""

import re

import httpx

from tests.conftest import Starter
from tests.domain.false_clock import FalseClock
from tests.server.problems import problem_of


async def test_a_ticket_is_answered_with_every_field_of_the_contract(open_day: httpx.AsyncClient) -> None:
    answer = await open_day.post("tickets", json={"service": "A", "priority": False})

    ticket = answer.json()
    token = ticket.pop("token")
    assert answer.status_code == 201
    assert ticket == {"ticket": "A001", "ahead": 0, "wait": None, "seq": 3}
    assert re.fullmatch(r"[A-Za-z0-9_-]{22}", token)


async def test_numbers_are_dense_for_each_service(open_day: httpx.AsyncClient) -> None:
    taken = [(await open_day.post("tickets", json={"service": service})).json() for service in "AABAB"]

    assert [ticket["ticket"] for ticket in taken] == ["A001", "A002", "B001", "A003", "B002"]
    assert [ticket["seq"] for ticket in taken] == [3, 4, 5, 6, 7]
    # Counter 1 serves both services, so both wait in one row.
    assert [ticket["ahead"] for ticket in taken] == [0, 1, 2, 3, 4]
    assert len({ticket["token"] for ticket in taken}) == 5


async def test_a_ticket_is_found_by_its_token_in_every_state(open_day: httpx.AsyncClient) -> None:
    await open_day.post("tickets", json={"service": "A"})
    token = (await open_day.post("tickets", json={"service": "A"})).json()["token"]

    async def ticket() -> dict[str, object]:
        return dict((await open_day.get(f"tickets/{token}")).json())

    common = {"ticket": "A002", "service": "A", "wait": None}
    assert await ticket() == {**common, "state": "waiting", "counter": None, "ahead": 1, "seq": 4}
    await open_day.post("counters/1/next", json={})
    assert await ticket() == {**common, "state": "waiting", "counter": None, "ahead": 0, "seq": 6}
    await open_day.post("counters/1/next", json={})
    assert await ticket() == {**common, "state": "called", "counter": "1", "ahead": 0, "seq": 8}
    await open_day.post("counters/1/start", json={})
    assert await ticket() == {**common, "state": "serving", "counter": "1", "ahead": 0, "seq": 9}
    await open_day.post("counters/1/finish", json={})
    assert await ticket() == {**common, "state": "finished", "counter": "1", "ahead": 0, "seq": 10}


async def test_a_no_show_is_missed(open_day: httpx.AsyncClient) -> None:
    token = (await open_day.post("tickets", json={"service": "A"})).json()["token"]
    await open_day.post("counters/1/next", json={})
    await open_day.post("counters/1/no-show", json={})

    assert (await open_day.get(f"tickets/{token}")).json()["state"] == "missed"


async def test_a_ticket_of_an_earlier_day_is_still_found(start_either: Starter) -> None:
    clock = FalseClock()
    api = await (await start_either(clock=clock)).api()
    await api.post("day/open")
    token = (await api.post("tickets", json={"service": "B"})).json()["token"]
    await api.post("day/close")
    clock.passes(hours=24)
    await api.post("day/open")

    answer = await api.get(f"tickets/{token}")

    assert answer.status_code == 200
    assert answer.json() == {
        "ticket": "B001",
        "service": "B",
        "state": "cancelled",
        "counter": None,
        "ahead": 0,
        "wait": None,
        "seq": 6,
    }
    assert (await api.post("tickets", json={"service": "B"})).json()["ticket"] == "B001"


async def test_an_unknown_token_and_an_unknown_service_are_not_found(open_day: httpx.AsyncClient) -> None:
    problem_of(await open_day.get("tickets/bukan-token"), 404, "unknown-ticket")
    assert "X" in problem_of(await open_day.post("tickets", json={"service": "X"}), 404, "unknown-service")["detail"]


async def test_priority_is_kept(open_day: httpx.AsyncClient) -> None:
    await open_day.post("tickets", json={"service": "A", "priority": True})

    assert (await open_day.get("snapshot")).json()["waiting"] == [{"ticket": "A001", "service": "A", "priority": True}]
