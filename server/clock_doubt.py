"""Tells officials when the machine's clock is not to be believed."""

import asyncio

from server.clock import Clock
from server.presence import Presence


def look(clock: Clock, presence: Presence) -> None:
    presence.clock_said(doubtful=clock.now().doubtful)


async def keep_looking(clock: Clock, presence: Presence, every_s: float) -> None:
    """Look until cancelled."""
    while True:
        look(clock, presence)
        await asyncio.sleep(every_s)
