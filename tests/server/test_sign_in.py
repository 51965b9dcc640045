"""The door: by name and PIN on the office's tablets, by password elsewhere; neither a clock nor a restart throws anybody out."""

from urllib.parse import urljoin, urlsplit

import httpx
import pytest

from server.domain.access import AccountRow, Role
from server.private.accounts import Issued
from server.web.cookies import DEVICE_COOKIE, SESSION_COOKIE
from tests.conftest import Starter
from tests.domain.false_clock import FalseClock
from tests.live_office import GOOD_PASSWORD, GOOD_PIN, LiveOffice, person_of

WRONG_PIN = "273645"


class Door:
    """A browser in front of `/masuk`."""

    def __init__(self, live: LiveOffice, browser: httpx.AsyncClient, person: AccountRow) -> None:
        self.live, self.browser, self.person = live, browser, person

    async def tries(self, pin: str, *, to: str = "/") -> httpx.Response:
        return await self.browser.post("/masuk", data={"account": self.person.id, "pin": pin, "next": to})

    async def types(self, login: str, password: str, *, to: str = "/") -> httpx.Response:
        return await self.browser.post("/masuk", data={"login": login, "password": password, "next": to})

    async def is_open(self) -> bool:
        return (await self.browser.get("/loket/1")).status_code == 200


async def door_of(live: LiveOffice, device: Role | None = None, role: Role = Role.OFFICER) -> Door:
    """On a paired device of that kind, or on a browser that nobody knows."""
    person = await person_of(live.running.context.doorkeeper, role)
    cookies = await live.device(device) if device is not None else {}
    return Door(live, await live.client(cookies=cookies, origin=live.url, accept="text/html"), person)


@pytest.fixture
async def tablet(live: LiveOffice) -> Door:
    return await door_of(live, Role.STAFF)


@pytest.fixture
async def stranger(live: LiveOffice) -> Door:
    return await door_of(live)


async def test_a_name_and_a_pin_open_the_tablet(tablet: Door) -> None:
    assert not await tablet.is_open()
    page = (await tablet.browser.get("/masuk")).text
    assert tablet.person.name in page

    answer = await tablet.tries(GOOD_PIN, to="/loket/1")

    assert (answer.status_code, answer.headers["location"]) == (303, "/loket/1")
    assert await tablet.is_open()


async def test_whoever_went_nowhere_in_particular_picks_a_counter(tablet: Door) -> None:
    assert (await tablet.tries(GOOD_PIN)).headers["location"] == "/loket"
    head = await door_of(tablet.live, Role.STAFF, Role.VILLAGE_HEAD)
    assert (await head.tries(GOOD_PIN)).headers["location"] == "/"


async def test_names_are_shown_only_on_the_offices_own_tablets(live: LiveOffice, stranger: Door) -> None:
    for door in (stranger, await door_of(live, Role.TV), await door_of(live, Role.KIOSK)):
        assert door.person.name not in (await door.browser.get("/masuk")).text


async def test_the_cookies_are_kept_from_scripts_and_from_other_sites(stranger: Door) -> None:
    answer = await stranger.types(stranger.person.login, GOOD_PASSWORD)

    cookies = answer.headers.get_list("set-cookie")
    assert {cookie.split("=")[0] for cookie in cookies} == {DEVICE_COOKIE, SESSION_COOKIE}
    for cookie in cookies:
        assert "httponly" in cookie.lower()
        assert "samesite=strict" in cookie.lower()
        assert "expires" not in cookie.lower()


async def test_a_pin_is_worth_nothing_on_a_device_that_was_not_paired(tablet: Door, stranger: Door) -> None:
    answer = await stranger.tries(GOOD_PIN)

    assert answer.status_code == 403
    assert not answer.headers.get_list("set-cookie")
    # Nor is a stolen session without the device that it was opened on.
    await tablet.tries(GOOD_PIN)
    session = {SESSION_COOKIE: tablet.browser.cookies[SESSION_COOKIE]}
    for cookies in (session, {**session, **await tablet.live.device(Role.STAFF)}):
        burglar = await tablet.live.client(cookies=cookies, origin=tablet.live.url)
        assert (await burglar.post("/hari/buka")).status_code == 401


