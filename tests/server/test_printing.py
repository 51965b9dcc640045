"""Tickets on paper: at the kiosk, for officials, and what people are told when there is no paper."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
import pytest

from server.config import Limits
from server.domain.access import Role
from server.domain.print_job import PrintJob, PrintState
from tests.conftest import Starter
from tests.live_office import TOKEN, VILLAGE_TOML, LiveOffice
from tests.paper.receipt import modules_of, read
from tests.paper.tcp_printer import OUT_OF_PAPER, Manners, TcpPrinter, nobody_listens, tcp_printer


def village(kind: str = "network", address: str = "", paper: int = 58) -> str:
    return f'{VILLAGE_TOML}\n[printer]\nkind = "{kind}"\naddress = "{address}"\npaper = {paper}\n'


@asynccontextmanager
async def printing_office(
    start: Starter, manners: Manners | None = None
) -> AsyncIterator[tuple[LiveOffice, TcpPrinter]]:
    async with tcp_printer(manners) as printer:
        live = await start(office_toml=village(address=printer.address), limits=Limits(kiosk_pause=0))
        await (await live.api()).post("day/open")
        yield live, printer
        await start.stop(live)


async def kiosk_of(live: LiveOffice) -> httpx.AsyncClient:
    return await live.client(cookies=await live.device(Role.KIOSK), origin=live.url)


async def ended(live: LiveOffice, count: int = 1) -> tuple[PrintJob, ...]:
    """The print jobs, the newest first, once so many have ended."""
    jobs = live.running.context.paper.jobs
    over = {PrintState.PRINTED, PrintState.FAILED, PrintState.UNSURE}
    await live.settled(lambda: len([job for job in jobs() if job.state in over]) >= count)
    return jobs()


def hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]+)"', page)
    assert found is not None, page
    return found[1]


@pytest.mark.usefixtures("real_children")
async def test_a_number_from_the_kiosk_comes_out_of_the_printer(start: Starter) -> None:
    async with printing_office(start) as (live, printer):
        taken = await (await kiosk_of(live)).post("/ambil", data={"service": "A", "key": "k"})
        assert taken.status_code == 201
        (job,) = await ended(live)
        assert (job.state, job.ticket) == (PrintState.PRINTED, "A001")
        paper = read(printer.paper_used)
        assert paper.lines[0] == "KANTOR DESA UJI"
        assert {"A001", "Surat pengantar", "Anda berikutnya", "Senin, 23 Nov 2026   08.00"} <= set(paper.lines)
        (path,) = set(re.findall(r"/tiket/[A-Za-z0-9_-]{22}", taken.text))
        address = re.search(r'class="address">(http://[^<]+)<', taken.text)
        assert address is not None
        assert address[1].endswith(path)
        assert paper.code() == modules_of(address[1])


async def test_the_same_press_again_prints_one_ticket(start: Starter) -> None:
    async with printing_office(start) as (live, printer):
        kiosk = await kiosk_of(live)
        for _ in range(3):
            assert (await kiosk.post("/ambil", data={"service": "A", "key": "same"})).status_code == 201
        await kiosk.post("/ambil", data={"service": "A", "key": "other"})
        assert [job.ticket for job in await ended(live, 2)] == ["A002", "A001"]
        assert len([job for job in printer.jobs if job]) == 2


async def test_without_paper_the_number_stands_on_the_screen_and_officials_are_told(start: Starter) -> None:
    async with printing_office(start, Manners(paper=OUT_OF_PAPER)) as (live, printer):
        kiosk = await kiosk_of(live)
        taken = await kiosk.post("/ambil", data={"service": "A", "key": "k"})
        assert "A001" in taken.text
        (job,) = await ended(live)
        page = await live.wire(f"/screen/paper-{job.id}", cookies=dict(kiosk.cookies))
        part = await page.until_part("paper", "Kertas habis")
        assert 'Kertas habis. Catat nomor Anda: <b class="number">A001</b>' in part
        tablet = await live.wire("/screen/counter-1", TOKEN)
        assert "Kertas tiket habis" in await tablet.until_part("alarms", "Kertas tiket habis")
        assert not any(printer.jobs)


async def test_an_official_prints_it_again_when_there_is_paper(start: Starter) -> None:
    async with printing_office(start, Manners(paper=OUT_OF_PAPER)) as (live, printer):
        await (await kiosk_of(live)).post("/ambil", data={"service": "A", "key": "k"})
        await ended(live)
        printer.manners.paper = 0x12
        official = await live.client(TOKEN)
        page = (await official.get("/cetak")).text
        assert "tidak tercetak. Kertas tiket habis." in page
        (action,) = re.findall(r'action="(/cetak/[^"]+)"', page)
        for _ in range(2):
            pressed = await official.post(action, data={"key": hidden(page, "key")})
            assert (pressed.status_code, pressed.headers["location"]) == (303, "/cetak")
        newest, _ = await ended(live, 2)
        assert (newest.ticket, newest.state) == ("A001", PrintState.PRINTED)
        assert "A001" in read(printer.paper_used).lines
        tablet = await live.wire("/screen/counter-1", TOKEN)
        assert "Kertas" not in (await tablet.next())["parts"]["alarms"]


async def test_the_person_at_the_kiosk_prints_it_again_once(start: Starter) -> None:
    async with printing_office(start) as (live, printer):
        kiosk = await kiosk_of(live)
        await kiosk.post("/ambil", data={"service": "A", "key": "k"})
        (job,) = await ended(live)
        page = await live.wire(f"/screen/paper-{job.id}", cookies=dict(kiosk.cookies))
        part = await page.until_part("paper", "Cetak lagi")
        assert hidden(part, "job") == job.id
        for _ in range(3):
            again = await kiosk.post("/ambil/cetak", data={"job": job.id, "key": "x"})
            assert again.status_code == 200
            assert "A001" in again.text
            assert "Cetak lagi" not in again.text
        await kiosk.post("/ambil/cetak", data={"job": f"{job.id}-kios", "key": "x"})
        assert len(await ended(live, 2)) == 2
        assert len([job for job in printer.jobs if job]) == 2


async def test_a_printer_that_is_not_there_keeps_nobody_from_a_number(start: Starter) -> None:
    live = await start(office_toml=village(address=nobody_listens()), limits=Limits(kiosk_pause=0))
    await (await live.api()).post("day/open")
    kiosk = await kiosk_of(live)
    for number in range(1, 4):
        taken = await kiosk.post("/ambil", data={"service": "A", "key": f"k{number}"})
        assert taken.status_code == 201
        assert f"A00{number}" in taken.text
    jobs = await ended(live, 3)
    assert {(job.state, job.why) for job in jobs} == {(PrintState.FAILED, "offline")}


@pytest.mark.usefixtures("real_children")
async def test_a_hanging_printer_does_not_hold_up_the_kiosk_or_the_end(start: Starter) -> None:
    async with printing_office(start, Manners(reads=False)) as (live, printer):
        kiosk = await kiosk_of(live)
        for number in range(1, 4):
            taken = await kiosk.post("/ambil", data={"service": "A", "key": f"k{number}"})
            assert "Tiket sedang dicetak" in taken.text
        await live.settled(lambda: printer.lines)


@pytest.mark.usefixtures("real_children")
async def test_a_restart_prints_nothing_twice(start_on_disk: Starter) -> None:
    async with tcp_printer(Manners(reads=False)) as printer:
        before = await start_on_disk(office_toml=village(address=printer.address))
        await (await before.api()).post("day/open")
        await (await kiosk_of(before)).post("/ambil", data={"service": "A", "key": "k"})
        jobs = before.running.context.paper.jobs
        await before.settled(lambda: jobs()[0].state is PrintState.PRINTING)
        await start_on_disk.stop(before)
        lines = printer.lines
        after = await start_on_disk()
        (job,) = after.running.context.paper.jobs()
        assert (job.state, job.why) == (PrintState.UNSURE, "cut_off")
        page = (await (await after.client(TOKEN)).get("/cetak")).text
        assert "belum pasti tercetak" in page
        assert "Cetak ulang" in page
        assert printer.lines <= lines + 1  # a look at most


async def test_a_phone_takes_a_number_without_paper(start: Starter) -> None:
    async with printing_office(start) as (live, _):
        phone = await live.client(origin=live.url)
        taken = await phone.post("/ambil", data={"service": "A", "key": "k"})
        assert taken.status_code == 201
        assert "Cetak" not in taken.text
        assert live.running.context.paper.jobs() == ()


async def test_an_office_without_a_printer_says_nothing_of_paper(live: LiveOffice, open_day: httpx.AsyncClient) -> None:
    taken = await (await kiosk_of(live)).post("/ambil", data={"service": "A", "key": "k"})
    assert "dicetak" not in taken.text
    assert "print.css" not in taken.text
    assert "tidak memakai printer tiket" in (await (await live.client(TOKEN)).get("/cetak")).text


@pytest.mark.parametrize("paper", [58, 80])
async def test_a_browsers_printer_gets_the_slip_in_the_page(start: Starter, paper: int) -> None:
    live = await start(office_toml=village("browser", paper=paper))
    await (await live.api()).post("day/open")
    taken = (await (await kiosk_of(live)).post("/ambil", data={"service": "A", "key": "k"})).text
    assert "data-print" in taken
    assert "/assets/print.js" in taken
    assert ("print-80.css" in taken) == (paper == 80)
    slip = taken[taken.index('class="slip"') :]
    assert "A001" in slip
    assert "<svg" in slip
    assert live.running.context.paper.jobs() == ()


async def test_a_stranger_learns_nothing_of_a_print(start: Starter) -> None:
    async with printing_office(start) as (live, _):
        await (await kiosk_of(live)).post("/ambil", data={"service": "A", "key": "k"})
        (job,) = await ended(live)
        stranger = await live.wire(f"/screen/paper-{job.id}")
        assert await stranger.close_code() == 4401
        assert (await (await live.client(origin=live.url)).post("/ambil/cetak", data={"job": job.id})).status_code in {
            401,
            403,
        }


async def test_what_the_screen_of_a_print_tells_holds_no_address(start: Starter) -> None:
    async with printing_office(start) as (live, _):
        kiosk = await kiosk_of(live)
        await kiosk.post("/ambil", data={"service": "A", "key": "k"})
        (job,) = await ended(live)
        page = await live.wire(f"/screen/paper-{job.id}", cookies=dict(kiosk.cookies))
        assert "/tiket/" not in str(await page.next())


@pytest.mark.parametrize("key", ["", "x", "0" * 200, "../.."])
async def test_a_reprint_needs_a_key(start: Starter, key: str) -> None:
    async with printing_office(start) as (live, _):
        await (await kiosk_of(live)).post("/ambil", data={"service": "A", "key": "k"})
        (job,) = await ended(live)
        official = await live.client(TOKEN)
        assert (await official.post(f"/cetak/{job.id}", data={"key": key})).status_code == 422
        assert (await official.post("/cetak/unknown", data={"key": "0" * 32})).status_code == 404
