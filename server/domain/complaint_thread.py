"""What is added to a complaint without moving it: words, files, class, escalation, rating, public summary."""

from typing import assert_never

from server.domain.complaint import Complaint, State
from server.domain.complaint_category import Rules
from server.domain.complaint_class import Class, rank
from server.domain.complaint_codes import CLOCK, FILE_KINDS, MOST_STARS, SENDER, account_of
from server.domain.complaint_commands import (
    AddFile,
    AddMessage,
    Answer,
    ApproveSummary,
    DeclineSummary,
    Escalate,
    LowerClass,
    ProposeSummary,
    RaiseClass,
    Rate,
    ThreadCommand,
)
from server.domain.complaint_conflict import kept_out, revoked_by_raising
from server.domain.complaint_events import (
    Answered,
    ClassLowered,
    ClassRaised,
    Escalated,
    Event,
    FileAdded,
    InfoGiven,
    KeysGranted,
    KeysRevoked,
    MessageAdded,
    Rated,
    SummaryApproved,
    SummaryDeclined,
    SummaryProposed,
    VerificationStarted,
)
from server.domain.complaint_identity import closed_by_split
from server.domain.complaint_ladder import custodians_needed, level_of, next_rung, rungs_up
from server.domain.complaint_refusals import ComplaintRefusal
from server.domain.complaints_state import ComplaintsState

Added = tuple[Event, ...] | ComplaintRefusal
_RATED_STATES = frozenset({State.DONE, State.DONE_BY_SILENCE, State.ARCHIVED, State.FORWARDED})


def add(state: ComplaintsState, complaint: Complaint, command: ThreadCommand, actor: str, rules: Rules) -> Added:
    """The events, or why there are none. Who may do it has been looked at already."""
    by = "sender" if actor == SENDER else "official"
    match command:
        case Answer():
            return _answered(complaint, command)
        case AddMessage(ref=ref):
            # Who was asked and writes into the other field has answered: it is for the office to look at it.
            said = InfoGiven(complaint.id, ref) if _answers(complaint, by) else MessageAdded(complaint.id, by, ref)
            return (said,) if ref else ComplaintRefusal.BAD_CODE
        case AddFile(ref=ref, what=what):
            wrong = not ref or what not in FILE_KINDS or (what == "proof" and by == "sender")
            answered = (InfoGiven(complaint.id, ""),) if _answers(complaint, by) else ()
            return ComplaintRefusal.BAD_CODE if wrong else (FileAdded(complaint.id, by, ref, what), *answered)
        case RaiseClass():
            return _raised(state, complaint, command, actor)
        case LowerClass(klass=klass):
            return _lowered(complaint, klass, rules)
        case Escalate(clock=clock):
            return _escalated(state, complaint, clock, actor)
        case Rate(stars=stars):
            return _rated(complaint, stars)
        case ProposeSummary() | ApproveSummary() | DeclineSummary():
            return _summarised(complaint, command)
        case _:
            assert_never(command)


def _answers(complaint: Complaint, by: str) -> bool:
    return by == "sender" and complaint.state is State.NEEDS_INFO


def _answered(complaint: Complaint, command: Answer) -> Added:
    if complaint.closed:
        return ComplaintRefusal.WRONG_STATE
    if not command.ref:
        return ComplaintRefusal.BAD_CODE
    answered = Answered(complaint.id, command.ref)
    # Whoever answers has looked at it.
    return (VerificationStarted(complaint.id), answered) if complaint.state is State.RECEIVED else (answered,)


def _raised(state: ComplaintsState, complaint: Complaint, command: RaiseClass, actor: str) -> Added:
    klass, custodians = command.klass, command.custodians
    if rank(klass) <= rank(complaint.klass):
        return ComplaintRefusal.NOT_RAISED
    if custodians and (klass is not Class.SECRET or len(set(custodians)) != custodians_needed(klass)):
        return ComplaintRefusal.NO_VAULT
    for custodian in custodians:
        if refusal := kept_out(state.staffed, complaint, custodian, command.about):
            return refusal
    return raising_events(complaint, klass, SENDER if actor == SENDER else account_of(actor), custodians)


def raising_events(complaint: Complaint, klass: Class, by: str, custodians: tuple[str, ...] = ()) -> tuple[Event, ...]:
    """That it is raised, and who may read it from now on. `by` and `custodians`: as in `ClassRaised`."""
    revoked = revoked_by_raising(complaint, klass)
    # The lowest rung's key was sealed when the complaint came in: somebody is always left to read it.
    left = [one for one in complaint.readers if one not in revoked]
    granted = () if left or not revoked else (KeysGranted(complaint.id, complaint.rungs[0]),)
    raised = ClassRaised(complaint.id, klass, by, custodians)
    closed = closed_by_split(complaint) if custodians else ()
    return (raised, *closed, *granted, *(KeysRevoked(complaint.id, account) for account in revoked))


def _lowered(complaint: Complaint, klass: Class, rules: Rules) -> Added:
    if rank(klass) >= rank(complaint.klass):
        return ComplaintRefusal.NOT_LOWERED
    if rank(klass) < rank(rules.category(complaint.category).floor()):
        return ComplaintRefusal.CLASS_FORCED
    return (ClassLowered(complaint.id, klass),)


def _escalated(state: ComplaintsState, complaint: Complaint, clock: str, actor: str) -> Added:
    if complaint.closed:
        return ComplaintRefusal.WRONG_STATE
    if clock and actor != CLOCK:
        return ComplaintRefusal.CLOCK_ONLY
    if clock in complaint.escalated:
        return ComplaintRefusal.ALREADY_ESCALATED
    up = rungs_up(complaint) if actor != CLOCK else (next_rung(complaint),)
    if not any(up):
        return ComplaintRefusal.NO_RUNG
    return tuple(Escalated(complaint.id, level_of(state.staffed, complaint, to), to, clock) for to in up)


def _rated(complaint: Complaint, stars: int) -> Added:
    if complaint.state not in _RATED_STATES:
        return ComplaintRefusal.WRONG_STATE
    if complaint.rated is not None:
        return ComplaintRefusal.ALREADY_RATED
    return (Rated(complaint.id, stars),) if 1 <= stars <= MOST_STARS else ComplaintRefusal.BAD_CODE


def _summarised(complaint: Complaint, command: ProposeSummary | ApproveSummary | DeclineSummary) -> Added:
    if complaint.klass is Class.SECRET:
        return ComplaintRefusal.NOT_PUBLIC
    if not command.ref:
        return ComplaintRefusal.BAD_CODE
    if isinstance(command, ProposeSummary):
        return (SummaryProposed(complaint.id, command.ref),)
    summary = complaint.summary
    approves = isinstance(command, ApproveSummary)
    # The sender's word is for the words that were shown, and may change; saying it again changes nothing.
    if summary is None or summary.ref != command.ref or summary.approved is approves:
        return ComplaintRefusal.SUMMARY_CHANGED
    name = complaint.id
    return (SummaryApproved(name, command.ref),) if approves else (SummaryDeclined(name, command.ref),)
