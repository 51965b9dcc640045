"""What is due, done: one ticker per office asks the rules again and again and issues what they say."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection

from server.domain.due import due
from server.domain.patience import DEFAULT_PATIENCE, Patience
from server.domain.record import CLOCK
from server.office import Office

ClosedDates = Callable[[int], Awaitable[Collection[str]]]
"""The national holidays (ISO dates) of a year, which the office keeps."""

_log = logging.getLogger("silakan.ticker")


async def tick(office: Office, patience: Patience = DEFAULT_PATIENCE, closed_dates: Collection[str] = ()) -> int:
    """Do all that is due now; how many commands that were. On `closed_dates` (ISO) the calendar opens nothing."""
    tasks = due(office.state, office.clock.now(), patience, closed_dates)
    for task in tasks:
        _log.info("due: %s", task.key)
        await office.do(task.command, actor=CLOCK, key=task.key)
    return len(tasks)


async def keep_ticking(
    office: Office,
    every_s: float = 1.0,
    patience: Patience = DEFAULT_PATIENCE,
    closed_dates: ClosedDates | None = None,
) -> None:
    """Tick until cancelled."""
    while True:
        try:
            closed = () if closed_dates is None else await closed_dates(office.clock.now().local.year)
            await tick(office, patience, closed)
        except Exception:  # noqa: BLE001
            # One bad tick must not end all later ones; what was due is still due a second later.
            _log.exception("tick failed")
        await asyncio.sleep(every_s)
