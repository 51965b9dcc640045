"""A complaint while events are applied to it: one changeable object, so that a whole log folds without a copy for every event."""

from dataclasses import dataclass
from datetime import date

from server.domain.complaint import Complaint, ComplaintDays, ErasureRequest, IdentityRequest, Span, State, Summary
from server.domain.complaint_class import Class
from server.domain.complaint_step_events import ComplaintReceived
from server.domain.frozen import names_of

_DAYS = names_of(ComplaintDays)
_OTHERS = tuple(name for name in names_of(Complaint) if name != "days")


@dataclass(slots=True, kw_only=True)
class ComplaintBuilder:
    """The fields of `Complaint` and of its days, side by side. Lives only while events are applied."""

    id: str
    number: str
    klass: Class
    category: str
    hamlet: str
    channel: str
    formal: bool
    recipients: tuple[str, ...]
    rungs: tuple[str, ...]
    held: bool
    commitment: str
    identity: bool
    custodians: tuple[str, ...]
    passed_over: tuple[str, ...]
    received: date
    rounds: tuple[Span, ...]
    content: date
    heard: date
    state: State = State.RECEIVED
    needs_from: State = State.VERIFYING
    unit: str = ""
    persons: tuple[str, ...] = ()
    rung: int = 0
    climbed: tuple[str, ...] = ()
    escalated: tuple[str, ...] = ()
    outcome: str = ""
    proofs: tuple[str, ...] = ()
    reopened: int = 0
    asked: int = 0
    silences: int = 0
    rated: int | None = None
    merged_into: str = ""
    merged: tuple[str, ...] = ()
    forwarded_to: str = ""
    summary: Summary | None = None
    requests: tuple[IdentityRequest, ...] = ()
    stale: tuple[str, ...] = ()
    partless: tuple[str, ...] = ()
    openings: int = 0
    said: bool = False
    heard_by: tuple[str, ...] = ()
    erasure: ErasureRequest | None = None
    identity_erased: bool = False
    text_erased: bool = False
    erased: bool = False
    pauses: tuple[Span, ...] = ()
    verified: date | None = None
    answered: date | None = None
    asked_on: date | None = None
    proposed: date | None = None
    closed_on: date | None = None
    escalated_on: date | None = None
    summarised: date | None = None

    @classmethod
    def received_as(cls, event: ComplaintReceived, day: date, passed_over: tuple[str, ...]) -> "ComplaintBuilder":
        """A new complaint; `passed_over`: accounts of the ladder that were left out of its rungs."""
        return cls(
            id=event.id,
            number=event.number,
            klass=Class(event.klass),
            category=event.category,
            hamlet=event.hamlet,
            channel=event.channel,
            formal=event.formal,
            recipients=event.recipients,
            rungs=event.rungs,
            held=event.held,
            commitment=event.commitment,
            identity=event.identity,
            custodians=event.custodians,
            passed_over=passed_over,
            received=day,
            rounds=(Span(day),),
            content=day,
            heard=day,
        )

    @classmethod
    def of(cls, complaint: Complaint) -> "ComplaintBuilder":
        known = {name: getattr(complaint, name) for name in _OTHERS}
        return cls(**known, **{name: getattr(complaint.days, name) for name in _DAYS})

    def built(self) -> Complaint:
        days = ComplaintDays(**{name: getattr(self, name) for name in _DAYS})
        return Complaint(**{name: getattr(self, name) for name in _OTHERS}, days=days)

    def spoken(self, day: date, *, by_sender: bool) -> None:
        """There is something new to read."""
        self.content, self.said, self.heard_by = day, by_sender, ()
        if by_sender:
            self.heard = day

    def paused(self, day: date) -> None:
        self.pauses = (*self.pauses, Span(day))

    def resumed(self, day: date) -> None:
        """The pause that lasts, if one does, ends."""
        if self.pauses and self.pauses[-1].end is None:
            self.pauses = (*self.pauses[:-1], Span(self.pauses[-1].start, day))

    def round_ended(self, day: date) -> None:
        """The clock to settle is stopped, if it runs."""
        if self.rounds[-1].end is None:
            self.rounds = (*self.rounds[:-1], Span(self.rounds[-1].start, day))

    def close(self, state: State, outcome: str, day: date) -> None:
        self.resumed(day)
        self.round_ended(day)
        self.state, self.outcome, self.closed_on = state, outcome, day
