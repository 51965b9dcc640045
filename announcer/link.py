"""One connection of the feed: takes in frames, beats, asks for the room, sends what is to be told."""

import asyncio
import logging
from collections.abc import Callable
from functools import partial
from typing import assert_never

from websockets.asyncio.client import ClientConnection

from announcer import agenda as rules
from announcer import handover, intake
from announcer import lease as leases
from announcer.config import FeedTimes
from announcer.frames import (
    MalformedFrame,
    ack_frame,
    beat_frame,
    claim_frame,
    parse,
    ready_frame,
    told_frame,
    yield_frame,
)
from announcer.lease import Standing
from announcer.ledger import Ledger
from announcer.messages import (
    Ack,
    Announced,
    AnnouncementWithdrawn,
    Asked,
    Beat,
    Call,
    Chosen,
    Echo,
    Granted,
    Hello,
    LetterCall,
    Message,
    Other,
    Others,
    Ready,
    Refused,
    Reset,
    Soon,
    TvReady,
    TvSound,
    Withdrawn,
)

log = logging.getLogger("announcer")

BEATS_TO_TRUST = 2
"""An acknowledgement sent before this many beats of the server has arrived, even if the server had nothing to say of it."""


class Cut(Exception):
    """The connection is of no use any more; the message says why."""


class Link:
    """What was sent on this connection is not sent on it again. `monotonic` is the clock by which a lease ends."""

    def __init__(
        self,
        socket: ClientConnection,
        ledger: Ledger,
        times: FeedTimes,
        *,
        monotonic: Callable[[], float],
        room: str = "",
        me: str = "",
    ) -> None:
        self._socket = socket
        self._ledger = ledger
        self._times = times
        self._monotonic = monotonic
        self._claim = claim_frame(room, me)
        self._claimed = False
        self._sending = asyncio.Lock()
        self._sent: dict[Ack, int] = {}
        self._told: set[int] = set()
        self._ready: Ready | None = None
        self._epoch: str | None = None
        self._hello = asyncio.Event()
        self._of_today = False
        self._asked: int | None = None

    @property
    def greeted(self) -> bool:
        """The server let us in and said hello."""
        return self._epoch is not None

    async def listen(self) -> None:
        """Takes in frames. Raises Cut after 10 s without one, ConnectionClosed when the server closes."""
        clock = asyncio.get_running_loop().time
        heard = news = clock()
        awake = self._monotonic()
        while True:
            held = self._ledger.agenda.replay_until is not None
            dead = heard + self._times.silence
            try:
                async with asyncio.timeout_at(min(dead, news + self._times.replay_quiet) if held else dead):
                    frame = await self._socket.recv()
            except TimeoutError:
                if not held or clock() >= dead:
                    raise Cut(f"silent for {self._times.silence:g} s") from None
                self._ledger.update(handover.replay_over)
                continue
            heard, slept = clock(), self._monotonic() - awake
            if slept >= self._times.quiet:
                # We slept, not the server: what lies here is old, and somebody else may speak by now.
                raise Cut(f"asleep for {slept:.0f} s")
            awake += slept
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

    async def wait_for_lease(self) -> None:
        """A server that does not answer our claim knows no leases, and then we speak without one."""
        await self._hello.wait()
        await asyncio.sleep(self._times.lease_wait)
        if self._of_today:
            await asyncio.sleep(self._times.lease_longest - self._times.lease_wait)
        if self._ledger.lease.standing is Standing.ASKED:
            self._ledger.lay(leases.unanswered(self._ledger.lease))
            self._ledger.update(lambda agenda: handover.stands(agenda, standby=False))

    async def push(self) -> None:
        """Sends what is new. Before the hello nothing; acknowledgements only while the room is ours, to their own epoch, with our fence."""
        async with self._sending:
            if not self.greeted:
                return
            ready = self._ledger.ready
            if ready is not None and ready != self._ready:
                await self._send(ready_frame(ready))
                self._ready = ready
            if not self._claimed:
                self._claimed = True
                await self._send(self._claim)
            await self._yield()
            # Who stands by keeps what it has to tell: somebody else answers for the room, and what it says comes back as an event.
            ours = self._ledger.lease.standing in (Standing.HOLDER, Standing.ALONE)
            if self._epoch != self._ledger.agenda.epoch or not ours:
                return
            for seq in self._ledger.told:
                if seq not in self._told:
                    self._told.add(seq)
                    await self._send(told_frame(seq, self._ledger.lease.fence))
            for ack in self._ledger.agenda.outbox:
                if ack not in self._sent:
                    await self._send(ack_frame(ack, self._ledger.lease.fence))
                    self._sent[ack] = 0

    async def _yield(self) -> None:
        """Gives the room up if we were asked to. What sounds ends first: two must not sound at once."""
        lease = self._ledger.lease
        if lease.standing is not Standing.HOLDER or lease.fence is None or lease.fence != self._asked:
            return
        if self._ledger.agenda.sounding is None:
            self._grant(Granted(lease.room or "", None), self._monotonic())
            await self._send(yield_frame(lease.fence))

    def _take(self, frame: str | bytes) -> Message | None:
        try:
            message = parse(frame)
        except MalformedFrame as error:
            log.warning("frame not understood: %s", error)
            return None
        now, ledger = self._monotonic(), self._ledger
        ledger.lay(leases.heard(ledger.lease, now))
        match message:
            case None:
                pass
            case Beat():
                self._count_beat()
            case Hello():
                self._greet(message, now)
            case Reset():
                self._epoch = message.epoch
                ledger.update(lambda agenda: intake.received(agenda, message, now))
            case Call() | LetterCall() | Announced() | AnnouncementWithdrawn() | Withdrawn() | Echo() | Other():
                ledger.update(lambda agenda: intake.received(agenda, message, now))
            case Granted():
                self._grant(message, now)
            case Others(count):
                ledger.lay(leases.contested(ledger.lease, count))
            case Refused(seq):
                log.info("announce seq=%d is another announcer's", seq)
                ledger.update(partial(rules.forgotten, seq=seq))
            case Asked(fence):
                self._asked = fence
                ledger.wake()
            case Chosen() | Soon() | TvReady() | TvSound():
                self._of_today = True
                ledger.note(message)
            case _:
                assert_never(message)
        return message

    def _greet(self, hello: Hello, now: float) -> None:
        self._epoch = hello.epoch
        self._ledger.lay(leases.greeted(self._ledger.lease, now))
        self._ledger.update(lambda agenda: intake.received(handover.stands(agenda, None), hello, now))
        self._hello.set()
        # Nothing to replay, perhaps: what waits for the hello must be woken all the same.
        self._ledger.wake()

    def _grant(self, told: Granted, now: float) -> None:
        # The agenda first: who is woken by the lease must find our room's calls.
        self._ledger.update(lambda agenda: handover.granted(agenda, told, now))
        self._ledger.lay(leases.granted(self._ledger.lease, told, now))
        if self._ledger.agenda.fresh and self._hello.is_set():
            raise Cut("another room is ours now")

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
