"""What an address takes: Starlette names the methods of the first route that fits, which is one of several."""

from collections.abc import Sequence

from starlette.routing import BaseRoute, Match, Mount, Route
from starlette.types import Scope

from server.web.late_routes import LateRoutes

_OF_FILES = frozenset({"GET", "HEAD"})


async def allowed_methods(routes: Sequence[BaseRoute], scope: Scope) -> frozenset[str]:
    """All methods of the path that was asked for (RFC 9110, section 15.5.6). Raises `server.once.NotLoaded`."""
    # Below a mount the path has lost its beginning.
    asked = {**scope, "root_path": scope.get("app_root_path", scope.get("root_path", ""))}
    methods: frozenset[str] = frozenset()
    for route in routes:
        if route.matches(asked)[0] is Match.NONE:
            continue
        if isinstance(route, LateRoutes):
            # They stand before the others, which are not asked for these paths.
            return await allowed_methods(await route.routes(), asked)
        if isinstance(route, Route):
            methods |= frozenset(route.methods or ())
        elif isinstance(route, Mount):
            methods |= _OF_FILES
    return methods
