"""`/meja/identitas`: the custodians' inbox. Agreeing shows the custodian nothing."""

import secrets

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from display.desk_views import DeskAskedRow, DeskAskedView, DeskErasureRow
from server.complaints.desk_list import awaits_word
from server.complaints.identity_vault import NotOpen
from server.complaints.sender_rights import agree_erasure, refuse_erasure
from server.domain.complaint import Complaint, IdentityRequest
from server.domain.complaint_erasure import may_agree
from server.domain.complaint_identity import approvals_needed, approvers
from server.web.complaints.desk_door import DESK, AtDesk, at_desk, why_not
from server.web.complaints.desk_words import IDENTITY_WORDS, class_words, day_words
from server.web.context import context_of
from server.web.forms import form_fields
from server.web.pages import html

PATH = f"{DESK}/identitas"
ERASING = f"{DESK}/penghapusan"
_NOT_HELD = "Bagian kunci Anda untuk aduan ini tidak ada atau tidak terbuka. Minta pemegang kunci lain."


async def show(request: Request) -> Response:
    at = await at_desk(request)
    return at if isinstance(at, Response) else _page(request, at)


async def judge(request: Request) -> Response:
    fields = await form_fields(request)
    at = await at_desk(request)
    if isinstance(at, Response):
        return at
    complaint, asked, key = request.path_params["id"], request.path_params["request"], fields.get("key", "")
    if fields.get("verdict") == "ya":
        # Raised while this desk was open: from here on only a part is handed out, and never the whole key.
        await at.desk.procedures.custodians.split_raised(at.unlocked)
        outcome = await at.desk.vault.approve(complaint, asked, at.unlocked, key)
    else:
        outcome = await at.desk.vault.refuse(complaint, asked, at.unlocked, key)
    if isinstance(outcome, NotOpen):
        return _page(request, at, trouble=_NOT_HELD, status=409)
    sentence = why_not(outcome)
    if sentence is not None:
        return _page(request, at, trouble=sentence.detail, status=sentence.status)
    return RedirectResponse(PATH, 303)


async def judge_erasure(request: Request) -> Response:
    """The word of a colleague, who need not be able to read the complaint."""
    fields = await form_fields(request)
    at = await at_desk(request)
    if isinstance(at, Response):
        return at
    office, key = context_of(request).complaints.office, fields.get("key", "")
    decided = agree_erasure if fields.get("verdict") == "ya" else refuse_erasure
    sentence = why_not(await decided(office, request.path_params["id"], at.account, key))
    if sentence is not None:
        return _page(request, at, trouble=sentence.detail, status=sentence.status)
    return RedirectResponse(PATH, 303)


def _page(request: Request, at: AtDesk, *, trouble: str = "", status: int = 200) -> Response:
    context = context_of(request)
    complaints = context.complaints.office.state.complaints.values()
    found = [(one, awaits_word(one, at.account)) for one in complaints if one.requests]
    view = DeskAskedView(
        office=context.description.name,
        clock=context.now_picture().clock(),
        rows=tuple(
            _row(request, one, asked, at.account)
            for one, names in found
            for asked in one.requests
            if asked.request in names
        ),
        custodian=any(at.account in approvers(one) for one in complaints if one.identity)
        or at.account in at.desk.staffing.posts.custodians
        or at.account in at.desk.staffing.posts.ladder[:1],
        key=secrets.token_urlsafe(16),
        problem=trouble,
        notice="",
        erasures=tuple(_erasure(request, one) for one in complaints if at.account in may_agree(one)),
    )
    return html(request, view, status=status)


def _erasure(request: Request, complaint: Complaint) -> DeskErasureRow:
    asked = complaint.erasure
    return DeskErasureRow(
        action=f"{ERASING}/{complaint.id}",
        number=complaint.number,
        klass=class_words(complaint.klass),
        by="petugas" if asked is None else context_of(request).names.of(asked.by) or "petugas",
        day="" if asked is None else day_words(asked.asked),
    )


def _row(request: Request, complaint: Complaint, asked: IdentityRequest, account: str) -> DeskAskedRow:
    given, needed = len(asked.approvals), approvals_needed(complaint)
    return DeskAskedRow(
        action=f"{PATH}/{complaint.id}/{asked.request}",
        number=complaint.number,
        klass=class_words(complaint.klass),
        by="Anda sendiri" if asked.by == account else context_of(request).names.of(asked.by) or "petugas",
        reason=IDENTITY_WORDS.get(asked.reason, asked.reason),
        minutes=asked.minutes,
        state=f"{given} dari {needed} persetujuan",
        may_approve=True,
        own=asked.by == account,
    )


def routes() -> list[Route]:
    return [
        Route(PATH, show, methods=["GET"]),
        Route(f"{PATH}/{{id}}/{{request}}", judge, methods=["POST"]),
        Route(f"{ERASING}/{{id}}", judge_erasure, methods=["POST"]),
    ]
