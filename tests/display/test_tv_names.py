"""The TV with long names of counters: an office may give sixteen signs, and no letter may lie over a number."""

from dataclasses import replace

import pytest
from playwright.async_api import Page, expect

from display.type_sizes import SCALES, most_scale
from tests.display.fake_office import FakeOffice
from tests.display.samples import TV, rows

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

NAMES = ("Pelayanan 12", "Administrasi 12", "Meja Pelayanan 1", "Kependudukan 123", "Loket Surat Umum")

# Names on numbers, words on words, and what leaves its row or the picture. Boxes of the letters, not of the elements.
OVERLAPS = """() => {
    const letters = (element) => {
        const range = document.createRange();
        range.selectNodeContents(element);
        return range.getBoundingClientRect();
    };
    const wrong = [];
    document.querySelectorAll(".counter").forEach((row) => {
        const around = row.getBoundingClientRect();
        if (around.width === 0) return;
        const name = letters(row.querySelector(".counter-name b"));
        const other = letters(row.querySelector(".counter-ticket, .counter-word"));
        // Figures do not fill their line: a quarter of the box above them is empty.
        const apart = name.right <= other.left || name.bottom <= other.top + other.height / 4;
        if (!apart) wrong.push(["over", row.textContent, name.right - other.left, name.bottom - other.top]);
        const whole = row.querySelector(".counter-name b");
        if (whole.scrollHeight > whole.clientHeight + 12) wrong.push(["a line is missing", row.textContent]);
        for (const box of [name, other]) {
            const high = box.height / 5;
            const aside = Math.max(around.left - box.left, box.right - around.right);
            const out = Math.max(aside, around.top - box.top - high, box.bottom - high - around.bottom);
            if (out > 2) wrong.push(["out of its row", row.textContent, out]);
            if (box.right > innerWidth || box.bottom > innerHeight) wrong.push(["out of the picture", row.textContent]);
        }
    });
    return wrong;
}"""


@pytest.mark.parametrize(
    ("counters", "scale"),
    [(counters, scale) for counters in (2, 4, 5, 8) for scale in SCALES if scale <= most_scale(counters)],
)
async def test_no_name_lies_over_a_number(
    lasting_office: FakeOffice, lasting_page: Page, counters: int, scale: int
) -> None:
    for names in (NAMES, NAMES[2:]):
        told = tuple(replace(row, name=names[place % len(names)]) for place, row in enumerate(rows(counters)))
        lasting_office.view = replace(TV, scale=scale, counters=told)
        await lasting_page.goto(lasting_office.url)
        await lasting_page.evaluate("document.fonts.ready")
        await expect(lasting_page.locator(".counter-name b").first).to_have_text(names[0])
        assert await lasting_page.evaluate(OVERLAPS) == []
