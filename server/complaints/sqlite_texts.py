"""Every SQL text of the complaints' database. Its log has the columns of the queue's, so that the same code checks its chain."""

# ruff: noqa: S608 -- only names of our own tables and columns are put into the texts; values are always bound.
from server.store.statements import LOG_TABLES

APPLICATION_ID = 0x534C4144
VERSION = 1

TABLES = (
    LOG_TABLES["event"],
    """CREATE TABLE sealed (
        ref TEXT NOT NULL UNIQUE, complaint TEXT NOT NULL, kind TEXT NOT NULL, content BLOB NOT NULL
    ) STRICT""",
    """CREATE TABLE wrap (
        complaint TEXT NOT NULL, recipient TEXT NOT NULL, purpose TEXT NOT NULL, content BLOB NOT NULL,
        PRIMARY KEY (complaint, recipient, purpose)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE plain (
        ref TEXT PRIMARY KEY, kind TEXT NOT NULL, text TEXT NOT NULL, complaint TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE receipt (
        lookup BLOB PRIMARY KEY, complaint TEXT NOT NULL, sealed_key BLOB NOT NULL, used_day INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID""",
    "CREATE TABLE card (card TEXT PRIMARY KEY, complaint TEXT NOT NULL) STRICT, WITHOUT ROWID",
    """CREATE TABLE mark (
        card TEXT NOT NULL REFERENCES card (card) ON DELETE CASCADE, kind TEXT NOT NULL, mark BLOB NOT NULL,
        PRIMARY KEY (card, kind, mark)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE staff_key (
        account TEXT NOT NULL, public BLOB NOT NULL, sealed_private BLOB NOT NULL, salt BLOB NOT NULL,
        created_day INTEGER NOT NULL, active INTEGER NOT NULL,
        PRIMARY KEY (account, public)
    ) STRICT""",
    "CREATE TABLE setting (name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT",
    """CREATE TABLE answer (
        actor TEXT NOT NULL, key BLOB NOT NULL, fingerprint BLOB NOT NULL, stream TEXT NOT NULL, first INTEGER NOT NULL,
        count INTEGER NOT NULL, complaint TEXT NOT NULL, sealed BLOB NOT NULL, day INTEGER NOT NULL,
        PRIMARY KEY (actor, key)
    ) STRICT, WITHOUT ROWID""",
    # What the list of erasures held when this database last saw it: the list may know more, never less.
    "CREATE TABLE erased (number INTEGER PRIMARY KEY, mark TEXT NOT NULL, what TEXT NOT NULL, day TEXT NOT NULL) STRICT",
    """CREATE TABLE meta (
        id INTEGER PRIMARY KEY CHECK (id = 1), epoch TEXT NOT NULL, starts INTEGER NOT NULL,
        list TEXT NOT NULL, salt TEXT NOT NULL
    ) STRICT""",
)
INDEXES = (
    "CREATE INDEX event_subject ON event (stream, subject, seq)",
    "CREATE INDEX sealed_complaint ON sealed (complaint)",
    "CREATE INDEX wrap_recipient ON wrap (recipient)",
    "CREATE INDEX plain_complaint ON plain (complaint)",
    "CREATE INDEX receipt_complaint ON receipt (complaint)",
    "CREATE INDEX card_complaint ON card (complaint)",
    "CREATE INDEX answer_complaint ON answer (complaint)",
)
INSERT_META = "INSERT INTO meta (id, epoch, starts, list, salt) VALUES (1, ?, 0, ?, ?)"
LIST = "SELECT list, salt FROM meta"

_LOG_COLUMNS = "stream, seq, kind, v, subject, data, actor, key, wall_ms, mono_ms, boot, doubtful, hash"
HISTORY = f"""SELECT {_LOG_COLUMNS} FROM event INDEXED BY event_subject
    WHERE stream = ? AND subject = ? ORDER BY seq"""
COMPLAINTS = "SELECT DISTINCT subject FROM event WHERE stream = 'complaints' AND kind = 'complaint_received'"
PROPOSALS = "SELECT subject, data FROM event WHERE stream = 'complaints' AND kind = 'complaint_summary_proposed'"

PUT_SEALED = "INSERT INTO sealed (ref, complaint, kind, content) VALUES (?, ?, ?, ?)"
SEALED = "SELECT content FROM sealed WHERE ref = ?"
ROWS = "SELECT ref, complaint, kind, content FROM sealed WHERE complaint = ? AND (? = '' OR kind = ?) ORDER BY rowid"
DELETE_SEALED = "DELETE FROM sealed WHERE ref = ?"

