"""Finished sound that nobody has used for long is erased, as the server erases what officials typed."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from announcer.cache import Cache

log = logging.getLogger("announcer")

_DAY_S = 86_400.0
EVERY_S = 3_600.0


async def keep_forgetting(
    cache: Cache, days: float, now: Callable[[], float], *, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
) -> None:
    """For ever, at the start and then every hour. `now` in seconds since 1970. A clock that is behind erases nothing; one that is ahead
    only what can be made again.
    """
    while True:
        try:
            gone = await asyncio.to_thread(cache.forget, now() - days * _DAY_S)
        except OSError as error:
            # A folder that cannot be read now may be readable in an hour; the voice goes on.
            log.warning("old sound not erased: %s", error.strerror)
        else:
            if gone:
                log.info("old sound erased: %d files", gone)
        await sleep(EVERY_S)
