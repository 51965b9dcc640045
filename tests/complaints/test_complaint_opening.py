"""Complaints open beside the queue, cost nothing until there are any, and never keep the queue from opening."""

from pathlib import Path

from server.complaints.office import Done, NotStored
from tests.complaints.small_desk import STAFFING
from tests.conftest import Starter


async def test_an_office_that_nobody_complained_to_has_no_database(start_on_disk: Starter, tmp_path: Path) -> None:
    live = await start_on_disk()
    complaints = live.running.context.complaints
    assert (complaints.office.trouble, complaints.office.head, complaints.office.epoch) == ("", 0, "")
    await start_on_disk.stop(live)
    assert not (tmp_path / "data" / "aduan" / "aduan.db").exists()
    assert not (tmp_path / "data" / "aduan-terhapus.txt").exists()


async def test_complaints_outlive_a_restart_beside_the_queue(start_on_disk: Starter, tmp_path: Path) -> None:
    live = await start_on_disk()
    office = live.running.context.complaints.office
    queue_head = live.office.head
    assert isinstance(await office.do(STAFFING, actor="account:kasi"), Done)
    assert live.office.head == queue_head
    await start_on_disk.stop(live)
    for path in (tmp_path / "data" / "aduan" / "aduan.db", tmp_path / "data" / "aduan-terhapus.txt"):
        assert path.stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "data" / "aduan").stat().st_mode & 0o777 == 0o700
    live = await start_on_disk()
    assert live.running.context.complaints.office.state.staffed is not None


async def test_damaged_complaints_do_not_stop_the_queue(start_on_disk: Starter, tmp_path: Path) -> None:
    live = await start_on_disk()
    await live.running.context.complaints.office.do(STAFFING, actor="account:kasi")
    await start_on_disk.stop(live)
    database = tmp_path / "data" / "aduan" / "aduan.db"
    whole = database.read_bytes()
    database.write_bytes(whole.replace(b"desk_staffed", b"desk_stuffed"))
    assert database.read_bytes() != whole
    live = await start_on_disk()
    office = live.running.context.complaints.office
    assert "rusak" in office.trouble
    assert isinstance(await office.do(STAFFING, actor="account:kasi"), NotStored)
    assert (await (await live.api()).get("snapshot")).status_code == 200
    await start_on_disk.stop(live)
    assert b"desk_stuffed" in database.read_bytes()
    # The database vanished altogether: the list that stays behind tells that there was one.
    database.unlink()
    live = await start_on_disk()
    assert "hilang" in live.running.context.complaints.office.trouble
