"""PINs and passwords as they are kept: argon2id, two checks at a time."""

import asyncio
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from argon2 import PasswordHasher

LONGEST = 128
"""Characters of a PIN or password that are looked at; a longer one is wrong."""


class Hashing(Protocol):
    async def hashed(self, secret: str) -> str: ...

    async def matches(self, kept: str, guess: str) -> bool:
        """Whether `guess` is the secret that `kept` was made of. An empty `kept` takes as long and matches nothing."""


class Argon2:
    """argon2id with 19 MiB, 2 passes, 1 lane (OWASP Password Storage Cheat Sheet): 40 ms on an idle office machine.

    Two at a time, so that a flood of guesses does not fill the memory.
    """

    def __init__(self) -> None:
        self._checks = asyncio.Semaphore(2)
        self._nobody = ""

    async def hashed(self, secret: str) -> str:
        async with self._checks:
            return await asyncio.to_thread(_hasher().hash, secret)

    async def matches(self, kept: str, guess: str) -> bool:
        from argon2.exceptions import VerifyMismatchError

        if not kept:
            # Who has no account is answered as slowly as who has one.
            self._nobody = self._nobody or await self.hashed("")
        async with self._checks:
            try:
                await asyncio.to_thread(_hasher().verify, kept or self._nobody, guess[: LONGEST + 1])
            except VerifyMismatchError:
                return False  # an exception is how the library says no
        return bool(kept) and len(guess) <= LONGEST


def _hasher() -> "PasswordHasher":
    """Imported when first needed: a start should not wait for it."""
    from argon2 import PasswordHasher

    return PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
