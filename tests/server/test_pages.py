"""The pages and their plain forms, as a browser without any script uses them."""

import re

import httpx
import pytest

from server.domain.access import Role
from server.store.base import Unwritable
from server.web import api, front
from tests.conftest import Starter
from tests.live_office import TOKEN, LiveOffice
from tests.server.offices import WatchedStore
from tests.server.problems import problem_of


@pytest.fixture
async def tablet(live: LiveOffice, open_day: httpx.AsyncClient) -> httpx.AsyncClient:
    """An official's browser; A001 and A002 wait."""
    for _ in range(2):
        await open_day.post("tickets", json={"service": "A"})
    return await live.client(TOKEN, origin=live.url, accept="text/html")


def hidden(page: httpx.Response, action: str) -> dict[str, str]:
    """The hidden fields of the form that posts to `action`."""
    form = re.search(rf'<form[^>]*action="{re.escape(action)}".*?</form>', page.text, re.DOTALL)
    assert form is not None, f"no form for {action}"
    return dict(re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)"', form[0]))


async def test_a_press_on_the_plain_page_leads_back_to_it(tablet: httpx.AsyncClient) -> None:
    page = await tablet.get("/loket/1")
    pressed = await tablet.post("/loket/1/open", data=hidden(page, "/loket/1/open"))
    assert (pressed.status_code, pressed.headers["location"]) == (303, "/loket/1")

    page = await tablet.get("/loket/1")
    fields = hidden(page, "/loket/1/next")
    taps = [await tablet.post("/loket/1/next", data=fields) for _ in range(2)]

    assert [tap.status_code for tap in taps] == [303, 303]
    assert "A001" in (await tablet.get("/loket/1")).text
    assert "A002" in (await tablet.get("/loket/1")).text


async def test_a_stale_press_shows_the_page_as_it_is_now(tablet: httpx.AsyncClient) -> None:
    await tablet.post("/loket/1/open", data={})
    fields = hidden(await tablet.get("/loket/1"), "/loket/1/next")
    await tablet.post("/loket/1/next", data={})

    stale = await tablet.post("/loket/1/next", data=fields)

    assert stale.status_code == 409
    assert "Keadaan loket sudah berubah" in stale.text
    assert "A001" in stale.text


async def test_nobody_waiting_is_said(tablet: httpx.AsyncClient) -> None:
    for _ in range(2):
        await tablet.post("/loket/1/next", data={})
    pressed = await tablet.post("/loket/1/next", data={}, follow_redirects=True)

    assert pressed.status_code == 200
    assert "Tidak ada yang menunggu untuk loket ini." in pressed.text


async def test_a_script_gets_json(tablet: httpx.AsyncClient) -> None:
    script = {"accept": "application/json"}
    pressed = await tablet.post("/loket/1/next", data={"version": ""}, headers=script)

    assert pressed.json() == {"called": "A001", "version": 6, "seq": 6, "notice": ""}
    problem_of(await tablet.post("/loket/1/next", data={"version": "2"}, headers=script), 409, "counter-moved-on")
    problem_of(await tablet.post("/loket/9/next", data={}, headers=script), 404, "unknown-counter")
    problem_of(await tablet.post("/loket/1/dance", data={}, headers=script), 404, "not-found")


async def test_an_unknown_counter_has_no_page(tablet: httpx.AsyncClient) -> None:
    for answer in (await tablet.get("/loket/9"), await tablet.post("/loket/9/next", data={})):
        assert answer.status_code == 404
        assert "Tidak ada loket 9" in answer.text


async def test_the_day_is_opened_and_closed_from_the_tablet(live: LiveOffice) -> None:
    tablet = await live.client(TOKEN, origin=live.url, accept="text/html")
    page = await tablet.get("/loket/1")

    opened = await tablet.post("/hari/buka", data=hidden(page, "/hari/buka"))
    assert (opened.status_code, opened.headers["location"]) == (303, "/loket/1")
    assert live.office.state.day is not None
    closed = await tablet.post("/hari/tutup", data={"key": "x", "counter": "1"})
    assert (closed.status_code, closed.headers["location"]) == (303, "/loket/1")
    assert live.office.state.day is None
    assert (await tablet.post("/hari/buka", data={"counter": "//evil"})).headers["location"] == "/"


