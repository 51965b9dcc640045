"""Two calls within a second: nobody's number is skipped, neither on the TV nor in the table."""

import asyncio

import pytest
from playwright.async_api import expect

from server.config import Times
from tests.browser.board_diary import DIARY, first_seen, read_diary
from tests.browser.hall import MakeHall

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_the_tv_shows_the_first_and_then_the_second_and_both_in_the_table_at_once(make_hall: MakeHall) -> None:
    # A page whose time stands still is silent meanwhile.
    hall = await make_hall(Times(hero=4, silence=60, silent_peer=120))
    await hall.api.open_day()
    tv = await hall.tv(watched=DIARY, stopped=True)
    tablets = [await hall.tablet("1"), await hall.tablet("2")]
    await hall.api.take("CK")
    for tablet in tablets:
        await tablet.press("#press-big")
        await expect(tablet.page.locator("#press-big")).to_contain_text("Panggil berikutnya")

    await asyncio.gather(*(tablet.press("#press-big") for tablet in tablets))

    for ticket in ("C001", "K001"):
        await expect(tv.page.locator(".counter-ticket", has_text=ticket)).to_be_visible()
    await tv.page.clock.run_for(4_500)
    for tablet in tablets:
        await expect(tablet.page.locator("#last-call")).to_contain_text("tampil ✓")
    calls = await hall.api.called()
    first, second = (ticket for ticket, _ in calls)
    assert {first, second} == {"C001", "K001"}
    await expect(tv.page.locator("#hero .call-number")).to_have_text(second)
    diary = await read_diary(tv.page)
    came, went = first_seen(diary, first), first_seen(diary, second)
    assert went.at - came.at == pytest.approx(4_000, abs=1)
    assert any(moment.hero == first and set(moment.table) == {first, second} for moment in diary)
    # Each was told to the office once it had been painted, in the order in which they came.
    shown = [event["call"] for event in await hall.api.events("call_shown")]
    assert shown == [event["seq"] for event in await hall.api.events("ticket_called")]


async def test_a_burst_of_calls_is_shown_whole_and_in_order(make_hall: MakeHall) -> None:
    hall = await make_hall(Times(hero=0.5))
    await hall.api.open_day()
    tv = await hall.tv(watched=DIARY)
    await hall.api.take("CKPU")
    await asyncio.gather(*(hall.api.call(counter) for counter in "1234"))
    order = [ticket for ticket, _ in await hall.api.called()]
    await expect(tv.page.locator("#hero .call-number")).to_have_text(order[-1])
    heroes = [moment.hero for moment in await read_diary(tv.page) if moment.hero in order]
    assert list(dict.fromkeys(heroes)) == order


async def test_whoever_only_looks_on_tells_the_office_nothing(make_hall: MakeHall) -> None:
    hall = await make_hall(Times(hero=0.5))
    await hall.api.open_day()
    await hall.api.take("AA")
    tablet = await hall.tablet("1")
    looker = await hall.device("tv")
    await looker.go("/layar")
    await expect(looker.page.locator(".onlooker")).to_be_visible()

    calls = []
    for number in ("A001", "A002"):
        calls.append((await hall.api.call("1"))["seq"])
        await expect(looker.page.locator("#hero .call-number")).to_have_text(number)
        await looker.until_sent(f'{{"shown":{calls[-1]}}}')
    await expect(tablet.page.locator("#last-call")).to_contain_text("belum tampil")
    await expect(tablet.page.locator("#alarms")).to_contain_text("TV terputus")
    assert await hall.api.events("call_shown") == []
    await looker.look("tv-onlooker")

    tv = await hall.tv()
    await expect(tv.page.locator("#hero .call-number")).to_have_text("A002")
    await expect(tablet.page.locator("#last-call")).to_contain_text("tampil ✓")
    # Both were still fresh, and so were shown one after the other; what counts is what this TV has painted.
    shown = [event["call"] for event in await hall.api.events("call_shown")]
    assert shown[-1] == calls[-1]
    assert all(f'{{"shown":{call}}}' in tv.sent for call in shown)
