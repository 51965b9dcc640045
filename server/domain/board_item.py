"""What the board needs to know of one complaint."""

from datetime import date

from server.domain.complaint import Complaint, State
from server.domain.complaint_category import Rules
from server.domain.complaint_class import Class
from server.domain.frozen import Frozen

GONE = frozenset({State.MERGED, State.WITHDRAWN})
"""A complaint in one of these states is on no board."""
ENDED = frozenset({State.DONE, State.DONE_BY_SILENCE, State.ARCHIVED, State.FORWARDED})

_UNMET = frozenset({"tidak_dapat_dipenuhi", "bukan_kewenangan"})


class Item(Frozen):
    """`limit`: working days to settle. `summary`: the ref of the proposed public text, "" without one. `proposed`, `approved`: on which
    days; `declined`: the sender does not want that text. `unmet`: it ended without what was asked for. `answered`: the day of the first
    answer in substance.
    """

    id: str
    klass: Class
    coarse: str
    received: date
    state: State
    hamlet: str = ""
    limit: int = 14
    held: bool = False
    summary: str = ""
    proposed: date | None = None
    approved: date | None = None
    declined: bool = False
    unmet: bool = False
    answered: date | None = None

    @property
    def gone(self) -> bool:
        return self.state in GONE or self.held

    @property
    def ended(self) -> bool:
        return self.state in ENDED


def item_of(complaint: Complaint, rules: Rules) -> Item:
    """What the board needs of it. An erased one is gone, whatever its last state was."""
    category = rules.category(complaint.category)
    summary, day = complaint.summary, complaint.days.summarised
    return Item(
        id=complaint.id,
        klass=complaint.klass,
        coarse=category.coarse,
        received=complaint.days.received,
        state=State.WITHDRAWN if complaint.erased else complaint.state,
        hamlet=complaint.hamlet,
        limit=category.clock,
        held=complaint.held,
        summary="" if summary is None else summary.ref,
        proposed=day if summary is not None and summary.approved is None else None,
        approved=day if summary is not None and summary.approved else None,
        declined=summary is not None and summary.approved is False,
        unmet=complaint.outcome in _UNMET,
        answered=complaint.days.answered,
    )
