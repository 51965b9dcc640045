"""The cookie by which a device says "saya juga merasakan" once: of its own, random, and of no use for anything else."""

from starlette.requests import HTTPConnection
from starlette.responses import Response

from server.complaints.me_too import is_token
from server.web.cookies import cookies_of
from server.web.secrecy import encrypted

ME_TOO_COOKIE = "silakan_rasa"
_PATH = "/aduan/kartu"
_AGE_S = 400 * 86_400  # the longest that browsers keep a cookie


def me_too_token(connection: HTTPConnection) -> str:
    """What the browser carries; "" for nothing, or for what is none."""
    token = cookies_of(connection.headers).get(_name(connection), "")
    return token if is_token(token) else ""


def keep_me_too(response: Response, connection: HTTPConnection, token: str) -> None:
    """Only set when a button is pressed: who just reads carries nothing."""
    response.set_cookie(
        _name(connection),
        token,
        max_age=_AGE_S,
        path=_PATH,
        httponly=True,
        samesite="strict",
        secure=encrypted(connection.scope),
    )


def _name(connection: HTTPConnection) -> str:
    # `__Host-` would ask for the path /, and then every page of the office would see it (RFC 6265bis, section 4.1.3).
    return f"__Secure-{ME_TOO_COOKIE}" if encrypted(connection.scope) else ME_TOO_COOKIE