async def test_the_door_remembers_where_one_wanted_to_go(live: LiveOffice) -> None:
    await live.official()  # whose office has been set up
    stranger = await live.client(accept="text/html")
    turned_away = await stranger.get("/loket/2")

    assert (turned_away.status_code, turned_away.headers["location"]) == (303, "/masuk?lanjut=/loket/2")
    assert 'value="/loket/2"' in (await stranger.get("/masuk?lanjut=/loket/2")).text


async def test_a_number_on_the_kiosk_has_its_address_and_its_code(
    live: LiveOffice, open_day: httpx.AsyncClient
) -> None:
    kiosk = await live.client(cookies=await live.device(Role.KIOSK), origin=live.url, accept="text/html")
    page = await kiosk.get("/ambil")
    assert "Surat pengantar" in page.text
    taken = await kiosk.post("/ambil", data={"service": "A", "priority": "1", "key": "k"})

    assert taken.status_code == 201
    assert "A001" in taken.text
    assert "<svg" in taken.text
    (path,) = set(re.findall(r"/tiket/[A-Za-z0-9_-]{22}", taken.text))
    ticket = await (await live.client(accept="text/html")).get(path)
    assert ticket.status_code == 200
    assert "A001" in ticket.text
    event = (await open_day.get("events?after=2")).json()["events"][0]
    assert (event["channel"], event["priority"]) == ("kiosk", True)


async def test_what_the_kiosk_refuses_it_says_on_its_page(live: LiveOffice) -> None:
    phone = await live.client(origin=live.url, accept="text/html")
    closed = await phone.post("/ambil", data={"service": "A"})
    assert closed.status_code == 409
    assert "Hari layanan belum dibuka" in closed.text
    await (await live.api()).post("day/open")
    for fields, said in (({"service": "X"}, "Tidak ada layanan X."), ({}, "Layanan belum dipilih.")):
        unknown = await phone.post("/ambil", data=fields)
        assert unknown.status_code == 404
        assert said in unknown.text


async def test_a_resident_gives_the_number_back(live: LiveOffice, open_day: httpx.AsyncClient) -> None:
    token = (await open_day.post("tickets", json={"service": "A"})).json()["token"]
    phone = await live.client(origin=live.url, accept="text/html")
    page = await phone.get(f"/tiket/{token}")
    given_back = await phone.post(
        f"/tiket/{token}/batal", data=hidden(page, f"/tiket/{token}/batal"), follow_redirects=True
    )

    assert "Dibatalkan" in given_back.text
    assert (await open_day.get(f"tickets/{token}")).json()["state"] == "cancelled"


async def test_a_ticket_that_is_being_served_is_not_given_back(live: LiveOffice, open_day: httpx.AsyncClient) -> None:
    token = (await open_day.post("tickets", json={"service": "A"})).json()["token"]
    await open_day.post("counters/1/next", json={})
    await open_day.post("counters/1/start", json={})
    phone = await live.client(origin=live.url, accept="text/html")

    refused = await phone.post(f"/tiket/{token}/batal", data={})

    assert refused.status_code == 409
    assert "sedang dilayani" in refused.text


async def test_nobodys_ticket_is_not_found(live: LiveOffice) -> None:
    phone = await live.client(origin=live.url, accept="text/html")
    for answer in (await phone.get("/tiket/nobodys"), await phone.post("/tiket/nobodys/batal", data={})):
        assert answer.status_code == 404
        assert "Nomor ini tidak dikenal" in answer.text


