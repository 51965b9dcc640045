"""`WS /feed`: the queue's events in order, once, for machines."""

import asyncio
from typing import Any

import httpx
import pytest

from server.config import Times
from server.domain.access import Role
from tests.conftest import Starter
from tests.domain.false_clock import FalseClock
from tests.live_office import QUIET, TOKEN, LiveOffice, Wire
from tests.server.offices import done, taking


@pytest.fixture
async def called(open_day: httpx.AsyncClient) -> httpx.AsyncClient:
    """A001 is called at counter 1; the head is 5."""
    await open_day.post("tickets", json={"service": "A"})
    await open_day.post("counters/1/next", json={})
    return open_day


async def events(wire: Wire, count: int) -> list[dict[str, Any]]:
    return [await wire.next() for _ in range(count)]


async def test_a_reader_without_a_bookmark_gets_a_greeting_and_todays_calls(
    live: LiveOffice, called: httpx.AsyncClient
) -> None:
    live.false_clock.passes(seconds=7)
    feed = await live.wire("/feed", TOKEN)

    assert await feed.next() == {"hello": 1, "epoch": live.office.epoch, "head": 5}
    assert await feed.next() == {
        "reset": True,
        "epoch": live.office.epoch,
        "head": 5,
        "calls": [
            {
                "seq": 5,
                "kind": "ticket_called",
                "ticket": "A001",
                "counter": "1",
                "service": "A",
                "age": 7.0,
                "spoken": "queued",
                "room": "",
            }
        ],
    }


async def test_a_bookmark_is_read_on_from(live: LiveOffice, called: httpx.AsyncClient) -> None:
    live.false_clock.passes(seconds=3)
    feed = await live.wire(f"/feed?after=3&epoch={live.office.epoch}", TOKEN)

    assert await feed.next() == {"hello": 1, "epoch": live.office.epoch, "head": 5}
    told = await events(feed, 2)
    assert told == [
        {
            "seq": 4,
            "at": "2026-11-23T01:00:00.000Z",
            "kind": "counter_opened",
            "v": 1,
            "counter": "1",
            "age": 3.0,
        },
        {
            "seq": 5,
            "at": "2026-11-23T01:00:00.000Z",
            "kind": "ticket_called",
            "v": 2,
            "ticket": "A001",
            "counter": "1",
            "service": "A",
            "rule": "arrival",
            "press": 4,
            "age": 3.0,
            "room": "",
        },
    ]


async def test_new_events_come_as_they_happen_each_once_and_in_order(
    live: LiveOffice, open_day: httpx.AsyncClient
) -> None:
    feed = await live.wire(f"/feed?after=2&epoch={live.office.epoch}", TOKEN)
    await feed.next()

    await asyncio.gather(*(open_day.post("tickets", json={"service": "A"}) for _ in range(20)))
    for _ in range(5):
        await open_day.post("counters/1/next", json={})

    told = await events(feed, 30)
    assert [event["seq"] for event in told] == list(range(3, 33))
    tickets = [event["ticket"] for event in told if event["kind"] == "ticket_called"]
    assert tickets == ["A001", "A002", "A003", "A004", "A005"]


async def test_what_happened_while_cut_off_is_made_up_for(live: LiveOffice, open_day: httpx.AsyncClient) -> None:
    feed = await live.wire(f"/feed?after=2&epoch={live.office.epoch}", TOKEN)
    await feed.next()
    await feed.raw.close()
    await asyncio.gather(*(done(live.office, taking(number)) for number in range(400)))

    feed = await live.wire(f"/feed?after=2&epoch={live.office.epoch}", TOKEN)

    assert (await feed.next())["head"] == 402
    assert [event["seq"] for event in await events(feed, 400)] == list(range(3, 403))


