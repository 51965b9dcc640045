"""Who may do what: every route of the running application, asked as every role over real requests, against the table of rights."""

import re
from collections.abc import Mapping

import httpx
import pytest
from starlette.routing import BaseRoute, Route, WebSocketRoute

from server.domain.access import ACCOUNT_ROLES, DEVICE_ROLES, Role
from server.web.late_routes import LateRoutes
from server.web.permit import permitted, rows_of
from server.web.rights import RIGHTS, NoRow
from tests.conftest import Starter
from tests.live_office import TOKEN, VILLAGE_TOML, LiveOffice

STRANGERS = tuple(role for role in Role if role not in ACCOUNT_ROLES | {Role.API})
# Answers of the guard alone: to all others the request has reached the handler, whatever that thought of it.
NOT_SIGNED_IN = {"sign-in-first", "turned-out"}
# Behind an address that leads to a real thing, so that a handler has something to say.
EXAMPLES = {
    "id": "1",
    "action": "open",
    "token": "kosong",
    "step": "kantor",
    "letter": "A",
    "name": "tv",
    "digest": "0" * 64,
}


@pytest.fixture
async def strict(start: Starter) -> LiveOffice:
    """A village where only the kiosk gives out numbers."""
    return await start(office_toml=VILLAGE_TOML.replace("phone_tickets = true", "phone_tickets = false"))


async def routes_of(live: LiveOffice) -> list[BaseRoute]:
    """All of them, also those that are not loaded before somebody asks."""
    found: list[BaseRoute] = []
    for route in live.running.app._app.routes:  # type: ignore[attr-defined]
        found += await route.routes() if isinstance(route, LateRoutes) else [route]
    return found


async def pass_of(live: LiveOffice, role: Role) -> tuple[str, Mapping[str, str]]:
    """Token and cookies of somebody of that role."""
    if role is Role.PUBLIC:
        return "", {}
    if role is Role.API:
        return TOKEN, {}
    if role is Role.ANNOUNCER:
        return await live.running.context.doorkeeper.admit(role), {}
    return "", await (live.device(role) if role in DEVICE_ROLES else live.official(role))


def concrete(path: str) -> str:
    return re.sub(r"\{(\w+)(?::\w+)?\}", lambda found: EXAMPLES.get(found[1], "1"), path)


def turned_away(answer: httpx.Response) -> bool:
    """Whether the table said no: a problem by its code, or the way to the sign-in."""
    if answer.status_code == 303:
        return answer.headers["location"].startswith("/masuk?lanjut=")
    if answer.headers.get("content-type") != "application/problem+json":
        return False
    return answer.json()["type"].removeprefix("/masalah/") in NOT_SIGNED_IN | {"not-allowed"}


async def test_the_table_names_every_route_and_no_other(strict: LiveOffice) -> None:
    rows = [row for route in await routes_of(strict) for row in rows_of(route)]

    assert sorted(rows) == sorted(RIGHTS)


def test_a_route_without_a_row_is_not_served() -> None:
    async def endpoint(_: object) -> None: ...

    with pytest.raises(NoRow, match="GET /rahasia"):
        permitted([Route("/rahasia", endpoint, methods=["GET"])])


@pytest.mark.parametrize("role", Role)
async def test_every_page_lets_in_whom_the_table_names(strict: LiveOffice, role: Role) -> None:
    """From another machine than the server's own; without forms, so that what is let in has no effect."""
    token, cookies = await pass_of(strict, role)
    headers = {"accept": "application/json"} | ({"authorization": f"Bearer {token}"} if token else {})
    transport = httpx.ASGITransport(app=strict.running.app, client=("192.168.1.7", 40_000))
    found, expected = {}, {}
    async with httpx.AsyncClient(transport=transport, base_url="http://192.168.1.2", headers=headers) as visitor:
        for row, right in RIGHTS.items():
            method, path = row.split(" ", 1)
            if method == "WS" or path in {"/keluar", "/assets"}:
                continue  # sockets and signing out have tests of their own; assets are files
            # Each time anew: a request may have ended the session, as it should.
            visitor.cookies = httpx.Cookies(dict(cookies))
            answer = await visitor.request(method, concrete(path), data={} if method == "POST" else None)
            found[row] = not turned_away(answer)
            expected[row] = role in right.roles
    assert found == expected


