"""Pages that are imported when somebody first asks for one of them."""

import logging
from collections.abc import Awaitable, Callable, Sequence

from starlette.datastructures import URLPath
from starlette.routing import BaseRoute, Match, NoMatchFound, Router
from starlette.types import Receive, Scope, Send

from server.once import NotLoaded, Once
from server.web.permit import permitted

_log = logging.getLogger("silakan.web")
_TRY_AGAIN = 1013


class LateRoutes(BaseRoute):
    """Stands for all routes at or below one of `paths`; `load` imports and gives them, off the loop.

    Who may use them is asked once they are there, of the same table. When they cannot be had, a socket is told to come again later
    and a request raises `NotLoaded`, for which the site has a sentence; everything else of the site goes on.
    """

    def __init__(self, paths: tuple[str, ...], load: Callable[[], Awaitable[Sequence[BaseRoute]]]) -> None:
        self._paths = paths
        # `/aduan` itself, `/aduan/baru`, and sockets' names that go on: `/screen/board-2`.
        self._below = tuple(f"{path}{mark}" for path in paths for mark in "/-")
        self._load = load
        self._router = Once(self._make_router)

    async def routes(self) -> Sequence[BaseRoute]:
        """Loads them for the first who asks. Raises `NotLoaded`."""
        return (await self._router.get()).routes

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        path = scope["path"]
        below = path.startswith(self._below) and path not in self._below
        return (Match.FULL if below or path in self._paths else Match.NONE), {}

    def url_path_for(self, name: str, /, **path_params: object) -> URLPath:
        raise NoMatchFound(name, path_params)  # nobody asks for paths by name

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            router = await self._router.get()
        except NotLoaded:
            if scope["type"] == "http":
                raise
            await receive()
            await send({"type": "websocket.accept"})
            await send({"type": "websocket.close", "code": _TRY_AGAIN})
            return
        await router(scope, receive, send)

    async def _make_router(self) -> Router:
        try:
            return Router(permitted(await self._load()), redirect_slashes=False)
        except NotLoaded:
            raise
        except Exception as error:
            _log.exception("the pages of %s cannot be loaded", ", ".join(self._paths))
            raise NotLoaded from error
