"""Opening the complaints of one office: their log, their services and their ticker."""

import asyncio
import os
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from server.bus.base import Bell
from server.complaints.board import Board
from server.complaints.closed_days import ClosedDays
from server.complaints.complaints import Complaints
from server.complaints.desk import Desk
from server.complaints.following import Following
from server.complaints.identity_vault import IdentityVault
from server.complaints.intake import Intake
from server.complaints.log_store import ComplaintStore
from server.complaints.office import ComplaintOffice
from server.complaints.office_day import OfficeDay
from server.complaints.pace import Allowance, Allowances, Pace
from server.complaints.sqlite_erasing import DATABASE
from server.complaints.ticking import ComplaintTicker
from server.config import Config, Stretching
from server.current_office import CurrentOffice
from server.description import Description
from server.description.complaints import complaint_rules
from server.domain.complaint_category import Rules
from server.domain.moment import Moment
from server.sealing.cost import Cost, Costs
from server.sealing.sealing import open_sealing

_HOUR_S = 3600.0
_DAY_S = 24 * _HOUR_S


@asynccontextmanager
async def open_complaints(
    config: Config,
    current: CurrentOffice,
    now: Callable[[], Moment],
    store: ComplaintStore,
    bell: Bell,
    *,
    random: Callable[[int], bytes] = os.urandom,
    mono_s: Callable[[], float] = time.monotonic,
) -> AsyncIterator[Complaints]:
    """The services of the complaints, until the end. A log that cannot be read keeps only the complaints closed.

    `now`: the office's clock. `random(n)`: n random bytes. `mono_s`: seconds of a clock that never jumps.
    """
    closed = ClosedDays(lambda: current.description.hours.closed)
    today = OfficeDay(now, lambda: office.newest_day)
    office = ComplaintOffice(store, bell, rules=_kept_rules(current), today=today, closed=closed)
    folder = (config.data / DATABASE).parent
    costs = _costs(config.stretching)
    async with open_sealing(folder, office, costs=costs, random=random, mono=mono_s, today=today) as sealing:
        await office.open()
        try:
            pace = Pace(mono_s, random, lambda: _allowances(current))
            complaints = Complaints(
                office=office,
                sealing=sealing,
                intake=Intake(office, sealing, pace, mono_s, random),
                following=Following(office, sealing, pace, mono_s, random),
                desk=Desk(office, sealing, current, mono_s, random),
                board=Board(office, random),
                pace=pace,
            )
            await complaints.board.load()
            # What was open when the server ended is not open any more, and the senders may read so.
            await IdentityVault(office, sealing).close_all()
            ticking = asyncio.create_task(
                ComplaintTicker(complaints, closed, now).keep_ticking(), name="complaints ticker"
            )
            try:
                yield complaints
            finally:
                ticking.cancel()
                await asyncio.gather(ticking, return_exceptions=True)
        finally:
            await office.close()


def _kept_rules(current: CurrentOffice) -> Callable[[], Rules]:
    """The rules, made once for each description: they are asked for with every card that is drawn."""
    made: list[tuple[Description, Rules]] = []

    def rules() -> Rules:
        description = current.description
        if not made or made[0][0] is not description:
            made[:] = [(description, complaint_rules(description))]
        return made[0][1]

    return rules


def _costs(stretching: Stretching) -> Costs:
    return Costs(
        receipt=Cost(stretching.receipt_kib, stretching.receipt_passes),
        staff=Cost(stretching.staff_kib, stretching.staff_passes),
    )


def _allowances(current: CurrentOffice) -> Allowances:
    limits = current.description.complaints.limits
    return Allowances(
        send=Allowance(limits.address_hour, _HOUR_S),
        village=Allowance(limits.office_day, _DAY_S),
        share=max(1, limits.office_day // 2),
    )
