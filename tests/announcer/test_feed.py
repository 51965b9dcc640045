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
from announcer.lease import Standing
from announcer.ledger import Ledger
from announcer.messages import Ack, Chosen, Ready, Soon, TvReady, TvSound
from announcer.why import Why


async def until(ledger: Ledger, condition: Callable[[Agenda], object]) -> None:
    async with asyncio.timeout(20):
        while not condition(ledger.agenda):
            await ledger.changed(ledger.version)


@asynccontextmanager
async def connected(config: Config, fake_feed, ledger: Ledger) -> AsyncIterator[Feed]:
    feed = Feed(replace(config, server=fake_feed.url), ledger, rng=Random(1), monotonic=monotonic, me="ab12")
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
        await until(ledger, rules.upcoming)
        ledger.update(lambda agenda: rules.finish(rules.sounds(rules.begin(agenda)), None))
        await fake_feed.until(lambda: fake_feed.said("spoken") == [1])
        await fake_feed.cut()
        await fake_feed.until(lambda: fake_feed.said("spoken") == [1, 1])
        await until(ledger, lambda agenda: not agenda.outbox)


async def test_a_server_that_says_nothing_of_it_is_believed_after_two_beats(config, fake_feed, ledger) -> None:
    fake_feed.echo = False
    async with connected(config, fake_feed, ledger):
        await until(ledger, lambda agenda: agenda.epoch)
        await fake_feed.call("A001")
        await until(ledger, rules.upcoming)
        ledger.update(lambda agenda: rules.finish(rules.sounds(rules.begin(agenda)), None))
        await until(ledger, lambda agenda: not agenda.outbox)
    assert fake_feed.said("spoken") == [1]


async def test_on_one_connection_nothing_is_sent_twice(config, fake_feed, ledger) -> None:
    fake_feed.echo = False
    fake_feed.beat = None
    longer = replace(config, feed=replace(config.feed, silence=20))
    async with connected(longer, fake_feed, ledger):
        await until(ledger, lambda agenda: agenda.epoch)
        await fake_feed.call("A001")
        await until(ledger, rules.upcoming)
        ledger.update(lambda agenda: rules.finish(rules.sounds(rules.begin(agenda)), None))
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


async def test_a_server_of_today_is_asked_for_the_room_and_its_fence_goes_with_every_word(
    config, fake_feed, ledger
) -> None:
    fake_feed.fences = []
    async with connected(replace(config, room="aula"), fake_feed, ledger):
        await until(ledger, lambda _: ledger.lease.standing is Standing.HOLDER)
        await fake_feed.call("A001")
        await until(ledger, rules.upcoming)
        ledger.update(lambda agenda: rules.finish(rules.sounds(rules.begin(agenda)), None))
        await fake_feed.until(lambda: fake_feed.said("spoken"))
    assert [up["claim"] for up in fake_feed.ups if "claim" in up] == [{"room": "aula", "first": False, "me": "ab12"}]
    assert [up["fence"] for up in fake_feed.ups if "spoken" in up or "speaking" in up] == [1, 1]


async def test_a_server_of_old_gets_no_fence(config, fake_feed, ledger) -> None:
    async with connected(config, fake_feed, ledger):
        await fake_feed.call("A001")
        await until(ledger, rules.upcoming)
        assert ledger.lease.standing is Standing.ALONE
        ledger.update(lambda agenda: rules.finish(rules.sounds(rules.begin(agenda)), None))
        await fake_feed.until(lambda: fake_feed.said("spoken"))
    assert all("fence" not in up for up in fake_feed.ups)


async def test_a_server_of_today_that_never_answers_makes_nobody_mute(config, fake_feed, ledger) -> None:
    async with connected(config, fake_feed, ledger):
        await until(ledger, lambda agenda: agenda.epoch)
        await fake_feed.send({"voice": {}})
        await fake_feed.call("A001")
        await until(ledger, rules.upcoming)
        assert ledger.lease.standing is Standing.ALONE


async def test_who_stands_by_says_nothing_and_keeps_what_it_has_to_tell(config, fake_feed, ledger) -> None:
    fake_feed.fences = []
    ledger.update(lambda _: Agenda(60.0, epoch="first", outbox=(Ack(1, "spoken"),), standby=None))
    fake_feed.holder = fake_feed  # somebody else
    async with connected(config, fake_feed, ledger):
        await until(ledger, lambda _: ledger.lease.standing is Standing.STANDBY)
        await fake_feed.call("A001")
        await until(ledger, lambda agenda: agenda.waiting)
        assert rules.upcoming(ledger.agenda) is None
        assert fake_feed.said("spoken") == []
        fake_feed.holder = None
        await fake_feed.grant(begun=[[1, 1]])
        await until(ledger, rules.upcoming)
        await fake_feed.until(lambda: fake_feed.said("spoken") == [1])
    assert ledger.agenda.attempts == {1: 1}


