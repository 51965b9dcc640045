"""Chance for the board, made of the random bytes that are handed in."""

from collections.abc import Callable, Sequence
from typing import TypeVar

RandomBytes = Callable[[int], bytes]
T = TypeVar("T")


def new_id(random: RandomBytes) -> str:
    """Sixteen hex digits."""
    return random(8).hex()


def below(random: RandomBytes, limit: int) -> int:
    """A number from 0 to `limit` - 1."""
    return int.from_bytes(random(8), "big") % limit


def shuffled(random: RandomBytes, things: Sequence[T]) -> list[T]:
    """The same things in an order that nobody can foresee."""
    return [thing for _, _, thing in sorted((random(8), index, thing) for index, thing in enumerate(things))]
