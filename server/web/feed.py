"""`WS /feed`: the queue's events in order, for machines. Up come the announcer's acknowledgements."""

import asyncio
import logging
from functools import partial

import msgspec
from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState

from server.domain.access import Role, Visitor
from server.presence import Voice
from server.web.context import Context, address_of, context_of, visitor_of
from server.web.feed_events import CALL_KINDS, event_frame, reset_frame, servable
from server.web.frames import GOODBYES, Port, port_of
from server.web.speaking.acknowledging import Up, acknowledgements, pending_in, room_of
from server.web.speaking.line import Line
from server.web.stream_reading import may_read
from server.web.texts import next_text

_log = logging.getLogger("silakan.feed")
_AT_ONCE = 300


async def feed(socket: WebSocket) -> None:
    context, visitor = context_of(socket), visitor_of(socket)
    await socket.accept()
    port = port_of(socket, context.config.times.send)
    peer = context.peers.add(port, address_of(socket), visitor)
    line = context.speaking.new_line(speaks=visitor.role is Role.ANNOUNCER)
    announcer = _Announcer(context, visitor, line)
    sender = asyncio.create_task(_send_all(socket, context, line), name="feed")
    # A pump alone never notices that its reader has gone, and a listener alone not that its pump has died.
    sender.add_done_callback(partial(_end, port))
    properly = False
    try:
        while True:
            text = await announcer.next_words(socket)
            context.peers.heard(peer)
            await announcer.heard(text)
    except WebSocketDisconnect as end:
        properly = end.code in GOODBYES
    finally:
        sender.cancel()
        context.peers.remove(peer)
        context.speaking.closed(line, properly=properly)
        announcer.left()


class _Announcer:
    """The other end of a feed, if it turns out to be one that speaks: a reader of statistics never does."""

    def __init__(self, context: Context, visitor: Visitor, line: Line) -> None:
        self._context = context
        self._visitor = visitor
        self._line = line
        self._speaks = line.speaks
        self._voice: Voice | None = None
        self._presence = 0
        line.placed = self._was_placed
        self._is_here()

    async def next_words(self, socket: WebSocket) -> str:
        """What comes up next. Whoever hangs with a standing connection counts as gone after the time of silence."""
        try:
            async with asyncio.timeout(self._context.config.times.silence):
                return await next_text(socket)
        except TimeoutError:
            self.left()
            return await next_text(socket)

    async def heard(self, text: str) -> None:
        if self._visitor.role not in {Role.ANNOUNCER, Role.API}:
            return
        try:
            up = msgspec.json.decode(text, type=Up)
        except msgspec.DecodeError:
            up = Up()  # words of a newer program; the sign of life counts all the same
        speaking = self._context.speaking
        speaking.leasing.heard(self._line)
        self._speaks = self._speaks or up.of_an_announcer
        if up.ready is not None:
            self._voice = Voice(up.ready.voice[:20], up.ready.sound[:20], (up.ready.why or "")[:20])
            speaking.leasing.told(self._line, up.ready.ability)
        self._is_here()
        if up.claim is not None:
            speaking.claim(self._line, up.claim)
        await self._acknowledge(up)
        if up.told is not None:
            speaking.leasing.said(self._line, up.told, up.fence)
        if up.yielded is not None:
            speaking.leasing.yielded(self._line, up.yielded)

    def left(self) -> None:
        if self._presence:
            self._context.presence.announcer_left(self._presence)
            self._presence = 0

    async def _acknowledge(self, up: Up) -> None:
        context = self._context
        for command in acknowledgements(up):
            room = room_of(context.office.state, context.description, command.call)
            if context.speaking.takes(self._line, command, up.fence, room):
                if up.speaking == command.call and up.ms is not None:
                    context.presence.long_sounds.began(command.call, up.ms)
                else:
                    context.presence.long_sounds.ended(command.call)
                await context.office.do(command, actor=self._visitor.actor)
            else:
                self._line.tell({"refused": {"seq": command.call, "fence": up.fence}})

    def _is_here(self) -> None:
        if not self._speaks:
            return
        presence = self._context.presence
        if not self._presence:
            self._presence = presence.announcer_came()
            self._is_placed()
        if self._voice is not None:
            presence.announcer_said(self._presence, self._voice)

    def _was_placed(self) -> None:
        """The line has been given a room, or stands by for one."""
        line, context = self._line, self._context
        room = line.room or ""
        lease: dict[str, object] = {"room": room, "fence": line.fence}
        if line.fence is not None:
            lease["for_ms"] = int(context.speaking.leasing.life_s * 1_000)
            pending = pending_in(context.office.state, context.description, room)
            lease["begun"] = context.speaking.leasing.begun(pending)
            if context.speaking.leasing.told_of:
                lease["told"] = context.speaking.leasing.told_of
            context.speaking.loudspeakers.catch_up(line, room)
        line.tell({"lease": lease})
        context.speaking.news.look_again()
        self._is_placed()

    def _is_placed(self) -> None:
        if self._presence and self._line.room is not None:
            holds = self._line.fence is not None
            self._context.presence.announcer_placed(self._presence, self._line.room, holds=holds)


async def _send_all(socket: WebSocket, context: Context, line: Line) -> None:
    """Everything after the reader's bookmark, then everything as it happens, until the socket ends."""
    office, deadline_s = context.office, context.config.times.send
    query = socket.query_params
    head = office.head
    bookmark = servable(query.get("after"), query.get("epoch"), office.epoch, head)
    reset = await reset_frame(context, head, speaks=line.speaks) if bookmark is None else None
    beginning = [
        {"hello": 1, "epoch": office.epoch, "head": head},
        *line.waiting(),
        *([] if reset is None else [reset]),
    ]
    for frame in beginning:
        await _send(socket, frame, deadline_s)
    async with asyncio.TaskGroup() as senders:
        senders.create_task(_send_words(socket, line, deadline_s))
        senders.create_task(_send_events(socket, context, line, head if bookmark is None else bookmark))


async def _send_words(socket: WebSocket, line: Line, deadline_s: float) -> None:
    while socket.application_state is WebSocketState.CONNECTED:
        await _send(socket, await line.next(), deadline_s)


async def _send_events(socket: WebSocket, context: Context, line: Line, bookmark: int) -> None:
    office, deadline_s, visitor = context.office, context.config.times.send, visitor_of(socket)
    only_calls = socket.query_params.get("only") == "calls"
    while socket.application_state is WebSocketState.CONNECTED:
        records = await office.after(bookmark, _AT_ONCE)
        for record in records:
            if may_read(visitor, record) and (not only_calls or record.kind in CALL_KINDS):
                await _send(socket, await event_frame(context, record, speaks=line.speaks), deadline_s)
        if records:
            bookmark = records[-1].seq
        else:
            await office.bell.heard(bookmark)


def _end(port: Port, sender: asyncio.Task[None]) -> None:
    if not sender.cancelled() and (error := sender.exception()) is not None:
        _log.info("feed ended: %r", error)
    port.abort()


async def _send(socket: WebSocket, content: object, deadline_s: float) -> None:
    async with asyncio.timeout(deadline_s):
        await socket.send_text(msgspec.json.encode(content).decode())


def routes() -> list[WebSocketRoute]:
    return [WebSocketRoute("/feed", feed)]
