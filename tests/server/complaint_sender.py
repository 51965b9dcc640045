"""Somebody who sends a complaint with plain forms, as a browser without JavaScript does, and the desk that receives it."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

import httpx

from server.complaints.office import Done
from server.domain.access import Role
from server.domain.complaint_commands import StaffDesk
from tests.live_office import GOOD_PASSWORD, LiveOffice, person_of

WITH_HAMLETS = """
[complaints]
[[complaints.hamlets]]
id = "krajan"
name = "Dusun Krajan"
adults = 400
"""


async def open_board(live: LiveOffice) -> str:
    """The head of services makes a key and takes the first post; the id of their account."""
    complaints = live.running.context.complaints
    kasi = await person_of(live.running.context.doorkeeper, Role.HEAD_OF_SERVICES)
    made = await complaints.sealing.staff.ensure(kasi.id, GOOD_PASSWORD)
    assert made is not None
    command = StaffDesk({}, (kasi.id, "", "", ""), (), {kasi.id: made.public.hex()})
    outcome = await complaints.office.do(command, actor=f"account:{kasi.id}")
    assert isinstance(outcome, Done), outcome
    return kasi.id


class _Form(HTMLParser):
    """Fields of the form `send`, with their values as a browser would send them."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: list[tuple[str, str]] = []
        self.inside = False
        self.area = ""
        self.chosen = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.inside = told.get("id") == "send"
        if not self.inside or not told.get("name"):
            return
        if tag == "textarea":
            self.area = told["name"]
            self.fields.append((self.area, ""))
        elif tag == "input" and told.get("type") in {"checkbox", "radio"}:
            if "checked" in told:
                self.fields.append((told["name"], told.get("value", "on")))
        elif tag == "input" and told.get("type") != "file":
            self.fields.append((told["name"], told.get("value", "")))

    def handle_data(self, data: str) -> None:
        if self.area:
            name, value = self.fields[-1]
            self.fields[-1] = (name, value + data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.area = ""
        if tag == "form":
            self.inside = False


@dataclass
class Sender:
    """One browser on one form. `page`: the screen that it shows."""

    browser: httpx.AsyncClient
    page: httpx.Response = field(init=False)
    _read: tuple[httpx.Response | None, list[tuple[str, str]]] = field(init=False, default=(None, []))

    async def begin(self) -> "Sender":
        self.page = await self.browser.get("/aduan/baru")
        return self

    @property
    def text(self) -> str:
        return self.page.text

    @property
    def step(self) -> str:
        return dict(self.fields()).get("langkah", "")

    @property
    def heading(self) -> str:
        found = re.search(r"<h1[^>]*>(.*?)</h1>", self.text, re.DOTALL)
        return re.sub(r"<[^>]+>", "", found[1]).strip() if found else ""

    def fields(self) -> list[tuple[str, str]]:
        if self._read[0] is not self.page:
            form = _Form()
            # The parser reads every letter of a page; what stands around the form is the greater part of it.
            found = re.search(r'<form[^>]* id="send".*?</form>', self.text, re.DOTALL)
            form.feed(found[0] if found else "")
            self._read = (self.page, form.fields)
        return list(self._read[1])

    async def press(
        self,
        ke: str = "lanjut",
        *,
        to: str = "/aduan/baru",
        files: dict[str, tuple[str, bytes]] | None = None,
        **typed: object,
    ) -> "Sender":
        """Press a button after filling in `typed`; what is not typed is sent as it stands."""
        kept = [(name, value) for name, value in self.fields() if name not in typed]
        for name, value in typed.items():
            kept += [(name, str(one)) for one in (value if isinstance(value, list | tuple) else [value])]
        if ke:
            kept.append(("ke", ke))
        if files:
            sent: list[tuple[str, tuple[str | None, bytes]]] = [(name, (None, value.encode())) for name, value in kept]
            sent += [(name, content) for name, content in files.items()]
            self.page = await self.browser.post(to, files=sent)  # type: ignore[arg-type]
        else:
            body = httpx.QueryParams(kept)
            self.page = await self.browser.post(
                to, content=str(body), headers={"content-type": "application/x-www-form-urlencoded"}
            )
        return self

    async def choose(self, category: str) -> "Sender":
        return await self.press("", kategori=category)

    async def to_the_end(
        self, category: str = "lampu", story: str = "Lampu jalan mati sejak minggu lalu.", **typed: object
    ) -> "Sender":
        """The shortest way to the last screen."""
        await self.choose(category)
        while self.step != "periksa":
            assert self.page.status_code == 200, self.text
            match self.step:
                case "cerita":
                    await self.press(cerita=story)
                case step:
                    own = {"tempat": ("dusun", "patokan"), "nama": ("nama", "kontak", "jalur"), "kelas": ("kelas",)}
                    await self.press(**{name: typed[name] for name in own.get(step, ()) if name in typed})
        return self

    async def send(self, solution: str = "") -> "Sender":
        return await self.press("kirim", kerja=solution)

    def hidden(self, name: str) -> str:
        return dict(self.fields())[name]


async def sender(live: LiveOffice, cookies: dict[str, str] | None = None) -> Sender:
    return await Sender(await live.client(accept="text/html", origin=live.url, cookies=cookies)).begin()