@pytest.mark.parametrize("role", [Role.TV, Role.KIOSK, Role.ANNOUNCER])
async def test_nobody_signs_in_where_residents_stand(live: LiveOffice, role: Role) -> None:
    door = await door_of(live, role)
    assert "/pasang" in (await door.browser.get("/masuk")).text

    assert (await door.tries(GOOD_PIN)).status_code == 403
    assert (await door.types(door.person.login, GOOD_PASSWORD)).status_code == 403
    assert not await door.is_open()


async def test_login_and_password_open_any_other_browser(stranger: Door) -> None:
    wrong = await stranger.types(stranger.person.login, "bukan ini sandinya")
    assert wrong.status_code == 403
    assert "Nama masuk atau kata sandi salah" in wrong.text
    assert "bukan ini sandinya" not in wrong.text
    stranger.live.false_clock.passes(seconds=2)

    answer = await stranger.types(stranger.person.login.upper(), GOOD_PASSWORD, to="/loket/1")

    assert (answer.status_code, answer.headers["location"]) == (303, "/loket/1")
    assert await stranger.is_open()


async def test_an_unknown_login_is_answered_like_a_wrong_password(stranger: Door) -> None:
    unknown = await stranger.types("tidakada", GOOD_PASSWORD)
    wrong = await stranger.types(stranger.person.login, "bukan ini sandinya")

    assert unknown.status_code == wrong.status_code == 403
    assert unknown.text.replace("tidakada", "") == wrong.text.replace(stranger.person.login, "")


async def test_guessing_gets_slower_and_the_right_pin_waits_too(tablet: Door) -> None:
    clock = tablet.live.false_clock
    assert (await tablet.tries(WRONG_PIN)).status_code == 403
    for seconds in (1, 2, 4, 8):
        early = await tablet.tries(GOOD_PIN)
        assert early.status_code == 429
        assert f"{seconds} detik" in early.text
        clock.passes(seconds=seconds)
        assert (await tablet.tries(WRONG_PIN)).status_code == 403
    clock.passes(seconds=16)

    assert (await tablet.tries(GOOD_PIN)).status_code == 303


async def test_nobody_is_locked_out_for_longer_than_a_quarter_of_an_hour(tablet: Door) -> None:
    clock = tablet.live.false_clock
    for _ in range(15):
        assert (await tablet.tries(WRONG_PIN)).status_code == 403
        clock.passes(minutes=15)

    assert (await tablet.tries(GOOD_PIN)).status_code == 303


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
async def test_the_way_back_never_leads_elsewhere(tablet: Door, to: str) -> None:
    page = await tablet.browser.get("/masuk", params={"lanjut": to})
    assert page.status_code == 200
    answer = await tablet.tries(GOOD_PIN, to=to)

    assert answer.status_code == 303
    landing = urlsplit(urljoin(f"{tablet.live.url}/masuk", answer.headers["location"]))
    assert (landing.scheme, landing.netloc) == ("http", tablet.live.host)
    assert not set("\t\r\n\\") & set(answer.headers["location"])
    assert "x" not in answer.cookies


async def test_a_one_time_pin_opens_nothing_but_its_own_replacement(tablet: Door) -> None:
    issued = await tablet.live.running.context.doorkeeper.issue_pin(tablet.person.id)
    assert isinstance(issued, Issued)

    answer = await tablet.tries(issued.secret, to="/loket/1")

    assert answer.headers["location"] == "/akun?lanjut=/loket/1"
    assert (await tablet.browser.get("/loket/1")).headers["location"] == "/akun"
    assert (await tablet.browser.post("/hari/buka")).status_code == 403
    page = (await tablet.browser.get("/akun?lanjut=/loket/1")).text
    assert "sekali pakai" in page
    easy = await tablet.browser.post("/akun/pin", data={"chosen": "123456", "again": "123456", "next": "/loket/1"})
    assert (easy.status_code, "mudah ditebak" in easy.text) == (422, True)
    other = await tablet.browser.post("/akun/pin", data={"chosen": "482915", "again": "482916"})
    assert other.status_code == 422

    chosen = await tablet.browser.post("/akun/pin", data={"chosen": "482915", "again": "482915", "next": "/loket/1"})

    assert chosen.headers["location"] == "/loket/1"
    assert await tablet.is_open()
    await tablet.browser.post("/keluar")
    assert (await tablet.tries(issued.secret)).status_code == 403
    tablet.live.false_clock.passes(seconds=1)
    assert (await tablet.tries("482915")).status_code == 303


