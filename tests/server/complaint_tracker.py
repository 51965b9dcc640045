"""A complaint in a running office, and its sender with plain forms, as a browser without JavaScript has them."""

import html
import re
from dataclasses import dataclass, field

import httpx

from server.complaints.draft import Draft
from server.complaints.receipt import Receipt
from tests.complaints.followed_complaint import FollowedComplaint
from tests.complaints.staffed_office import FalseSeconds, StaffedOffice
from tests.live_office import LiveOffice
from tests.server.complaint_sender import open_board

HOME = "/aduan/lacak"


async def sent_complaint(live: LiveOffice, draft: Draft, handler: str = "") -> FollowedComplaint:
    """Handled by the head of services, who is the only one with a key; or by `handler`, where the desk is staffed already."""
    complaints = live.running.context.complaints
    handler = handler or await open_board(live)
    receipt = await complaints.intake.submit(draft)
    assert isinstance(receipt, Receipt), receipt
    village = StaffedOffice(complaints.office, complaints.sealing, complaints.intake, FalseSeconds(), [])
    return FollowedComplaint(village, complaints.following, receipt, handler=handler)


@dataclass
class Tracker:
    """One browser. `page`: what it shows."""

    browser: httpx.AsyncClient
    page: httpx.Response = field(init=False)

    @property
    def words(self) -> str:
        """What a person reads of it."""
        return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", self.page.text)))

    @property
    def problem(self) -> str:
        found = re.search(r'class="message problem"[^>]*>.*?<span>(.*?)</span>', self.page.text, re.DOTALL)
        return html.unescape(found[1]) if found else ""

    @property
    def notice(self) -> str:
        found = re.search(r'class="message notice"[^>]*>.*?<span>(.*?)</span>', self.page.text, re.DOTALL)
        return html.unescape(found[1]) if found else ""

    async def show(self) -> "Tracker":
        self.page = await self.browser.get(HOME)
        return self

    async def enter(self, code: str) -> "Tracker":
        return await self._post(HOME, {"code": code})

    async def press(self, step: str, files: dict[str, tuple[str, bytes]] | None = None, **typed: str) -> "Tracker":
        """One form of the page that is shown, with its own hidden fields."""
        found = re.search(rf'<form[^>]*action="{HOME}/{step}"[^>]*>(.*?)</form>', self.page.text, re.DOTALL)
        assert found is not None, step
        hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', found[1]))
        return await self._post(f"{HOME}/{step}", {**hidden, **typed}, files)

    async def _post(
        self, path: str, fields: dict[str, str], files: dict[str, tuple[str, bytes]] | None = None
    ) -> "Tracker":
        self.page = await self.browser.post(path, data=fields, files=files)
        if self.page.status_code == 303:
            self.page = await self.browser.get(self.page.headers["location"])
        return self


async def tracker(live: LiveOffice, cookies: dict[str, str] | None = None) -> Tracker:
    return Tracker(await live.client(accept="text/html", origin=live.url, cookies=cookies))
