"""Everybody who is connected by socket: heartbeats for all of them, and an end for the silent ones."""

import asyncio
from collections.abc import Callable

from server.config import Times
from server.web.frames import Port, message

_BEAT = message({"beat": 1})


class Peer:
    """One connected socket. `heard_at` is the monotonic time, in seconds, of the last sign of life."""

    __slots__ = ("address", "heard_at", "port", "staff")

    def __init__(self, port: Port, address: str, staff: bool, now: float) -> None:
        self.port = port
        self.address = address
        self.staff = staff
        self.heard_at = now


class Peers:
    """Counts sockets by address, beats on all of them, and aborts those that have been silent too long."""

    def __init__(self, times: Times, now: Callable[[], float]) -> None:
        self._times = times
        self._now = now
        self._peers: set[Peer] = set()
        self.dropped = 0

    def __len__(self) -> int:
        return len(self._peers)

    def public(self) -> int:
        return sum(1 for peer in self._peers if not peer.staff)

    def public_at(self, address: str) -> int:
        return sum(1 for peer in self._peers if not peer.staff and peer.address == address)

    def add(self, port: Port, address: str, *, staff: bool) -> Peer:
        peer = Peer(port, address, staff, self._now())
        self._peers.add(peer)
        return peer

    def heard(self, peer: Peer) -> None:
        peer.heard_at = self._now()

    def remove(self, peer: Peer) -> None:
        self._peers.discard(peer)

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
