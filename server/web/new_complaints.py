"""What an official is told, outside the complaint desk, of complaints that wait for somebody: how many, and nothing else."""

from enum import StrEnum

from starlette.requests import HTTPConnection

from server.domain.access import AccountRow, Visitor
from server.private.doorkeeper import PASSWORD
from server.web.context import Context, context_of, visitor_of
from server.web.secrecy import encrypted, is_local

_DESK = "/meja"


class Place(StrEnum):
    """Where somebody may want to be told of complaints; each chooses at `/akun`."""

    BELL = "bell"
    TABLET = "tablet"


def new_complaints(context: Context, account: str, place: Place) -> int:
    """How many wait for this official; 0 for whoever does not want to know it there."""
    row = context.doorkeeper.accounts.by_id(account)
    return complaints_waiting(context, account) if row is not None and _wanted(row, place) else 0


def complaints_waiting(context: Context, account: str) -> int:
    """New ones, those to be looked at first, words of senders that nobody opened, late ones, and requests for this official's word.

    What is about the official is not counted, so that nobody learns from a number of a complaint about themselves.
    """
    complaints = context.complaints_door.opened
    return 0 if complaints is None else complaints.desk.counts(account).waiting


def way_to_desk(connection: HTTPConnection) -> str:
    """Where the desk is, for a visitor for whom it can open: signed in with the password, on a safe way; "" for all others."""
    safe = encrypted(connection.scope) or is_local(connection)
    return _DESK if safe and _by_password(context_of(connection), visitor_of(connection)) else ""


def _by_password(context: Context, visitor: Visitor) -> bool:
    sessions = context.doorkeeper.sessions_of(visitor.account)
    return any(row.id == visitor.session and row.by == PASSWORD for row in sessions)


def _wanted(row: AccountRow, place: Place) -> bool:
    match place:
        case Place.BELL:
            return row.bell_complaints
        case Place.TABLET:
            return row.tablet_complaints
