"""What the complaints' office promises: one effect a key, an answer after the commit, and no harm from whoever goes away."""

import asyncio
import threading
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from server.complaints.erasures import with_consequences
from server.complaints.kept import Kept, SealedRow, WrapRow
from server.complaints.log_store import Batch
from server.complaints.memory_store import MemoryComplaintStore, Shelves
from server.complaints.office import ComplaintOffice, Done, KeyMisused, NotStored, Refused
from server.complaints.sqlite_store import SqliteComplaintStore
from server.domain.board_events import BatchPublished, BoardEvent
from server.domain.board_state import BoardState
from server.domain.complaint_commands import (
    EraseComplaint,
    EraseIdentity,
    RevokeKeys,
    StartVerification,
)
from server.domain.complaint_events import IdentityClosed, IdentityRefused, KeysRevoked
from server.domain.complaint_refusals import ComplaintRefusal
from server.domain.complaints import ComplaintsState, fold
from server.domain.frozen import replace
from server.store.base import Unwritable
from tests.complaints.backings import Backing, InMemory, InSqlite
from tests.complaints.small_desk import MONDAY, STAFFING, Log, an_office, kept_of, received, receiving

PATIENCE_S = 30.0
KEY = "k3y-of-a-form-with-128-bits"


class GatedStore(MemoryComplaintStore):
    """Holds commits until they are let through, and fails on demand."""

    def __init__(self, shelves: Shelves | None = None) -> None:
        super().__init__(shelves)
        self.reached = asyncio.Event()
        self.gate = asyncio.Event()
        self.gate.set()
        self.failures: list[Exception] = []

    async def commit(self, batch: Batch) -> None:
        self.reached.set()
        await self.gate.wait()
        if self.failures:
            raise self.failures.pop(0)
        await super().commit(batch)


@pytest.fixture
def store() -> GatedStore:
    return GatedStore()


@pytest.fixture
async def office(store: GatedStore) -> AsyncIterator[ComplaintOffice]:
    opened = an_office(store)
    await opened.open()
    assert isinstance(await opened.do(STAFFING, actor="account:kasi"), Done)
    store.reached.clear()
    yield opened
    store.gate.set()
    await opened.close()


async def test_a_complaint_is_received_with_all_its_rows(office: ComplaintOffice) -> None:
    done = await office.do(receiving("1"), actor="sender", kept=kept_of("1"))
    assert done == Done((received("1"),))
    assert office.state.complaints["1"].number == "ADU-1"
    assert (office.head, office.board_head) == (2, 0)
    assert [row.kind for row in await office.rows("1")] == ["text", "identity", "file"]
    assert [record.event for record in await office.history("1")] == [received("1")]
    assert await office.bell.heard(1) == 2


async def test_what_the_rules_refuse_leaves_nothing(office: ComplaintOffice) -> None:
    await office.do(receiving("1"), actor="sender")
    refused = await office.do(receiving("1"), actor="sender", kept=kept_of("1"))
    assert refused == Refused(ComplaintRefusal.TWICE)
    assert await office.rows("1") == []
    assert office.head == 2


async def test_the_same_key_has_one_effect_and_the_same_answer(office: ComplaintOffice) -> None:
    first = await office.do(receiving("1"), actor="sender", key=KEY, fingerprint="a", answer=b"0123 code")
    again = await office.do(receiving("2"), actor="sender", key=KEY, fingerprint="a", answer=b"another")
    assert first == Done((received("1"),), answer=b"0123 code")
    assert again == Done((received("1"),), replayed=True, answer=b"0123 code")
    assert await office.answered("sender", KEY, "a") == again
    assert list(office.state.complaints) == ["1"]


async def test_the_same_key_for_something_else_is_misused(office: ComplaintOffice) -> None:
    await office.do(receiving("1"), actor="sender", key=KEY, fingerprint="a")
    assert isinstance(await office.do(receiving("2"), actor="sender", key=KEY, fingerprint="b"), KeyMisused)
    assert isinstance(await office.answered("sender", KEY, "b"), KeyMisused)
    assert await office.answered("sender", "another key of a form", "b") is None
    assert await office.answered("sender", "", "b") is None
    assert isinstance(await office.do(receiving("2"), actor="account:kasi", key=KEY, fingerprint="b"), Done)


