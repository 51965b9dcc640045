"""The cookie of a sender: of its own, only for the complaints' pages, gone with the browser."""

from starlette.requests import HTTPConnection
from starlette.responses import Response

from server.web.cookies import cookies_of
from server.web.secrecy import encrypted

SENDER_COOKIE = "silakan_lacak"
_PATH = "/aduan"


def sender_token(connection: HTTPConnection) -> str:
    """What the browser carries; "" for nothing."""
    return cookies_of(connection.headers).get(_name(connection), "")


def keep_sender(response: Response, connection: HTTPConnection, token: str) -> None:
    """Without an age: it ends with the browser, and the session behind it much earlier."""
    response.set_cookie(
        _name(connection), token, path=_PATH, httponly=True, samesite="strict", secure=encrypted(connection.scope)
    )


def drop_sender(response: Response, connection: HTTPConnection) -> None:
    response.delete_cookie(
        _name(connection), path=_PATH, httponly=True, samesite="strict", secure=encrypted(connection.scope)
    )


def _name(connection: HTTPConnection) -> str:
    # `__Host-` would ask for the path /, and then every page of the office would see it (RFC 6265bis, section 4.1.3).
    return f"__Secure-{SENDER_COOKIE}" if encrypted(connection.scope) else SENDER_COOKIE
