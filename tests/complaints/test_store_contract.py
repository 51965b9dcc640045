"""What every store of complaints promises: both kinds pass the same tests."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from server.complaints.kept import CardRow, Kept, PlainRow, StaffKeyRow, WrapRow
from server.complaints.log_store import Batch, ComplaintStore, Erased, Erasure, KeptAnswer
from server.complaints.streams import about
from server.domain import frozen
from server.domain.board_events import BatchPublished, CardWithdrawn
from server.domain.complaint_events import ComplaintErased, IdentityErased, TextErased, VerificationStarted
from server.domain.day_record import stamp_of
from server.domain.record import Head
from server.store.base import Conflict
from tests.complaints.backings import Backing, InMemory, InSqlite
from tests.complaints.small_desk import BOARD, COMPLAINTS, MONDAY, Log, kept_of, received

ANSWER = KeptAnswer("sender", b"k" * 32, b"f" * 32, COMPLAINTS, 1, 1, "1", b"locked", MONDAY)


@pytest.fixture(params=["sqlite", "memory"])
def backing(request: pytest.FixtureRequest, tmp_path: Path) -> Backing:
    return InSqlite(tmp_path / "data") if request.param == "sqlite" else InMemory()


@pytest.fixture
async def store(backing: Backing) -> AsyncIterator[ComplaintStore]:
    opened = backing.store()
    await opened.open()
    yield opened
    await opened.close()


@pytest.fixture
def log(store: ComplaintStore) -> Log:
    return Log(store)


async def test_an_empty_store_is_empty(store: ComplaintStore) -> None:
    assert await store.epoch() == ""
    assert await store.head(COMPLAINTS) == Head()
    assert await store.load(COMPLAINTS) == []
    assert await store.receipt(b"x") is None
    assert await store.staff_keys() == []
    assert await store.setting("salt") is None
    assert await store.erased() == []
    await store.forget_answers(MONDAY)
    await store.tidy()


async def test_records_come_back_as_they_were(store: ComplaintStore, log: Log) -> None:
    await log.add(received("1"))
    await log.add(received("2"), VerificationStarted("1"), day=MONDAY + timedelta(days=1))
    records = await store.load(COMPLAINTS)
    assert [record.event for record in records] == [received("1"), received("2"), VerificationStarted("1")]
    assert [record.day for record in records] == [MONDAY, MONDAY + timedelta(days=1), MONDAY + timedelta(days=1)]
    assert [record.seq for record in records] == [1, 2, 3]
    assert await store.read(COMPLAINTS, 1, 1) == records[1:2]
    assert await store.history(COMPLAINTS, about("1")) == [records[0], records[2]]
    assert await store.verify(COMPLAINTS) == 3
    assert await store.epoch() != ""


async def test_a_record_says_no_time_of_day(store: ComplaintStore, log: Log) -> None:
    await log.add(received("1"))
    (record,) = await store.load(COMPLAINTS)
    assert record.day == MONDAY
    stamp = stamp_of(record.day)
    assert (stamp.wall_ms % 86_400_000, stamp.mono_ms, stamp.boot) == (0, 0, "")


async def test_each_stream_has_its_own_numbers(store: ComplaintStore, log: Log) -> None:
    await log.add(received("1"), received("2"))
    await log.add(BatchPublished("2026-11-23"), CardWithdrawn("c"), stream=BOARD)
    assert (await store.head(COMPLAINTS)).seq == (await store.head(BOARD)).seq == 2
    assert [record.event for record in await store.load(BOARD)] == [BatchPublished("2026-11-23"), CardWithdrawn("c")]
    assert [record.event for record in await store.history(BOARD, "card:c")] == [CardWithdrawn("c")]


async def test_a_record_that_does_not_follow_is_refused(store: ComplaintStore, log: Log) -> None:
    late = await log.chained(received("1"))
    await log.add(received("2"))
    with pytest.raises(Conflict):
        await store.commit(Batch(late, kept_of("1")))
    with pytest.raises(Conflict):
        await store.commit(Batch((frozen.replace(late[0], seq=2),)))
    assert await store.rows("1") == []
    assert (await store.head(COMPLAINTS)).seq == 1


async def test_rows_are_found_by_what_they_are_asked_for(store: ComplaintStore, log: Log) -> None:
    await log.add(received("1"), kept=kept_of("1"))
    await log.add(received("2"), kept=kept_of("2"))
    assert await store.sealed("text-1") == b"sealed-text"
    assert await store.sealed("text-3") is None
    assert [row.ref for row in await store.rows("1")] == ["text-1", "name-1", "file-1"]
    assert [row.ref for row in await store.rows("2", "identity")] == ["name-2"]
    assert [row.to for row in await store.wraps("1")] == ["custodian:sekdes", "kasi", "sender"]
    assert [row.sealed for row in await store.wraps("1", "sender")] == [b"sealed-sender"]
    assert [row.complaint for row in await store.wraps_to("kasi")] == ["1", "2"]
    assert await store.plain("summary-1") == "Lampu 1"
    assert [row.ref for row in await store.plains("summary")] == ["summary-1", "summary-2"]
    assert await store.plains("template") == []
    assert await store.cards() == [CardRow("card-1", "1"), CardRow("card-2", "2")]


async def test_what_is_put_again_is_replaced(store: ComplaintStore, log: Log) -> None:
    await log.add(received("1"), kept=kept_of("1"))
    await store.put_wraps([WrapRow("1", "kasi", "case", b"anew"), WrapRow("1", "bpd", "case", b"first")])
    assert [row.sealed for row in await store.wraps("1", "kasi")] == [b"anew"]
    assert [row.sealed for row in await store.wraps("1", "bpd")] == [b"first"]
    await store.commit(Batch(kept=Kept(plain=(PlainRow("summary-1", "summary", "Lampu padam", "1"),))))
    assert await store.plain("summary-1") == "Lampu padam"


async def test_a_command_can_take_rows_away_and_put_others(store: ComplaintStore, log: Log) -> None:
    await log.add(received("1"), kept=kept_of("1"))
    gone = Kept(
        erase=("file-1",),
        erase_plain=("summary-1",),
        erase_wraps=(("1", "kasi"), ("1", "sender", "identity")),
        erase_cards=("card-1",),
        wraps=(WrapRow("1", "kasi", "case", b"again"),),
    )
    await log.add(VerificationStarted("1"), kept=gone)
    assert [row.ref for row in await store.rows("1")] == ["text-1", "name-1"]
    assert await store.plain("summary-1") is None
    assert await store.cards() == []
    assert {(row.to, row.sealed) for row in await store.wraps("1")} == {
        ("kasi", b"again"),
        ("sender", b"sealed-sender"),
        ("custodian:sekdes", b"sealed-custodian"),
    }


async def test_receipts_age_and_go(store: ComplaintStore, log: Log) -> None:
    await log.add(received("1"), kept=kept_of("1"))
    await log.add(received("2"), kept=kept_of("2"))
    later = MONDAY + timedelta(days=40)
    await store.touch_receipt(b"lookup-2", later)
    await store.touch_receipt(b"lookup-9", later)
    found = await store.receipt(b"lookup-2")
    assert found is not None
    assert (found.complaint, found.used_day, found.sealed_key) == ("2", later, b"sealed-receipt")
    assert [row.complaint for row in await store.old_receipts(later)] == ["1"]
    await store.forget_receipt(b"lookup-1")
    assert await store.receipt(b"lookup-1") is None
    assert await store.old_receipts(later) == []


async def test_staff_keys_and_settings(store: ComplaintStore) -> None:
    row = StaffKeyRow("kasi", b"p" * 32, b"locked", b"salt", MONDAY)
    await store.put_staff_key(row)
    await store.put_staff_key(replace(row, public=b"q" * 32))
    await store.put_staff_key(replace(row, sealed_private=b"", active=False))
    assert await store.staff_keys() == [replace(row, sealed_private=b"", active=False), replace(row, public=b"q" * 32)]
    await store.put_setting("salt", b"one")
    await store.put_setting("salt", b"two")
    assert await store.setting("salt") == b"two"


async def test_signs_of_agreement_count_once_and_go_with_the_card(store: ComplaintStore, log: Log) -> None:
    await log.add(received("1"), kept=kept_of("1"))
    assert await store.mark("card-1", "agree", b"a")
    assert await store.mark("card-1", "agree", b"b")
    assert await store.mark("card-1", "flag:spam", b"a")
    assert not await store.mark("card-1", "agree", b"a")
    assert not await store.mark("card-9", "agree", b"a")
    assert await store.marks() == {("card-1", "agree"): 2, ("card-1", "flag:spam"): 1}
    await store.unmark("card-1", "flag:spam")
    assert await store.marks() == {("card-1", "agree"): 2}
    await store.commit(Batch(kept=Kept(erase_cards=("card-1",))))
    assert await store.marks() == {}


async def test_an_answer_is_kept_once_and_forgotten_by_age(store: ComplaintStore, log: Log) -> None:
    await store.commit(Batch(await log.chained(received("1")), answer=ANSWER))
    assert await store.answer("sender", b"k" * 32) == ANSWER
    assert await store.answer("clock", b"k" * 32) is None
    with pytest.raises(Conflict):
        await store.commit(Batch(await log.chained(received("2")), kept_of("2"), ANSWER))
    assert await store.rows("2") == []
    await store.forget_answers(MONDAY)
    assert await store.answer("sender", b"k" * 32) == ANSWER
    await store.forget_answers(MONDAY + timedelta(days=1))
    assert await store.answer("sender", b"k" * 32) is None


async def _erase(store: ComplaintStore, log: Log, event: object, what: Erased, day: date = MONDAY) -> None:
    await store.commit(Batch(await log.chained(event, day=day), erasures=(Erasure("1", what),)))


async def test_erasing_the_identity_leaves_the_text(store: ComplaintStore, log: Log) -> None:
    await log.add(received("1"), kept=kept_of("1"))
    await log.add(received("2"), kept=kept_of("2"))
    await _erase(store, log, IdentityErased("1"), Erased.IDENTITY)
    assert [row.kind for row in await store.rows("1")] == ["text", "file"]
    assert [row.to for row in await store.wraps("1")] == ["kasi", "sender"]
    assert len(await store.rows("2")) == 3
    assert await store.erased() == [Erasure("1", Erased.IDENTITY)]


async def test_erasing_the_text_leaves_the_skeleton_and_the_summary(store: ComplaintStore, log: Log) -> None:
    await log.add(received("1"), kept=kept_of("1"))
    await _erase(store, log, TextErased("1"), Erased.TEXT)
    assert [row.kind for row in await store.rows("1")] == ["identity"]
    assert [row.purpose for row in await store.wraps("1")] == ["identity"]
    assert await store.plain("summary-1") == "Lampu 1"
    assert await store.receipt(b"lookup-1") is not None


async def test_erasing_everything_leaves_the_events(store: ComplaintStore, log: Log) -> None:
    await log.add(received("2"), kept=kept_of("2"))
    await store.commit(Batch(await log.chained(received("1")), kept_of("1"), ANSWER))
    await store.mark("card-1", "agree", b"a")
    await _erase(store, log, ComplaintErased("1"), Erased.ALL)
    assert await store.rows("1") == await store.wraps("1") == []
    assert await store.plain("summary-1") is None
    # The code is known again, and opens nothing.
    left = await store.receipt(b"lookup-1")
    assert left is not None
    assert (left.complaint, left.sealed_key) == ("1", b"")
    assert await store.cards() == [CardRow("card-2", "2")]
    assert await store.marks() == {}
    assert await store.answer("sender", b"k" * 32) is None
    assert len(await store.rows("2")) == 3
    assert await store.verify(COMPLAINTS) == 3


async def test_two_stores_see_the_same_log(backing: Backing, store: ComplaintStore, log: Log) -> None:
    await log.add(received("1"))
    other = backing.store()
    await other.open()
    await Log(other).add(received("2"))
    assert [record.event for record in await store.load(COMPLAINTS)] == [received("1"), received("2")]
    await other.close()
