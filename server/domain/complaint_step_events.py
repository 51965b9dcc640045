"""Events that move a complaint from one state to the next. `ref` names a sealed row: no event carries a word of anybody's."""

from typing import ClassVar

from server.domain.frozen import Frozen


class ComplaintReceived(Frozen):
    """`klass`, `category` and `channel` are codes; `hamlet` is "" unless the class is open.

    `recipients` may read from the start. `rungs`: whom it may be escalated to, from the lowest, whoever it is about left out.
    `custodians`: who holds the keys of the identity, if there is one (`identity`). `held`: a moderator looks first.
    `formal`: the statutory track, with name and address. `commitment` is what the receipt signs.
    """

    kind: ClassVar[str] = "complaint_received"
    v: ClassVar[int] = 1
    id: str
    number: str
    klass: str
    category: str
    hamlet: str
    channel: str
    formal: bool
    recipients: tuple[str, ...]
    rungs: tuple[str, ...]
    held: bool
    commitment: str
    identity: bool
    custodians: tuple[str, ...] = ()


class ModerationPassed(Frozen):
    kind: ClassVar[str] = "complaint_moderation_passed"
    v: ClassVar[int] = 1
    id: str


class VerificationStarted(Frozen):
    kind: ClassVar[str] = "complaint_verification_started"
    v: ClassVar[int] = 1
    id: str


class InfoAsked(Frozen):
    """The sender is asked something; the office's clocks stand still until the answer."""

    kind: ClassVar[str] = "complaint_info_asked"
    v: ClassVar[int] = 1
    id: str
    ref: str


class InfoGiven(Frozen):
    """`ref`: the sender's words; "": the file that was added just before is the answer."""

    kind: ClassVar[str] = "complaint_info_given"
    v: ClassVar[int] = 1
    id: str
    ref: str


class Assigned(Frozen):
    """Disposisi. `sideways`: coordination, which adds people; otherwise unit and persons take the place of those before."""

    kind: ClassVar[str] = "complaint_assigned"
    v: ClassVar[int] = 1
    id: str
    unit: str
    persons: tuple[str, ...]
    sideways: bool


class WorkStarted(Frozen):
    kind: ClassVar[str] = "complaint_work_started"
    v: ClassVar[int] = 1
    id: str


class FixProposed(Frozen):
    """The office says that it is done. Only the sender can say so too. `reason` is one of `FIX_REASONS`; `proof` a file's ref or ""."""

    kind: ClassVar[str] = "complaint_fix_proposed"
    v: ClassVar[int] = 1
    id: str
    reason: str
    ref: str
    proof: str


class FixConfirmed(Frozen):
    kind: ClassVar[str] = "complaint_fix_confirmed"
    v: ClassVar[int] = 1
    id: str


class ClosedBySilence(Frozen):
    """Nobody answered the proposal. It is closed, and not counted as solved."""

    kind: ClassVar[str] = "complaint_closed_by_silence"
    v: ClassVar[int] = 1
    id: str


class Reopened(Frozen):
    """The sender says "belum beres"; `ref` is why, "" without words."""

    kind: ClassVar[str] = "complaint_reopened"
    v: ClassVar[int] = 1
    id: str
    ref: str


class Archived(Frozen):
    """Not taken up. `reason` is one of `ARCHIVE_REASONS`."""

    kind: ClassVar[str] = "complaint_archived"
    v: ClassVar[int] = 1
    id: str
    reason: str
    ref: str


class Merged(Frozen):
    """A duplicate of `into`. Its sender keeps the own thread."""

    kind: ClassVar[str] = "complaint_merged"
    v: ClassVar[int] = 1
    id: str
    into: str


class Forwarded(Frozen):
    """Handed to another body. `to` is one of `FORWARD_TARGETS`; `ref`: their number, sealed."""

    kind: ClassVar[str] = "complaint_forwarded"
    v: ClassVar[int] = 1
    id: str
    to: str
    ref: str


class Withdrawn(Frozen):
    """`reason`: `ditarik_pelapor`, or `tidak_dilengkapi` when the sender did not complete it in time."""

    kind: ClassVar[str] = "complaint_withdrawn"
    v: ClassVar[int] = 1
    id: str
    reason: str = "ditarik_pelapor"
