"""The office's description, out of the log and into it, through the command line."""

import asyncio
from pathlib import Path

import pytest

from server.cli import main
from tests.conftest import Starter
from tests.live_office import VILLAGE_TOML


async def silakan(*arguments: object) -> int:
    return await asyncio.to_thread(main, [str(argument) for argument in arguments])


async def test_what_is_exported_is_what_was_given(
    start_on_disk: Starter, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data, file = tmp_path / "data", tmp_path / "kantor.toml"
    live = await start_on_disk()
    assert await silakan("office", "export", file, "--data", data) == 0
    assert file.read_text(encoding="utf-8") == VILLAGE_TOML
    capsys.readouterr()
    assert await silakan("office", "export", "--data", data) == 0
    assert capsys.readouterr().out == VILLAGE_TOML
    assert await silakan("office", "import", file, "--data", data) == 1
    assert "sedang dipakai" in capsys.readouterr().err
    await start_on_disk.stop(live)


async def test_an_imported_office_is_the_one_that_opens(
    start_on_disk: Starter, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data, file = tmp_path / "data", tmp_path / "kantor.toml"
    await start_on_disk.stop(await start_on_disk())
    file.write_text(VILLAGE_TOML.replace("Kantor Desa Uji", "Kantor Desa Baru"), encoding="utf-8")
    assert await silakan("office", "import", file, "--data", data) == 0
    assert await silakan("office", "import", file, "--data", data) == 0
    assert capsys.readouterr().out.splitlines() == [
        "Kantor Desa Baru: keterangan kantor sudah diganti.",
        "Kantor Desa Baru: keterangan kantor tidak berubah.",
    ]
    live = await start_on_disk()
    assert live.running.context.description.name == "Kantor Desa Baru"
    assert "Kantor Desa Baru" in (await (await live.client()).get("/")).text


async def test_a_file_that_describes_no_office_changes_nothing(
    start_on_disk: Starter, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data, file = tmp_path / "data", tmp_path / "kantor.toml"
    await start_on_disk.stop(await start_on_disk())
    file.write_text(VILLAGE_TOML.replace('services = ["B"]', 'services = ["X"]'), encoding="utf-8")
    assert await silakan("office", "import", file, "--data", data) == 2
    file.write_bytes(b"\xff\xfe")
    assert await silakan("office", "import", file, "--data", data) == 2
    assert capsys.readouterr().err.count("\n") == 2
    assert await silakan("office", "export", "--data", data) == 0
    assert capsys.readouterr().out == VILLAGE_TOML
