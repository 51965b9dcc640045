"""`/meja/aduan/{id}`: one complaint, and every press on it."""

import asyncio
import json
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from server.complaints.case_reading import DeskCase
from server.complaints.desk import NotOpened
from server.complaints.desk_presses import Pressed
from server.complaints.desk_search import twins
from server.complaints.identity_vault import NotOpen
from server.complaints.voice_note import media_type
from server.domain.complaint_codes import actor_of
from server.domain.complaint_events import FileAdded
from server.domain.complaint_identity import granted
from server.web.complaints.desk_case_view import case_view
from server.web.complaints.desk_door import DESK, AtDesk, at_desk, typed, why_not
from server.web.complaints.desk_pressing import NotTaken, carry_out
from server.web.complaints.photo_form import Malformed
from server.web.context import context_of
from server.web.pages import html, problem
from server.web.sentence import Sentence
from server.web.words import MALFORMED, NOT_FOUND, NOT_STORED

NOT_YOURS = Sentence(
    403,
    "complaint-not-yours",
    "Bukan untuk Anda",
    "Aduan ini tidak dapat Anda buka. Bila seharusnya bisa, minta rekan memulihkan akses Anda.",
    DESK,
    "Ke Meja aduan",
)
_FILE_TOO = "Pilih lagi juga fotonya."
_RESUMED = "Meja sudah terbuka lagi. Tulisan Anda belum terkirim: periksa, lalu kirim."
_OPEN_WORDS: Mapping[NotOpen, str] = MappingProxyType(
    {
        NotOpen.NONE: "Pelapor tidak meninggalkan nama, atau sudah dihapus.",
        NotOpen.NOT_YOURS: "Permintaan ini bukan milik Anda.",
        NotOpen.NOT_YET: "Pemegang kunci belum menyetujui.",
        NotOpen.OVER: "Waktunya sudah habis. Buat permintaan baru bila masih perlu.",
        NotOpen.BROKEN: "Identitas tidak dapat dibuka dengan kunci ini.",
    }
)


async def show(request: Request) -> Response:
    at = await at_desk(request)
    if isinstance(at, Response):
        return at
    case = await _opened(at, request)
    if isinstance(case, Response):
        return case
    similar = await twins(at.desk, at.unlocked, case)
    return html(request, await case_view(context_of(request), at, case, similar))


async def resumed(request: Request, complaint_id: str, action: str, words: str) -> Response:
    """The case with the words that were typed before the desk locked itself, in the press that they were for."""
    at = await at_desk(request)
    if isinstance(at, Response):
        return at
    case = await _opened(at, request, complaint_id)
    if isinstance(case, Response):
        return case
    similar = await twins(at.desk, at.unlocked, case)
    notice = f"{_RESUMED} {_FILE_TOO}" if action == "selesai" else _RESUMED
    view = await case_view(context_of(request), at, case, similar, drafts={action: words}, notice=notice)
    return html(request, view)


async def press(request: Request) -> Response:
    try:
        fields, several, files = await typed(request, "proof")
    except Malformed:
        return problem(request, MALFORMED)
    words = fields.get("words", "").replace("\r\n", "\n").strip()
    at = await at_desk(request, words)
    if isinstance(at, Response):
        return at
    case = await _opened(at, request)
    if isinstance(case, Response):
        return case
    action = str(request.path_params.get("action", "selesai"))
    shown = await _shown(request, at, case, action)
    if shown is not None:
        return shown
    try:
        done = await carry_out(
            context_of(request), at, Pressed(case, fields.get("key", "")), action, fields, several, files
        )
    except NotTaken as refused:
        return await _again(request, at, case, action, words, refused.words, 422)
    if done is None:
        return problem(request, NOT_FOUND)
    sentence = why_not(done)
    if sentence is not None:
        return await _again(request, at, case, action, words, sentence.detail, sentence.status)
    known = context_of(request).complaints.office.state.complaints[case.complaint.id]
    # Ended, or raised to a class that is not for them any more: there is nothing left to go back to.
    gone = action in {"arsip", "gabung", "setuju-hapus", "keluar"} or at.account not in known.readers
    return RedirectResponse(DESK, 303) if gone else _back(case)


