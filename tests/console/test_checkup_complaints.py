"""`silakan check` says one sentence about the complaints."""

import os
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from server.complaints.erasure_list import LIST_NAME
from server.complaints.sqlite_store import SqliteComplaintStore
from server.complaints.weekly_root import leaves_of
from server.console.checkup.complaints import look_at_complaints
from server.console.checkup.finding import Level
from server.domain.complaint_commands import EraseComplaint, MakeRoot
from server.sealing.batch_root import batch, packed
from tests.complaints.small_desk import MONDAY, STAFFING, an_office, receiving

FIRST, SECOND = bytes(range(32)), bytes(range(32, 64))
WEEK = "2026-W48"


@pytest.fixture
async def data(tmp_path: Path) -> Path:
    """An office with two complaints of a week whose root is made; one is erased."""
    days = [MONDAY]
    office = an_office(SqliteComplaintStore(tmp_path), days)
    await office.open()
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
