""" "Saya juga merasakan" and "laporkan kartu ini": one word of each device about each card, and nobody can tell whose.

A device has a random token in a cookie that serves for nothing else. What is kept is a code made of the token and the card: the token
itself is nowhere, no address either, and two cards that one device agreed with cannot be told to be the same device's.
"""

import hashlib
import hmac
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from server.complaints.office import ComplaintOffice

AGREE = "agree"
FLAG = "flag:"
FLAG_REASONS = ("nama", "alamat", "bohong", "kasar")
"""A name or other personal data, a place that gives somebody away, untrue, abusive."""
BANDS = (25, 10, 5)
_TOKEN_BYTES = 16
_MARK_BYTES = 16


@dataclass(frozen=True, slots=True)
class Flag:
    """`count` devices say so of the card. Nothing is hidden by that: a moderator looks."""

    card: str
    complaint: str
    reason: str
    count: int


class MeToo:
    """The marks of all cards. Counts are kept in memory and read once."""

    def __init__(self, office: ComplaintOffice, random: Callable[[int], bytes]) -> None:
        self._office = office
        self._random = random
        self._counts: Mapping[tuple[str, str], int] = MappingProxyType({})

    async def load(self) -> None:
        self._counts = await self._office.marks()

    def new_token(self) -> str:
        """For a device that has none yet."""
        return self._random(_TOKEN_BYTES).hex()

    async def agree(self, card: str, token: str) -> bool:
        """Count this device's word once; False when it was counted before."""
        return await self._mark(card, AGREE, token)

    async def flag(self, card: str, reason: str, token: str) -> bool:
        """Tell a moderator. `reason`: one of `FLAG_REASONS`."""
        if reason not in FLAG_REASONS:
            raise ValueError(reason)
        return await self._mark(card, FLAG + reason, token)

    def band(self, card: str) -> int:
        """How many agree at least: 0, 5, 10 or 25. Never the exact number: each press would be seen."""
        count = self._counts.get((card, AGREE), 0)
        return next((band for band in BANDS if count >= band), 0)

    def flags(self, complaint_of: Mapping[str, str]) -> tuple[Flag, ...]:
        """What waits for a moderator, of the cards that are on the board."""
        return tuple(
            Flag(card, complaint_of[card], kind.removeprefix(FLAG), count)
            for (card, kind), count in sorted(self._counts.items())
            if kind.startswith(FLAG) and card in complaint_of
        )

    async def flags_done(self, card: str) -> None:
        """The moderator has looked."""
        for reason in FLAG_REASONS:
            if (card, FLAG + reason) in self._counts:
                await self._office.unmark(card, FLAG + reason)
        await self.load()

    async def _mark(self, card: str, kind: str, token: str) -> bool:
        new = await self._office.mark(card, kind, mark_of(card, kind, token))
        if new:
            counts = dict(self._counts)
            counts[card, kind] = counts.get((card, kind), 0) + 1
            self._counts = MappingProxyType(counts)
        return new


def mark_of(card: str, kind: str, token: str) -> bytes:
    """What is kept of a device's word. Without the token it says nothing."""
    return hmac.new(token.encode(), f"{kind}\0{card}".encode(), hashlib.sha256).digest()[:_MARK_BYTES]


def is_token(text: str) -> bool:
    return len(text) == 2 * _TOKEN_BYTES and all(letter in "0123456789abcdef" for letter in text)
