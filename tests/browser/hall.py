"""The hall of the office with its devices, as people find them: signed in, let in, or just walked in."""

from contextlib import AsyncExitStack
from typing import Any, Protocol, Self

from playwright.async_api import Browser, expect

from server.config import Times
from server.domain.access import Role
from server.domain.patience import Patience
from server.private.doorkeeper import Doorkeeper, SignedIn
from server.web.cookies import DEVICE_COOKIE, SESSION_COOKIE
from tests.browser.guest import SIZES, Guest
from tests.browser.running_server import Api, RunningServer
from tests.live_office import GOOD_PASSWORD, GOOD_PIN
from tests.stopped_clock import stop_clock


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
        self,
        kind: str,
        *,
        url: str = "",
        script: bool = True,
        watched: str = "",
        scale: float = 0,
        stopped: bool = False,
    ) -> Guest:
        """A device that nobody knows. `watched` is script that runs before the page's own; `scale` that of its pictures;
        `stopped`: its clock stands still unless the test moves it.
        """
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
        if stopped:
            await stop_clock(guest.page)
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

    async def tablet(self, counter: str, kind: str = "tablet", **how: Any) -> Guest:
        """The tablet of a counter, with an official signed in."""
        guest = await self.device(kind, **how)
        device = await self._doorkeeper.admit(Role.STAFF)
        session = await self._doorkeeper.sign_in_with_pin(device, self.server.person(Role.OFFICER).id, GOOD_PIN)
        assert isinstance(session, SignedIn)
        await self._knows(guest, device, session.token)
        await guest.go(f"/loket/{counter}")
        return guest

    async def sign_in(self, guest: Guest) -> None:
        """As an official does it on a device of her own, on the page that asks for it."""
        await self._sign_in_as(guest, Role.OFFICER)

    async def sign_in_as_head(self, guest: Guest) -> None:
        """The same for the head of services."""
        await self._sign_in_as(guest, Role.HEAD_OF_SERVICES)

    async def _sign_in_as(self, guest: Guest, role: Role) -> None:
        await guest.page.fill("#login", self.server.person(role).login)
        await guest.page.fill("#password", GOOD_PASSWORD)
        await guest.press("button.main-button")

    async def let_in(self, guest: Guest, role: Role, landing: str) -> None:
        """As somebody does it who hangs up a TV or sets up a kiosk; the code is confirmed as `test_device_pages` does it."""
        await guest.go("/pasang")
        await guest.page.locator(f"label:has(input[value={role}])").click()
        await expect(guest.page.locator(f"input[value={role}]")).to_be_checked()
        await guest.page.locator("button.main-button").click()
        code = await guest.page.locator(".code").inner_text()
        assert self._doorkeeper.pairings.confirm(code, await self._doorkeeper.admit(role))
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
    """What the fixture `make_hall` gives: the hall of a new office with these times, this description and this patience."""

    async def __call__(self, times: Times = ..., office_toml: str | None = ..., patience: Patience = ...) -> Hall: ...
