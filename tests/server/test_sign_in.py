"""The door: a device is let in once, an official signs in on it, and neither a clock nor a restart throws anybody out."""

from urllib.parse import urljoin, urlsplit

import httpx
import pytest

from server.domain.access import Role
from server.private.doorkeeper import Papers
from server.web.guard import DEVICE_COOKIE, SESSION_COOKIE
from tests.conftest import Starter
from tests.domain.false_clock import FalseClock
from tests.live_office import LiveOffice


class Door:
    """A browser in front of `/masuk`, and what stands on the paper beside the office's computer."""

    def __init__(self, live: LiveOffice, browser: httpx.AsyncClient, papers: Papers) -> None:
        self.live, self.browser, self.papers = live, browser, papers

    async def tries(self, *, code: str = "", pin: str = "", role: str = "staff", to: str = "/") -> httpx.Response:
        return await self.browser.post("/masuk", data={"code": code, "pin": pin, "role": role, "next": to})

    async def is_open(self) -> bool:
        return (await self.browser.get("/loket/1")).status_code == 200


def wrong(pin: str) -> str:
    return f"{(int(pin) + 1) % 1_000_000:06d}"


async def door_of(live: LiveOffice, papers: Papers | None = None) -> Door:
    browser = await live.client(origin=live.url, accept="text/html")
    return Door(live, browser, papers or await live.running.context.doorkeeper.renew_papers())


@pytest.fixture
async def door(live: LiveOffice) -> Door:
    return await door_of(live)


async def test_code_and_pin_open_the_tablet(door: Door) -> None:
    assert not await door.is_open()

    answer = await door.tries(code=door.papers.device_code, pin=door.papers.pin, to="/loket/1")

    assert (answer.status_code, answer.headers["location"]) == (303, "/loket/1")
    assert await door.is_open()


async def test_the_cookies_are_kept_from_scripts_and_from_other_sites(door: Door) -> None:
    answer = await door.tries(code=door.papers.device_code, pin=door.papers.pin)

    cookies = answer.headers.get_list("set-cookie")
    assert {cookie.split("=")[0] for cookie in cookies} == {DEVICE_COOKIE, SESSION_COOKIE}
    for cookie in cookies:
        assert "httponly" in cookie.lower()
        assert "samesite=strict" in cookie.lower()
        assert "expires" not in cookie.lower()


async def test_the_code_may_be_typed_as_people_type(door: Door) -> None:
    typed = " " + door.papers.device_code.lower().replace("-", " ") + " "

    assert (await door.tries(code=typed, pin=f" {door.papers.pin} ")).status_code == 303


async def test_a_device_needs_its_code_only_once(door: Door) -> None:
    await door.tries(code=door.papers.device_code, pin=door.papers.pin)
    await door.browser.post("/keluar")
    assert not await door.is_open()

    assert (await door.tries(pin=door.papers.pin)).status_code == 303
    assert await door.is_open()


async def test_a_mistyped_pin_does_not_ask_for_the_code_again(door: Door) -> None:
    first = await door.tries(code=door.papers.device_code, pin=wrong(door.papers.pin))
    assert first.status_code == 403
    assert "PIN salah" in first.text
    assert not await door.is_open()
    door.live.false_clock.passes(seconds=2)

    assert (await door.tries(pin=door.papers.pin)).status_code == 303


async def test_a_wrong_code_lets_nobody_in_even_with_the_right_pin(door: Door) -> None:
    answer = await door.tries(code="BBBB-BBBB", pin=door.papers.pin)

    assert answer.status_code == 403
    assert "Kode perangkat salah" in answer.text
    assert not answer.headers.get_list("set-cookie")


async def test_a_stolen_pin_is_worth_nothing_on_another_device(door: Door) -> None:
    await door.tries(code=door.papers.device_code, pin=door.papers.pin)
    thief = await door_of(door.live, door.papers)

    answer = await thief.tries(pin=door.papers.pin)

    assert answer.status_code == 403
    assert not answer.headers.get_list("set-cookie")
    # Nor does a stolen session without the device that it was opened on.
    session = {SESSION_COOKIE: door.browser.cookies[SESSION_COOKIE]}
    for cookies in (session, {**session, **await door.live.device(Role.STAFF)}):
        burglar = await door.live.client(cookies=cookies, origin=door.live.url)
        assert (await burglar.post("/hari/buka")).status_code == 401


