"""`WS /feed`: the queue's events in order, for machines. Up come the announcer's acknowledgements."""

import asyncio
import logging
from collections.abc import Iterator
from functools import partial

import msgspec
from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState

from server.domain.access import Role, Visitor
from server.domain.calls import Call
from server.domain.commands import NoteSpeaking, NoteSpoken, NoteUnspoken
from server.domain.record import Record
from server.presence import Voice
from server.web.api import event_json
from server.web.context import Context, address_of, context_of, visitor_of
from server.web.frames import Port, port_of
from server.web.texts import next_text

_log = logging.getLogger("silakan.feed")
_NEWEST_CALLS = 50
_AT_ONCE = 300
_CALL_KINDS = frozenset(
    {
        "ticket_called",
        "ticket_recalled",
        "letter_called",
        "call_withdrawn",
        "call_speaking",
        "call_spoken",
        "call_unspoken",
        "call_shown",
    }
)
_CODES = frozenset(
    {
        "stale",
        "no_device",
        "no_voice",
        "player_failed",
        "player_timeout",
        "synthesis_failed",
        "silent",
        "withdrawn",
    }
)


class Ready(msgspec.Struct, frozen=True):
    """What the room can hear at the moment."""

    voice: str
    sound: str
    why: str | None = None


class Up(msgspec.Struct, frozen=True):
    beat: int | None = None
    speaking: int | None = None
    spoken: int | None = None
    unspoken: int | None = None
    why: str | None = None
    ready: Ready | None = None


async def feed(socket: WebSocket) -> None:
    context, visitor = context_of(socket), visitor_of(socket)
    await socket.accept()
    port = port_of(socket, context.config.times.send)
    peer = context.peers.add(port, address_of(socket), visitor)
    announcer = _Announcer(context, visitor)
    sender = asyncio.create_task(_send_all(socket, context), name="feed")
    # A pump alone never notices that its reader has gone, and a listener alone not that its pump has died.
    sender.add_done_callback(partial(_end, port))
    try:
        while True:
            text = await announcer.next_words(socket)
            context.peers.heard(peer)
            await announcer.heard(text)
    except WebSocketDisconnect:
        pass  # the ordinary end of a feed
    finally:
        sender.cancel()
        context.peers.remove(peer)
        announcer.left()


class _Announcer:
    """The other end of a feed, if it turns out to be one that speaks: a reader of statistics never does."""

    def __init__(self, context: Context, visitor: Visitor) -> None:
        self._context = context
        self._visitor = visitor
        self._speaks = visitor.role == Role.ANNOUNCER
        self._voice: Voice | None = None
        self._presence = 0
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
        if self._visitor.role not in {Role.ANNOUNCER, "api"}:
            return
        try:
            up = msgspec.json.decode(text, type=Up)
        except msgspec.DecodeError:
            up = Up()  # words of a newer program; the sign of life counts all the same
        self._speaks = self._speaks or bool(up.ready or up.speaking or up.spoken or up.unspoken)
        if up.ready is not None:
            self._voice = Voice(up.ready.voice[:20], up.ready.sound[:20], (up.ready.why or "")[:20])
        self._is_here()
        for command in _acknowledgements(up):
            await self._context.office.do(command, actor=self._visitor.actor)

    def left(self) -> None:
        if self._presence:
            self._context.presence.announcer_left(self._presence)
            self._presence = 0

    def _is_here(self) -> None:
        if not self._speaks:
            return
        if not self._presence:
            self._presence = self._context.presence.announcer_came()
        if self._voice is not None:
            self._context.presence.announcer_said(self._presence, self._voice)


def _acknowledgements(up: Up) -> Iterator[NoteSpeaking | NoteSpoken | NoteUnspoken]:
    if up.speaking is not None:
        yield NoteSpeaking(up.speaking)
    if up.spoken is not None:
        yield NoteSpoken(up.spoken)
    if up.unspoken is not None:
        # Only known codes reach the log: what a program writes freely has no place there.
        yield NoteUnspoken(up.unspoken, up.why if up.why in _CODES else "player_failed")


async def _send_all(socket: WebSocket, context: Context) -> None:
    """Everything after the reader's bookmark, then everything as it happens, until the socket ends."""
    office, deadline_s = context.office, context.config.times.send
    query = socket.query_params
    only_calls = query.get("only") == "calls"
    head = office.head
    bookmark = _servable(query.get("after"), query.get("epoch"), office.epoch, head)
    reset = _reset(context, head) if bookmark is None else None
    await _send(socket, {"hello": 1, "epoch": office.epoch, "head": head}, deadline_s)
    if reset is not None:
        await _send(socket, reset, deadline_s)
    if bookmark is None:
        bookmark = head
    while socket.application_state is WebSocketState.CONNECTED:
        records = await office.after(bookmark, _AT_ONCE)
        for record in records:
            if not only_calls or record.kind in _CALL_KINDS:
                await _send(socket, _event(context, record), deadline_s)
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


def _servable(after: str | None, epoch: str | None, present_epoch: str, head: int) -> int | None:
    """The reader's bookmark, if it is one of this life of the log."""
    if after is None or not after.isascii() or not after.isdigit() or epoch != present_epoch or len(after) > 15:
        return None
    return int(after) if int(after) <= head else None


def _event(context: Context, record: Record) -> dict[str, object]:
    age_ms = record.stamp.elapsed_ms(context.office.clock.now().stamp)
    return {**event_json(record), "age": age_ms / 1000}


def _reset(context: Context, head: int) -> dict[str, object]:
    """Today's newest calls and what became of them, for a reader whose bookmark is of no use."""
    state, now = context.office.state, context.office.clock.now().stamp
    calls: list[Call] = list(state.calls.values())[-_NEWEST_CALLS:]
    return {
        "reset": True,
        "epoch": context.office.epoch,
        "head": head,
        "calls": [
            {
                "seq": call.seq,
                "kind": "ticket_recalled" if call.first else "ticket_called",
                "ticket": call.ticket,
                "counter": call.counter,
                "service": call.service,
                "age": call.made.elapsed_ms(now) / 1000,
                "spoken": call.outcome,
            }
            for call in calls
        ],
    }


def routes() -> list[WebSocketRoute]:
    return [WebSocketRoute("/feed", feed)]
