"""One complaint as its events tell it: states, days, people. No word of anybody's is in it."""

from datetime import date
from enum import StrEnum

from server.domain.complaint_class import Class
from server.domain.frozen import Frozen


class State(StrEnum):
    RECEIVED = "diterima"
    VERIFYING = "verifikasi"
    NEEDS_INFO = "perlu_info"
    ASSIGNED = "disposisi"
    IN_PROGRESS = "proses"
    AWAITING_CONFIRMATION = "menunggu_konfirmasi"
    DONE = "selesai"
    DONE_BY_SILENCE = "selesai_otomatis"
    REOPENED = "dibuka_kembali"
    ARCHIVED = "arsip"
    MERGED = "digabung"
    FORWARDED = "diteruskan"
    WITHDRAWN = "ditarik"


CLOSED_STATES = frozenset(
    {State.DONE, State.DONE_BY_SILENCE, State.ARCHIVED, State.MERGED, State.FORWARDED, State.WITHDRAWN}
)
OPEN_STATES = frozenset(State) - CLOSED_STATES


class Span(Frozen):
    """Days after `start`, up to and with `end`; None: it lasts."""

    start: date
    end: date | None = None


class ComplaintDays(Frozen):
    """The day of each thing that a clock or a retention starts or stops at; None: it has not happened.

    `verified`: first handed on. `answered`: first answer in substance. `rounds`: from reception, then from each reopening, to the
    proposal or closing that ended it. `pauses`: while the sender was asked. `proposed`: the last proposal. `content`: the last new words
    or files. `heard`: the sender's last words or files. `asked_on`: the last question to the sender. `escalated_on`: the last step up.
    `summarised`: the last word about the public summary, proposed, approved or declined.
    """

    received: date
    rounds: tuple[Span, ...]
    content: date
    heard: date
    pauses: tuple[Span, ...] = ()
    verified: date | None = None
    answered: date | None = None
    asked_on: date | None = None
    proposed: date | None = None
    closed_on: date | None = None
    escalated_on: date | None = None
    summarised: date | None = None


class Summary(Frozen):
    """Public words that wait for the sender's word. `approved` None: not answered yet."""

    ref: str
    approved: bool | None = None


class IdentityRequest(Frozen):
    """A wish to see who the sender is, for `minutes`, which the service counts. `approved`: the day of the newest approval.

    `opened`: whoever asked has looked at it.
    """

    request: str
    by: str
    reason: str
    minutes: int
    asked: date
    approvals: tuple[str, ...] = ()
    approved: date | None = None
    refused_by: str = ""
    closed: bool = False
    opened: bool = False

    @property
    def over(self) -> bool:
        return self.closed or self.refused_by != ""


class ErasureRequest(Frozen):
    """An official says that the sender stood there and wants all of it erased. `stopped_by`: `sender` or an account, "" for nobody."""

    by: str
    asked: date
    stopped_by: str = ""

    @property
    def waits(self) -> bool:
        return self.stopped_by == ""


class Complaint(Frozen):
    """`recipients` and `climbed` may read it; `rungs` may be escalated to; `passed_over` were left out of the ladder when it came in,
    or were kept out by a colleague since.

    `rung`: how high it is (0 unit, 1 head of services … 4 BPD). `escalated`: the clocks for which it climbed. `outcome`: the office's
    reason, or how it closed otherwise, "" while nothing is said. `merged`: duplicates of this one. `needs_from`: where it goes
    back to when the sender has answered. `stale`: accounts whose key is gone since the case was sealed to them; `partless`: custodians
    whose part of the identity's key went with theirs. `said`: the newest words or
    files are the sender's, and nobody of the office has written since; `heard_by`: the accounts that have opened it since.
    """

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
    days: ComplaintDays
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

    @property
    def closed(self) -> bool:
        """Nothing is expected of the office. That is not the same as solved."""
        return self.state in CLOSED_STATES

    @property
    def solved(self) -> bool:
        """The office says that it is mended, and the sender says so too. Silence, explanations and archives are none."""
        return self.state is State.DONE and self.outcome == "tuntas"

    @property
    def readers(self) -> tuple[str, ...]:
        """The accounts that may read it now."""
        return (*self.recipients, *(account for account in self.climbed if account not in self.recipients))

    def request(self, request: str) -> IdentityRequest | None:
        return next((one for one in self.requests if one.request == request), None)
