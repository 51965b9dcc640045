"""What the room can hear at the moment: whether there is a voice, and something to speak through. Looks after both."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from pathlib import Path

from announcer.announcement import Announcements
from announcer.clock import awake
from announcer.config import SoundTimes
from announcer.ledger import Ledger
from announcer.messages import Ready, TvReady
from announcer.phrases import Digit
from announcer.player import Output
from announcer.settings import DEFAULT_SETTINGS
from announcer.voices.base import Health, Voice, VoiceError
from announcer.why import Why

log = logging.getLogger("announcer")

MOST_FAILURES = 3
"""After so many phrases in a row that could not be made, the voice is taken as lost until it has said a trial word."""

_UNKNOWN = Health("none", "none", Why.NO_VOICE)


class Room:
    """Checks voice and output, and tells the ledger whenever the answer changes. `trial` is a file to try the voice with."""

    def __init__(
        self,
        voice: Voice,
        output: Output,
        announcements: Announcements,
        ledger: Ledger,
        trial: Path,
        *,
        times: SoundTimes,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        monotonic: Callable[[], float] = awake,
    ) -> None:
        self._voice = voice
        self._output = output
        self._announcements = announcements
        self._ledger = ledger
        self._trial = trial
        self._times = times
        self._sleep = sleep
        self._monotonic = monotonic
        self._tv_went: float | None = None
        self._failures = 0
        self._identity = _UNKNOWN.identity
        self._known: tuple[TvReady | None, bool] = (None, False)
        self.settings = DEFAULT_SETTINGS
        self.health = _UNKNOWN
        self.device: Why | None = Why.NO_DEVICE

    @property
    def silent(self) -> bool:
        """Silence by choice, of whoever started us or of the office at this hour: neither voice nor device matters."""
        return self.health.voice == "silent" or self.settings.volume == 0

    @property
    def by_tv(self) -> bool:
        """Whether the office has chosen the TV as loudspeaker of our room."""
        room, rooms = self._ledger.lease.room, self.settings.rooms
        return rooms.get(room if room is not None else next(iter(rooms), "")) == "tv"

    @property
    def ready(self) -> Ready:
        """What goes to the server."""
        if self.silent:
            return Ready("silent", "none", Why.SILENT)
        if self.device is not None:
            return Ready(self.health.voice, "none", self.device)
        if self.health.why is not None:
            return Ready("none", "chime", Why.NO_VOICE)
        return Ready(self.health.voice, "speech", None)

    async def check(self) -> None:
        """Both, at the start. A voice that does not answer in time holds nothing back: it is looked for again soon."""
        try:
            async with asyncio.timeout(self._times.patience):
                await self.check_voice(tell=False)
        except TimeoutError:
            log.warning("voice does not answer")
        await self.check_device()

    def retuned(self) -> None:
        """Other sentences, another volume, but the voice is made of the same: no need to ask it."""
        self._announcements.use(self._identity, self.settings)
        self._tell()

    async def check_voice(self, *, tell: bool = True) -> None:
        """Asks the voice about itself; one that was lost has to speak before it is believed."""
        health = await self._voice.check()
        if self._failures >= MOST_FAILURES and health.why is None:
            health = await self._tried(health)
        if health != self.health:
            log.info("voice %s (%s)", health.voice, health.why or health.identity)
        self.health = health
        self._identity = health.identity
        self._announcements.use(self._identity, self.settings)
        if tell:
            self._tell()

    async def check_device(self) -> Why | None:
        """Looks for something to play through; a silent office needs nothing."""
        if not self.silent:
            device = await self._output.probe()
            if device != self.device:
                log.info("sound output %s", device or "found")
            if device != self.device and device is Why.NO_TV:
                # At the start there was none to wait for.
                self._tv_went = self._monotonic() if self.device is None else None
            self.device = device
        self._tell()
        return self.device

    @property
    def tv_may_return(self) -> bool:
        """Whether the TV went so lately that it is worth waiting for."""
        return self.device is Why.NO_TV and self._tv_left() > 0

    async def tv_returns(self, still: Callable[[], bool]) -> None:
        """Waits until it is back, but not for long, and only while that is `still` wanted."""
        try:
            async with asyncio.timeout(self._tv_left()):
                await self._ledger.until(lambda: not still() or (self._ledger.tv is not None and self._ledger.tv.ready))
        except TimeoutError:
            self._tv_went = None

    def _tv_left(self) -> float:
        """Seconds that are left of waiting for it."""
        if self._tv_went is None:
            return 0.0
        return max(0.0, self._tv_went + self._times.tv_return - self._monotonic())

    async def watch_voice(self) -> None:
        """For ever: while there is no voice, looks for one, less and less often."""
        while True:
            await self._ledger.until(lambda: self._lost)
            wait = self._times.voice_first
            while self._lost:
                await self._sleep(wait)
                wait = min(wait * 2, self._times.voice_longest)
                if self._lost:
                    await self.check_voice()

    async def watch_tv(self) -> None:
        """For ever: what the server says of the TV, or of our room, holds at once."""
        while True:
            version, known = self._ledger.version, (self._ledger.tv, self.by_tv)
            if known != self._known:
                self._known = known
                await self.check_device()
            await self._ledger.changed(version)

    def spoke(self) -> None:
        """A phrase was made."""
        self._failures = 0

    def failed(self, why: Why) -> None:
        """A phrase could not be made. For want of an Indonesian voice, or the third time in a row, there is no voice any more."""
        self._failures += 1
        if why is Why.NO_VOICE or self._failures >= MOST_FAILURES:
            if self.health.why is None:
                log.warning("voice lost: %s", why)
            self._failures = max(self._failures, MOST_FAILURES)
            self.health = _UNKNOWN
            self._tell()

    @property
    def _lost(self) -> bool:
        return self.health.why is not None and not self.silent

    async def _tried(self, health: Health) -> Health:
        try:
            self._trial.parent.mkdir(parents=True, exist_ok=True)
            await self._voice.render((Digit(1),), self._trial)
        except (VoiceError, OSError) as error:
            log.info("voice still lost: %s", error)
            return _UNKNOWN
        finally:
            self._trial.unlink(missing_ok=True)
        self._failures = 0
        return health

    def _tell(self) -> None:
        self._ledger.tell(self.ready)
