"""The TV at every size of letters: nothing cut off, nothing on top of anything, and room at the edges that the set may cut."""

import re
from dataclasses import replace

import pytest
from playwright.async_api import Page, expect

from display.type_sizes import SCALES, most_scale
from tests.display.fake_office import FakeOffice
from tests.display.samples import TV, rows

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

# What is wider or higher than the place it has, and what leaves the picture's safe middle.
CUT_OFF = """() => {
    const wrong = [];
    const seen = "#hero .call p, #hero .call b, .counter:not([hidden]) .counter-name b, .counter:not([hidden]) .counter-ticket," +
        ".head p, .waiting";
    const stage = document.getElementById("stage").getBoundingClientRect();
    document.querySelectorAll(seen).forEach((element) => {
        const box = element.getBoundingClientRect();
        if (box.width === 0) return;
        const around = element.closest(".hero, .counter, .head, .foot").getBoundingClientRect();
        const over = [around.left - box.left, box.right - around.right, around.top - box.top, box.bottom - around.bottom];
        if (Math.max(...over) > 6) wrong.push([element.className || element.tagName, element.textContent, over.map(Math.round)]);
    });
    const boxes = Array.from(document.querySelectorAll(".counter:not([hidden])")).map((row) => {
        const name = row.querySelector(".counter-name b");
        const range = document.createRange();
        range.selectNodeContents(name);
        const ticket = row.querySelector(".counter-ticket, .counter-word").getBoundingClientRect();
        return range.getBoundingClientRect().right - ticket.left;
    });
    boxes.forEach((over) => { if (over > 0) wrong.push(["name over number", Math.round(over)]); });
    return wrong;
}"""


# Every picture that the server may ask for.
@pytest.mark.parametrize(
    ("counters", "scale"),
    [(counters, scale) for counters in (1, 2, 4, 5) for scale in SCALES if scale <= most_scale(counters)],
)
@pytest.mark.parametrize("edge", [0, 3, 5])
async def test_nothing_is_cut_off(
    lasting_office: FakeOffice, lasting_page: Page, scale: int, edge: int, counters: int
) -> None:
    lasting_office.view = replace(TV, scale=scale, edge=edge, counters=rows(counters))
    await lasting_page.goto(lasting_office.url)
    await lasting_page.evaluate("document.fonts.ready")
    await expect(lasting_page.locator("#hero .call-number")).to_have_text("C007")
    assert await lasting_page.evaluate(CUT_OFF) == []


@pytest.mark.parametrize("edge", [0, 1, 2, 3, 4, 5])
async def test_so_much_of_the_picture_may_be_cut_off_at_each_side(
    lasting_office: FakeOffice, lasting_page: Page, edge: int
) -> None:
    lasting_office.view = replace(TV, edge=edge, test=True)
    await lasting_page.goto(lasting_office.url)
    box = await lasting_page.locator(".head").bounding_box()
    assert box is not None
    # A little is left even at 0, so that no letter touches the frame of the set.
    assert box["x"] >= max(edge, 0.8) * 19.2 - 0.5
    assert box["y"] >= edge * 0.56 * 10.8 - 1
    frame = await lasting_page.locator(".test-frame").bounding_box()
    assert frame is not None
    assert (frame["x"] >= 0, frame["y"] >= 0) == (True, True)


async def test_letters_grow_by_the_scale(office: FakeOffice, page: Page) -> None:
    sizes = []
    for scale in SCALES:
        office.view = replace(TV, scale=scale)
        await page.goto(office.url)
        size = await page.evaluate("getComputedStyle(document.querySelector('.note, #tally')).fontSize")
        sizes.append(float(re.sub("px", "", size)))
    assert sizes == pytest.approx([67.2, 67.2 * 1.15, 67.2 * 1.3], abs=0.2)


async def test_a_title_says_which_of_several_tvs_this_is(office: FakeOffice, page: Page) -> None:
    office.view = replace(TV, title="Lobi")
    await page.goto(office.url)
    await expect(page.locator(".head h1")).to_have_text(re.compile("Lobi$"))
