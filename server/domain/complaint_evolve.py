"""An event applied to a complaint. Never refuses: what is in the log has happened."""

from collections.abc import Sequence
from datetime import date
from typing import assert_never

from server.domain.complaint import ErasureRequest, IdentityRequest, Span, State, Summary
from server.domain.complaint_builder import ComplaintBuilder
from server.domain.complaint_class import Class
from server.domain.complaint_codes import CLOSED_BY_SILENCE, IN_PASSING
from server.domain.complaint_events import (
    Answered,
    Archived,
    Assigned,
    CaseOpened,
    ClassLowered,
    ClassRaised,
    ClosedBySilence,
    ComplaintErased,
    ComplaintReceived,
    CustodiansChanged,
    ErasureAsked,
    ErasureStopped,
    Escalated,
    FileAdded,
    FixConfirmed,
    FixProposed,
    Forwarded,
    IdentityApproved,
    IdentityAsked,
    IdentityClosed,
    IdentityErased,
    IdentityRefused,
    InfoAsked,
    InfoGiven,
    KeyEvent,
    KeysGranted,
    KeysRevoked,
    Merged,
    MessageAdded,
    ModerationPassed,
    Rated,
    Reopened,
    StepEvent,
    SummaryApproved,
    SummaryDeclined,
    SummaryProposed,
    TextErased,
    ThreadEvent,
    VerificationStarted,
    Withdrawn,
    WorkStarted,
)
from server.domain.frozen import replace


def stepped(one: ComplaintBuilder, event: StepEvent, day: date) -> None:
    """The complaint moves."""
    match event:
        case ComplaintReceived():
            pass  # it is made by `ComplaintBuilder.received_as`
        case ModerationPassed():
            one.held = False
        case VerificationStarted():
            one.state = State.VERIFYING
        case InfoAsked():
            one.needs_from, one.state = one.state, State.NEEDS_INFO
            one.asked += 1
            one.asked_on = day
            one.paused(day)
            one.spoken(day, by_sender=False)
        case InfoGiven():
            one.state = one.needs_from
            one.resumed(day)
            one.spoken(day, by_sender=True)
        case Assigned():
            _assigned(one, event, day)
        case WorkStarted():
            one.state = State.IN_PROGRESS
        case FixProposed():
            one.state, one.outcome, one.proposed = State.AWAITING_CONFIRMATION, event.reason, day
            one.verified, one.answered = one.verified or day, one.answered or day
            one.round_ended(day)
            one.spoken(day, by_sender=False)
        case FixConfirmed():
            one.close(State.DONE, one.outcome, day)
        case ClosedBySilence():
            one.silences += 1
            one.close(State.DONE_BY_SILENCE, CLOSED_BY_SILENCE, day)
        case Reopened():
            if one.state is State.MERGED:
                # It begins again where it was taken out; while it stood for nothing of its own, no clock ran.
                one.state, one.pauses = State.VERIFYING, (*one.pauses, Span(one.closed_on or day, day))
            else:
                one.state = State.REOPENED
            one.merged_into, one.outcome, one.closed_on, one.rated = "", "", None, None
            one.reopened += 1
            one.rounds = (*one.rounds, Span(day))
            one.spoken(day, by_sender=True)
        case Archived():
            one.said = False
            one.close(State.ARCHIVED, event.reason, day)
        case Merged():
            one.merged_into, one.said = event.into, False
            one.close(State.MERGED, "", day)
        case Forwarded():
            one.forwarded_to, one.said = event.to, False
            one.close(State.FORWARDED, "", day)
        case Withdrawn():
            one.close(State.WITHDRAWN, event.reason, day)
        case _:
            assert_never(event)


def _assigned(one: ComplaintBuilder, event: Assigned, day: date) -> None:
    if one.state is State.VERIFYING:
        one.state = State.ASSIGNED
    one.verified = one.verified or day
    if event.sideways:
        one.unit = one.unit or event.unit
        one.persons = tuple(dict.fromkeys((*one.persons, *event.persons)))
    else:
        one.unit, one.persons = event.unit, event.persons


