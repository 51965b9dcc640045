"""Presses around the desk's people, their keys, identities and erasure."""

from collections.abc import Mapping

from server.domain.frozen import Frozen


class StaffDesk(Frozen):
    """As `DeskStaffed`."""

    units: Mapping[str, tuple[str, ...]]
    ladder: tuple[str, str, str, str]
    custodians: tuple[str, ...]
    keys: Mapping[str, str]


class NoteOpening(Frozen):
    """The actor opens the case. `what`: `text`, `photo` or `identity`; `reason` a code."""

    id: str
    what: str
    reason: str


class AskIdentity(Frozen):
    """`request`: a new random id. `reason` a code."""

    id: str
    request: str
    reason: str
    minutes: int


class ApproveIdentity(Frozen):
    """The actor is the custodian."""

    id: str
    request: str


class RefuseIdentity(Frozen):
    id: str
    request: str


class CloseIdentity(Frozen):
    id: str
    request: str


class ChangeCustodians(Frozen):
    """The service has split the identity's key anew among these: three for a secret complaint, otherwise one. `about`: as in `Assign`."""

    id: str
    custodians: tuple[str, ...]
    about: tuple[str, ...] | None = None


class GrantKeys(Frozen):
    """`about`: as in `Assign`. `as_rung`: sealed for the ladder, released when the case is escalated to them.

    `recovered`: the key came from the printed recovery sheet, so that the actor need not be a reader.
    """

    id: str
    to: str
    about: tuple[str, ...] | None = None
    as_rung: bool = False
    recovered: bool = False


class RevokeKeys(Frozen):
    """`conflict`: as in `KeysRevoked`."""

    id: str
    account: str
    conflict: bool = False


class EraseIdentity(Frozen):
    id: str


class EraseText(Frozen):
    id: str


class AskErasure(Frozen):
    """The actor has compared the sender, who stands at the desk without a code, with the name that was left."""

    id: str


class StopErasure(Frozen):
    """By the sender, by who asked, or by a colleague who does not agree."""

    id: str


class EraseComplaint(Frozen):
    """By the sender; by an official who agrees to what another asked; or by the clock, where there is no other."""

    id: str


class NoteExport(Frozen):
    """An internal list is made."""


class MakeRoot(Frozen):
    """`week`: ISO week (`2026-W47`). What is due has no `root` yet: the service computes it, and hands it in."""

    week: str
    root: str = ""


class MakeSheet(Frozen):
    """A recovery sheet was made. `public`: hex of its public key."""

    public: str


class ConfirmSheet(Frozen):
    """The actor has compared the mark of the sheet with the paper."""

    public: str


class RefuseSheet(Frozen):
    """Nobody the actor knows of has made this sheet, or it does not agree with the paper."""

    public: str
