"""The way to the server: connects, lives on the connection, loses it, and comes back whatever happens."""

import asyncio
import logging
import sys
from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import partial
from random import Random
from types import MappingProxyType
from urllib.parse import urlencode, urlsplit, urlunsplit

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus, WebSocketException

from announcer import handover
from announcer.agenda import Agenda
from announcer.config import Config, FeedTimes
from announcer.ledger import Ledger
from announcer.link import Cut, Link

log = logging.getLogger("announcer")

LARGEST_FRAME = 1_048_576
"""Bytes. An office may have 500 corrected words, and the server sends them in one frame."""
GOING_AWAY = 1001
NOT_ADMITTED = (
    "Server menolak token penyuara ini. Jalankan lagi dengan --pair supaya diizinkan dengan kode, "
    "atau isi SILAKAN_TOKEN dengan token baru dari silakan pin."
)
_OF_THE_TOKEN = frozenset({"server answered 401", "closed with 4401"})

_SCHEMES = MappingProxyType({"http": "ws", "https": "wss", "ws": "ws", "wss": "wss"})


def feed_url(server: str, agenda: Agenda) -> str:
    """The feed's address with our bookmark, if there is one of use. Raises ValueError for an address that is none."""
    parts = urlsplit(server)
    if parts.scheme not in _SCHEMES or not parts.hostname:
        raise ValueError(server)
    query = {"only": "calls"}
    if agenda.epoch is not None and not agenda.fresh:
        query = {"after": str(agenda.seen), "epoch": agenda.epoch, **query}
    return urlunsplit((_SCHEMES[parts.scheme], parts.netloc, parts.path.rstrip("/") + "/feed", urlencode(query), ""))


def wait_before(attempt: int, times: FeedTimes, rng: Random) -> float:
    """Seconds before a reconnect: none before the first, then 0.5 s up to 10 s, anywhere in the widening range."""
    if attempt == 0:
        return 0.0
    return rng.uniform(times.first_wait, min(times.longest_wait, times.first_wait * 2.0 ** min(attempt, 16)))


def _to_stderr(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)


class Feed:
    """`me` is our lasting name; `tell` says a sentence to whoever started us; `sleep`, `monotonic` and `rng` are handed in, so that
    tests need not wait.
    """

    def __init__(
        self,
        config: Config,
        ledger: Ledger,
        *,
        rng: Random,
        monotonic: Callable[[], float],
        me: str = "",
        tell: Callable[[str], object] = _to_stderr,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._config = config
        self._ledger = ledger
        self._rng = rng
        self._monotonic = monotonic
        self._me = me
        self._tell = tell
        self._sleep = sleep
        self._link: Link | None = None
        self._last_reason = ""

    async def run(self) -> None:
        """For ever: connect, live, lose it, come back."""
        attempt = 0
        while True:
            began = self._monotonic()
            reason = await self._connection()
            self._ledger.update(handover.replay_over)
            if reason != self._last_reason:
                log.warning("feed cut: %s", reason)
                self._last_reason = reason
                if reason in _OF_THE_TOKEN:
                    self._tell(NOT_ADMITTED)
            if self._monotonic() - began >= self._config.feed.healthy:
                attempt = 0
            await self._sleep(wait_before(attempt, self._config.feed, self._rng))
            attempt += 1

    async def push(self) -> None:
        """Sends what waits, at once. Without a connection, or when it breaks, everything stays for the next one."""
        if self._link is None:
            return
        # The link's own tasks notice the same and end it.
        with suppress(Cut, ConnectionClosed):
            await self._link.push()

    async def _connection(self) -> str:
        """One connection from open to end; says why it ended."""
        times = self._config.feed
        try:
            socket = await connect(
                feed_url(self._config.server, self._ledger.agenda),
                additional_headers={"Authorization": f"Bearer {self._config.token}"},
                open_timeout=times.open,
                ping_interval=None,
                close_timeout=1,
                proxy=None,
                max_size=LARGEST_FRAME,
                compression=None,
            )
        except InvalidStatus as error:
            return f"server answered {error.response.status_code}"
        except (OSError, WebSocketException) as error:
            return f"no connection ({type(error).__name__})"
        self._link = link = Link(
            socket, self._ledger, times, monotonic=self._monotonic, room=self._config.room, me=self._me
        )
        reason = ""
        try:
            await _live(link, partial(_farewell, socket, times.send))
        except* Cut as cut:
            reason = str(cut.exceptions[0])
        except* ConnectionClosed as closed:
            reason = _closed(closed.exceptions[0])
        finally:
            self._link = None
            # Not the closing handshake: a peer that is silent would not take part in it.
            socket.transport.abort()
            await socket.wait_closed()
        if link.greeted:
            self._last_reason = ""
        return reason


async def _live(link: Link, farewell: Callable[[], Awaitable[None]]) -> None:
    try:
        async with asyncio.TaskGroup() as tasks:
            for work in (link.listen, link.beat, link.pump, link.wait_for_lease):
                tasks.create_task(work())
    except asyncio.CancelledError:
        await farewell()
        raise


async def _farewell(socket: ClientConnection, within: float) -> None:
    """Who goes in good order gives up the room at once, and another announcer need not wait for our lease to end."""
    # The server may be gone as well; then there is nobody to tell.
    with suppress(TimeoutError, WebSocketException, OSError):
        async with asyncio.timeout(within):
            await socket.close(GOING_AWAY)


def _closed(error: BaseException) -> str:
    code = error.rcvd.code if isinstance(error, ConnectionClosed) and error.rcvd else 1006
    return f"closed with {code}"
