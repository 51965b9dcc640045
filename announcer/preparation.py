"""From an utterance to a file that can be played: its words, its form, and the chime alone where words are not to be had."""

import asyncio
import logging
from dataclasses import dataclass

from announcer import phrases
from announcer.announcement import Announcement, Announcements, Form
from announcer.config import SoundTimes
from announcer.ledger import Ledger
from announcer.phrases import Phrase, PhraseError, announcement_phrase, call_phrase, letter_phrase, withdrawal_phrase
from announcer.room import Room
from announcer.tuning import Tuning
from announcer.utterance import Kind, Utterance
from announcer.voices.base import VoiceError
from announcer.why import Why

log = logging.getLogger("announcer")


@dataclass(frozen=True, slots=True)
class Prepared:
    """What will be played, and why it is not the whole announcement; no file when not even the chime could be made."""

    announcement: Announcement | None
    why: Why | None


class Preparation:
    """Makes announcements in the office's words, in the form that fits the backlog."""

    def __init__(
        self, ledger: Ledger, room: Room, announcements: Announcements, tuning: Tuning, times: SoundTimes
    ) -> None:
        self._ledger = ledger
        self._room = room
        self._announcements = announcements
        self._tuning = tuning
        self._times = times

    async def due(self, utterance: Utterance) -> Prepared:
        """What is played now, within bounded time: an engine that hangs costs the words, never the call."""
        why = Why.NO_VOICE
        if self._room.health.why is None:
            try:
                async with asyncio.timeout(self._patience(utterance)):
                    return Prepared(await self.words(utterance, self._form(utterance)), None)
            except PhraseError:
                why = Why.SYNTHESIS_FAILED
            except VoiceError as error:
                why = error.why
            except TimeoutError:
                why = Why.SYNTHESIS_FAILED
                log.warning("announce seq=%s: no words in time", seqs(utterance))
                self._room.failed(why)
            except Exception:
                # One phrase must not silence the office: whatever went wrong, the chime still calls for a look at the screen.
                why = Why.SYNTHESIS_FAILED
                log.exception("announce seq=%s without words", seqs(utterance))
        if utterance.quiet:
            return Prepared(None, why)
        try:
            async with asyncio.timeout(self._times.patience):
                return Prepared(await self._announcements.make((), Form.CHIME), why)
        except (VoiceError, TimeoutError) as error:
            log.warning("announce seq=%s without chime: %s", seqs(utterance), error)
            return Prepared(None, why)

    async def words(self, utterance: Utterance, form: Form) -> Announcement:
        """The announcement with words. Raises PhraseError and VoiceError; what the voice did is noted for the room."""
        phrase = self.phrase(utterance)
        second = await self._tuning.second_phrase(utterance.ticket, utterance.counter) if form is Form.FULL else ()
        if kept := self._announcements.ready(phrase, form, second):
            return kept
        try:
            made = await self._announcements.make(phrase, form, second)
        except VoiceError as error:
            log.warning("announce seq=%s without words: %s", seqs(utterance), error)
            self._room.failed(error.why)
            raise
        self._room.spoke()
        return made

    async def chime(self) -> None:
        """Makes the chime ahead, so that it is there when nothing else is."""
        try:
            await self._announcements.make((), Form.CHIME)
        except VoiceError as error:
            log.warning("no chime: %s", error)

    def phrase(self, utterance: Utterance) -> Phrase:
        """The sentence in the office's words. Raises PhraseError."""
        settings = self._room.settings
        match utterance.kind:
            case Kind.CALL:
                return call_phrase(utterance.ticket, utterance.counter, settings)
            case Kind.WITHDRAWAL:
                return withdrawal_phrase(utterance.ticket, settings)
            case Kind.LETTER:
                return letter_phrase(utterance.ticket, settings)
            case Kind.ANNOUNCEMENT:
                return announcement_phrase(utterance.text, settings)

    def ahead(self, utterance: Utterance) -> Form:
        """The form to make ahead for one that waits."""
        return self._form(utterance)

    def _patience(self, utterance: Utterance) -> float:
        """Seconds. Levelling a long text takes a small machine a while."""
        lasts = phrases.seconds(self.phrase(utterance), self._room.settings.rate)
        return self._times.patience + self._times.patience_share * lasts

    def _form(self, utterance: Utterance) -> Form:
        whole = _whole(utterance)
        others = [waiting for waiting in self._ledger.agenda.waiting if not waiting.same_words(utterance)]
        if utterance.urgent or not others:
            # However long the office's own sentence is: nobody waits behind it.
            return whole
        left = self._times.backlog
        for waiting in (utterance, *others):
            left -= self._full_seconds(waiting)
            if left < 0:
                return Form.SHORT
        return whole

    def _full_seconds(self, utterance: Utterance) -> float:
        try:
            phrase = self.phrase(utterance)
        except PhraseError:
            # It will be the chime alone.
            return 0.0
        made = self._announcements.ready(phrase, _whole(utterance))
        if made:
            return made.seconds
        return self._announcements.full_seconds(phrases.seconds(phrase, self._room.settings.rate))


def seqs(utterance: Utterance) -> str:
    """The numbers for the log."""
    return ",".join(map(str, utterance.seqs))


def _whole(utterance: Utterance) -> Form:
    match utterance.kind:
        case Kind.CALL:
            return Form.FULL
        case Kind.ANNOUNCEMENT:
            return Form.NOTICE
        case Kind.WITHDRAWAL | Kind.LETTER:
            return Form.SHORT
