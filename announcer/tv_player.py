"""The room's TV as loudspeaker: the finished sound goes to the server, the TV's page plays it and says how it went."""

import asyncio
import http.client
from collections.abc import Awaitable, Callable
from pathlib import Path
from urllib.parse import quote, urlsplit

from announcer.config import SoundTimes
from announcer.ledger import Ledger
from announcer.messages import TvSound
from announcer.why import Why

Upload = Callable[[str, Path, int | None], Awaitable[bool]]
"""Gives a file to the server, at the path of the room and number, with our fence. True when it was taken."""

REFUSED = "refused"
"""What a browser says that wants a press of somebody's finger before it plays."""


class TvPlayer:
    """One file at a time; its number is that of what sounds on the agenda."""

    def __init__(self, ledger: Ledger, times: SoundTimes, upload: Upload) -> None:
        self._ledger = ledger
        self._times = times
        self._upload = upload

    async def probe(self) -> Why | None:
        """Whether a TV of the room can be heard, as the server told last. None when it can."""
        tv = self._ledger.tv
        if tv is not None and tv.ready:
            return None
        return Why.TV_REFUSED if tv is not None and tv.why == REFUSED else Why.NO_TV

    async def play(self, path: Path, seconds: float, started: Callable[[], None]) -> Why | None:
        """Plays to the end. None when the TV played it, else why not.

        The TV may take 5 s to begin and 8 s longer than the file to end.
        """
        sounding = self._ledger.agenda.sounding
        if sounding is None or not sounding.seqs:
            # The epoch changed under it: the server knows nothing of this number.
            return Why.NO_TV
        seq = sounding.seqs[0]
        self._ledger.sound = None
        room = self._ledger.lease.room or ""
        if not await self._upload(f"/api/v1/rooms/{quote(room) or '-'}/sound/{seq}", path, self._ledger.lease.fence):
            return Why.NO_TV
        told = await self._told(seq, ("playing", "played"), self._times.tv_start)
        if told is None:
            return Why.NO_TV
        if told.state in ("playing", "played"):
            started()
            told = await self._told(seq, ("played",), seconds + self._times.player_margin)
        match told:
            case None:
                return Why.PLAYER_TIMEOUT
            case TvSound(state="gone"):
                return Why.NO_TV
            case TvSound(state="failed", why=why):
                return Why.TV_REFUSED if why == REFUSED else Why.PLAYER_FAILED
            case _:
                return None

    async def _told(self, seq: int, awaited: tuple[str, ...], within: float) -> TvSound | None:
        """What the TV says of the sound, once it is one of the awaited states or an end. None when it says nothing in time."""
        ends = (*awaited, "failed", "gone")
        try:
            async with asyncio.timeout(within):
                while True:
                    sound = self._ledger.sound
                    if sound is not None and sound.seq == seq and sound.state in ends:
                        return sound
                    await self._ledger.changed(self._ledger.version)
        except TimeoutError:
            return None


def uploader(server: str, token: str, within: float) -> Upload:
    """An upload to that server, `within` seconds for each step of the way."""

    async def upload(path: str, file: Path, fence: int | None) -> bool:
        try:
            return await asyncio.to_thread(_put, server, token, path, file, fence, within)
        except (OSError, http.client.HTTPException):
            # Not taken, for whatever reason: the room is told that the TV did not play it.
            return False

    return upload


def _put(server: str, token: str, path: str, file: Path, fence: int | None, within: float) -> bool:
    # http.client follows no redirection and no proxy of the environment, so the token reaches nobody else.
    parts = urlsplit(server)
    safe = parts.scheme in {"https", "wss"}
    connect = http.client.HTTPSConnection if safe else http.client.HTTPConnection
    headers = {"authorization": f"Bearer {token}", "content-type": "audio/wav", "user-agent": "silakan-announcer"}
    if fence is not None:
        headers["x-fence"] = str(fence)
    connection = connect(parts.hostname or "", parts.port, timeout=within)
    try:
        connection.request("PUT", parts.path.rstrip("/") + path, file.read_bytes(), headers)
        answer = connection.getresponse()
        answer.read()
        return http.client.OK <= answer.status < http.client.MULTIPLE_CHOICES
    finally:
        connection.close()
