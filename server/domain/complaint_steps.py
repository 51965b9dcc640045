"""Steps from one state to the next: the command's preconditions, and the events that it makes."""

from datetime import date
from typing import assert_never

from server.domain.complaint import Complaint, State
from server.domain.complaint_arrows import ARROWS, SIDEWAYS
from server.domain.complaint_category import Rules
from server.domain.complaint_codes import (
    ARCHIVE_REASONS,
    CLOCK,
    FIX_REASONS,
    FORWARD_TARGETS,
    IMPORTED,
    NOT_COMPLETED,
    account_of,
)
from server.domain.complaint_commands import (
    Archive,
    AskInfo,
    Assign,
    CloseBySilence,
    ConfirmFix,
    Forward,
    GiveInfo,
    Merge,
    PassModeration,
    ProposeFix,
    Reopen,
    StartVerification,
    StartWork,
    StepCommand,
    Withdraw,
)
from server.domain.complaint_conflict import kept_out, members_for
from server.domain.complaint_deadlines import asked_since, silent_since
from server.domain.complaint_events import (
    Archived,
    Assigned,
    ClosedBySilence,
    Event,
    FixConfirmed,
    FixProposed,
    Forwarded,
    InfoAsked,
    InfoGiven,
    KeysGranted,
    Merged,
    ModerationPassed,
    Reopened,
    VerificationStarted,
    Withdrawn,
    WorkStarted,
)
from server.domain.complaint_refusals import ComplaintRefusal
from server.domain.complaints_state import ComplaintsState

Steps = tuple[Event, ...] | ComplaintRefusal


def step(
    state: ComplaintsState, complaint: Complaint, command: StepCommand, actor: str, today: date, rules: Rules
) -> Steps:
    """The events of a step, or why there is none. Who may take it has been looked at already."""
    before, stands = _led_to(complaint, command)
    allowed = ARROWS[type(command)]
    if isinstance(command, Assign) and command.sideways:
        allowed = SIDEWAYS
    if stands not in allowed:
        return ComplaintRefusal.WRONG_STATE
    made = _made(state, complaint, command, actor, today, rules)
    return made if isinstance(made, ComplaintRefusal) else (*before, *made)


def _led_to(complaint: Complaint, command: StepCommand) -> tuple[tuple[Event, ...], State]:
    """Steps that a press takes on the way, and where they lead: a small office need not press what goes without saying."""
    match command, complaint.state:
        case ((AskInfo() | Assign(sideways=False)), State.RECEIVED):
            return (VerificationStarted(complaint.id),), State.VERIFYING
        case ProposeFix(), (State.ASSIGNED | State.REOPENED):
            return (WorkStarted(complaint.id),), State.IN_PROGRESS
        case _:
            return (), complaint.state


def _made(
    state: ComplaintsState, complaint: Complaint, command: StepCommand, actor: str, today: date, rules: Rules
) -> Steps:
    name = complaint.id
    match command:
        case PassModeration():
            return (ModerationPassed(name),) if complaint.held else ComplaintRefusal.NOT_HELD
        case StartVerification():
            return (VerificationStarted(name),)
        case AskInfo(ref=ref):
            return (InfoAsked(name, ref),) if ref else ComplaintRefusal.BAD_CODE
        case GiveInfo(ref=ref):
            return (InfoGiven(name, ref),) if ref else ComplaintRefusal.BAD_CODE
        case Assign():
            return _assigned(state, complaint, command)
        case StartWork():
            return (WorkStarted(name),)
        case ProposeFix():
            return _proposed(complaint, command)
        case ConfirmFix():
            return (FixConfirmed(name),)
        case CloseBySilence():
            # Working days need the calendar, which whoever asks has looked at; there are never fewer calendar days.
            early = (today - silent_since(complaint)).days <= rules.confirm_days
            return ComplaintRefusal.TOO_SOON if early else (ClosedBySilence(name),)
        case Reopen(ref=ref):
            return (Reopened(name, ref),)
        case Archive(reason=reason, ref=ref):
            return (Archived(name, reason, ref),) if reason in ARCHIVE_REASONS else ComplaintRefusal.BAD_CODE
        case Merge():
            return _merged(state, complaint, command, actor)
        case Forward(to=to, ref=ref):
            return (Forwarded(name, to, ref),) if to in FORWARD_TARGETS else ComplaintRefusal.BAD_CODE
        case Withdraw():
            return _withdrawn(complaint, actor, today, rules)
        case _:
            assert_never(command)


