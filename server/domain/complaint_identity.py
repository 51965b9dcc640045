"""Break-glass: who the sender is, opened for minutes by custodians, and never unseen by the sender."""

from typing import assert_never

from server.domain.complaint import Complaint, IdentityRequest
from server.domain.complaint_class import Class
from server.domain.complaint_codes import CLOCK, MOST_MINUTES, account_of
from server.domain.complaint_conflict import kept_out
from server.domain.complaint_events import (
    CustodiansChanged,
    Event,
    IdentityApproved,
    IdentityAsked,
    IdentityClosed,
    IdentityRefused,
)
from server.domain.complaint_key_commands import (
    ApproveIdentity,
    AskIdentity,
    ChangeCustodians,
    CloseIdentity,
    RefuseIdentity,
)
from server.domain.complaint_key_events import DeskStaffed
from server.domain.complaint_ladder import custodians_needed
from server.domain.complaint_refusals import ComplaintRefusal

_TWO = 2


def approvals_needed(complaint: Complaint) -> int:
    """Two different custodians for a secret complaint, so that whoever asks is never alone; otherwise one."""
    return _TWO if complaint.klass is Class.SECRET else 1


def approvers(complaint: Complaint) -> tuple[str, ...]:
    """Who may approve or refuse.

    Where the class was raised after a single custodian had got the key, the ladder is the second pair of eyes.
    """
    named = complaint.custodians
    if len(named) < approvals_needed(complaint):
        named = (*named, *complaint.rungs)
    return tuple(dict.fromkeys(named))


def granted(complaint: Complaint, request: IdentityRequest) -> bool:
    """Whether enough custodians have approved, and it is not over."""
    return not request.over and len(request.approvals) >= approvals_needed(complaint)


def may_see_identity(complaint: Complaint, account: str) -> bool:
    return account != "" and any(one.by == account and granted(complaint, one) for one in complaint.requests)


def asked(complaint: Complaint, command: AskIdentity, actor: str) -> tuple[Event, ...] | ComplaintRefusal:
    if not complaint.identity or complaint.identity_erased:
        return ComplaintRefusal.NO_IDENTITY
    if not command.reason or not command.request or not 0 < command.minutes <= MOST_MINUTES:
        return ComplaintRefusal.BAD_CODE
    if complaint.request(command.request) is not None:
        return ComplaintRefusal.TWICE
    by = account_of(actor)
    return (IdentityAsked(complaint.id, command.request, by, command.reason, command.minutes),)


def handed_over(
    staffed: DeskStaffed | None, complaint: Complaint, command: ChangeCustodians, actor: str
) -> tuple[Event, ...] | ComplaintRefusal:
    """One of the custodians, or the clock for them, names who holds the key from now on."""
    if not complaint.identity or complaint.identity_erased:
        return ComplaintRefusal.NO_IDENTITY
    if actor != CLOCK and account_of(actor) not in complaint.custodians:
        return ComplaintRefusal.NOT_A_CUSTODIAN
    if len({*command.custodians}) != len(command.custodians) or len(command.custodians) != custodians_needed(
        complaint.klass
    ):
        return ComplaintRefusal.NO_VAULT
    for custodian in command.custodians:
        if refusal := kept_out(staffed, complaint, custodian, command.about):
            return refusal
    return (CustodiansChanged(complaint.id, command.custodians),)


def judged(
    complaint: Complaint, command: ApproveIdentity | RefuseIdentity | CloseIdentity, actor: str
) -> tuple[Event, ...] | ComplaintRefusal:
    request = complaint.request(command.request)
    if request is None:
        return ComplaintRefusal.UNKNOWN_REQUEST
    account = account_of(actor)
    custodian = account in approvers(complaint)
    ends = isinstance(command, CloseIdentity) and (actor == CLOCK or account == request.by)
    if not custodian and not ends:
        return ComplaintRefusal.NOT_A_CUSTODIAN
    if request.over or (complaint.identity_erased and not ends):
        return ComplaintRefusal.REQUEST_OVER
    match command:
        case ApproveIdentity():
            if account in request.approvals or granted(complaint, request):
                return ComplaintRefusal.ALREADY_APPROVED
            return (IdentityApproved(complaint.id, request.request, account),)
        case RefuseIdentity():
            return (IdentityRefused(complaint.id, request.request, account),)
        case CloseIdentity():
            return (IdentityClosed(complaint.id, request.request),)
        case _:
            assert_never(command)
