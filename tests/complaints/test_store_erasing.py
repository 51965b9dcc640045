"""What is erased is in no byte of the data directory, and no copy brings it back."""

import os
import secrets
import shutil
import sqlite3
from collections.abc import AsyncIterator, Iterable
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from server.complaints.erasure_list import LIST_NAME, Listed, read_list, write_list
from server.complaints.kept import Kept, PlainRow, ReceiptRow, SealedRow, WrapRow
from server.complaints.log_store import Batch, Erased, Erasure
from server.complaints.sqlite_store import SqliteComplaintStore
from server.domain.complaint_events import ComplaintErased, IdentityErased, TextErased
from server.store.base import Damaged, Unwritable
from tests.complaints.small_desk import COMPLAINTS, MONDAY, Log, received

LIST = LIST_NAME


def canary(length: int) -> bytes:
    """Bytes that nothing else has: what a sealed row looks like."""
    return secrets.token_bytes(length)


def marked(complaint: str, size: int) -> tuple[Kept, list[bytes]]:
    """One row of each sort, of these sizes, and the bytes by which each would be known again."""
    text, name, file, wrap, receipt = (canary(size) for _ in range(5))
    word = secrets.token_hex(40)
    kept = Kept(
        puts=(
            SealedRow(f"t{complaint}", complaint, "text", text),
            SealedRow(f"n{complaint}", complaint, "identity", name),
            SealedRow(f"f{complaint}", complaint, "file", file * 5),
        ),
        wraps=(WrapRow(complaint, "kasi", "case", wrap),),
        plain=(PlainRow(f"s{complaint}", "summary", word, complaint),),
        receipts=(ReceiptRow(receipt[:32], complaint, receipt[-32:], MONDAY),),
    )
    return kept, [text[-24:], name[-24:], file[-24:], wrap[-24:], receipt[-24:], word.encode()]


def found_in(folder: Path, canaries: Iterable[bytes]) -> list[str]:
    """The files below `folder` in which one of these stands."""
    wanted = list(canaries)
    return sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and any(one in content for content in [path.read_bytes()] for one in wanted)
    )


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[SqliteComplaintStore]:
    opened = SqliteComplaintStore(tmp_path)
    await opened.open()
    yield opened
    await opened.close()


async def erase(store: SqliteComplaintStore, complaint: str, what: Erased = Erased.ALL, day: date = MONDAY) -> None:
    events = {Erased.ALL: ComplaintErased, Erased.TEXT: TextErased, Erased.IDENTITY: IdentityErased}
    records = await Log(store).chained(events[what](complaint), day=day)
    await store.commit(Batch(records, erasures=(Erasure(complaint, what),)))


@pytest.mark.parametrize("size", [60, 700, 9_000, 120_000])
async def test_no_byte_is_left_while_the_server_runs(store: SqliteComplaintStore, tmp_path: Path, size: int) -> None:
    left: list[bytes] = []
    gone: list[bytes] = []
    for number in range(30):
        kept, canaries = marked(str(number), size)
        await Log(store).add(received(str(number)), kept=kept)
        (left if number % 3 else gone).extend(canaries)
    assert found_in(tmp_path, gone)  # the test would see them
    for number in range(0, 30, 3):
        await erase(store, str(number))
    assert found_in(tmp_path, gone) == []
    assert found_in(tmp_path, left) != []
    assert (tmp_path / "aduan" / "aduan.db-wal").stat().st_size == 0
    assert await store.verify(COMPLAINTS) == 40


async def test_the_rows_of_one_kind_leave_as_thoroughly(store: SqliteComplaintStore, tmp_path: Path) -> None:
    for what, gone, left in ((Erased.IDENTITY, [1], [0, 2, 5]), (Erased.TEXT, [0, 2, 3], [1, 5])):
        kept, canaries = marked(what, 400)
        await Log(store).add(received(what), kept=kept)
        await erase(store, what, what)
        assert found_in(tmp_path, [canaries[place] for place in gone]) == []
        assert all(found_in(tmp_path, [canaries[place]]) for place in left)


async def test_single_rows_and_revoked_keys_leave_no_trace(store: SqliteComplaintStore, tmp_path: Path) -> None:
    kept, canaries = marked("1", 400)
    await Log(store).add(received("1"), kept=kept)
    await store.commit(Batch(kept=Kept(erase=("t1",), erase_plain=("s1",), erase_wraps=(("1", "kasi"),))))
    assert found_in(tmp_path, [canaries[0], canaries[3], canaries[5]]) == []
    await store.put_wraps([WrapRow("1", "kasi", "case", canaries[0])])
    await store.put_wraps([WrapRow("1", "kasi", "case", b"anew")])
    await store.forget_receipt(kept.receipts[0].lookup)
    assert found_in(tmp_path, [canaries[0], canaries[4], kept.receipts[0].lookup]) == []


