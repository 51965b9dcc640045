"""Erasing at the desk, for a sender who has lost the code: two officials, or days in which the sender can stop it.

Whoever asks has compared the name that was left with the person before them. Somebody else who reads the complaint, may get it or keeps
its identity has to agree. Where there is nobody else, it waits: the sender reads of it, and stops it with the code.
"""

from datetime import date
from typing import assert_never

from server.domain.complaint import Complaint
from server.domain.complaint_codes import CLOCK, SENDER, account_of
from server.domain.complaint_events import ComplaintErased, ErasureAsked, ErasureStopped, Event, Withdrawn
from server.domain.complaint_identity import granted, may_see_identity
from server.domain.complaint_key_commands import AskErasure, EraseComplaint, StopErasure
from server.domain.complaint_refusals import ComplaintRefusal

WAIT_DAYS = 7
"""Calendar days for which the sender can stop what nobody else could agree to."""

ErasureCommand = AskErasure | StopErasure | EraseComplaint


def may_agree(complaint: Complaint) -> tuple[str, ...]:
    """Who may agree to what a colleague asked, or refuse it; () when nothing is asked, or nobody else is there."""
    asked = complaint.erasure
    if asked is None or not asked.waits or complaint.erased:
        return ()
    keepers = (one for one in complaint.custodians if one not in complaint.partless)
    others = (*complaint.readers, *complaint.rungs, *keepers)
    return tuple(one for one in dict.fromkeys(others) if one != asked.by and one not in complaint.stale)


def erased_on(complaint: Complaint, today: date) -> bool:
    """Whether the clock erases it on that day: nobody else could agree, and the sender did not stop it."""
    asked = complaint.erasure
    if asked is None or not asked.waits or complaint.erased or may_agree(complaint):
        return False
    return (today - asked.asked).days >= WAIT_DAYS


def erasure_decided(
    complaint: Complaint, command: ErasureCommand, actor: str, today: date
) -> tuple[Event, ...] | ComplaintRefusal:
    """The events, or why there are none."""
    account, asked = account_of(actor), complaint.erasure
    waits = asked is not None and asked.waits
    match command:
        case AskErasure():
            if not may_see_identity(complaint, account):
                return ComplaintRefusal.SENDER_ONLY
            if not any(one.by == account and one.opened and granted(complaint, one) for one in complaint.requests):
                return ComplaintRefusal.NOT_COMPARED
            if waits:
                return ComplaintRefusal.ERASURE_ASKED
            if asked is not None and asked.stopped_by == SENDER:
                return ComplaintRefusal.ERASURE_STOPPED
            return (ErasureAsked(complaint.id, account),)
        case StopErasure():
            if asked is None or not waits:
                return ComplaintRefusal.NO_ERASURE
            if actor != SENDER and account not in (asked.by, *may_agree(complaint)):
                return ComplaintRefusal.NOT_A_READER
            return (ErasureStopped(complaint.id, SENDER if actor == SENDER else account),)
        case EraseComplaint():
            refusal = _not_erased(complaint, actor, today)
            if refusal is not None:
                return refusal
            withdrawn = () if complaint.closed else (Withdrawn(complaint.id),)
            return (*withdrawn, ComplaintErased(complaint.id))
        case _:
            assert_never(command)


def _not_erased(complaint: Complaint, actor: str, today: date) -> ComplaintRefusal | None:
    if actor == SENDER:
        return None
    if actor == CLOCK:
        return None if erased_on(complaint, today) else ComplaintRefusal.TOO_SOON
    asked = complaint.erasure
    if not account_of(actor):
        return ComplaintRefusal.SENDER_ONLY
    if asked is None or not asked.waits:
        return ComplaintRefusal.NO_ERASURE
    if account_of(actor) == asked.by:
        return ComplaintRefusal.SECOND_NEEDED
    return None if account_of(actor) in may_agree(complaint) else ComplaintRefusal.NOT_A_READER
