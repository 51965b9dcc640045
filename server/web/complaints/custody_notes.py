"""What everybody with a post reads on `/meja` of keys in others' hands: a recovery sheet that is new, and keys that are new."""

from collections.abc import Iterator
from datetime import timedelta

from starlette.requests import Request

from server.complaints.key_procedures_sheet import mark_of
from server.domain.complaint_sheets import MadeSheet, keyed_posts
from server.web.complaints.desk_door import DESK, AtDesk
from server.web.complaints.desk_words import day_words
from server.web.context import context_of

SHEET = f"{DESK}/pemulihan"
_TOLD_FOR = timedelta(days=14)
_SHEET_LINK = (SHEET, "Lihat lembar pemulihan")
_POSTS_LINK = (f"{DESK}/petugas", "Lihat susunan petugas")


def custody_notes(request: Request, at: AtDesk) -> tuple[tuple[str, str, str], ...]:
    """Words, the path of a page about it, and the words of the link. What counts since a few days is told for two weeks."""
    if at.account not in keyed_posts(at.desk.staffed):
        return ()
    sheet, since = at.desk.procedures.sheet, at.desk.office.today() - _TOLD_FOR
    found = []
    if sheet.waiting is not None:
        found.append((_waiting(request, at, sheet.waiting), *_SHEET_LINK))
    elif sheet.present is not None and sheet.present.agreed is not None and sheet.present.agreed > since:
        words = f"Lembar pemulihan {mark_of(sheet.present)} kini berlaku. {origin_words(request, sheet.present)}"
        found.append((f"{words} Bila Anda ragu, minta lembar baru.", *_SHEET_LINK))
    new = tuple(_new(request, at))
    if new:
        found.append(
            (f"Kunci meja aduan yang baru: {', '.join(new)}. Tanyakan bila Anda tidak mengetahuinya.", *_POSTS_LINK)
        )
    return tuple(found)


def origin_words(request: Request, sheet: MadeSheet) -> str:
    """Who stands for the sheet."""
    names = context_of(request).names.of
    made = f"Dibuat {names(sheet.by)} pada {day_words(sheet.day)}"
    if sheet.agreed is None:
        return f"{made}."
    return f"{made}, dicocokkan {names(sheet.agreed_by)} pada {day_words(sheet.agreed)}."


def _waiting(request: Request, at: AtDesk, sheet: MadeSheet) -> str:
    made = f"tandanya {mark_of(sheet)}, dibuat {context_of(request).names.of(sheet.by)} pada {day_words(sheet.day)}"
    if sheet.by != at.account:
        return f"Ada lembar pemulihan baru: {made}. Cocokkan dengan kertasnya, atau tolak bila bukan lembar kantor ini."
    others = keyed_posts(at.desk.staffed) - {at.account}
    who = "Minta rekan di susunan petugas mencocokkannya." if others else "Cocokkan dengan kertasnya."
    return f"Lembar pemulihan Anda ({made}) belum berlaku. {who}"


def _new(request: Request, at: AtDesk) -> Iterator[str]:
    """Whose key counts since a few days, also one's own: whoever changes the log on the disk cannot do it unseen."""
    state, today = at.desk.office.state, at.desk.office.today()
    days = state.key_days.items()
    for account, day in sorted(days):
        if day > max(today - _TOLD_FOR, min(state.key_days.values())):
            yield f"{context_of(request).names.of(account)} (sejak {day_words(day)})"
