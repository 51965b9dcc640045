"""The composition root: the only place that names a concrete store and bell, and puts everything together."""

import asyncio
import contextlib
import logging
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from types import MappingProxyType

import uvicorn
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Scope

from display.assets import ASSETS, assets_version
from display.render import TEMPLATES, Renderer
from server import description as descriptions
from server.bus.memory import MemoryBell
from server.clock import Clock, SystemClock
from server.config import Config
from server.description import Description
from server.domain.commands import ConfigureOffice, RestartLog
from server.domain.evolve import fold
from server.domain.queue import QueueState
from server.office import Office
from server.presence import Presence
from server.private.doorkeeper import Doorkeeper
from server.store.base import Document, Store
from server.store.sqlite import SqliteStore
from server.ticker import keep_ticking
from server.web import api, counter, feed, front, health, kiosk, resident, screen_socket, sign_in
from server.web.buckets import Buckets
from server.web.context import Context
from server.web.frames import FrameProtocol
from server.web.guard import Guard, TooLarge, TooSlow, reference_of
from server.web.pages import problem
from server.web.peers import Peers
from server.web.screens import Screens
from server.web.words import BROKEN, MALFORMED, NOT_FOUND, TOO_LARGE, TOO_SLOW, WRONG_METHOD

_log = logging.getLogger("silakan")
_SETUP = "setup"
_EPOCH = "epoch_in_log"
RESTORE_GAP = 50
"""How many numbers each series leaves out after a restore: more than a village issues between two hourly backups."""

ClockMaker = Callable[[Description, int], Clock]
"""Makes the clock from the office's zone and the wall time of the newest record, in milliseconds since 1970."""


@dataclass(frozen=True, slots=True)
class RunningOffice:
    """An office that is open for requests. `fresh`: the data directory was empty."""

    app: ASGIApp
    context: Context
    fresh: bool


def sqlite_store(config: Config) -> Store:
    return SqliteStore(config.data)


def system_clock(description: Description, newest_ms: int) -> Clock:
    return SystemClock(description.zone, newest_ms=newest_ms)


@asynccontextmanager
async def open_office(
    config: Config,
    *,
    make_store: Callable[[Config], Store] = sqlite_store,
    make_clock: ClockMaker = system_clock,
    renderer: Renderer | None = None,
) -> AsyncIterator[RunningOffice]:
    """Everything of one office, started in order and stopped in the reverse order.

    Several offices of one process may share a `renderer`: its templates are compiled once.
    Raises `server.store.base.Busy`, `Damaged`, `Newer` or `Unwritable`, and `server.description.Unusable`.
    """
    store = make_store(config)
    await store.open()
    try:
        state = fold(await store.fold_base())
        text = await _description_text(store, state, config)
        description = descriptions.parse(text)
        clock = make_clock(description, state.newest.wall_ms)
        async with Office(store, clock, MemoryBell()) as office:
            await _settle(office, text, description, fresh=state.seq == 0)
            drawer = Renderer(TEMPLATES, assets_version(ASSETS)) if renderer is None else renderer
            context = await _context(config, office, description, drawer)
            background = (
                asyncio.create_task(context.screens.keep_painting(), name="screens"),
                asyncio.create_task(context.peers.keep_beating(), name="beats"),
                asyncio.create_task(keep_ticking(office, config.times.tick, config.patience), name="ticker"),
                # The office is open meanwhile; a page that comes first compiles its own templates.
                asyncio.create_task(asyncio.to_thread(drawer.compile_all), name="templates"),
            )
            try:
                yield RunningOffice(_application(context), context, fresh=state.seq == 0)
            finally:
                for task in background:
                    task.cancel()
                await asyncio.gather(*background, return_exceptions=True)
    finally:
        await store.close()


async def _description_text(store: Store, state: QueueState, config: Config) -> str:
    """The description that the log names; for a new log the given file, or the sample office."""
    if state.document:
        kept = await store.document(state.document)
        if kept is not None:
            return kept
    if config.office_toml is not None:
        return config.office_toml
    return descriptions.SAMPLE.read_text(encoding="utf-8")


