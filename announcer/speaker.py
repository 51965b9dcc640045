"""The one worker that makes sound: takes the next utterance, has its announcement made, plays it, and says how it went."""

import asyncio
import logging
import shutil
from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

from announcer import agenda as rules
from announcer import lease as leases
from announcer.announcement import Announcement
from announcer.config import Config
from announcer.lease import Standing, may_start
from announcer.ledger import Ledger
from announcer.player import Output
from announcer.preparation import Preparation, seqs
from announcer.room import Room
from announcer.utterance import Utterance
from announcer.why import Why

log = logging.getLogger("announcer")


class Speaker:
    """One announcement at a time. `push` sends waiting acknowledgements at once, if there is a connection."""

    def __init__(
        self,
        config: Config,
        ledger: Ledger,
        room: Room,
        preparation: Preparation,
        output: Output,
        *,
        push: Callable[[], Awaitable[None]],
        monotonic: Callable[[], float],
    ) -> None:
        self._config = config
        self._ledger = ledger
        self._room = room
        self._preparation = preparation
        self._output = output
        self._push = push
        self._monotonic = monotonic

    async def run(self) -> None:
        """For ever: announce what waits; look after the sound device when nothing does."""
        await self._room.check()
        while True:
            utterance = self._due()
            if utterance is None:
                await self._rest()
            else:
                await self._announce(utterance)

    def _due(self) -> Utterance | None:
        """What is said now, if it is ours to say."""
        if not may_start(self._ledger.lease, self._monotonic(), self._config.feed.quiet):
            return None
        return rules.upcoming(self._ledger.agenda)

    async def _announce(self, utterance: Utterance) -> None:
        if self._room.silent:
            await self._settle(lambda agenda: rules.refuse(agenda, Why.SILENT))
            return
        if self._room.device is not None and await self._room.check_device() is not None and not self._config.record:
            if self._room.tv_may_return:
                await self._room.tv_returns(lambda: _same(self._due(), utterance))
                return
            refused = self._room.device or Why.NO_DEVICE
            await self._settle(lambda agenda: rules.refuse(agenda, refused))
            return
        prepared = await self._preparation.due(utterance)
        upcoming = self._due()
        if upcoming is None or not _same(upcoming, utterance):
            # Withdrawn while it was made, or something more urgent came, or somebody else speaks now.
            return
        if prepared.announcement is None or self._room.device is not None:
            if prepared.announcement is not None:
                await self._record(upcoming, prepared.announcement)
            why = self._room.device or prepared.why or Why.SYNTHESIS_FAILED
            await self._settle(lambda agenda: rules.refuse(agenda, why))
            return
        self._ledger.update(rules.begin)
        sounding = self._ledger.agenda.sounding
        if sounding is None:
            log.warning("announce seq=%s given up: begun twice, never ended", seqs(utterance))
            return
        await asyncio.gather(self._ledger.keep(), self._record(sounding, prepared.announcement))
        await self._settle(await self._play(sounding, prepared.announcement, prepared.why))

    async def _play(
        self, utterance: Utterance, announcement: Announcement, wanting: Why | None
    ) -> Callable[[rules.Agenda], rules.Agenda]:
        """Plays it, and says what that means for the agenda. `wanting` is why it was not the whole announcement."""

        def started() -> None:
            for seq in utterance.seqs:
                log.info("announce seq=%d player started", seq)
            self._ledger.update(partial(rules.sounds, seconds=announcement.seconds))

        playing = asyncio.create_task(self._output.play(announcement.path, announcement.seconds, started))
        lost = asyncio.create_task(self._lost())
        try:
            await asyncio.wait((playing, lost), return_when=asyncio.FIRST_COMPLETED)
        finally:
            lost.cancel()
            playing.cancel()
            ended = (await asyncio.gather(playing, lost, return_exceptions=True))[0]
        if isinstance(ended, asyncio.CancelledError):
            who = "speaks" if self._ledger.lease.standing is Standing.STANDBY else "may speak"
            log.warning("announce seq=%s cut off: another announcer %s here now", seqs(utterance), who)
            return rules.again
        if isinstance(ended, BaseException):
            raise ended
        if ended is None and utterance.quiet:
            self._ledger.said(utterance.seqs)
        if ended is None:
            return lambda agenda: rules.finish(agenda, wanting)
        # The exit status of a player does not tell a missing device from a broken player; a second look does.
        missing = await self._room.check_device()
        attempts = self._ledger.agenda.attempts
        once_more = all(attempts.get(seq, 0) < rules.MOST_ATTEMPTS for seq in utterance.seqs)
        if ended is Why.NO_TV and once_more and (missing is None or self._room.tv_may_return):
            log.warning("announce seq=%s not to its end on that TV: the next one says it", seqs(utterance))
            return rules.again
        why = missing or ended
        return lambda agenda: rules.finish(agenda, why)

    async def _lost(self) -> None:
        """Returns once the room is another announcer's, or may be: two are not to be heard at once."""
        while self._ledger.lease.standing is not Standing.STANDBY:
            version = self._ledger.version
            end = leases.ends(self._ledger.lease, self._config.feed.quiet)
            left = None if end is None else end - self._monotonic()
            if left is not None and left <= 0:
                return
            with suppress(TimeoutError):
                async with asyncio.timeout(left):
                    await self._ledger.changed(version)

    async def _record(self, utterance: Utterance, announcement: Announcement) -> None:
        if self._config.record is None:
            return
        try:
            await asyncio.to_thread(_copy, announcement.path, self._config.record, utterance.seqs)
        except OSError as error:
            # A full disk for recordings must not stop the voice.
            log.warning("announce seq=%s not recorded: %s", seqs(utterance), error.strerror)

    async def _settle(self, change: Callable[[rules.Agenda], rules.Agenda]) -> None:
        self._ledger.update(change)
        await asyncio.gather(self._ledger.keep(), self._push())

    async def _rest(self) -> None:
        """Waits for a call; with none for a while, looks whether the device is still, or again, there."""
        call = asyncio.create_task(self._ledger.until(self._due))
        look = asyncio.create_task(self._look())
        try:
            await asyncio.wait((call, look), return_when=asyncio.FIRST_COMPLETED)
        finally:
            call.cancel()
            # A look under way plays silence: a call must not wait for its end.
            look.cancel()
            results = await asyncio.gather(call, look, return_exceptions=True)
        for result in results:
            if isinstance(result, Exception):
                raise result

    async def _look(self) -> None:
        await asyncio.sleep(self._config.sound.idle)
        await self._room.check_device()


def _same(upcoming: Utterance | None, utterance: Utterance) -> bool:
    """Whether that one is still what is said next."""
    return upcoming is not None and upcoming.same_words(utterance)


def _copy(path: Path, folder: Path, numbers: tuple[int, ...]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for seq in numbers:
        part = folder / f"{seq}.wav.part"
        shutil.copyfile(path, part)
        part.replace(folder / f"{seq}.wav")
