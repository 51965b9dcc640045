"""A token that the server does not take: whoever started the announcer reads so once, with what to do, and it goes on trying."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from http import HTTPStatus
from random import Random
from time import monotonic

from websockets.asyncio.server import ServerConnection, serve

from announcer.agenda import Agenda
from announcer.config import Config
from announcer.feed import NOT_ADMITTED, Feed
from announcer.ledger import Ledger
from tests.conftest import Starter


class Reader:
    """Whoever sits before the announcer's window."""

    def __init__(self) -> None:
        self.told: list[str] = []
        self.news = asyncio.Event()

    def tell(self, sentence: str) -> None:
        self.told.append(sentence)
        self.news.set()


@asynccontextmanager
async def announcer(
    config: Config, url: str, tell: Callable[[str], object], token: str = "wrong"
) -> AsyncIterator[Ledger]:
    config.state.mkdir(exist_ok=True)
    ledger = Ledger(Agenda(60.0), config.place_file)
    feed = Feed(replace(config, server=url, token=token), ledger, rng=Random(1), monotonic=monotonic, tell=tell)
    running = asyncio.create_task(feed.run())
    try:
        yield ledger
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)


async def greeted(ledger: Ledger) -> None:
    async with asyncio.timeout(20):
        while ledger.agenda.epoch is None:
            await ledger.changed(ledger.version)


async def test_the_office_s_own_server_refuses_it(config, start: Starter) -> None:
    live, reader = await start(), Reader()
    async with announcer(config, live.url, reader.tell):
        await asyncio.wait_for(reader.news.wait(), 20)
    assert reader.told == [NOT_ADMITTED]
    assert "--pair" in NOT_ADMITTED
    assert "SILAKAN_TOKEN" in NOT_ADMITTED


async def test_it_is_said_once_and_again_when_it_happens_again(config) -> None:
    """First a wrong token, then the right one, then it is taken back."""
    reader, asked, again = Reader(), [], asyncio.Event()

    async def door(link: ServerConnection) -> None:
        asked.append(link)
        if len(asked) == 4:
            await link.send(json.dumps({"hello": 1, "epoch": "e1", "head": 0}))
            await link.send(json.dumps({"reset": 0, "epoch": "e1", "calls": []}))
            await link.recv()
        await link.close(4401)
        if len(asked) >= 7:
            again.set()

    async with serve(door, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        async with announcer(config, f"http://127.0.0.1:{port}", reader.tell):
            await asyncio.wait_for(again.wait(), 20)
    assert reader.told == [NOT_ADMITTED] * 2


async def test_nothing_is_said_of_the_token_while_the_server_is_ill(config, fake_feed) -> None:
    reader = Reader()
    fake_feed.refuse = HTTPStatus.BAD_GATEWAY
    async with announcer(config, fake_feed.url, reader.tell) as ledger:
        await fake_feed.until(lambda: len(fake_feed.queries) >= 3)
        assert reader.told == []
        fake_feed.refuse = HTTPStatus.UNAUTHORIZED
        await asyncio.wait_for(reader.news.wait(), 20)
        fake_feed.refuse = None
        await greeted(ledger)
    assert reader.told == [NOT_ADMITTED]


async def test_it_is_written_where_the_other_sentences_are(config, fake_feed, capsys) -> None:
    fake_feed.refuse = HTTPStatus.UNAUTHORIZED
    config.state.mkdir()
    feed = Feed(
        replace(config, server=fake_feed.url),
        Ledger(Agenda(60.0), config.place_file),
        rng=Random(1),
        monotonic=monotonic,
    )
    running = asyncio.create_task(feed.run())
    await fake_feed.until(lambda: len(fake_feed.queries) >= 3)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    assert capsys.readouterr().err.count(NOT_ADMITTED) == 1
