"""The door of the web: who asks, from where, how much; and the headers that every answer carries. Plain ASGI, for speed."""

import asyncio
import ipaddress
import logging
import re
import secrets
from collections.abc import Callable
from functools import partial

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection, Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from server.domain.access import PUBLIC, Visitor
from server.web.body import Body
from server.web.buckets import Buckets
from server.web.context import Context, address_of
from server.web.cookies import DEVICE_COOKIE, SESSION_COOKIE, cookie_of
from server.web.door_words import SET_UP_FIRST
from server.web.pages import problem_answer
from server.web.place import Place
from server.web.problem import problem_json, wants_json
from server.web.secrecy import keeps_secrets
from server.web.sentence import Sentence
from server.web.uploads import body_limit, may_upload, too_large
from server.web.words import BROKEN, FOREIGN_HOST, FOREIGN_ORIGIN, TOO_MANY

_log = logging.getLogger("silakan.web")
_UNAUTHENTICATED = 401
# The header is copied into others and into addresses, so its port is looked at too.
_HOST = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[\w.-]+)(?::\d{1,5})?", re.ASCII)
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
# What has to work before there is an office: preparing it, and what programs ask.
_BEFORE_SET_UP = ("/siapkan", "/assets/", "/aman", "/api/", "/healthz", "/metrics")
_FIXED_HEADERS = {
    "x-content-type-options": "nosniff",
    # Not no-referrer: with that a browser sends `Origin: null` with a form of our own page.
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
    "x-frame-options": "DENY",
}.items()


def _nothing() -> None:
    """Nobody waits for the answer to begin."""


class Guard:
    """Wraps the application. Officials, devices and automation are not counted among the public, so that no crowd of phones
    stands in their way.
    """

    def __init__(self, app: ASGIApp, context: Context, buckets: Buckets) -> None:
        self._app = app
        self._context = context
        self._config = context.config
        self._doorkeeper = context.doorkeeper
        self._buckets = buckets
        self._room = asyncio.Semaphore(self._config.limits.concurrent_requests)
        self._uploads = asyncio.Semaphore(self._config.limits.concurrent_uploads)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in {"http", "websocket"}:
            await self._app(scope, receive, send)
            return
        connection = HTTPConnection(scope)
        headers = connection.headers
        sentence = self._turned_away(scope, headers)
        if sentence is None:
            visitor = scope["silakan.visitor"] = await self._visitor(connection)
            if not visitor.staff and not self._buckets.take(address_of(connection)):
                sentence = TOO_MANY
            elif self._not_set_up(scope):
                sentence = SET_UP_FIRST
        if sentence is not None:
            await self._say(sentence, scope, receive, send)
        elif scope["type"] == "websocket":
            await self._app(scope, receive, send)
        elif scope["silakan.visitor"].staff:
            body = self._body(scope, receive)
            await self._serve(scope, body.receive, send)
        else:
            body = self._body(scope, receive)
            place = Place(self._room, self._uploads, self._config.limits.body)
            await place.take()
            try:
                await self._serve(scope, partial(place.receive, body), send, place.leave)
            finally:
                place.leave()

    def _turned_away(self, scope: Scope, headers: Headers) -> Sentence | None:
        host = headers.get("host", "")
        if not _known_host(host, self._config.hosts):
            return FOREIGN_HOST
        unsafe = scope["type"] == "websocket" or scope["method"] not in _SAFE
        if unsafe and _foreign(scope, headers, host):
            return FOREIGN_ORIGIN
        if int_or_zero(headers.get("content-length", "0")) > body_limit(scope, self._config.limits.body):
            return too_large(scope)
        return None

    def _not_set_up(self, scope: Scope) -> bool:
        """Whether this page has to wait until there is an office. Automation with its own token may do without."""
        if self._config.api_token or self._doorkeeper.accounts.has_admin or scope["type"] != "http":
            return False
        return not scope["path"].startswith(_BEFORE_SET_UP)

    async def _visitor(self, connection: HTTPConnection) -> Visitor:
        headers = connection.headers
        scheme, _, token = headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer" and token:
            return await self._doorkeeper.bearer(token.strip(), headers.get("user-agent", "")) or PUBLIC
        if "cookie" not in headers:
            return PUBLIC
        device = cookie_of(connection, DEVICE_COOKIE)
        # One that came openly was begun before the office had https, and anybody on the network may have read it.
        session = cookie_of(connection, SESSION_COOKIE) if keeps_secrets(connection.scope, self._config) else ""
        return await self._doorkeeper.visitor(device, session, headers.get("user-agent", ""))

    def _body(self, scope: Scope, receive: Receive) -> Body:
        limits = self._config.limits
        # Who may send a file is decided later; who cannot be among them gets no room for one.
        may = may_upload(scope["silakan.visitor"].role, scope["path"])
        most = body_limit(scope, limits.body) if may else limits.body
        return Body(receive, most, self._config.times.silent_peer, limits.body_rate)

    async def _serve(self, scope: Scope, receive: Receive, send: Send, begun: Callable[[], None] = _nothing) -> None:
        """`begun` is called once the answer has begun."""
        started = False

        async def sending(event: Message) -> None:
            nonlocal started
            if event["type"] == "http.response.start":
                started = True
                headers = MutableHeaders(scope=event)
                _add_headers(headers, scope)
                if event["status"] == _UNAUTHENTICATED:
                    # RFC 9110, section 11.6.1. A browser asks nobody for such a token by itself.
                    headers["www-authenticate"] = "Bearer"
            await send(event)
            if event["type"] == "http.response.start":
                begun()

        try:
            await self._app(scope, receive, sending)
        except Exception:  # noqa: BLE001
            # The application has answered with a sentence (`broken`); the log gets the cause under the same reference.
            reference = reference_of(scope)
            _log.exception("request failed, reference %s", reference)
            if not started:
                await self._say(BROKEN, scope, receive, send, reference=reference)

    async def _say(self, sentence: Sentence, scope: Scope, receive: Receive, send: Send, **more: object) -> None:
        """The sentence as a page for a person and as JSON for a program; a socket is refused before it is accepted."""
        if scope["type"] == "websocket":
            await _refuse_socket(problem_json(sentence, **more), receive, send)
            return
        request = Request(scope)
        response: Response
        if sentence is SET_UP_FIRST and scope["method"] in _SAFE and not wants_json(request):
            response = RedirectResponse("/siapkan", 303)
        else:
            response = problem_answer(self._context, request, sentence, **more)
        _add_headers(response.headers, scope)
        await response(scope, receive, send)


