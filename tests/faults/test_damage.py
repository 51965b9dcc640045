"""A data directory that is damaged, or in use: said in one sentence, and never made worse."""

import asyncio
import shutil
from pathlib import Path

import pytest

from tests.faults.server_process import ServerProcess, begin
from tests.live_office import PATIENCE_S


@pytest.fixture(scope="module")
def stopped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory of a server that has worked and was stopped: made once, for it takes a second."""
    data = tmp_path_factory.mktemp("stopped") / "data"
    asyncio.run(_work(data))
    return data


@pytest.fixture
def used(stopped: Path, tmp_path: Path) -> Path:
    """The same, to be damaged."""
    return Path(shutil.copytree(stopped, tmp_path / "data"))


async def _work(data: Path) -> None:
    async with ServerProcess.run(data) as server:
        async with server.api() as api:
            await api.post("day/open")
            for _ in range(40):
                await api.post("tickets", json={"service": "A"})
        server.terminate()
        assert await server.ended() == 0


async def refused(data: Path) -> tuple[int, str]:
    """Exit code and stderr of a start that fails."""
    log = data.with_name("refused.log")
    process = await begin(data, log)
    async with asyncio.timeout(PATIENCE_S):
        output = await process.communicate()
    assert b"Alamat" not in output
    assert process.returncode is not None
    return process.returncode, log.read_text()


def kept_aside(data: Path) -> list[Path]:
    return list(data.glob("rusak-*"))


@pytest.mark.parametrize("damage", ["header", "page", "cut off", "emptied", "not a database"])
async def test_a_corrupt_database_is_kept_aside_and_said(used: Path, damage: str) -> None:
    database = used / "silakan.db"
    content = bytearray(database.read_bytes())
    match damage:
        case "header":
            content[:16] = b"\0" * 16
        case "page":
            for page in range(1, len(content) // 4_096):
                content[page * 4_096] ^= 0xFF
        case "cut off":
            del content[len(content) // 2 :]
        case "emptied":
            content.clear()
        case _:
            content[:] = b"catatan belanja\n" * 500
    database.write_bytes(content)

    code, complaint = await refused(used)

    assert code == 1
    assert len(complaint.strip().splitlines()) == 1
    assert "Traceback" not in complaint
    assert "silakan restore" in complaint
    (aside,) = kept_aside(used)
    assert str(aside) in complaint
    assert (aside / "silakan.db").read_bytes() == bytes(content)
    # Neither repaired in silence nor replaced by an empty one; and the next start says the same and fills no disk.
    assert database.read_bytes() == bytes(content)
    assert (await refused(used))[0] == 1
    assert kept_aside(used) == [aside]


async def test_a_database_that_is_gone_is_not_replaced_by_an_empty_one(used: Path) -> None:
    database = used / "silakan.db"
    database.write_bytes(b"x" * 100)
    await refused(used)
    database.unlink()

    code, complaint = await refused(used)

    assert code == 1
    assert "hilang" in complaint
    assert not database.exists()


async def test_a_second_server_on_one_directory_leaves_at_once(tmp_path: Path) -> None:
    data = tmp_path / "data"
    async with ServerProcess.run(data) as first, first.api() as api:
        await api.post("day/open")

        code, complaint = await refused(data)

        assert code == 1
        assert len(complaint.strip().splitlines()) == 1
        assert "sedang dipakai" in complaint
        assert (await api.post("tickets", json={"service": "A"})).json()["ticket"] == "A001"


async def test_a_directory_is_free_again_after_a_kill(tmp_path: Path) -> None:
    data = tmp_path / "data"
    async with ServerProcess.run(data) as first:
        first.kill()
        await first.ended()
    async with ServerProcess.run(data) as second, second.api() as api:
        assert (await api.get("snapshot")).status_code == 200
