"""Events that add to a complaint without moving it: words, files, class, escalation, rating, public summary."""

from typing import ClassVar

from server.domain.frozen import Frozen


class Answered(Frozen):
    """An answer in substance: it stops the clock of the first answer."""

    kind: ClassVar[str] = "complaint_answered"
    v: ClassVar[int] = 1
    id: str
    ref: str


class MessageAdded(Frozen):
    """`by`: `sender` or `official`."""

    kind: ClassVar[str] = "complaint_message_added"
    v: ClassVar[int] = 1
    id: str
    by: str
    ref: str


class FileAdded(Frozen):
    """`by`: `sender` or `official`; `what`: `photo`, `voice` or, of an official, `proof`."""

    kind: ClassVar[str] = "complaint_file_added"
    v: ClassVar[int] = 1
    id: str
    by: str
    ref: str
    what: str


class ClassRaised(Frozen):
    """`by`: `sender` or an account; "": made again after the restore of an older backup.

    `custodians`: who holds the identity's keys from now on; (): as before.
    """

    kind: ClassVar[str] = "complaint_class_raised"
    v: ClassVar[int] = 1
    id: str
    klass: str
    by: str
    custodians: tuple[str, ...] = ()


class ClassLowered(Frozen):
    """By the sender."""

    kind: ClassVar[str] = "complaint_class_lowered"
    v: ClassVar[int] = 1
    id: str
    klass: str


class Escalated(Frozen):
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


class Rated(Frozen):
    """`stars`: 1 to 5."""

    kind: ClassVar[str] = "complaint_rated"
    v: ClassVar[int] = 1
    id: str
    stars: int


class SummaryProposed(Frozen):
    """`ref` names the public words that an official wrote."""

    kind: ClassVar[str] = "complaint_summary_proposed"
    v: ClassVar[int] = 1
    id: str
    ref: str


class SummaryApproved(Frozen):
    kind: ClassVar[str] = "complaint_summary_approved"
    v: ClassVar[int] = 1
    id: str
    ref: str


class SummaryDeclined(Frozen):
    kind: ClassVar[str] = "complaint_summary_declined"
    v: ClassVar[int] = 1
    id: str
    ref: str
