"""Search at the desk: on texts that are opened in the session for it, one after the other. No index is kept anywhere."""

import asyncio
from typing import TYPE_CHECKING

from server.complaints.desk_list import Listed
from server.complaints.desk_similar import found_in, most_alike
from server.complaints.office import Done
from server.domain.complaint import State
from server.domain.complaint_codes import SEARCH
from server.sealing.staff_keys import Unlocked

if TYPE_CHECKING:
    from server.complaints.case_reading import DeskCase
    from server.complaints.desk import Desk

MOST_SEARCHED = 300
MOST_FOUND = 30
_MOST_COMPARED = 60


async def search(desk: "Desk", unlocked: Unlocked, wanted: str) -> tuple[list[Listed], int]:
    """Complaints that hold all the words, or have that number; and how many were looked at. What is found is noted as opened."""
    listed = desk.lists.of(unlocked.account)
    number = desk.by_number(wanted, unlocked.account)
    named = [one for one in listed if one.complaint.id == number]
    if named:
        return named, len(listed)
    found, looked = [], 0
    for one in listed[:MOST_SEARCHED]:
        looked += 1
        case = await desk.reading.open(one.complaint, unlocked)
        if case is not None and found_in(wanted, await desk.reading.texts(case)):
            noted = await desk.presses.note_opening(case, "text", SEARCH)
            if isinstance(noted, Done):
                found.append(one)
        if len(found) == MOST_FOUND:
            break
        await asyncio.sleep(0)  # the queue comes first
    return found, looked


async def twins(desk: "Desk", unlocked: Unlocked, case: "DeskCase") -> list[Listed]:
    """Open complaints of the same category and class that may tell of the same thing, the likest first."""
    ours = case.complaint
    if case.text is None or ours.state is not State.VERIFYING:
        return []
    near = [
        one
        for one in desk.lists.of(unlocked.account)
        if one.complaint.id != ours.id
        and not one.complaint.closed
        and (one.complaint.category, one.complaint.klass) == (ours.category, ours.klass)
    ][:_MOST_COMPARED]
    texts = []
    for one in near:
        other = await desk.reading.open(one.complaint, unlocked)
        if other is not None and other.text is not None:
            texts.append((one.complaint.id, f"{other.text.story} {other.text.landmark}"))
        await asyncio.sleep(0)
    names = most_alike(f"{case.text.story} {case.text.landmark}", texts)
    by_id = {one.complaint.id: one for one in near}
    return [by_id[name] for name in names]
