"""Letting a device in, once, and signing an official in on it."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from server.domain.access import Role
from server.private.doorkeeper import Admitted, Wait, Wrong
from server.web.context import address_of, context_of
from server.web.forms import form_fields
from server.web.guard import DEVICE_COOKIE, SESSION_COOKIE, cookies_of
from server.web.pages import html
from server.web.present.doors import sign_in_view

_DEVICE_AGE_S = 400 * 86_400  # the longest that browsers keep a cookie
_SESSION_AGE_S = 12 * 3_600
_LANDINGS = {Role.TV: "/layar", Role.KIOSK: "/ambil"}.items()
_WRONG_CODE = "Kode perangkat salah. Periksa tulisan di komputer kantor, lalu coba lagi."
_WRONG_PIN = "PIN salah. Periksa lalu coba lagi."


async def show(request: Request) -> Response:
    return _page(request, request.query_params.get("lanjut", ""))


async def enter(request: Request) -> Response:
    fields = await form_fields(request)
    keeper = context_of(request).doorkeeper
    next_path = fields.get("next", "")
    cookies = cookies_of(request.headers)
    device_token, fresh = cookies.get(DEVICE_COOKIE, ""), False
    device = keeper.knows_device(device_token)
    role = Role(fields["role"]) if fields.get("role") in {Role.STAFF, Role.TV, Role.KIOSK} else Role.STAFF
    if device is None or (device.role != role and fields.get("code")):
        match await keeper.let_in(fields.get("code", ""), role, address_of(request)):
            case Admitted(token=token):
                device_token, fresh = token, True
            case Wait(ms=ms):
                return _page(request, next_path, wait_ms=ms)
            case Wrong():
                return _page(request, next_path, trouble=_WRONG_CODE)
    elif device.role != Role.STAFF:
        role = Role(device.role)
    if role is not Role.STAFF:
        # An announcer has no page of its own.
        return _welcome(request, dict(_LANDINGS).get(role, "/"), device_token if fresh else "")
    match await keeper.sign_in(device_token, fields.get("pin", "")):
        case Admitted(token=session):
            landing = next_path if _is_ours(next_path) else "/"
            return _welcome(request, landing, device_token if fresh else "", session)
        case Wait(ms=ms):
            return _page(request, next_path, wait_ms=ms, device_token=device_token if fresh else "")
        case Wrong():
            return _page(request, next_path, trouble=_WRONG_PIN, device_token=device_token if fresh else "")


async def leave(request: Request) -> Response:
    await context_of(request).doorkeeper.sign_out(cookies_of(request.headers).get(SESSION_COOKIE, ""))
    response = RedirectResponse("/", 303)
    response.delete_cookie(SESSION_COOKIE)
    return response


def _page(request: Request, next_path: str, *, trouble: str = "", wait_ms: int = 0, device_token: str = "") -> Response:
    context = context_of(request)
    known = bool(device_token) or context.doorkeeper.knows_device(cookies_of(request.headers).get(DEVICE_COOKIE, ""))
    view = sign_in_view(
        context.now_picture(),
        device_known=bool(known),
        next_path=next_path if _is_ours(next_path) else "/",
        problem=trouble,
        wait_seconds=-(-wait_ms // 1000),
    )
    status = 429 if wait_ms else 403 if trouble else 200
    response = html(request, view, status=status)
    if device_token:
        # The device is in even when the PIN was mistyped: it need not type the code again.
        _keep(response, DEVICE_COOKIE, device_token, _DEVICE_AGE_S, request)
    return response


def _welcome(request: Request, landing: str, device_token: str, session: str = "") -> Response:
    response = RedirectResponse(landing, 303)
    if device_token:
        _keep(response, DEVICE_COOKIE, device_token, _DEVICE_AGE_S, request)
    if session:
        _keep(response, SESSION_COOKIE, session, _SESSION_AGE_S, request)
    return response


def _keep(response: Response, name: str, value: str, age_s: int, request: Request) -> None:
    # No Expires from us beyond Max-Age: a browser counts Max-Age by its own clock, so ours may jump.
    secure = request.url.scheme == "https"
    response.set_cookie(name, value, max_age=age_s, httponly=True, samesite="strict", secure=secure)


def _is_ours(path: str) -> bool:
    """Whether a path leads to a page of this office and not, as `//evil` or `/\\evil` do, elsewhere."""
    return path.startswith("/") and not path.startswith(("//", "/\\")) and "\n" not in path and "\r" not in path


def routes() -> list[Route]:
    return [
        Route("/masuk", show, methods=["GET"]),
        Route("/masuk", enter, methods=["POST"]),
        Route("/keluar", leave, methods=["POST"]),
    ]
