"""What senders have hidden since a backup was made stays hidden after it was restored, and what failed half-way is made whole."""

import shutil
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from server.complaints import sqlite_commit
from server.complaints.erasure_list import LIST_NAME
from server.complaints.kept import Kept, PlainRow, WrapRow
from server.complaints.office import ComplaintOffice, Done, NotStored
from server.complaints.publishing import SUMMARY
from server.complaints.sqlite_store import SqliteComplaintStore
from server.console.safekeeping import back_up, bring_back
from server.domain.complaint import State
from server.domain.complaint_class import Class
from server.domain.complaint_commands import (
    ApproveSummary,
    Assign,
    Command,
    DeclineSummary,
    EraseComplaint,
    EraseIdentity,
    LowerClass,
    ProposeSummary,
    RaiseClass,
    StartVerification,
    Withdraw,
)
from server.domain.complaint_events import ClassRaised
from server.domain.frozen import replace
from server.store.sqlite import SqliteStore
from tests.complaints.small_desk import STAFFING, an_office, kept_of, receiving

KASI, SENDER = "account:kasi", "sender"
KEY = "k3y-of-a-form-with-128-bits"


@asynccontextmanager
async def opened(data: Path) -> AsyncIterator[ComplaintOffice]:
    office = an_office(SqliteComplaintStore(data))
    await office.open()
    assert office.trouble == ""
    try:
        yield office
    finally:
        await office.close()


async def done(office: ComplaintOffice, command: Command, actor: str = SENDER, kept: Kept | None = None) -> None:
    outcome = await office.do(command, actor=actor, kept=kept or Kept())
    assert isinstance(outcome, Done), outcome


@pytest.fixture
async def data(tmp_path: Path) -> Path:
    """Two complaints; the words of the first are approved."""
    folder = tmp_path / "data"
    folder.mkdir()
    async with opened(folder) as office:
        await done(office, replace(STAFFING, keys={**STAFFING.keys, "unit": "dd"}), KASI)
        for name in ("1", "2"):
            await done(office, receiving(name), kept=kept_of(name))
        await done(office, StartVerification("1"), KASI)
        await done(office, ProposeSummary("1", "words"), KASI)
        await done(office, ApproveSummary("1", "words"), kept=Kept(plain=(PlainRow("words", SUMMARY, "Lampu", "1"),)))
        unit = WrapRow("1", "unit", "case", b"key")
        await done(office, Assign("1", "", ("unit",), about=()), KASI, Kept(wraps=(unit,)))
    shutil.copy(folder / "aduan" / "aduan.db", tmp_path / "old.db")
    return folder


def put_back(data: Path) -> None:
    """The copy from before: as a restore of an older backup does it, or somebody by hand."""
    shutil.copy(data.parent / "old.db", data / "aduan" / "aduan.db")


def is_secret(office: ComplaintOffice) -> bool:
    return office.state.complaints["1"].klass is Class.SECRET


def is_withdrawn(office: ComplaintOffice) -> bool:
    return office.state.complaints["1"].state is State.WITHDRAWN


def is_declined(office: ComplaintOffice) -> bool:
    summary = office.state.complaints["1"].summary
    return summary is not None and summary.approved is False


@pytest.mark.parametrize(
    ("command", "holds"),
    [
        (RaiseClass("1", Class.SECRET, (), ()), is_secret),
        (Withdraw("1"), is_withdrawn),
        (DeclineSummary("1", "words"), is_declined),
    ],
    ids=["raised", "withdrawn", "declined"],
)
async def test_what_was_hidden_since_is_hidden_again(
    data: Path, command: Command, holds: Callable[[ComplaintOffice], bool]
) -> None:
    async with opened(data) as office:
        assert [row.text for row in await office.plains(SUMMARY) if row.ref == "words"] == ["Lampu"]
        await done(office, command)
        assert holds(office)
    put_back(data)
    async with opened(data) as office:
        assert holds(office)
        assert [row for row in await office.plains(SUMMARY) if row.ref == "words"] == []
        head = office.head
        assert await office.store.verify("complaints") == head
    # Once, and not with every start.
    async with opened(data) as office:
        assert office.head == head


async def test_raised_again_the_keys_go_again(data: Path) -> None:
    async with opened(data) as office:
        assert "unit" in office.state.complaints["1"].readers
        await done(office, RaiseClass("1", Class.SECRET, (), ()))
        readers = office.state.complaints["1"].readers
        assert "unit" not in readers
    put_back(data)
    async with opened(data) as office:
        assert office.state.complaints["1"].readers == readers
        assert "unit" not in {row.to for row in await office.wraps("1")}
        (raised,) = [r.event for r in await office.history("1") if isinstance(r.event, ClassRaised)]
        assert raised.by == ""


async def test_what_its_sender_lowered_again_stays_lowered(data: Path) -> None:
    async with opened(data) as office:
        await done(office, RaiseClass("1", Class.SECRET, (), ()))
        await done(office, LowerClass("1", Class.ANONYMOUS))
        head = office.head
    async with opened(data) as office:
        assert office.head == head
        assert office.state.complaints["1"].klass is Class.ANONYMOUS


