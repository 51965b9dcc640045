"""What sounds in our room: the device of this machine, or the room's TV when the office has chosen that."""

from collections.abc import Callable
from pathlib import Path

from announcer.player import Output
from announcer.why import Why


class Loudspeaker:
    """`by_tv` tells, at the moment of asking, whether the TV is the one."""

    def __init__(self, device: Output, tv: Output, by_tv: Callable[[], bool]) -> None:
        self._device = device
        self._tv = tv
        self._by_tv = by_tv

    async def play(self, path: Path, seconds: float, started: Callable[[], None]) -> Why | None:
        """Plays the file to its end and calls `started` when sound begins. None when it was played, else why not."""
        return await self._now.play(path, seconds, started)

    async def probe(self) -> Why | None:
        """Looks, without a sound, whether it could play. None when it could."""
        return await self._now.probe()

    @property
    def _now(self) -> Output:
        return self._tv if self._by_tv() else self._device
