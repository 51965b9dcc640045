"""Stretching secrets: Argon2id, one at a time, in a process of its own that steps back for everybody else."""

import asyncio
from typing import Protocol

from server.sealing.cost import Cost

STRETCHED_BYTES = 64


class Busy(Exception):
    """The line is full, or the machine took too long. Nothing was done; ask again in a moment."""


class Stretcher(Protocol):
    async def stretch(self, secret: bytes, salt: bytes, cost: Cost, *, urgent: bool = False) -> bytes:
        """64 bytes. `urgent`: an official at their desk, for whom a place is kept when the line is full. Raises `Busy`."""

    async def close(self) -> None: ...


class HereStretcher:
    """In this process: for tests, whose costs are small."""

    async def stretch(self, secret: bytes, salt: bytes, cost: Cost, *, urgent: bool = False) -> bytes:
        del urgent  # there is no line
        return await asyncio.to_thread(argon2id, secret, salt, cost)

    async def close(self) -> None:
        """There is nothing to end."""


def argon2id(secret: bytes, salt: bytes, cost: Cost) -> bytes:
    """Argon2id (RFC 9106), one lane. Blocks."""
    from argon2.low_level import Type, hash_secret_raw

    return hash_secret_raw(secret, salt, cost.passes, cost.memory_kib, 1, STRETCHED_BYTES, Type.ID)
