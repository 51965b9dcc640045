"""A page whose time passes only where the test says so, however slow the machine is."""

from playwright.async_api import Page

_STOPPED_AT_S = 3_600
"""An hour: longer than the page can need between the two steps, and nobody is on it yet."""


async def stop_clock(page: Page) -> None:
    """Before the first address is opened: timers and time stand still on every page from then on, and move by `page.clock.run_for` alone.

    Installed alone, a page's clock goes on with the real one, and what a countdown shows then depends on the machine.
    What the browser itself times goes on: animations of style sheets, sound, and everything on the line.
    """
    await page.clock.install(time=0)
    await page.clock.pause_at(_STOPPED_AT_S)
