"""A form that is sent twice has one effect and one answer, also where the answer shows a secret that must not be stored.

Answers to commands of the queue are kept with the log. What a form of accounts and devices answers is kept in memory only, for ten
minutes: a one-time PIN must not outlive its page. A server that was started again in between takes the form as a new one.
"""

import asyncio
import hashlib
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import Response

from server.domain.moment import Stamp
from server.web.context import address_of, context_of, visitor_of
from server.web.forms import form_fields
from server.web.pages import problem
from server.web.words import KEY_MISUSED

Handler = Callable[[Request], Awaitable[Response]]

KEPT_MS = 600_000
_MOST_KEPT = 100
_LONGEST_KEY = 200


@dataclass(frozen=True, slots=True)
class _Sent:
    """A form on its way or answered. `asked`: a hash of all its fields."""

    asked: str
    at: Stamp
    answer: asyncio.Future[Response]


class Once:
    """The forms of one set of routes. A refusal has no effect and is not kept: the same key may be tried again."""

    def __init__(self) -> None:
        self._sent: OrderedDict[tuple[str, str, str], _Sent] = OrderedDict()

    def __call__(self, handler: Handler) -> Handler:
        """The handler, called once for each hidden `key` of one asker."""

        async def answered(request: Request) -> Response:
            fields = await form_fields(request)
            key = fields.get("key", "")
            if not 0 < len(key) <= _LONGEST_KEY:
                return await handler(request)
            asked = hashlib.sha256(repr(sorted(fields.items())).encode()).hexdigest()
            return await self._answer(request, handler, (_asker(request), request.url.path, key), asked)

        return answered

    async def _answer(self, request: Request, handler: Handler, name: tuple[str, str, str], asked: str) -> Response:
        now = context_of(request).office.clock.now().stamp
        self._forget(now)
        before = self._sent.get(name)
        if before is not None:
            return await asyncio.shield(before.answer) if before.asked == asked else problem(request, KEY_MISUSED)
        # Work of its own: whoever taps twice has gone from the first request before it is answered.
        work = asyncio.ensure_future(handler(request))
        self._sent[name] = _Sent(asked, now, work)
        work.add_done_callback(lambda done: self._drop_refused(name, done))
        return await asyncio.shield(work)

    def _drop_refused(self, name: tuple[str, str, str], done: asyncio.Future[Response]) -> None:
        if done.cancelled() or done.exception() or done.result().status_code >= HTTPStatus.BAD_REQUEST:
            self._sent.pop(name, None)

    def _forget(self, now: Stamp) -> None:
        while self._sent:
            oldest = next(iter(self._sent.values()))
            if len(self._sent) < _MOST_KEPT and oldest.at.elapsed_ms(now) < KEPT_MS:
                return
            self._sent.popitem(last=False)


def _asker(request: Request) -> str:
    visitor = visitor_of(request)
    return visitor.session or visitor.device or f"{visitor.actor} {address_of(request)}"
