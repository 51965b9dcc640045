"""An official whose key is open in a browser's session."""

from dataclasses import dataclass

import httpx

from server.domain.access import Role
from server.web.cookies import DEVICE_COOKIE, SESSION_COOKIE
from tests.live_office import GOOD_PASSWORD, LiveOffice, person_of
from tests.server.complaint_sender import open_board


@dataclass(frozen=True)
class OpenDesk:
    browser: httpx.AsyncClient
    account: str
    session: str


async def open_desk(live: LiveOffice, *, locked: bool = False) -> OpenDesk:
    """The head of services at the desk; `locked`: signed in, but without the key."""
    await open_board(live)
    keeper = live.running.context.doorkeeper
    kasi = await person_of(keeper, Role.HEAD_OF_SERVICES)
    cookies = await live.official(Role.HEAD_OF_SERVICES)
    visitor = await keeper.visitor(cookies[DEVICE_COOKIE], cookies[SESSION_COOKIE], "")
    if not locked:
        await live.running.context.complaints.desk.unlock(kasi.id, visitor.session, GOOD_PASSWORD)
    browser = await live.client(accept="text/html", origin=live.url, cookies=cookies)
    return OpenDesk(browser, kasi.id, visitor.session)
