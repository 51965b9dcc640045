"""Staff on https: who is led there, and the pages that bring the office's certificate onto a device."""

from urllib.parse import quote

from starlette.requests import HTTPConnection, Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from server.domain.access import ACCOUNT_ROLES, Role
from server.private.certificates import Certificates
from server.web.context import context_of, visitor_of
from server.web.cookies import cookies_of
from server.web.door_words import NO_HTTPS
from server.web.pages import html, problem
from server.web.present.secure import System, secure_view, system_of, trusted_view
from server.web.right import Right
from server.web.secrecy import encrypted, secure_enough

GUIDE = "/aman"
_AUTHORITY = f"{GUIDE}/kantor.crt"
_TRIAL = f"{GUIDE}/uji"
TRUSTS_COOKIE = "silakan_aman"
"""Given over https and read over http: this device has shown that it takes the certificate of just this authority. No secret."""
_TRUSTS_AGE_S = 400 * 86_400
_STAFF = ACCOUNT_ROLES | frozenset({Role.API})
_READING = frozenset({"GET", "HEAD"})


def secure_address(connection: HTTPConnection) -> str:
    """Where the same page is found encrypted: by the name that was asked for, which the certificate holds."""
    host = connection.headers.get("host", "")
    name = host if host.endswith("]") else host.rsplit(":", 1)[0]
    return f"https://{name}:{context_of(connection).config.https_port}{_asked(connection)}"


def way_to_https(connection: HTTPConnection, right: Right) -> Response | None:
    """Where a page is had that only staff see, or on which a secret is typed, when it was asked for openly from another machine:
    encrypted on a device that takes the office's certificate, else from the guide on. None for everything else.
    """
    scope = connection.scope
    if scope["type"] != "http" or scope["method"] not in _READING or secure_enough(connection):
        return None
    for_staff = right.secret or right.roles <= _STAFF
    # A program that shows its token has no PIN to lose.
    if not for_staff or scope["path"].startswith("/api/") or visitor_of(connection).role is Role.API:
        return None
    return led_to_https(connection)


def led_to_https(connection: HTTPConnection) -> Response:
    """To the same page encrypted, from a device that takes the office's certificate; from any other to the guide first."""
    if cookies_of(connection.headers).get(TRUSTS_COOKIE, "-") == _mark(
        Certificates(context_of(connection).config.data)
    ):
        return RedirectResponse(secure_address(connection), 307)
    return RedirectResponse(_with_next(GUIDE, _asked(connection)), 303)


async def guide(request: Request) -> Response:
    context = context_of(request)
    certificates = Certificates(context.config.data)
    if not context.config.https_port or certificates.authority() is None:
        return problem(request, NO_HTTPS)
    asked = request.query_params.get("sistem", "")
    system = System(asked) if asked in set(System) else system_of(request.headers.get("user-agent", ""))
    next_path = _own(request.query_params.get("lanjut", ""))
    nameless = context.current.is_sample and not context.doorkeeper.accounts.has_admin
    view = secure_view(
        context.now_picture(),
        system,
        office="Silakan" if nameless else context.description.name,
        file_path=_AUTHORITY,
        trial=_with_next(_TRIAL, next_path),
        fingerprint=certificates.fingerprint(),
        elsewhere=lambda other: _with_next(f"{GUIDE}?sistem={other}", next_path),
    )
    return html(request, view)


async def authority(request: Request) -> Response:
    context = context_of(request)
    certificate = Certificates(context.config.data).authority() if context.config.https_port else None
    if certificate is None:
        return problem(request, NO_HTTPS)
    # Not as an attachment: browsers that can offer to install it do so by its type.
    return Response(certificate, media_type="application/x-x509-ca-cert")


async def trial(request: Request) -> Response:
    """Whoever reads this page over https takes the office's certificate; whoever asks for it openly is sent to read it there."""
    if not context_of(request).config.https_port:
        return problem(request, NO_HTTPS)
    if not encrypted(request.scope):
        return RedirectResponse(secure_address(request), 307)
    context = context_of(request)
    next_path = _own(request.query_params.get("lanjut", "")) or "/masuk"
    response = html(request, trusted_view(context.now_picture(), next_path))
    mark = _mark(Certificates(context.config.data))
    response.set_cookie(TRUSTS_COOKIE, mark, max_age=_TRUSTS_AGE_S, httponly=True, samesite="lax")
    return response


def _mark(certificates: Certificates) -> str:
    """A new authority has another: whoever trusts the former one is to be led to the guide again, and not into a warning."""
    return certificates.fingerprint().replace(" ", "")[:16]


def _asked(connection: HTTPConnection) -> str:
    query = connection.scope["query_string"].decode("latin-1")
    return quote(connection.scope["path"]) + (f"?{query}" if query else "")


def _with_next(path: str, next_path: str) -> str:
    if not next_path:
        return path
    return f"{path}{'&' if '?' in path else '?'}lanjut={quote(next_path, safe='')}"


def _own(path: str) -> str:
    """A path of this office; "" for what leads, as `//evil` or `/\\evil` do, elsewhere."""
    return path if path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable() else ""


def routes() -> list[Route]:
    return [
        Route(GUIDE, guide, methods=["GET"]),
        Route(_AUTHORITY, authority, methods=["GET"]),
        Route(_TRIAL, trial, methods=["GET"]),
    ]
