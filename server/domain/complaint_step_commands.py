"""Presses that move a complaint from one state to the next.

`about`: the accounts that the complaint is about, read by the service from the sealed text in the presser's session; None: not
known. It is compared and forgotten: it stands in no event.
"""

from datetime import date

from server.domain.complaint_class import Class
from server.domain.frozen import Frozen


class ReceiveComplaint(Frozen):
    """`recipients`, `rungs` and `custodians`: those to whom the service has sealed the keys, as `server/domain/complaint_ladder.py` says.

    `identity`: there is a name to keep. `suspect`: a moderator is to look first. `hamlet` is kept for the open class only.
    `committed_on`: the day that `commitment` vouches for; None: it vouches for none.
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
    commitment: str
    identity: bool = False
    custodians: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    suspect: bool = False
    committed_on: date | None = None


class PassModeration(Frozen):
    id: str


class StartVerification(Frozen):
    id: str


class AskInfo(Frozen):
    id: str
    ref: str


class GiveInfo(Frozen):
    id: str
    ref: str


class Assign(Frozen):
    """To a unit, to persons, or to both; at least one of them. `persons` get the case's key.

    A unit alone will do only where somebody of it reads the case already: for the others the key has to be sealed.
    """

    id: str
    unit: str
    persons: tuple[str, ...] = ()
    sideways: bool = False
    about: tuple[str, ...] | None = None


class StartWork(Frozen):
    id: str


class ProposeFix(Frozen):
    """`proof`: the ref of a file that was added to this case as proof, or ""."""

    id: str
    reason: str
    ref: str
    proof: str = ""


class ConfirmFix(Frozen):
    id: str


class CloseBySilence(Frozen):
    id: str


class Reopen(Frozen):
    id: str
    ref: str = ""


class Archive(Frozen):
    id: str
    reason: str
    ref: str = ""


class Merge(Frozen):
    """`about`: as in `Assign`; nobody of those who read `into` may be among them."""

    id: str
    into: str
    about: tuple[str, ...] | None = None


class Forward(Frozen):
    id: str
    to: str
    ref: str = ""


class Withdraw(Frozen):
    """By the sender, or by the clock when the sender did not complete it."""

    id: str
