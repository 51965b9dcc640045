"""A tick whose words take two lines on a phone: nothing lies over them, neither the next tick nor the button below."""

import pytest
from playwright.async_api import Page

from display.settings_view import Field, FormSection, Group, SettingsView
from tests.display.fake_office import FakeOffice
from tests.display.settings_samples import CLOCK, OFFICE

pytestmark = pytest.mark.asyncio(loop_scope="session")

LONG = "Penting: diucapkan sebelum panggilan yang menunggu"
LONGER = f"{LONG}, dan sebelum pengumuman yang lain"
SHORT = "Aktif"
OVERLAPS = """() => {
    const lines = [...document.querySelectorAll(".tick-box span")].map((words) => {
        const range = document.createRange();
        range.selectNodeContents(words);
        return [words, range.getBoundingClientRect()];
    });
    const others = [...document.querySelectorAll("button, .field > label, input:not([type=hidden])")];
    return lines.flatMap(([words, box]) => others
        .filter((other) => !other.contains(words))
        .filter((other) => {
            // Of another tick only what is to be seen of it counts, not its room to press.
            const seen = (other.matches(".tick-box") ? other.querySelector("span") : other).getBoundingClientRect();
            return seen.top < box.bottom - 1 && seen.bottom > box.top + 1 && seen.left < box.right && seen.right > box.left;
        })
        .map((other) => `${words.textContent} / ${other.textContent || other.name}`));
}"""


def form(*labels: str, hear: str = "") -> SettingsView:
    ticks = tuple(Field(f"f{number}", label, "", "tick", wide=True) for number, label in enumerate(labels))
    groups = (Group("Kapan", (Field("name", "Judul", ""),)), Group("", ticks))
    return SettingsView(
        OFFICE, CLOCK, "Pengumuman", "", (FormSection("", "/atur/x", groups, "d" * 64, "k", hear=hear),)
    )


@pytest.mark.parametrize("hear", ["", "/atur/suara/dengar"])
@pytest.mark.parametrize("labels", [(LONG,), (LONG, LONG, LONG), (SHORT, LONG), (LONGER, SHORT), (SHORT, LONGER)])
async def test_nothing_lies_over_the_words_of_a_tick(
    page: Page, office: FakeOffice, labels: tuple[str, ...], hear: str
) -> None:
    office.view = form(*labels, hear=hear)
    await page.set_viewport_size({"width": 360, "height": 800})
    await page.goto(office.url)
    heights = "() => [...document.querySelectorAll('.tick-box span')].map((one) => one.getClientRects()[0].height)"
    assert max(await page.evaluate(heights)) > 40, "two lines, or nothing is shown by this"
    assert await page.evaluate(OVERLAPS) == []


@pytest.mark.parametrize("hear", ["", "/atur/suara/dengar"])
async def test_the_button_stands_apart_from_the_field_above_it(page: Page, office: FakeOffice, hear: str) -> None:
    groups = (Group("", (Field("name", "Judul", ""),)),)
    section = FormSection("", "/atur/x", groups, "d" * 64, "k", hear=hear)
    office.view = SettingsView(OFFICE, CLOCK, "Pengumuman", "", (section,))
    await page.goto(office.url)
    gap = await page.evaluate(
        "() => document.querySelector('.main-button').getBoundingClientRect().top"
        " - document.querySelector('#name').getBoundingClientRect().bottom"
    )
    assert gap >= 16


async def test_a_tick_of_one_line_is_as_high_as_a_finger_and_stands_as_close_as_before(
    page: Page, office: FakeOffice
) -> None:
    office.view = form(SHORT, SHORT)
    await page.goto(office.url)
    tops = await page.evaluate(
        "() => [...document.querySelectorAll('.tick-box')].map((one) => one.getBoundingClientRect().top)"
    )
    high = await page.evaluate("() => document.querySelector('.tick-box').getBoundingClientRect().height")
    rem = await page.evaluate("() => parseFloat(getComputedStyle(document.documentElement).fontSize)")
    assert high == pytest.approx(4 * rem, abs=1)
    assert tops[1] - tops[0] == pytest.approx((4 - 0.75 + 1) * rem, abs=1)
