"""One announcer at the other end of a feed, and what it is told beside the events."""

import asyncio
from collections import deque
from collections.abc import Callable, Mapping

from server.web.speaking.leases import Ability

Frame = Mapping[str, object]


class Line:
    """`speaks`: an announcer, or a program that has claimed a room; others are told of events alone.

    `id` names the line in claims. `room` and `fence`: what has become of its claim; `placed` is called when that changes. `can`: what it
    can make a room hear, None while it has not said so.
    """

    def __init__(self, line_id: int, *, speaks: bool) -> None:
        self.id = line_id
        self.speaks = speaks
        self.room: str | None = None
        self.fence: int | None = None
        self.can: Ability | None = None
        self.placed: Callable[[], None] = _nobody
        self.news: dict[str, object] = {}
        """What it was last told, by the frame's name."""
        self._frames: deque[Frame] = deque()
        self._filled = asyncio.Event()

    def tell(self, frame: Frame) -> None:
        """Send it as soon as the line can take it."""
        self._frames.append(frame)
        self._filled.set()

    def tell_news(self, name: str, content: object) -> None:
        """Send what is new under that name; nothing when the line knows it."""
        if self.news.get(name) != content:
            self.news[name] = content
            self.tell({name: content})

    def waiting(self) -> list[Frame]:
        """Every frame that is to be sent now."""
        frames = list(self._frames)
        self._frames.clear()
        return frames

    async def next(self) -> Frame:
        """The next frame to send."""
        while not self._frames:
            self._filled.clear()
            await self._filled.wait()
        return self._frames.popleft()


def _nobody() -> None:
    """Nobody asks for this line's room."""
