"""Rooms over real sockets: who may speak, what is told to announcers, and whose word counts."""

import asyncio

import httpx
import pytest

from server.domain.frozen import replace
from tests.conftest import Starter
from tests.live_office import QUIET, TOKEN, VILLAGE_TOML, LiveOffice, Wire
from tests.server.feed_announcer import announcer, lease
from tests.server.two_rooms import TWO_ROOMS

# Long enough for two announcers to come, also where a machine has other work.
SHORT = replace(QUIET, lease=2)


async def call(api: httpx.AsyncClient, counter: str = "1") -> int:
    """A new number for counter 1 or 2 is called."""
    await api.post("tickets", json={"service": "A" if counter == "1" else "B"})
    return int((await api.post(f"counters/{counter}/next", json={})).json()["seq"])


async def _beat(wire: Wire) -> None:
    while True:
        await wire.say(beat=1)
        await asyncio.sleep(0.1)


async def outcome(api: httpx.AsyncClient, seq: int) -> str:
    calls = (await api.get("snapshot")).json()["calls"]
    return str(next(call["spoken"] for call in calls if call["seq"] == seq))


async def test_an_announcer_is_told_the_voice_first_and_then_its_room(live: LiveOffice, open_day: object) -> None:
    wire = await announcer(live)

    assert (await wire.next())["hello"] == 1
    voice = (await wire.next())["voice"]
    assert (voice["rate"], voice["repeat"], voice["rooms"]) == (130, 2, {"": "device"})
    assert (await wire.next())["announcements"] == []
    told = [await wire.next(), await wire.next()]
    assert {"lease": {"room": "", "fence": 1, "for_ms": 120_000, "begun": []}} in told
    assert {"soon": []} in told


async def test_the_second_stands_by_and_follows_at_once_when_the_first_says_goodbye(live: LiveOffice) -> None:
    first, second = await announcer(live, "east"), await announcer(live, "west")
    assert await lease(first) == ("", 1)
    assert await lease(second) == ("", None)

    await first.raw.close()

    assert await lease(second) == ("", 2)


async def test_the_second_follows_when_a_broken_lines_time_is_over(start: Starter) -> None:
    live = await start(times=SHORT)
    first, second = await announcer(live, "east"), await announcer(live, "west")
    assert await lease(first) == ("", 1)
    assert await lease(second) == ("", None)
    assert live.running.context.presence.voice_in("") is not None

    first.raw.transport.abort()
    await live.settled(lambda: len(live.running.context.peers) == 1)
    assert live.running.context.presence.voice_in("").why == "no_lease"
    # As an announcer does it: one that was heard only once may have been silent too long itself when the time is over.
    beating = asyncio.create_task(_beat(second))

    assert await lease(second) == ("", 2)
    beating.cancel()
    await live.settled(lambda: live.running.context.presence.voice_in("").sound == "speech")


async def test_one_that_hung_is_told_that_its_time_is_over_and_gets_the_room_again(start: Starter) -> None:
    live = await start(times=SHORT)
    alone = await announcer(live, "east")
    assert await lease(alone) == ("", 1)

    assert await lease(alone) == ("", None)
    await alone.say(beat=1)

    assert await lease(alone) == ("", 2)


async def test_whoever_comes_back_by_its_own_name_need_not_wait(live: LiveOffice) -> None:
    first = await announcer(live, "east")
    assert await lease(first) == ("", 1)
    first.raw.transport.abort()

    assert await lease(await announcer(live, "east")) == ("", 2)


async def test_numbers_go_on_after_a_restart_and_the_former_holder_comes_first(start: Starter) -> None:
    live = await start()
    first = await announcer(live, "east")
    assert await lease(first) == ("", 1)
    first.raw.transport.abort()
    await live.settled(lambda: len(live.running.context.peers) == 0)
    await start.stop(live)
    live = await start()
    stranger, former = await announcer(live, "west"), await announcer(live, "east")

    assert await lease(stranger) == ("", None)
    assert await lease(former) == ("", 2)


async def test_only_the_holders_word_counts_and_only_under_its_present_number(
    live: LiveOffice, open_day: httpx.AsyncClient
) -> None:
    first, second = await announcer(live, "east"), await announcer(live, "west")
    assert await lease(first) == ("", 1)
    seq = await call(open_day)
    for wire, words in (
        (second, {"speaking": seq}),
        (second, {"speaking": seq, "fence": 1}),
        (first, {"speaking": seq, "fence": 2}),
        (first, {"spoken": seq}),
    ):
        await wire.say(**words)
        refused = await wire.until(lambda frame: "refused" in frame)
        assert refused == {"refused": {"seq": seq, "fence": words.get("fence")}}
    assert await outcome(open_day, seq) == "queued"

    await first.say(speaking=seq, fence=1)
    await first.until(lambda frame: frame.get("kind") == "call_speaking")
    assert await outcome(open_day, seq) == "speaking"


