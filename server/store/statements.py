"""Every SQL text of the SQLite store: tables, pragmas and queries."""

# ruff: noqa: S608 -- only names of our own tables and columns are put into the texts; values are always bound.
from collections.abc import Mapping
from types import MappingProxyType

from server.store.projections import COLUMNS, KEYS, NEWEST_DAY, Insert, Named, Table, Update, Value

# Read by `file(1)` and by us: this is a log of ours, and of this shape.
APPLICATION_ID = 0x534C4B4E
VERSION = 3

# Many offices share one table in other stores; a file of SQLite holds one office.
OFFICE = "office"

LOG_TABLES: Mapping[str, str] = MappingProxyType(
    {
        "event": """CREATE TABLE event (
            office TEXT NOT NULL, stream TEXT NOT NULL, seq INTEGER NOT NULL CHECK (seq > 0),
            kind TEXT NOT NULL, v INTEGER NOT NULL, subject TEXT NOT NULL, data TEXT NOT NULL,
            actor TEXT NOT NULL, key TEXT NOT NULL,
            wall_ms INTEGER NOT NULL, mono_ms INTEGER NOT NULL, boot TEXT NOT NULL, doubtful INTEGER NOT NULL,
            hash BLOB NOT NULL,
            PRIMARY KEY (office, stream, seq)
        ) STRICT, WITHOUT ROWID""",
        "answer": """CREATE TABLE answer (
            actor TEXT NOT NULL, key TEXT NOT NULL, fingerprint TEXT NOT NULL, body TEXT NOT NULL, seq INTEGER NOT NULL,
            PRIMARY KEY (actor, key)
        ) STRICT, WITHOUT ROWID""",
        "document": "CREATE TABLE document (digest TEXT PRIMARY KEY, text TEXT NOT NULL) STRICT",
        "note": "CREATE TABLE note (id TEXT PRIMARY KEY, text TEXT NOT NULL, ms INTEGER NOT NULL) STRICT",
        "setting": "CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT",
        "device": """CREATE TABLE device (
            id TEXT PRIMARY KEY, token_hash TEXT NOT NULL, role TEXT NOT NULL, created_ms INTEGER NOT NULL,
            name TEXT NOT NULL DEFAULT '', seen_ms INTEGER NOT NULL DEFAULT 0, agent TEXT NOT NULL DEFAULT '', skew_ms INTEGER
        ) STRICT""",
        "account": """CREATE TABLE account (
            id TEXT PRIMARY KEY, name TEXT NOT NULL, role TEXT NOT NULL, login TEXT NOT NULL UNIQUE,
            password_hash TEXT NOT NULL, pin_hash TEXT NOT NULL, password_once INTEGER NOT NULL, pin_once INTEGER NOT NULL,
            active INTEGER NOT NULL, created_ms INTEGER NOT NULL,
            bell_complaints INTEGER NOT NULL DEFAULT 1, tablet_complaints INTEGER NOT NULL DEFAULT 1
        ) STRICT""",
        "session": """CREATE TABLE session (
            id TEXT PRIMARY KEY, token_hash TEXT NOT NULL, device TEXT NOT NULL, account TEXT NOT NULL, by TEXT NOT NULL,
            left_ms INTEGER NOT NULL, idle_ms INTEGER NOT NULL, boot TEXT NOT NULL, mono_ms INTEGER NOT NULL
        ) STRICT""",
        "print_job": """CREATE TABLE print_job (
            id TEXT NOT NULL UNIQUE, printer TEXT NOT NULL, kind TEXT NOT NULL, day INTEGER NOT NULL, ticket TEXT NOT NULL,
            content TEXT NOT NULL, state TEXT NOT NULL, why TEXT NOT NULL, made_ms INTEGER NOT NULL
        ) STRICT""",
        "meta": """CREATE TABLE meta (
            id INTEGER PRIMARY KEY CHECK (id = 1), epoch TEXT NOT NULL, starts INTEGER NOT NULL
        ) STRICT""",
    }
)

