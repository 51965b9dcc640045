"""Rows that nobody waits for: who was seen, and how long a session still lives. They are remembered before they are stored."""

from collections.abc import Awaitable, Callable

Unkept = Callable[[Exception], object]
"""Hears why one was not stored."""


async def keep(storing: Awaitable[object], unkept: Unkept) -> None:
    """Store one. What fails is told: whoever only came to look is not kept out by a medium that takes nothing."""
    try:
        await storing
    except Exception as error:  # noqa: BLE001 - whatever the medium says
        unkept(error)


def raised(error: Exception) -> None:
    """As long as nobody wants to know, whoever asked hears it."""
    raise error
