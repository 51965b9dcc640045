"""`silakan check`: what it finds wrong, what it leaves alone, and what it tells a program."""

import json
import os
import socket
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from display.assets import ASSETS
from display.render import TEMPLATES
from server.cli import main
from server.console.checkup.data import backup_age, look_at_data, newest_ms, room, whole
from server.console.checkup.finding import Finding, Level
from server.console.checkup.machine import clock, files, port, python
from server.console.checkup.report import verdict, worst
from server.console.settings import Flags, settings
from tests.conftest import Starter

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


def levels(findings: list[Finding]) -> dict[str, Level]:
    return {finding.subject: finding.level for finding in findings}


async def test_a_running_office_is_whole_and_stays_undisturbed(start_on_disk: Starter, tmp_path: Path) -> None:
    data = tmp_path / "data"
    live = await start_on_disk()
    api = await live.api()
    await api.post("day/open")
    found = levels(list(look_at_data(data, NOW)))
    assert found == {
        "Disk": Level.OK,
        "Ruang disk": Level.OK,
        "Server": Level.OK,
        "Catatan": Level.OK,
        "Cadangan": Level.WARNING,
    }
    assert newest_ms(data) == live.office.state.newest.wall_ms
    assert (await api.post("tickets", json={"service": "A"})).status_code == 201
    assert "2 catatan" in whole(data / "silakan.db").found or "3 catatan" in whole(data / "silakan.db").found
    assert "yang tertua utuh" in whole(data / "silakan.db", within_s=-1.0).found


async def test_a_changed_record_is_found(start_on_disk: Starter, tmp_path: Path) -> None:
    database = tmp_path / "data" / "silakan.db"
    live = await start_on_disk()
    await (await live.api()).post("day/open")
    await start_on_disk.stop(live)
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("UPDATE event SET actor = 'orang lain' WHERE seq = 2")
    found = whole(database)
    assert found.level is Level.FAILED
    assert "silakan restore" in found.remedy


async def test_a_database_of_another_program_is_found(start_on_disk: Starter, tmp_path: Path) -> None:
    database = tmp_path / "data" / "silakan.db"
    await start_on_disk.stop(await start_on_disk())
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA application_id = 1")
    assert "bukan basis data Silakan" in whole(database).found


def test_a_directory_that_is_not_there_is_no_failure(tmp_path: Path) -> None:
    assert [f.level for f in look_at_data(None, NOW)] == [Level.WARNING]
    assert [f.level for f in look_at_data(tmp_path / "tidak-ada", NOW)] == [Level.WARNING]
    assert not (tmp_path / "tidak-ada").exists()
    assert levels(list(look_at_data(tmp_path, NOW)))["Catatan"] is Level.WARNING
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_is_told_before_it_is_full() -> None:
    assert [room(mb * 1024**2).level for mb in (40, 400, 4000)] == [Level.FAILED, Level.WARNING, Level.OK]


def test_an_old_backup_is_told(tmp_path: Path) -> None:
    assert backup_age(tmp_path / "cadangan", NOW).level is Level.WARNING
    for name, days in (("lama.db", 9), ("baru.db", 1)):
        (tmp_path / name).touch()
        then = (NOW - timedelta(days=days)).timestamp()
        os.utime(tmp_path / name, (then, then))
    assert backup_age(tmp_path, NOW).level is Level.OK
    assert "9 hari" in backup_age(tmp_path, NOW + timedelta(days=8)).found
    assert backup_age(tmp_path, NOW + timedelta(days=8)).level is Level.WARNING


def test_a_clock_without_battery_is_doubted() -> None:
    assert clock(NOW, 0).level is Level.OK
    assert clock(datetime(2000, 1, 1, tzinfo=UTC), 0).level is Level.WARNING
    later = int((NOW + timedelta(days=1)).timestamp() * 1000)
    assert clock(NOW, later).level is Level.WARNING


def test_an_old_python_and_missing_files_are_failures(tmp_path: Path) -> None:
    assert (python((3, 10, 9)).level, python((3, 11, 0)).level) == (Level.FAILED, Level.OK)
    assert files(ASSETS, TEMPLATES).level is Level.OK
    assert files(tmp_path, TEMPLATES).level is Level.FAILED
    assert files(ASSETS, tmp_path).level is Level.FAILED


async def test_the_port_is_free_ours_or_somebody_elses(start_on_disk: Starter, tmp_path: Path) -> None:
    import asyncio

    live = await start_on_disk()
    ours = settings(Flags(tmp_path / "data", port=live.port), {})
    assert (await asyncio.to_thread(port, ours)).level is Level.OK
    await start_on_disk.stop(live)
    with closing(socket.create_server(("127.0.0.1", 0))) as foreign:
        taken = settings(Flags(tmp_path / "lain", port=foreign.getsockname()[1]), {})
        foreign.close()
        assert port(taken).level is Level.OK
    with closing(socket.create_server(("127.0.0.1", 0))) as foreign:
        taken = settings(Flags(tmp_path / "lain", port=foreign.getsockname()[1]), {})
        assert port(taken).level is Level.FAILED


def test_the_verdict_counts_and_the_worst_decides() -> None:
    fine, doubtful, bad = (Finding(level, "x", "y") for level in Level)
    assert verdict([fine]) == "Semua baik."
    assert verdict([fine, doubtful, bad, doubtful]) == "1 gagal, 2 peringatan."
    assert worst([fine, doubtful]) is Level.WARNING
    assert worst([fine, doubtful, bad]) is Level.FAILED
    assert Finding(Level.FAILED, "Disk", "penuh", "hapus").line() == "GAGAL       Disk: penuh → hapus"


def test_a_program_gets_json_and_a_failure_is_code_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SILAKAN_DATA", raising=False)
    (tmp_path / "silakan.db").write_bytes(b"bukan basis data" * 500)
    assert main(["check", "--data", str(tmp_path), "--port", "0", "--json"]) == 1
    findings = {finding["subject"]: finding for finding in json.loads(capsys.readouterr().out)}
    assert findings["Catatan"]["level"] == "GAGAL"
    assert findings["Catatan"]["remedy"]
    assert findings["Python"] == {
        "level": "OK",
        "subject": "Python",
        "found": findings["Python"]["found"],
        "remedy": "",
    }
    assert {"SQLite", "Jam", "Berkas program", "Port", "Disk", "Suara", "Pengeras suara"} <= set(findings)
    assert list(tmp_path.glob("rusak-*")) == [], "a look changes nothing"
