"""Everybody who is connected by socket: heartbeats for all of them, and an end for the silent ones."""

import asyncio
from collections.abc import Callable

from server.config import Times
from server.domain.access import PUBLIC, Visitor
from server.web.frames import Port, message

_BEAT = message({"beat": 1})
_RELOAD = message({"reload": True})


class Peer:
    """One connected socket. `heard_at` is the monotonic time, in seconds, of the last sign of life."""

    __slots__ = ("address", "heard_at", "port", "visitor")

    def __init__(self, port: Port, address: str, visitor: Visitor, now: float) -> None:
        self.port = port
        self.address = address
        self.visitor = visitor
        self.heard_at = now

    @property
    def staff(self) -> bool:
        return self.visitor.staff


class Peers:
    """Counts sockets by address, beats on all of them, and aborts those that have been silent too long."""

    def __init__(self, times: Times, now: Callable[[], float]) -> None:
        self._times = times
        self._now = now
        self._peers: set[Peer] = set()
        self._left_at: dict[str, float] = {}
        self.dropped = 0

    def __len__(self) -> int:
        return len(self._peers)

    def public(self) -> int:
        return sum(1 for peer in self._peers if not peer.staff)

    def public_at(self, address: str) -> int:
        return sum(1 for peer in self._peers if not peer.staff and peer.address == address)

    def add(self, port: Port, address: str, visitor: Visitor = PUBLIC) -> Peer:
        peer = Peer(port, address, visitor, self._now())
        self._peers.add(peer)
        return peer

    def heard(self, peer: Peer) -> None:
        peer.heard_at = self._now()

    def remove(self, peer: Peer) -> None:
        self._peers.discard(peer)
        if peer.visitor.staff and peer.visitor.device:
            self._left_at[peer.visitor.device] = peer.heard_at

    def end(self, device_or_session: str) -> None:
        """Close every socket of a device or session that is over, now. Its page fetches itself anew and finds out why."""
        self._left_at.pop(device_or_session, None)
        for peer in tuple(self._peers):
            if device_or_session in {peer.visitor.device, peer.visitor.session}:
                if not peer.port.paused:
                    peer.port.write(_RELOAD)
                peer.port.abort()

    def silent_for(self, device: str) -> float | None:
        """Seconds since a socket of that device gave a sign of life; None: it has had none since the start."""
        heard = [peer.heard_at for peer in self._peers if peer.visitor.device == device]
        latest = max(heard, default=self._left_at.get(device))
        return None if latest is None else max(0.0, self._now() - latest)

    def beat(self) -> None:
        """One beat to everyone who can take it, and the end for whoever was silent too long."""
        limit = self._now() - self._times.silent_peer
        for peer in tuple(self._peers):
            if peer.heard_at < limit:
                self.dropped += 1
                peer.port.abort()
            elif not peer.port.paused:
                peer.port.write(_BEAT)

    async def keep_beating(self) -> None:
        """Beat until cancelled."""
        while True:
            await asyncio.sleep(self._times.beat)
            self.beat()
