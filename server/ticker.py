"""What is due, done: one ticker per office asks the rules again and again and issues what they say."""

import asyncio
import logging

from server.domain.due import DEFAULT_PATIENCE, Patience, due
from server.domain.record import CLOCK
from server.office import Office

_log = logging.getLogger("silakan.ticker")


async def tick(office: Office, patience: Patience = DEFAULT_PATIENCE) -> int:
    """Do all that is due now; how many commands that were."""
    tasks = due(office.state, office.clock.now(), patience)
    for task in tasks:
        _log.info("due: %s", task.key)
        await office.do(task.command, actor=CLOCK, key=task.key)
    return len(tasks)


async def keep_ticking(office: Office, every_s: float = 1.0, patience: Patience = DEFAULT_PATIENCE) -> None:
    """Tick until cancelled."""
    while True:
        try:
            await tick(office, patience)
        except Exception:  # noqa: BLE001
            # One bad tick must not end all later ones; what was due is still due a second later.
            _log.exception("tick failed")
        await asyncio.sleep(every_s)
