"""The door of the complaint desk: only safe ways, and only with a key that is open in this very session."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from display.desk_views import DeskDoorView
from server.complaints.desk import Desk, Unlocked
from server.complaints.office import Done, KeyMisused, NotStored, Outcome, Refused
from server.domain.access import Role
from server.web.complaints.desk_screen import DESK_SCREEN, badge_view
from server.web.complaints.exports_door import closed_door
from server.web.complaints.photo_form import upload_fields
from server.web.complaints.refusal_words import complaint_sentence
from server.web.context import context_of, visitor_of
from server.web.pages import html
from server.web.sentence import Sentence
from server.web.words import KEY_MISUSED, NOT_STORED

DESK = "/meja"
IDLE_MINUTES = 10
HEADS = frozenset({Role.HEAD_OF_SERVICES, Role.ADMIN})
_PAGES = frozenset(f"{DESK}/{page}" for page in ("identitas", "contoh", "petugas", "pemulihan", "insiden", "cari"))
_LOCKED = "Meja terkunci karena 10 menit tidak dipakai. Buka lagi, lalu ulangi."
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


@dataclass(frozen=True, slots=True)
class Interrupted:
    """What somebody was doing when the desk was locked: the page to go back to, and what they had typed in which press of its case."""

    path: str = ""
    words: str = ""
    action: str = ""


NOTHING_INTERRUPTED = Interrupted()


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
        return door(request, back=Interrupted(ours(request.url.path)))
    return door(request, trouble=_LOCKED, back=_interrupted(request, draft), status=403)


def door(
    request: Request,
    *,
    trouble: str = "",
    back: Interrupted = NOTHING_INTERRUPTED,
    stale: bool = False,
    status: int = 200,
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
        badge=badge_view(context, visitor.account, context.office.clock.now()),
        draft=back.words,
        draft_action=back.action,
        key=secrets.token_urlsafe(16),
        next_path=back.path,
        problem=trouble,
        notice="",
    )
    return html(request, view, status=status, screen=DESK_SCREEN)


def _interrupted(request: Request, draft: str) -> Interrupted:
    """A press of a case leads back to the case, with what was typed; any other to the page that it belongs to."""
    if request.url.path.startswith(f"{DESK}/aduan/"):
        action = str(request.path_params.get("action", "selesai"))
        return Interrupted(f"{DESK}/aduan/{request.path_params['id']}", draft, action)
    page = "/".join(request.url.path.split("/")[:3])
    return Interrupted(page if page in _PAGES else "", draft)


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


def ours(path: str) -> str:
    """The path, where it is a page of the desk; "" for any other."""
    return path if path.startswith(f"{DESK}/") and path.isprintable() and ".." not in path else ""
