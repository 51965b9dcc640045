"""Letting devices in and turning them out, through the pages and as programs do it."""

import asyncio

import httpx
import pytest

from server.domain.access import DeviceRow, Role
from server.web.cookies import DEVICE_COOKIE
from server.web.present.devices import browser_words, is_too_old
from tests.live_office import PATIENCE_S, LiveOffice

OLD_TV = "Mozilla/5.0 (Web0S; Linux/SmartTV) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/53.0.2785.34 Safari/537.36"


async def head_of(live: LiveOffice) -> httpx.AsyncClient:
    cookies = await live.official(Role.HEAD_OF_SERVICES)
    return await live.client(cookies=cookies, origin=live.url, accept="text/html")


async def asks(live: LiveOffice, role: Role, **headers: str) -> tuple[httpx.AsyncClient, str]:
    """A browser that wants to be a device, and the code that it shows."""
    browser = await live.client(origin=live.url, accept="text/html", **headers)
    assert (await browser.post("/pasang", data={"role": role})).headers["location"] == "/pasang/kode"
    page = await browser.get("/pasang/kode")
    assert page.headers["refresh"] == "3"
    code = page.text.partition('class="code number">')[2][:9]
    return browser, code


async def let_in(head: httpx.AsyncClient, code: str, role: Role, name: str = "TV depan") -> httpx.Response:
    return await head.post("/atur/perangkat/izinkan", data={"code": code, "role": role, "name": name})


def devices_of(live: LiveOffice) -> list[DeviceRow]:
    return [row for row in live.running.context.doorkeeper.devices.paired() if row.role != Role.STAFF]


@pytest.mark.parametrize(("role", "landing"), [(Role.TV, "/layar"), (Role.KIOSK, "/ambil"), (Role.STAFF, "/masuk")])
async def test_a_code_that_an_official_confirms_lets_the_device_in(live: LiveOffice, role: Role, landing: str) -> None:
    head = await head_of(live)
    browser, code = await asks(live, role)
    found = await head.post("/atur/perangkat", data={"code": code.lower()})
    assert found.status_code == 200
    assert "Izinkan perangkat ini?" in found.text

    assert (await let_in(head, code, role)).status_code == 303

    answer = await browser.get("/pasang/kode")
    assert (answer.status_code, answer.headers["location"]) == (303, landing)
    device = live.running.context.doorkeeper.devices.by_token(browser.cookies[DEVICE_COOKIE])
    assert device is not None
    assert (device.role, device.name) == (role, "TV depan")
    # Its code is spent.
    assert (await browser.get("/pasang/kode")).headers["location"].startswith("/pasang")
    assert (await let_in(head, code, role)).status_code == 404


async def test_the_official_decides_what_a_device_becomes(live: LiveOffice) -> None:
    head = await head_of(live)
    browser, code = await asks(live, Role.STAFF)

    await let_in(head, code, Role.TV)

    assert (await browser.get("/pasang/kode")).headers["location"] == "/layar"
    assert (await browser.get("/loket/1")).status_code == 303


@pytest.mark.parametrize("role", ["admin", "api", "officer", "public", "", "<x>"])
async def test_no_code_makes_a_device_more_than_a_device(live: LiveOffice, role: str) -> None:
    head = await head_of(live)
    browser, code = await asks(live, Role.TV)
    assert (await head.post("/atur/perangkat/izinkan", data={"code": code, "role": role})).status_code == 422
    assert (await browser.post("/pasang", data={"role": role})).status_code == 422
    assert devices_of(live) == []


async def test_a_wrong_or_late_code_is_a_sentence_and_guesses_are_few(live: LiveOffice) -> None:
    head = await head_of(live)
    _, code = await asks(live, Role.TV)
    wrong = await head.post("/atur/perangkat", data={"code": "BBBB-BBBB"})
    assert (wrong.status_code, "sudah lewat 10 menit" in wrong.text) == (404, True)
    for _ in range(9):
        await head.post("/atur/perangkat", data={"code": "BBBB-BBBB"})
    assert (await head.post("/atur/perangkat", data={"code": code})).status_code == 429
    live.false_clock.passes(minutes=10)
    assert (await head.post("/atur/perangkat", data={"code": code})).status_code == 404


async def test_a_program_is_let_in_the_same_way(live: LiveOffice) -> None:
    head = await head_of(live)
    program = await live.client(accept="application/json")
    asked = (await program.post("/pasang", data={"role": "announcer"})).json()
    assert asked.keys() == {"code", "secret", "seconds", "interval"}
    waiting = await program.post("/pasang/jemput", data={"secret": asked["secret"]})
    assert (waiting.status_code, waiting.json()["token"]) == (202, None)

    await let_in(head, asked["code"], Role.ANNOUNCER)

    token = (await program.post("/pasang/jemput", data={"secret": asked["secret"]})).json()["token"]
    feed = await live.wire("/feed", token)
    assert (await feed.next())["hello"] == 1
    assert (await program.post("/pasang/jemput", data={"secret": asked["secret"]})).status_code == 410


