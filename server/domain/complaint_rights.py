"""Who may do what to a complaint: its sender by the code, officials who were given the case, custodians, the clock."""

from typing import assert_never

from server.domain.complaint import Complaint
from server.domain.complaint_codes import CLOCK, SENDER, account_of
from server.domain.complaint_commands import (
    AddFile,
    AddMessage,
    Answer,
    ApproveIdentity,
    ApproveSummary,
    Archive,
    AskErasure,
    AskIdentity,
    AskInfo,
    Assign,
    CaseCommand,
    ChangeCustodians,
    CloseBySilence,
    CloseIdentity,
    ConfirmFix,
    DeclineSummary,
    EraseComplaint,
    EraseIdentity,
    EraseText,
    Escalate,
    Forward,
    GiveInfo,
    GrantKeys,
    LowerClass,
    Merge,
    NoteOpening,
    PassModeration,
    ProposeFix,
    ProposeSummary,
    RaiseClass,
    Rate,
    RefuseIdentity,
    Reopen,
    RevokeKeys,
    StartVerification,
    StartWork,
    StopErasure,
    Withdraw,
)
from server.domain.complaint_refusals import ComplaintRefusal


def refused_to(complaint: Complaint, command: CaseCommand, actor: str) -> ComplaintRefusal | None:
    """Why the actor may not do it; None: they may, as far as it depends on them."""
    return (
        _not_theirs(complaint, command, actor) or _nothing_left(complaint, command) or _waits(complaint, command, actor)
    )


def _not_theirs(complaint: Complaint, command: CaseCommand, actor: str) -> ComplaintRefusal | None:
    match command:
        case ConfirmFix() | Reopen() | LowerClass() | Rate() | ApproveSummary() | DeclineSummary():
            return None if actor == SENDER else ComplaintRefusal.SENDER_ONLY
        case Withdraw() | EraseIdentity():
            return None if actor in (SENDER, CLOCK) else ComplaintRefusal.SENDER_ONLY
        case CloseBySilence() | EraseText():
            return None if actor == CLOCK else ComplaintRefusal.CLOCK_ONLY
        case GiveInfo() | AddMessage() | AddFile() | RaiseClass():
            return None if actor == SENDER else _reader(complaint, actor)
        case Escalate() | RevokeKeys():
            return None if actor == CLOCK else _reader(complaint, actor)
        case GrantKeys(recovered=True):
            return None if account_of(actor) else ComplaintRefusal.OFFICIALS_ONLY
        case ApproveIdentity() | RefuseIdentity() | CloseIdentity() | ChangeCustodians():
            # Which official, the request and the custodians say.
            return None if account_of(actor) or actor == CLOCK else ComplaintRefusal.OFFICIALS_ONLY
        case AskErasure() | StopErasure() | EraseComplaint():
            # Who it may be, `server/domain/complaint_erasure.py` says.
            return None
        case (
            PassModeration()
            | StartVerification()
            | AskInfo()
            | Assign()
            | StartWork()
            | ProposeFix()
            | Archive()
            | Merge()
            | Forward()
            | Answer()
            | ProposeSummary()
            | NoteOpening()
            | AskIdentity()
            | GrantKeys()
        ):
            return _reader(complaint, actor)
        case _:
            assert_never(command)


def _reader(complaint: Complaint, actor: str) -> ComplaintRefusal | None:
    account = account_of(actor)
    if not account:
        return ComplaintRefusal.OFFICIALS_ONLY
    return None if account in complaint.readers else ComplaintRefusal.NOT_A_READER


def _nothing_left(complaint: Complaint, command: CaseCommand) -> ComplaintRefusal | None:
    if not complaint.text_erased:
        return None
    match command:
        case AskIdentity() | ApproveIdentity() | RefuseIdentity() | CloseIdentity():
            return None
        case ChangeCustodians() | EraseIdentity() | RevokeKeys() | NoteOpening(what="identity"):
            return None
        case AskErasure() | StopErasure() | EraseComplaint():
            return ComplaintRefusal.ERASED if complaint.erased else None
        case _:
            return ComplaintRefusal.ERASED


def _waits(complaint: Complaint, command: CaseCommand, actor: str) -> ComplaintRefusal | None:
    """Before a moderator has looked, officials may look, let it pass, archive it or hand it up, and no more."""
    if not complaint.held or not account_of(actor):
        return None
    match command:
        case PassModeration() | Archive() | NoteOpening() | Escalate() | RaiseClass() | GrantKeys() | RevokeKeys():
            return None
        case CloseIdentity() | RefuseIdentity() | ChangeCustodians():
            return None
        case AskErasure() | StopErasure() | EraseComplaint():
            return None
        case _:
            return ComplaintRefusal.HELD
