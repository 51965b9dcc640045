"""The bell: it rings for whoever waits while no official is there, on the right phones, on every tablet, and stops by itself."""

import httpx
import pytest

from server.domain.access import Role
from server.domain.commands import (
    CallNext,
    ConfigureOffice,
    OpenCounter,
    OpenDay,
    PauseCounter,
    StaffCounter,
    TransferTicket,
)
from server.web.present.bell import rings_for, unattended
from tests.domain.false_clock import FalseClock
from tests.domain.queue_log import QueueLog
from tests.domain.village import VILLAGE
from tests.live_office import LiveOffice


@pytest.fixture
def log() -> QueueLog:
    log = QueueLog(FalseClock())
    log.did(ConfigureOffice("office", VILLAGE.structure()))
    log.did(OpenDay())
    return log


def numbers(tickets: object) -> list[str]:
    return [ticket.number for ticket in tickets]  # type: ignore[attr-defined]


def test_nobody_waits_nobody_rings(log: QueueLog) -> None:
    assert numbers(unattended(log.state)) == []


def test_it_rings_where_no_counter_of_the_service_is_open_or_staffed(log: QueueLog) -> None:
    log.did(OpenCounter("2"))
    log.did(StaffCounter("3", "u3"))
    log.takes("A")
    log.takes("B")  # counter 2 is open
    log.takes("C")  # somebody sits at counter 3, which is closed
    assert numbers(unattended(log.state)) == ["A001"]


def test_a_break_of_nobody_is_no_presence(log: QueueLog) -> None:
    log.did(PauseCounter("3"))
    log.takes("C")
    assert numbers(unattended(log.state)) == ["C001"]


def test_it_stops_when_somebody_calls(log: QueueLog) -> None:
    log.takes("C")
    log.takes("C")
    log.did(CallNext("3"))
    assert numbers(unattended(log.state)) == []


def test_it_rings_only_for_the_counters_that_may_call(log: QueueLog) -> None:
    log.takes("B")
    log.takes("C")
    assert numbers(rings_for(log.state, ["1"])) == ["B001"]
    assert numbers(rings_for(log.state, ["2", "3"])) == ["B001", "C001"]


def test_who_was_sent_to_a_closed_counter_is_not_alone_while_another_may_call(log: QueueLog) -> None:
    log.takes("B")
    log.did(CallNext("1"))
    log.did(TransferTicket("1", to_counter="2"))
    assert numbers(unattended(log.state)) == []


async def test_the_page_is_for_officials_and_names_who_waits(live: LiveOffice, open_day: httpx.AsyncClient) -> None:
    stranger = await live.client(accept="text/html")
    assert (await stranger.get("/bel")).headers["location"] == "/masuk?lanjut=/bel"
    phone = await live.client(cookies=await live.official(), origin=live.url, accept="text/html")
    assert "Tidak ada yang menunggu tanpa petugas" in (await phone.get("/bel")).text
    await open_day.post("tickets", json={"service": "A"})
    page = (await phone.get("/bel")).text
    assert "Warga menunggu" in page
    assert "A001" in page
    # Counter 2 does not serve A.
    assert "A001" not in (await phone.get("/bel?loket=2")).text
    assert 'data-screen="bell-2"' in (await phone.get("/bel?loket=2")).text


async def test_phone_and_tablets_follow(live: LiveOffice, open_day: httpx.AsyncClient) -> None:
    cookies = await live.official()
    bell, other = await live.wire("/screen/bell", cookies=cookies), await live.wire("/screen/bell-2", cookies=cookies)
    tablet = await live.wire("/screen/counter-2", cookies=cookies)
    for wire in (bell, other, tablet):
        await wire.next()

    await open_day.post("tickets", json={"service": "A"})
    assert "A001" in await bell.until_part("ring", "Warga menunggu")
    await tablet.until_part("alarms", "tidak ada petugas untuk Surat pengantar")

    await open_day.post("counters/1/next", json={})
    await bell.until_part("ring", "Tidak ada yang menunggu tanpa petugas")
    await tablet.until(lambda message: "A001" not in message.get("parts", {}).get("alarms", "A001"))
    await open_day.post("tickets", json={"service": "B"})  # counter 1 is open
    await open_day.post("counters/1/finish", json={})
    await open_day.post("counters/1/close", json={})
    assert "B001" in await other.until_part("ring", "Warga menunggu")


async def test_strangers_hear_no_bell(live: LiveOffice) -> None:
    tv = await live.device(Role.TV)
    for name in ("bell", "bell-1"):
        assert await (await live.wire(f"/screen/{name}", cookies=tv)).close_code() == 4401
