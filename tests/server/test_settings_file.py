"""`silakan office export` and `import` with all that the settings know."""

import asyncio
from pathlib import Path

import msgspec
import pytest

from server.cli import main
from server.current_office import Changed
from server.description import parse
from tests.conftest import Starter
from tests.live_office import TOKEN, VILLAGE_TOML


async def silakan(*arguments: object) -> int:
    return await asyncio.to_thread(main, [str(argument) for argument in arguments])


async def test_what_the_settings_saved_is_exported_and_imported(
    start_on_disk: Starter, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data, file = tmp_path / "data", tmp_path / "kantor.toml"
    live = await start_on_disk()
    current = live.running.context.current
    service = msgspec.structs.replace(current.description.services[0], papers=("KTP asli",), quota=30, minutes=12)
    changed = msgspec.structs.replace(current.description, services=(service, *current.description.services[1:]))
    assert await current.change(changed, based_on=current.digest, actor="account:1") == Changed()
    await start_on_disk.stop(live)

    assert await silakan("office", "export", file, "--data", data) == 0
    assert parse(file.read_text("utf-8")) == changed
    file.write_text(file.read_text("utf-8").replace("quota = 30", "quota = 40"), "utf-8")
    assert await silakan("office", "import", file, "--data", data) == 0

    again = await start_on_disk()
    assert again.running.context.description.services[0].quota == 40
    assert again.office.state.structure.quotas == {"A": 40}


async def test_an_import_that_drops_a_service_in_use_is_refused(
    start_on_disk: Starter, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data, file = tmp_path / "data", tmp_path / "kantor.toml"
    live = await start_on_disk()
    api = await live.api()
    await api.post("day/open")
    await api.post("tickets", json={"service": "B"})
    await start_on_disk.stop(live)
    file.write_text(VILLAGE_TOML.replace('"B"', '"C"'), "utf-8")

    assert await silakan("office", "import", file, "--data", data) == 1

    assert "Layanan B (KTP dan KK) sudah dipakai 1 nomor hari ini." in capsys.readouterr().err
    again = await start_on_disk()
    assert parse(VILLAGE_TOML) == again.running.context.description
    assert (await (await again.client(TOKEN)).get("/atur/berkas/kantor.toml")).text == VILLAGE_TOML