# What version 2 changed of them: people have accounts, so the one PIN of the office and the sessions under it are over.
ACCESS_TO_2 = (
    "ALTER TABLE device ADD COLUMN name TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE device ADD COLUMN seen_ms INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE device ADD COLUMN agent TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE device ADD COLUMN skew_ms INTEGER",
    "DROP TABLE session",
    LOG_TABLES["session"],
    """CREATE TABLE account (
        id TEXT PRIMARY KEY, name TEXT NOT NULL, role TEXT NOT NULL, login TEXT NOT NULL UNIQUE,
        password_hash TEXT NOT NULL, pin_hash TEXT NOT NULL, password_once INTEGER NOT NULL, pin_once INTEGER NOT NULL,
        active INTEGER NOT NULL, created_ms INTEGER NOT NULL
    ) STRICT""",
    "DELETE FROM setting WHERE name IN ('pin', 'device_code')",
)

# Version 2 prints tickets.
PAPER_TO_2 = (LOG_TABLES["print_job"],)

# Version 2 keeps what officials write down, where it can be erased.
NOTES_TO_2 = (LOG_TABLES["note"],)

# In version 3 people choose where they are told of new complaints.
ACCOUNTS_TO_3 = (
    "ALTER TABLE account ADD COLUMN bell_complaints INTEGER NOT NULL DEFAULT 1",
    "ALTER TABLE account ADD COLUMN tablet_complaints INTEGER NOT NULL DEFAULT 1",
)

# What a database of the version before lacks. The projections are made anew from the log, so no step speaks of them.
STEPS: Mapping[int, tuple[str, ...]] = MappingProxyType({2: (*ACCESS_TO_2, *PAPER_TO_2, *NOTES_TO_2), 3: ACCOUNTS_TO_3})
# Tables that an older version does not have; all others were there from the first.
SINCE: Mapping[str, int] = MappingProxyType({"account": 2, "print_job": 2, "note": 2})

# Without these two, finding today's part of a long log would mean reading all of it.
LOG_INDEXES = (
    "CREATE INDEX event_day_opened ON event (office, stream, seq) WHERE kind = 'day_opened'",
    "CREATE INDEX event_office_configured ON event (office, stream, seq) WHERE kind = 'office_configured'",
)

PROJECTION_TABLES: Mapping[Table, str] = MappingProxyType(
    {
        Table.SERVICE_DAY: """CREATE TABLE service_day (
            seq INTEGER PRIMARY KEY, date TEXT NOT NULL, opened_ms INTEGER NOT NULL, closed_seq INTEGER NOT NULL
        ) STRICT""",
        Table.TICKET: """CREATE TABLE ticket (
            taken_seq INTEGER PRIMARY KEY, day INTEGER NOT NULL, number TEXT NOT NULL, service TEXT NOT NULL,
            priority INTEGER NOT NULL, channel TEXT NOT NULL, state TEXT NOT NULL, counter TEXT NOT NULL,
            receipt TEXT NOT NULL UNIQUE, calls INTEGER NOT NULL,
            slot INTEGER, rule TEXT NOT NULL, hold TEXT NOT NULL,
            called_seq INTEGER NOT NULL, started_seq INTEGER NOT NULL, ended_seq INTEGER NOT NULL,
            taken_ms INTEGER NOT NULL, called_ms INTEGER, started_ms INTEGER, ended_ms INTEGER,
            UNIQUE (day, number)
        ) STRICT""",
        Table.CALL: """CREATE TABLE call (
            seq INTEGER PRIMARY KEY, ticket TEXT NOT NULL, counter TEXT NOT NULL, service TEXT NOT NULL,
            first INTEGER NOT NULL, outcome TEXT NOT NULL, why TEXT NOT NULL, shown INTEGER NOT NULL, made_ms INTEGER NOT NULL
        ) STRICT""",
    }
)

TABLE_NAMES = "SELECT name FROM sqlite_schema WHERE type = 'table'"

