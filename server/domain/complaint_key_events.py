"""Events of the desk's people, their keys, what they opened, and what was erased."""

from collections.abc import Mapping
from typing import ClassVar

from server.domain.frozen import Frozen


class DeskStaffed(Frozen):
    """`units`: unit and its accounts. `ladder`: head of services, village secretary, village head, BPD; "": nobody.

    `custodians`: nobody or three accounts. `keys`: account and the hex of its public key; who has none can be sent nothing.
    """

    kind: ClassVar[str] = "complaint_desk_staffed"
    v: ClassVar[int] = 1
    units: Mapping[str, tuple[str, ...]]
    ladder: tuple[str, str, str, str]
    custodians: tuple[str, ...]
    keys: Mapping[str, str]


class CaseOpened(Frozen):
    """The sender sees it. `what`: `text`, `photo` or `identity`; `by` an account; `reason` a code."""

    kind: ClassVar[str] = "complaint_case_opened"
    v: ClassVar[int] = 1
    id: str
    what: str
    by: str
    reason: str


class IdentityAsked(Frozen):
    """`by` wants to see who the sender is, for `minutes`; `reason` a code. The sender sees it."""

    kind: ClassVar[str] = "complaint_identity_asked"
    v: ClassVar[int] = 1
    id: str
    request: str
    by: str
    reason: str
    minutes: int


class IdentityApproved(Frozen):
    kind: ClassVar[str] = "complaint_identity_approved"
    v: ClassVar[int] = 1
    id: str
    request: str
    custodian: str


class IdentityRefused(Frozen):
    kind: ClassVar[str] = "complaint_identity_refused"
    v: ClassVar[int] = 1
    id: str
    request: str
    custodian: str


class IdentityClosed(Frozen):
    kind: ClassVar[str] = "complaint_identity_closed"
    v: ClassVar[int] = 1
    id: str
    request: str


class CustodiansChanged(Frozen):
    """The identity's key was split anew among these, because one of those before is gone."""

    kind: ClassVar[str] = "complaint_custodians_changed"
    v: ClassVar[int] = 1
    id: str
    custodians: tuple[str, ...]


class KeysGranted(Frozen):
    """The case's key is sealed to `to` too. `as_rung`: to be released only when the case is escalated to them."""

    kind: ClassVar[str] = "complaint_keys_granted"
    v: ClassVar[int] = 1
    id: str
    to: str
    as_rung: bool = False


class KeysRevoked(Frozen):
    """The case's key that was sealed to `account` is gone, from readers and ladder.

    `conflict`: it is about them, or they have a stake in it: they are never given it again.
    """

    kind: ClassVar[str] = "complaint_keys_revoked"
    v: ClassVar[int] = 1
    id: str
    account: str
    conflict: bool = False


class IdentityErased(Frozen):
    kind: ClassVar[str] = "complaint_identity_erased"
    v: ClassVar[int] = 1
    id: str


class TextErased(Frozen):
    """Story, thread and files are gone; the skeleton stays."""

    kind: ClassVar[str] = "complaint_text_erased"
    v: ClassVar[int] = 1
    id: str


class ErasureAsked(Frozen):
    """`by`, an account that has seen the name, says that the sender wants all of it erased. The sender sees it."""

    kind: ClassVar[str] = "complaint_erasure_asked"
    v: ClassVar[int] = 1
    id: str
    by: str


class ErasureStopped(Frozen):
    """`by`: `sender` or an account. After the sender's word it cannot be asked for again."""

    kind: ClassVar[str] = "complaint_erasure_stopped"
    v: ClassVar[int] = 1
    id: str
    by: str


class ComplaintErased(Frozen):
    """Everything erasable is gone at the sender's request; this tombstone stays."""

    kind: ClassVar[str] = "complaint_erased"
    v: ClassVar[int] = 1
    id: str


class InternalExported(Frozen):
    """An internal list left the house; the record says who took it."""

    kind: ClassVar[str] = "complaint_internal_exported"
    v: ClassVar[int] = 1


class RootMade(Frozen):
    """`week`: ISO week (`2026-W47`); `root`: hex of the root over that week's commitments."""

    kind: ClassVar[str] = "complaint_root_made"
    v: ClassVar[int] = 1
    week: str
    root: str


class RecoverySheetMade(Frozen):
    """`by` made a sheet; `public`: hex of its public key. Nothing is sealed to it yet."""

    kind: ClassVar[str] = "complaint_recovery_sheet_made"
    v: ClassVar[int] = 1
    public: str
    by: str


class RecoverySheetConfirmed(Frozen):
    """`by` has compared the mark with the paper: complaints are sealed to it, and to the former one no longer.

    Where `by` is its maker, nobody else held a post and a key: it counts as long as that is so.
    """

    kind: ClassVar[str] = "complaint_recovery_sheet_confirmed"
    v: ClassVar[int] = 1
    public: str
    by: str


class RecoverySheetRefused(Frozen):
    """`by` does not know of this sheet: the former one goes on."""

    kind: ClassVar[str] = "complaint_recovery_sheet_refused"
    v: ClassVar[int] = 1
    public: str
    by: str
