"""An official whose key is open in a browser's session."""

from dataclasses import dataclass

import httpx

from server.complaints.office import Done
from server.complaints.staffing import Posts
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


async def staffed_desks(live: LiveOffice, ladder: int = 4) -> list[OpenDesk]:
    """Four people with open keys: head of services, secretary, village head, BPD. The first `ladder` of them hold the posts.

    With three and more the first three are the custodians.
    """
    first = await open_desk(live)
    desks = [first, *[await _colleague(live, role) for role in (Role.OFFICER, Role.VILLAGE_HEAD, Role.ADMIN)]]
    named = [at.account for at in desks[:ladder]]
    kasi, sekdes, kades, bpd = (*named, "", "", "", "")[:4]
    units = {"kesejahteraan": tuple(at.account for at in desks[ladder:])} if ladder < len(desks) else None
    posts = Posts((kasi, sekdes, kades, bpd), tuple(named[:3]) if ladder >= 3 else (), units)
    saved = await live.running.context.complaints.desk.staffing.staff(first.account, posts)
    assert isinstance(saved, Done), saved
    return desks


async def _colleague(live: LiveOffice, role: Role) -> OpenDesk:
    keeper = live.running.context.doorkeeper
    person, cookies = await person_of(keeper, role), await live.official(role)
    visitor = await keeper.visitor(cookies[DEVICE_COOKIE], cookies[SESSION_COOKIE], "")
    await live.running.context.complaints.desk.unlock(person.id, visitor.session, GOOD_PASSWORD)
    return OpenDesk(await live.client(accept="text/html", origin=live.url, cookies=cookies), person.id, visitor.session)
