"""What axe finds on a page as it stands."""

from typing import Any

from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Page

_RUN = "options => axe.run(options).then(found => found.violations)"


async def violations(page: Page, options: dict[str, Any]) -> list[dict[str, Any]]:
    """With axe's own options. The script stays in the page: to read it takes as long as to use it."""
    if not await page.evaluate("'axe' in window"):
        await page.evaluate(Axe().axe_script)
    found = await page.evaluate(_RUN, options)
    assert isinstance(found, list)
    return found
