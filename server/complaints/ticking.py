"""What is due on the complaint board, done: escalation, closing by silence, erasing, the week's root, the board's batch."""

import asyncio
import logging
from collections.abc import Callable
from datetime import timedelta

from server.complaints.closed_days import ClosedDays
from server.complaints.complaints import Complaints
from server.complaints.identity_vault import IdentityVault
from server.complaints.weekly_root import make_root
from server.domain.complaint_codes import CLOCK
from server.domain.complaint_commands import MakeRoot
from server.domain.complaint_due import counts_working_days, due
from server.domain.moment import Moment

ANSWERS_DAYS = 2
"""So long the answers to idempotency keys are kept: a phone that was out of reach may ask again on the next day."""
BATCH_HOUR = 8
"""The board changes once a working day, from this hour on."""
_log = logging.getLogger("silakan.complaints")


async def tick(complaints: Complaints, closed: ClosedDays, now: Moment) -> int:
    """Do all that is due; how many commands that were.

    A clock that is not to be believed does nothing: what is erased does not come back, and nobody is warned for days that never were.
    """
    office = complaints.office
    if now.doubtful or office.trouble:
        return 0
    today = now.local.date()
    await office.forget_answers(today - timedelta(days=ANSWERS_DAYS))
    if not office.state.complaints:
        # An office that nobody has complained to has no database, and gets none from this.
        return 0
    await closed.look_up(today.year)
    # In a thread: with thousands of complaints it takes longer than a press may wait.
    tasks = await asyncio.to_thread(due, office.state, today, office.rules(), closed())
    if not closed.known(today.year):
        # Closing a complaint over Lebaran because nobody answered could not be made good; waiting an hour can.
        tasks = tuple((key, command) for key, command in tasks if not counts_working_days(command))
    for key, command in tasks:
        if isinstance(command, MakeRoot):
            await make_root(office, complaints.sealing, command.week, key=key)
        else:
            await office.do(command, actor=CLOCK, key=key)
    if now.local.hour >= BATCH_HOUR:
        await complaints.board.publish()
    await complaints.following.expire(today)
    return len(tasks)


class ComplaintTicker:
    """Ticks when an hour of the office's clock begins, so also at the day's change and at eight; looks after small things in between."""

    def __init__(self, complaints: Complaints, closed: ClosedDays, now: Callable[[], Moment]) -> None:
        self._complaints = complaints
        self._closed = closed
        self._now = now
        self._vault = IdentityVault(complaints.office, complaints.sealing)
        self._ticked = ""

    async def look(self) -> None:
        """End identities that were open long enough, finish interrupted erasures, and tick if an hour has begun."""
        await self._vault.close_due()
        await self._complaints.office.store.tidy()
        now = self._now()
        hour = f"{now.date} {now.local.hour}"
        if hour != self._ticked:
            await tick(self._complaints, self._closed, now)
            self._ticked = hour if not now.doubtful else ""
        elif self._complaints.office.state.complaints and not self._closed.asked(now.local.year):
            # With the first complaint, so that its days are counted right before the next hour begins.
            await self._closed.look_up(now.local.year)

    async def keep_ticking(self, every_s: float = 30.0) -> None:
        """Look again and again, until cancelled."""
        told = ""
        while True:
            why = ""
            try:
                await self.look()
            except Exception as error:  # noqa: BLE001
                # One bad round must not end all later ones; its text could hold words of a complaint.
                why = type(error).__name__
                if why != told:
                    _log.error("complaints' tick failed: %s", why)
            told = why
            await asyncio.sleep(every_s)