async def test_presses_at_the_same_time_with_one_key_are_one(office: ComplaintOffice, store: GatedStore) -> None:
    store.gate.clear()
    presses = [
        asyncio.create_task(office.do(receiving("1"), actor="sender", key=KEY, fingerprint="a", answer=b"code"))
        for _ in range(5)
    ]
    other = asyncio.create_task(office.do(receiving("1"), actor="sender", key=KEY, fingerprint="b"))
    await store.reached.wait()
    store.gate.set()
    assert {(done.events, done.answer) for done in await asyncio.gather(*presses) if isinstance(done, Done)} == {
        ((received("1"),), b"code")
    }
    assert isinstance(await other, KeyMisused)
    assert office.head == 2


async def test_an_answer_outlives_a_restart(tmp_path: Path) -> None:
    for expected in (False, True):
        office = an_office(SqliteComplaintStore(tmp_path))
        await office.open()
        await office.do(STAFFING, actor="account:kasi")
        done = await office.do(receiving("1"), actor="sender", key=KEY, fingerprint="a", answer=b"code")
        assert done == Done((received("1"),), replayed=expected, answer=b"code")
        await office.close()


async def test_the_answer_of_a_weak_key_is_never_on_the_disk(tmp_path: Path) -> None:
    store = SqliteComplaintStore(tmp_path)
    office = an_office(store)
    await office.open()
    await office.do(STAFFING, actor="account:kasi")
    await office.do(receiving("1"), actor="sender", key="short", answer=b"code")
    again = await office.do(receiving("1"), actor="sender", key="short", answer=b"code")
    assert again == Done((received("1"),), replayed=True, answer=b"code")
    await office.close()
    office = an_office(SqliteComplaintStore(tmp_path))
    await office.open()
    assert await office.answered("sender", "short") == Done((received("1"),), replayed=True)
    await office.close()


async def test_answers_are_forgotten(office: ComplaintOffice) -> None:
    await office.do(receiving("1"), actor="sender", key=KEY, answer=b"code")
    await office.do(receiving("2"), actor="sender", key="weak", answer=b"code")
    await office.forget_answers(MONDAY + timedelta(days=1))
    assert await office.answered("sender", KEY) is None
    assert await office.answered("sender", "weak") is None


async def test_being_cancelled_takes_nothing_back(office: ComplaintOffice, store: GatedStore) -> None:
    store.gate.clear()
    press = asyncio.create_task(office.do(receiving("1"), actor="sender", key=KEY, kept=kept_of("1")))
    await store.reached.wait()
    press.cancel()
    with pytest.raises(asyncio.CancelledError):
        await press
    store.gate.set()
    done = await office.do(receiving("1"), actor="sender", key=KEY)
    assert isinstance(done, Done)
    assert len(await office.rows("1")) == 3


async def test_closing_waits_for_what_has_begun(store: GatedStore, office: ComplaintOffice) -> None:
    store.gate.clear()
    press = asyncio.create_task(office.do(receiving("1"), actor="sender"))
    await store.reached.wait()
    closing = asyncio.create_task(office.close())
    store.gate.set()
    await closing
    assert isinstance(await press, Done)


async def test_a_medium_that_fails_changes_nothing(
    office: ComplaintOffice, store: GatedStore, caplog: pytest.LogCaptureFixture
) -> None:
    store.failures = [Unwritable("Disk penuh."), ValueError("story of the sender")]
    for _ in range(2):
        assert isinstance(await office.do(receiving("1"), actor="sender", key=KEY), NotStored)
    assert "Disk penuh." in caplog.text
    assert "story" not in caplog.text
    assert office.state.complaints == {}
    assert isinstance(await office.do(receiving("1"), actor="sender", key=KEY), Done)


async def test_a_full_disk_is_said_once_and_not_for_every_press(
    office: ComplaintOffice, store: GatedStore, caplog: pytest.LogCaptureFixture
) -> None:
    for number in ("1", "2"):
        store.failures = [Unwritable("Disk penuh.") for _ in range(3)]
        for _ in range(3):
            assert isinstance(await office.do(receiving(number), actor="sender"), NotStored)
        assert isinstance(await office.do(receiving(number), actor="sender"), Done)

    assert [record.getMessage() for record in caplog.records] == ["not stored: Disk penuh."] * 2


