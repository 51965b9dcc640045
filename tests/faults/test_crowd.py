"""Many at once: eight counters through one row of people, and a hall full of phones."""

import asyncio
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from websockets.asyncio.client import connect

from tests.faults.crowd import COUNTERS, Crowd, is_sound, whole_log
from tests.faults.server_process import ServerProcess
from tests.faults.test_frozen import HASTY
from tests.live_office import PATIENCE_S, Wire, eight_counters


async def eight_counters_press_at_once(data: Path, tickets: int) -> None:
    crowd = Crowd("hall")
    async with ServerProcess.run(data, office=eight_counters()) as server, server.api() as api:
        await api.post("day/open")

        async def people(count: int) -> None:
            for _ in range(count):
                await crowd.press(api, "tickets", {"service": "A"})

        await asyncio.gather(*(people(tickets // 5) for _ in range(5)))

        async def official(counter: str) -> int:
            calls = 0
            while (await crowd.press(api, f"counters/{counter}/next", {"version": None}))["called"]:
                calls += 1
            return calls

        calls = await asyncio.gather(*(official(counter) for counter in COUNTERS))

        assert sum(calls) == tickets
        assert all(calls)
        events = await whole_log(api)
        is_sound(events, crowd)
        assert sum(event["kind"] == "ticket_called" for event in events) == tickets


async def test_eight_counters_and_150_people(tmp_path: Path) -> None:
    await eight_counters_press_at_once(tmp_path / "data", 150)


@pytest.mark.soak
async def test_eight_counters_and_a_thousand_people(tmp_path: Path) -> None:
    await eight_counters_press_at_once(tmp_path / "data", 1_000)


@pytest.mark.soak
async def test_two_hundred_phones_follow_their_tickets_to_the_end(tmp_path: Path) -> None:
    data = tmp_path / "data"
    async with AsyncExitStack() as stack:
        server = await stack.enter_async_context(ServerProcess.run(data, [HASTY, str(data)]))
        api = await stack.enter_async_context(server.api())
        await api.post("day/open")

        async def phone(token: str) -> None:
            address = f"ws{server.url.removeprefix('http')}/screen/ticket-{token}"
            async with connect(address, proxy=None, close_timeout=1, ping_interval=None) as raw:
                wire = Wire(raw)
                beating = asyncio.create_task(beat(wire))
                await wire.until_part("mine", "GILIRAN ANDA")
                beating.cancel()

        async def beat(wire: Wire) -> None:
            while True:
                await wire.say(beat=1)
                await asyncio.sleep(1)

        phones = []
        for _ in range(200):
            token = (await api.post("tickets", json={"service": "A"})).json()["token"]
            phones.append(asyncio.create_task(phone(token)))

        for phone_ahead in phones:
            # An official needs a while for each person; so this one waits until the person has seen the call.
            assert (await api.post("counters/1/next", json={})).json()["called"]
            async with asyncio.timeout(PATIENCE_S):
                await phone_ahead
        async with asyncio.timeout(PATIENCE_S):
            await asyncio.gather(*phones)
