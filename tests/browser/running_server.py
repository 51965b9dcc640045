"""A real server for browsers: uvicorn on a port of its own, SQLite in a folder of its own, started and stopped at will."""

import asyncio
from contextlib import AsyncExitStack
from typing import Self

import httpx

from server.app import ClockMaker, RunningOffice, open_office, system_clock, uvicorn_server
from server.config import Config
from server.domain.access import AccountRow, Role
from server.domain.frozen import replace
from server.listening import listen
from tests.live_office import Mute, person_of


class RunningServer:
    """`config` names the folder, the times and the API token; `set_up`: with people. A restart keeps port and data."""

    def __init__(self, config: Config, make_clock: ClockMaker = system_clock, *, set_up: bool = True) -> None:
        self._config = config
        self._set_up = set_up
        self._make_clock = make_clock
        self._port = 0
        self._house = AsyncExitStack()
        self._office: RunningOffice | None = None
        self._people: dict[Role, AccountRow] = {}

    async def __aenter__(self) -> Self:
        await self.start()
        if self._set_up:
            for role in (Role.ADMIN, Role.HEAD_OF_SERVICES, Role.OFFICER):
                self._people[role] = await person_of(self.office.context.doorkeeper, role)
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    def person(self, role: Role) -> AccountRow:
        """Somebody who works here, with `GOOD_PIN` and `GOOD_PASSWORD` of `tests.live_office`."""
        return self._people[role]

    @property
    def office(self) -> RunningOffice:
        assert self._office is not None
        return self._office

    @property
    def config(self) -> Config:
        return self._config

    @property
    def port(self) -> int:
        return self._port

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    async def start(self) -> None:
        async with AsyncExitStack() as house:
            # Bound already, so a browser that comes early waits in line instead of being refused.
            listening = listen("127.0.0.1", self._port)
            house.callback(listening.close)
            self._port = listening.getsockname()[1]
            config = replace(self._config, port=self._port)
            office = await house.enter_async_context(open_office(config, make_clock=self._make_clock, speech=Mute()))
            await office.context.complaints_door.open()
            server = uvicorn_server(office.app, config)
            serving = asyncio.create_task(server.serve(sockets=[listening]))

            async def end() -> None:
                server.should_exit = True
                await serving

            house.push_async_callback(end)
            self._office, self._house = office, house.pop_all()

    async def stop(self) -> None:
        self._office = None
        await self._house.aclose()


class Api:
    """What a test does without a browser, with the API token."""

    def __init__(self, server: RunningServer) -> None:
        self._server = server
        self._token = server.config.api_token

    async def post(self, path: str, **body: object) -> dict[str, object]:
        return await self._ask("POST", path, body)

    async def get(self, path: str) -> dict[str, object]:
        return await self._ask("GET", path, None)

    async def open_day(self) -> None:
        await self.post("day/open")

    async def take(self, letters: str) -> list[str]:
        """One ticket for every letter, in order; their tokens."""
        return [str((await self.post("tickets", service=letter))["token"]) for letter in letters]

    async def call(self, counter: str) -> dict[str, object]:
        return await self.post(f"counters/{counter}/next")

    async def snapshot(self) -> dict[str, object]:
        return await self.get("snapshot")

    async def events(self, kind: str) -> list[dict[str, object]]:
        events = (await self.get("events?limit=1000"))["events"]
        assert isinstance(events, list)
        return [event for event in events if event["kind"] == kind]

    async def called(self) -> list[tuple[str, str]]:
        """Every first call so far, in order: (ticket, counter)."""
        return [(str(event["ticket"]), str(event["counter"])) for event in await self.events("ticket_called")]

    async def _ask(self, method: str, path: str, body: dict[str, object] | None) -> dict[str, object]:
        # A connection of its own for every request: the server may be another one than a moment ago.
        async with httpx.AsyncClient(timeout=60, trust_env=False) as client:
            answer = await client.request(
                method,
                f"{self._server.url}/api/v1/{path}",
                json=body,
                headers={"authorization": f"Bearer {self._token}"},
            )
        answer.raise_for_status()
        found = answer.json()
        assert isinstance(found, dict)
        return found
