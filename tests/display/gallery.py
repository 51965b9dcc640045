"""Every page in its states as pictures under tests/screenshots/: `python -m tests.display.gallery [word in the name]`."""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import Browser, Route, sync_playwright

from display.assets import ASSETS
from display.render import Renderer
from display.views import View
from tests.display.counter_samples import PRESENCES
from tests.display.samples import ALL, COUNTERS, KIOSKS, LIVE, STILL, TICKETS, TVS

FOLDER = Path(__file__).resolve().parents[1] / "screenshots"
SIZES = {
    "tv": (1920, 1080),
    "tablet": (800, 1280),
    "tablet-wide": (1280, 800),
    "kiosk": (1080, 1920),
    "phone": (360, 800),
}
CUT = "document.body.dataset.link = 'down'; document.getElementById('cut').hidden = false;"
REFUSED = (
    "document.body.dataset.sound = 'refused'; const bar = document.getElementById('sound'); bar.hidden = false;"
    "bar.querySelector('button').focus();"
)
#: States that come from a script: (page, name of the picture, what brings it about).
POSES = (
    ("tv", "tv-cut", CUT),
    ("tv", "tv-cut-long", CUT + "document.body.dataset.dim = '1';"),
    ("tv-five", "tv-five-cut", CUT),
    *((name, f"{name}-refused", REFUSED) for name in ("tv-sounds", "tv-sounds-five")),
    (
        "tv-five",
        "tv-five-note",
        "document.querySelectorAll('.turn').forEach((t, n) => t.classList.toggle('on', n === 1));",
    ),
    ("tv", "tv-fresh", "document.querySelector('#hero .call').classList.add('fresh');"),
    ("counter-called", "counter-cut", CUT),
    ("counter-called", "counter-confirm", "document.getElementById('day-close').open = true;"),
    *(
        (
            "counter-serving",
            f"counter-sheet-{sheet.partition('-')[0]}",
            f"document.getElementById('{sheet}').open = true;",
        )
        for sheet in ("hold-C007", "transfer-C007", "continue-C007", "note-C007", "call-C009", "missed", "held")
    ),
    ("counter-free", "counter-sheet-serve", "document.getElementById('serve').open = true;"),
    ("ticket-waiting", "ticket-cut", CUT),
    ("ticket-waiting", "ticket-confirm", "document.getElementById('cancel').open = true;"),
    ("kiosk", "kiosk-ticked", "document.querySelector('.priority input').checked = true;"),
)
KINDS = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
    ".wav": "audio/wav",
}


def sizes_of(name: str) -> tuple[str, ...]:
    """The sizes that a page is really seen at."""
    if name in TVS:
        return ("tv",)
    if name in COUNTERS:
        return ("tablet", "tablet-wide")
    if name in KIOSKS or (name.startswith(("taken", "papers")) and not name.endswith("-phone")):
        return ("kiosk", "tablet-wide", "tablet", "phone")
    if name in TICKETS or name in {"taken-phone", "papers-needed-phone"}:
        return ("phone",)
    if name.startswith(("announcing", "recorder")):
        return ("tablet", "tablet-wide", "phone")
    return ("tablet-wide", "phone")


def draw(browser: Browser, name: str, size: str, picture: str = "", script: str = "") -> tuple[int, int]:
    """One picture. Returns the page's own width and the window's: more than that and it would scroll sideways."""
    view: View = ALL[name]
    live = LIVE if name in TVS or name in COUNTERS or name in PRESENCES or name in TICKETS or name in KIOSKS else STILL
    html = Renderer().page(view, live)
    width, height = SIZES[size]
    page = browser.new_page(viewport={"width": width, "height": height})

    def answer(route: Route) -> None:
        path = route.request.url.split("?", 1)[0].partition("silakan.test")[2]
        if path.startswith("/assets/"):
            file = ASSETS / path.removeprefix("/assets/")
            route.fulfill(body=file.read_bytes(), content_type=KINDS[file.suffix])
        else:
            route.fulfill(body=html, content_type="text/html; charset=utf-8")

    page.route("**/*", answer)
    page.route_web_socket("**/screen/**", lambda _: None)
    page.goto("http://silakan.test/")
    page.evaluate("document.fonts.ready")
    if script:
        page.evaluate(script)
    page.screenshot(path=FOLDER / f"{picture or name}-{size}.png", full_page=size != "tv", animations="disabled")
    wide: int = page.evaluate("document.documentElement.scrollWidth")
    page.close()
    return wide, width


def main(word: str = "") -> None:
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=["--no-sandbox", "--disable-dev-shm-usage", "--disable-background-networking", "--disable-gpu"],
        )
        poses = [(name, name, "") for name in ALL] + list(POSES)
        for name, picture, script in poses:
            for size in sizes_of(name) if word in picture else ():
                wide, width = draw(browser, name, size, picture, script)
                print(f"{picture}-{size}.png{'' if wide <= width else f'  SCROLLS SIDEWAYS: {wide} > {width}'}")
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
