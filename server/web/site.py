"""The site: every page, socket and API route of one office, as one application.

Importing this module imports all that a page, a socket or a screen needs.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType

from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Scope

from display.assets import ASSETS
from display.render import Renderer
from server.calendar_days import CalendarDays
from server.complaints.door import Loader
from server.config import Config
from server.current_office import CurrentOffice
from server.media_shelf import MediaShelf
from server.medium import Unwritable
from server.office import Office
from server.once import NotLoaded
from server.page_speech import SPEECH_FOLDER, PageSpeech, SpeechMaker
from server.paper.print_queue import PrintQueue
from server.presence import Presence
from server.private.doorkeeper import Doorkeeper
from server.voice_packs.clip_child import ClipChild
from server.voice_packs.recording_desk import RecordingDesk
from server.voice_packs.shelf import PackShelf
from server.voice_packs.workbench import Workbench
from server.web import (
    account,
    announcing_api,
    announcing_page,
    api,
    at_counter,
    bell_page,
    counter,
    day_presses,
    feed,
    front,
    health,
    kiosk,
    letters,
    listen_aloud,
    media,
    pairing,
    poster,
    presence_page,
    printing,
    register,
    resident,
    screen_socket,
    secure,
    sign_in,
    voice_packs,
)
from server.web.allowed_methods import allowed_methods
from server.web.body import TooLarge, TooSlow
from server.web.buckets import Buckets
from server.web.context import Context, context_of
from server.web.guard import Guard, reference_of
from server.web.kiosk_pace import KioskPace
from server.web.late_pages import door_to_complaints, late_pages
from server.web.note_texts import NoteTexts
from server.web.pages import problem
from server.web.peers import Peers
from server.web.permit import permitted
from server.web.redrawing import follow_settings
from server.web.screens import Screens
from server.web.speaking import upload
from server.web.speaking.speaking import Speaking
from server.web.uploads import too_large
from server.web.words import BROKEN, MALFORMED, NOT_FOUND, NOT_LOADED, NOT_STORED, TOO_SLOW, WRONG_METHOD


@dataclass(frozen=True, slots=True)
class Site:
    app: ASGIApp
    context: Context


@asynccontextmanager
async def open_site(
    config: Config,
    office: Office,
    current: CurrentOffice,
    calendar: CalendarDays,
    doorkeeper: Doorkeeper,
    presence: Presence,
    paper: PrintQueue,
    renderer: Renderer,
    speech: SpeechMaker,
    speaking: Speaking,
    clips: ClipChild,
    load_complaints: Loader,
    has_complaints: Callable[[], bool],
) -> AsyncIterator[Site]:
    """The site of an office that is open, painting its screens and beating on its sockets until the end.

    `load_complaints`, `has_complaints`: as in `door_to_complaints`.
    """
    loop_time = asyncio.get_running_loop().time
    limits = config.limits
    screens = Screens(office, presence, renderer)
    packs = PackShelf(config.data)
    complaints = door_to_complaints(load_complaints, has_complaints, renderer, screens.look_again)
    context = Context(
        config=config,
        office=office,
        current=current,
        calendar=calendar,
        media=MediaShelf(config.data),
        doorkeeper=doorkeeper,
        presence=presence,
        paper=paper,
        renderer=renderer,
        screens=screens,
        peers=Peers(config.times, loop_time),
        tickets_per_address=Buckets(limits.ticket_burst, limits.ticket_rate, loop_time),
        kiosk_pace=KioskPace(limits.kiosk_pause, loop_time),
        speech=PageSpeech(config.data / SPEECH_FOLDER, speech, screens.look_again),
        notes=NoteTexts(office.store.note, screens.look_again),
        speaking=speaking,
        packs=packs,
        recording=RecordingDesk(Workbench(packs), clips),
        complaints_door=complaints,
        started_mono_ms=office.clock.now().mono_ms,
    )
    doorkeeper.ended = partial(_session_ends, context)
    follow_settings(current, context.screens)
    background = (
        asyncio.create_task(context.screens.keep_painting(), name="screens"),
        asyncio.create_task(context.peers.keep_beating(), name="beats"),
        asyncio.create_task(complaints.keep_open(), name="complaints' door"),
        asyncio.create_task(context.notes.keep_reading(), name="notes"),
        asyncio.create_task(context.speech.keep_ready(), name="page speech"),
    )
    try:
        yield Site(_application(context), context)
    finally:
        for task in background:
            task.cancel()
        await asyncio.gather(*background, return_exceptions=True)
        await complaints.close()


def _session_ends(context: Context, ended: str) -> None:
    """A device or session is over: its sockets are closed, and so is the complaint desk that was open in it."""
    context.peers.end(ended)
    complaints = context.complaints_door.opened
    if complaints is not None:
        complaints.desk.forget(ended)


def _application(context: Context) -> ASGIApp:
    routes: list[BaseRoute] = [
        *api.routes(),
        *announcing_api.routes(),
        *front.routes(),
        *kiosk.routes(),
        *listen_aloud.routes(),
        *at_counter.routes(),
        *counter.routes(),
        *day_presses.routes(),
        *presence_page.routes(),
        *bell_page.routes(),
        *announcing_page.routes(),
        *resident.routes(),
        *register.routes(),
        *letters.routes(),
        *printing.routes(),
        *poster.routes(),
        *sign_in.routes(),
        *account.routes(),
        *pairing.routes(),
        *secure.routes(),
        *media.routes(),
        *health.routes(),
        *screen_socket.routes(),
        *feed.routes(),
        *voice_packs.routes(),
        *upload.routes(),
        Mount("/assets", _Assets(directory=ASSETS)),
    ]
    # Those first, because `/screen/{name}` would take the names of their sockets.
    late = late_pages(context.complaints_door, context.renderer)
    app = Starlette(routes=[*late, *permitted(routes)], exception_handlers=_TROUBLES)
    app.router.redirect_slashes = False
    app.state.context = context
    limits = context.config.limits
    pages = Buckets(limits.page_burst, limits.page_rate, asyncio.get_running_loop().time)
    return Guard(app, context, pages)


class _Assets(StaticFiles):
    """Files whose links carry their version: a browser may keep them for good."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        if b"v=" in scope["query_string"]:
            response.headers["cache-control"] = "public, max-age=31536000, immutable"
        else:
            response.headers["cache-control"] = "no-cache"
        return response


