"""Break-glass: who the sender is, opened for minutes by custodians, and never unseen by the sender."""

from collections.abc import Collection
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
from server.domain.complaint_ladder import custodians_for, custodians_needed
from server.domain.complaint_refusals import ComplaintRefusal

_TWO = 2


def approvals_needed(complaint: Complaint) -> int:
    """Two different custodians for a secret complaint, so that whoever asks is never alone; otherwise one.

    Two also where the key was split for three and the sender has lowered the class since: one of them holds only a part of it.
    """
    return _TWO if complaint.klass is Class.SECRET or len(complaint.custodians) > 1 else 1


def approvers(complaint: Complaint) -> tuple[str, ...]:
    """Who may approve or refuse, whoever asks.

    Where the class was raised after a single custodian had got the key, the ladder is the second pair of eyes.
    """
    named = complaint.custodians
    if len(named) < approvals_needed(complaint):
        named = (*named, *complaint.rungs)
    return tuple(dict.fromkeys(named))


def judges(complaint: Complaint, by: str) -> tuple[str, ...]:
    """Who may approve what that account asks: nobody their own wish, as long as enough others have keys.

    Where the others are too few, the ladder joins them: a word is asked for then, and whoever asks uses the key that they hold themselves.
    """
    named, needed = approvers(complaint), approvals_needed(complaint)
    if by not in named:
        return named
    gone = {by, *complaint.stale, *complaint.partless}
    others = tuple(one for one in named if one not in gone)
    if len(others) < needed:
        others = tuple(dict.fromkeys((*others, *(one for one in complaint.rungs if one not in gone))))
    return others if len(others) >= needed else named


def awaits_split(complaint: Complaint) -> bool:
    """Whether its class was raised to secret while one custodian holds the whole key, who has not split it yet."""
    kept = complaint.identity and not complaint.identity_erased
    return kept and complaint.klass is Class.SECRET and len(complaint.custodians) == 1


def custodians_anew(
    staffed: DeskStaffed | None, complaint: Complaint, about: Collection[str] | None
) -> tuple[str, ...]:
    """The three among whom the key of a complaint that is known already may be split; () when too few may be told of it.

    `about`: as in `Assign`; None leaves only those who were compared with the text when it came in.
    """
    if staffed is None:
        return ()
    barred = {account for account in staffed.keys if kept_out(staffed, complaint, account, about)}
    return custodians_for(staffed, Class.SECRET, barred)


def closed_by_split(complaint: Complaint) -> tuple[IdentityClosed, ...]:
    """What custodians have handed out already is part of the former split: whoever asked has to ask again."""
    return tuple(
        IdentityClosed(complaint.id, one.request) for one in complaint.requests if one.approvals and not one.over
    )


def granted(complaint: Complaint, request: IdentityRequest) -> bool:
    """Whether enough custodians have approved, and it is not over."""
    return not request.over and len(request.approvals) >= approvals_needed(complaint)


def may_see_identity(complaint: Complaint, account: str) -> bool:
    return account != "" and any(one.by == account and granted(complaint, one) for one in complaint.requests)


def _nobody_holds_it(complaint: Complaint, request: IdentityRequest, account: str) -> bool:
    """Whether this would be the last word, and neither whoever asks nor anybody who agreed holds any part of the key."""
    together = {*request.approvals, account, request.by}
    holders = set(complaint.custodians).difference(complaint.partless)
    return len(request.approvals) + 1 >= approvals_needed(complaint) and holders.isdisjoint(together)


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
    # As many as before will do: a class that was raised or lowered since has left another number than a new complaint would get.
    enough = {custodians_needed(complaint.klass), len(complaint.custodians)}
    if len({*command.custodians}) != len(command.custodians) or len(command.custodians) not in enough:
        return ComplaintRefusal.NO_VAULT
    for custodian in command.custodians:
        if refusal := kept_out(staffed, complaint, custodian, command.about):
            return refusal
    return (CustodiansChanged(complaint.id, command.custodians), *closed_by_split(complaint))


def judged(
    complaint: Complaint, command: ApproveIdentity | RefuseIdentity | CloseIdentity, actor: str
) -> tuple[Event, ...] | ComplaintRefusal:
    request = complaint.request(command.request)
    if request is None:
        return ComplaintRefusal.UNKNOWN_REQUEST
    account = account_of(actor)
    custodian = account in approvers(complaint) or account in judges(complaint, request.by)
    ends = isinstance(command, CloseIdentity) and (actor == CLOCK or account == request.by)
    if not custodian and not ends:
        return ComplaintRefusal.NOT_A_CUSTODIAN
    if request.over or (complaint.identity_erased and not ends):
        return ComplaintRefusal.REQUEST_OVER
    match command:
        case ApproveIdentity():
            if account in request.approvals or granted(complaint, request):
                return ComplaintRefusal.ALREADY_APPROVED
            if account not in judges(complaint, request.by):
                return ComplaintRefusal.OWN_REQUEST
            if _nobody_holds_it(complaint, request, account):
                return ComplaintRefusal.HOLDER_NEEDED
            return (IdentityApproved(complaint.id, request.request, account),)
        case RefuseIdentity():
            return (IdentityRefused(complaint.id, request.request, account),)
        case CloseIdentity():
            return (IdentityClosed(complaint.id, request.request),)
        case _:
            assert_never(command)
