"""The kiosk: papers before the number, messages, and a child that drums on it."""

import asyncio
import re
from collections.abc import Callable

import httpx
import pytest

from server.config import Limits
from server.domain.access import Role
from server.web.kiosk_pace import KioskPace, Pace
from tests.conftest import Starter
from tests.live_office import VILLAGE_TOML, LiveOffice
from tests.server.test_pages import hidden

PAPERS_TOML = VILLAGE_TOML.replace(
    'short = "Surat"\n', 'short = "Surat"\npapers = ["KTP asli", "Kartu keluarga"]\nquota = 3\n', 1
)
HURRIED = Limits(kiosk_pause=0)


async def kiosk_of(live: LiveOffice) -> httpx.AsyncClient:
    return await live.client(cookies=await live.device(Role.KIOSK), origin=live.url, accept="text/html")


@pytest.fixture
async def papers(start: Starter) -> LiveOffice:
    """An office whose service A needs papers and has three numbers a day; the day is open."""
    live = await start(office_toml=PAPERS_TOML, limits=HURRIED)
    await (await live.api()).post("day/open")
    return live


def numbers(live: LiveOffice) -> list[str]:
    return [*live.office.state.tickets]


async def test_papers_are_shown_before_the_number_and_the_whole_way_has_one_key(papers: LiveOffice) -> None:
    kiosk = await kiosk_of(papers)
    fields = hidden(await kiosk.get("/ambil"), "/ambil")
    asked = await kiosk.post("/ambil", data={**fields, "service": "A"})
    assert asked.status_code == 200
    assert "KTP asli" in asked.text
    assert "Kartu keluarga" in asked.text
    assert numbers(papers) == []

    further = hidden(asked, "/ambil")
    assert further == {"key": fields["key"], "service": "A", "priority": ""}
    for _ in range(2):
        taken = await kiosk.post("/ambil", data={**further, "papers": "lengkap"})
        assert taken.status_code == 201
        assert "A001" in taken.text
    assert numbers(papers) == ["A001"]


async def test_who_lacks_papers_gets_the_list_and_no_number(papers: LiveOffice) -> None:
    kiosk = await kiosk_of(papers)
    missing = await kiosk.post("/ambil", data={"service": "A", "papers": "belum", "key": "k"})
    assert missing.status_code == 200
    assert "Lengkapi dulu" in missing.text
    assert "KTP asli" in missing.text
    assert numbers(papers) == []


@pytest.mark.parametrize(
    ("fields", "priority"),
    [
        ({"papers": "lengkap"}, False),
        ({"papers": "lengkap", "priority": "1"}, True),
        ({"papers": "prioritas", "priority": ""}, True),
    ],
)
async def test_priority_is_one_choice_on_either_page(
    papers: LiveOffice, fields: dict[str, str], priority: bool
) -> None:
    kiosk = await kiosk_of(papers)
    await kiosk.post("/ambil", data={"service": "A", "key": "k", **fields})
    assert papers.office.state.tickets["A001"].priority is priority


async def test_a_ticked_box_goes_along_and_is_not_asked_for_again(papers: LiveOffice) -> None:
    kiosk = await kiosk_of(papers)
    asked = await kiosk.post("/ambil", data={"service": "A", "key": "k", "priority": "1"})
    assert hidden(asked, "/ambil")["priority"] == "1"
    assert 'value="prioritas"' not in asked.text


async def test_a_service_without_papers_gives_its_number_at_once(papers: LiveOffice) -> None:
    kiosk = await kiosk_of(papers)
    for wrong in ("", "lengkap", "belum"):
        assert (
            await kiosk.post("/ambil", data={"service": "B", "key": f"k{wrong}", "papers": wrong})
        ).status_code == 201
    assert numbers(papers) == ["B001", "B002", "B003"]


async def test_a_full_service_says_so_and_sends_nobody_through_its_list(papers: LiveOffice) -> None:
    kiosk = await kiosk_of(papers)
    for n in range(3):
        await kiosk.post("/ambil", data={"service": "A", "papers": "lengkap", "key": f"k{n}"})
    page = await kiosk.get("/ambil")
    assert re.search(r'<button id="service-A"[^>]* disabled>', page.text)
    assert not re.search(r'<button id="service-B"[^>]* disabled>', page.text)
    assert "hari ini penuh" in page.text
    full = await kiosk.post("/ambil", data={"service": "A", "key": "k9"})
    assert full.status_code == 409
    assert "sudah habis" in full.text


