"""`silakan check` says one sentence about the complaints."""

import os
from datetime import timedelta
from pathlib import Path

import pytest

from server.complaints.erasure_list import LIST_NAME
from server.complaints.sqlite_store import SqliteComplaintStore
from server.complaints.weekly_root import leaves_of
from server.console.checkup.complaints import look_at_complaints
from server.console.checkup.finding import Level
from server.domain.complaint_commands import EraseComplaint, MakeRoot
from server.domain.frozen import replace
from server.sealing.batch_root import batch, packed
from server.sealing.key_rows import StaffKeyRow
from tests.complaints.small_desk import MONDAY, STAFFING, an_office, receiving

FIRST, SECOND = bytes(range(32)), bytes(range(32, 64))
WEEK = "2026-W48"


def a_key(account: str, public: str, *, private: bytes = b"sealed", active: bool = True) -> StaffKeyRow:
    return StaffKeyRow(account, bytes.fromhex(public), private, b"salt", MONDAY, active)


@pytest.fixture
async def data(tmp_path: Path) -> Path:
    """An office with two complaints of a week whose root is made; one is erased."""
    days = [MONDAY]
    office = an_office(SqliteComplaintStore(tmp_path), days)
    await office.open()
    for account, public in STAFFING.keys.items():
        await office.put_staff_key(a_key(account, public))
    await office.do(STAFFING, actor="account:kasi")
    for name, commitment in (("1", FIRST), ("2", SECOND)):
        await office.do(replace(receiving(name), commitment=commitment.hex()), actor="sender")
    await office.do(EraseComplaint("1"), actor="sender")
    days.append(MONDAY + timedelta(days=7))
    made = batch([FIRST, SECOND], os.urandom)
    await office.put_setting(leaves_of(WEEK), packed(made.leaves))
    await office.do(MakeRoot(WEEK, made.root.hex()), actor="clock")
    await office.close()
    return tmp_path


def test_an_office_without_complaints_is_not_spoken_of(tmp_path: Path) -> None:
    assert list(look_at_complaints(tmp_path)) == list(look_at_complaints(None)) == []


async def test_all_is_whole(data: Path) -> None:
    (finding,) = look_at_complaints(data)
    assert finding.level is Level.OK
    assert finding.found == "6 catatan, rantai sidiknya utuh; 1 sidik mingguan cocok; 1 penghapusan tercatat"


async def test_a_changed_record_is_found(data: Path) -> None:
    database = data / "aduan" / "aduan.db"
    database.write_bytes(database.read_bytes().replace(b"ADU-2", b"ADU-3"))
    (finding,) = look_at_complaints(data)
    assert finding.level is Level.FAILED
    assert "silakan restore" in finding.remedy


@pytest.mark.parametrize("leaves", [b"", packed(batch([FIRST], os.urandom).leaves), packed(sorted([FIRST, SECOND]))])
async def test_a_root_that_does_not_fit_is_found(data: Path, leaves: bytes) -> None:
    store = SqliteComplaintStore(data)
    await store.open()
    await store.put_setting(leaves_of(WEEK), leaves)
    await store.close()
    (finding,) = look_at_complaints(data)
    assert finding.level is Level.FAILED
    assert WEEK in finding.found


async def test_a_list_that_is_gone_is_a_warning(data: Path) -> None:
    (data / LIST_NAME).unlink()
    (finding,) = look_at_complaints(data)
    assert finding.level is Level.WARNING
    assert LIST_NAME in finding.found


async def test_a_database_that_is_gone_is_a_failure(data: Path) -> None:
    (data / "aduan" / "aduan.db").unlink()
    (finding,) = look_at_complaints(data)
    assert finding.level is Level.FAILED
    assert "hilang" in finding.found


@pytest.mark.parametrize(
    ("rows", "level", "found"),
    [
        ((a_key("camat", "dd"),), Level.OK, "6 catatan"),  # a key of somebody without a post
        ((a_key("kasi", "aa", private=b""),), Level.WARNING, "kunci meja aduan 1 orang tidak ada lagi"),
        (
            (a_key("kasi", "aa", active=False), a_key("kades", "cc", private=b"")),
            Level.WARNING,
            "2 orang tidak ada lagi",
        ),
        ((a_key("kasi", "aa", private=b""), a_key("kasi", "ee")), Level.FAILED, "1 orang di basis data lain"),
        ((a_key("kasi", "ee"), a_key("kades", "cc", private=b"")), Level.FAILED, "1 orang di basis data lain"),
    ],
)
async def test_keys_that_are_not_those_of_the_log_are_found(
    data: Path, rows: tuple[StaffKeyRow, ...], level: Level, found: str
) -> None:
    store = SqliteComplaintStore(data)
    await store.open()
    for row in rows:
        await store.put_staff_key(row)
    await store.close()
    (finding,) = look_at_complaints(data)
    assert finding.level is level
    assert found in finding.found
    assert (finding.remedy == "") is (level is Level.OK)


async def test_a_recovery_sheet_that_no_record_names_is_found(data: Path) -> None:
    store = SqliteComplaintStore(data)
    await store.open()
    await store.put_setting("recovery_public", bytes(32))
    await store.close()
    (finding,) = look_at_complaints(data)
    assert finding.level is Level.WARNING
    assert "lembar pemulihan yang tidak tercatat" in finding.found
    assert "/meja/pemulihan" in finding.remedy
