"""A speaker with everything around it, wired to a studio that does as it is told."""

import asyncio
from array import array
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

from announcer import agenda as rules
from announcer import intake
from announcer.agenda import Agenda
from announcer.announcement import Announcements
from announcer.cache import Cache
from announcer.config import ASSETS, Config
from announcer.lease import Lease, Standing
from announcer.ledger import Ledger
from announcer.loudspeaker import Loudspeaker
from announcer.messages import Ack, Call, Event, Reset
from announcer.outlook import Outlook
from announcer.packs import Unfetched
from announcer.phrases import Phrase, written
from announcer.player import Player
from announcer.preparation import Preparation
from announcer.process import Ended
from announcer.room import Room
from announcer.speaker import Speaker
from announcer.tuning import Tuning
from announcer.tv_player import TvPlayer
from announcer.voices.base import Health
from announcer.voices.switched import SwitchedVoice
from announcer.wav import RATE, length, write


class Studio:
    """A voice and a player that do as they are told, and a note of everything that happened, in order."""

    def __init__(self) -> None:
        self.notes: list[str] = []
        self.lengths: list[float] = []
        self.health = Health("pyttsx3", "studio")
        self.render_fails: Exception | None = None
        self.exit: int | None = 0
        self.device_exit: int | None = 0
        self.probes = 0
        self.gate = asyncio.Event()
        self.gate.set()
        self.engine = asyncio.Event()
        self.engine.set()
        self.answers = asyncio.Event()
        self.answers.set()
        self.rendered: list[str] = []
        self._news = asyncio.Event()
        self.sounding = 0

    def noted(self) -> None:
        news, self._news = self._news, asyncio.Event()
        news.set()

    async def until(self, condition: Callable[[], object]) -> None:
        async with asyncio.timeout(20):
            while not condition():
                await self._news.wait()

    async def check(self) -> Health:
        await self.answers.wait()
        return self.health

    async def render(self, phrase: Phrase, out: Path) -> None:
        self.rendered.append(written(phrase))
        self.noted()
        await self.engine.wait()
        if self.render_fails:
            raise self.render_fails
        write(out, array("h", [9_000, -9_000] * (3 * RATE)))

    async def run(
        self, command: tuple[str, ...], *, within: float, started: Callable[[], None] | None = None, **_: object
    ) -> Ended:
        if started is None:
            self.probes += 1
            return Ended(self.device_exit, b"", b"")
        started()
        self.sounding += 1
        assert self.sounding == 1, "two at once"
        self.lengths.append(length(Path(command[-1])))
        self.notes.append("start")
        try:
            await self.gate.wait()
            await asyncio.sleep(0)
        finally:
            self.sounding -= 1
        self.notes.append("end")
        return Ended(self.exit, b"", b"")


class Speech:
    """The studio as a voice with a rate."""

    def __init__(self, studio: Studio) -> None:
        self.check = studio.check
        self.render = studio.render
        self.tuned: list[tuple[int, dict[str, str]]] = []

    def set(self, rate: int, words: Mapping[str, str]) -> None:
        self.tuned.append((rate, dict(words)))


class Stage:
    """A speaker with its ledger, wired to a studio. Time stands still unless a test moves `now`."""

    def __init__(self, config: Config, studio: Studio, voice: object) -> None:
        self.studio = studio
        self.now = 0.0
        config.state.mkdir(exist_ok=True)
        self.ledger = Ledger(intake.received(Agenda(60.0), Reset("first", 0, ())), config.place_file, self._write)
        self.ledger.lay(Lease(Standing.ALONE))
        switched = SwitchedVoice(voice)  # type: ignore[arg-type]
        announcements = Announcements(switched, Cache(config.cache, 99, 10**8), ASSETS / "chime.wav", config.sound)
        player = Player([("player",)], studio.run, config.sound, config.state)  # type: ignore[arg-type]
        self.uploads: list[tuple[str, int | None]] = []
        self.taken = True
        self.packs: dict[str, Path] = {}
        self.output = Loudspeaker(player, TvPlayer(self.ledger, config.sound, self._upload), lambda: self.room.by_tv)
        trial = config.state / "trial.wav"
        self.naps: list[float] = []
        self.room = Room(switched, self.output, announcements, self.ledger, trial, times=config.sound, sleep=self._nap)
        self.speech = Speech(studio)
        self.tuning = Tuning(
            config, self.ledger, self.room, announcements, self.speech, switched, fetch=self._fetch, sleep=self._nap
        )
        preparation = Preparation(self.ledger, self.room, announcements, self.tuning, config.sound)
        self.outlook = Outlook(self.ledger, self.room, preparation)
        self.speaker = Speaker(
            config, self.ledger, self.room, preparation, self.output, push=self._push, monotonic=lambda: self.now
        )

    async def _upload(self, path: str, file: Path, fence: int | None) -> bool:
        assert length(file) > 0
        self.uploads.append((path, fence))
        self.ledger.wake()
        return self.taken

    async def _fetch(self, digest: str) -> Path:
        if digest not in self.packs:
            raise Unfetched(digest)
        return self.packs[digest]

    async def _nap(self, seconds: float) -> None:
        self.naps.append(seconds)
        self.studio.noted()
        await asyncio.sleep(0.005)

    def _write(self, _path: Path, agenda: Agenda) -> None:
        self.studio.notes.append(f"disk {sorted(agenda.attempts)}")

    async def _push(self) -> None:
        self.studio.notes.append("push")

    def receive(self, message: Event) -> None:
        self.ledger.update(lambda agenda: intake.received(agenda, message))

    def call(self, *seqs: int) -> None:
        for seq in seqs:
            self.receive(Call(seq, f"A{seq:03}", "1", 0.0))

    def begin(self) -> None:
        self.ledger.update(rules.begin)

    async def until(self, condition: Callable[[], object]) -> None:
        async with asyncio.timeout(20):
            while not condition():
                await self.ledger.changed(self.ledger.version)

    async def rendered(self, count: int) -> None:
        """Until the voice was asked for so many phrases."""
        await self.studio.until(lambda: len(self.studio.rendered) >= count)

    async def until_napped(self, times: int) -> None:
        """Until somebody has waited so often before trying again."""
        await self.studio.until(lambda: len(self.naps) >= times)

    async def settled(self, *seqs: int) -> list[Ack]:
        await self.until(lambda: set(seqs) <= self.ledger.agenda.settled.keys())
        return [ack for ack in self.ledger.agenda.outbox if ack.step != "speaking"]

    @asynccontextmanager
    async def open(self, *, prefetch: bool = False) -> AsyncIterator[None]:
        tasks = [asyncio.create_task(self.speaker.run()), asyncio.create_task(self.room.watch_tv())]
        if prefetch:
            tasks += [
                asyncio.create_task(work()) for work in (self.outlook.run, self.tuning.run, self.room.watch_voice)
            ]
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            results = await asyncio.gather(*tasks, return_exceptions=True)
            assert all(isinstance(result, asyncio.CancelledError) for result in results), results