async def test_no_more_numbers_today(papers: LiveOffice) -> None:
    kiosk = await kiosk_of(papers)
    wire = await papers.wire("/screen/kiosk")
    await (await papers.api()).post("day/stop")
    await wire.until_part("services", "tidak ada nomor baru lagi")
    assert "tidak ada nomor baru lagi" in (await kiosk.get("/ambil")).text
    assert (await kiosk.post("/ambil", data={"service": "B", "key": "k"})).status_code == 409
    await (await papers.api()).post("day/resume")
    await wire.until_part("services", "service-B")


async def test_at_lunch_numbers_are_still_given(start: Starter) -> None:
    hours = '[hours]\nmonday = ["08:00", "15:00"]\npauses = [["12:00", "13:00"]]\n'
    live = await start(office_toml=VILLAGE_TOML.replace("[[services]]", f"{hours}\n[[services]]", 1))
    await (await live.api()).post("day/open")
    kiosk = await kiosk_of(live)
    before = await kiosk.get("/ambil")
    assert "Istirahat" not in before.text
    assert f'data-fresh-ms="{4 * 3_600_000}"' in before.text
    live.false_clock.passes_until("2026-11-23T12:10")
    page = await kiosk.get("/ambil")
    assert "Istirahat sampai pukul 13.00. Nomor tetap dapat diambil." in page.text
    assert f'data-fresh-ms="{50 * 60_000}"' in page.text
    assert (await kiosk.post("/ambil", data={"service": "A", "key": "k"})).status_code == 201


async def test_a_hundred_presses_in_ten_seconds_are_at_most_four_numbers(start: Starter) -> None:
    """A child drums on the glass: every press a new page's key, on two services, by turns and many at once."""
    live = await start()
    await (await live.api()).post("day/open")
    kiosk, now = await kiosk_of(live), [0.0]
    pace: KioskPace = live.running.context.kiosk_pace
    pace._now = lambda: now[0]
    statuses: list[int] = []
    for press in range(0, 100, 10):
        now[0] = press / 10
        answers = await asyncio.gather(
            *(kiosk.post("/ambil", data={"service": "AB"[n % 2], "key": f"k{press + n}"}) for n in range(10))
        )
        statuses += [answer.status_code for answer in answers]
        assert all("Tunggu sebentar" in answer.text for answer in answers if answer.status_code == 429)
    assert len(numbers(live)) == 4
    assert sorted(set(statuses)) == [201, 429]
    assert statuses.count(201) == 4


async def test_a_press_sent_twice_is_one_number_and_another_kiosk_does_not_wait(live: LiveOffice) -> None:
    await (await live.api()).post("day/open")
    one, other = await kiosk_of(live), await kiosk_of(live)
    twice = await asyncio.gather(*(one.post("/ambil", data={"service": "A", "key": "same"}) for _ in range(2)))
    assert [answer.status_code for answer in twice] == [201, 201]
    assert (await one.post("/ambil", data={"service": "A", "key": "next"})).status_code == 429
    assert (await other.post("/ambil", data={"service": "A", "key": "next"})).status_code == 201
    assert numbers(live) == ["A001", "A002"]


async def test_the_result_stands_ten_seconds_and_the_rest_twenty(live: LiveOffice) -> None:
    await (await live.api()).post("day/open")
    kiosk = await kiosk_of(live)
    assert 'data-idle-ms="20000"' in (await kiosk.get("/ambil")).text
    assert 'data-go-ms="10000"' in (await kiosk.post("/ambil", data={"service": "A", "key": "k"})).text


def clock_of(times: list[float]) -> Callable[[], float]:
    return lambda: times[-1]


def test_the_pace_of_a_kiosk() -> None:
    now = [0.0]
    pace = KioskPace(3.0, clock_of(now))
    assert pace.ask("kios", "a") is Pace.NEW
    assert pace.ask("kios", "a") is Pace.AGAIN
    assert pace.ask("kios", "b") is Pace.TOO_SOON
    assert pace.ask("kios", "") is Pace.TOO_SOON
    assert pace.ask("lain", "b") is Pace.NEW
    now.append(2.99)
    assert pace.ask("kios", "b") is Pace.TOO_SOON
    pace.give_back("kios")
    assert pace.ask("kios", "b") is Pace.NEW
    now.append(5.99)
    assert pace.ask("kios", "") is Pace.NEW
    assert pace.ask("kios", "") is Pace.TOO_SOON
