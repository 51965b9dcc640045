"""Every page in every state: axe finds nothing, nothing scrolls sideways, and fingers find their targets."""

import pytest
from playwright.async_api import Page

from tests.axe import violations
from tests.display.counter_samples import COUNTERS, PRESENCES
from tests.display.fake_office import FakeOffice
from tests.display.gallery import SIZES, sizes_of
from tests.display.samples import ALL, TICKETS, TVS

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


def _pages() -> list[object]:
    """Every state; the first state of each page in the suite, all others among the long counts."""
    seen: set[type] = set()
    pages: list[object] = []
    for name, view in ALL.items():
        marks = [pytest.mark.soak] if type(view) in seen else []
        seen.add(type(view))
        pages.append(pytest.param(name, marks=marks))
    return pages


PAGES = _pages()
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}

SMALL = """least => Array.from(document.querySelectorAll("a, button, input:not([type=hidden]), summary"))
    .map(target => target.closest("label") || target)
    .filter(target => !target.classList.contains("skip") && target.checkVisibility())
    .map(target => [target.textContent.trim(), target.getBoundingClientRect()])
    .filter(([words, box]) => box.height < least || box.width < least).map(([words]) => words)"""

# Text that is cut off or that leaves the picture; only what is meant to end in an ellipsis may.
OUTSIDE = """() => Array.from(document.querySelectorAll(".stage p, .stage h1, .night p"))
    .filter(text => text.offsetParent !== null && text.textContent.trim() !== "")
    .map(text => [text.textContent.trim(), text.getBoundingClientRect()])
    .filter(([words, box]) => box.left < 95 || box.right > 1826 || box.top < 53 || box.bottom > 1027)
    .map(([words]) => words)"""


@pytest.mark.parametrize("name", PAGES)
async def test_a_page_is_for_everybody(lasting_office: FakeOffice, lasting_page: Page, name: str) -> None:
    lasting_office.view = ALL[name]
    for size in sizes_of(name):
        width, height = SIZES[size]
        await lasting_page.set_viewport_size({"width": width, "height": height})
        if size == sizes_of(name)[0]:
            await lasting_page.goto(lasting_office.url)
            assert await violations(lasting_page, RULES) == []
        assert await lasting_page.evaluate("document.documentElement.scrollWidth") == width, size
        if name in TVS:
            assert await lasting_page.evaluate(OUTSIDE) == []
        else:
            least = 96 if "kiosk" in sizes_of(name) else 64 if name in {**TICKETS, **COUNTERS, **PRESENCES} else 44
            assert await lasting_page.evaluate(SMALL, least) == [], size