async def test_ones_own_secret_is_changed_only_by_who_knows_it(tablet: Door) -> None:
    """A tablet that was left open is not enough."""
    await tablet.tries(GOOD_PIN)
    form = {"chosen": "482915", "again": "482915"}
    assert (await tablet.browser.post("/akun/pin", data={**form, "present": WRONG_PIN})).status_code == 403
    assert (await tablet.browser.post("/akun/pin", data={**form, "present": GOOD_PIN})).status_code == 429
    tablet.live.false_clock.passes(seconds=1)

    assert (await tablet.browser.post("/akun/pin", data={**form, "present": GOOD_PIN})).status_code == 303
    new = {"chosen": "hujan turun sore sore", "again": "hujan turun sore sore", "present": "482915"}
    assert (await tablet.browser.post("/akun/sandi", data=new)).status_code == 303
    phone = await door_of(tablet.live)
    assert (await phone.types(tablet.person.login, new["chosen"])).status_code == 303


async def test_changing_the_secret_signs_out_everywhere_else(tablet: Door, stranger: Door) -> None:
    await tablet.tries(GOOD_PIN)
    await stranger.types(stranger.person.login, GOOD_PASSWORD)
    form = {"chosen": "482915", "again": "482915", "present": GOOD_PIN}

    await tablet.browser.post("/akun/pin", data=form)

    assert await tablet.is_open()
    assert not await stranger.is_open()


async def test_sessions_are_listed_and_ended_by_their_owner_only(tablet: Door, stranger: Door) -> None:
    await tablet.tries(GOOD_PIN)
    await stranger.types(stranger.person.login, GOOD_PASSWORD)
    keeper = tablet.live.running.context.doorkeeper
    page = (await tablet.browser.get("/akun")).text
    mine = [row.id for row in keeper.sessions_of(tablet.person.id)]
    (there,) = [row for row in mine if row in page]
    thief = await door_of(tablet.live, Role.STAFF, Role.HEAD_OF_SERVICES)
    await thief.tries(GOOD_PIN)
    await thief.browser.post("/akun/sesi", data={"session": there})
    assert await stranger.is_open()

    await tablet.browser.post("/akun/sesi", data={"session": there})

    assert not await stranger.is_open()
    assert await tablet.is_open()


async def test_signing_out_ends_the_session_itself(tablet: Door) -> None:
    await tablet.tries(GOOD_PIN)
    stolen = dict(tablet.browser.cookies)
    assert (await tablet.browser.post("/keluar")).headers["location"] == "/masuk"

    thief = await tablet.live.client(cookies=stolen, origin=tablet.live.url)
    assert (await thief.post("/hari/buka")).status_code == 401


async def test_who_signs_in_takes_the_place_of_who_was_there(tablet: Door) -> None:
    await tablet.tries(GOOD_PIN)
    former = dict(tablet.browser.cookies)
    head = await person_of(tablet.live.running.context.doorkeeper, Role.HEAD_OF_SERVICES)

    await tablet.browser.post("/masuk", data={"account": head.id, "pin": GOOD_PIN})

    thief = await tablet.live.client(cookies=former, origin=tablet.live.url)
    assert (await thief.post("/hari/buka")).status_code == 401


async def test_what_an_official_presses_is_the_accounts_in_the_log(tablet: Door) -> None:
    await tablet.tries(GOOD_PIN)
    await tablet.browser.post("/hari/buka")

    (*_, record) = await tablet.live.office.after(0, 100)
    assert record.actor == f"account:{tablet.person.id}"
    assert tablet.person.name not in repr(await tablet.live.office.after(0, 100))


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


@pytest.mark.usefixtures("real_hashing")
async def test_the_store_keeps_only_hashes(live: LiveOffice) -> None:
    cookies = await live.official()
    store = live.office.store
    rows = repr([await store.devices(), await store.sessions(), await store.accounts()])

    for secret in (cookies[DEVICE_COOKIE], cookies[SESSION_COOKIE], GOOD_PIN, GOOD_PASSWORD):
        assert secret not in rows
    assert rows.count("$argon2id$v=19$m=19456,t=2,p=1$") == 4


async def test_a_broken_cookie_is_no_cookie(live: LiveOffice) -> None:
    visitor = await live.client(cookie='silakan_sesi="; ;;=\x7f; silakan_perangkat=%\x01')

    assert (await visitor.get("/layar")).status_code == 200
