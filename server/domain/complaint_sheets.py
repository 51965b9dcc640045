"""The recovery sheet, as the log tells it: who made it, who compared its mark with the paper, and which one complaints are sealed to.

Whoever holds the sheet and the disk reads everything that is sealed to it. So no one person may put another sheet in its place: a new
one counts when a second official with a post has compared it. A lone official has nobody to wait for, and reads all of it anyway.
"""

from collections.abc import Mapping
from datetime import date
from typing import assert_never

from server.domain.complaint_codes import account_of
from server.domain.complaint_key_commands import ConfirmSheet, MakeSheet, RefuseSheet
from server.domain.complaint_key_events import (
    DeskStaffed,
    RecoverySheetConfirmed,
    RecoverySheetMade,
    RecoverySheetRefused,
)
from server.domain.complaint_refusals import ComplaintRefusal
from server.domain.frozen import Frozen, replace

SheetCommand = MakeSheet | ConfirmSheet | RefuseSheet
SheetEvent = RecoverySheetMade | RecoverySheetConfirmed | RecoverySheetRefused
_PUBLIC_BYTES = 32


class MadeSheet(Frozen):
    """`public`: hex of its public key. `by`: who made it, on `day`. `agreed_by`: who compared it with the paper last, on `agreed`."""

    public: str
    by: str
    day: date
    agreed_by: str = ""
    agreed: date | None = None


class Sheets(Frozen):
    """`present`: the newest one that two people stand for. `pending`: a newer one that only its maker stands for yet."""

    present: MadeSheet | None = None
    pending: MadeSheet | None = None


def keyed_posts(staffed: DeskStaffed | None) -> frozenset[str]:
    """Those who hold a post and whose key the log names."""
    if staffed is None:
        return frozenset()
    posts = {*staffed.ladder, *staffed.custodians, *(one for members in staffed.units.values() for one in members)}
    return frozenset(posts & staffed.keys.keys())


def sheet_in_use(staffed: DeskStaffed | None, sheets: Sheets) -> MadeSheet | None:
    """What complaints are sealed to. Somebody who joins a lone official has to compare the sheet too before it goes on."""
    pending = sheets.pending
    return pending if pending is not None and pending.agreed and _alone(staffed, pending.by) else sheets.present


def word_counts(
    staffed: DeskStaffed | None, posted: Mapping[str, date], account: str, today: date, *, besides: str
) -> bool:
    """Whether the account's word counts about a key of `besides`: who fills the posts must not be able to name a helper on the spot.

    Who holds a post since today only waits until tomorrow, if somebody else has a key who came before; also one without a post now.
    """
    if account not in keyed_posts(staffed) or staffed is None:
        return False
    return posted[account] < today or not any(
        posted.get(one, today) < today for one in staffed.keys.keys() - {account, besides}
    )


def sheet_decided(
    staffed: DeskStaffed | None,
    sheets: Sheets,
    posted: Mapping[str, date],
    command: SheetCommand,
    actor: str,
    today: date,
) -> tuple[SheetEvent, ...] | ComplaintRefusal:
    """`posted`: since which day somebody has held a post and a key."""
    account = account_of(actor)
    if not account:
        return ComplaintRefusal.OFFICIALS_ONLY
    if account not in keyed_posts(staffed):
        return ComplaintRefusal.NO_POST
    if isinstance(command, MakeSheet):
        return (RecoverySheetMade(command.public, account),) if _is_key(command.public) else ComplaintRefusal.BAD_CODE
    pending = sheets.pending
    if pending is None or pending.public != command.public:
        return ComplaintRefusal.SHEET_CHANGED
    match command:
        case ConfirmSheet(public=public):
            if account == pending.by and (pending.agreed or not _alone(staffed, account)):
                return ComplaintRefusal.OWN_SHEET
            if account != pending.by and not word_counts(staffed, posted, account, today, besides=pending.by):
                return ComplaintRefusal.POST_TOO_NEW
            return (RecoverySheetConfirmed(public, account),)
        case RefuseSheet(public=public):
            return (RecoverySheetRefused(public, account),)
        case _:
            assert_never(command)


def sheets_after(sheets: Sheets, event: SheetEvent, day: date) -> Sheets:
    match event:
        case RecoverySheetMade(public=public, by=by):
            return replace(sheets, pending=MadeSheet(public, by, day))
        case RecoverySheetConfirmed(by=by):
            if sheets.pending is None:
                return sheets
            agreed = replace(sheets.pending, agreed_by=by, agreed=day)
            # What a lone official compared alone goes on waiting for a colleague.
            return replace(sheets, pending=agreed) if by == agreed.by else Sheets(present=agreed)
        case RecoverySheetRefused():
            return replace(sheets, pending=None)
        case _:
            assert_never(event)


def _alone(staffed: DeskStaffed | None, account: str) -> bool:
    return not keyed_posts(staffed) - {account}


def _is_key(public: str) -> bool:
    return len(public) == 2 * _PUBLIC_BYTES and set(public) <= set("0123456789abcdef")