@pytest.mark.parametrize("role", Role)
async def test_every_socket_lets_in_whom_the_table_names(strict: LiveOffice, role: Role) -> None:
    token, cookies = await pass_of(strict, role)
    api = await strict.api()
    await api.post("day/open")
    ticket = (await api.post("tickets", json={"service": "A"})).json()["token"]
    for row in (
        row for route in await routes_of(strict) if isinstance(route, WebSocketRoute) for row in rows_of(route)
    ):
        if "{name}" in row:
            continue  # a name that no screen has
        wire = await strict.wire(concrete(row.removeprefix("WS ").replace("{token}", ticket)), token, cookies)
        if role not in RIGHTS[row].roles:
            assert await wire.close_code() == 4401, row
        elif "{job}" in row or "{look}" in row:
            assert await wire.close_code() == 4404, row  # let in, and told that there is no such thing
        else:
            assert (await wire.next()).keys() & {"parts", "hello"}, row


@pytest.mark.parametrize("role", STRANGERS)
async def test_what_is_refused_has_no_effect(strict: LiveOffice, role: Role) -> None:
    token, cookies = await pass_of(strict, role)
    stranger = await strict.client(token, cookies, origin=strict.url)
    before = strict.office.head, await strict.office.store.accounts(), len(await strict.office.store.devices())
    for row, right in RIGHTS.items():
        method, path = row.split(" ", 1)
        if method == "POST" and role not in right.roles:
            form = {"service": "A", "action": "revoke", "name": "x", "role": "admin", "login": "x", "counter": "1"}
            await stranger.post(concrete(path), data=form)

    assert before == (
        strict.office.head,
        await strict.office.store.accounts(),
        len(await strict.office.store.devices()),
    )


async def test_the_village_head_reads_and_presses_nothing(strict: LiveOffice) -> None:
    """The roles as the office means them, in so many words: the table itself could be wrong."""
    head = RIGHTS.items()
    pressing = {row for row, right in head if row.startswith("POST ") and Role.VILLAGE_HEAD in right.roles}
    assert all(
        row.startswith(
            (
                "POST /akun",
                "POST /masuk",
                "POST /keluar",
                "POST /siapkan",
                "POST /pasang",
                "POST /tiket",
                # Complaints: whoever has a key may read and answer what was handed to them, and anybody may send.
                "POST /aduan",
                "POST /meja",
                "POST /open311",
            )
        )
        for row in pressing
    ), pressing
    for row, right in head:
        if row.split(" ")[1].startswith(("/loket", "/hari")) or "POST /api/v1" in row:
            assert right.roles == {Role.OFFICER, Role.HEAD_OF_SERVICES, Role.ADMIN, Role.API}, row
        if "/atur/petugas" in row:
            assert right.roles == {Role.ADMIN, Role.API}, row
        elif "/atur/suara/dengar" in row:
            # Whoever announces something may hear it before the room does.
            assert right.roles == {Role.OFFICER, Role.HEAD_OF_SERVICES, Role.ADMIN, Role.API}, row
        elif "/atur" in row:
            assert right.roles <= {Role.HEAD_OF_SERVICES, Role.ADMIN, Role.API, Role.VILLAGE_HEAD}, row


@pytest.mark.parametrize("role", [Role.OFFICER, Role.VILLAGE_HEAD])
async def test_who_is_signed_in_and_may_not_is_told_so_and_not_asked_to_sign_in(strict: LiveOffice, role: Role) -> None:
    browser = await strict.client(cookies=await strict.official(role), origin=strict.url, accept="text/html")

    answer = await browser.get("/atur/petugas")

    assert answer.status_code == 403
    assert "Tidak diizinkan" in answer.text


async def test_the_open_pages_tell_no_secrets_of_the_office(strict: LiveOffice) -> None:
    cookies = await strict.official(Role.ADMIN)
    people = await strict.office.store.accounts()
    code = strict.running.context.doorkeeper.setup_code.code
    stranger = await strict.client(accept="text/html")
    for row in RIGHTS:
        method, path = row.split(" ", 1)
        if method == "GET" and path != "/assets":
            text = (await stranger.get(concrete(path))).text
            for secret in (code, TOKEN, *cookies.values(), *(person.name for person in people)):
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
