"""Other sites' pages get nowhere: not on a socket, not on a form, not by another name for this address."""

import re
from pathlib import Path

import pytest
from starlette.routing import Route

from server.config import Config
from server.domain.access import Role
from server.web.guard import _known_host
from tests.live_office import TOKEN, LiveOffice
from tests.server.problems import problem_of

FOREIGN = [
    "http://evil.example",
    "null",
    "http://127.0.0.1",
    "http://127.0.0.1:1",
    "https://evil.example:{port}",
    "evil",
    "",
]
SOCKETS = ["/screen/tv", "/screen/kiosk", "/screen/counter-1", "/feed"]


def posts(live: LiveOffice) -> list[str]:
    routes = live.running.app._app.routes  # type: ignore[attr-defined]
    found = [route.path for route in routes if isinstance(route, Route) and "POST" in (route.methods or set())]
    assert len(found) >= 10
    return [re.sub(r"\{[^}]*\}", "1", path) for path in found]


@pytest.mark.parametrize("origin", FOREIGN)
async def test_a_foreign_origin_is_refused_on_every_post(live: LiveOffice, origin: str) -> None:
    foreign = await live.client(TOKEN, origin=origin.format(port=live.port))
    for path in [*posts(live), "/nothing"]:
        problem_of(await foreign.post(path, data={"service": "A"}), 403, "foreign-origin")
    assert live.office.head == 1


@pytest.mark.parametrize("site", ["cross-site", "same-site", "anything"])
async def test_a_browser_that_says_so_itself_is_believed(live: LiveOffice, site: str) -> None:
    foreign = await live.client(TOKEN, **{"sec-fetch-site": site})
    for path in posts(live):
        problem_of(await foreign.post(path, data={"service": "A"}), 403, "foreign-origin")
        # A browser that also names our own origin contradicts itself.
        assert (await foreign.post(path, headers={"origin": live.url})).status_code == 403
    assert live.office.head == 1


@pytest.mark.parametrize("site", ["", "same-origin", "none"])
async def test_our_own_pages_pass(live: LiveOffice, site: str) -> None:
    ours = await live.client(TOKEN, origin=live.url, **({"sec-fetch-site": site} if site else {}))

    assert (await ours.post("/hari/buka")).status_code == 303
    assert (await ours.post("/api/v1/tickets", json={"service": "A"})).status_code == 201


async def test_reading_is_open_to_links_from_anywhere(live: LiveOffice) -> None:
    visitor = await live.client(origin="http://evil.example", **{"sec-fetch-site": "cross-site"})

    assert (await visitor.get("/layar")).status_code == 200


async def test_no_answer_invites_other_sites(live: LiveOffice) -> None:
    for path in ("/", "/api/v1/snapshot", "/healthz", "/assets/live.js"):
        answer = await (await live.client(TOKEN, origin="http://evil.example")).get(path)
        assert not [name for name in answer.headers if name.startswith("access-control")]


@pytest.mark.parametrize("path", SOCKETS)
@pytest.mark.parametrize("origin", FOREIGN)
async def test_a_foreign_origin_is_refused_before_the_socket_is_accepted(
    live: LiveOffice, path: str, origin: str
) -> None:
    assert await live.refused(path, TOKEN, origin=origin.format(port=live.port)) == 403


@pytest.mark.parametrize("path", SOCKETS)
async def test_a_browser_without_an_origin_is_refused(live: LiveOffice, path: str) -> None:
    assert await live.refused(path, TOKEN, user_agent="Mozilla/5.0 (X11; Linux) AppleWebKit") == 403
    cookie = "; ".join(f"{name}={value}" for name, value in (await live.device(Role.STAFF)).items())
    assert await live.refused(path, cookie=cookie) == 403


async def test_our_own_page_and_a_program_get_their_socket(live: LiveOffice) -> None:
    browser = {"origin": live.url, "user_agent": "Mozilla/5.0", "sec_fetch_site": "same-origin"}
    assert (await (await live.wire("/screen/tv", **browser)).next())["parts"]
    assert (await (await live.wire("/feed", TOKEN)).next())["hello"] == 1


HOSTS_IN = [
    "localhost",
    "localhost:8000",
    "kantor",
    "kantor.local:8000",
    "192.168.1.2:8000",
    "10.0.0.1",
    "[::1]:8000",
    "[fe80::1]",
]
HOSTS_OUT = [
    "evil.example",
    "evil.example:8000",
    "127.0.0.1.evil.example",
    "google.com@127.0.0.1",
    "192.168.1.2.nip.io",
    "local.evil",
    "1.2.3.4.5",
    "[evil.example]",
]


@pytest.mark.parametrize("host", HOSTS_IN)
async def test_an_address_or_a_local_name_is_ours(live: LiveOffice, host: str) -> None:
    assert (await (await live.client(host=host)).get("/layar")).status_code == 200
    assert (await (await live.client(TOKEN, host=host, origin=f"http://{host}")).post("/hari/buka")).status_code == 303


@pytest.mark.parametrize("host", HOSTS_OUT)
async def test_a_foreign_name_for_this_address_is_refused_everywhere(live: LiveOffice, host: str) -> None:
    """A page may point a name of its own at this machine and would then count as the same origin."""
    rebound = await live.client(TOKEN, host=host, origin=f"http://{host}")
    for path in posts(live):
        problem_of(await rebound.post(path), 400, "foreign-host")
    for path in ("/", "/layar", "/api/v1/snapshot", "/assets/live.js", "/healthz"):
        assert (await rebound.get(path)).status_code == 400
    assert live.office.head == 1


@pytest.mark.parametrize("path", SOCKETS)
async def test_a_foreign_name_opens_no_socket(live: LiveOffice, path: str) -> None:
    assert await live.refused(path, TOKEN, host="evil.example", origin="http://evil.example") == 400


@pytest.mark.parametrize(
    "host", ["127.0.0.1:1; script-src *", "balai:x", "balai:", "balai:800000", "a b", "balai;x", "[::1", "x@balai", ""]
)
def test_a_host_is_a_name_and_a_port_and_nothing_else(host: str) -> None:
    """It is copied into the content security policy and into addresses."""
    assert not _known_host(host, ())


@pytest.mark.parametrize(
    "host", ["127.0.0.1:8000", "[::1]:8000", "[fe80::1]", "balai-desa", "BALAI.local:80", "10.0.0.7"]
)
def test_names_and_addresses_of_the_own_network_are_known(host: str) -> None:
    assert _known_host(host, ())


async def test_a_socket_that_is_refused_writes_no_error_into_the_log(
    live: LiveOffice, caplog: pytest.LogCaptureFixture
) -> None:
    assert await live.refused("/screen/tv", origin="http://evil.example") == 403
    await live.settled(lambda: not live.server.server_state.tasks)
    assert [record for record in caplog.records if record.levelname == "ERROR"] == []


async def test_who_has_to_sign_in_is_told_how(live: LiveOffice) -> None:
    answer = await (await live.client()).get("/api/v1/snapshot")
    assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")


def test_the_office_may_name_hosts_of_its_own() -> None:
    config = Config(data=Path(), hosts=("antrean.sukamaju.desa.id",))
    assert _known_host("antrean.sukamaju.desa.id:8000", config.hosts)
    assert not _known_host("antrean.lain.desa.id", config.hosts)