async def test_the_room_can_be_taken_away_at_any_moment(config, fake_feed, ledger) -> None:
    fake_feed.fences = []
    async with connected(config, fake_feed, ledger):
        await until(ledger, lambda _: ledger.lease.standing is Standing.HOLDER)
        await fake_feed.call("A001")
        await until(ledger, rules.upcoming)
        await fake_feed.send({"lease": {"room": "", "fence": None}})
        await until(ledger, lambda _: ledger.lease.standing is Standing.STANDBY)
        assert rules.upcoming(ledger.agenda) is None


async def test_who_is_asked_to_yield_ends_what_sounds_and_gives_the_room_up(config, fake_feed, ledger) -> None:
    fake_feed.fences = []

    def yielded() -> list[int]:
        return [up["yielded"] for up in fake_feed.ups if "yielded" in up]

    async with connected(config, fake_feed, ledger):
        await until(ledger, lambda _: ledger.lease.standing is Standing.HOLDER)
        await fake_feed.call("A001")
        await fake_feed.call("A002")
        await until(ledger, lambda agenda: len(agenda.waiting) == 2)
        ledger.update(lambda agenda: rules.sounds(rules.begin(agenda)))
        for fence in (7, 1):
            await fake_feed.send({"yield": fence})
        await fake_feed.send({"soon": [{"ticket": "A003", "counter": "1"}]})
        await until(ledger, lambda _: ledger.soon.tickets)
        for why in (Why.NO_DEVICE, Why.NO_TV):
            ledger.tell(Ready("pyttsx3", "none", why))
            await fake_feed.until(lambda why=why: why in [up["ready"]["why"] for up in fake_feed.ups if "ready" in up])
        assert yielded() == []
        ledger.update(lambda agenda: rules.finish(agenda, None))
        await fake_feed.until(yielded)
        await until(ledger, lambda _: ledger.lease.standing is Standing.STANDBY)
    assert yielded() == [1]
    assert [utterance.ticket for utterance in ledger.agenda.waiting] == ["A002"]


async def test_an_acknowledgement_that_was_refused_is_forgotten(config, fake_feed, ledger) -> None:
    fake_feed.fences, fake_feed.echo, fake_feed.beat = [], False, None
    longer = replace(config, feed=replace(config.feed, silence=20))
    async with connected(longer, fake_feed, ledger):
        await fake_feed.call("A001")
        await until(ledger, rules.upcoming)
        ledger.update(lambda agenda: rules.finish(rules.begin(agenda), None))
        await fake_feed.until(lambda: fake_feed.said("spoken"))
        await fake_feed.send({"refused": {"seq": 1, "fence": 1}})
        await until(ledger, lambda agenda: not agenda.outbox)


async def test_another_room_than_before_is_told_whole(config, fake_feed, ledger) -> None:
    fake_feed.fences = []
    async with connected(config, fake_feed, ledger):
        await until(ledger, lambda _: ledger.lease.standing is Standing.HOLDER)
        await fake_feed.event("ticket_called", ticket="A001", counter="1", room="aula")
        await until(ledger, lambda agenda: agenda.seen == 1)
        assert ledger.agenda.waiting == ()
        fake_feed.room = "aula"
        await fake_feed.grant()
        await until(ledger, rules.upcoming)
    assert fake_feed.queries[-1] == {"only": "calls"}
    assert [utterance.ticket for utterance in ledger.agenda.waiting] == ["A001"]


async def test_who_has_slept_asks_for_the_room_anew(config, fake_feed, ledger) -> None:
    """The clock went on while we did not: what lies in the socket is old, and somebody else may speak by now."""
    fake_feed.fences = []
    clock = [0.0]
    feed = Feed(replace(config, server=fake_feed.url), ledger, rng=Random(1), monotonic=lambda: clock[0])
    running = asyncio.create_task(feed.run())
    try:
        await until(ledger, lambda _: ledger.lease.standing is Standing.HOLDER)
        clock[0] += 13
        await fake_feed.until(lambda: len(fake_feed.queries) == 2)
        await until(ledger, lambda _: ledger.lease.fence == 2)
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)


async def test_who_goes_in_good_order_says_goodbye(config, fake_feed, ledger) -> None:
    async with connected(config, fake_feed, ledger):
        await until(ledger, lambda agenda: agenda.epoch)
    await fake_feed.until(lambda: fake_feed.goodbyes == [1001])


async def test_what_holds_until_told_otherwise_is_noted(config, fake_feed, ledger) -> None:
    async with connected(config, fake_feed, ledger):
        await until(ledger, lambda agenda: agenda.epoch)
        await fake_feed.send({"voice": {"rate": 120}})
        await fake_feed.send({"soon": [{"ticket": "A001", "counter": "1", "service": "A"}]})
        await fake_feed.send({"tv": {"ready": True}})
        await fake_feed.send({"tv": {"seq": 7, "state": "playing"}})
        await until(ledger, lambda _: ledger.sound)
    assert ledger.chosen == Chosen({"rate": 120})
    assert ledger.soon == Soon((("A001", "1"),))
    assert ledger.tv == TvReady(ready=True)
    assert ledger.sound == TvSound(7, "playing")
