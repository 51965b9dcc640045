"""The socket client against a real server: bookmark, replay, silence, refusals, acknowledgements that survive a cut."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from http import HTTPStatus
from random import Random
from time import monotonic

import pytest

from announcer import agenda as rules
from announcer.agenda import Agenda
from announcer.config import Config, FeedTimes
from announcer.feed import Feed, feed_url, wait_before
from announcer.ledger import Ledger
from announcer.messages import Ack, Ready
from announcer.why import Why


async def until(ledger: Ledger, condition: Callable[[Agenda], object]) -> None:
    async with asyncio.timeout(20):
        while not condition(ledger.agenda):
            await ledger.changed(ledger.version)


@asynccontextmanager
async def connected(config: Config, fake_feed, ledger: Ledger) -> AsyncIterator[Feed]:
    feed = Feed(replace(config, server=fake_feed.url), ledger, rng=Random(1), monotonic=monotonic)
    running = asyncio.create_task(feed.run())
    try:
        yield feed
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)


@pytest.fixture
def ledger(config: Config) -> Ledger:
    config.state.mkdir()
    return Ledger(Agenda(60.0), config.place_file)


async def test_first_start_takes_a_fresh_picture(config, fake_feed, ledger) -> None:
    await fake_feed.call("A001", age=10)
    async with connected(config, fake_feed, ledger):
        await until(ledger, lambda agenda: agenda.waiting)
    assert fake_feed.queries == [{"only": "calls"}]
    assert fake_feed.tokens == ["Bearer secret"]
    assert (ledger.agenda.epoch, ledger.agenda.seen) == ("first", 1)


async def test_a_live_call_arrives(config, fake_feed, ledger) -> None:
    async with connected(config, fake_feed, ledger):
        await until(ledger, lambda agenda: agenda.epoch)
        await fake_feed.call("A001", "2")
        await until(ledger, lambda agenda: agenda.waiting)
    assert ledger.agenda.waiting[0].ticket == "A001"


async def test_it_resumes_from_its_place(config, fake_feed, ledger) -> None:
    async with connected(config, fake_feed, ledger):
        await until(ledger, lambda agenda: agenda.epoch)
        await fake_feed.call("A001")
        await until(ledger, lambda agenda: agenda.seen == 1)
        fake_feed.refuse = HTTPStatus.SERVICE_UNAVAILABLE
        await fake_feed.cut()
        await fake_feed.call("A002", age=70)
        await fake_feed.call("A003", age=5)
        fake_feed.refuse = None
        await until(ledger, lambda agenda: agenda.seen >= 3)
        await fake_feed.until(lambda: fake_feed.why(2))
    assert fake_feed.queries[-1] == {"only": "calls", "after": "1", "epoch": "first"}
    assert [utterance.ticket for utterance in ledger.agenda.waiting] == ["A001", "A003"]
    assert fake_feed.why(2) == ["stale"]


async def test_a_place_that_cannot_be_served_gets_a_fresh_picture(config, fake_feed, ledger) -> None:
    for number in range(1, 6):
        await fake_feed.call(f"A{number:03}", age=200 - number * 39)
    fake_feed.served_from = 4
    ledger.update(lambda _: Agenda(60.0, epoch="first", seen=1))
    async with connected(config, fake_feed, ledger):
        await until(ledger, lambda agenda: agenda.seen >= 5)
    assert [utterance.ticket for utterance in ledger.agenda.waiting] == ["A004", "A005"]


async def test_another_epoch_forgets_the_place(config, fake_feed, ledger) -> None:
    fake_feed.epoch = "second"
    await fake_feed.call("B001")
    ledger.update(lambda _: Agenda(60.0, epoch="first", seen=900, outbox=(Ack(880, "spoken"),)))
    async with connected(config, fake_feed, ledger):
        await until(ledger, lambda agenda: agenda.waiting)
        await fake_feed.until(lambda: len(fake_feed.ups) >= 3)
    assert (ledger.agenda.epoch, ledger.agenda.seen) == ("second", 1)
    assert fake_feed.said("spoken") == [], "an old number means another event in a new epoch"


async def test_old_acknowledgements_do_not_slip_in_between_hello_and_picture(config, fake_feed, ledger) -> None:
    fake_feed.epoch = "second"
    fake_feed.picture_may_come.clear()
    ledger.update(lambda _: Agenda(60.0, epoch="first", seen=900, outbox=(Ack(880, "spoken"),)))
    ledger.tell(Ready("pyttsx3", "speech", None))
    async with connected(config, fake_feed, ledger):
        await fake_feed.until(lambda: fake_feed.ready)
        beats = len(fake_feed.said("beat"))
        await fake_feed.until(lambda: len(fake_feed.said("beat")) > beats + 1)
        fake_feed.picture_may_come.set()
        await until(ledger, lambda agenda: agenda.epoch == "second")
    assert fake_feed.said("spoken") == []


async def test_a_silent_server_is_left_and_found_again(config, fake_feed, ledger) -> None:
    fake_feed.beat = None
    async with connected(config, fake_feed, ledger):
        await fake_feed.until(lambda: len(fake_feed.queries) >= 3)
        fake_feed.beat = 0.05
        await fake_feed.call("A001")
        await until(ledger, lambda agenda: agenda.waiting)


@pytest.mark.parametrize("status", [HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.BAD_GATEWAY])
async def test_a_refusal_is_said_once_and_tried_again(config, fake_feed, ledger, status, caplog) -> None:
    fake_feed.refuse = status
    async with connected(config, fake_feed, ledger):
        await fake_feed.until(lambda: len(fake_feed.queries) >= 5)
        fake_feed.refuse = None
        await until(ledger, lambda agenda: agenda.epoch)
    assert [record.message for record in caplog.records].count(f"feed cut: server answered {status}") == 1


async def test_acknowledgements_wait_for_a_connection(config, fake_feed, ledger) -> None:
    fake_feed.refuse = HTTPStatus.SERVICE_UNAVAILABLE
    ledger.update(lambda _: Agenda(60.0, epoch="first", outbox=(Ack(1, "spoken"), Ack(2, "unspoken", Why.NO_DEVICE))))
    await fake_feed.call("A001")
    await fake_feed.call("A002")
    async with connected(config, fake_feed, ledger) as feed:
        await feed.push()
        await fake_feed.until(lambda: len(fake_feed.queries) >= 2)
        fake_feed.refuse = None
        await fake_feed.until(lambda: fake_feed.why(2))
        await until(ledger, lambda agenda: not agenda.outbox)
    assert fake_feed.said("spoken") == [1]


async def test_an_acknowledgement_that_may_not_have_arrived_is_sent_again(config, fake_feed, ledger) -> None:
    fake_feed.echo = False
    fake_feed.beat = 0.3
    async with connected(config, fake_feed, ledger):
        await until(ledger, lambda agenda: agenda.epoch)
        await fake_feed.call("A001")
        await until(ledger, lambda agenda: agenda.waiting)
        ledger.update(lambda agenda: rules.finish(rules.begin(agenda), None))
        await fake_feed.until(lambda: fake_feed.said("spoken") == [1])
        await fake_feed.cut()
        await fake_feed.until(lambda: fake_feed.said("spoken") == [1, 1])
        await until(ledger, lambda agenda: not agenda.outbox)


async def test_a_server_that_says_nothing_of_it_is_believed_after_two_beats(config, fake_feed, ledger) -> None:
    fake_feed.echo = False
    async with connected(config, fake_feed, ledger):
        await until(ledger, lambda agenda: agenda.epoch)
        await fake_feed.call("A001")
        await until(ledger, lambda agenda: agenda.waiting)
        ledger.update(lambda agenda: rules.finish(rules.begin(agenda), None))
        await until(ledger, lambda agenda: not agenda.outbox)
    assert fake_feed.said("spoken") == [1]


async def test_on_one_connection_nothing_is_sent_twice(config, fake_feed, ledger) -> None:
    fake_feed.echo = False
    fake_feed.beat = None
    longer = replace(config, feed=replace(config.feed, silence=20))
    async with connected(longer, fake_feed, ledger):
        await until(ledger, lambda agenda: agenda.epoch)
        await fake_feed.call("A001")
        await until(ledger, lambda agenda: agenda.waiting)
        ledger.update(lambda agenda: rules.finish(rules.begin(agenda), None))
        await fake_feed.until(lambda: fake_feed.said("spoken"))
        for why in (Why.NO_DEVICE, None, Why.NO_DEVICE):
            told = Ready("pyttsx3", "speech" if why is None else "none", why)
            ledger.tell(told)
            await fake_feed.until(lambda told=told: (fake_feed.ready or {}).get("sound") == told.sound)
    assert fake_feed.said("speaking") == [1]
    assert fake_feed.said("spoken") == [1]


async def test_the_room_is_told_after_the_hello_and_whenever_it_changes(config, fake_feed, ledger) -> None:
    ledger.tell(Ready("pyttsx3", "speech", None))
    async with connected(config, fake_feed, ledger):
        await fake_feed.until(lambda: fake_feed.ready == {"voice": "pyttsx3", "sound": "speech", "why": None})
        ledger.tell(Ready("pyttsx3", "none", Why.NO_DEVICE))
        await fake_feed.until(lambda: fake_feed.ready == {"voice": "pyttsx3", "sound": "none", "why": "no_device"})
        await fake_feed.cut()
        told = len(fake_feed.ups)
        await fake_feed.until(lambda: any("ready" in up for up in fake_feed.ups[told:]))


async def test_frames_it_cannot_understand_are_passed_over(config, fake_feed, ledger) -> None:
    async with connected(config, fake_feed, ledger):
        await until(ledger, lambda agenda: agenda.epoch)
        await fake_feed.send({"seq": "x", "kind": "ticket_called"})
        await fake_feed.send({"brand": "new"})
        await fake_feed.event("counter_opened", counter="1")
        await fake_feed.call("A001")
        await until(ledger, lambda agenda: agenda.waiting)
    assert len(fake_feed.queries) == 1


async def test_a_replay_whose_end_is_not_for_us_lets_go(config, fake_feed, ledger) -> None:
    """The head counts events that a feed of calls leaves out."""
    await fake_feed.call("A001", age=1)
    fake_feed.not_for_us = 1
    ledger.update(lambda _: Agenda(60.0, epoch="first", seen=0))
    async with connected(config, fake_feed, ledger):
        await until(ledger, rules.upcoming)
    assert ledger.agenda.seen == 1


def test_the_address_carries_the_bookmark() -> None:
    assert feed_url("http://pi:8000", Agenda(60.0)) == "ws://pi:8000/feed?only=calls"
    with_place = Agenda(60.0, epoch="a b", seen=412)
    assert (
        feed_url("https://desa.id/antrean/", with_place) == "wss://desa.id/antrean/feed?after=412&epoch=a+b&only=calls"
    )


@pytest.mark.parametrize("server", ["", "pi:8000", "ftp://pi", "http://"])
def test_an_address_that_is_none(server: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        feed_url(server, Agenda(60.0))


def test_reconnects_come_at_once_then_wider_apart_with_jitter() -> None:
    waits = [wait_before(attempt, FeedTimes(), Random(attempt)) for attempt in range(40)]
    assert waits[0] == 0
    assert all(0.5 <= wait <= 10 for wait in waits[1:])
    assert max(waits[1:3]) <= 2
    assert max(waits[6:]) > 8
    assert len(set(waits[6:])) > 20