def added(one: ComplaintBuilder, event: ThreadEvent, day: date) -> None:
    """Something is added to the complaint."""
    match event:
        case Answered():
            one.answered = one.answered or day
            one.spoken(day, by_sender=False)
        case MessageAdded():
            one.spoken(day, by_sender=event.by == "sender")
        case FileAdded():
            if event.what == "proof":
                one.proofs = (*one.proofs, event.ref)
            one.spoken(day, by_sender=event.by == "sender")
        case ClassRaised():
            one.klass, one.hamlet = Class(event.klass), ""
            if event.custodians:
                one.custodians, one.partless = event.custodians, ()
            if one.klass is Class.SECRET:
                one.summary = None
        case ClassLowered():
            one.klass = Class(event.klass)
        case Escalated():
            one.rung = event.rung
            one.climbed = (*one.climbed, event.to)
            if event.clock:
                one.escalated = (*one.escalated, event.clock)
            one.escalated_on = day
        case Rated():
            one.rated = event.stars
        case SummaryProposed():
            one.summary, one.summarised = Summary(event.ref), day
        case SummaryApproved():
            one.summary, one.summarised = Summary(event.ref, approved=True), day
        case SummaryDeclined():
            one.summary, one.summarised = Summary(event.ref, approved=False), day
        case _:
            assert_never(event)


def opened(one: ComplaintBuilder, event: KeyEvent, day: date, ladder: Sequence[str]) -> None:
    """Keys, identities, erasure. `ladder`: the office's present one, for the order of rungs."""
    match event:
        case CaseOpened(what=what, by=by, reason=reason):
            one.openings += 1
            if what == "text" and reason not in IN_PASSING and by not in one.heard_by:
                one.heard_by = (*one.heard_by, by)
            if what == "identity":
                one.requests = tuple(_looked(request, by) for request in one.requests)
        case IdentityAsked():
            asked = IdentityRequest(event.request, event.by, event.reason, event.minutes, day)
            one.requests = (*one.requests, asked)
        case IdentityApproved() | IdentityRefused() | IdentityClosed():
            one.requests = tuple(
                _after(request, event, day) if request.request == event.request else request for request in one.requests
            )
        case CustodiansChanged():
            one.custodians, one.partless = event.custodians, ()
        case KeysGranted(to=to):
            one.stale = _without(one.stale, to)
            if not event.as_rung:
                one.recipients = (*_without(one.recipients, to), to)
            else:
                order = {account: place for place, account in enumerate(ladder)}
                one.rungs = tuple(sorted((*_without(one.rungs, to), to), key=lambda rung: order.get(rung, -1)))
        case KeysRevoked(account=account):
            one.recipients, one.rungs = _without(one.recipients, account), _without(one.rungs, account)
            one.persons, one.climbed = _without(one.persons, account), _without(one.climbed, account)
            one.stale = _without(one.stale, account)
            if event.conflict:
                one.passed_over = (*_without(one.passed_over, account), account)
        case IdentityErased():
            one.identity_erased = True
        case TextErased():
            one.text_erased, one.said = True, False
        case ErasureAsked(by=by):
            one.erasure = ErasureRequest(by, day)
        case ErasureStopped(by=by):
            one.erasure = None if one.erasure is None else replace(one.erasure, stopped_by=by)
        case ComplaintErased():
            one.identity_erased = one.text_erased = one.erased = True
            one.summary, one.said = None, False
        case _:
            assert_never(event)


def _after(
    request: IdentityRequest, event: IdentityApproved | IdentityRefused | IdentityClosed, day: date
) -> IdentityRequest:
    match event:
        case IdentityApproved():
            return replace(request, approvals=(*request.approvals, event.custodian), approved=day)
        case IdentityRefused():
            return replace(request, refused_by=event.custodian)
        case IdentityClosed():
            return replace(request, closed=True)
        case _:
            assert_never(event)


def _looked(request: IdentityRequest, by: str) -> IdentityRequest:
    """Somebody has seen the name: under each of their requests that is not over."""
    return replace(request, opened=True) if request.by == by and not request.over else request


def _without(accounts: tuple[str, ...], account: str) -> tuple[str, ...]:
    return tuple(one for one in accounts if one != account)
