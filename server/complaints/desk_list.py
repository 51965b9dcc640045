"""Which complaints an official has before them, sorted by what needs doing; without any key, for states and days are no secret at the desk.

A complaint that somebody may not read is not there for them: not in a list, not in a count.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from server.domain.complaint import Complaint, State
from server.domain.complaint_category import Rules
from server.domain.complaint_class import Class
from server.domain.complaint_deadlines import Clock, clocks
from server.domain.complaint_erasure import may_agree
from server.domain.complaint_identity import granted, judges
from server.domain.complaint_ladder import next_rung
from server.domain.complaints_state import ComplaintsState


class Tab(StrEnum):
    """The desk's lists, by what needs doing."""

    TODO = "kerja"
    NEW = "baru"
    LATE = "lewat"
    WAITING = "tunggu"
    HELD = "moderasi"
    ENDED = "selesai"


_OPEN_TABS = (Tab.TODO, Tab.NEW, Tab.LATE, Tab.WAITING, Tab.HELD)
_ENDED_TABS = (Tab.TODO, Tab.ENDED)
_WAITING = frozenset({State.NEEDS_INFO, State.AWAITING_CONFIRMATION})
_LAST = 100
_OURS = frozenset({"verify", "answer", "settle"})
"""The clocks that the office has to keep; the others are the sender's."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A complaint with the clock that is nearest its end; None when none of the office's runs.

    `unheard`: the sender has said something that this official has not opened and nobody has answered.
    """

    complaint: Complaint
    clock: Clock | None
    unheard: bool = False

    @property
    def late(self) -> bool:
        return self.clock is not None and self.clock.missed

    @property
    def level(self) -> int:
        return 0 if self.clock is None else self.clock.level


@dataclass(frozen=True, slots=True)
class DeskCounts:
    """What a badge may say. `held`: nobody has looked yet whether it is one. `said`: the sender's words that this official has not opened.

    `asked`: identities and erasures that wait for this official's word. `waiting`: these and the new and late ones, each complaint once.
    `coming`: on their last day, or past it, with those below, and about to climb to this official, who may read none of them yet.
    """

    new: int = 0
    late: int = 0
    asked: int = 0
    coming: int = 0
    held: int = 0
    said: int = 0
    waiting: int = 0


NOTHING_TO_DO = DeskCounts()


def may_see(complaint: Complaint, account: str) -> bool:
    return not complaint.erased and account in complaint.readers


def unheard(complaint: Complaint, account: str) -> bool:
    return complaint.said and account not in complaint.heard_by


def awaits_word(complaint: Complaint, account: str) -> Sequence[str]:
    """The requests for this identity on which that custodian has not decided yet."""
    if complaint.erased or not complaint.identity or complaint.identity_erased:
        return ()
    return [
        one.request
        for one in complaint.requests
        if not one.over
        and account not in one.approvals
        and not granted(complaint, one)
        and account in judges(complaint, one.by)
    ]


def tab_of(complaint: Complaint) -> Tab:
    """The list in which somebody looks for it: by its state alone."""
    if complaint.closed:
        return Tab.ENDED
    if complaint.held:
        return Tab.HELD
    return Tab.WAITING if complaint.state in _WAITING else Tab.TODO


def in_tab(listed: Listed, tab: Tab) -> bool:
    complaint = listed.complaint
    match tab:
        case Tab.HELD:
            return complaint.held and not complaint.closed
        case Tab.ENDED:
            return complaint.closed
        case Tab.WAITING:
            return complaint.state in _WAITING
        case Tab.NEW:
            return complaint.state is State.RECEIVED and not complaint.held
        case Tab.LATE:
            return not complaint.closed and listed.late
        case Tab.TODO:
            # Also what is held, for its clocks run; and also what has ended, when its sender writes once more.
            return listed.unheard or (not complaint.closed and complaint.state not in _WAITING)


