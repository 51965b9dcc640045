"""`/meja/contoh`: sentences that answers begin with. Kept in clear, so without anything about a person."""

import secrets

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from display.desk_views import DeskTemplatesView
from server.complaints.kept import Kept
from server.complaints.office import NotStored
from server.complaints.reply_templates import KIND, LONGEST_BODY, LONGEST_TITLE, MOST, Template, offered, row_of, typed
from server.complaints.telltales import telltale_words, telltales
from server.web.complaints.desk_door import DESK, at_desk
from server.web.complaints.desk_door import typed as typed_form
from server.web.complaints.photo_form import Malformed
from server.web.context import context_of
from server.web.pages import html, problem
from server.web.words import MALFORMED, NOT_STORED

PATH = f"{DESK}/contoh"
_BAD = "Isi judul (paling banyak 60 huruf) dan kalimatnya (paling banyak 1500 huruf)."
_FULL = "Sudah ada 40 contoh. Hapus satu dahulu."
# What names a person: an ordinary sentence may well speak of a house or a ticket.
_PERSONAL = frozenset({"nik", "phone", "email", "plate", "name"})


async def show(request: Request) -> Response:
    at = await at_desk(request)
    return at if isinstance(at, Response) else await _page(request)


async def save(request: Request) -> Response:
    try:
        fields, _, _ = await typed_form(request)
    except Malformed:
        return problem(request, MALFORMED)
    at = await at_desk(request, fields.get("body", ""))
    if isinstance(at, Response):
        return at
    office, ref = context_of(request).complaints.office, fields.get("ref", "")
    own = {row.ref for row in await office.plains(KIND)}
    title, body = fields.get("title", ""), fields.get("body", "")
    made = typed(ref if ref in own else at.desk.random(8).hex(), title, body)
    if "remove" in fields:
        # A built-in one is hidden by an empty one of the same title.
        kept = (
            Kept(erase_plain=(ref,))
            if ref in own
            else Kept(plain=(row_of(Template(at.desk.random(8).hex(), title, "")),))
        )
    elif made is None:
        return await _page(request, title, body, _BAD)
    elif ref not in own and len(own) >= MOST:
        return await _page(request, title, body, _FULL)
    else:
        names = [account.name for account in context_of(request).doorkeeper.accounts.all()]
        found = [one for one in telltales(made.body, names) if one.kind in _PERSONAL]
        if found:
            return await _page(request, title, body, " ".join(telltale_words(found[0].kind)))
        kept = Kept(plain=(row_of(made),))
    if isinstance(await office.keep(kept), NotStored):
        return problem(request, NOT_STORED)
    return RedirectResponse(PATH, 303)


async def _page(request: Request, title: str = "", body: str = "", trouble: str = "") -> Response:
    context = context_of(request)
    rows = await context.complaints.office.plains(KIND)
    own = {row.ref for row in rows}
    view = DeskTemplatesView(
        office=context.description.name,
        clock=context.now_picture().clock(),
        templates=tuple((one.ref, one.title, one.body, one.ref in own) for one in offered(rows)),
        title=title,
        body=body,
        longest_title=LONGEST_TITLE,
        longest_body=LONGEST_BODY,
        key=secrets.token_urlsafe(16),
        problem=trouble,
        notice="",
    )
    return html(request, view, status=422 if trouble else 200)


def routes() -> list[Route]:
    return [Route(PATH, show, methods=["GET"]), Route(PATH, save, methods=["POST"])]
