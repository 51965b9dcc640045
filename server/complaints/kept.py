"""What stands beside the complaints' log: rows that hold all text, sealed, and that can be erased. The log still holds without them."""

from dataclasses import dataclass
from datetime import date

from server.sealing.key_rows import StaffKeyRow

__all__ = [
    "NOTHING",
    "CardRow",
    "Kept",
    "PlainRow",
    "ReceiptRow",
    "SealedRow",
    "StaffKeyRow",
    "WrapRow",
]


@dataclass(frozen=True, slots=True)
class SealedRow:
    """`ref`: 16 random hex digits, by which events name it. `kind`: text, message, file, meta, identity or external."""

    ref: str
    complaint: str
    kind: str
    sealed: bytes


@dataclass(frozen=True, slots=True)
class WrapRow:
    """A private key, sealed to somebody. `to`: an account's id, `sender` or `recovery`; `purpose`: `case`, `identity:…` and so on.

    One row for each complaint, `to` and `purpose`; putting it again replaces it.
    """

    complaint: str
    to: str
    purpose: str
    sealed: bytes


@dataclass(frozen=True, slots=True)
class PlainRow:
    """Public text: an official's summary of `complaint`, or a template of the desk's (no complaint). Putting it again replaces it."""

    ref: str
    kind: str
    text: str
    complaint: str = ""


@dataclass(frozen=True, slots=True)
class ReceiptRow:
    """How a sender's code finds the complaint: both are derived from it. `used_day`: when it was used last.

    `sealed_key`: empty once the complaint is erased; the code then only finds out that, when and by whom.
    """

    lookup: bytes
    complaint: str
    sealed_key: bytes
    used_day: date


@dataclass(frozen=True, slots=True)
class CardRow:
    """Which complaint a card of the public board shows. In no event, so that nobody but this table knows."""

    card: str
    complaint: str


@dataclass(frozen=True, slots=True)
class Kept:
    """What one command leaves behind or takes away beside its events: in the same commit, or not at all.

    `erase` and `erase_plain` are refs, `erase_wraps` pairs of a complaint and whom its keys were sealed to (all purposes), or triples
    with one purpose. What the three great erasures take away follows from their events and need not be said here.
    """

    puts: tuple[SealedRow, ...] = ()
    wraps: tuple[WrapRow, ...] = ()
    plain: tuple[PlainRow, ...] = ()
    receipts: tuple[ReceiptRow, ...] = ()
    cards: tuple[CardRow, ...] = ()
    erase: tuple[str, ...] = ()
    erase_plain: tuple[str, ...] = ()
    erase_wraps: tuple[tuple[str, str] | tuple[str, str, str], ...] = ()
    erase_cards: tuple[str, ...] = ()

    @property
    def erases(self) -> bool:
        """Whether something is to leave the disk."""
        return bool(self.erase or self.erase_plain or self.erase_wraps or self.erase_cards)


NOTHING = Kept()
