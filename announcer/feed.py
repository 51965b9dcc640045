"""The connection to the server: reads the feed, beats, sends acknowledgements, and comes back whatever happens."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import partial
from random import Random
from types import MappingProxyType
from typing import assert_never
from urllib.parse import urlencode, urlsplit, urlunsplit

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus, WebSocketException

from announcer import agenda as rules
from announcer.agenda import Agenda
from announcer.config import Config, FeedTimes
from announcer.ledger import Ledger
from announcer.messages import (
    Ack,
    Beat,
    Call,
    Echo,
    Hello,
    LetterCall,
    MalformedFrame,
    Message,
    Other,
    Ready,
    Reset,
    Withdrawn,
    ack_frame,
    beat_frame,
    parse,
    ready_frame,
)

log = logging.getLogger("announcer")

LARGEST_FRAME = 65_536
"""Bytes."""
BEATS_TO_TRUST = 2
"""An acknowledgement sent before this many beats of the server has arrived, even if the server had nothing to say of it."""

_SCHEMES = MappingProxyType({"http": "ws", "https": "wss", "ws": "ws", "wss": "wss"})


class Cut(Exception):
    """The connection is of no use any more; the message says why."""


def feed_url(server: str, agenda: Agenda) -> str:
    """The feed's address with our bookmark, if there is one. Raises ValueError for an address that is none."""
    parts = urlsplit(server)
    if parts.scheme not in _SCHEMES or not parts.hostname:
        raise ValueError(server)
    query = {"only": "calls"}
    if agenda.epoch is not None:
        query = {"after": str(agenda.seen), "epoch": agenda.epoch, **query}
    return urlunsplit((_SCHEMES[parts.scheme], parts.netloc, parts.path.rstrip("/") + "/feed", urlencode(query), ""))


def wait_before(attempt: int, times: FeedTimes, rng: Random) -> float:
    """Seconds before a reconnect: none before the first, then 0.5 s up to 10 s, anywhere in the widening range."""
    if attempt == 0:
        return 0.0
    return rng.uniform(times.first_wait, min(times.longest_wait, times.first_wait * 2.0 ** min(attempt, 16)))


class Feed:
    """`sleep`, `monotonic` and `rng` are handed in, so that tests need not wait."""

    def __init__(
        self,
        config: Config,
        ledger: Ledger,
        *,
        rng: Random,
        monotonic: Callable[[], float],
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._config = config
        self._ledger = ledger
        self._rng = rng
        self._monotonic = monotonic
        self._sleep = sleep
        self._link: Link | None = None
        self._last_reason = ""

    async def run(self) -> None:
        """For ever: connect, live, lose it, come back."""
        attempt = 0
        while True:
            began = self._monotonic()
            reason = await self._connection()
            self._ledger.update(rules.replay_over)
            if reason != self._last_reason:
                log.warning("feed cut: %s", reason)
                self._last_reason = reason
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
        self._link = link = Link(socket, self._ledger, times)
        reason = ""
        try:
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(link.listen())
                tasks.create_task(link.beat())
                tasks.create_task(link.pump())
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


class Link:
    """One connection. What was sent on it is not sent on it again."""

    def __init__(self, socket: ClientConnection, ledger: Ledger, times: FeedTimes) -> None:
        self._socket = socket
        self._ledger = ledger
        self._times = times
        self._sending = asyncio.Lock()
        self._sent: dict[Ack, int] = {}
        self._ready: Ready | None = None
        self._epoch: str | None = None

    @property
    def greeted(self) -> bool:
        """The server let us in and said hello."""
        return self._epoch is not None

    async def listen(self) -> None:
        """Takes in frames. Raises Cut after 10 s without one, ConnectionClosed when the server closes."""
        clock = asyncio.get_running_loop().time
        heard = news = clock()
        while True:
            held = self._ledger.agenda.replay_until is not None
            dead = heard + self._times.silence
            try:
                async with asyncio.timeout_at(min(dead, news + self._times.replay_quiet) if held else dead):
                    frame = await self._socket.recv()
            except TimeoutError:
                if not held or clock() >= dead:
                    raise Cut(f"silent for {self._times.silence:g} s") from None
                self._ledger.update(rules.replay_over)
                continue
            heard = clock()
            if not isinstance(self._take(frame), Beat):
                news = heard

    async def beat(self) -> None:
        """A sign of life that stops when our event loop does, and goes on while a phrase plays."""
        while True:
            await self._send(beat_frame())
            await asyncio.sleep(self._times.beat)

    async def pump(self) -> None:
        """Sends whatever is new, whenever something changed."""
        while True:
            version = self._ledger.version
            await self.push()
            await self._ledger.changed(version)

    async def push(self) -> None:
        """Sends what is new. Before the hello nothing; acknowledgements only to the epoch they belong to."""
        async with self._sending:
            if not self.greeted:
                return
            ready = self._ledger.ready
            if ready is not None and ready != self._ready:
                await self._send(ready_frame(ready))
                self._ready = ready
            if self._epoch != self._ledger.agenda.epoch:
                return
            for ack in self._ledger.agenda.outbox:
                if ack not in self._sent:
                    await self._send(ack_frame(ack))
                    self._sent[ack] = 0

    def _take(self, frame: str | bytes) -> Message | None:
        try:
            message = parse(frame)
        except MalformedFrame as error:
            log.warning("frame not understood: %s", error)
            return None
        match message:
            case None:
                return None
            case Beat():
                self._count_beat()
                return message
            case Hello() | Reset():
                self._epoch = message.epoch
            case Call() | LetterCall() | Withdrawn() | Echo() | Other():
                pass
            case _:
                assert_never(message)
        before = self._ledger.agenda
        self._ledger.update(lambda agenda: rules.received(agenda, message))
        if isinstance(message, Hello) and self._ledger.agenda == before:
            # Nothing to replay: what waits for the hello must be woken all the same.
            self._ledger.wake()
        return message

    def _count_beat(self) -> None:
        for ack in list(self._sent):
            self._sent[ack] += 1
            if self._sent[ack] >= BEATS_TO_TRUST:
                del self._sent[ack]
                self._ledger.update(partial(rules.confirmed, ack=ack))

    async def _send(self, frame: str) -> None:
        try:
            async with asyncio.timeout(self._times.send):
                await self._socket.send(frame)
        except TimeoutError:
            self._socket.transport.abort()
            raise Cut(f"did not take a frame for {self._times.send:g} s") from None


def _closed(error: BaseException) -> str:
    code = error.rcvd.code if isinstance(error, ConnectionClosed) and error.rcvd else 1006
    return f"closed with {code}"
