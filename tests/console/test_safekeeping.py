"""Backup, restore and rebuild through the command line, around a server on a real data directory."""

import asyncio
import sqlite3
from pathlib import Path

import pytest

from server.cli import main
from tests.conftest import Starter


async def silakan(*arguments: object) -> int:
    """The command in a thread, so that the test's server lives on meanwhile."""
    return await asyncio.to_thread(main, [str(argument) for argument in arguments])


@pytest.mark.parametrize("name", ["data/silakan.db", "data/new.db", "elsewhere/silakan.db", "data/media/new.db"])
async def test_a_backup_never_takes_the_place_of_the_open_log(
    name: str, start_on_disk: Starter, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    live = await start_on_disk()
    (tmp_path / "data" / "media").mkdir(exist_ok=True)
    (tmp_path / "elsewhere").symlink_to(tmp_path / "data")
    before = (tmp_path / "data" / "silakan.db").stat().st_ino
    assert await silakan("backup", tmp_path / name, "--data", tmp_path / "data") == 2
    assert "simpan cadangan di flash disk atau di" in capsys.readouterr().err
    assert (tmp_path / "data" / "silakan.db").stat().st_ino == before
    (tmp_path / "data" / "cadangan").mkdir()
    assert await silakan("backup", tmp_path / "data" / "cadangan" / "new.db", "--data", tmp_path / "data") == 0
    await start_on_disk.stop(live)


async def test_a_restored_office_leaves_a_gap_and_knows_its_old_tickets(
    start_on_disk: Starter, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data, kept = tmp_path / "data", tmp_path / "cadangan.db"
    live = await start_on_disk()
    api = await live.api()
    await api.post("day/open")
    tokens = [(await api.post("tickets", json={"service": "A"})).json()["token"] for _ in range(3)]
    epoch = live.office.epoch

    assert await silakan("backup", kept, "--data", data) == 0
    lost = (await api.post("tickets", json={"service": "A"})).json()
    assert lost["ticket"] == "A004"
    assert await silakan("restore", kept, "--data", data) == 1
    assert await silakan("rebuild", "--data", data) == 1
    assert await silakan("pin", "--data", data) == 1
    assert capsys.readouterr().err.count("sedang dipakai server Silakan yang lain") == 3
    await start_on_disk.stop(live)

    assert await silakan("restore", kept, "--data", data) == 0
    assert "sebelum-pulih-" in capsys.readouterr().out
    assert len(list(data.glob("sebelum-pulih-*/silakan.db"))) == 1

    live = await start_on_disk()
    api = await live.api()
    assert live.office.epoch != epoch
    assert len(live.office.epoch) == len(epoch), "as unlikely to come twice"
    assert (await api.post("tickets", json={"service": "A"})).json()["ticket"] == "A054"
    assert (await api.post("tickets", json={"service": "B"})).json()["ticket"] == "B051"
    assert [(await api.get(f"tickets/{token}")).json()["ticket"] for token in tokens] == ["A001", "A002", "A003"]
    assert (await api.get(f"tickets/{lost['token']}")).status_code == 404


async def test_tables_that_were_lost_come_back_from_the_log(start_on_disk: Starter, tmp_path: Path) -> None:
    data = tmp_path / "data"
    live = await start_on_disk()
    api = await live.api()
    await api.post("day/open")
    token = (await api.post("tickets", json={"service": "B"})).json()["token"]
    await api.post("day/close")
    before = await live.office.store.projections()
    await start_on_disk.stop(live)

    with sqlite3.connect(data / "silakan.db") as connection:
        connection.execute("UPDATE ticket SET state = 'waiting', counter = '9'")
    connection.close()
    assert await silakan("rebuild", "--data", data) == 0

    live = await start_on_disk()
    assert await live.office.store.projections() == before
    assert (await (await live.api()).get(f"tickets/{token}")).json()["state"] == "cancelled"


async def test_a_backup_that_is_none_changes_nothing(
    start_on_disk: Starter, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data, wrong = tmp_path / "data", tmp_path / "foto.jpg"
    await start_on_disk.stop(await start_on_disk())
    before = (data / "silakan.db").read_bytes()
    wrong.write_bytes(b"bukan cadangan" * 1000)
    assert await silakan("restore", wrong, "--data", data) == 1
    assert await silakan("backup", tmp_path / "tidak" / "ada.db", "--data", data) == 2
    assert capsys.readouterr().err.count("\n") == 2
    assert (data / "silakan.db").read_bytes() == before


async def test_new_keys_replace_the_old_ones(
    start_on_disk: Starter, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tokens = []
    await start_on_disk.stop(await start_on_disk())
    for _ in range(2):
        assert await silakan("pin", "--data", tmp_path / "data") == 0
        *_, announcer, note = capsys.readouterr().out.splitlines()
        tokens.append(announcer.removeprefix("Token penyuara: "))
        assert f"silakan pin --data {tmp_path / 'data'}" in note
    live = await start_on_disk()
    old, new = [await (await live.client(token)).get("/api/v1/snapshot") for token in tokens]
    assert (old.status_code, new.status_code) == (401, 200)
