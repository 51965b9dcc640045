"""The door of the complaint desk: only safe ways, and only with a key that is open in this very session."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from display.desk_views import DeskDoorView
from server.complaints.desk import Busy, Desk, Unlocked
from server.complaints.key_procedures import Stale
from server.complaints.office import Done, KeyMisused, NotStored, Outcome, Refused
from server.domain.access import Role
from server.private.doorkeeper import Wait, Wrong
from server.web.complaints.exports_door import closed_door
from server.web.complaints.photo_form import upload_fields
from server.web.complaints.refusal_words import complaint_sentence
from server.web.context import context_of, visitor_of
from server.web.door_words import wait_words
from server.web.forms import form_fields
from server.web.pages import html
from server.web.sentence import Sentence
from server.web.words import KEY_MISUSED, NOT_STORED

DESK = "/meja"
IDLE_MINUTES = 10
HEADS = frozenset({Role.HEAD_OF_SERVICES, Role.ADMIN})
_LOCKED = "Meja terkunci karena 10 menit tidak dipakai. Buka lagi, lalu ulangi."
_WRONG = "Kata sandi salah. Ketik kata sandi akun Anda, bukan PIN."
_BUSY = "Komputer kantor sedang sibuk. Tunggu sebentar, lalu coba lagi."
_STALE = "Kata sandi Anda pernah diganti, jadi kunci meja belum ikut. Isi kata sandi yang lama, atau buat kunci baru."
_NO_PASSWORD = "Meja aduan memerlukan kata sandi, bukan PIN. Buat kata sandi di Akun saya dahulu."  # noqa: S105 - words for a person


@dataclass(frozen=True, slots=True)
class AtDesk:
    """Whoever stands at the desk, with their key open."""

    desk: Desk
    unlocked: Unlocked
    session: str

    @property
    def account(self) -> str:
        return self.unlocked.account


async def at_desk(request: Request, draft: str = "") -> AtDesk | Response:
    """Who is there; or the page that says what is missing. `draft`: what was typed, given back when the desk is locked."""
    closed = closed_door(request)
    if closed is not None:
        return closed
    visitor, desk = visitor_of(request), context_of(request).complaints.desk
    unlocked = desk.session(visitor.session)
    if unlocked is not None and unlocked.account == visitor.account:
        return AtDesk(desk, unlocked, visitor.session)
    if request.method == "GET":
        return door(request, next_path=request.url.path)
    return door(request, trouble=_LOCKED, draft=draft, status=403)


def door(
    request: Request, *, trouble: str = "", draft: str = "", next_path: str = "", stale: bool = False, status: int = 200
) -> Response:
    context, visitor = context_of(request), visitor_of(request)
    account = context.doorkeeper.accounts.by_id(visitor.account)
    office, hint, way = context.complaints.office, "", ""
    if office.trouble:
        hint = office.trouble
    elif account is None or not account.password_hash:
        hint, way = _NO_PASSWORD, "/akun"
    staffed = office.state.staffed
    view = DeskDoorView(
        office=context.description.name,
        clock=context.now_picture().clock(),
        person=context.names.of(visitor.account),
        first=staffed is None or visitor.account not in staffed.keys,
        hint=hint,
        way=way,
        way_words="Ke Akun saya",
        renew=stale,
        draft=draft,
        key=secrets.token_urlsafe(16),
        next_path=_ours(next_path),
        problem=trouble,
        notice="",
    )
    return html(request, view, status=status)


async def unlock(request: Request) -> Response:
    closed = closed_door(request)
    if closed is not None:
        return closed
    fields = await form_fields(request)
    context, visitor = context_of(request), visitor_of(request)
    password, next_path = fields.get("password", ""), _ours(fields.get("next", ""))
    match await context.doorkeeper.confirms_password(visitor, password):
        case Wait(ms=ms):
            return door(request, trouble=wait_words(ms), next_path=next_path, status=429)
        case Wrong():
            return door(request, trouble=_WRONG, next_path=next_path, status=403)
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
        return door(request, trouble=_BUSY, next_path=next_path, status=503)
    if isinstance(opened, Stale):
        return door(request, trouble=_STALE, next_path=next_path, stale=True, status=409)
    if desk.staffed is None and visitor.role in HEADS:
        return RedirectResponse(f"{DESK}/petugas", 303)
    return RedirectResponse(next_path or DESK, 303)


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


async def typed(
    request: Request, *files: str
) -> tuple[Mapping[str, str], Mapping[str, Sequence[str]], Mapping[str, bytes]]:
    """What a form of the desk sends: its fields, those of which several may be ticked, and files. Raises `Malformed`."""
    several, uploads = await upload_fields(request, files)
    return {name: values[-1] for name, values in several.items()}, several, uploads


def why_not(outcome: Outcome) -> Sentence | None:
    """What to say of an outcome that is not done; None when it is."""
    match outcome:
        case Done():
            return None
        case Refused(refusal=refusal):
            return complaint_sentence(refusal)
        case KeyMisused():
            return KEY_MISUSED
        case NotStored():
            return NOT_STORED


def _ours(path: str) -> str:
    return path if path.startswith(f"{DESK}/") and path.isprintable() and ".." not in path else ""


def routes() -> list[Route]:
    return [
        Route(f"{DESK}/buka", unlock, methods=["POST"]),
        Route(f"{DESK}/kunci", lock, methods=["POST"]),
        Route(f"{DESK}/denyut", beat, methods=["POST"]),
    ]
