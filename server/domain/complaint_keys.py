"""The desk's people, who may read which case, what was opened, and what is erased."""

from datetime import date
from typing import assert_never

from server.domain.complaint import Complaint
from server.domain.complaint_category import Rules
from server.domain.complaint_codes import CLOCK, OPENED, account_of
from server.domain.complaint_commands import KeyCommand
from server.domain.complaint_conflict import kept_out
from server.domain.complaint_erasure import erasure_decided
from server.domain.complaint_events import (
    CaseOpened,
    DeskStaffed,
    Event,
    IdentityErased,
    KeysGranted,
    KeysRevoked,
    RootMade,
    TextErased,
)
from server.domain.complaint_identity import asked, handed_over, judged, may_see_identity
from server.domain.complaint_key_commands import (
    ApproveIdentity,
    AskErasure,
    AskIdentity,
    ChangeCustodians,
    CloseIdentity,
    EraseComplaint,
    EraseIdentity,
    EraseText,
    GrantKeys,
    MakeRoot,
    NoteOpening,
    RefuseIdentity,
    RevokeKeys,
    StaffDesk,
    StopErasure,
)
from server.domain.complaint_refusals import ComplaintRefusal
from server.domain.complaint_retention import identity_until, text_until
from server.domain.complaint_weeks import is_week, week_of
from server.domain.complaints_state import ComplaintsState

Opened = tuple[Event, ...] | ComplaintRefusal
_RUNGS = 4
_CUSTODIANS = (0, 3)


def open_case(
    state: ComplaintsState, complaint: Complaint, command: KeyCommand, actor: str, today: date, rules: Rules
) -> Opened:
    """The events around a case's keys and what they open, or why there are none. Who may do it has been looked at already."""
    match command:
        case NoteOpening():
            return _opening(complaint, command, actor)
        case AskIdentity():
            return asked(complaint, command, actor)
        case ApproveIdentity() | RefuseIdentity() | CloseIdentity():
            return judged(complaint, command, actor)
        case ChangeCustodians():
            return handed_over(state.staffed, complaint, command, actor)
        case GrantKeys():
            return _granted(state, complaint, command)
        case RevokeKeys():
            return _revoked(complaint, command, actor)
        case EraseIdentity():
            if not complaint.identity or complaint.identity_erased:
                return ComplaintRefusal.NO_IDENTITY
            early = actor == CLOCK and not _reached(identity_until(complaint, rules), today)
            return ComplaintRefusal.TOO_SOON if early else (IdentityErased(complaint.id),)
        case EraseText():
            early = not _reached(text_until(complaint, rules), today)
            return ComplaintRefusal.TOO_SOON if early else (TextErased(complaint.id),)
        case AskErasure() | StopErasure() | EraseComplaint():
            return erasure_decided(complaint, command, actor, today)
        case _:
            assert_never(command)


def staffed(command: StaffDesk) -> Opened:
    """Nobody stands for who has no key among the custodians; the ladder has four places."""
    named = (*command.keys, *command.custodians, *(one for unit in command.units.values() for one in unit))
    custodians = set(command.custodians)
    sound = (
        len(command.ladder) == _RUNGS
        and len(custodians) == len(command.custodians)
        and len(custodians) in _CUSTODIANS
        and custodians <= command.keys.keys()
        and all((*named, *command.units, *command.keys.values()))
    )
    if not sound:
        return ComplaintRefusal.BAD_STAFFING
    return (DeskStaffed(dict(command.units), command.ladder, command.custodians, dict(command.keys)),)


def rooted(state: ComplaintsState, command: MakeRoot, today: date) -> Opened:
    if not is_week(command.week) or not command.root:
        return ComplaintRefusal.BAD_CODE
    if command.week <= state.root_week:
        return ComplaintRefusal.ROOT_MADE
    return ComplaintRefusal.TOO_SOON if command.week >= week_of(today) else (RootMade(command.week, command.root),)


def _opening(complaint: Complaint, command: NoteOpening, actor: str) -> Opened:
    account = account_of(actor)
    if command.what not in OPENED or not command.reason:
        return ComplaintRefusal.BAD_CODE
    if command.what == "identity" and not may_see_identity(complaint, account):
        return ComplaintRefusal.NOT_APPROVED
    return (CaseOpened(complaint.id, command.what, account, command.reason),)


def _granted(state: ComplaintsState, complaint: Complaint, command: GrantKeys) -> Opened:
    if refusal := kept_out(state.staffed, complaint, command.to, command.about):
        return refusal
    if command.as_rung and (state.staffed is None or command.to not in state.staffed.ladder):
        return ComplaintRefusal.UNKNOWN_ACCOUNT
    has = complaint.rungs if command.as_rung else complaint.readers
    if command.to in has and command.to not in complaint.stale:
        return ComplaintRefusal.READS_ALREADY
    return (KeysGranted(complaint.id, command.to, command.as_rung),)


def _revoked(complaint: Complaint, command: RevokeKeys, actor: str) -> Opened:
    account = command.account
    if account not in complaint.readers and account not in complaint.rungs:
        return ComplaintRefusal.UNKNOWN_ACCOUNT
    if actor == CLOCK:
        # The clock only clears away what cannot be opened any longer.
        return (KeysRevoked(complaint.id, account),) if account in complaint.stale else ComplaintRefusal.TOO_SOON
    if not _may_take_away(complaint, account_of(actor), account):
        return ComplaintRefusal.CLOCK_ONLY
    if not any(one != account and one not in complaint.stale for one in complaint.readers):
        return ComplaintRefusal.LAST_READER
    return (KeysRevoked(complaint.id, account, command.conflict),)


def _may_take_away(complaint: Complaint, by: str, account: str) -> bool:
    """One's own key; of others who stands on the ladder, and of a rung only a higher one.

    A case must not be kept from those above by those who are late with it, nor from colleagues by the one whom it is about.
    """
    rungs = complaint.rungs
    if by == account:
        return True
    return by in rungs and (account not in rungs or rungs.index(by) > rungs.index(account))


def _reached(until: date | None, today: date) -> bool:
    return until is not None and until <= today
