"""What axe finds on a page as it stands."""

import json
from typing import Any

from axe_playwright_python.async_playwright import Axe
from playwright.async_api import CDPSession, Page

_RUN = "axe.run({options}).then(found => found.violations)"


async def violations(page: Page, options: dict[str, Any]) -> list[dict[str, Any]]:
    """With axe's own options. The script stays in the page: to read it takes as long as to use it.

    It has a world of its own there, in which time passes also where the page's clock is stopped: axe waits by timers.
    """
    line = await page.context.new_cdp_session(page)
    try:
        frame = (await line.send("Page.getFrameTree"))["frameTree"]["frame"]["id"]
        made = await line.send("Page.createIsolatedWorld", {"frameId": frame, "worldName": "axe"})
        world = made["executionContextId"]
        if not await _evaluated(line, world, "'axe' in window"):
            await _evaluated(line, world, f"{Axe().axe_script}; true")
        found = await _evaluated(line, world, _RUN.format(options=json.dumps(options)))
    finally:
        await line.detach()
    assert isinstance(found, list)
    return found


async def _evaluated(line: CDPSession, world: int, expression: str) -> object:
    asked = {"contextId": world, "expression": expression, "awaitPromise": True, "returnByValue": True}
    answer = await line.send("Runtime.evaluate", asked)
    assert "exceptionDetails" not in answer, answer["exceptionDetails"]
    return answer["result"].get("value")
