"""Calls by the thousand through the whole chain: server, feed, announcer, voice, player. Only the player's clock is sped up."""

import asyncio
import json
import os
import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import httpx
import pytest
from websockets.asyncio.client import ClientConnection, connect

from tests.faults.server_process import ServerProcess
from tests.live_office import TOKEN
from tests.sound.announcer_process import running
from tests.sound.fast_player import FastPlayer

pytestmark = pytest.mark.sound

SPEED = 200
COUNTERS = [str(number) for number in range(1, 9)]
WAITING = 5
"""So many calls may wait at a time: a hall in which everybody presses, but no backlog without end."""
PATIENCE_S = 60.0
FLAT_MB = 3.0

_STARTED = re.compile(r"announce seq=(\d+) player started")


@dataclass
class Hall:
    """What the log says of the calls, as the feed brings it: each call's ticket and counter, and how often what became of it."""

    calls: dict[int, tuple[str, str]] = field(default_factory=dict)
    outcomes: Counter[tuple[str, int]] = field(default_factory=Counter)
    _news: asyncio.Event = field(default_factory=asyncio.Event)

    async def read(self, socket: ClientConnection) -> None:
        async for text in socket:
            event = json.loads(text)
            kind = event.get("kind", "")
            if kind in {"ticket_called", "ticket_recalled"}:
                self.calls[event["seq"]] = (event["ticket"], event["counter"])
            elif kind.startswith("call_"):
                self.outcomes[kind, event["call"]] += 1
            self._news.set()

    @property
    def settled(self) -> int:
        return sum(kind in {"call_spoken", "call_unspoken"} for kind, _ in self.outcomes)

    async def waits_for(self, settled: int) -> None:
        """Until so many calls have been settled."""
        while self.settled < settled:
            self._news.clear()
            async with asyncio.timeout(PATIENCE_S):
                await self._news.wait()


@dataclass
class Fingers:
    """Presses at random counters: every `each`-th is a new ticket, the others are recalls of one that was called."""

    api: httpx.AsyncClient
    chance: Random
    each: int = 4
    called: list[str] = field(default_factory=list)

    async def press(self) -> None:
        counter = self.chance.choice(COUNTERS)
        if counter not in self.called or self.chance.randrange(self.each) == 0:
            (await self.api.post("tickets", json={"service": "A"})).raise_for_status()
            await self._post(f"counters/{counter}/next", {"version": None})
            self.called.append(counter)
        else:
            await self._post(f"counters/{counter}/recall", {"version": None})

    async def _post(self, path: str, body: dict[str, None]) -> None:
        answer = await self.api.post(path, json=body)
        assert answer.status_code == 200, answer.text


async def many_calls(folder: Path, count: int, early: int) -> tuple[float, float]:
    """Resident megabytes of the announcer after `early` calls and at the end."""
    player = FastPlayer(folder, SPEED)
    data, log = folder / "data", folder / "announcer.log"
    environment = {**os.environ, "PATH": str(player.bin)}
    hall = Hall()
    command = ["-m", "tests.sound.hurried_server", str(data)]
    async with ServerProcess.run(data, command) as server, server.api() as api:
        (await api.post("day/open")).raise_for_status()
        feed = f"ws{server.url.removeprefix('http')}/feed"
        header = {"Authorization": f"Bearer {TOKEN}"}
        async with (
            connect(feed, additional_headers=header, proxy=None, ping_interval=None) as socket,
            running(server.url, folder / "state", environment, token=TOKEN, log=log) as process,
            asyncio.TaskGroup() as group,
        ):
            reading = group.create_task(hall.read(socket))
            beating = group.create_task(_beat(socket))
            fingers = Fingers(api, Random(count))
            memory = []
            for number in range(1, count + 1):
                await fingers.press()
                await hall.waits_for(number - WAITING)
                if number == early:
                    memory.append(_resident_mb(process.pid))
            await hall.waits_for(count)
            memory.append(_resident_mb(process.pid))
            reading.cancel()
            beating.cancel()
    assert len(hall.calls) == count
    assert hall.outcomes == {(kind, seq): 1 for seq in hall.calls for kind in ("call_speaking", "call_spoken")}
    _played_as_told(player, hall, log)
    return memory[0], memory[-1]


def _played_as_told(player: FastPlayer, hall: Hall, log: Path) -> None:
    """Each utterance sounded once, in the order of the announcer's own log, and each file says one ticket."""
    utterances = _utterances(log.read_text().splitlines())
    assert sorted(seq for seqs in utterances for seq in seqs) == sorted(hall.calls)
    played = player.played()
    assert len(played) == len(utterances)
    says: dict[str, tuple[str, str]] = {}
    for sound, seqs in zip(played, utterances, strict=True):
        calls = {hall.calls[seq] for seq in seqs}
        assert len(calls) == 1, "only repeats of one call are said together"
        assert says.setdefault(sound.path, *calls) in calls
    assert len(set(says.values())) == len({ticket for ticket, _ in hall.calls.values()})


def _utterances(lines: list[str]) -> list[list[int]]:
    """The calls that were said together, in the order of the log: it tells of each when the player starts, then how each ended."""
    found: list[list[int]] = []
    starting = False
    for line in lines:
        started = _STARTED.search(line)
        if started and starting:
            found[-1].append(int(started[1]))
        elif started:
            found.append([int(started[1])])
        starting = started is not None
    return found


async def _beat(socket: ClientConnection) -> None:
    while True:
        await socket.send('{"beat":1}')
        await asyncio.sleep(4)


def _resident_mb(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text().splitlines()
    return int(next(line for line in status if line.startswith("VmRSS")).split()[1]) / 1024


async def test_thirty_calls_none_lost_none_doubled_none_over_another(tmp_path: Path) -> None:
    await many_calls(tmp_path, 30, 30)


@pytest.mark.soak
async def test_a_thousand_calls_none_lost_none_doubled_none_over_another_in_flat_memory(tmp_path: Path) -> None:
    # The first hundreds fill the heap of each thread that assembles sound; from then on nothing may be added.
    early, late = await many_calls(tmp_path, 1_000, 500)
    print(f"announcer: {early:.1f} MB after 500 calls, {late:.1f} MB after 1,000")
    assert late < early + FLAT_MB
