"""One backup file carries the complaints too, and a restore never brings back what was erased since."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from server.complaints.erasure_list import LIST_NAME, read_list
from server.complaints.office import ComplaintOffice
from server.complaints.sqlite_store import SqliteComplaintStore
from server.console.failure import Failure
from server.console.safekeeping import back_up, bring_back
from server.domain.complaint_commands import EraseComplaint, EraseIdentity
from server.store.base import Damaged
from server.store.restore import restore
from server.store.sqlite import SqliteStore
from tests.complaints.small_desk import STAFFING, an_office, kept_of, receiving

SECRET = b"canary-of-one-sender"


@asynccontextmanager
async def opened(data: Path) -> AsyncIterator[ComplaintOffice]:
    office = an_office(SqliteComplaintStore(data))
    await office.open()
    assert office.trouble == ""
    try:
        yield office
    finally:
        await office.close()


@pytest.fixture
async def data(tmp_path: Path) -> Path:
    """An office with an empty queue and two complaints."""
    queue = SqliteStore(tmp_path / "data")
    await queue.open()
    await queue.close()
    async with opened(tmp_path / "data") as office:
        await office.do(STAFFING, actor="account:kasi")
        for name in ("1", "2"):
            await office.do(receiving(name), actor="sender", kept=kept_of(name, SECRET + name.encode()))
    return tmp_path / "data"


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def backup(data: Path, tmp_path: Path, said: list[str]) -> Path:
    (tmp_path / "usb").mkdir()
    back_up(data, tmp_path / "usb" / "copy.db", said.append)
    return tmp_path / "usb" / "copy.db"


def holds(folder: Path, content: bytes) -> list[str]:
    return [path.name for path in sorted(folder.rglob("*")) if path.is_file() and content in path.read_bytes()]


def files(folder: Path, *endings: str) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.name.endswith(endings))


def turn_over(path: Path) -> None:
    """Change a letter in one event and nothing else."""
    content = path.read_bytes()
    assert content.count(b"ADU-1") >= 1
    path.write_bytes(content.replace(b"ADU-1", b"ADU-9"))


async def test_a_backup_brings_the_complaints_back(data: Path, backup: Path, said: list[str]) -> None:
    async with opened(data) as office:
        before, epoch = office.state, office.epoch
        await office.do(receiving("3"), actor="sender", kept=kept_of("3"))
    bring_back(data, backup, said.append)
    async with opened(data) as office:
        assert office.state == before
        assert office.epoch != epoch
        assert len(await office.rows("1")) == 3
    assert holds(data, b"kept_database") == []
    # What was there is kept aside.
    assert files(data, ".db") == ["aduan.db", "aduan.db", "silakan.db", "silakan.db"]
    assert files(data, ".pulih") == []


async def test_a_backup_of_a_running_office_is_whole(data: Path, tmp_path: Path, said: list[str]) -> None:
    async with opened(data) as office:
        await office.do(receiving("3"), actor="sender")
        back_up(data, tmp_path / "copy.db", said.append)
    bring_back(data, tmp_path / "copy.db", said.append)
    async with opened(data) as office:
        assert set(office.state.complaints) == {"1", "2", "3"}


async def test_what_was_erased_since_stays_erased(data: Path, backup: Path, said: list[str]) -> None:
    async with opened(data) as office:
        await office.do(EraseComplaint("1"), actor="sender")
        await office.do(EraseIdentity("2"), actor="sender")
    bring_back(data, backup, said.append)
    assert "2 penghapusan aduan sesudah cadangan ini sudah dilakukan lagi." in said
    # Before any server has been started.
    assert holds(data, SECRET + b"1") == []
    assert holds(data, SECRET + b"2-identity") == []
    assert holds(data, SECRET + b"2-text") != []
    async with opened(data) as office:
        assert await office.rows("1") == []
        assert office.state.complaints["1"].erased
        assert office.state.complaints["2"].identity_erased


async def test_without_the_list_nothing_is_restored(data: Path, backup: Path, said: list[str]) -> None:
    async with opened(data) as office:
        await office.do(EraseComplaint("1"), actor="sender")
    (data / LIST_NAME).unlink()
    before = (data / "silakan.db").read_bytes(), (data / "aduan" / "aduan.db").read_bytes()
    with pytest.raises(Failure, match=r"daftar penghapusan .* tidak ada; salin .* --erased BERKAS"):
        bring_back(data, backup, said.append)
    assert before == ((data / "silakan.db").read_bytes(), (data / "aduan" / "aduan.db").read_bytes())
    assert files(data, ".pulih") == []
    assert holds(data, SECRET + b"1") == []


async def test_on_a_new_machine_the_list_must_be_brought(
    data: Path, backup: Path, tmp_path: Path, said: list[str]
) -> None:
    async with opened(data) as office:
        await office.do(EraseComplaint("1"), actor="sender")
    new = tmp_path / "new"
    with pytest.raises(Failure, match="--erased"):
        bring_back(new, backup, said.append)
    assert not (new / "silakan.db").exists()
    # The list of the old machine says what happened after the backup; the one beside the backup does not.
    bring_back(new, backup, said.append, erased=str(data / LIST_NAME))
    assert (new / LIST_NAME).read_bytes() == (data / LIST_NAME).read_bytes()
    assert holds(new, SECRET + b"1") == []
    async with opened(new) as office:
        assert len(await office.rows("2")) == 3


async def test_a_lost_list_must_be_owned_to(data: Path, backup: Path, tmp_path: Path, said: list[str]) -> None:
    bring_back(tmp_path / "new", backup, said.append, erased="hilang")
    assert any("tidak diketahui" in line for line in said)
    assert read_list(tmp_path / "new" / LIST_NAME) == read_list(data / LIST_NAME)
    async with opened(tmp_path / "new") as office:
        assert len(await office.rows("1")) == 3


async def test_a_list_that_is_too_old_or_of_other_data_is_refused(
    data: Path, backup: Path, tmp_path: Path, said: list[str]
) -> None:
    old = tmp_path / "old.txt"
    old.write_bytes((data / LIST_NAME).read_bytes())
    async with opened(data) as office:
        await office.do(EraseComplaint("1"), actor="sender")
    back_up(data, tmp_path / "later.db", said.append)
    with pytest.raises(Failure, match="lebih lama daripada cadangan"):
        bring_back(data, tmp_path / "later.db", said.append, erased=str(old))
    old.write_text("silakan-aduan-terhapus 1 0000000000000000 00000000000000000000000000000000\n")
    with pytest.raises(Failure, match="milik data lain"):
        bring_back(data, tmp_path / "later.db", said.append, erased=str(old))
    async with opened(data) as office:
        assert office.state.complaints["1"].erased


async def test_the_newest_list_lies_beside_the_backups(data: Path, backup: Path, said: list[str]) -> None:
    beside = backup.with_name(LIST_NAME)
    assert beside.read_bytes() == (data / LIST_NAME).read_bytes()
    older = beside.read_bytes()
    async with opened(data) as office:
        await office.do(EraseComplaint("1"), actor="sender")
    back_up(data, backup.with_name("second.db"), said.append)
    assert beside.read_bytes() == (data / LIST_NAME).read_bytes() != older
    # One that knows more is never replaced by one that knows less, and that of another office not at all.
    newest = beside.read_bytes()
    (data / LIST_NAME).write_bytes(older)
    back_up(data, backup.with_name("third.db"), said.append)
    assert beside.read_bytes() == newest
    beside.write_text("silakan-aduan-terhapus 1 0000000000000000 00000000000000000000000000000000\n")
    back_up(data, backup.with_name("fourth.db"), said.append)
    assert read_list(backup.with_name(f"fourth.db.{LIST_NAME}")) is not None


async def test_a_backup_without_complaints_leaves_those_that_are_there(
    data: Path, tmp_path: Path, said: list[str]
) -> None:
    queue = SqliteStore(tmp_path / "empty")
    await queue.open()
    await queue.close()
    back_up(tmp_path / "empty", tmp_path / "copy.db", said.append)
    bring_back(data, tmp_path / "copy.db", said.append)
    assert "Cadangan ini tidak memuat aduan; aduan yang ada dibiarkan." in said
    async with opened(data) as office:
        assert set(office.state.complaints) == {"1", "2"}


def test_nobody_restores_complaints_without_settling_them(data: Path, backup: Path) -> None:
    with pytest.raises(Damaged, match="daftar penghapusannya"):
        restore(backup, data, epoch="second")
    assert (data / "silakan.db").exists()


@pytest.mark.parametrize("where", ["complaints", "backup"])
async def test_a_damaged_chain_is_neither_backed_up_nor_restored(
    data: Path, backup: Path, tmp_path: Path, said: list[str], where: str
) -> None:
    if where == "complaints":
        turn_over(data / "aduan" / "aduan.db")
        with pytest.raises(Damaged):
            back_up(data, tmp_path / "broken.db", said.append)
        assert not (tmp_path / "broken.db").exists()
    else:
        turn_over(backup)
        with pytest.raises(Damaged):
            bring_back(data, backup, said.append)
        async with opened(data) as office:
            assert set(office.state.complaints) == {"1", "2"}
    assert files(tmp_path, ".pulih", ".sementara") == []
