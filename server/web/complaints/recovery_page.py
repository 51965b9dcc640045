"""`/meja/pemulihan`: the recovery sheet. One official makes it, another one compares it with the paper, and whoever lost a key types it."""

import secrets

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from display.desk_paper_views import DeskSheetView, DeskSheetWaits
from server.complaints.desk_sheet import NewSheet
from server.complaints.key_procedures import Extended, Granted, NotTrusted, WrongLines
from server.complaints.key_procedures_sheet import mark_of
from server.complaints.office import NotStored, Refused
from server.domain.complaint_sheets import MadeSheet, keyed_posts
from server.web.complaints.custody_notes import SHEET, origin_words
from server.web.complaints.desk_door import HEADS, AtDesk, at_desk, why_not
from server.web.complaints.desk_words import day_words
from server.web.complaints.key_words import given_words, not_trusted
from server.web.context import context_of, visitor_of
from server.web.forms import form_fields
from server.web.pages import html

_WRONG_LINE = "Baris itu tidak sama dengan yang dicetak. Baca lagi dari kertas, lalu ketik ulang."
_REFUSED = "Lembar itu dibuang. Lembar yang berlaku sebelumnya tetap dipakai."


async def show(request: Request) -> Response:
    at = await at_desk(request)
    return at if isinstance(at, Response) else await _page(request, at)


async def make(request: Request) -> Response:
    at = await at_desk(request)
    if isinstance(at, Response):
        return at
    made = await at.desk.sheets.make(at.unlocked)
    return await _page(request, at, made) if isinstance(made, NewSheet) else await _not_done(request, at, made)


async def prove(request: Request) -> Response:
    fields = await form_fields(request)
    at = await at_desk(request)
    if isinstance(at, Response):
        return at
    if not await at.desk.sheets.prove(fields.get("line", ""), at.unlocked):
        return await _page(request, at, trouble=_WRONG_LINE, status=422)
    return RedirectResponse(SHEET, 303)


async def confirm(request: Request) -> Response:
    """The mark on the paper is that on the screen, says somebody who did not make the sheet."""
    fields = await form_fields(request)
    at = await at_desk(request)
    if isinstance(at, Response):
        return at
    extended = await at.desk.procedures.confirm_sheet(at.unlocked, fields.get("sheet", ""))
    if not isinstance(extended, Extended):
        return await _not_done(request, at, extended)
    return RedirectResponse(SHEET, 303)


async def refuse(request: Request) -> Response:
    fields = await form_fields(request)
    at = await at_desk(request)
    if isinstance(at, Response):
        return at
    refused = await at.desk.procedures.refuse_sheet(at.unlocked, fields.get("sheet", ""))
    return await _page(request, at, notice=_REFUSED) if refused is None else await _not_done(request, at, refused)


async def use(request: Request) -> Response:
    fields = await form_fields(request)
    at = await at_desk(request)
    if isinstance(at, Response):
        return at
    restored = await at.desk.procedures.restore(fields.get("sheet", ""), at.unlocked)
    if isinstance(restored, Granted):
        return await _page(request, at, notice=given_words(restored))
    if isinstance(restored, WrongLines):
        lines = ", ".join(str(line) for line in restored.lines)
        return await _page(request, at, trouble=f"Salah ketik di baris {lines}. Baca lagi dari kertas.", status=422)
    words = f"Ini lembar lain, tandanya {restored.fingerprint}. Cari lembar yang berlaku."
    return await _page(request, at, trouble=words, status=422)


async def _not_done(request: Request, at: AtDesk, outcome: NotTrusted | Refused | NotStored) -> Response:
    if isinstance(outcome, NotTrusted):
        return await _page(request, at, trouble=not_trusted(at), status=409)
    sentence = why_not(outcome)
    return await _page(
        request, at, trouble=sentence.detail if sentence else "", status=sentence.status if sentence else 409
    )


async def _page(
    request: Request,
    at: AtDesk,
    made: NewSheet | None = None,
    trouble: str = "",
    status: int = 200,
    *,
    notice: str = "",
) -> Response:
    context, sheet = context_of(request), at.desk.procedures.sheet
    view = DeskSheetView(
        office=context.description.name,
        clock=context.now_picture().clock(),
        lines=() if made is None else made.sheet.lines,
        fingerprint="" if made is None else made.sheet.fingerprint,
        proven=at.desk.sheets.proven,
        origin="" if sheet.present is None else origin_words(request, sheet.present),
        asked=at.desk.sheets.asked,
        waits=None if sheet.waiting is None else _waits(request, at, sheet.waiting),
        may_make=visitor_of(request).role in HEADS,
        key=secrets.token_urlsafe(16),
        problem=trouble,
        notice=notice,
    )
    return html(request, view, status=status)


def _waits(request: Request, at: AtDesk, sheet: MadeSheet) -> DeskSheetWaits:
    made = f"{context_of(request).names.of(sheet.by)}, {day_words(sheet.day)}"
    posted = keyed_posts(at.desk.staffed)
    others = bool(posted - {sheet.by})
    return DeskSheetWaits(
        sheet.public,
        mark_of(sheet),
        made,
        may_confirm=at.account in posted and (sheet.by != at.account or not others),
        may_refuse=at.account in posted,
        others=others,
    )


def routes() -> list[Route]:
    return [
        Route(SHEET, show, methods=["GET"]),
        Route(SHEET, make, methods=["POST"]),
        Route(f"{SHEET}/cocok", prove, methods=["POST"]),
        Route(f"{SHEET}/benar", confirm, methods=["POST"]),
        Route(f"{SHEET}/tolak", refuse, methods=["POST"]),
        Route(f"{SHEET}/pakai", use, methods=["POST"]),
    ]
