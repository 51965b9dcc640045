"""Opening the desk with the password, and locking it; what was typed when it locked itself goes along."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from server.complaints.desk import Busy, Unlocked
from server.complaints.key_procedures import Stale
from server.private.doorkeeper import Wait, Wrong
from server.web.complaints.desk_case import resumed
from server.web.complaints.desk_door import DESK, HEADS, Interrupted, door, ours
from server.web.complaints.exports_door import closed_door
from server.web.context import context_of, visitor_of
from server.web.door_words import wait_words
from server.web.forms import form_fields

_WRONG = "Kata sandi salah. Ketik kata sandi akun Anda, bukan PIN."
_BUSY = "Komputer kantor sedang sibuk. Tunggu sebentar, lalu coba lagi."
_STALE = (
    "Kata sandi Anda pernah diganti, jadi kunci meja belum ikut. Isi kata sandi yang lama, atau buat kunci baru."
    " Bila tidak pernah diganti, jangan lanjutkan: beri tahu rekan Anda."
)
_CASE = f"{DESK}/aduan/"


async def unlock(request: Request) -> Response:
    closed = closed_door(request)
    if closed is not None:
        return closed
    fields = await form_fields(request)
    context, visitor = context_of(request), visitor_of(request)
    password = fields.get("password", "")
    back = Interrupted(ours(fields.get("next", "")), fields.get("draft", ""), fields.get("action", ""))
    match await context.doorkeeper.confirms_password(visitor, password):
        case Wait(ms=ms):
            return door(request, trouble=wait_words(ms), back=back, status=429)
        case Wrong():
            return door(request, trouble=_WRONG, back=back, status=403)
        case None:
            pass
    desk, former = context.complaints.desk, fields.get("former", "")
    try:
        if fields.get("renew"):
            opened: Unlocked | Stale = await _renewed(request, password)
        elif former:
            opened = await desk.unlock_with_former(visitor.account, visitor.session, former, password)
        else:
            opened = await desk.unlock(visitor.account, visitor.session, password)
    except Busy:
        return door(request, trouble=_BUSY, back=back, status=503)
    if isinstance(opened, Stale):
        return door(request, trouble=_STALE, back=back, stale=True, status=409)
    if desk.staffed is None and visitor.role in HEADS:
        return RedirectResponse(f"{DESK}/petugas", 303)
    if back.words and back.action and back.path.startswith(_CASE):
        return await resumed(request, back.path.removeprefix(_CASE), back.action, back.words)
    return RedirectResponse(back.path or DESK, 303)


async def lock(request: Request) -> Response:
    context_of(request).complaints.desk.forget(visitor_of(request).session)
    return RedirectResponse(DESK, 303)


async def beat(request: Request) -> Response:
    """Somebody is typing: the desk stays open."""
    open_now = context_of(request).complaints.desk.session(visitor_of(request).session) is not None
    return Response(status_code=204 if open_now and closed_door(request) is None else 403)


async def _renewed(request: Request, password: str) -> Unlocked | Stale:
    """Only where the present key does not open any more: pressed by mistake, it would throw a good key away."""
    visitor, desk = visitor_of(request), context_of(request).complaints.desk
    opened = await desk.unlock(visitor.account, visitor.session, password)
    return opened if isinstance(opened, Unlocked) else await desk.renew(visitor.account, visitor.session, password)


def routes() -> list[Route]:
    return [
        Route(f"{DESK}/buka", unlock, methods=["POST"]),
        Route(f"{DESK}/kunci", lock, methods=["POST"]),
        Route(f"{DESK}/denyut", beat, methods=["POST"]),
    ]
