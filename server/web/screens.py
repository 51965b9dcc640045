"""Every screen's newest picture, drawn once and written to all who look at it.

A screen that reads too slowly is skipped and gets the newest picture when it reads again: ten changes while a TV was busy
become one frame, and nobody else notices.
"""

import asyncio
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from display.render import Renderer
from display.views import View
from server.domain.moment import Moment
from server.office import Office
from server.presence import Presence
from server.web.frames import Message, Port, message
from server.web.part_fields import PartFields

ViewMaker = Callable[[Moment | None], View]
"""Makes a screen's view: with the present moment, or steady (None)."""
Numbered = Callable[[], tuple[int, str]]
"""The number of a stream's last record, and the epoch of its log."""

_log = logging.getLogger("silakan.screens")
_TOGETHER = 16


class Watcher:
    """One socket that looks at a screen. `behind`: it was paused when something changed."""

    __slots__ = ("behind", "port")

    def __init__(self, port: Port) -> None:
        self.port = port
        self.behind = False


@dataclass(slots=True)
class _Screen:
    """`steady` is the view as last drawn, without ages; `parts` are its elements. Equal views are not drawn again.

    `numbered`: of the stream that it shows. Its frames carry no other stream's number.
    """

    make: ViewMaker
    steady: View
    parts: Mapping[str, str]
    numbered: Numbered
    # In the order in which they came, as they lie in memory: in that of a set, 5,000 of them take a tenth longer to write to.
    watchers: dict[Watcher, None] = field(default_factory=dict)


class Screens:
    def __init__(self, office: Office, presence: Presence, renderer: Renderer) -> None:
        self._office = office
        self._renderer = renderer
        self._part_fields = PartFields()
        self._screens: dict[str, _Screen] = {}
        self._changed = asyncio.Event()
        presence.changed = self._changed.set
        self.skipped = 0

    def watch(self, name: str, make: ViewMaker, port: Port, numbered: Numbered | None = None) -> Watcher:
        """Send the whole picture now, and every change from now on. `numbered`: of a screen that does not show the queue."""
        screen = self._screens.get(name)
        if screen is None:
            steady = make(None)
            screen = self._screens[name] = _Screen(
                make, steady, self._renderer.parts(steady), numbered or self._of_queue
            )
        watcher = Watcher(port)
        port.resumed = lambda: self._catch_up(screen, watcher)
        screen.watchers[watcher] = None
        # Drawn for this one alone: the ages of the calls are right only now.
        self._send_whole(screen, watcher)
        return watcher

    def leave(self, name: str, watcher: Watcher) -> None:
        screen = self._screens.get(name)
        if screen is not None:
            screen.watchers.pop(watcher, None)
            if not screen.watchers:
                del self._screens[name]

    def look_again(self) -> None:
        """Something besides the log has changed: compare every picture with what is drawn, and send what differs."""
        self._changed.set()

    def fetch_anew(self, spared: tuple[str, ...]) -> None:
        """Every page is to be fetched again, except those of screens whose name begins with one of `spared`."""
        anew = message({"reload": True})
        for name, screen in self._screens.items():
            if not name.startswith(spared):
                for watcher in screen.watchers:
                    watcher.port.write(anew)

    async def keep_painting(self) -> None:
        """Draw and send what has changed, until cancelled.

        After each picture as much time is left to others as it took: a burst of presses is drawn in fewer pictures, and
        drawing never takes more than half of the machine.
        """
        time = asyncio.get_running_loop().time
        listener = asyncio.create_task(self._listen(), name="screens' ear")
        try:
            while True:
                await self._changed.wait()
                self._changed.clear()
                began = time()
                await self.repaint()
                await asyncio.sleep(time() - began)
        finally:
            listener.cancel()

    async def repaint(self) -> None:
        """Send every screen what has changed on it; those with most watchers first, phones after the TV."""
        names = sorted(self._screens, key=lambda name: -len(self._screens[name].watchers))
        for index, name in enumerate(names):
            screen = self._screens.get(name)
            if screen is not None:
                try:
                    self._repaint(screen)
                except Exception:  # noqa: BLE001
                    # One picture that cannot be drawn must not freeze all others.
                    _log.exception("screen %s not drawn", name.partition("-")[0])
            if index % _TOGETHER == _TOGETHER - 1:
                await asyncio.sleep(0)  # hundreds of phones must not make an official wait

    async def _listen(self) -> None:
        head = self._office.head
        while True:
            head = await self._office.bell.heard(head)
            self._changed.set()

    def _repaint(self, screen: _Screen) -> None:
        steady = screen.make(None)
        if steady == screen.steady:
            return
        changed = self._changed_parts(screen, steady)
        if not changed:
            return
        update = _message(screen, changed)
        for watcher in screen.watchers:
            if watcher.port.paused:
                watcher.behind = True
                self.skipped += 1
            elif watcher.behind:
                self._send_whole(screen, watcher)
            else:
                watcher.port.write(update)

    def _changed_parts(self, screen: _Screen, steady: View) -> Mapping[str, str]:
        """The parts that look different now, drawn for the present moment; the screen has the new ones from here on."""
        draw, now = self._renderer.parts, screen.make(self._office.clock.now())
        touched = self._part_fields.touched(screen.steady, steady)
        aging = {*self._part_fields.touched(steady, now)}
        # What shows no age looks the same in both views, so one drawing serves to compare and to send.
        timeless = _differing(screen.parts, draw(now, [part for part in touched if part not in aging]))
        aged = _differing(screen.parts, draw(steady, [part for part in touched if part in aging]))
        screen.steady, screen.parts = steady, {**screen.parts, **timeless, **aged}
        return {**timeless, **draw(now, [*aged])} if aged else timeless

    def _catch_up(self, screen: _Screen, watcher: Watcher) -> None:
        if watcher.behind:
            self._send_whole(screen, watcher)

    def _send_whole(self, screen: _Screen, watcher: Watcher) -> None:
        if watcher.port.paused:
            watcher.behind = True
            return
        watcher.behind = False
        now = self._office.clock.now()
        # With the time: a page that slept through an hour sets its clock again.
        watcher.port.write(_message(screen, self._renderer.parts(screen.make(now)), now=now.wall_ms))

    def _of_queue(self) -> tuple[int, str]:
        return self._office.head, self._office.epoch


def _message(screen: _Screen, parts: Mapping[str, str], **more: int) -> Message:
    seq, epoch = screen.numbered()
    return message({"seq": seq, "epoch": epoch, "parts": parts, **more})


def _differing(known: Mapping[str, str], drawn: Mapping[str, str]) -> Mapping[str, str]:
    return {part: html for part, html in drawn.items() if known.get(part) != html}
