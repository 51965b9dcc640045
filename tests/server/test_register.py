"""The visit register: every number of the day, names that can be erased, a table for spreadsheets, and other days."""

import csv
import io

import httpx
import pytest

from server.domain.access import Role
from server.domain.frozen import names_of
from server.domain.ticket_row import TicketRow
from server.web.present.register import served_of, waited_of
from tests.live_office import TOKEN, LiveOffice


@pytest.fixture
async def day(live: LiveOffice) -> httpx.AsyncClient:
    """An official's browser after A001 was served (waited 12, served 9 minutes); A002 waits, B001 came without a number."""
    api = await live.api()
    await api.post("day/open")
    for _ in range(2):
        await api.post("tickets", json={"service": "A"})
    live.false_clock.passes(minutes=12)
    await api.post("counters/1/next", json={})
    await api.post("counters/1/start", json={})
    live.false_clock.passes(minutes=9)
    await api.post("counters/1/finish", json={})
    await api.post("counters/2/open", json={})
    assert (await api.post("counters/2/serve", json={"service": "B"})).status_code == 200
    return await live.client(TOKEN, origin=live.url, accept="text/html")


async def rows_of(browser: httpx.AsyncClient, query: str = "") -> list[dict[str, str]]:
    answer = await browser.get(f"/buku-tamu.csv{query}")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff"))))


async def test_every_visit_of_the_day_stands_in_the_register(day: httpx.AsyncClient) -> None:
    first, second, third = await rows_of(day)
    assert first == {
        "tanggal": "2026-11-23",
        "pukul": "08.00",
        "nomor": "A001",
        "layanan": "Surat pengantar",
        "loket": "Loket 1",
        "cara": "program",
        "menunggu (menit)": "12",
        "dilayani (menit)": "9",
        "hasil": "selesai",
        "nama": "",
    }
    assert (second["nomor"], second["menunggu (menit)"], second["hasil"]) == ("A002", "", "menunggu")
    assert (third["nomor"], third["cara"], third["loket"]) == ("B001", "langsung di loket", "Loket 2")
    page = (await day.get("/buku-tamu")).text
    assert "Senin, 23 Nov 2026" in page
    assert "3 kunjungan, 1 selesai" in page
    assert "12 menit" in page


async def test_a_name_is_kept_beside_the_log_and_erased_without_a_trace(
    live: LiveOffice, day: httpx.AsyncClient
) -> None:
    visit, head = str(live.office.state.tickets["A001"].taken), live.office.head
    form = {"hari": "2026-11-23", "key": "k", "name": "  Pak   Budi "}
    answer = await day.post(f"/buku-tamu/{visit}", data=form)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/buku-tamu?hari=2026-11-23#v{visit}")
    assert (await rows_of(day))[0]["nama"] == "Pak Budi"
    assert 'value="Pak Budi"' in (await day.get("/buku-tamu")).text
    await day.post(f"/buku-tamu/{visit}", data={**form, "name": ""})
    assert (await rows_of(day))[0]["nama"] == ""
    assert await live.office.store.note(f"visitor:{visit}") is None
    assert live.office.head == head


@pytest.mark.parametrize(
    ("visit", "name", "status"), [("999", "Budi", 404), ("x", "Budi", 404), ("", "B" * 81, 422), ("", "a\x07b", 422)]
)
async def test_what_is_no_visit_and_no_name_is_refused(
    live: LiveOffice, day: httpx.AsyncClient, visit: str, name: str, status: int
) -> None:
    known = str(live.office.state.tickets["A001"].taken)
    answer = await day.post(f"/buku-tamu/{visit or known}", data={"hari": "2026-11-23", "name": name})
    assert answer.status_code == status
    assert (await rows_of(day))[0]["nama"] == ""


async def test_a_name_that_a_spreadsheet_would_run_is_only_text(live: LiveOffice, day: httpx.AsyncClient) -> None:
    visit = live.office.state.tickets["A001"].taken
    await day.post(f"/buku-tamu/{visit}", data={"hari": "2026-11-23", "name": '=HYPERLINK("x")'})
    assert not (await rows_of(day))[0]["nama"].startswith("=")


async def test_other_days_are_leafed_through(live: LiveOffice, day: httpx.AsyncClient) -> None:
    api = await live.api()
    await api.post("day/close")
    live.false_clock.passes_until("2026-11-24T08:00")
    await api.post("day/open")
    await api.post("tickets", json={"service": "B"})
    assert [row["nomor"] for row in await rows_of(day)] == ["B001"]
    assert [row["nomor"] for row in await rows_of(day, "?hari=2026-11-23")] == ["A001", "A002", "B001"]
    assert await rows_of(day, "?hari=2026-11-22") == []
    page = (await day.get("/buku-tamu?hari=2026-11-24")).text
    assert "/buku-tamu?hari=2026-11-23" in page
    assert "Tidak ada kunjungan" in (await day.get("/buku-tamu?hari=2026-11-22")).text
    assert (await day.get("/buku-tamu?hari=gestern")).status_code == 200


async def test_the_village_head_reads_and_writes_nothing(live: LiveOffice, day: httpx.AsyncClient) -> None:
    head = await live.client(cookies=await live.official(Role.VILLAGE_HEAD), origin=live.url, accept="text/html")
    page = await head.get("/buku-tamu")
    assert page.status_code == 200
    assert "Simpan" not in page.text
    visit = live.office.state.tickets["A001"].taken
    assert (await head.post(f"/buku-tamu/{visit}", data={"hari": "2026-11-23", "name": "x"})).status_code == 403


def row(**times: int | None) -> TicketRow:
    plain: dict[str, object] = dict.fromkeys(names_of(TicketRow), 0)
    return TicketRow(**{**plain, "called_ms": None, "started_ms": None, "ended_ms": None, **times})  # type: ignore[arg-type]


def test_times_that_did_not_come_to_pass_are_none_and_never_negative() -> None:
    assert waited_of(row(taken_ms=0)) is None
    assert waited_of(row(taken_ms=60_000, called_ms=0)) == 0
    assert waited_of(row(taken_ms=0, started_ms=180_000)) == 3
    assert served_of(row(started_ms=0)) is None
    assert served_of(row(ended_ms=5)) is None


async def test_a_name_that_cannot_be_kept_is_said(live: LiveOffice, day: httpx.AsyncClient) -> None:
    visit = live.office.state.tickets["A001"].taken

    async def fails(_note: object) -> None:
        raise OSError("disk full")

    live.office.store.put_note = fails  # type: ignore[method-assign]
    answer = await day.post(f"/buku-tamu/{visit}", data={"hari": "2026-11-23", "name": "Budi"})
    assert answer.status_code == 503
    assert (await rows_of(day))[0]["nama"] == ""