def _assigned(state: ComplaintsState, complaint: Complaint, command: Assign) -> Steps:
    persons = tuple(dict.fromkeys(command.persons))
    if not command.unit and not persons:
        return ComplaintRefusal.NOBODY_NAMED
    if command.unit and (state.staffed is None or command.unit not in state.staffed.units):
        return ComplaintRefusal.UNKNOWN_UNIT
    for person in persons:
        if refusal := kept_out(state.staffed, complaint, person, command.about):
            return refusal
    if not persons and not any(
        one in complaint.readers for one in members_for(state.staffed, complaint, command.unit, command.about)
    ):
        return ComplaintRefusal.NOBODY_IN_UNIT
    new = (person for person in persons if person not in complaint.readers or person in complaint.stale)
    granted = tuple(KeysGranted(complaint.id, person) for person in new)
    return (Assigned(complaint.id, command.unit, persons, command.sideways), *granted)


def _proposed(complaint: Complaint, command: ProposeFix) -> Steps:
    if command.reason not in FIX_REASONS or not command.ref:
        return ComplaintRefusal.BAD_CODE
    if command.proof and command.proof not in complaint.proofs:
        return ComplaintRefusal.UNKNOWN_PROOF
    proposed = FixProposed(complaint.id, command.reason, command.ref, command.proof)
    # Nobody has a code to say yes or no with: it ends as what nobody answered, and never counts as solved.
    return (proposed, ClosedBySilence(complaint.id)) if complaint.channel == IMPORTED else (proposed,)


def _merged(state: ComplaintsState, complaint: Complaint, command: Merge, actor: str) -> Steps:
    """Only into an open one, so that no chain of duplicates leads back: what is merged is closed.

    And only into one that is worked on, by people whom this one is not about: otherwise merging would bury it.
    """
    parent = state.complaints.get(command.into)
    if parent is None:
        return ComplaintRefusal.UNKNOWN_COMPLAINT
    if parent.id == complaint.id:
        return ComplaintRefusal.SAME_COMPLAINT
    if parent.closed or parent.erased:
        return ComplaintRefusal.PARENT_CLOSED
    # Each side would learn of a case that is more closed than its own.
    if parent.klass is not complaint.klass:
        return ComplaintRefusal.OTHER_CLASS
    if account_of(actor) not in parent.readers:
        return ComplaintRefusal.NOT_A_READER
    if parent.category != complaint.category:
        return ComplaintRefusal.OTHER_CATEGORY
    if parent.state is State.RECEIVED:
        return ComplaintRefusal.PARENT_UNSEEN
    if command.about is None:
        return ComplaintRefusal.CONFLICT_UNKNOWN
    if {*parent.readers} & {*command.about, *complaint.passed_over}:
        return ComplaintRefusal.PARENT_CONFLICT
    return (Merged(complaint.id, command.into),)


def _withdrawn(complaint: Complaint, actor: str, today: date, rules: Rules) -> Steps:
    if actor != CLOCK:
        return (Withdrawn(complaint.id),)
    if complaint.state is not State.NEEDS_INFO:
        return ComplaintRefusal.WRONG_STATE
    if (today - asked_since(complaint)).days <= rules.info_days:
        return ComplaintRefusal.TOO_SOON
    return (Withdrawn(complaint.id, NOT_COMPLETED),)
