"""What a notice of a breach is filled with from the log: which complaints could be affected, and who opened what in that time."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from server.complaints.desk_list import may_see
from server.complaints.office import ComplaintOffice
from server.domain.complaint import Complaint
from server.domain.complaint_events import CaseOpened

NOTICE = timedelta(hours=72)
"""Three times 24 hours from when it was known (UU 27/2022, article 46)."""
_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class Opening:
    day: date
    number: str
    by: str
    what: str


@dataclass(frozen=True, slots=True)
class Incident:
    """`cases`: what was in the office in that time and the writer may see, with how often each was opened then."""

    cases: tuple[tuple[Complaint, int], ...]
    openings: tuple[Opening, ...]
    identities: int


async def incident(office: ComplaintOffice, account: str, since: date, until: date) -> Incident:
    """Both days included. Nothing of a complaint that is about the writer."""
    complaints = office.state.complaints
    seen = {one.id: one for one in complaints.values() if may_see(one, account) and one.days.received <= until}
    openings, after = [], 0
    while records := await office.after(after, limit=_AT_ONCE):
        for record in records:
            event = record.event
            if isinstance(event, CaseOpened) and event.id in seen and since <= record.day <= until:
                openings.append(Opening(record.day, seen[event.id].number, event.by, event.what))
        after = records[-1].seq
    counts: dict[str, int] = {}
    for one in openings:
        counts[one.number] = counts.get(one.number, 0) + 1
    # What was erased before can have come into nobody's hands.
    cases = tuple((one, counts.get(one.number, 0)) for one in seen.values() if not one.text_erased)
    identities = sum(one.identity and not one.identity_erased for one, _ in cases)
    return Incident(cases, tuple(openings), identities)


def deadline(discovered: datetime) -> datetime:
    return discovered + NOTICE
