"""The office's cookies: what a browser carries, and how long."""

from http.cookies import CookieError, SimpleCookie

from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.responses import Response

from server.web.secrecy import cookie_name, encrypted

DEVICE_COOKIE = "silakan_perangkat"
SESSION_COOKIE = "silakan_sesi"
SETUP_COOKIE = "silakan_siapkan"
PAIRING_COOKIE = "silakan_pasang"
COUNTER_COOKIE = "silakan_loket"
"""Which counter this tablet stands at: no secret."""

DEVICE_AGE_S = 400 * 86_400  # the longest that browsers keep a cookie
SESSION_AGE_S = 12 * 3_600


def cookies_of(headers: Headers) -> dict[str, str]:
    try:
        return {name: morsel.value for name, morsel in SimpleCookie(headers.get("cookie", "")).items()}
    except CookieError:
        return {}  # a broken cookie is no cookie: the visitor is asked to sign in


def cookie_of(connection: HTTPConnection, name: str) -> str:
    """The cookie's value, "" without it."""
    return cookies_of(connection.headers).get(cookie_name(connection.scope, name), "")


def keep(response: Response, connection: HTTPConnection, name: str, value: str, age_s: int) -> None:
    """Have the browser keep a cookie that no script and no other site can use."""
    # No Expires from us beyond Max-Age: a browser counts Max-Age by its own clock, so ours may jump.
    response.set_cookie(
        cookie_name(connection.scope, name),
        value,
        max_age=age_s,
        httponly=True,
        samesite="strict",
        secure=encrypted(connection.scope),
    )


def drop(response: Response, connection: HTTPConnection, name: str) -> None:
    response.delete_cookie(
        cookie_name(connection.scope, name), httponly=True, samesite="strict", secure=encrypted(connection.scope)
    )
