"""Signs of life both ways, and an end for whoever shows none; floods and giants end too."""

import asyncio
import json

import pytest

from server.config import Limits, Times
from server.domain.access import Role
from server.domain.frozen import replace
from tests.conftest import Starter
from tests.live_office import PATIENCE_S, QUIET, TOKEN, LiveOffice

LIVELY = Times(beat=0.03, silence=1, silent_peer=0.3, tick=60, shutdown=1)
# For who must not be ended: client and server share one loop, and a machine with other work may hold it up for a while.
UNHURRIED = replace(LIVELY, silence=3, silent_peer=2)


@pytest.mark.parametrize("path", ["/screen/tv", "/screen/kiosk", "/screen/counter-1", "/feed"])
async def test_the_server_beats_on_every_socket(start: Starter, path: str) -> None:
    # This client only listens: it must not count as silent before a slow machine has drawn its first picture.
    live = await start(times=replace(LIVELY, silence=PATIENCE_S, silent_peer=PATIENCE_S))
    wire = await live.wire(path, TOKEN)

    async with asyncio.timeout(PATIENCE_S):
        beats = 0
        while beats < 3:
            message = json.loads(await wire.raw.recv())
            assert message == {"beat": 1} or "beat" not in message
            beats += "beat" in message


@pytest.mark.parametrize("path", ["/screen/tv", "/feed"])
async def test_a_silent_peer_is_ended(start: Starter, path: str) -> None:
    live = await start(times=LIVELY)
    silent = await live.wire(path, TOKEN)

    # 1006: no closing handshake is tried with somebody who does not answer.
    assert await silent.close_code() == 1006
    await live.settled(lambda: len(live.running.context.peers) == 0)
    assert live.running.context.peers.dropped == 1


async def test_a_peer_that_beats_stays(start: Starter) -> None:
    live = await start(times=UNHURRIED, limits=Limits(messages_burst=100_000))
    alive, silent = await live.wire("/screen/tv"), await live.wire("/screen/tv")

    async def beat() -> None:
        while True:
            await alive.say(beat=1)
            await asyncio.sleep(0.02)

    beating = asyncio.create_task(beat())
    assert await silent.close_code() == 1006
    await live.settled(lambda: len(live.running.context.peers) == 1)
    await (await live.api()).post("day/open")
    await alive.until_part("counters", "Loket")
    beating.cancel()


async def test_any_word_is_a_sign_of_life(start: Starter) -> None:
    live = await start(times=UNHURRIED, limits=Limits(messages_burst=100_000))
    talking, silent = await live.wire("/screen/tv"), await live.wire("/screen/tv")

    async def talk() -> None:
        while True:
            await talking.raw.send("not even JSON")
            await asyncio.sleep(0.02)

    talk_task = asyncio.create_task(talk())
    assert await silent.close_code() == 1006
    await live.settled(lambda: len(live.running.context.peers) == 1)
    talk_task.cancel()


@pytest.mark.parametrize("path", ["/screen/tv", "/feed"])
async def test_a_message_of_64_kib_passes_and_one_byte_more_ends_the_socket(live: LiveOffice, path: str) -> None:
    wire = await live.wire(path, TOKEN)
    filler = 65_536 - len('{"beat":1,"x":""}')
    await wire.raw.send('{"beat":1,"x":"' + "x" * filler + '"}')
    await wire.say(beat=1)
    await (await live.api()).post("day/open")
    await wire.until(lambda message: message.get("seq") == 2)

    await wire.raw.send("x" * 65_537)

    assert await wire.close_code() == 1009


async def test_a_flood_of_messages_ends_the_screen_and_nobody_else(start: Starter) -> None:
    live = await start(limits=Limits(messages_burst=10, messages_rate=0.001))
    flood, other = await live.wire("/screen/tv"), await live.wire("/screen/tv")
    await other.next()
    for _ in range(11):
        await flood.say(beat=1)

    assert await flood.close_code() == 1008
    for _ in range(10):
        await other.say(beat=1)
    await (await live.api()).post("day/open")
    assert (await other.next())["seq"] == 2


async def test_an_announcer_may_report_a_whole_backlog_at_once(start: Starter) -> None:
    """After an outage it gives up what it missed; that is no flood, and it is a device of the house."""
    live = await start(limits=Limits(messages_burst=10, messages_rate=0.001))
    api = await live.api()
    await api.post("day/open")
    feed = await live.wire("/feed", await live.running.context.doorkeeper.admit(Role.ANNOUNCER))
    for seq in range(100):
        await feed.say(unspoken=seq, why="stale")
    await api.post("tickets", json={"service": "A"})

    await feed.until(lambda message: message.get("seq") == 3)


async def test_a_stalled_tv_counts_as_gone_when_it_is_ended(start: Starter) -> None:
    live = await start(times=LIVELY)
    await live.wire("/screen/tv", cookies=await live.device(Role.TV))
    presence = live.running.context.presence
    assert presence.screens == 1

    await live.settled(lambda: presence.screens == 0)


async def test_the_time_outs_are_those_of_the_contract() -> None:
    times, limits = Times(), Limits()

    assert (times.beat, times.silence, times.silent_peer) == (4, 10, 20)
    assert limits.body == 65_536
    assert QUIET.beat > 20
