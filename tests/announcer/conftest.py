"""What the announcer's tests share: a feed server of their own on a real socket, and short times."""

import asyncio
import json
from array import array
from collections.abc import AsyncIterator, Callable, Iterator
from http import HTTPStatus
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from websockets.asyncio.server import ServerConnection, serve
from websockets.exceptions import ConnectionClosed
from websockets.http11 import Request, Response

from announcer import announcement
from announcer.config import Config, FeedTimes, SoundTimes
from announcer.voices import clip_pack
from announcer.wav import Samples
from tests.announcer.stage import Stage, Studio

PATIENCE = 20.0
"""Seconds after which a test that waits for something has failed."""


@pytest.fixture(scope="session", autouse=True)
def _tones_once() -> Iterator[None]:
    """Packs of tones are made dozens of times, always with the same tones: each is computed once."""
    made: dict[float, bytes] = {}
    compute = clip_pack._tone

    def tone(path: Path, hertz: float) -> None:
        if hertz in made:
            path.write_bytes(made[hertz])
        else:
            compute(path, hertz)
            made[hertz] = path.read_bytes()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clip_pack, "_tone", tone)
        yield


@pytest.fixture(scope="session", autouse=True)
def _levelled_once() -> Iterator[None]:
    """Every speaker of the studio's says the same six seconds: they are made evenly loud once. `test_level.py` asks `level` itself."""
    made: dict[bytes, bytes] = {}
    level = announcement.raised

    def raised(samples: Samples) -> Samples:
        said = samples.tobytes()
        if said not in made:
            made[said] = level(samples).tobytes()
        return array("h", made[said])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(announcement, "raised", raised)
        yield


