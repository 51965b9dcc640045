"""live.js: parts are replaced, silence is noticed, the line comes back."""

from dataclasses import replace

import pytest
from playwright.async_api import Page, expect

from tests.display.fake_office import SOON_CUT_OFF, FakeOffice
from tests.display.samples import COUNTER, KIOSK, SERVICES, TICKET, TICKETS, counter
from tests.stopped_clock import stop_clock

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def linked(page: Page, office: FakeOffice) -> None:
    await page.goto(office.url)
    await expect(page.locator("body")).to_have_attribute("data-link", "up")


async def test_a_part_is_replaced_by_what_the_server_drew(office: FakeOffice, page: Page) -> None:
    await linked(page, office)
    await office.show(counter(next_ticket="C009"))
    await expect(page.locator("#next .big-number")).to_have_text("C009")


async def test_a_button_that_is_made_anew_keeps_the_focus(office: FakeOffice, page: Page) -> None:
    await linked(page, office)
    await page.locator("#press-recall").focus()
    await office.show(counter(version=414))
    await expect(page.locator("#actions input[name=version]").first).to_have_value("414")
    await expect(page.locator("#press-recall")).to_be_focused()


async def test_an_unfolded_question_stays_unfolded(office: FakeOffice, page: Page) -> None:
    office.view = TICKET
    await linked(page, office)
    await page.locator("#cancel summary").click()
    await office.show(TICKETS["ticket-soon"])
    await expect(page.locator(".headline")).to_have_text("Bersiap, 2 orang lagi")
    await expect(page.locator("#cancel-yes")).to_be_visible()


async def test_a_finger_on_a_button_holds_the_picture_until_it_is_away(office: FakeOffice, page: Page) -> None:
    office.view = KIOSK
    # However long the test takes: a picture waits for a finger, but not for more than a second.
    await stop_clock(page)
    await linked(page, office)
    button = await page.locator("#service-C").bounding_box()
    assert button is not None
    await page.mouse.move(button["x"] + 20, button["y"] + 20)
    await page.mouse.down()
    await office.show(replace(KIOSK, services=(replace(SERVICES[1], waiting=12), *SERVICES[2:])))
    await expect(page.locator("body")).to_have_attribute("data-seq", "2")
    await page.clock.run_for(900)
    await expect(page.locator("#service-C")).to_contain_text("9 menunggu")
    await page.mouse.up()
    await page.wait_for_url("**/ambil")
    path, fields = office.posts[0]
    assert path == "/ambil"
    assert fields["service"] == "C"


async def test_an_older_frame_is_ignored(office: FakeOffice, page: Page) -> None:
    await linked(page, office)
    await office.show(counter(next_ticket="C010"), seq=10)
    await expect(page.locator(".big-number")).to_have_text("C010")
    await page.evaluate("""() => {
        window.diary = [];
        new MutationObserver(() => window.diary.push(document.querySelector(".big-number").textContent))
            .observe(document.querySelector(".ahead"), {childList: true});
    }""")
    await office.show(counter(next_ticket="C009"), seq=9)
    await office.show(counter(next_ticket="C011"), seq=11)
    await expect(page.locator(".big-number")).to_have_text("C011")
    assert "C009" not in await page.evaluate("window.diary")


async def test_a_new_epoch_is_taken_whatever_its_number(office: FakeOffice, page: Page) -> None:
    await linked(page, office)
    await office.show(counter(next_ticket="C010"), seq=10)
    office.live = replace(office.live, epoch="e2")
    await office.show(counter(next_ticket="C001"), seq=2)
    await expect(page.locator(".big-number")).to_have_text("C001")
    await expect(page.locator("body")).to_have_attribute("data-epoch", "e2")


async def test_beats_go_up(office: FakeOffice, page: Page) -> None:
    await linked(page, office)
    await office.until(lambda: office.heard.count({"beat": 1}) >= 3)


async def test_silence_is_said_in_words_and_ends_with_the_next_picture(office: FakeOffice, page: Page) -> None:
    office.live = SOON_CUT_OFF
    await linked(page, office)
    await expect(page.locator("#cut")).to_be_hidden()
    office.freeze()
    await expect(page.locator("#cut")).to_be_visible()
    await expect(page.locator("#cut")).to_contain_text("Terputus sejak pukul")
    office.thaw()
    await expect(page.locator("#cut")).to_be_hidden()
    assert len(office.connections) >= 2


async def test_one_lost_socket_is_replaced_without_alarm(office: FakeOffice, page: Page) -> None:
    await linked(page, office)
    await page.evaluate("""() => {
        window.links = [];
        document.addEventListener("silakan:link", event => window.links.push(event.detail.up));
    }""")
    await office.hang_up()
    await office.until(lambda: len(office.connections) == 2)
    await office.show(counter(next_ticket="C012"))
    await expect(page.locator(".big-number")).to_have_text("C012")
    assert await page.evaluate("window.links") == []
    assert office.connections[1]["after"] == "1"
    assert office.connections[1]["epoch"] == "e1"


async def test_a_server_that_is_gone_is_found_again(office: FakeOffice, page: Page) -> None:
    await linked(page, office)
    office.online = False
    await office.hang_up()
    await expect(page.locator("body")).to_have_attribute("data-link", "down")
    office.view = counter(next_ticket="C020")
    office.online = True
    await expect(page.locator("body")).to_have_attribute("data-link", "up")
    await expect(page.locator(".big-number")).to_have_text("C020")


async def test_the_clock_is_the_offices_and_not_the_boxs(office: FakeOffice, page: Page) -> None:
    await linked(page, office)
    await expect(page.locator("[data-clock]")).to_have_text("09.41")
    await expect(page.locator("[data-date]")).to_have_text("Sen, 23 Nov")
    await office.show(COUNTER, now=COUNTER.clock.epoch_ms + 86_400_000 * 9)
    await expect(page.locator("[data-date]")).to_have_text("Rab, 2 Des")


async def test_new_assets_reload_the_page_once_the_server_answers(office: FakeOffice, page: Page) -> None:
    await linked(page, office)
    before = office.pages
    await page.evaluate("document.body.classList.add('old')")
    await office.show(COUNTER, reload=True)
    await expect(page.locator("body.old")).to_have_count(0)
    assert office.pages >= before + 2  # asked first, then loaded


async def test_a_phone_says_in_its_title_how_many_are_left(office: FakeOffice, page: Page) -> None:
    office.view = TICKET
    await linked(page, office)
    await expect(page).to_have_title("(4) A012 - Kantor Desa Sukamaju")
    await office.show(TICKETS["ticket-called"])
    await expect(page).to_have_title("GILIRAN ANDA A012 - Kantor Desa Sukamaju")
    await expect(page.locator("body")).to_have_attribute("data-state", "called")
