"""Rows of SQLite that may be changed and erased: settings, devices and sessions."""

import sqlite3

from server.domain.access import DeviceRow, SessionRow
from server.store import statements
from server.store.transaction import immediate


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
        connection.execute(statements.PUT_DEVICE, (row.id, row.token_hash, row.role, row.created_ms))


def delete_device(connection: sqlite3.Connection, device_id: str) -> None:
    with immediate(connection):
        connection.execute(statements.DELETE_SESSIONS_OF, (device_id,))
        connection.execute(statements.DELETE_DEVICE, (device_id,))


def sessions(connection: sqlite3.Connection) -> list[SessionRow]:
    return [SessionRow(*row) for row in connection.execute(statements.SESSIONS)]


def put_session(connection: sqlite3.Connection, row: SessionRow) -> None:
    values = (row.id, row.token_hash, row.device, row.left_ms, row.boot, row.mono_ms)
    with immediate(connection):
        connection.execute(statements.PUT_SESSION, values)


def delete_session(connection: sqlite3.Connection, session_id: str) -> None:
    with immediate(connection):
        connection.execute(statements.DELETE_SESSION, (session_id,))