@pytest.mark.parametrize("role", [Role.TV, Role.KIOSK, Role.ANNOUNCER])
async def test_only_a_tablet_of_the_staff_takes_a_pin(door: Door, role: Role) -> None:
    door.browser.cookies.update(await door.live.device(role))

    await door.tries(pin=door.papers.pin)

    assert not await door.is_open()


async def test_guessing_gets_slower_and_the_right_pin_waits_too(door: Door) -> None:
    clock = door.live.false_clock
    await door.tries(code=door.papers.device_code, pin=wrong(door.papers.pin))
    for seconds in (1, 2, 4, 8):
        early = await door.tries(pin=door.papers.pin)
        assert early.status_code == 429
        assert not await door.is_open()
        clock.passes(seconds=seconds)
        assert (await door.tries(pin=wrong(door.papers.pin))).status_code == 403
    clock.passes(seconds=16)

    assert (await door.tries(pin=door.papers.pin)).status_code == 303


async def test_nobody_is_locked_out_for_longer_than_a_quarter_of_an_hour(door: Door) -> None:
    clock = door.live.false_clock
    await door.tries(code=door.papers.device_code, pin=wrong(door.papers.pin))
    for _ in range(14):
        clock.passes(minutes=15)
        assert (await door.tries(pin=wrong(door.papers.pin))).status_code == 403
    assert (await door.tries(pin=door.papers.pin)).status_code == 429
    clock.passes(minutes=15)

    assert (await door.tries(pin=door.papers.pin)).status_code == 303


async def test_guessing_on_one_device_does_not_slow_down_another(door: Door) -> None:
    await door.tries(code=door.papers.device_code, pin=wrong(door.papers.pin))
    colleague = await door_of(door.live, door.papers)

    assert (await colleague.tries(code=door.papers.device_code, pin=door.papers.pin)).status_code == 303


async def test_the_code_is_guessed_together_from_one_address(door: Door) -> None:
    """Guessers have no device yet, so there is one row of guesses for each address."""
    await door.tries(code="BBBB-BBBB")
    another = await door_of(door.live, door.papers)

    assert (await another.tries(code=door.papers.device_code, pin=door.papers.pin)).status_code == 429
    door.live.false_clock.passes(seconds=1)
    assert (await another.tries(code=door.papers.device_code, pin=door.papers.pin)).status_code == 303


@pytest.mark.parametrize(("role", "landing"), [("tv", "/layar"), ("kiosk", "/ambil")])
async def test_a_tv_and_a_kiosk_are_let_in_without_a_pin(door: Door, role: str, landing: str) -> None:
    answer = await door.tries(code=door.papers.device_code, role=role, to="/loket/1")

    assert (answer.status_code, answer.headers["location"]) == (303, landing)
    assert not await door.is_open()
    # Once more without the code it is known.
    assert (await door.tries(role=role)).headers["location"] == landing


async def test_a_role_that_there_is_not_opens_nothing_more(door: Door) -> None:
    for role in ("announcer", "api", "admin", "<x>"):
        answer = await door.tries(code=door.papers.device_code, role=role, pin="")
        assert answer.status_code in {403, 429}
        door.live.false_clock.passes(minutes=15)
    assert not await door.is_open()


async def test_an_announcers_token_as_a_cookie_breaks_nothing(door: Door) -> None:
    door.browser.cookies.update(await door.live.device(Role.ANNOUNCER))

    assert (await door.tries(pin=door.papers.pin)).status_code in {303, 403}
    assert not await door.is_open()


EVIL = [
    "//evil.example",
    "/\\evil.example",
    "http://evil.example",
    "\\/evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "https:evil",
    "javascript:alert(1)",
    "evil",
    "",
    "/\r\nset-cookie: x=1",
]


@pytest.mark.parametrize("to", EVIL)
async def test_the_way_back_never_leads_elsewhere(door: Door, to: str) -> None:
    page = await door.browser.get("/masuk", params={"lanjut": to})
    assert page.status_code == 200
    answer = await door.tries(code=door.papers.device_code, pin=door.papers.pin, to=to)

    assert answer.status_code == 303
    landing = urlsplit(urljoin(f"{door.live.url}/masuk", answer.headers["location"]))
    assert (landing.scheme, landing.netloc) == ("http", door.live.host)
    assert not set("\t\r\n\\") & set(answer.headers["location"])
    assert "x" not in answer.cookies