class FakeFeed:
    """The server's side of the feed: numbered events, replay, reset, beats. What came up stands in `ups`."""

    def __init__(self) -> None:
        self.epoch = "first"
        self.log: list[dict[str, object]] = []
        self.ups: list[dict[str, object]] = []
        self.queries: list[dict[str, str]] = []
        self.tokens: list[str | None] = []
        self.refuse: HTTPStatus | None = None
        self.beat: float | None = 0.05
        self.echo = True
        self.served_from = 0
        self.fences: list[int] | None = None
        """Fencing numbers given so far; None: an old server, which knows no leases."""
        self.lease_s: float | None = None
        """So long after the holder has gone the room is given to somebody else; None: when the test says so."""
        self.room = ""
        self.holder: object = None
        self.goodbyes: list[int | None] = []
        self.not_for_us = 0
        """So many events after the newest in the log that a feed of calls leaves out."""
        self.picture_may_come = asyncio.Event()
        self.picture_may_come.set()
        self.url = ""
        self._links: set[ServerConnection] = set()
        self._news = asyncio.Event()

    async def run(self) -> AsyncIterator["FakeFeed"]:
        async with serve(self._serve, "127.0.0.1", 0, process_request=self._door, close_timeout=0.1) as server:
            port = next(iter(server.sockets)).getsockname()[1]
            self.url = f"http://127.0.0.1:{port}"
            yield self
            await self.cut()

    async def call(self, ticket: str, counter: str = "1", age: float = 0.0) -> int:
        return await self.event("ticket_called", ticket=ticket, counter=counter, age=age, service=ticket[0])

    async def event(self, kind: str, **fields: object) -> int:
        event = {"seq": len(self.log) + 1, "kind": kind, "v": 1, "at": "2026-11-23T01:00:00Z", "age": 0.0, **fields}
        self.log.append(event)
        await self.send(event)
        return len(self.log)

    async def send(self, frame: dict[str, object]) -> None:
        for link in list(self._links):
            await link.send(json.dumps(frame))

    async def grant(self, link: ServerConnection | None = None, **more: object) -> None:
        """Gives the room to a link, or to whoever is there."""
        assert self.fences is not None
        self.holder = link = link or next(iter(self._links))
        self.fences.append(len(self.fences) + 1)
        await link.send(json.dumps({"lease": {"room": self.room, "fence": self.fences[-1], "for_ms": 15000, **more}}))

    async def _lost(self) -> None:
        """The holder has gone. Its lease ends in its time, and whoever stands by gets the next fence."""
        self.holder = None
        if self.lease_s is None or not self._links:
            return
        await asyncio.sleep(self.lease_s)
        if self.holder is None and self._links:
            begun: dict[object, set[object]] = {}
            for up in self.ups:
                if "speaking" in up and up["speaking"] not in self.said("spoken"):
                    begun.setdefault(up["speaking"], set()).add(up.get("fence"))
            await self.grant(begun=[[seq, len(fences)] for seq, fences in begun.items()])

    async def cut(self) -> None:
        for link in list(self._links):
            link.transport.abort()
            await link.wait_closed()

    async def until(self, condition: Callable[[], object]) -> None:
        async with asyncio.timeout(PATIENCE):
            while not condition():
                self._news.clear()
                await self._news.wait()

    def said(self, step: str) -> list[object]:
        """The calls of which this step came up, in order, each arrival."""
        return [up[step] for up in self.ups if step in up]

    def why(self, seq: int) -> list[object]:
        return [up["why"] for up in self.ups if up.get("unspoken") == seq]

    @property
    def ready(self) -> dict[str, object] | None:
        told = [up["ready"] for up in self.ups if "ready" in up]
        return told[-1] if told else None  # type: ignore[return-value]

    def _door(self, connection: ServerConnection, request: Request) -> Response | None:
        self.queries.append({key: values[0] for key, values in parse_qs(urlsplit(request.path).query).items()})
        self.tokens.append(request.headers.get("Authorization"))
        self._news.set()
        return connection.respond(self.refuse, "") if self.refuse else None

    async def _serve(self, link: ServerConnection) -> None:
        await link.send(json.dumps({"hello": 1, "epoch": self.epoch, "head": len(self.log) + self.not_for_us}))
        tasks = [asyncio.create_task(self._beats(link)), asyncio.create_task(self._show(link, self.queries[-1]))]
        try:
            async for text in link:
                up = json.loads(text)
                self.ups.append(up)
                self._news.set()
                if "claim" in up:
                    await self._claimed(link)
                await self._record(up)
        except ConnectionClosed:
            pass
        finally:
            self._links.discard(link)
            self.goodbyes.append(link.close_code)
            if self.holder is link:
                await self._lost()
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            self._news.set()

    async def _show(self, link: ServerConnection, query: dict[str, str]) -> None:
        """What the newcomer missed, or a fresh picture; from then on it gets the news."""
        at = int(query.get("after", -1))
        if query.get("epoch") != self.epoch or not self.served_from <= at <= len(self.log):
            await self.picture_may_come.wait()
            at = len(self.log)
            await link.send(json.dumps(self.picture()))
        while at < len(self.log):
            at += 1
            await link.send(json.dumps(self.log[at - 1]))
        self._links.add(link)

    def picture(self) -> dict[str, object]:
        calls = [
            {**event, "spoken": self._outcome(event["seq"])}
            for event in self.log
            if str(event["kind"]).startswith("ticket_")
        ]
        return {"reset": True, "epoch": self.epoch, "head": len(self.log), "calls": calls}

    def _outcome(self, seq: object) -> str:
        steps = [str(event["kind"]).removeprefix("call_") for event in self.log if event.get("call") == seq]
        return next(
            (step for step in reversed(steps) if step in ("speaking", "spoken", "unspoken", "withdrawn")), "queued"
        )

    async def _claimed(self, link: ServerConnection) -> None:
        """The first one gets the room, everybody else stands by until the test says otherwise."""
        if self.fences is None:
            return
        if self.holder is None:
            await self.grant(link)
        else:
            await link.send(json.dumps({"lease": {"room": self.room, "fence": None}}))

    async def _record(self, up: dict[str, object]) -> None:
        for step in ("speaking", "spoken", "unspoken"):
            if self.echo and step in up:
                await self.event(f"call_{step}", call=up[step], why=up.get("why"))

    async def _beats(self, link: ServerConnection) -> None:
        try:
            while True:
                if self.beat is not None:
                    await link.send('{"beat":1}')
                await asyncio.sleep(self.beat or 0.05)
        except ConnectionClosed:
            pass


@pytest.fixture
async def fake_feed() -> AsyncIterator[FakeFeed]:
    """A feed on 127.0.0.1; a test fills its log before or while the announcer is connected."""
    async for feed in FakeFeed().run():
        yield feed


@pytest.fixture
def short_feed_times() -> FeedTimes:
    """As the real ones, a hundred times faster; long where a slow machine would otherwise cut a healthy connection."""
    return FeedTimes(
        beat=0.05,
        silence=2,
        open=5,
        send=5,
        replay_quiet=0.1,
        first_wait=0.01,
        longest_wait=0.05,
        healthy=0.5,
        lease_wait=0.05,
    )


@pytest.fixture
def config(tmp_path: Path, short_feed_times: FeedTimes) -> Config:
    """For a feed that is named by the test."""
    return Config(
        server="http://127.0.0.1:1",
        token="secret",
        state=tmp_path / "state",
        feed=short_feed_times,
        sound=SoundTimes(idle=0.05, probe=5, player_margin=5),
    )


@pytest.fixture
def studio() -> Studio:
    """A voice and a player that do as they are told."""
    return Studio()


@pytest.fixture
def stage(config: Config, studio: Studio) -> Stage:
    """A speaker that speaks with the studio."""
    return Stage(config, studio, studio)
