"""`kill -9` in the middle of pressing: nothing that was answered is lost, and numbers stay dense."""

import random
from pathlib import Path

import httpx
import pytest

from server.store.sqlite import SqliteStore
from tests.faults.crowd import Crowd, is_sound, whole_log
from tests.faults.server_process import ServerProcess
from tests.live_office import eight_counters


async def killed_again_and_again(data: Path, kills: int, seed: int) -> None:
    chance, crowd = random.Random(seed), Crowd(f"seed{seed}")
    for _ in range(kills):
        async with ServerProcess.run(data, office=eight_counters()) as server, server.api() as api:
            assert (await api.post("day/open")).status_code == 200
            await crowd.finish(api)
            enough = len(crowd.answers) + chance.randint(1, 60)

            def presses_on() -> bool:
                if len(crowd.answers) >= enough:  # noqa: B023 (used within this round only)
                    server.kill()  # once is enough, but all of them see it
                return True

            # Nobody stops by himself: each goes on until no answer comes any more.
            await crowd.takes_and_calls(api, presses_on)
            assert await server.ended() == -9
            assert crowd.open
    async with ServerProcess.run(data) as server, server.api() as api:
        is_sound(await whole_log(api), crowd)
        await crowd.is_answered_the_same(api)
        await crowd.finish(api)
        events = await whole_log(api)
        is_sound(events, crowd)
        server.terminate()
        await server.ended()
    store = SqliteStore(data)
    await store.open()
    assert await store.verify() == len(events)
    await store.close()


async def test_a_few_kills_lose_nothing(tmp_path: Path) -> None:
    await killed_again_and_again(tmp_path / "data", kills=3, seed=1)


@pytest.mark.soak
async def test_fifty_kills_lose_nothing(tmp_path: Path) -> None:
    await killed_again_and_again(tmp_path / "data", kills=50, seed=2)


async def test_a_server_that_is_told_to_stop_answers_first(tmp_path: Path) -> None:
    async with ServerProcess.run(tmp_path / "data") as server:
        async with server.api() as api:
            assert (await api.post("day/open")).status_code == 200
            server.terminate()
            assert await server.ended() == 0
            with pytest.raises(httpx.TransportError):
                await api.get("snapshot")
        assert "Traceback" not in server.log
