"""Signing in: by name and PIN on the office's own tablets, by login and password anywhere else."""

from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from server.domain.access import Role
from server.domain.door_events import DeviceAdmitted
from server.private.doorkeeper import SignedIn, Wait, Wrong
from server.web.at_counter import get_up
from server.web.context import address_of, context_of, visitor_of
from server.web.cookies import (
    DEVICE_AGE_S,
    DEVICE_COOKIE,
    SESSION_AGE_S,
    SESSION_COOKIE,
    cookie_of,
    drop,
    keep,
)
from server.web.door_record import record_door_as
from server.web.door_words import wait_words
from server.web.forms import form_fields
from server.web.landing import ours
from server.web.pages import html
from server.web.present.doors import sign_in_view
from server.web.secrecy import is_local

_WRONG_PIN = "PIN salah. Periksa nama dan PIN, lalu coba lagi."
_WRONG_PASSWORD = "Nama masuk atau kata sandi salah. Periksa lalu coba lagi."  # noqa: S105 - words for a person
_OWN_MACHINE = "Komputer kantor"


async def show(request: Request) -> Response:
    context = context_of(request)
    if not context.doorkeeper.accounts.has_admin:
        return RedirectResponse("/siapkan", 303)
    device_token = cookie_of(request, DEVICE_COOKIE)
    device = context.doorkeeper.devices.by_token(device_token)
    fresh = ""
    if context.config.trusts_own_machine and device is None and is_local(request):
        agent = request.headers.get("user-agent", "")
        let_in, fresh = await context.doorkeeper.devices.admit(Role.STAFF, name=_OWN_MACHINE, agent=agent)
        await record_door_as(context, f"device:{let_in.id}", DeviceAdmitted(let_in.id, let_in.role))
    return _page(request, request.query_params.get("lanjut", ""), device_token=fresh)


async def enter(request: Request) -> Response:
    fields = await form_fields(request)
    context = context_of(request)
    keeper, next_path = context.doorkeeper, fields.get("next", "")
    device_token = cookie_of(request, DEVICE_COOKIE)
    if "login" in fields:
        verdict = await keeper.sign_in_with_password(
            fields["login"],
            fields.get("password", ""),
            device_token=device_token,
            address=address_of(request),
            agent=request.headers.get("user-agent", ""),
        )
        wrong = _WRONG_PASSWORD
    else:
        verdict = await keeper.sign_in_with_pin(device_token, fields.get("account", ""), fields.get("pin", ""))
        wrong = _WRONG_PIN
    match verdict:
        case SignedIn():
            await _leave_former(request)
            return _welcome(request, verdict, next_path)
        case Wait(ms=ms):
            return _page(request, next_path, fields, trouble=wait_words(ms), status=429)
        case Wrong():
            return _page(request, next_path, fields, trouble=wrong, status=403)


async def leave(request: Request) -> Response:
    await _leave_former(request)
    device = context_of(request).doorkeeper.devices.by_token(cookie_of(request, DEVICE_COOKIE))
    response = RedirectResponse("/masuk" if device is not None and device.role == Role.STAFF else "/", 303)
    drop(response, request, SESSION_COOKIE)
    return response


async def _leave_former(request: Request) -> None:
    """Whoever was signed in on this browser is no longer."""
    context, visitor = context_of(request), visitor_of(request)
    if visitor.session:
        await get_up(request)
        await context.doorkeeper.sign_out(visitor.session)


def _welcome(request: Request, who: SignedIn, next_path: str) -> Response:
    landing = ours(next_path)
    if landing == "/" and who.account.role != Role.VILLAGE_HEAD:
        landing = "/loket"
    if who.must_renew:
        landing = f"/akun?lanjut={quote(landing)}"
    response = RedirectResponse(landing, 303)
    if who.device_token:
        keep(response, request, DEVICE_COOKIE, who.device_token, DEVICE_AGE_S)
    keep(response, request, SESSION_COOKIE, who.token, SESSION_AGE_S)
    return response


def _page(
    request: Request,
    next_path: str,
    fields: dict[str, str] | None = None,
    *,
    trouble: str = "",
    status: int = 200,
    device_token: str = "",
) -> Response:
    context, typed = context_of(request), fields or {}
    devices = context.doorkeeper.devices
    device = devices.by_token(device_token) or devices.by_token(cookie_of(request, DEVICE_COOKIE))
    view = sign_in_view(
        context.now_picture(),
        context.doorkeeper.accounts.all(),
        device_role=Role.PUBLIC if device is None else Role(device.role),
        by_password="login" in typed or request.query_params.get("cara") == "sandi",
        account=typed.get("account", ""),
        login=typed.get("login", ""),
        next_path=ours(next_path),
        problem=trouble,
    )
    response = html(request, view, status=status)
    if device_token:
        keep(response, request, DEVICE_COOKIE, device_token, DEVICE_AGE_S)
    return response


def routes() -> list[Route]:
    return [
        Route("/masuk", show, methods=["GET"]),
        Route("/masuk", enter, methods=["POST"]),
        Route("/keluar", leave, methods=["POST"]),
    ]