def reference_of(scope: Scope) -> str:
    """What ties a failed request's answer to the line in the log."""
    reference = scope.setdefault("silakan.reference", secrets.token_hex(4))
    return str(reference)


def int_or_zero(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() else 0


def _known_host(host: str, names: tuple[str, ...]) -> bool:
    """Against DNS rebinding: a foreign page may point its own name at us, but not an address or a local name."""
    found = _HOST.fullmatch(host)
    if found is None:
        return False
    name = found[1].strip("[]").lower()
    if name in names or name.endswith(".local") or ("." not in name and ":" not in name):
        return True
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _foreign(scope: Scope, headers: Headers, host: str) -> bool:
    """Whether another site's page is behind this (after the scheme of Go 1.25's cross-origin protection).

    A browser always names an `Origin` on a socket, so a socket without one that looks like a browser's is refused too.
    """
    if headers.get("sec-fetch-site", "none") not in {"same-origin", "none"}:
        return True
    origin = headers.get("origin")
    if origin is None:
        browser = "mozilla" in headers.get("user-agent", "").lower() or "cookie" in headers
        return bool(scope["type"] == "websocket" and browser)
    return origin.partition("://")[2].lower() != host.lower()


def _add_headers(headers: MutableHeaders, scope: Scope) -> None:
    for name, value in _FIXED_HEADERS:
        headers.setdefault(name, value)
    host = Headers(scope=scope).get("host", "")
    # Old engines do not count ws: among 'self'.
    headers.setdefault(
        "content-security-policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; media-src 'self'; "
        f"connect-src 'self' ws://{host} wss://{host}; manifest-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'",
    )
    headers.setdefault("cache-control", "no-store")


async def _refuse_socket(response: Response, receive: Receive, send: Send) -> None:
    """Before the handshake is accepted: the foreign page learns nothing but that it failed."""
    await receive()
    await send(
        {"type": "websocket.http.response.start", "status": response.status_code, "headers": response.raw_headers}
    )
    await send({"type": "websocket.http.response.body", "body": response.body})
