"""All that speaks in an office, put together: leases, news for announcers, TVs as loudspeakers."""

import asyncio
import itertools
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from server.current_office import CurrentOffice
from server.description import Description
from server.domain.commands import NoteSpeaking, NoteUnspoken
from server.office import Office
from server.private.secrets import new_token
from server.web.speaking.acknowledging import Acknowledgement, Claimed
from server.web.speaking.leasing import Leasing
from server.web.speaking.line import Line
from server.web.speaking.loudspeakers import Loudspeakers
from server.web.speaking.news import News
from server.web.speaking.sounds import Sounds

_LONGEST_NAME = 40


class Speaking:
    def __init__(
        self, office: Office, current: CurrentOffice, now: Callable[[], float], lease_s: float, tv_back_s: float
    ) -> None:
        self._ids = itertools.count(1)

        def room_of(asked: str) -> str:
            return current.description.room(asked).name

        def description() -> Description:
            return current.description

        self.leasing = Leasing(office.store, room_of, now, lease_s)
        self.loudspeakers = Loudspeakers(
            description,
            Sounds(new_token),
            lines_in=self.leasing.lines_in,
            changed=self._look_again,
            now=now,
            back_s=tv_back_s,
        )
        self.news = News(office, description, self.loudspeakers.why_mute)
        current.watch(self._follow_settings)

    def new_line(self, *, speaks: bool) -> Line:
        """A feed has been opened. One that speaks is told the news from the beginning; any other once it claims a room."""
        line = Line(next(self._ids), speaks=speaks)
        if speaks:
            self.news.follow(line)
        return line

    def claim(self, line: Line, claim: Claimed) -> None:
        line.speaks = True
        self.news.follow(line)
        self.leasing.claim(line, claim.room, me=claim.me[:_LONGEST_NAME], first=claim.first)

    def takes(self, line: Line, command: Acknowledgement, fence: int | None, room: str) -> bool:
        """Whether it counts; if so, what follows from it besides the event."""
        if not self.leasing.takes(line, fence, room):
            return False
        if isinstance(command, NoteUnspoken) and self.leasing.is_to_yield(line):
            # It cannot speak, and somebody waits who can: that one says it.
            return False
        match command:
            case NoteSpeaking(call=seq):
                self.leasing.began(seq, fence)
            case NoteUnspoken(call=seq):
                self.loudspeakers.drop(seq)
            case _:
                pass
        return True

    def closed(self, line: Line, *, properly: bool) -> None:
        self.news.leave(line)
        self.leasing.closed(line, properly=properly)

    def _look_again(self) -> None:
        self.news.look_again()

    def _follow_settings(self) -> None:
        self.leasing.rooms_changed()
        self.news.look_again()


@asynccontextmanager
async def open_speaking(
    office: Office, current: CurrentOffice, now: Callable[[], float], lease_s: float, tv_back_s: float
) -> AsyncIterator[Speaking]:
    """Ready for announcers, and at work until the end. `now`: monotonic, in seconds; `lease_s`: how long a silent holder keeps a room;
    `tv_back_s`: how long after the end of its sound a TV whose line was cut may come back and say so.
    """
    speaking = Speaking(office, current, now, lease_s, tv_back_s)
    await speaking.leasing.open()
    background = (
        asyncio.create_task(speaking.leasing.keep(), name="leases"),
        asyncio.create_task(speaking.news.keep_telling(), name="news"),
    )
    try:
        yield speaking
    finally:
        for task in background:
            task.cancel()
        await asyncio.gather(*background, return_exceptions=True)
