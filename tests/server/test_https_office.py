"""What travels openly and what does not: an office with https, asked by its own machine and by others."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest
from starlette.types import ASGIApp

from server.app import RunningOffice, open_office
from server.clock import Clock
from server.config import Config
from server.description import Description
from server.domain.access import AccountRow, Role
from server.private.certificates import Certificates
from server.private.validity import names_of
from server.store.memory import MemoryLog
from server.web.cookies import DEVICE_COOKIE, SESSION_COOKIE
from server.web.secure import TRUSTS_COOKIE
from tests.domain.false_clock import FalseClock
from tests.live_office import QUIET, TOKEN, VILLAGE_TOML, in_memory
from tests.server.test_https_certificates import issue_here

HOST = "192.168.1.10"
SECURE = f"https://{HOST}:8443"
LOGIN, PASSWORD = "sari", "kuda laut makan bambu"
CHROME_ON = "Mozilla/5.0 ({}) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36"


class Neighbourhood:
    """The office and browsers that ask it: on its own machine, or on another one, openly or encrypted."""

    def __init__(self, running: RunningOffice, certificates: Certificates, clients: AsyncExitStack) -> None:
        self.running = running
        self.certificates = certificates
        self._clients = clients

    async def browser(
        self, base: str = f"http://{HOST}:8000", address: str = "192.168.1.77", **headers: str
    ) -> httpx.AsyncClient:
        named = {"accept": "text/html", "user-agent": CHROME_ON.format("Linux; Android 14; SM-T500"), **headers}
        app: ASGIApp = self.running.app
        transport = httpx.ASGITransport(app=app, client=(address, 40_000))
        return await self._clients.enter_async_context(
            httpx.AsyncClient(transport=transport, base_url=base, headers=named)
        )

    @property
    def mark(self) -> str:
        """What a device keeps that has learned to trust this authority."""
        return self.certificates.fingerprint().replace(" ", "")[:16]

    async def encrypted(self) -> httpx.AsyncClient:
        return await self.browser(SECURE)

    async def own(self) -> httpx.AsyncClient:
        return await self.browser("http://127.0.0.1:8000", "127.0.0.1")


@asynccontextmanager
async def neighbourhood(data: Path, https_port: int) -> AsyncIterator[Neighbourhood]:
    certificates = Certificates(data, issue_here)
    if https_port:
        await certificates.renew(names_of("balai-desa", [HOST]), FalseClock().now(), "Uji")
    config = Config(data, https_port=https_port, office_toml=VILLAGE_TOML, api_token=TOKEN, times=QUIET)

    def make_clock(_description: Description, _newest_ms: int) -> Clock:
        return FalseClock()

    opened = open_office(config, make_store=in_memory(MemoryLog()), make_clock=make_clock)
    async with opened as running, AsyncExitStack() as clients:
        account = await running.context.doorkeeper.accounts.add(
            name="Ibu Sari", role=Role.ADMIN, login=LOGIN, password=PASSWORD
        )
        assert isinstance(account, AccountRow)
        yield Neighbourhood(running, certificates, clients)


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Neighbourhood]:
    async with neighbourhood(tmp_path, 8443) as found:
        yield found


async def sign_in(browser: httpx.AsyncClient) -> httpx.Response:
    origin = str(browser.base_url).rstrip("/")
    form = {"login": LOGIN, "password": PASSWORD, "next": "/loket/1"}
    return await browser.post("/masuk", data=form, headers={"origin": origin})


STAFF_PAGES = ["/loket/1", "/masuk", "/masuk?lanjut=/loket/2", "/akun", "/atur/perangkat", "/siapkan"]


@pytest.mark.parametrize("path", STAFF_PAGES)
async def test_a_strange_device_is_led_to_the_guide_and_one_that_trusts_us_to_https(
    office: Neighbourhood, path: str
) -> None:
    browser = await office.browser()
    answer = await browser.get(path)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/aman?lanjut={quote(path, safe='')}")
    browser.cookies.set(TRUSTS_COOKIE, office.mark)
    answer = await browser.get(path)
    assert (answer.status_code, answer.headers["location"]) == (307, SECURE + path)


@pytest.mark.parametrize("mark", ["", "-", "1", "0123456789ABCDEF"])
async def test_whoever_trusts_a_former_authority_is_led_to_the_guide_again(office: Neighbourhood, mark: str) -> None:
    browser = await office.browser()
    browser.cookies.set(TRUSTS_COOKIE, mark)
    assert (await browser.get("/loket/1")).headers["location"] == "/aman?lanjut=%2Floket%2F1"


@pytest.mark.parametrize(
    "path", ["/", "/layar", "/ambil", "/pasang", "/aman", "/aman/kantor.crt", "/healthz", "/assets/office.css"]
)
async def test_what_residents_and_devices_of_the_hall_need_stays_open(office: Neighbourhood, path: str) -> None:
    browser = await office.browser()
    browser.cookies.set(TRUSTS_COOKIE, office.mark)
    assert (await browser.get(path)).status_code == 200


async def test_a_tablet_of_the_staff_is_not_offered_where_its_secret_would_travel_openly(office: Neighbourhood) -> None:
    openly = (await (await office.browser()).get("/pasang")).text
    assert 'value="staff"' not in openly
    assert 'value="tv"' in openly
    assert 'href="/aman"' in openly
    for browser in (await office.encrypted(), await office.own()):
        assert 'value="staff"' in (await browser.get("/pasang")).text


async def test_a_tablet_that_asked_openly_to_be_the_staffs_is_led_to_the_guide(office: Neighbourhood) -> None:
    browser = await office.browser()
    answer = await browser.get("/pasang?peran=staff")
    assert (answer.status_code, answer.headers["location"]) == (303, "/aman?lanjut=%2Fpasang%3Fperan%3Dstaff")
    browser.cookies.set(TRUSTS_COOKIE, office.mark)
    assert (await browser.get("/pasang?peran=staff")).headers["location"] == f"{SECURE}/pasang?peran=staff"
    assert (await (await office.own()).get("/pasang?peran=staff")).status_code == 200


async def test_no_code_that_was_asked_for_openly_lets_a_tablet_of_the_staff_in(office: Neighbourhood) -> None:
    head = await office.own()
    assert (await sign_in(head)).status_code == 303
    for asking, admitted in ((await office.browser(), False), (await office.encrypted(), True)):
        assert (await asking.post("/pasang", data={"role": "tv"})).status_code == 303
        code = (await asking.get("/pasang/kode")).text.partition('class="code number">')[2][:9]
        found = (await head.post("/atur/perangkat", data={"code": code})).text
        assert ('value="staff"' in found) is admitted
        answer = await head.post(
            "/atur/perangkat/izinkan", data={"code": code, "role": "staff", "name": "Tablet", "key": code}
        )
        assert answer.status_code == (303 if admitted else 403)
        assert ("minta kode baru" in answer.text) is not admitted
    assert [row.name for row in office.running.context.doorkeeper.devices.paired()] == ["Tablet"]


async def test_a_password_that_comes_openly_is_refused_before_it_is_read(office: Neighbourhood) -> None:
    read: list[str] = []

    async def body() -> AsyncIterator[bytes]:
        read.append("read")
        yield f"login={LOGIN}&password={PASSWORD}".encode()

    browser = await office.browser(**{"content-type": "application/x-www-form-urlencoded"})
    answer = await browser.post("/masuk", content=body())
    assert answer.status_code == 403
    assert read == []
    assert "PIN dan kata sandi hanya boleh dikirim lewat sambungan aman." in answer.text
    assert 'href="/aman"' in answer.text
    assert "set-cookie" not in answer.headers
    told = (await (await office.browser(accept="application/json")).post("/masuk", content=body())).json()
    assert (told["status"], told["type"]) == (403, "/masalah/unsafe")
    assert read == []


async def test_over_https_an_official_comes_in_with_cookies_that_stay_there(office: Neighbourhood) -> None:
    browser = await office.encrypted()
    answer = await sign_in(browser)
    assert (answer.status_code, answer.headers["location"]) == (303, "/loket/1")
    cookies: SimpleCookie = SimpleCookie()
    for line in answer.headers.get_list("set-cookie"):
        cookies.load(line)
    assert f"__Host-{SESSION_COOKIE}" in cookies
    for name, cookie in cookies.items():
        assert name.startswith("__Host-")
        assert (cookie["secure"], cookie["httponly"], cookie["path"], cookie["domain"]) == (True, True, "/", "")
        assert cookie["samesite"].lower() == "strict"
    assert (await browser.get("/loket/1")).status_code == 200


async def test_a_cookie_planted_over_http_is_no_session_over_https(office: Neighbourhood) -> None:
    encrypted = await office.encrypted()
    await sign_in(encrypted)
    planted = await office.encrypted()
    for name in (SESSION_COOKIE, DEVICE_COOKIE):
        planted.cookies.set(name, encrypted.cookies[f"__Host-{name}"])
    assert (await planted.get("/loket/1")).status_code == 303


async def test_a_session_is_not_taken_from_the_open_network(office: Neighbourhood) -> None:
    own = await office.own()
    assert (await sign_in(own)).status_code == 303
    assert (await own.get("/loket/1")).status_code == 200, "on the server's own machine http will do"
    stolen = await office.browser()
    for name in (SESSION_COOKIE, DEVICE_COOKIE):
        stolen.cookies.set(name, own.cookies[name])
    assert (await stolen.get("/loket/1")).status_code == 303
    pressed = await stolen.post("/loket/1/next", headers={"origin": f"http://{HOST}:8000"})
    assert pressed.status_code == 401


async def test_a_program_with_the_token_goes_on_as_before(office: Neighbourhood) -> None:
    program = await office.browser(authorization=f"Bearer {TOKEN}")
    assert (await program.get("/loket/1")).status_code == 200
    assert (await program.get("/api/v1/snapshot")).status_code == 200
    assert (await (await office.browser()).get("/api/v1/snapshot")).status_code == 401


async def test_without_https_everything_is_as_it_was(tmp_path: Path) -> None:
    async with neighbourhood(tmp_path, 0) as office:
        browser = await office.browser()
        assert (await browser.get("/masuk")).status_code == 200
        assert (await sign_in(browser)).status_code == 303
        assert (await browser.get("/loket/1")).status_code == 200
        for path in ("/aman", "/aman/kantor.crt", "/aman/uji"):
            answer = await browser.get(path)
            assert answer.status_code == 404
            assert "--https-port" in answer.text


async def test_the_guide_gives_the_certificate_and_its_fingerprint(office: Neighbourhood) -> None:
    browser = await office.browser()
    page = await browser.get("/aman?lanjut=/loket/2")
    for group in office.certificates.fingerprint().split():
        assert group in page.text
    assert 'href="/aman/kantor.crt"' in page.text
    assert 'href="/aman/uji?lanjut=%2Floket%2F2"' in page.text
    file = await browser.get("/aman/kantor.crt")
    assert file.headers["content-type"] == "application/x-x509-ca-cert"
    assert file.headers["x-content-type-options"] == "nosniff"
    assert file.content == office.certificates.authority()


@pytest.mark.parametrize(
    ("machine", "system"),
    [
        ("Linux; Android 14; SM-T500", "Android 11 atau lebih baru"),
        ("Linux; Android 11; K", "Android 11 atau lebih baru"),
        ("Linux; Android 7.1.1; SM-T280", "Android 10 atau lebih lama"),
        ("Windows NT 10.0; Win64; x64", "Windows"),
        ("iPad; CPU OS 12_5 like Mac OS X", "iPad atau iPhone"),
        ("Macintosh; Intel Mac OS X 10_15_7", "iPad atau iPhone"),
        ("X11; Linux x86_64", "Linux dan peramban lain"),
        ("Linux; Android", "Linux dan peramban lain"),
    ],
)
async def test_the_guide_speaks_of_the_system_that_asks(office: Neighbourhood, machine: str, system: str) -> None:
    browser = await office.browser(**{"user-agent": CHROME_ON.format(machine)})
    assert f"Langkah untuk {system}</h2>" in (await browser.get("/aman")).text
    assert "Langkah untuk Windows</h2>" in (await browser.get("/aman?sistem=windows")).text
    assert f"Langkah untuk {system}</h2>" in (await browser.get("/aman?sistem=tidak-ada")).text


async def test_the_trial_leads_to_https_and_remembers_that_it_worked(office: Neighbourhood) -> None:
    answer = await (await office.browser()).get("/aman/uji?lanjut=/loket/2")
    assert (answer.status_code, answer.headers["location"]) == (307, f"{SECURE}/aman/uji?lanjut=/loket/2")
    answer = await (await office.encrypted()).get("/aman/uji?lanjut=/loket/2")
    assert "Tablet ini aman" in answer.text
    assert 'href="/loket/2"' in answer.text
    # To be seen over http, too: it is what tells that this device may be led to https.
    assert answer.headers["set-cookie"].startswith(f"{TRUSTS_COOKIE}={office.mark};")
    assert "secure" not in answer.headers["set-cookie"].lower()


@pytest.mark.parametrize("evil", ["//evil.example", "https://evil.example", "/\\evil.example", "/\tx", "javascript:x"])
async def test_the_way_on_never_leads_out_of_the_office(office: Neighbourhood, evil: str) -> None:
    answer = await (await office.encrypted()).get("/aman/uji", params={"lanjut": evil})
    assert 'href="/masuk"' in answer.text
    assert "evil" not in (await (await office.browser()).get("/aman", params={"lanjut": evil})).text


@pytest.mark.parametrize(
    "host", ["192.168.1.10:8000", "balai-desa.local:8000", "balai-desa", "[fd00::1]:8000", "[fd00::1]"]
)
async def test_https_is_offered_under_the_name_that_was_asked_for(office: Neighbourhood, host: str) -> None:
    browser = await office.browser(host=host)
    name = host.removesuffix(":8000")
    answer = await browser.get("/aman/uji")
    assert answer.headers["location"] == f"https://{name}:8443/aman/uji"
