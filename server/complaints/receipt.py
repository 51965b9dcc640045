"""What became of a complaint that was sent: the sender's receipt, or why there is none."""

import json
from dataclasses import dataclass, field
from datetime import date

from server.complaints.draft import Unfit
from server.complaints.office import KeyMisused, NotStored, Refused
from server.domain.complaint_class import Class
from server.sealing.receipt_code import DIGITS, parsed, pretty

CODE_DIGITS = DIGITS
"""How many digits the sender's code has."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the sender takes along. `code`: 16 digits, known to nobody else; `signature`, `commitment`, `nonce`: hex.

    `held`: a moderator looks first. `replayed`: the complaint was taken before, under the same key.
    """

    number: str
    code: str = field(repr=False)
    klass: Class
    day: date
    held: bool
    signature: str
    commitment: str
    nonce: str
    replayed: bool = False


@dataclass(frozen=True, slots=True)
class NotFit:
    """Something is missing in the draft."""

    why: Unfit


@dataclass(frozen=True, slots=True)
class NotReady:
    """Nobody of the office could read it yet."""


@dataclass(frozen=True, slots=True)
class Busy:
    """The machine is at its limit; nothing was kept, and the same form may be sent again."""


@dataclass(frozen=True, slots=True)
class AlreadyTaken:
    """It was taken before the server was started anew, and its code can be told no more."""


Taken = Receipt | NotFit | Refused | NotReady | Busy | AlreadyTaken | KeyMisused | NotStored


def groups_of(code: str) -> tuple[str, ...]:
    """The sixteen digits by fours, as they are read and copied; () for what is no such code."""
    return tuple(pretty(code).split(" ")) if parsed(code) == code else ()


def packed(receipt: Receipt) -> bytes:
    """As it is kept for a repetition, sealed under the form's key."""
    told = [receipt.number, receipt.code, receipt.klass, receipt.day.isoformat(), receipt.held]
    return json.dumps([*told, receipt.signature, receipt.commitment, receipt.nonce]).encode()


def unpacked(answer: bytes) -> Receipt:
    """The receipt of a repetition."""
    number, code, klass, day, held, signature, commitment, nonce = json.loads(answer)
    return Receipt(
        number, code, Class(klass), date.fromisoformat(day), held, signature, commitment, nonce, replayed=True
    )