@pytest.mark.parametrize(
    "bookmark",
    [
        "after=3&epoch=another",
        "after=3",
        "after=99&epoch={epoch}",
        "after=-1&epoch={epoch}",
        "after=x&epoch={epoch}",
        "epoch={epoch}",
    ],
)
async def test_a_bookmark_that_cannot_be_served_is_reset(
    live: LiveOffice, called: httpx.AsyncClient, bookmark: str
) -> None:
    feed = await live.wire("/feed?" + bookmark.format(epoch=live.office.epoch), TOKEN)

    assert (await feed.next())["hello"] == 1
    reset = await feed.next()
    assert (reset["reset"], reset["head"], [call["seq"] for call in reset["calls"]]) == (True, 5, [5])
    await called.post("counters/1/recall", json={})
    assert (await feed.next())["seq"] == 6


async def test_only_calls_leaves_the_rest_out(live: LiveOffice, open_day: httpx.AsyncClient) -> None:
    feed = await live.wire(f"/feed?after=0&epoch={live.office.epoch}&only=calls", TOKEN)
    await feed.next()
    await open_day.post("tickets", json={"service": "A"})
    await open_day.post("counters/1/next", json={})
    await open_day.post("counters/1/recall", json={})
    await feed.say(spoken=5)
    await open_day.post("counters/1/start", json={})
    await open_day.post("counters/1/finish", json={})
    await feed.say(unspoken=6, why="player_failed")

    told = await events(feed, 4)

    assert [(event["seq"], event["kind"]) for event in told] == [
        (5, "ticket_called"),
        (6, "ticket_recalled"),
        *((event["seq"], event["kind"]) for event in told[2:]),
    ]
    assert [event["kind"] for event in told[2:]] == ["call_spoken", "call_unspoken"]


async def test_acknowledgements_reach_the_snapshot(live: LiveOffice, called: httpx.AsyncClient) -> None:
    feed = await live.wire(f"/feed?after=5&epoch={live.office.epoch}", TOKEN)
    await feed.next()

    async def outcome() -> tuple[object, object]:
        (call,) = (await called.get("snapshot")).json()["calls"]
        return call["spoken"], call["why"]

    assert await outcome() == ("queued", None)
    await feed.say(speaking=5)
    assert (await feed.next())["kind"] == "call_speaking"
    assert await outcome() == ("speaking", None)
    await feed.say(spoken=5)
    assert (await feed.next())["kind"] == "call_spoken"
    assert await outcome() == ("spoken", None)
    # Late, doubled and foreign ones are no news.
    await feed.say(spoken=5)
    await feed.say(speaking=5)
    await feed.say(unspoken=5, why="player_failed")
    await feed.say(spoken=4_711)
    await called.post("counters/1/recall", json={})
    assert (await feed.next())["seq"] == 8


@pytest.mark.parametrize(
    ("why", "kept"), [("no_device", "no_device"), ("<b>bebas</b>", "player_failed"), (None, "player_failed")]
)
async def test_an_unspoken_call_has_a_code_and_never_free_text(
    live: LiveOffice, called: httpx.AsyncClient, why: str | None, kept: str
) -> None:
    feed = await live.wire(f"/feed?after=5&epoch={live.office.epoch}", TOKEN)
    await feed.next()
    await feed.say(unspoken=5, why=why)

    event = await feed.next()

    assert (event["kind"], event["call"], event["why"]) == ("call_unspoken", 5, kept)
    (call,) = (await called.get("snapshot")).json()["calls"]
    assert (call["spoken"], call["why"]) == ("unspoken", kept)


@pytest.mark.parametrize(
    "words", ["", "hello", "[]", "5", '{"speaking":"5"}', '{"spoken":-1}', '{"wave":1}', "{", '{"spoken":5.5}']
)
async def test_words_of_a_newer_program_are_ignored(live: LiveOffice, called: httpx.AsyncClient, words: str) -> None:
    feed = await live.wire(f"/feed?after=5&epoch={live.office.epoch}", TOKEN)
    await feed.next()

    await feed.raw.send(words)
    await feed.say(speaking=5)

    assert (await feed.next())["kind"] == "call_speaking"


