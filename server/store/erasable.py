"""Rows of SQLite that may be changed and erased: settings, devices, accounts, sessions and print jobs."""

import sqlite3

from msgspec.structs import astuple

from server.domain.access import AccountRow, DeviceRow, SessionRow
from server.domain.note import Note
from server.domain.print_job import PrintJob, PrintState
from server.store import statements
from server.store.transaction import immediate


def note(connection: sqlite3.Connection, note_id: str) -> str | None:
    row = connection.execute(statements.NOTE, (note_id,)).fetchone()
    return None if row is None else str(row[0])


def put_note(connection: sqlite3.Connection, note: Note) -> None:
    with immediate(connection):
        connection.execute(statements.PUT_NOTE, astuple(note))


def delete_note(connection: sqlite3.Connection, note_id: str) -> None:
    with immediate(connection):
        connection.execute(statements.DELETE_NOTE, (note_id,))


def forget_notes(connection: sqlite3.Connection, kind: str, before_ms: int) -> None:
    with immediate(connection):
        connection.execute(statements.FORGET_NOTES, (f"{kind}:" if kind else "", before_ms))


def setting(connection: sqlite3.Connection, name: str) -> str | None:
    row = connection.execute(statements.SETTING, (name,)).fetchone()
    return None if row is None else str(row[0])


def put_setting(connection: sqlite3.Connection, name: str, value: str) -> None:
    with immediate(connection):
        connection.execute(statements.PUT_SETTING, (name, value))


def devices(connection: sqlite3.Connection) -> list[DeviceRow]:
    return [DeviceRow(*row) for row in connection.execute(statements.DEVICES)]


def put_device(connection: sqlite3.Connection, row: DeviceRow) -> None:
    with immediate(connection):
        connection.execute(statements.PUT_DEVICE, astuple(row))


def delete_device(connection: sqlite3.Connection, device_id: str) -> None:
    with immediate(connection):
        connection.execute(statements.DELETE_SESSIONS_ON, (device_id,))
        connection.execute(statements.DELETE_DEVICE, (device_id,))


def accounts(connection: sqlite3.Connection) -> list[AccountRow]:
    return [
        AccountRow(*row[:6], *map(bool, row[6:9]), *row[9:10], *map(bool, row[10:]))
        for row in connection.execute(statements.ACCOUNTS)
    ]


def put_account(connection: sqlite3.Connection, row: AccountRow) -> None:
    with immediate(connection):
        connection.execute(statements.PUT_ACCOUNT, astuple(row))


def delete_account(connection: sqlite3.Connection, account_id: str) -> None:
    with immediate(connection):
        connection.execute(statements.DELETE_SESSIONS_OF, (account_id,))
        connection.execute(statements.DELETE_ACCOUNT, (account_id,))


def sessions(connection: sqlite3.Connection) -> list[SessionRow]:
    return [SessionRow(*row) for row in connection.execute(statements.SESSIONS)]


def put_session(connection: sqlite3.Connection, row: SessionRow) -> None:
    with immediate(connection):
        connection.execute(statements.PUT_SESSION, astuple(row))


def delete_session(connection: sqlite3.Connection, session_id: str) -> None:
    with immediate(connection):
        connection.execute(statements.DELETE_SESSION, (session_id,))


def print_jobs(connection: sqlite3.Connection) -> list[PrintJob]:
    return [
        PrintJob(job_id, printer, kind, day, ticket, content, PrintState(state), why, made_ms)
        for job_id, printer, kind, day, ticket, content, state, why, made_ms in connection.execute(
            statements.PRINT_JOBS
        )
    ]


def put_print_job(connection: sqlite3.Connection, row: PrintJob) -> None:
    with immediate(connection):
        connection.execute(statements.PUT_PRINT_JOB, astuple(row))


def forget_print_jobs(connection: sqlite3.Connection, before_day: int) -> None:
    with immediate(connection):
        connection.execute(statements.FORGET_PRINT_JOBS, (before_day,))