async def _settle(office: Office, text: str, description: Description, *, fresh: bool) -> None:
    """Bring the log up to what the start has found: the office's description, and a new epoch after a restore."""
    digest = descriptions.digest(text)
    configure = ConfigureOffice(digest, description.structure())
    await office.do(configure, actor=_SETUP, documents=(Document(digest, text),))
    if not fresh and await office.store.setting(_EPOCH) != office.epoch:
        # The key makes a start that was cut off here leave one gap, not two.
        await office.do(RestartLog(office.epoch, RESTORE_GAP), actor=_SETUP, key=f"restart:{office.epoch}")
    await office.store.put_setting(_EPOCH, office.epoch)


async def _context(config: Config, office: Office, description: Description, renderer: Renderer) -> Context:
    loop_time = asyncio.get_running_loop().time
    doorkeeper = Doorkeeper(office.store, office.clock.now, config.api_token)
    await doorkeeper.open()
    presence = Presence()
    limits = config.limits
    return Context(
        config=config,
        office=office,
        description=description,
        doorkeeper=doorkeeper,
        presence=presence,
        renderer=renderer,
        screens=Screens(office, presence, renderer),
        peers=Peers(config.times, loop_time),
        tickets_per_address=Buckets(limits.ticket_burst, limits.ticket_rate, loop_time),
        started_mono_ms=office.clock.now().mono_ms,
    )


def _application(context: Context) -> ASGIApp:
    routes: list[BaseRoute] = [
        *api.routes(),
        *front.routes(),
        *kiosk.routes(),
        *counter.routes(),
        *resident.routes(),
        *sign_in.routes(),
        *health.routes(),
        *screen_socket.routes(),
        *feed.routes(),
        Mount("/assets", _Assets(directory=ASSETS)),
    ]
    app = Starlette(routes=routes, exception_handlers=_TROUBLES)
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


async def _malformed(request: Request, _: Exception) -> Response:
    return problem(request, MALFORMED)


async def _too_large(request: Request, _: Exception) -> Response:
    return problem(request, TOO_LARGE)


async def _too_slow(request: Request, _: Exception) -> Response:
    return problem(request, TOO_SLOW)


async def _broken(request: Request, _: Exception) -> Response:
    return problem(request, BROKEN, reference=reference_of(request.scope))


async def _not_found(request: Request, _: Exception) -> Response:
    return problem(request, NOT_FOUND)


async def _wrong_method(request: Request, error: Exception) -> Response:
    response = problem(request, WRONG_METHOD)
    if isinstance(error, HTTPException) and error.headers:
        response.headers.update(error.headers)
    return response


# 400 is what Starlette says of a form that it cannot read.
_TROUBLES: Mapping[int | type[Exception], Callable[[Request, Exception], Awaitable[Response]]] = MappingProxyType(
    {
        400: _malformed,
        404: _not_found,
        405: _wrong_method,
        TooLarge: _too_large,
        TooSlow: _too_slow,
        Exception: _broken,
    }
)


def listen(host: str, port: int) -> socket.socket:
    """A listening socket of our own: a peer that stops acknowledging is dropped by the kernel after 20 s (Linux)."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # The protocol is named because asyncio switches Nagle's algorithm off only then; otherwise every answer waits 40 ms.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if hasattr(socket, "TCP_USER_TIMEOUT"):
            listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, 20_000)
        listening.bind((host, port))
        listening.listen(1_024)
        listening.setblocking(False)
    except OSError:
        listening.close()
        raise
    return listening


def uvicorn_server(app: ASGIApp, config: Config) -> uvicorn.Server:
    """uvicorn as this office needs it. Heartbeats are ours, so its pings are off; compression costs three times the work."""
    return uvicorn.Server(
        uvicorn.Config(
            app,
            http="h11",
            ws=FrameProtocol,
            ws_max_size=65_536,
            ws_per_message_deflate=False,
            ws_ping_interval=None,
            ws_ping_timeout=None,
            lifespan="off",
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=False,
            timeout_graceful_shutdown=config.times.shutdown,
        )
    )


async def serve(
    config: Config, listening: socket.socket, started: Callable[[RunningOffice], object] | None = None
) -> None:
    """Run the server until it is told to stop. `started` is called (and awaited, if it wants) once the office is open."""
    with contextlib.closing(listening):
        async with open_office(config) as office:
            if started is not None:
                told = started(office)
                if asyncio.iscoroutine(told):
                    await told
            await uvicorn_server(office.app, config).serve(sockets=[listening])