async def test_keys_that_are_revoked_are_gone_with_the_event(office: ComplaintOffice) -> None:
    await office.do(receiving("1"), actor="sender", kept=kept_of("1"))
    await office.put_wraps([WrapRow("1", "sekdes", "case", b"x")])
    without = replace(STAFFING, keys={account: key for account, key in STAFFING.keys.items() if account != "sekdes"})
    await office.do(replace(without, ladder=("kasi", "kades", "", ""), custodians=()), actor="account:kasi")
    assert isinstance(await office.do(RevokeKeys("1", "sekdes"), actor="clock"), Done)
    assert await office.wraps("1", "sekdes") == []
    assert len(await office.wraps("1")) == 3


async def test_rows_without_an_event(office: ComplaintOffice) -> None:
    assert await office.keep(Kept(puts=(SealedRow("r", "1", "meta", b"x"),))) == Done(())
    assert await office.sealed("r") == b"x"
    await office.keep(Kept(erase=("r",)))
    assert await office.sealed("r") is None


async def test_the_board_is_decided_on_the_newest_states(office: ComplaintOffice) -> None:
    await office.do(receiving("1"), actor="sender")
    done = await office.put_on_board(
        lambda board, complaints: (
            [] if board.batch else [BatchPublished(f"2026-11-{22 + len(complaints.complaints)}")],
            Kept(),
        )
    )
    assert done == Done((BatchPublished("2026-11-23"),))
    assert (office.head, office.board_head) == (2, 1)
    assert office.board.batch == MONDAY
    nothing = await office.put_on_board(
        lambda board, _: ([] if board.batch else [BatchPublished("2026-11-24")], Kept())
    )
    assert nothing == Done(())


async def test_deciding_the_board_makes_nobody_wait_but_its_own_writers(office: ComplaintOffice) -> None:
    begun, goes_on = threading.Event(), threading.Event()
    told: list[str] = []

    def decide(board: BoardState, complaints: ComplaintsState) -> tuple[list[BoardEvent], Kept]:
        begun.set()
        told.append("decided" if goes_on.wait(PATIENCE_S) else "the loop stood still")
        return [BatchPublished(f"2026-11-{23 + len(complaints.complaints)}")], Kept()

    publishing = asyncio.create_task(
        office.put_on_board(decide, prepare=lambda _: told.append(f"prepared at {office.board_head}"))
    )
    assert await asyncio.to_thread(begun.wait, PATIENCE_S)
    sending = asyncio.create_task(office.do(receiving("1"), actor="sender"))
    goes_on.set()
    assert await publishing == Done((BatchPublished("2026-11-23"),)), "what comes meanwhile waits"
    assert isinstance(await sending, Done)
    assert told == ["decided", "prepared at 0"]


