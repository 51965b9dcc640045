"""`POST day/open` and `POST day/close`."""

import httpx

from tests.server.problems import problem_of


async def test_opening_answers_the_days_label_and_number(api: httpx.AsyncClient) -> None:
    answer = await api.post("day/open")

    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    assert answer.json() == {"day": "2026-11-23", "seq": 2}


async def test_opening_an_open_day_changes_nothing(open_day: httpx.AsyncClient) -> None:
    before = (await open_day.get("events")).json()

    again = await open_day.post("day/open")

    assert again.status_code == 200
    assert again.json() == {"day": "2026-11-23", "seq": 2}
    assert (await open_day.get("events")).json() == before


async def test_closing_answers_the_same_way_and_ends_what_is_left(open_day: httpx.AsyncClient) -> None:
    token = (await open_day.post("tickets", json={"service": "A"})).json()["token"]

    answer = await open_day.post("day/close")

    assert answer.status_code == 200
    assert answer.json() == {"day": "2026-11-23", "seq": 5}
    assert (await open_day.get(f"tickets/{token}")).json()["state"] == "cancelled"
    assert (await open_day.get("snapshot")).json()["day"] is None
    assert (await open_day.post("day/close")).json() == {"day": "2026-11-23", "seq": 5}


async def test_a_closed_day_gives_no_ticket_and_no_call(api: httpx.AsyncClient) -> None:
    problem_of(await api.post("tickets", json={"service": "A"}), 409, "day-closed")
    problem_of(await api.post("counters/1/next", json={}), 409, "day-closed")
    assert (await api.get("snapshot")).json()["seq"] == 1


async def test_a_day_that_is_opened_again_goes_on_with_its_numbers(open_day: httpx.AsyncClient) -> None:
    await open_day.post("tickets", json={"service": "A"})
    await open_day.post("day/close")
    await open_day.post("day/open")

    assert (await open_day.post("tickets", json={"service": "A"})).json()["ticket"] == "A002"


async def test_giving_out_numbers_stops_and_goes_on(open_day: httpx.AsyncClient) -> None:
    assert (await open_day.post("day/stop")).json() == {"day": "2026-11-23", "seq": 3}
    problem_of(await open_day.post("tickets", json={"service": "A"}), 409, "not-taking")
    assert (await open_day.get("snapshot")).json()["taking"] is False
    assert (await open_day.post("day/resume")).json() == {"day": "2026-11-23", "seq": 4}
    assert (await open_day.post("tickets", json={"service": "A"})).status_code == 201


async def test_closing_may_ask_first(open_day: httpx.AsyncClient) -> None:
    await open_day.post("tickets", json={"service": "A"})
    assert problem_of(await open_day.post("day/close", json={"leftovers": "refuse"}), 409, "people-wait")["count"] == 1
    problem_of(await open_day.post("day/close", json={"leftovers": "forget"}), 422, "malformed")
    assert (await open_day.post("day/close", json={"leftovers": "end"})).status_code == 200


async def test_a_date_that_is_right_is_not_corrected(open_day: httpx.AsyncClient) -> None:
    refused = problem_of(await open_day.post("day/correct", json={"date": "2026-11-22"}), 409, "date-is-right")
    assert refused["date"] == "2026-11-23"
    problem_of(await open_day.post("day/correct", json={"date": "besok"}), 422, "malformed")


async def test_an_appointment_is_taken_with_its_time(open_day: httpx.AsyncClient) -> None:
    assert (await open_day.post("tickets", json={"service": "A", "slot": 600})).status_code == 201
    for slot in (-1, 1440, "10:00"):
        problem_of(await open_day.post("tickets", json={"service": "A", "slot": slot}), 422, "malformed")
