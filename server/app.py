"""The composition root: the only place that names a concrete store and bell, and puts everything together.

What answers first is imported first: the log and the rules. The site, with the web framework, the templates' engine and every page, is
imported while the server answers already.
"""

import asyncio
import logging
import socket
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager, closing
from functools import partial
from typing import TYPE_CHECKING

from starlette.types import ASGIApp

from server import description as descriptions
from server.bus.memory import MemoryBell
from server.calendar_days import CalendarDays
from server.clock import Clock, SystemClock
from server.clock_doubt import keep_looking
from server.complaints.door import FOLDER
from server.config import Config
from server.current_office import CurrentOffice, description_text, settle
from server.description import Description, Printer
from server.domain.calls import Call
from server.domain.due import RoomOf
from server.domain.evolve import fold
from server.domain.frozen import Frozen
from server.forgetting import keep_forgetting
from server.kernel_clock import awake_clock, time_server_watch
from server.lasting import made_to_last
from server.medium import keep_trying
from server.office import Office
from server.page_speech import SPEECH_FOLDER, SpeechMaker
from server.presence import Presence
from server.private.doorkeeper import Doorkeeper
from server.private.entrance import SecureEntrance
from server.secure_listener import SecureListener
from server.speech_child import SpeechChild
from server.store.base import Store
from server.store.sqlite import SqliteStore
from server.ticker import keep_ticking
from server.voice_packs.clip_child import ClipChild
from server.web.doorstep import Doorstep
from server.web.listening_server import uvicorn_server as uvicorn_server
from server.zoned_clock import ZonedClock

if TYPE_CHECKING:
    import uvicorn

    from display.render import Renderer
    from server.complaints.complaints import Complaints
    from server.web.context import Context
    from server.web.site import Site

_log = logging.getLogger("silakan")

_SEVERAL = 2

ClockMaker = Callable[[Description, int], Clock]
"""Makes the clock from the office's zone and the wall time of the newest record that was believed, in milliseconds since 1970."""


class BackOffice(Frozen):
    """An office whose log is open and folded: it can be asked and changed, but has no site yet. `fresh`: its log was empty."""

    office: Office
    current: CurrentOffice
    calendar: CalendarDays
    doorkeeper: Doorkeeper
    presence: Presence
    fresh: bool

    @property
    def description(self) -> Description:
        return self.current.description


class RunningOffice(Frozen):
    """An office that is open for requests. `fresh`: the data directory was empty."""

    app: ASGIApp
    context: "Context"
    fresh: bool


def sqlite_store(config: Config) -> Store:
    return SqliteStore(config.data)


def system_clock(description: Description, newest_ms: int) -> Clock:
    return SystemClock(description.zone, newest_ms=newest_ms, awake=awake_clock(), kept_right=time_server_watch())


@asynccontextmanager
async def open_office(
    config: Config,
    *,
    make_store: Callable[[Config], Store] = sqlite_store,
    make_clock: ClockMaker = system_clock,
    renderer: "Renderer | None" = None,
    speech: SpeechMaker | None = None,
) -> AsyncIterator[RunningOffice]:
    """Everything of one office, started in order and stopped in the reverse order.

    Several offices of one process may share a `renderer`: its templates are compiled once. Raises as `open_back_office` does.
    """
    async with open_back_office(config, make_store=make_store, make_clock=make_clock) as back:
        drawer = await asyncio.to_thread(_make_renderer) if renderer is None else renderer
        async with _open_site(config, back, drawer, speech) as site:
            yield RunningOffice(site.app, site.context, back.fresh)


@asynccontextmanager
async def open_back_office(
    config: Config, *, make_store: Callable[[Config], Store] = sqlite_store, make_clock: ClockMaker = system_clock
) -> AsyncIterator[BackOffice]:
    """The log, the rules, the ticker and the doorkeeper.

    Raises `server.store.base.Busy`, `Damaged`, `Newer` or `Unwritable`, and `server.description.Unusable`.
    """
    store = make_store(config)
    await store.open()
    try:
        state = fold(await store.fold_base())
        text = await description_text(store, state.document, config.office_toml)
        description = descriptions.parse(text) if state.seq else descriptions.parse_new(text)
        clock = ZonedClock(make_clock(description, await store.believed_ms()))
        async with Office(store, clock, MemoryBell(), config.patience) as office:
            fresh = state.seq == 0
            await settle(office, text, description, fresh=fresh)
            current = CurrentOffice(office, text, description)
            current.watch(clock.following(lambda: current.description.zone))
            doorkeeper = Doorkeeper(store, clock.now, config.api_token)
            doorkeeper.tell_unkept(office.medium.failed)
            await doorkeeper.open()
            calendar = CalendarDays()

            async def closed_dates(year: int) -> frozenset[str]:
                return await calendar.closed_dates(year, current.description.hours)

            presence = Presence()
            office.medium.changed = presence.medium_said
            ticking = keep_ticking(
                office,
                config.times.tick,
                config.patience,
                closed_dates,
                presence.long_sounds.sounding,
                lambda: _rooms(current.description, presence),
            )
            forgetting = keep_forgetting(store, clock.now, config.keeping, sounds=config.data / SPEECH_FOLDER)
            background = (
                asyncio.create_task(ticking, name="ticker"),
                asyncio.create_task(current.keep_following(), name="current office"),
                asyncio.create_task(forgetting, name="forgetting"),
                asyncio.create_task(keep_looking(clock, presence, config.times.tick), name="clock"),
                asyncio.create_task(keep_trying(office.medium, store, config.times.trial), name="medium"),
            )
            try:
                yield BackOffice(office, current, calendar, doorkeeper, presence, fresh)
            finally:
                for task in background:
                    task.cancel()
                await asyncio.gather(*background, return_exceptions=True)
    finally:
        await store.close()


