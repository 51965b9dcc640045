"""Every route behind its row of the table of rights: `server/web/rights.py`."""

from collections.abc import Iterable, Sequence
from urllib.parse import quote

from starlette.requests import HTTPConnection, Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route, WebSocketRoute
from starlette.types import ASGIApp, Receive, Scope, Send

from server.domain.access import ACCOUNT_ROLES, Visitor
from server.web.context import context_of, visitor_of
from server.web.door_words import RENEW_FIRST, TURNED_OUT, UNSAFE
from server.web.pages import problem
from server.web.right import Right
from server.web.rights import RIGHTS, NoRow
from server.web.secrecy import is_local, secure_enough
from server.web.secure import way_to_https
from server.web.sentence import Sentence
from server.web.words import NOT_ALLOWED, SIGN_IN_FIRST

SIGN_IN_AGAIN = 4401
"""The close code of a socket that its visitor may not have."""


def rows_of(route: BaseRoute) -> Sequence[str]:
    """The names of the rows of a route: one for each method."""
    match route:
        case Route():
            return sorted(f"{method} {route.path}" for method in (route.methods or set()) - {"HEAD"})
        case WebSocketRoute():
            return [f"WS {route.path}"]
        case Mount():
            return [f"GET {route.path}"]
        case _:
            raise TypeError(f"no rights for {route!r}")


def permitted(routes: Iterable[BaseRoute]) -> list[BaseRoute]:
    """The routes, each open only to those whom its row names. Raises `server.web.rights.NoRow`."""
    guarded = list(routes)
    missing = [row for route in guarded for row in rows_of(route) if row not in RIGHTS]
    if missing:
        raise NoRow(f"no row in server/web/rights.py for {', '.join(missing)}")
    for route in guarded:
        rights = [RIGHTS[row] for row in rows_of(route)]
        if any(right != rights[0] for right in rights):
            raise ValueError(f"one route with different rights: {rows_of(route)}")
        assert isinstance(route, Route | WebSocketRoute | Mount)
        route.app = Permit(route.app, rights[0])
    return guarded


class Permit:
    """Asks nothing of the body: what is refused is refused before it is looked at."""

    def __init__(self, app: ASGIApp, right: Right) -> None:
        self._app = app
        self._right = right

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        connection = HTTPConnection(scope)
        elsewhere = way_to_https(connection, self._right)
        if elsewhere is not None:
            await elsewhere(scope, receive, send)
            return
        why = self._why_not(connection)
        if why is None:
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await _close(receive, send)
        else:
            await _say(why, Request(scope, receive))(scope, receive, send)

    def _why_not(self, connection: HTTPConnection) -> Sentence | None:
        right, visitor = self._right, visitor_of(connection)
        if visitor.must_renew and not right.unrenewed:
            return RENEW_FIRST
        allowed = (
            visitor.role in right.roles
            or (right.own_machine and is_local(connection))
            or (right.phones and context_of(connection).description.phone_tickets)
        )
        if not allowed:
            return _refusal(right, visitor)
        if right.secret and connection.scope["type"] == "http" and connection.scope["method"] == "POST":
            return None if secure_enough(connection) else UNSAFE
        return None


def _refusal(right: Right, visitor: Visitor) -> Sentence:
    # A resident who may not take a number on a phone is no official who forgot to sign in.
    if visitor.account or right.phones or not right.roles & ACCOUNT_ROLES:
        return NOT_ALLOWED
    return TURNED_OUT if visitor.turned_out else SIGN_IN_FIRST


def _say(why: Sentence, request: Request) -> Response:
    """The sentence; a person who only wants to see a page is led to where it can be had."""
    path = request.scope["path"]
    if request.method in {"GET", "HEAD"} and not path.startswith("/api/"):
        if why is RENEW_FIRST:
            return RedirectResponse("/akun", 303)
        if why in {SIGN_IN_FIRST, TURNED_OUT}:
            return RedirectResponse(f"/masuk?lanjut={quote(path)}", 303)
    return problem(request, why)


async def _close(receive: Receive, send: Send) -> None:
    """After the handshake, for a page learns no reason from one that fails."""
    await receive()
    await send({"type": "websocket.accept"})
    await send({"type": "websocket.close", "code": SIGN_IN_AGAIN})
