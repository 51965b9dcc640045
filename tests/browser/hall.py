"""The hall of the office with its devices, as people find them: signed in, let in, or just walked in."""

from contextlib import AsyncExitStack
from typing import Any, Protocol, Self

from playwright.async_api import Browser, expect

from server.config import Times
from server.domain.access import Role
from server.private.doorkeeper import Admitted, Doorkeeper
from server.web.guard import DEVICE_COOKIE, SESSION_COOKIE
from tests.browser.guest import SIZES, Guest
from tests.browser.running_server import Api, RunningServer


class Hall:
    """Opens devices in one browser, and says in the end what was wrong on any of them."""

    def __init__(self, browser: Browser, server: RunningServer) -> None:
        self._browser = browser
        self._open = AsyncExitStack()
        self._guests: list[tuple[str, Guest]] = []
        self.server = server
        self.api = Api(server)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._open.aclose()
        wrong = [f"{kind}: {what}" for kind, guest in self._guests for what in guest.wrong]
        if wrong:
            raise AssertionError("\n".join(wrong))

    async def device(
        self, kind: str, *, url: str = "", script: bool = True, watched: str = "", scale: float = 0
    ) -> Guest:
        """A device that nobody knows. `watched` is script that runs before the page's own; `scale` that of its pictures."""
        size = SIZES[kind]
        context = await self._browser.new_context(
            viewport={"width": size.width, "height": size.height},
            has_touch=size.touch,
            is_mobile=size.mobile,
            device_scale_factor=scale or size.scale,
            java_script_enabled=script,
            locale="id-ID",
            timezone_id="Asia/Jakarta",
        )
        self._open.push_async_callback(context.close)
        # A slow machine is no fault of the page.
        context.set_default_timeout(30_000)
        if watched:
            await context.add_init_script(watched)
        standing = kind in {"tv", "kiosk", "kiosk-wide"}
        guest = Guest(await context.new_page(), url or self.server.url, standing=standing)
        self._guests.append((kind, guest))
        return guest

    async def tv(self, **how: Any) -> Guest:
        """A TV that was let in some day before."""
        guest = await self.device("tv", **how)
        await self._knows(guest, await self._doorkeeper.admit(Role.TV))
        await guest.go("/layar")
        return guest

    async def kiosk(self, kind: str = "kiosk", **how: Any) -> Guest:
        """A kiosk that was let in some day before."""
        guest = await self.device(kind, **how)
        await self._knows(guest, await self._doorkeeper.admit(Role.KIOSK))
        await guest.go("/ambil")
        return guest

    async def tablet(self, counter: str, **how: Any) -> Guest:
        """The tablet of a counter, with an official signed in."""
        guest = await self.device("tablet", **how)
        device = await self._doorkeeper.admit(Role.STAFF)
        session = await self._doorkeeper.sign_in(device, self.server.papers.pin)
        assert isinstance(session, Admitted)
        await self._knows(guest, device, session.token)
        await guest.go(f"/loket/{counter}")
        return guest

    async def sign_in(self, guest: Guest) -> None:
        """As an official does it, on the page that asks for it."""
        await guest.page.fill("#code", self.server.papers.device_code)
        await guest.page.fill("#pin", self.server.papers.pin)
        await guest.press("button.main-button")

    async def let_in(self, guest: Guest, role: Role, landing: str) -> None:
        """As somebody does it who hangs up a TV or sets up a kiosk."""
        await guest.go("/masuk")
        await guest.page.locator(f"label:has(input[value={role}])").click()
        await expect(guest.page.locator(f"input[value={role}]")).to_be_checked()
        await guest.page.fill("#code", self.server.papers.device_code)
        await guest.page.locator("button.main-button").click()
        await guest.page.wait_for_url(guest.url + landing)

    @property
    def _doorkeeper(self) -> Doorkeeper:
        return self.server.office.context.doorkeeper

    async def _knows(self, guest: Guest, device: str, session: str = "") -> None:
        """The browser carries what it was given when it was let in, and when somebody signed in on it."""
        cookies = {DEVICE_COOKIE: device, SESSION_COOKIE: session}
        await guest.page.context.add_cookies(
            [{"name": name, "value": value, "url": guest.url} for name, value in cookies.items() if value]
        )


class MakeHall(Protocol):
    """What the fixture `make_hall` gives: the hall of a new office with these times and this description."""

    async def __call__(self, times: Times = ..., office_toml: str | None = ...) -> Hall: ...