_STREAM = "office = ? AND stream = ?"
_LOG_COLUMNS = "stream, seq, kind, v, subject, data, actor, key, wall_ms, mono_ms, boot, doubtful, hash"

HEAD = f"SELECT seq, hash FROM event WHERE {_STREAM} ORDER BY seq DESC LIMIT 1"
HASH_AT = f"SELECT hash FROM event WHERE {_STREAM} AND seq = ?"
STREAMS = "SELECT DISTINCT stream FROM event WHERE office = ? ORDER BY stream"
COUNT = f"SELECT count(*) FROM event WHERE {_STREAM}"
AFTER = f"SELECT {_LOG_COLUMNS} FROM event WHERE {_STREAM} AND seq > ? ORDER BY seq LIMIT ?"
INSERT_EVENT = f"INSERT INTO event (office, {_LOG_COLUMNS}) VALUES (?{', ?' * 13})"
# The planner would walk the whole log backwards to find a kind that is rare.
NEWEST_OPENING = f"SELECT max(seq) FROM event INDEXED BY event_day_opened WHERE {_STREAM} AND kind = 'day_opened'"
CONFIGURED_BEFORE = f"""SELECT max(seq) FROM event INDEXED BY event_office_configured
    WHERE {_STREAM} AND kind = 'office_configured' AND seq < ?"""

BELIEVED_MS = f"""SELECT wall_ms FROM event
    WHERE {_STREAM} AND (doubtful = 0 OR kind = 'clock_confirmed') ORDER BY seq DESC LIMIT 1"""

INSERT_ANSWER = "INSERT INTO answer (actor, key, fingerprint, body, seq) VALUES (?, ?, ?, ?, ?)"
ANSWERS = "SELECT actor, key, fingerprint, body, seq FROM answer ORDER BY seq, actor, key"
FORGET_ANSWERS = "DELETE FROM answer WHERE seq < (SELECT max(seq) FROM service_day WHERE seq < ? AND date <> ?)"
NEWEST_ANSWER = "SELECT max(seq) FROM answer"
INSERT_DOCUMENT = "INSERT INTO document (digest, text) VALUES (?, ?) ON CONFLICT DO NOTHING"
DOCUMENT = "SELECT text FROM document WHERE digest = ?"
ALL_DOCUMENTS = "SELECT digest, text FROM document ORDER BY digest"

_TICKET_ROW = """SELECT day, coalesce(date, ''), number, service, priority, channel, state, counter, receipt, calls,
    slot, rule, hold, taken_seq, called_seq, started_seq, ended_seq, taken_ms, called_ms, started_ms, ended_ms
    FROM ticket LEFT JOIN service_day ON service_day.seq = ticket.day"""
TICKET = f"{_TICKET_ROW} WHERE receipt = ?"
TICKETS = f"{_TICKET_ROW} WHERE day = ? ORDER BY taken_seq"

DAYS_ON = "SELECT seq FROM service_day WHERE date = ? ORDER BY seq"

INSERT_NOTE = "INSERT INTO note (id, text, ms) VALUES (?, ?, ?)"
NOTE = "SELECT text FROM note WHERE id = ?"
PUT_NOTE = """INSERT INTO note (id, text, ms) VALUES (?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET text = excluded.text, ms = excluded.ms"""
DELETE_NOTE = "DELETE FROM note WHERE id = ?"
# What stands before the colon of an id, with it; nothing where there is none.
FORGET_NOTES = "DELETE FROM note WHERE substr(id, 1, instr(id, ':')) = ? AND ms < ?"

