"""What is due, done: one ticker per office asks the rules again and again and issues what they say."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection

from server.domain.due import RoomOf, due
from server.domain.patience import DEFAULT_PATIENCE, Patience
from server.domain.record import CLOCK
from server.office import Done, Office

ClosedDates = Callable[[int], Awaitable[Collection[str]]]
"""The national holidays (ISO dates) of a year, which the office keeps."""

_log = logging.getLogger("silakan.ticker")


def _one_room() -> None:
    """The office is one room."""


async def tick(
    office: Office,
    patience: Patience = DEFAULT_PATIENCE,
    closed_dates: Collection[str] = (),
    being_said: Collection[int] = (),
    room_of: RoomOf | None = None,
) -> int:
    """Do all that is due now; how many commands that were. On `closed_dates` (ISO) the calendar opens nothing; while something of
    `being_said` sounds, nobody is late with an answer. `room_of`: see `due`.
    """
    tasks = due(office.state, office.clock.now(), patience, closed_dates, being_said, room_of)
    for task in tasks:
        # What cannot be stored, or is refused, is due again at every tick: the log would hold nothing else.
        if isinstance(await office.do(task.command, actor=CLOCK, key=task.key), Done):
            _log.info("due: %s", task.key)
    return len(tasks)


async def keep_ticking(
    office: Office,
    every_s: float = 1.0,
    patience: Patience = DEFAULT_PATIENCE,
    closed_dates: ClosedDates | None = None,
    being_said: Callable[[], Collection[int]] = tuple,
    room_of: Callable[[], RoomOf | None] = _one_room,
) -> None:
    """Tick until cancelled."""
    while True:
        try:
            closed = () if closed_dates is None else await closed_dates(office.clock.now().local.year)
            await tick(office, patience, closed, being_said(), room_of())
        except Exception:  # noqa: BLE001
            # One bad tick must not end all later ones; what was due is still due a second later.
            _log.exception("tick failed")
        await asyncio.sleep(every_s)
