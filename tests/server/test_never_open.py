"""Who may do what: every route against every kind of visitor, on one table. A route that is not on it fails the test."""

from collections.abc import Mapping

import httpx
import pytest
from starlette.routing import Mount, Route, WebSocketRoute

from server.domain.access import Role
from server.web import api as api_routes
from server.web import counter, feed, front, health, kiosk, resident, screen_socket, sign_in
from tests.conftest import Starter
from tests.live_office import TOKEN, VILLAGE_TOML, LiveOffice

# public, tablet that nobody signed in on, TV, kiosk, announcer's token, official, API token
VISITORS = ("public", "tablet", "tv", "kiosk", "announcer", "official", "api")
EVERYBODY = (200,) * 7
OFFICIALS = (401, 401, 401, 401, 401, 200, 200)

TABLE: Mapping[tuple[str, str], tuple[int, ...]] = {
    ("POST", "/api/v1/day/open"): OFFICIALS,
    ("POST", "/api/v1/day/close"): OFFICIALS,
    ("POST", "/api/v1/tickets"): (401, 401, 401, 401, 401, 201, 201),
    ("GET", "/api/v1/tickets/{token}"): OFFICIALS,
    ("POST", "/api/v1/counters/{id}/{action}"): OFFICIALS,
    ("GET", "/api/v1/snapshot"): (401, 200, 200, 200, 200, 200, 200),
    ("GET", "/api/v1/events"): (401, 200, 200, 200, 200, 200, 200),
    ("GET", "/api/v1/openapi.json"): EVERYBODY,
    ("GET", "/"): EVERYBODY,
    ("GET", "/layar"): EVERYBODY,
    # In this office residents' phones take no numbers.
    ("GET", "/ambil"): (403, 403, 403, 200, 403, 200, 200),
    ("POST", "/ambil"): (403, 403, 403, 201, 403, 201, 201),
    ("GET", "/loket/{id}"): (303, 303, 303, 303, 303, 200, 200),
    ("POST", "/loket/{id}/{action}"): (401, 401, 401, 401, 401, 303, 303),
    ("POST", "/hari/buka"): (401, 401, 401, 401, 401, 303, 303),
    ("POST", "/hari/tutup"): (401, 401, 401, 401, 401, 303, 303),
    # Behind an address that only its holder knows.
    ("GET", "/tiket/{token}"): EVERYBODY,
    ("POST", "/tiket/{token}/batal"): (303,) * 7,
    ("GET", "/masuk"): EVERYBODY,
    # With a wrong code; a TV and a kiosk that are in already are led to their page.
    ("POST", "/masuk"): (403, 403, 303, 303, 403, 403, 403),
    ("POST", "/keluar"): (303,) * 7,
    ("GET", "/healthz"): EVERYBODY,
    ("GET", "/metrics"): (403, 403, 403, 403, 403, 403, 200),
}

# The close code of each socket; 0: it stays open.
SOCKETS: Mapping[str, tuple[int, ...]] = {
    "/screen/tv": (0,) * 7,
    "/screen/kiosk": (0,) * 7,
    "/screen/ticket-{token}": (0,) * 7,
    "/screen/counter-1": (4401, 4401, 4401, 4401, 4401, 0, 0),
    "/feed": (4401, 0, 0, 0, 0, 0, 0),
}


@pytest.fixture
async def strict(start: Starter) -> LiveOffice:
    """A village where only the kiosk gives out numbers."""
    return await start(office_toml=VILLAGE_TOML.replace("phone_tickets = true", "phone_tickets = false"))


async def pass_of(live: LiveOffice, visitor: str) -> tuple[str, Mapping[str, str]]:
    """Token and cookies of that kind of visitor."""
    match visitor:
        case "tablet":
            return "", await live.device(Role.STAFF)
        case "tv" | "kiosk":
            return "", await live.device(Role(visitor))
        case "announcer":
            return await live.running.context.doorkeeper.admit(Role.ANNOUNCER), {}
        case "official":
            return "", await live.official()
        case "api":
            return TOKEN, {}
        case _:
            return "", {}


def test_the_table_names_every_route_and_no_other() -> None:
    modules = (api_routes, counter, feed, front, health, kiosk, resident, screen_socket, sign_in)
    routes = [route for module in modules for route in module.routes()]
    pages = {(method, r.path) for r in routes if isinstance(r, Route) for method in (r.methods or set()) - {"HEAD"}}

    assert pages == set(TABLE)
    assert {r.path for r in routes if isinstance(r, WebSocketRoute)} == {"/screen/{name}", "/feed"}


