"""`WS /screen/{name}`: pictures down; heartbeats and "shown" up."""

import asyncio
from functools import partial

import msgspec
from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from server.domain.access import Role, Visitor
from server.domain.commands import NoteShown
from server.web.announcing_page import ANNOUNCING_SCREEN, announcing_picture
from server.web.bell_page import bell_picture
from server.web.buckets import Buckets
from server.web.context import Context, address_of, context_of, visitor_of
from server.web.counter import counter_picture
from server.web.forms import whole_number
from server.web.frames import GOODBYES, Port, message, port_of
from server.web.front import TV_SCREEN, tv_picture
from server.web.kiosk import KIOSK_SCREEN, kiosk_picture
from server.web.new_complaints import way_to_desk
from server.web.presence_page import PRESENCE_SCREEN, presence_picture
from server.web.present.tv import shows
from server.web.printing import PRINTING_SCREEN, paper_picture, printing_picture
from server.web.resident import ticket_by, ticket_picture
from server.web.screens import Numbered, ViewMaker
from server.web.texts import next_text

_TOO_MANY_MESSAGES = 1008
GONE = 4404
"""The close code of a socket for something that is not there."""
_FULL = 1013
_PERSONAL = frozenset({"bell", "counter", "desk"})


class Up(msgspec.Struct, frozen=True):
    """What a screen may say: that it lives, which call it has painted, and on a TV what it does with sound."""

    beat: int | None = None
    shown: int | None = None
    sound_ready: bool | None = None
    playing: int | None = None
    played: int | None = None
    unplayed: int | None = None
    why: str | None = None


async def screen(socket: WebSocket) -> None:
    await show(socket, _maker(context_of(socket), visitor_of(socket), screen_name(socket), way_to_desk(socket)))


def screen_name(socket: WebSocket) -> str:
    path: str = socket.scope["path"]
    return path.rpartition("/")[2]


async def show(socket: WebSocket, make: ViewMaker | int, numbered: Numbered | None = None) -> None:
    """Show a screen until its socket ends. `make`: what draws it, or the close code that says why not.

    `numbered`: of which stream the frames carry the numbers; None: of the queue's.
    """
    context, visitor, name = context_of(socket), visitor_of(socket), screen_name(socket)
    desk = way_to_desk(socket)
    await socket.accept()
    if isinstance(make, int):
        await socket.close(make)
        return
    if not visitor.staff and not _has_room(context, address_of(socket)):
        await socket.close(_FULL)
        return
    port = port_of(socket, context.config.times.send)
    peer = context.peers.add(port, address_of(socket), visitor)
    if visitor.device:
        await context.doorkeeper.saw_clock(visitor.device, whole_number(socket.query_params.get("clock", "")))
    # A screen of one person is drawn for that person alone, and with a way to the complaint desk only where it leads somewhere.
    watched = f"{name}@{visitor.account}{desk}" if name.partition("-")[0] in _PERSONAL else name
    watcher = context.screens.watch(watched, make, port, numbered)
    if socket.query_params.get("assets", context.renderer.version) != context.renderer.version:
        # The page's scripts are older than its server: it fetches itself anew.
        port.write(message({"reload": True}))
    counts = name.partition("-")[0] == TV_SCREEN and visitor.role in {Role.TV, Role.API}
    tv = _Tv(context, name.partition("-")[2], port, visitor.device) if counts else None
    goodbye = False
    try:
        await _listen(socket, context, visitor, heard=partial(context.peers.heard, peer), tv=tv)
    except WebSocketDisconnect as end:
        goodbye = end.code in GOODBYES  # the ordinary end of a screen
    finally:
        context.screens.leave(watched, watcher)
        context.peers.remove(peer)
        if tv is not None:
            tv.is_gone(goodbye=goodbye)


