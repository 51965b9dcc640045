"""A village hall with three officials and two categories, and complaints as their events tell them."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from server.bus.memory import MemoryBell
from server.complaints.kept import NOTHING, CardRow, Kept, PlainRow, ReceiptRow, SealedRow, WrapRow
from server.complaints.log_store import Batch, ComplaintStore
from server.complaints.office import ComplaintOffice
from server.complaints.streams import BOARD, COMPLAINTS, WORDINGS
from server.domain.complaint_category import Category, Rules
from server.domain.complaint_class import Class
from server.domain.complaint_commands import ReceiveComplaint, StaffDesk
from server.domain.complaint_events import ComplaintReceived
from server.domain.day_record import DayRecord, chained_days

MONDAY = date(2026, 11, 23)
RULES = Rules(
    categories={
        "lampu": Category("lampu", forced_secret=False, may_be_open=True, clock=14, coarse="prasarana"),
        "pungli": Category("pungli", forced_secret=True, may_be_open=False, clock=60, coarse="lingkungan_sosial"),
    },
    hamlets={"krajan": 400},
)
STAFFING = StaffDesk(
    units={},
    ladder=("kasi", "sekdes", "kades", ""),
    custodians=("kasi", "sekdes", "kades"),
    keys={"kasi": "aa", "sekdes": "bb", "kades": "cc"},
)


def received(complaint: str, number: str = "") -> ComplaintReceived:
    return ComplaintReceived(
        id=complaint,
        number=number or f"ADU-{complaint}",
        klass=Class.ANONYMOUS,
        category="lampu",
        hamlet="",
        channel="web",
        formal=False,
        recipients=("kasi",),
        rungs=("kasi", "sekdes", "kades"),
        held=False,
        commitment="",
        identity=True,
        custodians=("sekdes",),
    )


def receiving(complaint: str) -> ReceiveComplaint:
    """The command that makes a complaint about a lamp, sealed to whom the rules say."""
    return ReceiveComplaint(
        id=complaint,
        number=f"ADU-{complaint}",
        klass=Class.ANONYMOUS,
        category="lampu",
        hamlet="",
        channel="web",
        formal=False,
        recipients=("kasi",),
        rungs=("kasi", "sekdes", "kades"),
        commitment="",
        identity=True,
        custodians=("sekdes",),
    )


def kept_of(complaint: str, secret: bytes = b"sealed") -> Kept:
    """One row of each sort."""
    return Kept(
        puts=(
            SealedRow(f"text-{complaint}", complaint, "text", secret + b"-text"),
            SealedRow(f"name-{complaint}", complaint, "identity", secret + b"-identity"),
            SealedRow(f"file-{complaint}", complaint, "file", secret + b"-file"),
        ),
        wraps=(
            WrapRow(complaint, "kasi", "case", secret + b"-case"),
            WrapRow(complaint, "sender", "case", secret + b"-sender"),
            WrapRow(complaint, "custodian:sekdes", "identity", secret + b"-custodian"),
        ),
        plain=(PlainRow(f"summary-{complaint}", "summary", f"Lampu {complaint}", complaint),),
        receipts=(ReceiptRow(f"lookup-{complaint}".encode(), complaint, secret + b"-receipt", MONDAY),),
        cards=(CardRow(f"card-{complaint}", complaint),),
    )


class Log:
    """Appends events to a store as an office would, without any rules."""

    def __init__(self, store: ComplaintStore) -> None:
        self.store = store

    async def chained(
        self, *events: Any, stream: str = COMPLAINTS, day: date = MONDAY, actor: str = "sender"
    ) -> tuple[DayRecord[Any], ...]:
        wording = WORDINGS[stream]
        head = await self.store.head(stream)
        return chained_days(
            events, head, stream=stream, actor=actor, day=day, to_data=wording.to_data, subject_of=wording.subject_of
        )

    async def add(self, *events: Any, kept: Kept = NOTHING, stream: str = COMPLAINTS, day: date = MONDAY) -> None:
        await self.store.commit(Batch(await self.chained(*events, stream=stream, day=day), kept))


def an_office(store: ComplaintStore, today: Sequence[date] = (MONDAY,)) -> ComplaintOffice:
    """The village's office on that store; `today` may be a list whose last entry is changed."""
    return ComplaintOffice(store, MemoryBell(), rules=lambda: RULES, today=lambda: today[-1], closed=frozenset)


__all__ = ["BOARD", "COMPLAINTS", "MONDAY", "RULES", "STAFFING", "Log", "an_office", "kept_of", "received", "receiving"]