async def test_a_holder_without_a_device_is_asked_to_yield_to_one_that_can_speak_and_no_call_is_lost(
    live: LiveOffice, open_day: httpx.AsyncClient
) -> None:
    first, second = await announcer(live, "east"), await announcer(live, "west")
    assert await lease(first) == ("", 1)
    await first.say(ready={"voice": "pyttsx3", "sound": "none", "why": "no_device"})
    await second.say(ready={"voice": "pyttsx3", "sound": "speech", "why": None})
    assert await first.until(lambda frame: "yield" in frame) == {"yield": 1}
    seq = await call(open_day)

    await first.say(unspoken=seq, why="no_device", fence=1)
    await first.until(lambda frame: "refused" in frame)
    assert await outcome(open_day, seq) == "queued"
    await first.say(yielded=1)

    assert await lease(second) == ("", None)
    assert await lease(second) == ("", 2)
    await second.say(spoken=seq, fence=2)
    await second.until(lambda frame: frame.get("kind") == "call_spoken")
    assert live.running.context.presence.voice_in("").sound == "speech"


async def test_a_holder_without_a_device_and_nobody_to_yield_to_tells_of_it(
    live: LiveOffice, open_day: httpx.AsyncClient
) -> None:
    first, second = await announcer(live, "east"), await announcer(live, "west")
    for wire in (first, second):
        await wire.say(ready={"voice": "pyttsx3", "sound": "none", "why": "no_device"})
    assert await lease(first) == ("", 1)
    seq = await call(open_day)

    await first.say(unspoken=seq, why="no_device", fence=1)

    await second.until(lambda frame: frame.get("kind") == "call_unspoken")
    assert await outcome(open_day, seq) == "unspoken"


async def test_the_next_holder_learns_how_often_a_call_was_begun(live: LiveOffice, open_day: httpx.AsyncClient) -> None:
    first, second = await announcer(live, "east"), await announcer(live, "west")
    assert await lease(first) == ("", 1)
    assert await lease(second) == ("", None)
    seq = await call(open_day)
    await first.say(speaking=seq, fence=1)
    await first.until(lambda frame: frame.get("kind") == "call_speaking")
    await first.raw.close()

    told = (await second.until(lambda frame: frame.get("lease", {}).get("fence")))["lease"]

    assert told["begun"] == [[seq, 1]]


async def test_an_old_announcer_is_believed_while_nobody_holds_the_room(
    live: LiveOffice, open_day: httpx.AsyncClient
) -> None:
    seq = await call(open_day)
    wire = await live.wire("/feed?only=calls", TOKEN)
    await wire.say(speaking=seq)
    await wire.until(lambda frame: frame.get("kind") == "call_speaking")

    holder = await announcer(live)
    await lease(holder)
    await wire.say(spoken=seq)

    assert (await wire.until(lambda frame: "refused" in frame))["refused"]["seq"] == seq


async def test_a_reader_with_a_token_that_claims_nothing_sees_events_alone(
    live: LiveOffice, open_day: httpx.AsyncClient
) -> None:
    wire = await live.wire("/feed", TOKEN)
    await wire.next()
    assert "announcements" not in await wire.next()
    await call(open_day)

    assert [(await wire.next())["kind"] for _ in range(3)] == ["ticket_taken", "counter_opened", "ticket_called"]


async def test_every_call_names_its_room_and_each_room_has_its_announcer(start: Starter) -> None:
    live = await start(office_toml=TWO_ROOMS)
    api = await live.api()
    await api.post("day/open")
    hall, porch = await announcer(live, "a", "aula"), await announcer(live, "b", "teras")
    anywhere = await announcer(live, "c", "gudang")
    assert await lease(hall) == ("aula", 1)
    assert await lease(porch) == ("teras", 2)
    assert await lease(anywhere) == ("aula", None), "a room that is no more: the first one"

    for counter, room in (("1", "aula"), ("2", "teras")):
        seq = await call(api, counter)
        event = await hall.until(lambda frame: frame.get("kind") == "ticket_called")
        assert (event["seq"], event["room"]) == (seq, room)


async def test_who_is_next_is_told_whenever_it_changes(live: LiveOffice, open_day: httpx.AsyncClient) -> None:
    for letter in "AB":
        await open_day.post("tickets", json={"service": letter})
    await open_day.post("counters/1/open", json={})
    wire = await announcer(live)

    first = await wire.until(lambda frame: frame.get("soon"))
    assert first["soon"] == [{"ticket": "A001", "counter": "1", "service": "A"}]
    await open_day.post("counters/1/next", json={})
    assert (await wire.until(lambda frame: "soon" in frame))["soon"] == [
        {"ticket": "B001", "counter": "1", "service": "B"}
    ]
    await open_day.post("day/close")
    assert (await wire.until(lambda frame: "soon" in frame))["soon"] == []


async def test_quiet_hours_reach_the_announcer_by_the_clock(start: Starter) -> None:
    quiet = '\n[[voice.quieter]]\nbegins = "12:00"\nends = "13:00"\nvolume = 40\n'
    live = await start(office_toml=VILLAGE_TOML + quiet)
    wire = await announcer(live)
    assert (await wire.until(lambda frame: "voice" in frame))["voice"]["volume"] == 100

    live.false_clock.passes(seconds=4 * 3_600)
    live.running.context.speaking.news.look_again()

    assert (await wire.until(lambda frame: "voice" in frame))["voice"]["volume"] == 40


@pytest.mark.parametrize("words", [{"claim": 5}, {"claim": {"room": 7}}, {"claim": {"me": []}}])
async def test_a_claim_that_cannot_be_read_is_ignored(live: LiveOffice, words: dict[str, object]) -> None:
    wire = await live.wire("/feed", TOKEN)
    await wire.say(**words)
    await wire.say(claim={})

    assert await lease(wire) == ("", 1)
