"""What the room can hear at the moment: whether there is a voice, and a sound device to speak through."""

import logging

from announcer.announcement import Announcements
from announcer.ledger import Ledger
from announcer.messages import Ready
from announcer.player import Player
from announcer.voices.base import Health, Voice
from announcer.why import Why

log = logging.getLogger("announcer")


class Room:
    """Checks voice and device, and tells the ledger whenever the answer changes."""

    def __init__(self, voice: Voice, player: Player, announcements: Announcements, ledger: Ledger) -> None:
        self._voice = voice
        self._player = player
        self._announcements = announcements
        self._ledger = ledger
        self.health = Health("none", "none", Why.NO_VOICE)
        self.device: Why | None = Why.NO_DEVICE

    @property
    def silent(self) -> bool:
        """Silence by choice: neither voice nor device matters."""
        return self.health.voice == "silent"

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
        """Both, at the start."""
        await self.check_voice(tell=False)
        await self.check_device()

    async def check_voice(self, *, tell: bool = True) -> None:
        """Asks the voice about itself."""
        health = await self._voice.check()
        if health != self.health:
            log.info("voice %s (%s)", health.voice, health.why or health.identity)
        self.health = health
        self._announcements.use(health.identity)
        if tell:
            self._tell()

    async def check_device(self) -> Why | None:
        """Looks for a player with a device behind it; a silent office needs none."""
        if not self.silent:
            device = await self._player.probe()
            if device != self.device:
                log.info("sound device %s", device or "found")
            self.device = device
        self._tell()
        return self.device

    def voice_lost(self) -> None:
        """A phrase could not be said for want of an Indonesian voice."""
        self.health = Health("none", "none", Why.NO_VOICE)
        self._tell()

    def _tell(self) -> None:
        self._ledger.tell(self.ready)