async def test_signing_out_ends_the_session_itself(door: Door) -> None:
    await door.tries(code=door.papers.device_code, pin=door.papers.pin)
    stolen = dict(door.browser.cookies)
    await door.browser.post("/keluar")

    thief = await door.live.client(cookies=stolen, origin=door.live.url)
    assert (await thief.post("/hari/buka")).status_code == 401


async def test_a_session_survives_a_restart(start_either: Starter) -> None:
    live = await start_either()
    cookies = await live.official()
    await start_either.stop(live)

    live = await start_either()
    tablet = await live.client(cookies=cookies, origin=live.url)
    assert (await tablet.get("/loket/1")).status_code == 200
    assert (await tablet.post("/hari/buka")).status_code == 303


@pytest.mark.parametrize("days", [-3, 15, -20_000, 26_000])
async def test_a_clock_that_jumps_signs_nobody_out(live: LiveOffice, days: int) -> None:
    cookies = await live.official()
    live.false_clock.is_put(days=days)
    tablet = await live.client(cookies=cookies, origin=live.url)

    assert (await tablet.post("/hari/buka")).status_code == 303
    wire = await live.wire("/screen/counter-1", cookies=cookies)
    assert (await wire.next())["parts"]


async def test_a_session_lives_for_twelve_hours_of_monotonic_time(live: LiveOffice) -> None:
    cookies = await live.official()
    tablet = await live.client(cookies=cookies, origin=live.url)
    clock = live.false_clock
    for _ in range(11):
        clock.passes(hours=1)
        assert (await tablet.get("/loket/1")).status_code == 200
    clock.passes(minutes=59)
    assert (await tablet.get("/loket/1")).status_code == 200
    clock.passes(minutes=2)
    assert (await tablet.get("/loket/1")).status_code == 303
    assert (await live.client(cookies=cookies)).cookies
    assert await live.office.store.sessions() == []


async def test_a_reboot_starts_no_new_twelve_hours(start: Starter) -> None:
    clock = FalseClock()
    live = await start(clock=clock)
    cookies = await live.official()
    clock.passes(hours=8)
    tablet = await live.client(cookies=cookies)
    assert (await tablet.get("/loket/1")).status_code == 200
    await start.stop(live)
    clock.reboots(outage_minutes=600)

    live = await start(clock=clock)
    tablet = await live.client(cookies=cookies)
    clock.passes(hours=3, minutes=50)
    assert (await tablet.get("/loket/1")).status_code == 200
    clock.passes(minutes=15)
    assert (await tablet.get("/loket/1")).status_code == 303


async def test_new_papers_are_the_only_ones_and_throw_nobody_out(door: Door) -> None:
    await door.tries(code=door.papers.device_code, pin=door.papers.pin)
    new = await door.live.running.context.doorkeeper.renew_papers()

    assert await door.is_open()
    stranger = await door_of(door.live, door.papers)
    assert (await stranger.tries(code=door.papers.device_code, pin=door.papers.pin)).status_code == 403
    door.live.false_clock.passes(seconds=1)
    assert (await stranger.tries(code=new.device_code, pin=new.pin)).status_code == 303


async def test_the_store_keeps_only_hashes(live: LiveOffice) -> None:
    cookies = await live.official()
    store = live.office.store
    rows = repr(
        [await store.devices(), await store.sessions(), await store.setting("pin"), await store.setting("device_code")]
    )

    assert cookies[DEVICE_COOKIE] not in rows
    assert cookies[SESSION_COOKIE] not in rows
    assert rows.count("$argon2id$v=19$m=19456,t=2,p=1$") == 2


async def test_a_broken_cookie_is_no_cookie(live: LiveOffice) -> None:
    visitor = await live.client(cookie='silakan_sesi="; ;;=\x7f; silakan_perangkat=%\x01')

    assert (await visitor.get("/layar")).status_code == 200
    assert (await visitor.get("/loket/1")).status_code == 303
