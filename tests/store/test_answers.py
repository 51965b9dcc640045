"""Answers outlive a restart, and are forgotten once nobody can ask again."""

from server.domain import commands as c
from server.store.base import Answer, Document, Entry, Store
from tests.domain.queue_log import QueueLog
from tests.store.backing import Backing
from tests.store.working_day import another_day, store_all


async def test_answers_and_documents_survive_a_restart(backing: Backing) -> None:
    answer = Answer("tablet:1", "key", "print", '{"called":"A002"}', 0)
    first = backing.store()
    await first.open()
    await first.append([Entry((), answer, (Document("digest", "nama = 'Desa'"),))])
    await first.close()
    second = backing.store()
    await second.open()
    assert await second.answers() == [answer]
    assert await second.document("digest") == "nama = 'Desa'"
    assert await second.document("another") is None
    await second.close()


async def test_a_document_that_is_known_already_stays(store: Store) -> None:
    await store.append([Entry(documents=(Document("digest", "text"),))])
    await store.append([Entry(documents=(Document("digest", "text"), Document("other", "more")))])
    assert await store.document("digest") == "text"
    assert await store.document("other") == "more"


async def test_answers_come_oldest_first(store: Store) -> None:
    answers = [Answer("b", "1", "p", "{}", 3), Answer("a", "2", "p", "{}", 3), Answer("c", "0", "p", "{}", 1)]
    await store.append([Entry(answer=answer) for answer in answers])
    assert await store.answers() == [answers[2], answers[1], answers[0]]


async def test_opening_a_day_forgets_what_was_answered_before_the_day_before(store: Store, day: QueueLog) -> None:
    await store_all(store, day)
    first_day = await store.answers()
    another_day(day)
    await store_all(store, day)
    second_day = [answer for answer in await store.answers() if answer not in first_day]
    assert await store.answers() == [*first_day, *second_day], "yesterday's can still be asked for"
    opened = day.state.day
    assert opened is not None
    another_day(day)
    await store_all(store, day)
    kept = await store.answers()
    assert kept[0].seq >= opened.seq
    assert {answer.key for answer in second_day if answer.seq >= opened.seq} <= {answer.key for answer in kept}


async def test_opening_the_same_date_again_forgets_nothing(store: Store, day: QueueLog) -> None:
    for _ in range(3):
        day.did(c.CloseDay())
        day.did(c.OpenDay())
    await store_all(store, day)
    before = await store.answers()
    day.did(c.CloseDay())
    day.did(c.OpenDay())
    await store_all(store, day)
    assert (await store.answers())[: len(before)] == before
