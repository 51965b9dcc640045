"""The office's choice of voice, put into effect: at the start from disk, then whenever the server tells another one."""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Collection, Coroutine, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol

from announcer.announcement import Announcements
from announcer.config import Config
from announcer.ledger import Ledger
from announcer.messages import Chosen
from announcer.packs import Unfetched
from announcer.phrases import Phrase
from announcer.room import Room
from announcer.settings import DEFAULT_SETTINGS, VoiceSettings, settings_of
from announcer.voices.base import Voice
from announcer.voices.clips import make_clip_voice
from announcer.voices.pack import PackError
from announcer.voices.second import SecondVoice
from announcer.voices.switched import SwitchedVoice

log = logging.getLogger("announcer")

FetchPack = Callable[[str], Awaitable[Path]]
"""The folder with the pack of that digest; raises Unfetched."""


class Speech(Voice, Protocol):
    """The voice that can say anything, at a rate and with the office's corrections."""

    def set(self, rate: int, words: Mapping[str, str]) -> None: ...


class Tuning:
    """`speech` says what no pack does; `voice` is what everybody else speaks with. `fetch` gets a pack, `forget` removes all others."""

    def __init__(
        self,
        config: Config,
        ledger: Ledger,
        room: Room,
        announcements: Announcements,
        speech: Speech,
        voice: SwitchedVoice,
        *,
        fetch: FetchPack,
        forget: Callable[[Collection[str]], None] = lambda _: None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._config = config
        self._ledger = ledger
        self._room = room
        self._announcements = announcements
        self._speech = speech
        self._voice = voice
        self._fetch = fetch
        self._forget = forget
        self._sleep = sleep
        self._second: SecondVoice | None = None
        self._made_of: tuple[object, ...] = ()

    async def begin(self) -> None:
        """What the office chose when we last heard of it, so that a start without a server speaks as the office wants.

        The voice is not asked yet: whoever starts to speak does that.
        """
        chosen = await asyncio.to_thread(self._kept)
        await self._set(settings_of(chosen.voice) if chosen else replace(DEFAULT_SETTINGS, rate=self._config.rate))

    async def run(self) -> None:
        """For ever: what is chosen is put into effect, kept, and what it needs is fetched."""
        while True:
            await self._ledger.until(lambda: self._ledger.chosen)
            chosen = self._ledger.chosen
            assert chosen is not None
            await self.apply(settings_of(chosen.voice))
            await asyncio.to_thread(self._keep, chosen)
            await self._complete_until(self._another_than(chosen), settings_of(chosen.voice))

    async def apply(self, settings: VoiceSettings) -> None:
        """The choice holds on return, with the packs that are here."""
        if await self._set(settings):
            await self._room.check_voice()
        else:
            self._room.retuned()
        # Another loudspeaker, perhaps: who looks after it must look again, though the room still hears the same.
        self._ledger.wake()

    async def second_phrase(self, ticket: str, counter: str) -> Phrase:
        """The call in the second language; empty when there is none."""
        if self._second is None or not ticket:
            return ()
        words = self._room.settings.counters.get(counter, f"loket {counter}")
        try:
            return await self._second.phrase(ticket, words)
        except PackError as error:
            log.info("second language left out: %s", error)
            return ()

    async def _set(self, settings: VoiceSettings) -> bool:
        """Whether the voice is made of something else now."""
        pack, second = self._place(self._pack(settings)), self._place(settings.second)
        self._room.settings = settings
        made_of = (settings.rate, sorted(settings.words.items()), pack, second)
        if made_of == self._made_of:
            return False
        # Until the voice has told what it is made of now, nothing that is made may be taken for the old sound or the new.
        self._announcements.use(f"unchecked {made_of}", settings)
        self._made_of = made_of
        self._speech.set(settings.rate, settings.words)
        if self._config.voice is None:
            self._voice.to(make_clip_voice(pack, self._speech) if pack else self._speech)
        self._second = SecondVoice(second) if second else None
        health = await self._second.check() if self._second else None
        self._announcements.follow(self._second, health.identity if health else "")
        return True

    async def _another_than(self, chosen: Chosen) -> None:
        await self._ledger.until(lambda: self._ledger.chosen != chosen)

    async def _complete_until(self, other: Coroutine[Any, Any, None], settings: VoiceSettings) -> None:
        """Another choice is put into effect at once, however long the packs of this one take."""
        another, completed = asyncio.create_task(other), asyncio.create_task(self._complete(settings))
        try:
            await asyncio.wait((another, completed), return_when=asyncio.FIRST_COMPLETED)
            if not completed.done() or completed.exception() is None:
                await another
        finally:
            another.cancel()
            completed.cancel()
            ended = await asyncio.gather(another, completed, return_exceptions=True)
        for result in ended:
            if isinstance(result, Exception):
                raise result

    async def _complete(self, settings: VoiceSettings) -> None:
        """Gets the packs that are missing, however long that takes, and then speaks with them."""
        needed = [digest for digest in (self._pack(settings), settings.second) if digest]
        wait = self._config.sound.voice_first
        while missing := [digest for digest in needed if self._place(digest) is None]:
            try:
                await self._fetch(missing[0])
            except Unfetched as error:
                log.warning("%s", error)
                await self._sleep(wait)
                wait = min(2 * wait, self._config.sound.voice_longest)
            await self.apply(settings)
        await asyncio.to_thread(self._forget, needed)

    def _pack(self, settings: VoiceSettings) -> str:
        """Who started us with a voice means that one, whatever the office has chosen."""
        return settings.pack if self._config.voice is None else ""

    def _place(self, digest: str) -> Path | None:
        place = self._config.packs / digest
        return place if digest and place.is_dir() else None

    def _kept(self) -> Chosen | None:
        try:
            kept = json.loads(self._config.chosen_file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            # Not there, or cut short: the defaults speak until the server tells.
            return None
        return Chosen(kept) if isinstance(kept, dict) else None

    def _keep(self, chosen: Chosen) -> None:
        part = self._config.chosen_file.with_suffix(".part")
        try:
            part.write_text(json.dumps(dict(chosen.voice)), encoding="utf-8")
            part.replace(self._config.chosen_file)
        except OSError as error:
            # The choice holds all the same; only a restart without a server would not know it.
            log.warning("choice of voice not written to disk: %s", error.strerror)
