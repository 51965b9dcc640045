"""The national holidays around now, for the calendar that opens the service day and for the settings page."""

import asyncio
import json
import logging
import sys
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

from server.description import Week
from server.domain.frozen import Frozen

_log = logging.getLogger("silakan.calendar")
_CHILD = Path(__file__).with_name("national_days_child.py")
_PATIENCE_S = 20.0


class NationalDay(Frozen):
    """`date` as ISO 8601; `name` in Indonesian. `joint_leave`: cuti bersama, which an office may follow but need not."""

    date: str
    name: str
    joint_leave: bool = False


class NoCalendar(Exception):
    """The national holidays cannot be found out."""


ReadDays = Callable[[Sequence[int]], Awaitable[tuple[NationalDay, ...]]]


class CalendarDays:
    """Reads the national days of a year and the next when they are first asked for; asks again only for another year.

    What failed is tried again with the next year or the next start: an office without the list opens as its hours say.
    """

    def __init__(self, read: ReadDays | None = None) -> None:
        self._read = read_in_a_process if read is None else read
        self._years: dict[int, tuple[NationalDay, ...]] = {}
        self._reading = asyncio.Lock()

    async def days(self, year: int) -> tuple[NationalDay, ...]:
        """The days of `year` and the next, in order; empty when they cannot be found out."""
        async with self._reading:
            if year not in self._years:
                try:
                    self._years = {year: await self._read((year, year + 1))}
                except NoCalendar as error:
                    _log.warning("national holidays unknown: %s", error)
                    self._years = {year: ()}
            return self._years[year]

    async def closed_dates(self, year: int, hours: Week) -> frozenset[str]:
        """ISO dates of the national holidays of `year` and the next, as far as the calendar of an office with these hours needs them.

        Joint leave is left to each office.
        """
        if not hours.automatic or not hours.holidays:
            return frozenset()
        return frozenset(day.date for day in await self.days(year) if not day.joint_leave)

    def name_of(self, date: str) -> str:
        """The name of the national holiday on that ISO date, for pictures; "" when it is none, or its year was not asked for yet."""
        days = (day for year in self._years.values() for day in year)
        return next((day.name for day in days if day.date == date and not day.joint_leave), "")


async def read_in_a_process(years: Sequence[int]) -> tuple[NationalDay, ...]:
    """The national days by the `holidays` library, in a process that ends at once. Raises `NoCalendar`."""
    try:
        child = await asyncio.create_subprocess_exec(
            sys.executable,
            "-P",
            str(_CHILD),
            *map(str, years),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
    except OSError as error:
        raise NoCalendar(str(error)) from error
    try:
        async with asyncio.timeout(_PATIENCE_S):
            said, complaint = await child.communicate()
    except TimeoutError as error:
        raise NoCalendar(f"no answer within {_PATIENCE_S:g} s") from error
    finally:
        if child.returncode is None:
            child.kill()
            await child.wait()
    if child.returncode != 0:
        raise NoCalendar(complaint.decode(errors="replace").strip().splitlines()[-1:] or "no reason given")
    return tuple(NationalDay(date, name, joint) for date, name, joint in json.loads(said))