PUT_WRAP = """INSERT INTO wrap (complaint, recipient, purpose, content) VALUES (?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET content = excluded.content"""
WRAPS = "SELECT complaint, recipient, purpose, content FROM wrap WHERE complaint = ? AND (? = '' OR recipient = ?)"
WRAPS_TO = "SELECT complaint, recipient, purpose, content FROM wrap WHERE recipient = ? ORDER BY complaint, purpose"
DELETE_WRAPS = "DELETE FROM wrap WHERE complaint = ? AND recipient = ? AND (? = '' OR purpose = ?)"

PUT_PLAIN = """INSERT INTO plain (ref, kind, text, complaint) VALUES (?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET kind = excluded.kind, text = excluded.text, complaint = excluded.complaint"""
PLAIN = "SELECT text FROM plain WHERE ref = ?"
PLAINS = "SELECT ref, kind, text, complaint FROM plain WHERE kind = ? ORDER BY rowid"
DELETE_PLAIN = "DELETE FROM plain WHERE ref = ?"

PUT_RECEIPT = "INSERT INTO receipt (lookup, complaint, sealed_key, used_day) VALUES (?, ?, ?, ?)"
_RECEIPT = "SELECT lookup, complaint, sealed_key, used_day FROM receipt"
RECEIPT = f"{_RECEIPT} WHERE lookup = ?"
OLD_RECEIPTS = f"{_RECEIPT} WHERE used_day < ? ORDER BY lookup"
TOUCH_RECEIPT = "UPDATE receipt SET used_day = ? WHERE lookup = ? AND used_day <> ?"
DELETE_RECEIPT = "DELETE FROM receipt WHERE lookup = ?"

PUT_CARD = "INSERT INTO card (card, complaint) VALUES (?, ?)"
CARDS = "SELECT card, complaint FROM card ORDER BY card"
DELETE_CARD = "DELETE FROM card WHERE card = ?"
PUT_MARK = """INSERT INTO mark (card, kind, mark) SELECT card, ?, ? FROM card WHERE card = ?
    ON CONFLICT DO NOTHING"""
MARKS = "SELECT card, kind, count(*) FROM mark GROUP BY card, kind"
DELETE_MARKS = "DELETE FROM mark WHERE card = ? AND kind = ?"

PUT_STAFF_KEY = """INSERT INTO staff_key (account, public, sealed_private, salt, created_day, active) VALUES (?, ?, ?, ?, ?, ?)
    ON CONFLICT (account, public) DO UPDATE SET sealed_private = excluded.sealed_private, salt = excluded.salt,
    created_day = excluded.created_day, active = excluded.active"""
STAFF_KEYS = "SELECT account, public, sealed_private, salt, created_day, active FROM staff_key ORDER BY rowid"

SETTING = "SELECT value FROM setting WHERE name = ?"
PUT_SETTING = "INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value"

_ANSWER = "actor, key, fingerprint, stream, first, count, complaint, sealed, day"
PUT_ANSWER = f"INSERT INTO answer ({_ANSWER}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
ANSWER = "SELECT fingerprint, stream, first, count, complaint, sealed, day FROM answer WHERE actor = ? AND key = ?"
FORGET_ANSWERS = "DELETE FROM answer WHERE day < ?"

ERASED = "SELECT mark, what, day FROM erased ORDER BY number"
PUT_ERASED = "INSERT INTO erased (mark, what, day) VALUES (?, ?, ?)"
ERASE_IDENTITY = (
    "DELETE FROM sealed WHERE complaint = ? AND kind = 'identity'",
    "DELETE FROM wrap WHERE complaint = ? AND purpose LIKE 'identity%'",
)
ERASE_TEXT = (
    "DELETE FROM sealed WHERE complaint = ? AND kind IN ('text', 'message', 'file', 'meta', 'external')",
    "DELETE FROM wrap WHERE complaint = ? AND purpose = 'case'",
)
ERASE_ALL = (
    "DELETE FROM sealed WHERE complaint = ?",
    "DELETE FROM wrap WHERE complaint = ?",
    "DELETE FROM plain WHERE complaint = ?",
    # The code goes on to be known, so that it can be told what became of it; it opens nothing.
    "UPDATE receipt SET sealed_key = x'' WHERE complaint = ?",
    "DELETE FROM card WHERE complaint = ?",
    "DELETE FROM answer WHERE complaint = ?",
)
CHECKPOINT = "PRAGMA wal_checkpoint(TRUNCATE)"