async def test_the_application_has_those_routes_and_the_assets(strict: LiveOffice) -> None:
    routes = strict.running.app._app.routes  # type: ignore[attr-defined]

    assert {
        (method, r.path) for r in routes if isinstance(r, Route) for method in (r.methods or set()) - {"HEAD"}
    } == set(TABLE)
    assert [route.path for route in routes if isinstance(route, Mount)] == ["/assets"]


@pytest.mark.parametrize("index", range(len(VISITORS)), ids=VISITORS)
async def test_every_page_answers_this_visitor_as_on_the_table(strict: LiveOffice, index: int) -> None:
    """From another machine than the server's own."""
    token, cookies = await pass_of(strict, VISITORS[index])
    api = await strict.api()
    found = {}
    transport = httpx.ASGITransport(app=strict.running.app, client=("192.168.1.7", 40_000))
    headers = {"authorization": f"Bearer {token}"} if token else {}
    async with httpx.AsyncClient(
        transport=transport, base_url="http://192.168.1.2", cookies=dict(cookies), headers=headers
    ) as visitor:
        for method, path in TABLE:
            await api.post("day/open")
            ticket = (await api.post("tickets", json={"service": "A"})).json()["token"]
            concrete = path.format(token=ticket, id="1", action="next")
            form = {"service": "A", "code": "", "pin": "000000", "role": "staff"}
            body = {} if method == "GET" else {"json": {"service": "A"}} if "/api/" in path else {"data": form}
            found[method, path] = (await visitor.request(method, concrete, **body)).status_code
    assert found == {row: statuses[index] for row, statuses in TABLE.items()}


@pytest.mark.parametrize("index", range(len(VISITORS)), ids=VISITORS)
async def test_every_socket_answers_this_visitor_as_on_the_table(strict: LiveOffice, index: int) -> None:
    token, cookies = await pass_of(strict, VISITORS[index])
    api = await strict.api()
    await api.post("day/open")
    ticket = (await api.post("tickets", json={"service": "A"})).json()["token"]
    for path, codes in SOCKETS.items():
        wire = await strict.wire(path.format(token=ticket), token, cookies)
        if codes[index]:
            assert await wire.close_code() == codes[index], path
        else:
            assert (await wire.next()).keys() & {"parts", "hello"}, path


async def test_what_is_refused_has_no_effect(strict: LiveOffice) -> None:
    stranger = await strict.client(origin=strict.url)
    for method, path in TABLE:
        if method == "POST":
            await stranger.post(path.format(token="x", id="1", action="open"), data={"service": "A"})

    assert strict.office.head == 1


async def test_the_open_pages_tell_no_secrets_of_the_office(strict: LiveOffice) -> None:
    papers = await strict.running.context.doorkeeper.renew_papers()
    cookies = await strict.device(Role.STAFF)
    stranger = await strict.client()
    for method, path in TABLE:
        if method == "GET":
            text = (await stranger.get(path.format(token="x", id="1", action=""))).text
            for secret in (papers.pin, papers.device_code, TOKEN, *cookies.values()):
                assert secret not in text, path


async def test_the_metrics_are_for_the_own_machine_and_for_automation(live: LiveOffice) -> None:
    assert (await (await live.client()).get("/metrics")).status_code == 200


async def test_without_an_api_token_no_token_is_one(start: Starter) -> None:
    live = await start(api_token="")
    for token in ("None", "''", TOKEN):
        client = await live.client()
        answer = await client.post("/api/v1/day/open", headers={"authorization": f"Bearer {token}"})
        assert answer.status_code == 401


@pytest.mark.parametrize(
    "header", ["Bearer", "Basic " + TOKEN, TOKEN, "Bearer Bearer " + TOKEN, "Bearer " + TOKEN + "x"]
)
async def test_only_the_whole_token_counts(live: LiveOffice, header: str) -> None:
    client = await live.client()
    assert (await client.get("/api/v1/snapshot", headers={"authorization": header})).status_code == 401
    assert (await client.get("/api/v1/snapshot", headers={"authorization": f"bearer  {TOKEN}"})).status_code == 200
