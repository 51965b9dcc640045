"""A clock that is doubted: officials are told on tablet and front page, and end it with one press."""

import re

import pytest

from server.clock import SystemClock
from server.clock_doubt import keep_looking, look
from server.domain.access import Role
from server.presence import Presence
from tests.conftest import Starter
from tests.domain.false_clock import FalseClock
from tests.live_office import LiveOffice
from tests.server.problems import problem_of

QUESTION = "Jam komputer kantor diragukan"
SHOWN = "Jam itu menunjukkan Senin, 23 Nov 2026, pukul 08.00"
BUTTON = "Benar, hari ini 23 Nov 2026"


def doubt(live: LiveOffice) -> None:
    live.false_clock.doubtful = True
    look(live.office.clock, live.running.context.presence)


async def doubted(live: LiveOffice) -> bool:
    health = (await (await live.client()).get("/healthz")).json()
    return bool(health["clock_doubtful"])


async def test_the_tablet_is_told_at_once_and_its_button_ends_it(live: LiveOffice) -> None:
    cookies = await live.official()
    tablet = await live.client(cookies=cookies, origin=live.url)
    assert QUESTION not in (await tablet.get("/loket/1")).text
    wire = await live.wire("/screen/counter-1", cookies=cookies)
    await wire.next()

    doubt(live)

    alarms = await wire.until_part("alarms", QUESTION)
    assert BUTTON in alarms
    fields = dict(re.findall(r'name="(\w+)" value="([^"]+)"', alarms))
    assert fields["date"] == "2026-11-23"
    assert (await tablet.post("/hari/jam", data=fields)).headers["location"] == "/loket/1"

    assert QUESTION not in await wire.until_part("alarms", "")
    assert not await doubted(live)
    [record] = await live.office.after(live.office.head - 1)
    assert (record.kind, record.actor.partition(":")[0]) == ("clock_confirmed", "account")
    # Pressed twice: nothing is left to confirm.
    assert (await tablet.post("/hari/jam", data={"date": "2026-11-23"})).status_code == 303
    assert live.office.head == record.seq


async def test_the_front_page_says_the_time_and_asks(live: LiveOffice) -> None:
    doubt(live)
    official = await live.client(cookies=await live.official(), origin=live.url)
    page = (await official.get("/")).text
    assert SHOWN in page
    assert BUTTON in page

    answer = await official.post("/hari/jam", data={"date": "2026-11-23", "key": "k1"})

    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert QUESTION not in (await official.get("/")).text
    assert not await doubted(live)


@pytest.mark.parametrize("role", [None, Role.VILLAGE_HEAD])
async def test_nobody_else_is_asked(live: LiveOffice, role: Role | None) -> None:
    doubt(live)
    visitor = await live.client(cookies=await live.official(role) if role else {}, origin=live.url)

    assert QUESTION not in (await visitor.get("/")).text
    refused = await visitor.post("/hari/jam", data={"date": "2026-11-23"})
    assert refused.status_code in {401, 403}
    assert await doubted(live)


async def test_another_date_than_the_one_it_shows_is_refused_in_words(live: LiveOffice) -> None:
    doubt(live)
    official = await live.client(cookies=await live.official(), origin=live.url, accept="application/json")

    answer = await official.post("/hari/jam", data={"date": "2026-11-22"})

    problem_of(answer, 409, "clock-is-wrong")
    assert answer.json()["date"] == "2026-11-23"
    assert await doubted(live)


async def test_a_day_that_is_opened_by_hand_leaves_the_question_open(live: LiveOffice) -> None:
    doubt(live)
    official = await live.client(cookies=await live.official(), origin=live.url)
    assert (await official.post("/hari/buka", data={"counter": "1"})).status_code == 303

    assert await doubted(live)


async def test_a_doubted_clock_promises_no_opening(live: LiveOffice) -> None:
    live.false_clock.doubtful = True
    page = (await (await live.client()).get("/")).text
    assert "Layanan belum dibuka. Silakan tunggu." in page


async def test_the_history_tells_who_confirmed_it(live: LiveOffice) -> None:
    doubt(live)
    official = await live.client(cookies=await live.official(Role.ADMIN), origin=live.url)
    await official.post("/hari/jam", data={"date": "2026-11-23"})

    history = (await official.get("/atur/riwayat?hari=2026-11-23")).text

    assert "Jam komputer yang diragukan dinyatakan benar." in history


async def test_a_confirmed_clock_is_believed_after_a_start_too(start_on_disk: Starter) -> None:
    """The log knows times that lie ahead of it; the confirmation is newer than they are."""
    wall = [1_796_698_800.0]  # Tuesday, 8 December 2026, 10:00 WIB: fifteen days ahead
    zone = FalseClock().now().local.tzinfo

    def clock(newest_ms: int) -> SystemClock:
        assert zone is not None
        return SystemClock(zone, newest_ms=newest_ms, wall=lambda: wall[0], mono=lambda: wall[0] - 1e9, boot="boot")  # type: ignore[arg-type]

    live = await start_on_disk(clock=clock(0))
    await (await live.api()).post("day/open")
    newest_ms = await live.office.store.believed_ms()
    await start_on_disk.stop(live)

    wall[0] -= 15 * 86_400
    live = await start_on_disk(clock=clock(newest_ms))
    assert await doubted(live)
    official = await live.client(cookies=await live.official(), origin=live.url)
    assert (await official.post("/hari/jam", data={"date": "2026-11-23"})).status_code == 303
    assert not await doubted(live)
    newest_ms = await live.office.store.believed_ms()
    await start_on_disk.stop(live)

    wall[0] += 600
    assert not await doubted(await start_on_disk(clock=clock(newest_ms)))


async def test_somebody_looks_again_and_again_and_tells_only_changes() -> None:
    clock, presence = FalseClock(), Presence()
    told: list[bool] = []

    class Enough(Exception):
        pass

    def changed() -> None:
        told.append(presence.clock_doubtful)
        clock.doubtful = False
        if len(told) == 2:
            raise Enough

    presence.changed = changed
    look(clock, presence)
    assert told == []
    clock.doubtful = True
    with pytest.raises(Enough):
        await keep_looking(clock, presence, 0.0)
    assert told == [True, False]