async def test_every_answer_carries_the_safe_headers(live: LiveOffice) -> None:
    visitor = await live.client(TOKEN)
    paths = [
        "/",
        "/layar",
        "/loket/1",
        "/masuk",
        "/nothing",
        "/api/v1/snapshot",
        "/healthz",
        "/assets/live.js",
        "/assets/no",
    ]
    for path in paths:
        headers = (await visitor.get(path)).headers
        assert headers["x-content-type-options"] == "nosniff", path
        assert headers["x-frame-options"] == "DENY"
        assert "default-src 'none'" in headers["content-security-policy"]
        assert f"ws://{live.host}" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        # Under no-referrer a browser sends plain forms with the origin "null", and they would be refused.
        assert headers["referrer-policy"] == "same-origin"
        assert "server" not in headers
    assert (await visitor.get("/loket/1")).headers["cache-control"] == "no-store"
    assert (await visitor.get("/assets/live.js")).headers["cache-control"] == "no-cache"
    assert "immutable" in (await visitor.get("/assets/live.js?v=1")).headers["cache-control"]


@pytest.mark.parametrize(
    "path",
    [
        "/assets/../pyproject.toml",
        "/assets/%2e%2e/pyproject.toml",
        "/assets/..%2fpyproject.toml",
        "/assets//etc/passwd",
        "/assets/%00",
        "/assets/",
    ],
)
async def test_the_assets_lead_nowhere_else(live: LiveOffice, path: str) -> None:
    visitor = await live.client()
    request = visitor.build_request("GET", "/")
    request.url = request.url.copy_with(raw_path=path.encode())

    assert (await visitor.send(request)).status_code == 404


async def test_a_failure_of_ours_is_a_sentence_with_a_reference(
    live: LiveOffice, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> object:
        raise RuntimeError("a secret of the machine")

    monkeypatch.setattr(front, "tv_view", broken)
    monkeypatch.setattr(api, "event_json", broken)
    person, program = await live.client(accept="text/html"), await live.api()

    page, answer = await person.get("/layar"), await program.get("events")

    assert page.status_code == 500
    assert "Ada kesalahan di komputer kantor" in page.text
    problem = problem_of(answer, 500, "broken")
    assert problem["reference"] in caplog.text
    assert "secret" not in page.text + answer.text
    assert "a secret of the machine" in caplog.text


async def test_health_says_what_works(live: LiveOffice) -> None:
    visitor = await live.client()
    well = {
        "status": "ok",
        "day_open": False,
        "announcer": False,
        "voice": {"": "gone"},
        "screens": 0,
        "clock_doubtful": False,
    }
    assert (await visitor.get("/healthz")).json() == well
    await (await live.api()).post("day/open")
    await (await live.wire("/screen/tv", cookies=await live.device(Role.TV))).next()
    live.false_clock.doubtful = True

    assert (await visitor.get("/healthz")).json() == {**well, "day_open": True, "screens": 1, "clock_doubtful": True}


async def test_a_medium_that_fails_is_said_everywhere(start: Starter) -> None:
    store = WatchedStore()
    live = await start(make_store=lambda _: store)
    api = await live.api()
    await api.post("day/open")
    store.failures.append(Unwritable("disk full"))

    problem_of(await api.post("tickets", json={"service": "A"}), 503, "not-stored")
    health = await (await live.client()).get("/healthz")
    assert (health.status_code, health.json()["status"]) == (503, "storage-failed")
    assert "silakan_commits_failed_total 1" in (await api.get(f"{live.url}/metrics")).text

    assert (await api.post("tickets", json={"service": "A"})).json()["ticket"] == "A001"
    assert (await (await live.client()).get("/healthz")).status_code == 200


async def test_the_metrics_are_in_the_text_format(live: LiveOffice, open_day: httpx.AsyncClient) -> None:
    await open_day.post("tickets", json={"service": "A"})
    await open_day.post("counters/1/next", json={})
    answer = await (await live.client(TOKEN)).get("/metrics")

    assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
    lines = answer.text.splitlines()
    for line in (
        "silakan_log_head 5",
        "silakan_day_open 1",
        'silakan_tickets{state="called"} 1',
        'silakan_calls{outcome="queued"} 1',
    ):
        assert line in lines
    for line in lines:
        assert re.fullmatch(r"# (HELP|TYPE) \S+ .+|[a-z_]+(\{[a-z]+=\"[a-z]+\"\})? [0-9.]+", line), line