@pytest.mark.parametrize("kind", ["memory", "sqlite"])
async def test_two_offices_race_on_one_log(kind: str, tmp_path: Path) -> None:
    backing: Backing = InMemory() if kind == "memory" else InSqlite(tmp_path / "data")
    one, other = an_office(backing.store()), an_office(backing.store())
    await one.open()
    assert isinstance(await one.do(STAFFING, actor="account:kasi"), Done)
    await other.open()
    outcomes = await asyncio.gather(
        *((one, other)[n % 2].do(receiving(str(n // 2)), actor="sender", key=f"{KEY}{n // 2}") for n in range(40))
    )
    assert all(isinstance(outcome, Done) for outcome in outcomes), outcomes
    assert len(await one.after(0)) == 21
    assert await one.store.verify("complaints") == 21
    assert isinstance(await one.do(receiving("last"), actor="sender"), Done)
    assert isinstance(await other.do(receiving("more"), actor="sender"), Done)
    assert isinstance(await other.do(StartVerification("last"), actor="account:kasi"), Done)
    assert {*other.state.complaints} == {*map(str, range(20)), "last", "more"}
    await one.close()
    await other.close()


async def test_a_log_is_folded_when_it_is_opened(tmp_path: Path) -> None:
    days = [MONDAY]
    office = an_office(SqliteComplaintStore(tmp_path), days)
    await office.open()
    await office.do(STAFFING, actor="account:kasi")
    days.append(MONDAY + timedelta(days=2))
    await office.do(receiving("1"), actor="sender")
    before = office.state
    await office.close()
    again = an_office(SqliteComplaintStore(tmp_path), days)
    await again.open()
    assert again.state == before
    assert again.state.complaints["1"].days.received == MONDAY + timedelta(days=2)
    assert again.newest_day == MONDAY + timedelta(days=2)
    assert again.head == 2
    await again.close()


async def test_a_log_that_tells_what_cannot_be_keeps_only_the_complaints_closed(tmp_path: Path) -> None:
    office = an_office(SqliteComplaintStore(tmp_path))
    await office.open()
    await office.do(STAFFING, actor="account:kasi")
    await Log(office.store).add(IdentityClosed("never-came-in", "request"))
    await office.close()
    again = an_office(SqliteComplaintStore(tmp_path))
    await again.open()
    assert "tidak mungkin" in again.trouble
    await again.close()


async def test_a_damaged_log_keeps_only_the_complaints_closed(tmp_path: Path) -> None:
    (tmp_path / "aduan").mkdir()
    (tmp_path / "aduan" / "aduan.db").write_bytes(b"not a database at all, but long enough to be looked at" * 40)
    office = an_office(SqliteComplaintStore(tmp_path))
    await office.open()
    assert office.trouble
    assert isinstance(await office.do(STAFFING, actor="account:kasi"), NotStored)
    assert isinstance(await office.keep(Kept()), NotStored)
    assert isinstance(await office.put_on_board(lambda *_: ([], Kept())), NotStored)
    assert await office.rows("1") == []
    await office.close()
    assert (tmp_path / "aduan" / "aduan.db").read_bytes().startswith(b"not a database")


async def test_erasing_takes_the_rows_with_the_event(office: ComplaintOffice) -> None:
    await office.do(receiving("1"), actor="sender", kept=kept_of("1"))
    assert isinstance(await office.do(EraseIdentity("1"), actor="sender"), Done)
    assert [row.kind for row in await office.rows("1")] == ["text", "file"]
    assert office.state.complaints["1"].identity_erased
    assert isinstance(await office.do(EraseComplaint("1"), actor="sender"), Done)
    assert await office.rows("1") == await office.wraps("1") == []
    assert office.state.complaints["1"].erased


async def test_erasures_that_the_log_has_lost_are_noted_again(tmp_path: Path) -> None:
    office = an_office(SqliteComplaintStore(tmp_path))
    await office.open()
    await office.do(STAFFING, actor="account:kasi")
    for name in ("1", "2"):
        await office.do(receiving(name), actor="sender", kept=kept_of(name))
    await office.close()
    older = (tmp_path / "aduan" / "aduan.db").read_bytes()
    office = an_office(SqliteComplaintStore(tmp_path))
    await office.open()
    await office.do(EraseIdentity("1"), actor="sender")
    await office.do(EraseComplaint("2"), actor="sender")
    await office.close()
    # Somebody puts an old copy back by hand.
    (tmp_path / "aduan" / "aduan.db").write_bytes(older)
    office = an_office(SqliteComplaintStore(tmp_path))
    await office.open()
    assert [row.kind for row in await office.rows("1")] == ["text", "file"]
    assert await office.rows("2") == []
    assert office.state.complaints["1"].identity_erased
    assert office.state.complaints["2"].erased
    assert await office.store.verify("complaints") == office.head
    await office.close()


def test_what_was_handed_out_goes_when_its_request_is_over() -> None:
    own = Kept(erase_wraps=(("1", "a"),))
    state = fold([(received("1"), "sender", MONDAY)])
    events = (IdentityClosed("1", "r1"), IdentityRefused("1", "r2", "kasi"), KeysRevoked("1", "sekdes"), received("2"))
    gone = with_consequences(own, events, state).erase_wraps
    assert gone == (("1", "a"), ("1", "request:r1"), ("1", "request:r2"), ("1", "sekdes"))
    assert with_consequences(own, (received("2"),), state) is own
