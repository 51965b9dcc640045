"""A disk that is full, seen from the browsers: what is only looked at goes on, and whatever is to be stored gets one sentence."""

from collections.abc import Sequence
from typing import Any

import httpx
import pytest

from server.domain.access import DeviceRow, Role, SessionRow
from server.domain.frozen import replace
from server.domain.note import Note
from server.domain.print_job import PrintJob
from server.store.base import Entry, Unwritable
from server.store.memory import MemoryLog, MemoryStore
from server.web.words import NOT_STORED
from tests.conftest import Starter
from tests.live_office import GOOD_PASSWORD, QUIET, VILLAGE_TOML, LiveOffice, person_of
from tests.server.problems import problem_of

CAUSE = "Penyimpanan tidak dapat ditulisi (disk penuh)."


class Disk(MemoryStore):
    """Takes nothing while it is full."""

    full = False
    full_after_commit = False

    def __init__(self) -> None:
        super().__init__(MemoryLog())

    def _write(self) -> None:
        if self.full:
            raise Unwritable(CAUSE)

    async def append(self, entries: Sequence[Entry]) -> None:
        self._write()
        await super().append(entries)
        self.full = self.full or self.full_after_commit

    async def try_out(self) -> None:
        self._write()

    async def put_note(self, note: Note) -> None:
        self._write()
        await super().put_note(note)

    async def put_print_job(self, row: PrintJob) -> None:
        self._write()
        await super().put_print_job(row)

    async def put_device(self, row: DeviceRow) -> None:
        self._write()
        await super().put_device(row)

    async def put_session(self, row: SessionRow) -> None:
        self._write()
        await super().put_session(row)

    async def delete_session(self, session_id: str) -> None:
        self._write()
        await super().delete_session(session_id)


@pytest.fixture
def disk() -> Disk:
    return Disk()


async def health(live: LiveOffice) -> tuple[int, str]:
    answer = await (await live.client()).get("/healthz")
    return answer.status_code, answer.json()["status"]


def told(caplog: pytest.LogCaptureFixture) -> list[str]:
    """The log's warnings, of which none may be longer than a line."""
    records = [record for record in caplog.records if record.levelname in {"WARNING", "ERROR"}]
    assert not any(record.exc_info for record in records)
    return [record.getMessage() for record in records]


async def test_health_comes_back_without_a_press(start: Starter, disk: Disk, caplog: pytest.LogCaptureFixture) -> None:
    live = await start(make_store=lambda _: disk, times=replace(QUIET, trial=0.005))
    api = await live.api()
    await api.post("day/open")
    head = live.office.head

    disk.full = True
    for _ in range(3):
        problem_of(await api.post("tickets", json={"service": "A"}), 503, "not-stored")
    assert await health(live) == (503, "storage-failed")
    disk.full = False
    await live.settled(lambda: live.office.medium.storing)

    assert await health(live) == (200, "ok")
    assert (live.office.head, (await disk.head()).seq) == (head, head)
    assert told(caplog) == [f"nothing can be stored: {CAUSE}", "stored again; commits refused: 3"]


async def test_who_only_looks_is_not_kept_out(start: Starter, disk: Disk, caplog: pytest.LogCaptureFixture) -> None:
    """A sign of life is stored now and then, and so is the age of a session, whatever was asked for."""
    live = await start(make_store=lambda _: disk)
    tv = await live.client(cookies=await live.device(Role.TV), accept="text/html")
    official = await live.client(cookies=await live.official(), accept="text/html")
    disk.full = True
    live.false_clock.passes(minutes=11)

    assert (await tv.get("/layar")).status_code == 200
    assert (await official.get("/loket/1")).status_code == 200
    # What is over is over, even if the row of it stays for now.
    live.false_clock.passes(hours=12)
    assert (await official.get("/loket/1")).status_code == 303
    assert told(caplog) == [f"nothing can be stored: {CAUSE}"]


async def taken(live: LiveOffice) -> int:
    """A ticket; which visit it is."""
    api = await live.api()
    await api.post("day/open")
    await api.post("tickets", json={"service": "A"})
    return live.office.state.tickets["A001"].taken


async def posted(live: LiveOffice, cookies: dict[str, str], path: str, **fields: Any) -> httpx.Response:
    return await (await live.client(cookies=cookies, origin=live.url)).post(path, data=fields)


async def test_rows_beside_the_log_get_the_same_sentence(
    start: Starter, disk: Disk, caplog: pytest.LogCaptureFixture
) -> None:
    live = await start(make_store=lambda _: disk)
    cookies, admin = await live.official(), await person_of(live.running.context.doorkeeper, Role.ADMIN)
    visit = await taken(live)
    disk.full = True

    assert (await posted(live, cookies, f"/buku-tamu/{visit}", hari="2026-11-23", name="Budi")).status_code == 503
    assert told(caplog) == [f"nothing can be stored: {CAUSE}"]
    login = {"login": admin.login, "password": GOOD_PASSWORD}
    for path, fields in (("/masuk", login), ("/keluar", {})):
        told_ = problem_of(await posted(live, cookies, path, **fields), 503, "not-stored")
        assert told_["detail"] == NOT_STORED.detail
    assert await health(live) == (503, "storage-failed")
    assert told(caplog) == [f"nothing can be stored: {CAUSE}"]


async def test_a_ticket_that_cannot_be_printed_stands_on_the_screen(
    start: Starter, disk: Disk, caplog: pytest.LogCaptureFixture
) -> None:
    """The disk has become full between the number and its print job."""
    printer = '\n[printer]\nkind = "network"\naddress = "127.0.0.1:9"\npaper = 58\n'
    live = await start(make_store=lambda _: disk, office_toml=VILLAGE_TOML + printer)
    await (await live.api()).post("day/open")
    kiosk = await live.client(cookies=await live.device(Role.KIOSK), origin=live.url)
    caplog.clear()
    disk.full_after_commit = True

    answer = await kiosk.post("/ambil", data={"service": "A", "key": "k"})

    assert (answer.status_code, "A001" in answer.text) == (201, True)
    assert told(caplog) == [f"nothing can be stored: {CAUSE}"]


async def test_every_tablet_says_so_before_anybody_presses_and_takes_it_back(start: Starter, disk: Disk) -> None:
    live = await start(make_store=lambda _: disk, times=replace(QUIET, trial=0.005))
    await (await live.api()).post("day/open")
    words = "Data tidak bisa disimpan"
    wire = await live.wire("/screen/counter-1", cookies=await live.official())
    await wire.next()

    disk.full = True
    live.office.medium.failed(Unwritable(CAUSE))
    await wire.until_part("alarms", words)
    disk.full = False

    assert words not in await wire.until_part("alarms", "")
