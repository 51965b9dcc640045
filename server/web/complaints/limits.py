"""How many complaints are taken, and which of them a moderator sees first.

A village sits behind one Wi-Fi, so nobody is turned away for what the neighbour sent: what comes above the ordinary measure is taken
and held for a look. Only a flood is asked to come back, by a cap of its own for one address, so that one machine cannot shut the
office's door for all. No network address is kept: only a keyed code of it, in memory (`server/complaints/pace.py`).
"""

from enum import Enum, auto

from starlette.requests import HTTPConnection

from server.complaints.pace import Doing, Pace
from server.domain.access import Role, Visitor
from server.web.context import Context, address_of


class Weight(Enum):
    TAKE = auto()
    HOLD = auto()  # taken, and a moderator looks first
    COME_BACK = auto()


class SendingLimits:
    """`ordinary`: the pace of the office's description. `hourly` and `flood` count besides it."""

    def __init__(self, ordinary: Pace, hourly: Pace, flood: Pace) -> None:
        self._ordinary = ordinary
        self._hourly = hourly
        self._flood = flood

    def weigh(self, source: str) -> Weight:
        """What to do with another complaint from that source. Counts nothing."""
        if self._flood.wait_s(Doing.SEND, self._flood.tag(source)) > 0 or self._flood.crowded():
            return Weight.COME_BACK
        too_many = self._ordinary.wait_s(Doing.SEND, self._ordinary.tag(source)) > 0
        return Weight.HOLD if too_many or self._ordinary.crowded() or self._hourly.crowded() else Weight.TAKE

    def count(self, source: str) -> None:
        """One was taken."""
        for pace in (self._ordinary, self._hourly, self._flood):
            pace.count(Doing.SEND, pace.tag(source))

    def may_upload(self, source: str) -> bool:
        """Whether another file may be looked at; counts it."""
        tag = self._ordinary.tag(source)
        if self._ordinary.wait_s(Doing.WRITE, tag) > 0:
            return False
        self._ordinary.count(Doing.WRITE, tag)
        return True


def source_of(connection: HTTPConnection, visitor: Visitor) -> str:
    """What limits count by: the address, or the kiosk, which everybody in the hall shares."""
    return f"kiosk {visitor.device}" if visitor.role is Role.KIOSK else address_of(connection)


def limits_of(context: Context) -> SendingLimits:
    intake = context.complaints.intake
    return SendingLimits(context.complaints.pace, intake.hourly, intake.flood)
