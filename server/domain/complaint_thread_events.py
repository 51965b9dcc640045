"""Events that add to a complaint without moving it: words, files, class, escalation, rating, public summary."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer in substance: it stops the clock of the first answer."""

    kind: ClassVar[str] = "complaint_answered"
    v: ClassVar[int] = 1
    id: str
    ref: str


@dataclass(frozen=True, slots=True)
class MessageAdded:
    """`by`: `sender` or `official`."""

    kind: ClassVar[str] = "complaint_message_added"
    v: ClassVar[int] = 1
    id: str
    by: str
    ref: str


@dataclass(frozen=True, slots=True)
class FileAdded:
    """`by`: `sender` or `official`; `what`: `photo`, `voice` or, of an official, `proof`."""

    kind: ClassVar[str] = "complaint_file_added"
    v: ClassVar[int] = 1
    id: str
    by: str
    ref: str
    what: str


@dataclass(frozen=True, slots=True)
class ClassRaised:
    """`by`: `sender` or an account; "": made again after the restore of an older backup.

    `custodians`: who holds the identity's keys from now on; (): as before.
    """

    kind: ClassVar[str] = "complaint_class_raised"
    v: ClassVar[int] = 1
    id: str
    klass: str
    by: str
    custodians: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ClassLowered:
    """By the sender."""

    kind: ClassVar[str] = "complaint_class_lowered"
    v: ClassVar[int] = 1
    id: str
    klass: str


@dataclass(frozen=True, slots=True)
class Escalated:
    """`rung`: 1 head of services, 2 village secretary, 3 village head, 4 BPD; `to` is the account, which may read from now on.

    `clock`: what was missed (`verify:0`, `answer:0`, `settle:<times reopened>`), `nobody:…` when no reader was left,
    `reopened:<times>` from the second time on, "" by hand.
    """

    kind: ClassVar[str] = "complaint_escalated"
    v: ClassVar[int] = 1
    id: str
    rung: int
    to: str
    clock: str = ""


@dataclass(frozen=True, slots=True)
class Rated:
    """`stars`: 1 to 5."""

    kind: ClassVar[str] = "complaint_rated"
    v: ClassVar[int] = 1
    id: str
    stars: int


@dataclass(frozen=True, slots=True)
class SummaryProposed:
    """`ref` names the public words that an official wrote."""

    kind: ClassVar[str] = "complaint_summary_proposed"
    v: ClassVar[int] = 1
    id: str
    ref: str


@dataclass(frozen=True, slots=True)
class SummaryApproved:
    kind: ClassVar[str] = "complaint_summary_approved"
    v: ClassVar[int] = 1
    id: str
    ref: str


@dataclass(frozen=True, slots=True)
class SummaryDeclined:
    kind: ClassVar[str] = "complaint_summary_declined"
    v: ClassVar[int] = 1
    id: str
    ref: str
