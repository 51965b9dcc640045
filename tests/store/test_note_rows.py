"""Notes: texts that events name by an id, and that can be erased."""

import pytest

from server.domain.commands import CallNext, NoteTicket
from server.domain.note import Note
from server.store.base import Conflict, Entry, Store
from tests.domain.queue_log import QueueLog
from tests.store.working_day import store_all


async def test_a_note_comes_with_its_event_and_goes_alone(store: Store, day: QueueLog) -> None:
    day.did(CallNext("1"))
    await store_all(store, day)
    day.did(NoteTicket("1", "n1"))
    entry = Entry((day.records[-1],), notes=(Note("n1", "kurang fotokopi KK", 1_795_000_000_000),))
    await store.append([entry])
    assert await store.note("n1") == "kurang fotokopi KK"
    assert await store.note("n2") is None
    before = await store.projections()
    await store.delete_note("n1")
    await store.delete_note("never written")
    assert await store.note("n1") is None
    assert await store.projections() == before
    assert await store.verify() == day.head.seq


async def test_a_note_is_not_kept_without_its_event(store: Store, day: QueueLog) -> None:
    await store_all(store, day)
    with pytest.raises(Conflict):
        await store.append([Entry((day.records[0],), notes=(Note("n1", "text", 1),))])
    assert await store.note("n1") is None


async def test_notes_are_forgotten_by_kind_and_age(store: Store) -> None:
    for note_id in ("n1", "n2", "visitor:7", "letter:7", "announcement:x", "announcement:y"):
        await store.put_note(Note(note_id, "text", 2_000 if note_id in {"n2", "announcement:y"} else 1_000))
    await store.forget_notes("", 2_000)
    await store.forget_notes("announcement", 2_000)
    await store.forget_notes("letter", 1_000)
    kept = [
        name
        for name in ("n1", "n2", "visitor:7", "letter:7", "announcement:x", "announcement:y")
        if await store.note(name)
    ]
    assert kept == ["n2", "visitor:7", "letter:7", "announcement:y"]