async def test_raised_before_the_copy_and_again_after_it_is_raised(data: Path) -> None:
    async with opened(data) as office:
        await done(office, RaiseClass("1", Class.SECRET, (), ()))
        await done(office, LowerClass("1", Class.ANONYMOUS))
    shutil.copy(data / "aduan" / "aduan.db", data.parent / "old.db")
    async with opened(data) as office:
        await done(office, RaiseClass("1", Class.SECRET, (), ()))
    put_back(data)
    async with opened(data) as office:
        assert is_secret(office)


async def test_a_yes_after_the_no_outlives_a_start(data: Path) -> None:
    async with opened(data) as office:
        await done(office, DeclineSummary("1", "words"))
        await done(office, ApproveSummary("1", "words"))
        await done(office, DeclineSummary("1", "words"))
        await done(office, ApproveSummary("1", "words"))
    async with opened(data) as office:
        assert not is_declined(office)
    # The copy knows neither no: the sender's last word of which it is not sure counts as one.
    put_back(data)
    async with opened(data) as office:
        assert is_declined(office)


async def test_the_list_names_neither_complaint_nor_words(data: Path) -> None:
    async with opened(data) as office:
        await done(office, DeclineSummary("1", "words"))
        await done(office, Withdraw("2"))
    text = (data / LIST_NAME).read_text()
    assert [line.split()[1:] for line in text.splitlines()[2:]] == [
        ["ringkasan-ditolak", "2026-11-23"],
        ["ditarik", "2026-11-23"],
    ]
    assert "words" not in text


async def test_a_restore_says_how_much_will_be_hidden_again(data: Path, tmp_path: Path) -> None:
    said: list[str] = []
    queue = SqliteStore(data)
    await queue.open()
    await queue.close()
    back_up(data, tmp_path / "copy.db", said.append)
    async with opened(data) as office:
        await done(office, RaiseClass("1", Class.SECRET, (), ()))
        await done(office, EraseIdentity("2"))
    bring_back(data, tmp_path / "copy.db", said.append)
    assert any(line.startswith("1 permintaan sesudah cadangan ini (kelas dinaikkan") for line in said)
    assert "1 penghapusan aduan sesudah cadangan ini sudah dilakukan lagi." in said


async def test_said_to_be_lost_a_list_that_is_there_counts_nevertheless(data: Path, tmp_path: Path) -> None:
    said: list[str] = []
    queue = SqliteStore(data)
    await queue.open()
    await queue.close()
    back_up(data, tmp_path / "copy.db", said.append)
    async with opened(data) as office:
        await done(office, EraseComplaint("1"))
    newer = (data / LIST_NAME).read_bytes()
    bring_back(data, tmp_path / "copy.db", said.append, erased="hilang")
    assert not any("tidak diketahui" in line for line in said)
    assert (data / LIST_NAME).read_bytes() == newer
    async with opened(data) as office:
        assert await office.rows("1") == []
    (data / LIST_NAME).write_text("rusak")
    bring_back(data, tmp_path / "copy.db", said.append, erased="hilang")
    assert any("tidak diketahui" in line for line in said)
    async with opened(data) as office:
        assert len(await office.rows("1")) == 3


async def test_an_erasure_whose_commit_failed_is_told_with_the_next_one(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The list is on the medium before the commit: what it names is erased, and page and log must not say that it is whole."""
    really = sqlite_commit.remember

    def full(*given: object) -> None:
        really(*given)  # type: ignore[arg-type]
        raise sqlite3.OperationalError("database or disk is full")

    async with opened(data) as office:
        with monkeypatch.context() as broken:
            broken.setattr(sqlite_commit, "remember", full)
            assert isinstance(await office.do(EraseComplaint("1"), actor=SENDER), NotStored)
        assert len(await office.rows("1")) == 3
        await done(office, EraseIdentity("2"))
        assert await office.rows("1") == []
        assert office.state.complaints["1"].erased


async def test_a_raise_whose_commit_failed_and_that_is_tried_again_is_one(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    really = sqlite_commit.remember

    def full(*given: object) -> None:
        really(*given)  # type: ignore[arg-type]
        raise sqlite3.OperationalError("database or disk is full")

    raising = RaiseClass("1", Class.SECRET, (), ())
    async with opened(data) as office:
        with monkeypatch.context() as broken:
            broken.setattr(sqlite_commit, "remember", full)
            assert isinstance(await office.do(raising, actor=SENDER), NotStored)
        await done(office, raising)
        await done(office, LowerClass("1", Class.ANONYMOUS))
        head = office.head
    async with opened(data) as office:
        assert office.head == head


async def test_erasing_pressed_again_is_done(data: Path) -> None:
    async with opened(data) as office:
        await done(office, EraseIdentity("2"))
        for _ in range(2):
            again = await office.do(EraseComplaint("1"), actor=SENDER, key=KEY, fingerprint="erase 1")
            assert isinstance(again, Done)
        assert again.replayed
