"""What of the site is not loaded with it, but when somebody first asks for it: most days of most offices do without.

The imports stand in functions, which run on a thread: screens and presses go on meanwhile.
"""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from functools import partial
from typing import TYPE_CHECKING

from starlette.routing import BaseRoute

from display.render import Renderer
from server.complaints.door import ComplaintsDoor, Loader
from server.lasting import made_to_last
from server.web.late_routes import LateRoutes

if TYPE_CHECKING:
    from server.complaints.complaints import Complaints

_COMPLAINTS = ("/aduan", "/meja", "/open311", "/api/v1/complaints", "/screen/board", "/screen/desk")
_SETTINGS = ("/atur", "/siapkan", "/screen/voice")


def late_pages(door: ComplaintsDoor, renderer: Renderer) -> list[LateRoutes]:
    return [
        LateRoutes(_COMPLAINTS, partial(_complaint_pages, door)),
        LateRoutes(_SETTINGS, partial(asyncio.to_thread, _settings_pages, renderer)),
    ]


def door_to_complaints(
    load: Loader, has_complaints: Callable[[], bool], renderer: Renderer, look_again: Callable[[], None]
) -> ComplaintsDoor:
    """`load` is called on a thread, when somebody wants them or the office `has_complaints`; with them come their pages.

    `look_again` has every screen compare itself.
    """
    return ComplaintsDoor(partial(_load_complaints, load, renderer, look_again), has_complaints)


def _load_complaints(
    load: Loader, renderer: Renderer, look_again: Callable[[], None]
) -> AbstractAsyncContextManager["Complaints"]:
    with made_to_last():
        from display.complaint_screens import COMPLAINT_SCREENS
        from server.web.complaints.pages import on_screens

        renderer.compile(COMPLAINT_SCREENS)
        return on_screens(load(), look_again)


async def _complaint_pages(door: ComplaintsDoor) -> Sequence[BaseRoute]:
    await door.open()
    return await asyncio.to_thread(_routes_of_complaints)


def _routes_of_complaints() -> Sequence[BaseRoute]:
    with made_to_last():
        from server.web.complaints.pages import routes

        return routes()


def _settings_pages(renderer: Renderer) -> Sequence[BaseRoute]:
    with made_to_last():
        from display.settings_screens import SETTINGS_SCREENS
        from server.web.settings.pages import pages

        renderer.compile(SETTINGS_SCREENS)
        return pages()
