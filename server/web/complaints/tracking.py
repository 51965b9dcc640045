"""`/aduan/lacak`: a sender shows the code, sees how the complaint stands, and leaves without a trace."""

import secrets

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from display.complaint_tracking_views import TrackCodeView
from server.complaints.following import FollowToken, Gone
from server.complaints.following_sessions import IDLE_S
from server.complaints.sender_case import Followed
from server.complaints.voice_note import media_type
from server.domain.access import Role
from server.web.complaints.taking import why_shut
from server.web.complaints.tracking_cookie import drop_sender, keep_sender, sender_token
from server.web.complaints.tracking_page import track_case_view
from server.web.complaints.tracking_presses import press
from server.web.complaints.tracking_sentences import BOARD_TROUBLE, SESSION_OVER, entry_sentence, gone_sentence
from server.web.complaints.tracking_words import NOTICES
from server.web.context import address_of, context_of, visitor_of
from server.web.forms import form_fields
from server.web.pages import html, problem
from server.web.sentence import Sentence
from server.web.words import NOT_FOUND

HOME = "/aduan/lacak"
KIOSK_IDLE_S = 60.0


async def show(request: Request) -> Response:
    """The complaint of whoever has a session, else where the code is typed."""
    context = context_of(request)
    if context.complaints.office.trouble:
        return problem(request, BOARD_TROUBLE)
    followed = _followed(request)
    notice = NOTICES.get(request.query_params.get("kabar", ""), "")
    if followed is None:
        return _code_page(request, await _erased(request), notice=notice)
    return await case_page(request, followed, notice=notice)


async def enter(request: Request) -> Response:
    context = context_of(request)
    if context.complaints.office.trouble:
        return problem(request, BOARD_TROUBLE)
    following, pace = context.complaints.following, context.complaints.pace
    code = (await form_fields(request)).get("code", "")[:60]
    # Whoever was here before is out, whatever comes of this code.
    following.leave(sender_token(request))
    idle_s = KIOSK_IDLE_S if _shared(request) else IDLE_S
    entered = await following.enter(code, pace.tag(address_of(request)), idle_s=idle_s)
    if isinstance(entered, Gone):
        return _code_page(request, gone_sentence(entered, context.names.of))
    if not isinstance(entered, FollowToken):
        return _code_page(request, entry_sentence(entered, digits=sum(map(str.isdigit, code))))
    response = RedirectResponse(HOME, 303)
    keep_sender(response, request, entered.token)
    return response


async def leave(request: Request) -> Response:
    context_of(request).complaints.following.leave(sender_token(request))
    response = RedirectResponse(f"{HOME}?kabar=keluar", 303)
    drop_sender(response, request)
    return response


async def step(request: Request) -> Response:
    """One press of the sender."""
    followed = _followed(request)
    if followed is None:
        return _code_page(request, await _erased(request) or SESSION_OVER)
    done = await press(request, followed, request.path_params["step"])
    if isinstance(done, str):
        response = RedirectResponse(f"{HOME}?kabar={done}", 303)
        if _followed(request) is None:
            drop_sender(response, request)
        return response
    why, draft = done
    return await case_page(request, followed, why, draft=draft)


async def attachment(request: Request) -> Response:
    """A photo or a voice note, opened in memory for this one answer."""
    followed = _followed(request)
    content = await followed.file(request.path_params["ref"]) if followed is not None else None
    if content is None:
        return problem(request, NOT_FOUND if followed is not None else SESSION_OVER)
    return Response(content, media_type=media_type(content), headers={"cache-control": "no-store"})


async def news(request: Request) -> Response:
    """How far the complaint is, for a page that asks whether it has grown. Asking keeps no session open."""
    followed = _followed(request, use=False)
    if followed is None:
        return JSONResponse({}, 401)
    return JSONResponse({"version": await followed.version()})


async def still_here(request: Request) -> Response:
    """Somebody is typing: the session is in use."""
    return Response(status_code=204 if _followed(request) is not None else 401)


async def case_page(
    request: Request, followed: Followed, why: Sentence | None = None, *, notice: str = "", draft: str = ""
) -> Response:
    context = context_of(request)
    view = track_case_view(
        context,
        await followed.view(),
        key=secrets.token_urlsafe(16),
        problem=why.detail if why is not None else "",
        notice=notice,
        draft=draft,
        shared=_shared(request),
        idle_ms=int(followed.idle_s * 1000),
    )
    return html(request, view, status=why.status if why is not None else 200)


def _code_page(request: Request, why: Sentence | None = None, *, notice: str = "") -> Response:
    picture = context_of(request).now_picture()
    view = TrackCodeView(
        office=picture.description.name,
        clock=picture.clock(),
        key=secrets.token_urlsafe(16),
        problem=why.detail if why is not None else "",
        notice=notice,
        taking=why_shut(context_of(request)) is None,
        shared=_shared(request),
        idle_ms=int(KIOSK_IDLE_S * 1000) if _shared(request) else 0,
    )
    response = html(request, view, status=why.status if why is not None else 200)
    if sender_token(request):
        drop_sender(response, request)
    return response


async def _erased(request: Request) -> Sentence | None:
    """What became of the complaint of this browser's session, where it was erased meanwhile."""
    context = context_of(request)
    gone = await context.complaints.following.gone(sender_token(request))
    return None if gone is None else gone_sentence(gone, context.names.of)


def _followed(request: Request, *, use: bool = True) -> Followed | None:
    return context_of(request).complaints.following.session(sender_token(request), use=use)


def _shared(request: Request) -> bool:
    return visitor_of(request).role is Role.KIOSK


def routes() -> list[Route]:
    return [
        Route(HOME, show, methods=["GET"]),
        Route(HOME, enter, methods=["POST"]),
        Route(f"{HOME}/keluar", leave, methods=["POST"]),
        Route(f"{HOME}/kabar", news, methods=["GET"]),
        Route(f"{HOME}/masih", still_here, methods=["POST"]),
        Route(f"{HOME}/berkas/{{ref}}", attachment, methods=["GET"]),
        Route(f"{HOME}/{{step}}", step, methods=["POST"]),
    ]