SETTING = "SELECT value FROM setting WHERE name = ?"
PUT_SETTING = "INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value"
DELETE_SETTING = "DELETE FROM setting WHERE name = ?"
# What a trial of the medium writes and takes back.
TRIAL = "trial"
_DEVICE = "id, token_hash, role, created_ms, name, seen_ms, agent, skew_ms"
DEVICES = f"SELECT {_DEVICE} FROM device ORDER BY id"
PUT_DEVICE = f"INSERT OR REPLACE INTO device ({_DEVICE}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
DELETE_DEVICE = "DELETE FROM device WHERE id = ?"
DELETE_SESSIONS_ON = "DELETE FROM session WHERE device = ?"
_ACCOUNT = """id, name, role, login, password_hash, pin_hash, password_once, pin_once, active, created_ms,
    bell_complaints, tablet_complaints"""
ACCOUNTS = f"SELECT {_ACCOUNT} FROM account ORDER BY id"
# Not OR REPLACE: that would erase whoever has the login already.
PUT_ACCOUNT = f"""INSERT INTO account ({_ACCOUNT}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET name = excluded.name, role = excluded.role, login = excluded.login,
    password_hash = excluded.password_hash, pin_hash = excluded.pin_hash, password_once = excluded.password_once,
    pin_once = excluded.pin_once, active = excluded.active, bell_complaints = excluded.bell_complaints,
    tablet_complaints = excluded.tablet_complaints"""
DELETE_ACCOUNT = "DELETE FROM account WHERE id = ?"
DELETE_SESSIONS_OF = "DELETE FROM session WHERE account = ?"
_SESSION = "id, token_hash, device, account, by, left_ms, idle_ms, boot, mono_ms"
SESSIONS = f"SELECT {_SESSION} FROM session ORDER BY id"
PUT_SESSION = f"INSERT OR REPLACE INTO session ({_SESSION}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
DELETE_SESSION = "DELETE FROM session WHERE id = ?"

_PRINT_JOB = "id, printer, kind, day, ticket, content, state, why, made_ms"
# In the order in which they were asked for: a clock that jumps changes nothing of it.
PRINT_JOBS = f"SELECT {_PRINT_JOB} FROM print_job ORDER BY rowid"
PUT_PRINT_JOB = f"""INSERT INTO print_job ({_PRINT_JOB}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET printer = excluded.printer, state = excluded.state, why = excluded.why"""
FORGET_PRINT_JOBS = "DELETE FROM print_job WHERE day < ?"

EPOCH = "SELECT epoch FROM meta"
INSERT_META = "INSERT INTO meta (id, epoch, starts) VALUES (1, ?, 0)"
NEW_EPOCH = "UPDATE meta SET epoch = ?"
# On a medium that was remounted read-only, BEGIN raises nothing; only a commit that changes a row shows it.
CANARY = "UPDATE meta SET starts = starts + 1"


def insert(change: Insert) -> tuple[str, list[Value]]:
    """The text that carries out the change, and its parameters."""
    columns = ", ".join(change.values)
    values = ", ".join([_named(value) for value in change.values.values()])
    return f"INSERT INTO {change.table} ({columns}) VALUES ({values})", _given(change.values)


def update(change: Update) -> tuple[str, list[Value]]:
    """The text that carries out the change, and its parameters."""
    changed = ", ".join(
        [*[f"{name} = ?" for name in change.values], *[f"{name} = {name} + 1" for name in change.counts]]
    )
    where = " AND ".join([f"{name} = {_named(value)}" for name, value in change.where.items()])
    return f"UPDATE {change.table} SET {changed} WHERE {where}", [*change.values.values(), *_given(change.where)]


def dump(table: Table) -> str:
    """All rows of a projection, in the order of its key."""
    return f"SELECT {', '.join(COLUMNS[table])} FROM {table} ORDER BY {KEYS[table]}"


def newest(table: Table) -> str:
    """The greatest number that is a key of a projection."""
    return f"SELECT max({KEYS[table]}) FROM {table}"


def _named(value: Named) -> str:
    return "(SELECT coalesce(max(seq), 0) FROM service_day)" if value is NEWEST_DAY else "?"


def _given(values: Mapping[str, Named]) -> list[Value]:
    return [value for value in values.values() if value is not NEWEST_DAY]
