"""From the press to the painted number on the TV's page, in a real Chromium."""

import random
import shutil
import time
from collections.abc import Iterator

from bench.finding import Finding, alone
from bench.ours import Setting
from bench.plan import Plan
from bench.press import Presser
from bench.sides import office

# The page posts a message from an animation frame and tells "shown" when it arrives: that frame is painted by then.
_NOTE = """
window.painted = new Map();
document.addEventListener("silakan:send", (event) => {
  if (event.detail.shown) window.painted.set(event.detail.shown, performance.timeOrigin + performance.now());
});
"""
_WHEN = "(seq) => window.painted.get(seq)"
# A call that comes while another one stands in the panel waits for it: here they stand for a moment only.
_HERO_S = 0.05
_SPEED = 60.0
_PACE_S = 0.3  # a screen may say four things a second


def missing() -> str:
    return "" if shutil.which("chromium") else "chromium"


def painted(plan: Plan) -> Iterator[Finding]:
    from playwright.sync_api import sync_playwright

    setting = Setting(plan.data("office-painted"), _SPEED, hero_s=_HERO_S)
    presses = plan.rounds * plan.events // 2
    with office(setting) as server, Presser(server.port) as presser, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        page = browser.new_page(viewport={"width": 1920, "height": 1080}, locale="id-ID", timezone_id="Asia/Jakarta")
        page.add_init_script(_NOTE)
        page.goto(f"http://127.0.0.1:{server.port}/layar")
        page.wait_for_selector("body[data-link=up]")
        server.fill(presses + 5)
        time.sleep(1)
        took_ms = []
        dice = random.Random(7)
        for number in range(presses + 5):
            began = time.time() * 1_000
            called = presser.post("/api/v1/counters/1/next", {"version": None})
            handle = page.wait_for_function(_WHEN, arg=called["seq"], polling=20, timeout=5_000)
            at = float(handle.json_value())
            if number >= 5:
                took_ms.append(at - began)
            time.sleep(_PACE_S + dice.random() / 60)
        browser.close()
    yield alone("painted", took_ms)
