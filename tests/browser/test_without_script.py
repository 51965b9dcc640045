"""Without JavaScript the office works as plain forms; the TV loads itself anew."""

from itertools import pairwise

import pytest
from playwright.async_api import expect

from server.domain.access import Role
from tests.browser.hall import Hall

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_from_the_kiosk_to_the_tv(hall: Hall) -> None:
    tv, kiosk, tablet = [await hall.device(kind, script=False) for kind in ("tv", "kiosk", "tablet")]
    await hall.let_in(tv, Role.TV, "/layar")
    await hall.let_in(kiosk, Role.KIOSK, "/ambil")
    await tablet.go("/loket/1")
    await hall.sign_in(tablet)
    await tablet.page.wait_for_url(f"{tablet.url}/loket/1")

    await tablet.page.locator("#press-big").tap()
    await expect(tablet.page.locator("#press-big")).to_contain_text("Buka loket")
    await tablet.page.locator("#press-big").tap()
    await expect(tablet.page.locator("#press-big")).to_contain_text("Tidak ada yang menunggu")

    await kiosk.go("/ambil")
    await kiosk.take("A")
    await expect(kiosk.page.locator("h1")).to_contain_text("A001")
    await expect(kiosk.page.locator(".qr svg")).to_be_visible()
    await kiosk.page.locator("a.main-button").tap()
    await kiosk.page.locator(".priority").tap()
    await kiosk.take("C")
    await expect(kiosk.page.locator("h1")).to_contain_text("C001")

    await tablet.go("/loket/1")
    # Priority goes before arrival.
    await expect(tablet.page.locator(".chip .first .when-shut")).to_have_text("C001 prioritas")
    await expect(tablet.page.locator(".chip .when-shut")).to_have_text(["C001 prioritas", "A001"])
    stale = await hall.device("tablet", script=False)
    for cookie in await tablet.page.context.cookies():
        await stale.page.context.add_cookies([{**cookie, "url": stale.url, "domain": None, "path": None}])
    await stale.go("/loket/1")
    await tablet.page.locator("#press-big").tap()
    await expect(tablet.page.locator("#serving .number")).to_have_text("C001")

    # A page that was left open while the counter went on: its button is refused in words, and nothing happens.
    stale.pardon("409")
    await stale.page.locator("#press-big").tap()
    await expect(stale.page.locator(".problem")).to_contain_text("Keadaan loket sudah berubah")
    assert await hall.api.called() == [("C001", "1")]

    card = tv.page.locator("#calls .call").first
    await expect(card.locator(".call-number")).to_have_text("C001")
    lines = [await line.bounding_box() for line in await card.locator("p").all()]
    for above, below in pairwise(lines):
        assert above is not None
        assert below is not None
        assert above["y"] + above["height"] <= below["y"]
    await expect(tv.page.locator(".counter[data-counter='1']")).to_contain_text("C001")
    await tv.photograph("tv-without-script")
