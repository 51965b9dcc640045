"""The one worker that makes sound: takes the next utterance, makes its announcement, plays it, and says how it went."""

import asyncio
import logging
import shutil
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from announcer import agenda as rules
from announcer import phrases
from announcer.agenda import Utterance
from announcer.announcement import Announcement, Announcements, Form
from announcer.config import Config
from announcer.ledger import Ledger
from announcer.phrases import Phrase, PhraseError, call_phrase, letter_phrase, withdrawal_phrase
from announcer.player import Player
from announcer.room import Room
from announcer.voices.base import VoiceError
from announcer.why import Why

log = logging.getLogger("announcer")

PREFETCHED = 3
"""So many waiting announcements are made ahead while another one sounds."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """What will be played, and why it is not the whole announcement; no file when not even the chime could be made."""

    announcement: Announcement | None
    why: Why | None


class Speaker:
    """One announcement at a time. `push` sends waiting acknowledgements at once, if there is a connection."""

    def __init__(
        self,
        config: Config,
        ledger: Ledger,
        room: Room,
        announcements: Announcements,
        player: Player,
        *,
        push: Callable[[], Awaitable[None]],
        monotonic: Callable[[], float],
    ) -> None:
        self._config = config
        self._ledger = ledger
        self._room = room
        self._announcements = announcements
        self._player = player
        self._push = push
        self._monotonic = monotonic
        self._voice_asked = monotonic()

    async def run(self) -> None:
        """For ever: announce what waits; look after voice and device when nothing does."""
        await self._room.check()
        while True:
            utterance = rules.upcoming(self._ledger.agenda)
            if utterance is None:
                await self._rest()
            else:
                await self._announce(utterance)

    async def prefetch(self) -> None:
        """For ever: makes the announcements of waiting calls ahead, so that no silence but the player's parts them."""
        while True:
            version = self._ledger.version
            if self._room.health.why is None:
                for utterance in self._ledger.agenda.waiting[:PREFETCHED]:
                    await self._prepare(utterance)
            await self._ledger.changed(version)

    async def _announce(self, utterance: Utterance) -> None:
        if self._room.silent:
            await self._settle(lambda agenda: rules.refuse(agenda, Why.SILENT))
            return
        if self._room.device is not None and await self._room.check_device() is not None and not self._config.record:
            await self._settle(lambda agenda: rules.refuse(agenda, Why.NO_DEVICE))
            return
        prepared = await self._prepare(utterance)
        upcoming = rules.upcoming(self._ledger.agenda)
        if upcoming is None or not _same(upcoming, utterance):
            # Withdrawn while it was made.
            return
        if prepared.announcement is None or self._room.device is not None:
            if prepared.announcement is not None:
                await self._record(upcoming, prepared.announcement)
            refused = self._room.device or prepared.why or Why.SYNTHESIS_FAILED
            await self._settle(lambda agenda: rules.refuse(agenda, refused))
            return
        self._ledger.update(rules.begin)
        sounding = self._ledger.agenda.sounding
        if sounding is None:
            log.warning("announce seq=%s given up: begun twice, never ended", _seqs(utterance))
            return
        await asyncio.gather(self._ledger.keep(), self._push(), self._record(sounding, prepared.announcement))
        why = await self._play(sounding, prepared.announcement) or prepared.why
        await self._settle(lambda agenda: rules.finish(agenda, why))

    async def _play(self, utterance: Utterance, announcement: Announcement) -> Why | None:
        def started() -> None:
            for seq in utterance.seqs:
                log.info("announce seq=%d player started", seq)

        why = await self._player.play(announcement.path, announcement.seconds, started)
        if why is not None:
            # The player's exit status does not tell a missing device from a broken player; a second look does.
            return await self._room.check_device() or why
        return None

    async def _prepare(self, utterance: Utterance) -> Prepared:
        """The announcement in the form that fits the backlog, or the chime alone and why."""
        why = Why.NO_VOICE
        try:
            phrase = _phrase(utterance)
            if self._room.health.why is None:
                return Prepared(await self._announcements.make(phrase, self._form(utterance)), None)
        except PhraseError:
            why = Why.SYNTHESIS_FAILED
        except VoiceError as error:
            why = error.why
            log.warning("announce seq=%s without words: %s", _seqs(utterance), error)
            if why is Why.NO_VOICE:
                self._room.voice_lost()
        except Exception:
            # One phrase must not silence the office: whatever went wrong, the chime still calls for a look at the screen.
            why = Why.SYNTHESIS_FAILED
            log.exception("announce seq=%s without words", _seqs(utterance))
        if utterance.quiet:
            # A chime without words would call somebody.
            return Prepared(None, why)
        try:
            return Prepared(await self._announcements.make((), Form.CHIME), why)
        except VoiceError as error:
            log.warning("announce seq=%s without chime: %s", _seqs(utterance), error)
            return Prepared(None, why)

    def _form(self, utterance: Utterance) -> Form:
        if utterance.quiet:
            return Form.SHORT
        waiting = sum(self._full_seconds(utterance) for utterance in self._ledger.agenda.waiting)
        return Form.SHORT if waiting > self._config.sound.backlog else Form.FULL

    def _full_seconds(self, utterance: Utterance) -> float:
        try:
            phrase = _phrase(utterance)
        except PhraseError:
            # It will be the chime alone.
            return 0.0
        made = self._announcements.ready(phrase, Form.FULL)
        return made.seconds if made else self._expected(phrase)

    def _expected(self, phrase: Phrase) -> float:
        return self._announcements.full_seconds(phrases.seconds(phrase, self._config.rate))

    async def _record(self, utterance: Utterance, announcement: Announcement) -> None:
        if self._config.record is None:
            return
        try:
            await asyncio.to_thread(_copy, announcement.path, self._config.record, utterance.seqs)
        except OSError as error:
            # A full disk for recordings must not stop the voice.
            log.warning("announce seq=%s not recorded: %s", _seqs(utterance), error.strerror)

    async def _settle(self, change: Callable[[rules.Agenda], rules.Agenda]) -> None:
        self._ledger.update(change)
        await asyncio.gather(self._ledger.keep(), self._push())

    async def _rest(self) -> None:
        """Waits for a call; with none for a while, looks whether voice and device are still, or again, there."""
        call = asyncio.create_task(self._called())
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

    async def _called(self) -> None:
        while rules.upcoming(self._ledger.agenda) is None:
            await self._ledger.changed(self._ledger.version)

    async def _look(self) -> None:
        await asyncio.sleep(self._config.sound.idle)
        await self._room.check_device()
        due = self._monotonic() - self._voice_asked >= self._config.sound.voice_recheck
        if self._room.health.why is not None and not self._room.silent and due:
            self._voice_asked = self._monotonic()
            await self._room.check_voice()


def _phrase(utterance: Utterance) -> Phrase:
    if utterance.takes_back:
        return withdrawal_phrase(utterance.ticket)
    if utterance.letter:
        return letter_phrase(utterance.ticket)
    return call_phrase(utterance.ticket, utterance.counter)


def _same(one: Utterance, other: Utterance) -> bool:
    """Whether both are said in the same words: repeats that joined meanwhile make no difference."""
    return (one.ticket, one.counter, one.takes_back, one.letter) == (
        other.ticket,
        other.counter,
        other.takes_back,
        other.letter,
    )


def _copy(path: Path, folder: Path, seqs: tuple[int, ...]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for seq in seqs:
        part = folder / f"{seq}.wav.part"
        shutil.copyfile(path, part)
        part.replace(folder / f"{seq}.wav")


def _seqs(utterance: Utterance) -> str:
    return ",".join(map(str, utterance.seqs))
