"""Whoever a complaint is about never gets it: not at first, not by escalation, not from a colleague later.

Whom it is about stands in the sealed text and in no event. So that it still holds, there are two lines. A person who was offered the case
when it came in has been compared with the text then, and is clear. Anybody else is compared with `about`, which the service reads from
the text in the presser's session; without it the answer is no. Besides, those of the ladder who were left out when the complaint came in
are known from the events (`passed_over`), and stay out whatever a service says.
"""

from collections.abc import Collection

from server.domain.complaint import Complaint
from server.domain.complaint_class import Class
from server.domain.complaint_key_events import DeskStaffed
from server.domain.complaint_refusals import ComplaintRefusal


def kept_out(
    staffed: DeskStaffed | None, complaint: Complaint, account: str, about: Collection[str] | None
) -> ComplaintRefusal | None:
    """Why the account may not be given this case; None: it may."""
    if staffed is None or account not in staffed.keys:
        return ComplaintRefusal.UNKNOWN_ACCOUNT
    if account in complaint.passed_over or (about is not None and account in about):
        return ComplaintRefusal.CONFLICT
    if about is None and account not in _compared(complaint):
        return ComplaintRefusal.CONFLICT_UNKNOWN
    return None


def members_for(
    staffed: DeskStaffed | None, complaint: Complaint, unit: str, about: Collection[str] | None
) -> tuple[str, ...]:
    """Who of a unit may be given this case; () for a unit that there is not."""
    people = () if staffed is None else staffed.units.get(unit, ())
    return tuple(one for one in dict.fromkeys(people) if kept_out(staffed, complaint, one, about) is None)


def revoked_by_raising(complaint: Complaint, klass: Class) -> tuple[str, ...]:
    """Who may read it no longer once its class is `klass`: a secret one is left to the ladder, where it has one."""
    if klass is not Class.SECRET or not complaint.rungs:
        return ()
    return tuple(one for one in complaint.recipients if one not in complaint.rungs)


def _compared(complaint: Complaint) -> frozenset[str]:
    return frozenset((*complaint.recipients, *complaint.rungs, *complaint.custodians, *complaint.climbed))