class _Tv:
    """A TV that counts: officials see when there is none. One that hangs with a standing connection is as good as gone."""

    def __init__(self, context: Context, name: str, port: Port, device: str) -> None:
        self._context = context
        self._name = name
        self._port = port
        self._device = device
        self._silence_s = context.config.times.silence
        self._ready: bool | None = None
        self._why = ""
        self._comes()

    async def next_text(self, socket: WebSocket) -> str:
        try:
            async with asyncio.timeout(self._silence_s):
                return await next_text(socket)
        except TimeoutError:
            self.is_gone()
        text = await next_text(socket)
        self._comes()
        return text

    def has(self, call_seq: int) -> bool:
        """Whether that call is on this TV's picture, which may have only some counters."""
        call = self._context.office.state.calls.get(call_seq)
        return call is not None and shows(self._context.description.screen(self._name), call)

    def heard(self, up: Up) -> None:
        """What it does with sound."""
        loudspeakers = self._context.speaking.loudspeakers
        if up.sound_ready is not None:
            self._ready, self._why = up.sound_ready, up.why or ""
            loudspeakers.can_sound(self._speaker, self._ready, self._why)
        if up.playing is not None:
            loudspeakers.began(self._speaker, up.playing)
        if up.played is not None:
            loudspeakers.ended(self._speaker, up.played)
        if up.unplayed is not None:
            loudspeakers.ended(self._speaker, up.unplayed, up.why or "network")

    def is_gone(self, *, goodbye: bool = False) -> None:
        """`goodbye`: the page was left, so it plays nothing any more; of all others nobody knows."""
        self._context.presence.screen_left(self._ticket)
        self._context.speaking.loudspeakers.left(self._speaker, goodbye=goodbye)

    def _comes(self) -> None:
        self._ticket = self._context.presence.screen_came(self._name)
        loudspeakers = self._context.speaking.loudspeakers
        self._speaker = loudspeakers.came(self._port, self._name, ready=self._ready, why=self._why, device=self._device)


async def _listen(
    socket: WebSocket, context: Context, visitor: Visitor, *, heard: "partial[None]", tv: _Tv | None
) -> None:
    limits = context.config.limits
    pace = Buckets(limits.messages_burst, limits.messages_rate, asyncio.get_running_loop().time)
    while True:
        text = await (next_text(socket) if tv is None else tv.next_text(socket))
        heard()
        if not pace.take(""):
            await socket.close(_TOO_MANY_MESSAGES)
            return
        try:
            up = msgspec.json.decode(text, type=Up)
        except msgspec.DecodeError:
            continue  # words of a newer page; the sign of life counts all the same
        if tv is None:
            continue
        tv.heard(up)
        if up.shown is not None and tv.has(up.shown):
            await context.office.do(NoteShown(up.shown), actor=visitor.actor)


def _maker(context: Context, visitor: Visitor, name: str, desk: str) -> ViewMaker | int:
    """What draws the screen of that name or the close code that says why not."""
    kind, _, rest = name.partition("-")
    match kind:
        case "tv" if name == TV_SCREEN:
            return partial(tv_picture, context, "")
        case "tv" if context.description.screen(rest) is not None:
            return partial(tv_picture, context, rest)
        case "kiosk" if name == KIOSK_SCREEN:
            return partial(kiosk_picture, context)
        case "counter":
            counter = context.office.state.counters.get(rest)
            return GONE if counter is None else partial(counter_picture, context, counter, visitor.account, desk)
        case "announcing" if name == ANNOUNCING_SCREEN:
            return partial(announcing_picture, context)
        case "bell":
            return partial(bell_picture, context, rest, visitor.account)
        case "presence" if name == PRESENCE_SCREEN:
            return partial(presence_picture, context)
        case "ticket":
            ticket = ticket_by(context, rest)
            return GONE if ticket is None else lambda now: ticket_picture(context, ticket, rest, now)
        case "printing" if name == PRINTING_SCREEN:
            return partial(printing_picture, context)
        case "paper":
            job = context.paper.job(rest)
            return GONE if job is None else partial(paper_picture, context, job)
        case _:
            return GONE


def _has_room(context: Context, address: str) -> bool:
    limits, peers = context.config.limits, context.peers
    return peers.public() < limits.sockets and peers.public_at(address) < limits.sockets_per_address


def routes() -> list[WebSocketRoute]:
    # One for each kind, because each has rights of its own.
    halls = ("tv", "tv-{name}", "kiosk", "ticket-{token}", "presence")
    names = (
        *halls,
        "counter-{id}",
        "announcing",
        "bell",
        "bell-{counters}",
        "printing",
        "paper-{job}",
        "{name}",
    )
    return [WebSocketRoute(f"/screen/{name}", screen) for name in names]
