"""One complaint as its sender may see it: everything that is the sender's own, opened with the key of the case."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from server.complaints.kept import SealedRow
from server.complaints.office import ComplaintOffice
from server.complaints.sender_access import access_until
from server.complaints.sender_presses import possible
from server.complaints.sender_proof import SenderProof, read_proof
from server.complaints.sender_story import Story, opened_story, opened_text
from server.domain.complaint import Complaint
from server.domain.complaint_deadlines import Clock, clocks
from server.domain.complaint_events import FileAdded, FixProposed
from server.domain.complaint_retention import erasure_warning, text_until
from server.domain.day_record import DayRecord

if TYPE_CHECKING:
    from server.sealing.sealing import Sealing

_KINDS = ("text", "message", "external")


@dataclass(frozen=True, slots=True)
class SenderView:
    """`records`: all that happened, in order. `texts`: ref to words, those erased left out. `files`: ref to photo, voice or proof.

    `summary`: the public words that wait for the sender, or were decided on. `may`: as `sender_presses.possible`. `access`: the last
    day on which the code opens it; `erased_after`: the last day of the text; None: not while it is open. `warning`: 14 or 3 days before.
    """

    complaint: Complaint
    records: Sequence[DayRecord[Any]]
    story: Story | None
    texts: Mapping[str, str]
    files: Mapping[str, str]
    summary: str
    clocks: tuple[Clock, ...]
    may: frozenset[str]
    proof: SenderProof
    access: date | None
    erased_after: date | None
    warning: int
    today: date


async def read_case(
    office: ComplaintOffice, sealing: "Sealing", complaint: Complaint, private: bytes | None, used: date | None
) -> SenderView:
    """`private` opens the case; None: only the skeleton is left. `used`: when the code was used last."""
    records = await office.history(complaint.id)
    # Never the files: a page names them, and each is asked for by itself.
    rows = [row for kind in _KINDS for row in await office.rows(complaint.id, kind)] if private is not None else []
    # Opening a long conversation must not hold up the others in the office.
    story, texts = await asyncio.to_thread(_opened, rows, private)
    rules, today, closed = office.rules(), office.today(), office.closed()
    return SenderView(
        complaint=complaint,
        records=records,
        story=story,
        texts=texts,
        files={} if private is None else _files(records, story),
        summary="" if complaint.summary is None else texts.get(complaint.summary.ref, ""),
        clocks=clocks(complaint, rules, today, closed),
        may=possible(office.state, complaint, today, rules),
        proof=await read_proof(office, sealing, complaint, private),
        access=access_until(complaint, used or today),
        erased_after=text_until(complaint, rules),
        warning=erasure_warning(complaint, rules, today),
        today=today,
    )


async def files_of(office: ComplaintOffice, complaint: str, private: bytes) -> Mapping[str, str]:
    """Which files the complaint has: ref to photo, voice or proof."""
    story, _ = _opened(await office.rows(complaint, "text"), private)
    return _files(await office.history(complaint), story)


def _opened(rows: Iterable[SealedRow], private: bytes | None) -> tuple[Story | None, dict[str, str]]:
    story, texts = None, {}
    if private is None:
        return None, {}
    for row in rows:
        if row.kind == "text":
            story = opened_story(private, row.sealed)
        elif (words := opened_text(private, row.sealed)) is not None:
            texts[row.ref] = words
    return story, texts


def _files(records: Iterable[DayRecord[Any]], story: Story | None) -> dict[str, str]:
    found = dict(story.files) if story is not None else {}
    for record in records:
        match record.event:
            case FileAdded(ref=ref, what=what):
                found[ref] = what
            case FixProposed(proof=proof) if proof:
                found[proof] = "proof"
            case _:
                pass
    return found
