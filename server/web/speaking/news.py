"""What announcers are told beside the events, whenever it changes: how the voice is set, who is called soon, what the room's TV can."""

import asyncio
from collections.abc import Callable
from contextlib import suppress

from server.description import Description
from server.office import Office
from server.web.present.soon import soon
from server.web.present.voice_frame import voice_settings
from server.web.speaking.line import Line

_MINUTE_S = 60.0


class News:
    """`why_mute` says why no TV of a room sounds. Quiet hours begin and end at full minutes, so the time is looked at as well."""

    def __init__(self, office: Office, description: Callable[[], Description], why_mute: Callable[[str], str]) -> None:
        self._office = office
        self._description = description
        self._why_mute = why_mute
        self._voice: tuple[Description, int, dict[str, object]] | None = None
        self._lines: set[Line] = set()
        self._changed = asyncio.Event()

    def follow(self, line: Line) -> None:
        """Tell this line from now on; it learns at once how the voice is set."""
        self._lines.add(line)
        self._tell(line)

    def leave(self, line: Line) -> None:
        self._lines.discard(line)

    def look_again(self) -> None:
        """Something besides the log has changed."""
        self._changed.set()

    async def keep_telling(self) -> None:
        """Until cancelled."""
        time = asyncio.get_running_loop().time
        listener = asyncio.create_task(self._listen(), name="news' ear")
        try:
            while True:
                began = time()
                for line in tuple(self._lines):
                    self._tell(line)
                # A burst of presses is told in fewer words, and half of the machine stays free for others.
                await asyncio.sleep(time() - began)
                with suppress(TimeoutError):
                    async with asyncio.timeout(self._until_next_minute()):
                        await self._changed.wait()
                self._changed.clear()
        finally:
            listener.cancel()

    async def _listen(self) -> None:
        head = self._office.head
        while True:
            head = await self._office.bell.heard(head)
            self._changed.set()

    def _tell(self, line: Line) -> None:
        description, state = self._description(), self._office.state
        line.tell_news("voice", self._voice_at(description, self._office.clock.now().minute))
        if line.room is None:
            return
        line.tell_news("soon", soon(state, description, line.room))
        if description.room(line.room).speaker == "tv":
            why = self._why_mute(line.room)
            line.tell_news("tv", {"ready": not why, "why": why})

    def _voice_at(self, description: Description, minute: int) -> dict[str, object]:
        # Asked for after every event, and the same nearly always.
        if self._voice is None or self._voice[0] is not description or self._voice[1] != minute:
            self._voice = (description, minute, voice_settings(description, minute))
        return self._voice[2]

    def _until_next_minute(self) -> float:
        return _MINUTE_S - self._office.clock.now().wall_ms / 1_000 % _MINUTE_S