class DeskLists:
    """`day`: today and the days on which nobody works. Counts are kept until the state or the day changes: every screen asks for them."""

    def __init__(
        self,
        state: Callable[[], ComplaintsState],
        rules: Callable[[], Rules],
        today: Callable[[], date],
        closed: Callable[[], Collection[date]],
    ) -> None:
        self._state = state
        self._rules = rules
        self._today = today
        self._closed = closed
        self._counted: tuple[ComplaintsState, date, dict[str, DeskCounts]] | None = None

    def of(self, account: str) -> list[Listed]:
        """All that the account may see. First what a sender has just said, then secret ones at which nobody has looked, then late ones.

        The others by the day on which they are due, then by reception.
        """
        rules, today, closed = self._rules(), self._today(), self._closed()
        found = [
            Listed(complaint, _next_clock(complaint, rules, today, closed), unheard(complaint, account))
            for complaint in self._state().complaints.values()
            if may_see(complaint, account)
        ]
        return sorted(found, key=_urgency)

    def overview(self, account: str, tab: Tab) -> tuple[list[Listed], Mapping[Tab, int]]:
        """One list, and how many stand in each of them."""
        listed, counts, mine = self.of(account), dict.fromkeys(Tab, 0), []
        for one in listed:
            for other in _ENDED_TABS if one.complaint.closed else _OPEN_TABS:
                if in_tab(one, other):
                    counts[other] += 1
                    if other is tab:
                        mine.append(one)
        if tab is Tab.ENDED:
            mine.sort(key=lambda one: one.complaint.days.closed_on or one.complaint.days.received, reverse=True)
        return mine, counts

    def clocks(self, complaint: Complaint) -> Sequence[Clock]:
        return clocks(complaint, self._rules(), self._today(), self._closed())

    def counts(self, account: str) -> DeskCounts:
        state, today = self._state(), self._today()
        if self._counted is None or self._counted[0] is not state or self._counted[1] != today:
            self._counted = state, today, {}
        known = self._counted[2]
        if account not in known:
            known[account] = self._count(state, account)
        return known[account]

    def _count(self, state: ComplaintsState, account: str) -> DeskCounts:
        rules, today, closed = self._rules(), self._today(), self._closed()
        new = late = asked = coming = held = said = waiting = 0
        for complaint in state.complaints.values():
            words = len(awaits_word(complaint, account)) if complaint.requests else 0
            words += account in may_agree(complaint)
            asked += words
            if not may_see(complaint, account):
                waiting += words > 0
                if not complaint.closed and next_rung(complaint) == account:
                    coming += Listed(complaint, _next_clock(complaint, rules, today, closed)).level == _LAST
                continue
            tells = unheard(complaint, account)
            looks = complaint.held and not complaint.closed
            fresh = complaint.state is State.RECEIVED and not complaint.held
            missed = Listed(complaint, _next_clock(complaint, rules, today, closed)).late
            new, late, held, said = new + fresh, late + missed, held + looks, said + tells
            waiting += words > 0 or tells or looks or fresh or missed
        return DeskCounts(new, late, asked, coming, held, said, waiting)


def _next_clock(complaint: Complaint, rules: Rules, today: date, closed: Collection[date]) -> Clock | None:
    """Of the office's clocks that run the one with the largest share used; of a complaint that is over, none."""
    if complaint.closed:
        return None
    running = [clock for clock in clocks(complaint, rules, today, closed) if clock.what in _OURS and clock.met is None]
    return max(running, key=lambda clock: (clock.missed, clock.share), default=None)


def _urgency(one: Listed) -> tuple[bool, bool, bool, date, date, str]:
    days, secret = one.complaint.days, one.complaint.klass is Class.SECRET
    due = date.max if one.clock is None or one.clock.paused else one.clock.due
    hidden = one.complaint.held and secret and not one.complaint.closed
    return (not one.unheard, not hidden, not one.late, due, days.received, one.complaint.number)
