"""One device in the hall: a browser context of its own with one page, and everything that was wrong on it."""

import asyncio
import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from playwright.async_api import ConsoleMessage, Error, Page, Request, Response, WebSocket

from tests.axe import violations

SCREENSHOTS = Path(__file__).resolve().parents[1] / "screenshots"
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"], "resultTypes": ["violations"]}

# What a browser writes into its console when the line is cut; told to `pardon` by tests that cut it.
LINE_LOST = ("ERR_CONNECTION", "ERR_EMPTY_RESPONSE", "WebSocket connection")

# Animations end in the picture that stays: contrast is judged there, not in the middle of a pulse.
SETTLED = """async () => {
  await document.fonts.ready;
  const ending = document.getAnimations().filter(one => one.effect.getComputedTiming().iterations !== Infinity);
  await Promise.all(ending.map(one => one.finished.catch(() => null)));
}"""


@dataclass(frozen=True)
class Size:
    width: int
    height: int
    touch: bool = True
    mobile: bool = False
    scale: float = 1


SIZES = {
    "tv": Size(1920, 1080, touch=False),
    "tablet": Size(800, 1280),
    "tablet-wide": Size(1280, 800),
    "kiosk": Size(1080, 1920),
    "kiosk-wide": Size(1280, 800),
    "phone": Size(360, 800, mobile=True, scale=2),
}


class Guest:
    """`wrong` collects script errors, console errors, requests to elsewhere and pages without a content policy.

    What a test provokes on purpose it pardons: `pardon("403")` leaves out console errors that have these words.
    """

    def __init__(self, page: Page, url: str, *, standing: bool) -> None:
        """`standing`: a screen of the hall, such as TV and kiosk, on which everything must be in sight."""
        self.page = page
        self.url = url
        self.sent: list[str] = []
        self._news = asyncio.Event()
        self._touch: bool | None = None
        self._standing = standing
        self._wrong: list[str] = []
        self._pardoned: list[str] = []
        page.on("console", self._console)
        page.on("pageerror", self._script_error)
        page.on("request", self._request)
        page.on("response", self._response)
        page.on("websocket", self._socket)

    @property
    def wrong(self) -> list[str]:
        return [what for what in self._wrong if not any(words in what for words in self._pardoned)]

    def pardon(self, *words: str) -> None:
        self._pardoned.extend(words)

    async def until_sent(self, text: str) -> None:
        """Until the page has sent this up its socket."""
        async with asyncio.timeout(30):
            while text not in self.sent:
                self._news.clear()
                await self._news.wait()

    async def go(self, path: str) -> None:
        await self.page.goto(self.url + path)

    async def press(self, selector: str) -> None:
        """With the finger where there is one; waits until the button can be pressed."""
        target = self.page.locator(selector)
        if self._touch is None:
            self._touch = await self.page.evaluate("navigator.maxTouchPoints") > 0
        if self._touch:
            await target.tap()
        else:
            await target.click()

    async def take(self, letter: str) -> None:
        """A number of a service of the sample office that asks for papers: two taps, and the person has all of them."""
        await self.press(f"#service-{letter}")
        await self.page.locator("#papers-ready").wait_for()
        await self.press("#papers-ready")

    async def look(self, name: str) -> None:
        """Judge the page as it stands, and photograph it: nothing for axe to say, no sideways scrolling."""
        await self.page.evaluate(SETTLED)
        await self.photograph(name)
        for violation in await violations(self.page, RULES):
            targets = [" ".join(node["target"]) for node in violation["nodes"]]
            self._wrong.append(f"{name}: axe {violation['id']}: {violation['help']}: {targets}")
        size = self.page.viewport_size
        assert size is not None
        wide, high, window = await self.page.evaluate(
            "[document.documentElement.scrollWidth, document.documentElement.scrollHeight, innerWidth]"
        )
        if not wide == window == size["width"]:
            self._wrong.append(f"{name}: {wide} px wide in a window of {size['width']}")
        if self._standing and high > size["height"]:
            self._wrong.append(f"{name}: {high} px high on a screen of {size['height']} that nobody scrolls")

    async def photograph(self, name: str, *, whole: bool = False) -> None:
        """Into `tests/screenshots`, when somebody wants to see the pictures: `PICTURES=1 make test`. `whole`: also what is below."""
        if "PICTURES" in os.environ:
            SCREENSHOTS.mkdir(exist_ok=True)
            await self.page.screenshot(path=SCREENSHOTS / f"journey-{name}.png", full_page=whole)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self._wrong.append(f"console {message.type}: {message.text}")

    def _script_error(self, error: Error) -> None:
        self._wrong.append(f"script: {error}")

    def _request(self, request: Request) -> None:
        if not request.url.startswith((f"{self.url}/", "data:", "blob:")):
            self._wrong.append(f"request to elsewhere: {request.url}")

    def _response(self, response: Response) -> None:
        if response.request.resource_type == "document":
            policy = response.headers.get("content-security-policy", "")
            if "default-src 'none'" not in policy or "script-src 'self'" not in policy:
                self._wrong.append(f"no content policy on {response.url}")

    def _socket(self, socket: WebSocket) -> None:
        if urlsplit(socket.url).netloc != urlsplit(self.url).netloc:
            self._wrong.append(f"socket to elsewhere: {socket.url}")
        socket.on("framesent", self._heard)

    def _heard(self, frame: object) -> None:
        self.sent.append(str(frame))
        self._news.set()
