"""One's own account: PIN, password, and where one is signed in."""

import secrets
from collections.abc import Mapping
from types import MappingProxyType

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from server.domain.access import AccountRow
from server.domain.door_events import SecretRenewed
from server.private.accounts import Trouble
from server.private.doorkeeper import PASSWORD, PIN, Wait, Wrong
from server.private.strength import Weakness
from server.web.at_counter import off_the_counter
from server.web.context import context_of, visitor_of
from server.web.door_record import record_door
from server.web.door_words import account_words, wait_words
from server.web.double_taps import Once
from server.web.forms import form_fields
from server.web.landing import ours
from server.web.new_complaints import Place
from server.web.pages import html
from server.web.present.people import account_view

_CHANGED = "Sudah diganti. Di perangkat lain Anda harus masuk lagi."
_RINGS_CHOSEN = "Pilihan untuk aduan baru sudah disimpan."
_NEWS: Mapping[str, str] = MappingProxyType({"diganti": _CHANGED, "aduan": _RINGS_CHOSEN})
_NOT_THE_SAME = "Kedua isian tidak sama. Ketik sekali lagi."
_WRONG = "PIN atau kata sandi yang sekarang salah. Periksa lalu coba lagi."


async def show(request: Request) -> Response:
    notice = _NEWS.get(request.query_params.get("kabar", ""), "")
    return _page(request, notice=notice, next_path=request.query_params.get("lanjut", ""))


async def change_pin(request: Request) -> Response:
    return await _change(request, PIN)


async def change_password(request: Request) -> Response:
    return await _change(request, PASSWORD)


async def choose_rings(request: Request) -> Response:
    """Where one wants to be told of new complaints. What is not ticked is not sent."""
    fields = await form_fields(request)
    context, visitor = context_of(request), visitor_of(request)
    wanted = {place: place in fields for place in Place}
    await context.doorkeeper.accounts.choose_rings(
        visitor.account, bell=wanted[Place.BELL], tablet=wanted[Place.TABLET]
    )
    context.screens.look_again()
    return RedirectResponse("/akun?kabar=aduan", 303)


async def end_session(request: Request) -> Response:
    context, visitor = context_of(request), visitor_of(request)
    wanted = (await form_fields(request)).get("session", "")
    if wanted in {row.id for row in context.doorkeeper.sessions_of(visitor.account)}:
        await context.doorkeeper.sign_out(wanted)
        await off_the_counter(request, visitor.account)
    return RedirectResponse("/akun", 303)


async def _change(request: Request, what: str) -> Response:
    fields = await form_fields(request)
    context, visitor = context_of(request), visitor_of(request)
    keeper, next_path = context.doorkeeper, fields.get("next", "")
    chosen = fields.get("chosen", "")
    if chosen != fields.get("again", ""):
        return _page(request, trouble=_NOT_THE_SAME, status=422, next_path=next_path)
    if not visitor.must_renew:
        # Whoever has just signed in with a one-time secret has shown it; anybody else may have found the tablet open.
        match await keeper.confirms(visitor, fields.get("present", "")):
            case Wait(ms=ms):
                return _page(request, trouble=wait_words(ms), status=429, next_path=next_path)
            case Wrong():
                return _page(request, trouble=_WRONG, status=403, next_path=next_path)
            case None:
                pass
    # Before anything is changed, as it may fail.
    complaints = None if what == PIN else await context.complaints_door.in_keeping()
    changed: AccountRow | Trouble | Weakness
    if what == PIN:
        changed = await keeper.accounts.choose_pin(visitor.account, chosen)
    else:
        changed = await keeper.accounts.choose_password(visitor.account, chosen, context.description.name)
    if not isinstance(changed, AccountRow):
        return _page(request, trouble=account_words(changed), status=422, next_path=next_path)
    if complaints is not None:
        # What complaints are sealed to lies under the former password.
        await complaints.desk.procedures.password_changed(visitor.account, fields.get("present", ""), chosen)
    await keeper.end_sessions(visitor.account, but=visitor.session)
    await record_door(request, SecretRenewed(visitor.account, what, issued=False))
    return RedirectResponse(ours(next_path) if visitor.must_renew and next_path else "/akun?kabar=diganti", 303)


def _page(request: Request, *, trouble: str = "", notice: str = "", status: int = 200, next_path: str = "") -> Response:
    context, visitor = context_of(request), visitor_of(request)
    keeper = context.doorkeeper
    account = keeper.accounts.by_id(visitor.account)
    assert account is not None
    view = account_view(
        context.now_picture(),
        account,
        keeper.sessions_of(account.id),
        keeper.devices,
        present=visitor.session,
        must_renew=visitor.must_renew,
        next_path=ours(next_path, ""),
        key=secrets.token_hex(16),
        problem=trouble,
        notice=notice,
    )
    return html(request, view, status=status)


def routes() -> list[Route]:
    once = Once()
    return [
        Route("/akun", show, methods=["GET"]),
        Route("/akun/pin", once(change_pin), methods=["POST"]),
        Route("/akun/sandi", once(change_password), methods=["POST"]),
        Route("/akun/aduan", choose_rings, methods=["POST"]),
        Route("/akun/sesi", end_session, methods=["POST"]),
    ]