async def test_a_revoked_device_is_cut_off_at_once(live: LiveOffice) -> None:
    """Its sockets end, its token is dead, and whoever presses on it reads why."""
    admin = await live.client(cookies=await live.official(Role.ADMIN), origin=live.url)
    cookies = await live.official()
    tablet = await live.client(cookies=cookies, origin=live.url, accept="text/html")
    screen = await live.wire("/screen/counter-1", cookies=cookies)
    assert (await screen.next())["parts"]
    device = live.running.context.doorkeeper.devices.by_token(cookies[DEVICE_COOKIE])
    assert device is not None

    async with asyncio.timeout(PATIENCE_S):
        await admin.post(f"/atur/perangkat/{device.id}", data={"action": "revoke"})
        await screen.close_code()

    press = await tablet.post("/loket/1/next")
    assert press.status_code == 401
    assert "Perangkat ini tidak terdaftar lagi" in press.text
    assert live.running.context.doorkeeper.sessions_of("") == ()
    assert len(live.running.context.peers) == 0


async def test_a_revoked_announcer_hears_nothing_more(live: LiveOffice) -> None:
    head, keeper = await head_of(live), live.running.context.doorkeeper
    token = await keeper.admit(Role.ANNOUNCER, "announcer", "Penyuara")
    feed = await live.wire("/feed", token)
    assert (await feed.next())["hello"] == 1

    await head.post("/atur/perangkat/announcer", data={"action": "revoke"})

    await feed.close_code()
    again = await live.wire("/feed", token)
    assert await again.close_code() == 4401


async def test_the_list_tells_name_life_browser_and_clock(live: LiveOffice) -> None:
    head, keeper = await head_of(live), live.running.context.doorkeeper
    tv = {DEVICE_COOKIE: await keeper.admit(Role.TV, name="TV ruang tunggu", agent=OLD_TV)}
    await keeper.admit(Role.KIOSK, name="Kios belakang")
    there_ms = live.clock.now().wall_ms + 7_200_000
    screen = await live.wire(f"/screen/tv?clock={there_ms}", cookies=tv)
    assert (await screen.next())["parts"]

    page = (await head.get("/atur/perangkat")).text

    for words in (
        "TV ruang tunggu",
        "tersambung sekarang",
        "Chromium 53",
        "terlalu tua",
        "2 jam lebih cepat",
        "Kios belakang",
        "belum pernah terlihat",
    ):
        assert words in page, words
    await screen.raw.close()
    await live.settled(lambda: len(live.running.context.peers) == 0)
    live.false_clock.passes(hours=3)
    device = next(row for row in keeper.devices.paired() if row.role == Role.TV)
    await head.post(f"/atur/perangkat/{device.id}", data={"action": "rename", "name": "  TV <b>baru</b>\n "})
    page = (await head.get("/atur/perangkat")).text
    assert "TV &lt;b&gt;baru&lt;/b&gt;" in page


async def test_what_is_not_there_cannot_be_revoked(live: LiveOffice) -> None:
    head = await head_of(live)

    assert (await head.post("/atur/perangkat/tidak-ada", data={"action": "revoke"})).status_code == 404
    assert (await head.post("/atur/perangkat/tidak-ada", data={"action": "?"})).status_code == 404


@pytest.mark.parametrize(
    ("agent", "words", "old"),
    [
        (OLD_TV, "Chromium 53", True),
        ("Mozilla/5.0 (X11; Linux) Chrome/69.0.3497.100 Safari/537.36", "Chromium 69", False),
        ("Mozilla/5.0 Chrome/120.0.0.0 Mobile Safari/537.36 Edg/120.0", "Edge 120", False),
        ("Mozilla/5.0 (X11; Linux; rv:128.0) Gecko/20100101 Firefox/128.0", "Firefox 128", False),
        ("Mozilla/5.0 (iPad) AppleWebKit/605 (KHTML) Version/17.1 Mobile/15E148 Safari/604.1", "Safari 17", False),
        ("Python/3.11 websockets/17.4", "Python/3.11", False),
        ("", "peramban belum diketahui", False),
    ],
)
def test_a_browser_is_called_by_its_name(agent: str, words: str, *, old: bool) -> None:
    assert browser_words(agent) == words
    assert is_too_old(agent) is old