async def test_bytes_are_no_words_and_end_the_feed(live: LiveOffice, caplog: pytest.LogCaptureFixture) -> None:
    feed = await live.wire("/feed", TOKEN)
    await feed.raw.send(b"\x00\x01")

    assert await feed.close_code() == 1003
    assert "Exception" not in caplog.text


async def test_a_reader_that_may_not_speak_changes_nothing(live: LiveOffice, called: httpx.AsyncClient) -> None:
    """A TV may read along, but what was heard in the room is not for it to say."""
    cookies = await live.device(Role.TV)
    feed = await live.wire(f"/feed?after=5&epoch={live.office.epoch}", cookies=cookies)
    await feed.next()
    await feed.say(spoken=5)
    await feed.say(ready={"voice": "x", "sound": "speech"})
    await called.post("counters/1/recall", json={})

    assert (await feed.next())["kind"] == "ticket_recalled"
    assert live.running.context.presence.voice is None


@pytest.mark.parametrize("token", ["", "salah"])
async def test_without_a_token_the_feed_is_closed(live: LiveOffice, token: str) -> None:
    feed = await live.wire("/feed", token)

    assert await feed.close_code() == 4401


async def test_an_announcers_own_token_opens_the_feed(live: LiveOffice) -> None:
    token = await live.running.context.doorkeeper.admit(Role.ANNOUNCER)
    feed = await live.wire("/feed", token)

    assert (await feed.next())["hello"] == 1
    assert live.running.context.presence.voice is not None
    await feed.raw.close()
    await live.settled(lambda: live.running.context.presence.voice is None)


async def test_ages_follow_the_monotonic_clock_and_not_the_wall(start: Starter) -> None:
    clock = FalseClock()
    live = await start(clock=clock)
    api = await live.api()
    await api.post("day/open")
    clock.passes(seconds=5)
    clock.is_put(days=-3)
    feed = await live.wire(f"/feed?after=1&epoch={live.office.epoch}", TOKEN)
    await feed.next()

    assert (await feed.next())["age"] == 5.0


async def test_the_announcer_is_gone_after_silence_and_back_with_its_next_word(start: Starter) -> None:
    times = Times(beat=60, silence=1, silent_peer=300, tick=60, shutdown=1)
    live = await start(times=times)
    tablet = await live.wire("/screen/counter-1", TOKEN)
    await tablet.until_part("alarms", "Pengeras suara terputus")
    feed = await live.wire("/feed", await live.running.context.doorkeeper.admit(Role.ANNOUNCER))
    await feed.say(ready={"voice": "pyttsx3", "sound": "chime", "why": "no_voice"})
    await tablet.until_part("alarms", "Hanya lonceng")

    # It hangs: the connection stands, and nothing comes.
    await tablet.until_part("alarms", "Pengeras suara terputus")
    assert live.running.context.presence.voice is None

    await feed.say(beat=1)
    await tablet.until_part("alarms", "Hanya lonceng")


async def test_what_the_room_can_hear_is_on_the_tablet_at_once(start: Starter) -> None:
    live = await start(times=QUIET)
    tablet = await live.wire("/screen/counter-1", TOKEN)
    first = await tablet.next()
    assert "Pengeras suara terputus" in first["parts"]["alarms"]
    feed = await live.wire("/feed", await live.running.context.doorkeeper.admit(Role.ANNOUNCER))
    update = await tablet.next()
    assert set(update["parts"]) == {"alarms"}
    assert "Pengeras suara terputus" not in update["parts"]["alarms"]

    for sound, words in (("none", "Tidak ada perangkat suara"), ("chime", "Hanya lonceng")):
        await feed.say(ready={"voice": "pyttsx3", "sound": sound, "why": None})
        await tablet.until_part("alarms", words)
    await feed.say(ready={"voice": "silent", "sound": "speech"})
    await tablet.until_part("alarms", "Suara dimatikan")
    await feed.raw.close()
    await tablet.until_part("alarms", "Pengeras suara terputus")
