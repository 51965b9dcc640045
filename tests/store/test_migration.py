"""A database of an older version gets today's shape, and not a byte of its log changes."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from server.domain.commands import CallTicket, HoldTicket, Undo
from server.domain.evolve import fold
from server.domain.record import NO_HASH, Head, canonical
from server.domain.tickets import TicketState
from server.store import restore, statements
from server.store.chain import check_rows
from server.store.log_row import Row, from_row, hash_of, to_row
from server.store.schema import DATABASE_NAME, migrate, version_of
from server.store.sqlite import SqliteStore
from tests.domain.false_clock import FalseClock
from tests.domain.queue_log import QueueLog
from tests.domain.village import AUTOMATIC_VILLAGE
from tests.store.working_day import store_all

OLD = Path(__file__).with_name("version_1.sql")


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """The database of a server of version 1 that has stopped in its second day."""
    path = tmp_path / "data" / DATABASE_NAME
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(OLD.read_text(encoding="utf-8"))
    return path


def log_of(path: Path) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT * FROM event ORDER BY seq").fetchall()


async def test_the_old_office_opens_and_its_log_stays_as_it_was(old: Path) -> None:
    before = log_of(old)
    store = SqliteStore(old.parent)
    await store.open()
    assert await store.verify() == len(before) == 33
    assert await store.epoch() == "first"
    assert [row.id for row in await store.devices()] == ["tv-1"]
    assert await store.sessions() == [], "nobody had an account yet"
    await store.close()
    assert log_of(old) == before


async def test_yesterday_and_today_are_read_in_todays_shape(old: Path) -> None:
    store = SqliteStore(old.parent)
    await store.open()
    records = await store.read(0, 10_000)
    assert {record.event.v for record in records if record.kind == "ticket_called"} == {2}
    state = fold(await store.fold_base())
    assert state == fold(records)
    assert {t.number: t.state for t in state.tickets.values()} == {
        "A001": TicketState.SERVING,
        "B001": TicketState.CANCELLED,
        "A002": TicketState.WAITING,
    }
    text = await store.projections()
    await store.rebuild()
    assert await store.projections() == text
    assert state.day is not None
    assert [(row.number, row.state, row.rule) for row in await store.tickets(state.day.seq)] == [
        ("A001", "serving", "arrival"),
        ("B001", "cancelled", "arrival"),
        ("A002", "waiting", ""),
    ]
    await store.close()


async def test_the_old_day_goes_on_with_what_is_new(old: Path) -> None:
    store = SqliteStore(old.parent)
    await store.open()
    clock = FalseClock()
    clock.passes(hours=30)
    log = QueueLog(clock, await store.read(0, 10_000))
    log.did(HoldTicket("1", "copy"))
    log.did(CallTicket("1", "A002"))
    log.did(Undo("1"))
    await store_all(store, log)
    assert await store.verify() == log.head.seq
    assert QueueLog(clock, await store.fold_base()).state == log.state
    await store.close()


async def test_an_old_backup_is_restored(old: Path, tmp_path: Path) -> None:
    target = tmp_path / "elsewhere"
    restore.restore(old, target, epoch="second")
    store = SqliteStore(target)
    await store.open()
    assert (await store.head()).seq == 33
    assert await store.epoch() == "second"
    await store.close()


def test_a_migrated_database_has_the_tables_of_a_new_one(old: Path) -> None:
    with closing(sqlite3.connect(old, isolation_level=None)) as connection:
        migrate(connection)
        assert version_of(connection) == statements.VERSION
        for table, text in statements.LOG_TABLES.items():
            with closing(sqlite3.connect(":memory:")) as fresh:
                fresh.execute(text)
                expected = fresh.execute(f"SELECT name, type, \"notnull\" FROM pragma_table_info('{table}')").fetchall()
            found = connection.execute(f"SELECT name, type, \"notnull\" FROM pragma_table_info('{table}')").fetchall()
            assert found == expected, table


def test_every_table_says_since_when_it_is_there(old: Path) -> None:
    with closing(sqlite3.connect(old)) as connection:
        there = {name for (name,) in connection.execute(statements.TABLE_NAMES)}
    assert {name for name in statements.LOG_TABLES if name not in there} == set(statements.SINCE)


def test_an_office_of_version_2_of_its_event_is_folded_as_it_was() -> None:
    """Stored before the calendar announced anything: read in today's shape, and its hash is that of the stored bytes."""
    log = QueueLog(FalseClock())
    log.opens(AUTOMATIC_VILLAGE)
    configured, opened = (to_row(record) for record in log.records)
    data = json.loads(configured[5])
    assert data.pop("announcements") == []
    old: Row = (*configured[:3], 2, configured[4], canonical(data), *configured[6:])
    old = (*old[:-1], hash_of(NO_HASH, old))
    after: Row = (*opened[:-1], hash_of(old[-1], opened))
    assert check_rows([old, after], Head()).seq == 2
    assert fold(from_row(row) for row in (old, after)).structure == log.state.structure
