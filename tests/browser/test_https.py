"""A tablet learns to trust the office, as a person does it, in a browser that keeps what it trusts where all its kind do."""

import asyncio
import os
import shutil
import subprocess
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.async_api import Error, async_playwright, expect

from server.app import RunningOffice, open_office, uvicorn_server
from server.config import Config, Times
from server.domain.access import AccountRow, Role
from server.listening import listen
from server.private.certificates import Certificates
from server.private.validity import names_of
from server.secure_listener import SecureListener
from tests.browser.conftest import FLAGS
from tests.browser.guest import SIZES, Guest
from tests.live_office import VILLAGE_TOML

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

LOGIN, PASSWORD = "sari", "kuda laut makan bambu"
ANDROID = (
    "Mozilla/5.0 (Linux; Android 14; SM-T500) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36"
)


@dataclass(frozen=True)
class SecureOffice:
    running: RunningOffice
    plain: str
    secure: str

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """The browser runs on the server's machine; here it is taken for one that does not."""
        if scope["type"] in {"http", "websocket"}:
            scope["client"] = ("192.168.1.77", 40_000)
        await self.running.app(scope, receive, send)


@asynccontextmanager
async def secure_office(data: Path) -> AsyncIterator[SecureOffice]:
    async with AsyncExitStack() as house:
        doors = [listen("127.0.0.1", 0) for _ in range(2)]
        for door in doors:
            house.enter_context(closing(door))
        plain, secure = (door.getsockname()[1] for door in doors)
        config = Config(data, port=plain, https_port=secure, office_toml=VILLAGE_TOML, times=Times(shutdown=1))
        running = await house.enter_async_context(open_office(config))
        account = await running.context.doorkeeper.accounts.add(
            name="Ibu Sari", role=Role.ADMIN, login=LOGIN, password=PASSWORD
        )
        assert isinstance(account, AccountRow)
        fresh = Certificates(data).kept_fresh(lambda: names_of("", []), running.context.office.clock.now, "Uji")
        listener = SecureListener(doors[1], await house.enter_async_context(fresh))
        office = SecureOffice(running, f"http://127.0.0.1:{plain}", f"https://127.0.0.1:{secure}")
        server = uvicorn_server(office, config, listener)
        serving = asyncio.create_task(server.serve(sockets=[doors[0]]))
        try:
            yield office
        finally:
            server.should_exit = True
            await serving


@asynccontextmanager
async def browser_of(home: Path, size: str, url: str) -> AsyncIterator[Guest]:
    """A browser with a home of its own, and in it nothing but what `home` holds."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=FLAGS, env={**os.environ, "HOME": str(home)}
        )
        screen = SIZES[size]
        context = await browser.new_context(
            viewport={"width": screen.width, "height": screen.height},
            has_touch=screen.touch,
            is_mobile=screen.mobile,
            user_agent=ANDROID,
        )
        context.set_default_timeout(30_000)
        guest = Guest(await context.new_page(), url, standing=False)
        # From http to https is to another address of the same office.
        guest.pardon("to elsewhere")
        yield guest
        await browser.close()
        assert guest.wrong == []


async def install(home: Path, certificate: bytes) -> None:
    """What the steps of the guide come to on this system."""
    kept = home / ".pki" / "nssdb"
    kept.mkdir(parents=True)
    (home / "kantor.crt").write_bytes(certificate)
    database = ["-d", f"sql:{kept}"]
    for command in (["-N", "--empty-password"], ["-A", "-n", "kantor", "-t", "C,,", "-i", str(home / "kantor.crt")]):
        await asyncio.to_thread(subprocess.run, ["certutil", *database, *command], check=True, capture_output=True)


@pytest.mark.parametrize("size", ["phone", pytest.param("tablet", marks=pytest.mark.soak)])
async def test_a_device_that_has_not_learned_it_is_led_to_the_guide_and_warned_at_the_trial(
    tmp_path: Path, size: str
) -> None:
    async with secure_office(tmp_path / "data") as office, browser_of(tmp_path, size, office.plain) as guest:
        page = guest.page
        await guest.go("/loket/1")
        await expect(page.locator("h1")).to_have_text("Amankan perangkat petugas ini")
        await expect(page.locator("#clock-differs")).to_be_hidden()
        await expect(page.locator("h2").first).to_have_text("Langkah untuk Android 11 atau lebih baru")
        await guest.look(f"secure-guide-{size}")
        with pytest.raises(Error, match="ERR_CERT_AUTHORITY_INVALID"):
            await page.goto(office.secure + "/aman/uji")


async def test_a_device_that_has_learned_it_sees_no_warning_and_stays_live(tmp_path: Path) -> None:
    async with secure_office(tmp_path / "data") as office:
        async with httpx.AsyncClient(trust_env=False, timeout=30) as fetching:
            await install(tmp_path, (await fetching.get(f"{office.plain}/aman/kantor.crt")).content)
        async with browser_of(tmp_path, "tablet", office.plain) as guest:
            page = guest.page
            await guest.go("/loket/1")
            await guest.press("text=Uji sambungan aman")
            await expect(page.locator("h1")).to_have_text("Tablet ini aman")
            assert page.url.startswith(f"{office.secure}/aman/uji")
            await guest.look("secure-trusted")
            await guest.press("text=Lanjut")
            await page.fill("#login", LOGIN)
            await page.fill("#password", PASSWORD)
            await guest.press("button.main-button")
            await page.wait_for_url(f"{office.secure}/loket/1")
            await expect(page.locator("body")).to_have_attribute("data-link", "up")
            assert await page.evaluate("isSecureContext")

            # From now on the old address leads here by itself.
            await guest.go("/loket/1")
            await page.wait_for_url(f"{office.secure}/loket/1")
            await expect(page.locator("body")).to_have_attribute("data-link", "up")


async def test_a_device_whose_clock_is_days_away_is_told_so(tmp_path: Path) -> None:
    async with secure_office(tmp_path / "data") as office, browser_of(tmp_path, "tablet", office.plain) as guest:
        await guest.page.clock.set_fixed_time("2020-01-01T08:00:00Z")
        await guest.go("/aman")
        await expect(guest.page.locator("#clock-differs")).to_be_visible()
        await guest.look("secure-guide-clock")