async def _not_loaded(request: Request, _: Exception) -> Response:
    return problem(request, NOT_LOADED)


async def _not_stored(request: Request, error: Exception) -> Response:
    """Rows beside the log, such as a new session; those of complaints lie in a database of their own."""
    office = context_of(request).office
    await office.medium.suspected(error, office.store)
    return problem(request, NOT_STORED)


async def _malformed(request: Request, _: Exception) -> Response:
    return problem(request, MALFORMED)


async def _too_large(request: Request, _: Exception) -> Response:
    return problem(request, too_large(request.scope))


async def _gone(_: Request, __: Exception) -> Response:
    """Nobody hears it: the browser was closed, or the signal lost, before all of the body had come."""
    return Response(status_code=400)


async def _too_slow(request: Request, _: Exception) -> Response:
    return problem(request, TOO_SLOW)


async def _broken(request: Request, _: Exception) -> Response:
    return problem(request, BROKEN, reference=reference_of(request.scope))


async def _not_found(request: Request, _: Exception) -> Response:
    return problem(request, NOT_FOUND)


async def _wrong_method(request: Request, _: Exception) -> Response:
    response = problem(request, WRONG_METHOD)
    response.headers["allow"] = ", ".join(sorted(await allowed_methods(request.app.routes, request.scope)))
    return response


# 400 is what Starlette says of a form that it cannot read.
_TROUBLES: Mapping[int | type[Exception], Callable[[Request, Exception], Awaitable[Response]]] = MappingProxyType(
    {
        400: _malformed,
        404: _not_found,
        405: _wrong_method,
        TooLarge: _too_large,
        TooSlow: _too_slow,
        ClientDisconnect: _gone,
        NotLoaded: _not_loaded,
        Unwritable: _not_stored,
        Exception: _broken,
    }
)
