"""Which state the public sees. "Closed" is never shown as "solved": only the sender's own word counts as that."""

from collections.abc import Collection, Mapping
from types import MappingProxyType

from server.domain.board_item import Item
from server.domain.complaint import State

OPEN_STATES: Mapping[State, str] = MappingProxyType(
    {
        State.RECEIVED: "diterima",
        State.VERIFYING: "diperiksa",
        State.NEEDS_INFO: "menunggu_keterangan",
        State.ASSIGNED: "ditindaklanjuti",
        State.IN_PROGRESS: "ditindaklanjuti",
        State.AWAITING_CONFIRMATION: "menunggu_konfirmasi",
        State.DONE: "selesai",
        State.DONE_BY_SILENCE: "ditutup",
        State.REOPENED: "dibuka_kembali",
        State.ARCHIVED: "diarsipkan",
        State.FORWARDED: "diteruskan",
    }
)
"""Of an open complaint everybody may follow every step."""

IN_HAND = "diproses"
CONFIRMED = "selesai"
CLOSED = "ditutup"
ENDED_SOMEHOW = "berakhir"
UNMET = "tidak_terpenuhi"
GROUPS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "berjalan": frozenset(
            {
                IN_HAND,
                "diterima",
                "diperiksa",
                "menunggu_keterangan",
                "ditindaklanjuti",
                "menunggu_konfirmasi",
                "dibuka_kembali",
            }
        ),
        "selesai": frozenset({CONFIRMED}),
        "ditutup": frozenset({CLOSED, ENDED_SOMEHOW, UNMET, "diarsipkan", "diteruskan"}),
    }
)
"""What people look for."""


def group_of(state: str) -> str:
    return next((group for group, states in GROUPS.items() if state in states), "berjalan")


def open_state(item: Item) -> str:
    """Of an open complaint that is on the board."""
    if item.unmet and item.state in {State.DONE, State.DONE_BY_SILENCE}:
        return UNMET
    return OPEN_STATES[item.state]


def cohort_state(items: Collection[Item]) -> str:
    """One state for all cards of a cohort, that of the slowest: a card that changed alone would tell which complaint it is."""
    if not all(item.ended for item in items):
        return IN_HAND
    if all(item.state is State.DONE and not item.unmet for item in items):
        return CONFIRMED
    if all(item.state is not State.DONE or item.unmet for item in items):
        return CLOSED
    return ENDED_SOMEHOW
