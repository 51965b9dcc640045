"""`GET snapshot`, `GET events` and the API's own description."""

import httpx
import pytest
from openapi_schema_validator import OAS31Validator
from openapi_spec_validator import validate

from server.web import announcing_api, voice_packs
from server.web import api as api_module
from server.web.complaints import complaints_api
from server.web.presses import BODIES
from server.web.speaking import upload
from tests.live_office import LiveOffice
from tests.server.problems import problem_of


async def test_the_snapshot_has_every_field_of_the_contract(live: LiveOffice, open_day: httpx.AsyncClient) -> None:
    for service in "AB":
        await open_day.post("tickets", json={"service": service})
    await open_day.post("counters/1/next", json={})

    assert (await open_day.get("snapshot")).json() == {
        "epoch": live.office.epoch,
        "seq": 6,
        "day": "2026-11-23",
        "taking": True,
        "counters": [
            {"id": "1", "name": "Loket 1", "status": "open", "ticket": "A001", "version": 6},
            {"id": "2", "name": "Loket 2", "status": "closed", "ticket": None, "version": 2},
        ],
        "waiting": [{"ticket": "B001", "service": "B", "priority": False}],
        "away": [],
        "calls": [{"seq": 6, "ticket": "A001", "counter": "1", "spoken": "queued", "why": None, "shown": False}],
        "announcements": [],
    }


async def test_events_are_told_in_order_with_their_own_fields(live: LiveOffice, open_day: httpx.AsyncClient) -> None:
    await open_day.post("tickets", json={"service": "A"})
    await open_day.post("counters/1/next", json={})

    told = (await open_day.get("events", params={"after": 2})).json()

    receipt = told["events"][0].pop("receipt")
    at = "2026-11-23T01:00:00.000Z"
    assert told == {
        "epoch": live.office.epoch,
        "head": 5,
        "events": [
            {
                "seq": 3,
                "at": at,
                "kind": "ticket_taken",
                "v": 2,
                "ticket": "A001",
                "service": "A",
                "priority": False,
                "channel": "api",
                "slot": None,
            },
            {"seq": 4, "at": at, "kind": "counter_opened", "v": 1, "counter": "1"},
            {
                "seq": 5,
                "at": at,
                "kind": "ticket_called",
                "v": 2,
                "ticket": "A001",
                "counter": "1",
                "service": "A",
                "rule": "arrival",
                "press": 4,
            },
        ],
    }
    assert len(receipt) == 64


async def test_events_are_served_in_parts(open_day: httpx.AsyncClient) -> None:
    for _ in range(5):
        await open_day.post("tickets", json={"service": "A"})

    part = (await open_day.get("events", params={"after": 3, "limit": 2})).json()

    assert (part["head"], [event["seq"] for event in part["events"]]) == (7, [4, 5])
    assert (await open_day.get("events", params={"after": 7})).json()["events"] == []
    assert (await open_day.get("events", params={"after": 99})).json()["events"] == []


@pytest.mark.parametrize(
    "query", ["after=-1", "after=x", "limit=0", "limit=1001", "limit=", "after=1.5", "after=" + "9" * 5000]
)
async def test_a_malformed_question_is_unprocessable(api: httpx.AsyncClient, query: str) -> None:
    problem_of(await api.get(f"events?{query}"), 422, "malformed")


async def test_the_description_is_a_valid_openapi_document_of_exactly_these_routes(live: LiveOffice) -> None:
    document = (await (await live.client()).get("/api/v1/openapi.json")).json()

    validate(document)
    described = {
        (path, method) for path, item in document["paths"].items() for method in item if method != "parameters"
    }
    served = set()
    for route in (
        *api_module.routes(),
        *announcing_api.routes(),
        *complaints_api.routes(),
        *voice_packs.routes(),
        *upload.routes(),
    ):
        if not route.path.startswith("/api/"):
            continue
        for method in (route.methods or set()) - {"HEAD"}:
            path = route.path.removeprefix("/api/v1")
            for action in BODIES if "{action}" in path else ("",):
                served.add((path.replace("{action}", action), method.lower()))
    served.discard(("/openapi.json", "get"))
    assert described == served


async def test_real_answers_are_as_described(live: LiveOffice, open_day: httpx.AsyncClient) -> None:
    document = (await open_day.get("openapi.json")).json()
    schemas = document["components"]["schemas"]

    def check(name: str, answer: httpx.Response) -> None:
        resolved = {**schemas[name], "components": document["components"], "additionalProperties": True}
        OAS31Validator(resolved).validate(answer.json())
        # Nothing is answered that the description does not name (an event has fields of its own kind).
        assert set(answer.json()) <= set(schemas[name]["properties"]) | ({"version"} if name == "Problem" else set())

    taken = await open_day.post("tickets", json={"service": "A"})
    check("TicketTaken", taken)
    check("Ticket", await open_day.get(f"tickets/{taken.json()['token']}"))
    check("Called", await open_day.post("counters/1/next", json={}))
    check("Changed", await open_day.post("counters/1/recall", json={}))
    check("Served", await open_day.post("counters/2/serve", json={"service": "B"}))
    check("Noted", await open_day.post("counters/1/note", json={"text": "kurang fotokopi KK"}))
    check("Changed", await open_day.post("counters/1/hold", json={"why": "copy"}))
    check("Next", await open_day.get("counters/1/next"))
    check("Changed", await open_day.post("counters/1/return", json={"ticket": "A001"}))
    check("Next", await open_day.get("counters/1/next"))
    made = await open_day.post("announcements", json={"text": "Perhatian, ada mobil menghalangi pintu."})
    check("Announced", made)
    check("Snapshot", await open_day.get("snapshot"))
    check("Withdrawn", await open_day.post(f"announcements/{made.json()['seq']}/withdraw"))
    check("Events", await open_day.get("events"))
    check("Day", await open_day.post("day/open"))
    check("Problem", await open_day.post("counters/1/next", json={"version": 1}))
