"""The leases of the rooms at work: kept over restarts, told to the announcers, ended when their time is over."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection
from contextlib import suppress
from typing import Protocol

from server.medium import Unwritable
from server.web.speaking import leases as rules
from server.web.speaking.kept_leases import kept_text, resumed
from server.web.speaking.leases import Ability, Claim, Leases
from server.web.speaking.line import Line

_log = logging.getLogger("silakan.speaking")
_SETTING = "speaking_leases"
_MOST_TOLD = 20
_MOST_BEGUN = 200
"""The newest; of older ones nobody asks any more."""


class Settings(Protocol):
    """What is kept by name."""

    async def setting(self, name: str) -> str | None: ...

    async def put_setting(self, name: str, value: str) -> None: ...


class Leasing:
    """`room_of` says what a room that was asked for is called now. `now`: monotonic, in seconds. Every line whose lease has changed
    is called by its `placed`.
    """

    def __init__(
        self,
        store: Settings,
        room_of: Callable[[str], str],
        now: Callable[[], float],
        life_s: float,
        *,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._store = store
        self._room_of = room_of
        self._now = now
        self._sleep = sleep
        self._leases = Leases(life_s)
        self._kept = ""
        self._lines: dict[int, Line] = {}
        self._twins: set[int] = set()
        self.told_of: tuple[int, ...] = ()
        """Withdrawals and letters that were said, newest last."""
        self._begun: dict[int, set[int]] = {}
        self._changed = asyncio.Event()
        self._changed.set()

    @property
    def life_s(self) -> float:
        return self._leases.life_s

    def claim(self, line: Line, asked: str, *, me: str = "", first: bool = False) -> None:
        """The line wants to speak in that room, "" for the first; it is told what comes of it."""
        line.news.pop("lease", None)
        self._lines[line.id] = line
        claim = Claim(line.id, asked, self._room_of(asked), me, first, self._now(), line.can)
        self._change(rules.claimed(self._leases, claim))

    def heard(self, line: Line) -> None:
        """A sign of life."""
        if line.id in self._lines:
            self._leases = rules.heard(self._leases, line.id, self._now())
            if line.fence is None:
                self._look_for_twins(line)
                # Whoever stands by may be the one that a room waits for.
                self._changed.set()

    def _look_for_twins(self, line: Line) -> None:
        """A connection that an announcer has lost says nothing more: who does is another one."""
        claim = next((claim for claim in self._leases.claims if claim.id == line.id), None)
        if claim is not None and line.id not in self._twins and rules.is_older_twin(self._leases, claim, self._now()):
            self._twins.add(line.id)
            _log.warning("two announcers have the same name: give one of them a state folder of its own")

    def told(self, line: Line, can: Ability) -> None:
        """What the line can make a room hear."""
        line.can = can
        if line.id in self._lines:
            self._change(rules.told(self._leases, line.id, can))

    def yielded(self, line: Line, fence: int) -> None:
        """The line gives up the lease of that number."""
        if line.id in self._lines:
            self._change(rules.yielded(self._leases, line.id, fence))

    def is_to_yield(self, line: Line) -> bool:
        """Whether somebody waits who can speak in the line's room, and the line cannot."""
        return any(hold.claim == line.id for hold in rules.to_relieve(self._leases, self._now()))

    def closed(self, line: Line, *, properly: bool) -> None:
        """The line is over. `properly`: it said goodbye, so it says nothing any more."""
        self._twins.discard(line.id)
        if self._lines.pop(line.id, None) is not None:
            self._change(rules.closed(self._leases, line.id, properly=properly))

    def rooms_changed(self) -> None:
        """The settings may have other rooms now."""
        self._change(rules.rehoused(self._leases, self._room_of))

    def takes(self, line: Line, fence: int | None, room: str) -> bool:
        """Whether an acknowledgement of a call in that room counts."""
        return self._leases.takes(line.id, fence, room)

    def holder(self, room: str, fence: int | None) -> Line | None:
        """The line that holds the room by that number."""
        hold = self._leases.holds.get(room)
        return None if hold is None or hold.fence != fence else self._lines.get(hold.claim)

    def is_free(self, room: str) -> bool:
        """Whether nobody holds the room."""
        return room not in self._leases.holds

    def lines_in(self, room: str) -> list[Line]:
        """Every announcer that speaks or stands by there."""
        return [
            self._lines[claim.id] for claim in self._leases.claims if claim.room == room and claim.id in self._lines
        ]

    def began(self, seq: int, fence: int | None) -> None:
        """Whoever holds that number has begun to say it."""
        if fence is not None:
            self._begun.setdefault(seq, set()).add(fence)
            while len(self._begun) > _MOST_BEGUN:
                del self._begun[next(iter(self._begun))]

    def begun(self, pending: Collection[int]) -> list[tuple[int, int]]:
        """Of those calls and announcements how many announcers have begun to say each."""
        return [(seq, len(self._begun[seq])) for seq in sorted(pending) if seq in self._begun]

    def said(self, line: Line, seq: int, fence: int | None) -> None:
        """The holder has said that withdrawal or letter."""
        if fence is not None and line.room is not None and self.takes(line, fence, line.room):
            self.told_of = (*(one for one in self.told_of if one != seq), seq)[-_MOST_TOLD:]

    async def open(self) -> None:
        """Read what the server's former life has given out. To be done before anybody claims."""
        kept = await self._store.setting(_SETTING)
        self._kept = kept or ""
        self._leases = resumed(kept, self._leases.life_s, self._now())

    async def keep(self) -> None:
        """Give, end and tell leases, until cancelled."""
        while True:
            self._changed.clear()
            await self._settle()
            end = rules.next_end(self._leases)
            with suppress(TimeoutError):
                async with asyncio.timeout(None if end is None else max(0.0, end - self._now())):
                    await self._changed.wait()

    async def _settle(self) -> None:
        """Nobody is told a number before it is kept: a server that starts again must not give it out a second time."""
        told: type[Exception] | None = None
        while (text := kept_text(after := rules.settled(self._leases, self._now()))) != self._kept:
            try:
                await self._store.put_setting(_SETTING, text)
            except Exception as error:  # noqa: BLE001 - whatever the medium says: without it nothing is called either
                if type(error) is not told:
                    told = type(error)
                    where = None if isinstance(error, Unwritable) else error
                    _log.error("the leases of the rooms cannot be kept; trying on: %s", error, exc_info=where)
                await self._sleep(1.0)
                continue
            self._kept = text
        self._leases = after
        for line in list(self._lines.values()):
            self._tell(line)
        for hold in rules.to_relieve(after, self._now()):
            if (holder := self._lines.get(hold.claim)) is not None:
                holder.tell_news("yield", hold.fence)

    def _tell(self, line: Line) -> None:
        claim = next((claim for claim in self._leases.claims if claim.id == line.id), None)
        room = line.room or "" if claim is None else claim.room
        hold = self._leases.held_by(line.id)
        fence = None if hold is None else hold.fence
        if line.news.get("lease") != (room, fence):
            line.news["lease"] = (room, fence)
            line.room, line.fence = room, fence
            line.news.pop("others", None)
            line.placed()
        waiting = 0 if hold is None else rules.others(self._leases, hold, self._now())
        if waiting or "others" in line.news:
            line.tell_news("others", waiting)

    def _change(self, leases: Leases) -> None:
        self._leases = leases
        self._changed.set()
