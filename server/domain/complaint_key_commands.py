"""Presses around the desk's people, their keys, identities and erasure."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StaffDesk:
    """As `DeskStaffed`."""

    units: Mapping[str, tuple[str, ...]]
    ladder: tuple[str, str, str, str]
    custodians: tuple[str, ...]
    keys: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class NoteOpening:
    """The actor opens the case. `what`: `text`, `photo` or `identity`; `reason` a code."""

    id: str
    what: str
    reason: str


@dataclass(frozen=True, slots=True)
class AskIdentity:
    """`request`: a new random id. `reason` a code."""

    id: str
    request: str
    reason: str
    minutes: int


@dataclass(frozen=True, slots=True)
class ApproveIdentity:
    """The actor is the custodian."""

    id: str
    request: str


@dataclass(frozen=True, slots=True)
class RefuseIdentity:
    id: str
    request: str


@dataclass(frozen=True, slots=True)
class CloseIdentity:
    id: str
    request: str


@dataclass(frozen=True, slots=True)
class ChangeCustodians:
    """The service has split the identity's key anew among these: three for a secret complaint, otherwise one. `about`: as in `Assign`."""

    id: str
    custodians: tuple[str, ...]
    about: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class GrantKeys:
    """`about`: as in `Assign`. `as_rung`: sealed for the ladder, released when the case is escalated to them.

    `recovered`: the key came from the printed recovery sheet, so that the actor need not be a reader.
    """

    id: str
    to: str
    about: tuple[str, ...] | None = None
    as_rung: bool = False
    recovered: bool = False


@dataclass(frozen=True, slots=True)
class RevokeKeys:
    """`conflict`: as in `KeysRevoked`."""

    id: str
    account: str
    conflict: bool = False


@dataclass(frozen=True, slots=True)
class EraseIdentity:
    id: str


@dataclass(frozen=True, slots=True)
class EraseText:
    id: str


@dataclass(frozen=True, slots=True)
class AskErasure:
    """The actor has compared the sender, who stands at the desk without a code, with the name that was left."""

    id: str


@dataclass(frozen=True, slots=True)
class StopErasure:
    """By the sender, by who asked, or by a colleague who does not agree."""

    id: str


@dataclass(frozen=True, slots=True)
class EraseComplaint:
    """By the sender; by an official who agrees to what another asked; or by the clock, where there is no other."""

    id: str


@dataclass(frozen=True, slots=True)
class NoteExport:
    """An internal list is made."""


@dataclass(frozen=True, slots=True)
class MakeRoot:
    """`week`: ISO week (`2026-W47`). What is due has no `root` yet: the service computes it, and hands it in."""

    week: str
    root: str = ""


@dataclass(frozen=True, slots=True)
class MakeSheet:
    """A recovery sheet was made. `public`: hex of its public key."""

    public: str


@dataclass(frozen=True, slots=True)
class ConfirmSheet:
    """The actor has compared the mark of the sheet with the paper."""

    public: str


@dataclass(frozen=True, slots=True)
class RefuseSheet:
    """Nobody the actor knows of has made this sheet, or it does not agree with the paper."""

    public: str