def _rooms(description: Description, presence: Presence) -> RoomOf | None:
    """Where something is said; None while the office is one room, or one announcer speaks in all of them."""
    if len(description.rooms) < _SEVERAL or presence.speaks_everywhere:
        return None
    return lambda said: description.room_of(said.counter) if isinstance(said, Call) else said.room


def _authority_name(back: BackOffice) -> str:
    """What the office's certificates are called. They are made once, before anybody has said which office this is."""
    return "kantor desa" if back.current.is_sample else back.description.name


def _make_renderer() -> "Renderer":
    """What draws the pages. Imported here, as it is the greater part of what a start waits for; reads and imports: for a thread."""
    from display.assets import ASSETS, assets_version
    from display.render import TEMPLATES, Renderer

    return Renderer(TEMPLATES, assets_version(ASSETS))


@asynccontextmanager
async def _open_site(
    config: Config, back: BackOffice, renderer: "Renderer", speech: SpeechMaker | None = None
) -> "AsyncIterator[Site]":
    from server.paper.child_printer import ChildPrinter
    from server.paper.print_queue import open_print_queue
    from server.web.site import open_site
    from server.web.speaking.speaking import open_speaking

    def printer() -> Printer:
        return back.description.printer

    now, told = back.office.clock.now, back.presence.printer_said
    child = SpeechChild((sys.executable, "-P", "-m", "announcer.reading"))
    clips = ClipChild((sys.executable, "-P", "-m", "announcer.clip_check"))
    loop_time = asyncio.get_running_loop().time
    async with (
        open_print_queue(back.office.store, ChildPrinter(), printer, now, told) as paper,
        open_speaking(back.office, back.current, loop_time, config.times.lease, config.times.tv_back) as speaking,
        open_site(
            config,
            back.office,
            back.current,
            back.calendar,
            back.doorkeeper,
            back.presence,
            paper,
            renderer,
            speech or child,
            speaking,
            clips,
            partial(_complaints, config, back),
            (config.data / FOLDER).exists,
        ) as site,
    ):
        back.current.watch(paper.printer_changed)
        yield site


def _complaints(config: Config, back: BackOffice) -> "AbstractAsyncContextManager[Complaints]":
    """The complaints, not yet open. Imported here: an office that nobody has complained to does without them."""
    from server.complaints.opening import open_complaints
    from server.complaints.sqlite_store import SqliteComplaintStore

    store = SqliteComplaintStore(config.data)
    return open_complaints(config, back.current, back.office.clock.now, store, MemoryBell())


async def serve(
    config: Config,
    listening: socket.socket,
    started: Callable[[BackOffice], object] | None = None,
    entrance: SecureEntrance | None = None,
) -> None:
    """Run the server until it is told to stop. `started` is called (and awaited, if it wants) once the office is open.

    Raises as `open_back_office` does; `server.private.certificates.NotIssued` for an `entrance` without a certificate; and whatever keeps
    the site from opening, after the server has ended for it.
    """
    async with AsyncExitStack() as doors:
        doors.enter_context(closing(listening))
        if entrance is not None:
            doors.enter_context(closing(entrance.listening))
        async with open_back_office(config) as back:
            secure = None
            if entrance is not None:
                fresh = entrance.certificates.kept_fresh(entrance.names, back.office.clock.now, _authority_name(back))
                secure = SecureListener(entrance.listening, await doors.enter_async_context(fresh))
            if started is not None:
                told = started(back)
                if asyncio.iscoroutine(told):
                    await told
            doorstep = Doorstep(back.office, back.presence)
            server = uvicorn_server(doorstep, config, secure)
            site = asyncio.create_task(_keep_site_open(config, back, doorstep, server), name="site")
            try:
                await server.serve(sockets=[listening])
            finally:
                site.cancel()
                await asyncio.wait([site])
            if not site.cancelled():
                site.result()


async def _keep_site_open(config: Config, back: BackOffice, doorstep: Doorstep, server: "uvicorn.Server") -> None:
    """Import the site, let everybody in, compile the day's templates; until cancelled. When something of it breaks, the server ends."""
    try:
        while not server.started:  # noqa: ASYNC110 (uvicorn tells nobody; these are a few turns of the loop)
            await asyncio.sleep(0)
        renderer = await asyncio.to_thread(_load_site)
        async with _open_site(config, back, renderer) as site:
            doorstep.open(site.app)
            await asyncio.to_thread(renderer.compile)
            _log.debug("the site is open")
            await asyncio.Event().wait()
    except Exception:
        # Found now, and not by the first resident who wants that page.
        _log.exception("the site cannot be opened; the server ends")
        doorstep.close()
        server.should_exit = True
        raise


def _load_site() -> "Renderer":
    with made_to_last():
        import server.web.site  # noqa: F401 - only so that it is there

        return _make_renderer()
