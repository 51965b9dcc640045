"""Pictures and recorded voices go into the backup with the log, and come back with it."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest

from server.store.backup import backup_directory
from server.store.restore import restore
from server.store.schema import DATABASE_NAME, table_names
from server.store.sqlite import SqliteStore
from tests.domain.queue_log import QueueLog
from tests.store.working_day import store_all

FILES = {
    f"berkas/{'a' * 64}.png": b"logo",
    f"berkas/{'b' * 64}.mp4": bytes(range(256)) * 4000,
    f"suara/{'c' * 64}.zip": b"pack",
    "suara/0123456789ab/manifest.json": b"{}",
    "suara/0123456789ab/nomor-antrean.wav": b"RIFF",
}
NOT_KEPT = (
    "berkas/.half.baru",
    "suara/.diperiksa-x/raw.wav",
    "ucapan/x.wav",
    "sertifikat/kunci.pem",
    "suara/a/b/c/d.wav",
)


@pytest.fixture
async def office(tmp_path: Path, day: QueueLog) -> AsyncIterator[Path]:
    """The data directory of an office that is open, with files."""
    directory = tmp_path / "data"
    store = SqliteStore(directory)
    await store.open()
    await store_all(store, day)
    for name in (*FILES, *NOT_KEPT):
        path = directory / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(FILES.get(name, b"not to be kept"))
    yield directory
    await store.close()


def found(directory: Path) -> dict[str, bytes]:
    return {
        path.relative_to(directory).as_posix(): path.read_bytes()
        for path in directory.rglob("*")
        if path.is_file() and path.parent != directory
    }


def test_what_was_backed_up_is_there_elsewhere(office: Path, tmp_path: Path) -> None:
    backup_directory(office, tmp_path / "copy.db")
    restore(tmp_path / "copy.db", tmp_path / "new", epoch="second")
    assert found(tmp_path / "new") == FILES
    with closing(sqlite3.connect(tmp_path / "new" / DATABASE_NAME)) as connection:
        assert "kept_file" not in table_names(connection)
    assert (tmp_path / "new" / DATABASE_NAME).stat().st_size < (tmp_path / "copy.db").stat().st_size - 1_000_000


def test_newer_files_stay_beside_those_of_the_backup(office: Path, tmp_path: Path) -> None:
    backup_directory(office, tmp_path / "copy.db")
    old, new = tmp_path / "old", f"berkas/{'d' * 64}.png"
    (old / "berkas").mkdir(parents=True)
    (old / new).write_bytes(b"newer")
    (old / "suara/0123456789ab").mkdir(parents=True)
    (old / "suara/0123456789ab/manifest.json").write_bytes(b"other")
    restore(tmp_path / "copy.db", old, epoch="second")
    assert found(old) == {**FILES, new: b"newer"}


@pytest.mark.parametrize("name", ["../silakan.db", "/etc/passwd", "suara/../../x.wav", "sertifikat/kunci.pem", "suara"])
def test_a_backup_writes_nothing_elsewhere(office: Path, tmp_path: Path, name: str) -> None:
    backup_directory(office, tmp_path / "copy.db")
    with closing(sqlite3.connect(tmp_path / "copy.db")) as connection:
        connection.execute("UPDATE kept_file SET path = ? WHERE path LIKE '%.png'", (name,))
        connection.commit()
    restore(tmp_path / "copy.db", tmp_path / "new", epoch="second")
    assert sorted(found(tmp_path / "new")) == sorted(path for path in FILES if not path.endswith(".png"))


async def test_a_backup_of_before_is_restored_without_files(office: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(office / DATABASE_NAME)) as connection:
        connection.execute("VACUUM INTO ?", (str(tmp_path / "copy.db"),))
    restore(tmp_path / "copy.db", tmp_path / "new", epoch="second")
    assert found(tmp_path / "new") == {}