async def test_a_reader_delays_it_and_tidying_ends_it(store: SqliteComplaintStore, tmp_path: Path) -> None:
    kept, canaries = marked("1", 400)
    await Log(store).add(received("1"), kept=kept)
    await store._connection.run(lambda connection: connection.execute("PRAGMA busy_timeout = 1").fetchone())
    with closing(sqlite3.connect(tmp_path / "aduan" / "aduan.db", isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM event").fetchone()
        await erase(store, "1")
        assert found_in(tmp_path, canaries) != []
        reader.execute("COMMIT")
    await store.tidy()
    assert found_in(tmp_path, canaries) == []


async def test_the_list_names_days_and_no_complaint(store: SqliteComplaintStore, tmp_path: Path) -> None:
    await Log(store).add(received("0123456789abcdef"), kept=Kept())
    await erase(store, "0123456789abcdef", Erased.IDENTITY)
    await erase(store, "0123456789abcdef", Erased.IDENTITY, MONDAY + timedelta(days=1))
    await erase(store, "0123456789abcdef", Erased.ALL, MONDAY + timedelta(days=2))
    text = (tmp_path / LIST).read_text()
    assert "0123456789abcdef" not in text
    listed = read_list(tmp_path / LIST)
    assert listed is not None
    # The same thing twice is one line.
    assert [(line.what, line.day) for line in listed.lines] == [("identitas", "2026-11-23"), ("semua", "2026-11-25")]
    assert len({line.mark for line in listed.lines}) == 1
    assert (tmp_path / LIST).stat().st_mode & 0o777 == 0o600


async def test_the_list_is_on_the_medium_before_the_erasure(
    store: SqliteComplaintStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept, canaries = marked("1", 400)
    await Log(store).add(received("1"), kept=kept)
    synced: list[int] = []
    really_sync = os.fsync
    monkeypatch.setattr(os, "fsync", lambda descriptor: (synced.append(descriptor), really_sync(descriptor))[1])

    def lose_power(connection: sqlite3.Connection, listed: Listed) -> int:
        assert synced
        raise OSError("cut off between the list and the commit")

    with monkeypatch.context() as cut:
        cut.setattr("server.complaints.sqlite_erasing.catch_up", lose_power)
        with pytest.raises(Unwritable):
            await erase(store, "1")
    assert len(await store.rows("1")) == 3
    listed = read_list(tmp_path / LIST)
    assert listed is not None
    assert len(listed.lines) == 1
    await store.close()
    # The next start does what the list says.
    again = SqliteComplaintStore(tmp_path)
    await again.open()
    assert await again.rows("1") == []
    assert await again.erased() == [Erasure("1", Erased.ALL)]
    assert found_in(tmp_path, canaries) == []
    await again.close()


async def test_a_line_that_was_cut_off_counts_as_never_written(store: SqliteComplaintStore, tmp_path: Path) -> None:
    await Log(store).add(received("1"), received("2"))
    await erase(store, "1")
    whole = (tmp_path / LIST).read_bytes()
    (tmp_path / LIST).write_bytes(whole + b"0123456789abcdef0123")
    await erase(store, "2")
    listed = read_list(tmp_path / LIST)
    assert listed is not None
    assert [line.mark for line in listed.lines] == [listed.mark("1"), listed.mark("2")]


@pytest.mark.parametrize("fault", ["missing", "older"])
async def test_a_list_that_knows_less_than_the_database_is_written_anew(
    store: SqliteComplaintStore, tmp_path: Path, fault: str
) -> None:
    await Log(store).add(received("1"), received("2"))
    await erase(store, "1")
    older = (tmp_path / LIST).read_bytes()
    await erase(store, "2")
    whole = (tmp_path / LIST).read_bytes()
    await store.close()
    (tmp_path / LIST).unlink()
    if fault == "older":
        (tmp_path / LIST).write_bytes(older)
    again = SqliteComplaintStore(tmp_path)
    await again.open()
    await again.close()
    assert (tmp_path / LIST).read_bytes() == whole


async def test_a_list_of_other_data_is_refused(store: SqliteComplaintStore, tmp_path: Path) -> None:
    await Log(store).add(received("1"))
    await store.close()
    write_list(tmp_path / LIST, Listed("0" * 16, "0" * 32))
    again = SqliteComplaintStore(tmp_path)
    with pytest.raises(Damaged, match="milik data lain"):
        await again.open()
    (tmp_path / LIST).write_text("belanja: beras, gula\n")
    with pytest.raises(Damaged, match="bukan daftar penghapusan"):
        await again.open()
    await again.close()


async def test_an_old_copy_put_back_by_hand_is_erased_again(store: SqliteComplaintStore, tmp_path: Path) -> None:
    kept, canaries = marked("1", 3_000)
    other, left = marked("2", 3_000)
    await Log(store).add(received("1"), kept=kept)
    await Log(store).add(received("2"), kept=other)
    await store.close()
    shutil.copy(tmp_path / "aduan" / "aduan.db", tmp_path.parent / "copy.db")
    again = SqliteComplaintStore(tmp_path)
    await again.open()
    await erase(again, "1")
    await again.close()
    shutil.copy(tmp_path.parent / "copy.db", tmp_path / "aduan" / "aduan.db")
    assert found_in(tmp_path, canaries)
    again = SqliteComplaintStore(tmp_path)
    await again.open()
    assert found_in(tmp_path, canaries) == []
    assert found_in(tmp_path, left)
    await again.close()


@pytest.mark.parametrize("damaged", [False, True])
async def test_copies_that_a_restore_put_aside_are_erased_too(
    store: SqliteComplaintStore, tmp_path: Path, damaged: bool
) -> None:
    kept, canaries = marked("1", 3_000)
    other, left = marked("2", 3_000)
    await Log(store).add(received("1"), kept=kept)
    await Log(store).add(received("2"), kept=other)
    await store.close()
    aside = tmp_path / "sebelum-pulih-20261123T010203Z"
    aside.mkdir()
    shutil.copy(tmp_path / "aduan" / "aduan.db", aside / "aduan.db")
    if damaged:
        content = (aside / "aduan.db").read_bytes()
        (aside / "aduan.db").write_bytes(b"x" * 4096 + content[4096:])
    again = SqliteComplaintStore(tmp_path)
    await again.open()
    await erase(again, "1")
    assert found_in(tmp_path, canaries) == []
    # An erasure outweighs a copy that cannot be opened any more.
    assert found_in(aside, left) == ([] if damaged else ["aduan.db"])
    await again.close()
