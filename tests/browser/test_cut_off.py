"""The server is frozen, gone, or has become another one: the screens say so, and are right again when it is back."""

import asyncio
from pathlib import Path

import pytest
from playwright.async_api import expect

from server.config import Times
from server.store.backup import backup_directory
from server.store.restore import restore
from tests.browser.cable import Cable
from tests.browser.guest import LINE_LOST, Guest
from tests.browser.hall import MakeHall

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

# Short, but not so short that a busy machine looks like a dead one.
BRISK = Times(beat=0.4, silence=2.0, hero=0.5, shutdown=1)


async def test_a_frozen_server_is_noticed_and_its_return_too(make_hall: MakeHall) -> None:
    hall = await make_hall(BRISK)
    await hall.api.open_day()
    await hall.api.take("AAA")
    async with Cable(hall.server.port) as cable:
        tv, tablet = await hall.tv(url=cable.url), await hall.tablet("1", url=cable.url)
        tv.pardon(*LINE_LOST)
        tablet.pardon(*LINE_LOST)
        await hall.api.call("1")
        await expect(tv.page.locator("#hero .call-number")).to_have_text("A001")

        await cable.freeze()
        await _says_cut_off(tv, tablet)
        await expect(tv.page.locator("#cut")).to_contain_text("Dengarkan panggilan petugas.")
        await expect(tv.page.locator("#hero .call-number")).to_have_text("A001")
        await tv.look("tv-cut")
        await hall.api.call("1")

        await cable.thaw()
        await _shows(tv, tablet, "A002")


async def test_a_server_that_starts_again_finds_its_screens(make_hall: MakeHall) -> None:
    hall = await make_hall(BRISK)
    await hall.api.open_day()
    await hall.api.take("AAA")
    tv, tablet = await hall.tv(), await hall.tablet("1")
    tv.pardon(*LINE_LOST)
    tablet.pardon(*LINE_LOST)
    await hall.api.call("1")
    await _shows(tv, tablet, "A001")

    await hall.server.stop()
    await _says_cut_off(tv, tablet)
    await hall.server.start()
    await _shows(tv, tablet, "A001")
    # Nobody had to sign in again, and the first press is the one that counts.
    await tablet.press("#press-big")
    await _shows(tv, tablet, "A002")


async def test_a_restored_log_replaces_a_picture_with_a_higher_number(make_hall: MakeHall, tmp_path: Path) -> None:
    hall = await make_hall(BRISK)
    await hall.api.open_day()
    await hall.api.take("AAA")
    tv, tablet = await hall.tv(), await hall.tablet("1")
    tv.pardon(*LINE_LOST)
    tablet.pardon(*LINE_LOST)
    await hall.api.call("1")
    data = hall.server.config.data
    await asyncio.to_thread(backup_directory, data, tmp_path / "copy")
    await hall.api.call("1")
    await hall.api.call("1")
    await _shows(tv, tablet, "A003")
    before = await tv.page.evaluate("[document.body.dataset.epoch, Number(document.body.dataset.seq)]")

    await hall.server.stop()
    await asyncio.to_thread(restore, tmp_path / "copy", data, epoch="another-life")
    await hall.server.start()
    await _shows(tv, tablet, "A001")
    epoch, seq = await tv.page.evaluate("[document.body.dataset.epoch, Number(document.body.dataset.seq)]")
    assert epoch == "another-life" != before[0]
    assert seq < before[1]
    await hall.api.call("1")
    await _shows(tv, tablet, "A002")


async def test_tv_and_tablet_try_again_often_enough_to_be_back_within_three_seconds(make_hall: MakeHall) -> None:
    hall = await make_hall()
    for guest in (await hall.tv(), await hall.tablet("1"), await hall.kiosk()):
        # The pause before a try is at most half as long again.
        assert await guest.page.evaluate("1.5 * document.body.dataset.retryMostMs") <= 3_000


async def _says_cut_off(tv: Guest, tablet: Guest) -> None:
    for guest in (tv, tablet):
        await expect(guest.page.locator("#cut")).to_be_visible()
        await expect(guest.page.locator("#cut")).to_contain_text("Terputus")
    await expect(tablet.page.locator("#press-big")).to_be_disabled()


async def _shows(tv: Guest, tablet: Guest, number: str) -> None:
    await expect(tv.page.locator("#hero .call-number")).to_have_text(number)
    await expect(tv.page.locator(".counter[data-counter='1'] .counter-ticket")).to_have_text(number)
    await expect(tablet.page.locator("#serving .number")).to_have_text(number)
    for guest in (tv, tablet):
        await expect(guest.page.locator("#cut")).to_be_hidden()