async def _shown(request: Request, at: AtDesk, case: DeskCase, action: str) -> Response | None:
    """Presses that show or hide something; None for all others."""
    if action == "foto":
        return _back(case) if await at.desk.show_photos(at.session, case) else problem(request, NOT_YOURS)
    if action == "lihat-identitas":
        return await _identity(request, at, case)
    if action == "tutup-identitas":
        for one in case.complaint.requests:
            if one.by == at.account and not one.over:
                await at.desk.vault.close(case.complaint.id, one.request, actor_of(at.account))
        return _back(case)
    return None


async def file(request: Request) -> Response:
    """A photo, a voice note or a proof, for an `<img>` of the case's page."""
    at = await at_desk(request)
    if isinstance(at, Response):
        return at
    case = await _opened(at, request)
    if isinstance(case, Response):
        return case
    ref = request.path_params["ref"]
    what = await _kind_of(request, case, ref)
    allowed = what in {"proof", "voice"} or (what == "photo" and at.desk.photos_shown(at.session, case.complaint.id))
    content = await at.desk.reading.content(case, ref) if allowed else None
    if content is None:
        return problem(request, NOT_FOUND)
    return Response(content, media_type=media_type(content), headers={"content-disposition": "inline"})


async def _kind_of(request: Request, case: DeskCase, ref: str) -> str:
    """What that row of this case is; "" for what is no file of it."""
    own = () if case.text is None else case.text.files
    found = next((one.what for one in own if one.ref == ref), "")
    if found:
        return found
    for record in await context_of(request).complaints.office.history(case.complaint.id):
        if isinstance(record.event, FileAdded) and record.event.ref == ref:
            return record.event.what
    return ""


async def _identity(request: Request, at: AtDesk, case: DeskCase) -> Response:
    """Shown with this answer alone: nothing of it is kept, and the page that is loaded anew has it no more."""
    wanted = [one.request for one in case.complaint.requests if one.by == at.account and granted(case.complaint, one)]
    found = await at.desk.vault.open(case.complaint.id, wanted[-1], at.unlocked) if wanted else NotOpen.NOT_YET
    if isinstance(found, NotOpen):
        return await _again(request, at, case, "", "", _OPEN_WORDS[found], 409)
    left = max(int(at.desk.vault.left_s(wanted[-1])), 1)
    data = await asyncio.to_thread(json.loads, found)
    rows = (
        ("Nama", str(data.get("name", "")) or "tidak ditulis"),
        ("Kontak", str(data.get("contact", "")) or "tidak ditulis"),
    )
    view = await case_view(
        context_of(request),
        at,
        case,
        identity=rows,
        notice=f"Terlihat selama {left // 60} menit lagi. Pelapor mengetahuinya.",
        hide_s=left,
    )
    return html(request, view)


async def _opened(at: AtDesk, request: Request, complaint_id: str = "") -> DeskCase | Response:
    case = await at.desk.open(complaint_id or request.path_params["id"], at.unlocked)
    if isinstance(case, NotOpened):
        return problem(request, NOT_YOURS if case.stored else NOT_STORED)
    return case


async def _again(
    request: Request, at: AtDesk, case: DeskCase, action: str, words: str, trouble: str, status: int
) -> Response:
    """The page once more with what was typed, and the reason."""
    drafts = {action: words} if action else {}
    view = await case_view(
        context_of(request), at, case, await twins(at.desk, at.unlocked, case), drafts=drafts, trouble=trouble
    )
    return html(request, view, status=status)


def _back(case: DeskCase) -> Response:
    return RedirectResponse(f"{DESK}/aduan/{case.complaint.id}", 303)


def routes() -> Sequence[Route]:
    case = f"{DESK}/aduan/{{id}}"
    return [
        Route(case, show, methods=["GET"]),
        Route(f"{case}/selesai/foto", press, methods=["POST"]),
        Route(f"{case}/berkas/{{ref}}", file, methods=["GET"]),
        Route(f"{case}/{{action}}", press, methods=["POST"]),
    ]
