"""On which dates the office answers no complaints, besides Saturdays and Sundays: national holidays and the village's own."""

import logging
from collections.abc import Callable
from datetime import date

from server.calendar_days import NoCalendar, ReadDays, read_in_a_process

_log = logging.getLogger("silakan.complaints")


class ClosedDays:
    """`village`: the days (ISO) that the office has chosen itself; joint leave is among them where it takes part.

    National holidays are read when there are complaints for which they count: from the year before, as a case may be older, to the next.
    """

    def __init__(self, village: Callable[[], tuple[str, ...]], read: ReadDays = read_in_a_process) -> None:
        self._village = village
        self._read = read
        self._national: frozenset[date] = frozenset()
        self._year = 0
        self._asked_for = 0
        self._own: tuple[str, ...] = ()
        self._all: frozenset[date] = frozenset()

    def __call__(self) -> frozenset[date]:
        village = self._village()
        if village != self._own:
            self._own, self._all = village, self._national | frozenset(map(date.fromisoformat, village))
        return self._all

    def known(self, year: int) -> bool:
        """Whether the holidays around that year have been read; without them clocks run too fast."""
        return year == self._year

    def asked(self, year: int) -> bool:
        """Whether it was tried to read them."""
        return year == self._asked_for

    async def look_up(self, year: int) -> None:
        """Have the holidays around that year. What cannot be found out is to be asked for again."""
        if self.known(year):
            return
        self._asked_for = year
        try:
            days = await self._read((year - 1, year, year + 1))
        except NoCalendar as error:
            _log.warning("national holidays unknown for the clocks of complaints: %s", error)
            return
        self._year = year
        self._national = frozenset(date.fromisoformat(day.date) for day in days if not day.joint_leave)
        self._all = self._national | frozenset(map(date.fromisoformat, self._own))
