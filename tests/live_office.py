"""An office on a real socket: uvicorn on port 0 in the test's own event loop, with clients that a test talks through."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import httpx
import uvicorn
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from display.render import Renderer
from server.app import RunningOffice, open_office, uvicorn_server
from server.clock import Clock
from server.config import Config, Limits, Stretching, Times
from server.description import Description
from server.domain.access import AccountRow, Role
from server.domain.patience import Patience
from server.listening import listen
from server.office import Office
from server.page_speech import Order, SpeechMaker
from server.private.doorkeeper import Doorkeeper
from server.store.base import Store
from server.store.memory import MemoryLog, MemoryStore
from server.store.sqlite import SqliteStore
from server.web.cookies import DEVICE_COOKIE, SESSION_COOKIE
from tests.domain.false_clock import FalseClock
from tests.near_line import NearLine

TOKEN = "token-otomasi-untuk-uji"
PATIENCE_S = 30.0
"""Seconds after which a test that waits for something has failed."""
# A test presses faster than fingers do; tests/domain/test_presses.py holds the rest between two calls.
NO_REST = Patience(recall=0)

VILLAGE_TOML = """
name = "Kantor Desa Uji"
timezone = "Asia/Jakarta"
phone_tickets = true
notes = ["Siapkan KTP asli."]

[[services]]
letter = "A"
name = "Surat pengantar"
short = "Surat"

[[services]]
letter = "B"
name = "KTP dan KK"
short = "KTP, KK"

[[counters]]
id = "1"
name = "Loket 1"
label = "Surat, KTP"
services = ["A", "B"]

[[counters]]
id = "2"
name = "Loket 2"
label = "KTP, KK"
services = ["B"]
"""

GOOD_PIN = "193746"
GOOD_PASSWORD = "kopi tubruk di bale-bale"

# Nothing ends by itself while a test thinks; the tests of beats and silence hand in short ones.
QUIET = Times(beat=60, silence=120, silent_peer=300, send=10, tick=60, trial=60, shutdown=1, lease=120)

# A guess costs nothing here: tests open many receipts.
EASY = Stretching(receipt_kib=8, receipt_passes=1, staff_kib=8, staff_passes=1)


def eight_counters() -> str:
    """A village with one service and eight counters, for a crowd of officials."""
    counters = "".join(
        f'[[counters]]\nid = "{n}"\nname = "Loket {n}"\nlabel = "Surat"\nservices = ["A"]\n' for n in range(1, 9)
    )
    head = 'name = "Kantor Ramai"\ntimezone = "Asia/Jakarta"\n'
    return f'{head}[[services]]\nletter = "A"\nname = "Surat"\nshort = "Surat"\n{counters}'


class Mute:
    """No voice: an office of which nobody wants to hear the kiosk starts no process for it."""

    async def check(self) -> bool:
        return False

    async def make(self, _order: Order, _out: Path) -> bool:
        return False


class Wire:
    """A WebSocket client that reads JSON. Beats are kept out of the way of `next` and counted instead."""

    def __init__(self, connection: ClientConnection) -> None:
        self.raw = connection
        self.beats = 0

    async def next(self) -> dict[str, Any]:
        """The next message that is no beat."""
        async with asyncio.timeout(PATIENCE_S):
            while True:
                message = json.loads(await self.raw.recv())
                if "beat" not in message:
                    assert isinstance(message, dict)
                    return message
                self.beats += 1

    async def until(self, wanted: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
        """The first message from now on that is wanted; those before it are dropped."""
        while not wanted(message := await self.next()):
            pass
        return message

    async def until_part(self, name: str, words: str) -> str:
        """The first picture of that part which holds the words."""
        message = await self.until(lambda message: words in message.get("parts", {}).get(name, ""))
        return str(message["parts"][name])

    async def say(self, **message: object) -> None:
        await self.raw.send(json.dumps(message))

    async def close_code(self) -> int:
        """The code with which the server closes; what comes before it is dropped."""
        async with asyncio.timeout(PATIENCE_S):
            with suppress(ConnectionClosed):
                while True:
                    await self.raw.recv()
            await self.raw.wait_closed()
        assert self.raw.close_code is not None
        return self.raw.close_code


@dataclass(eq=False)
class LiveOffice:
    """One running server. Every client that it hands out is closed with it."""

    running: RunningOffice
    server: uvicorn.Server
    port: int
    clock: Clock
    _clients: AsyncExitStack

    @property
    def office(self) -> Office:
        return self.running.context.office

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    @property
    def url(self) -> str:
        return f"http://{self.host}"

    @property
    def false_clock(self) -> FalseClock:
        assert isinstance(self.clock, FalseClock)
        return self.clock

    async def client(
        self, token: str = "", cookies: Mapping[str, str] | None = None, **headers: str
    ) -> httpx.AsyncClient:
        """A program, or (with cookies) a browser on some device."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        if token:
            named["authorization"] = f"Bearer {token}"
        client = httpx.AsyncClient(
            base_url=self.url,
            headers=named,
            cookies=dict(cookies or {}),
            transport=NearLine(),
            timeout=PATIENCE_S,
        )
        return await self._clients.enter_async_context(client)

    async def api(self) -> httpx.AsyncClient:
        """Automation, with the API token and at the API's address."""
        client = await self.client(TOKEN)
        client.base_url = httpx.URL(f"{self.url}/api/v1/")
        return client

    async def wire(self, path: str, token: str = "", cookies: Mapping[str, str] | None = None, **headers: str) -> Wire:
        """A socket. A browser's one (with cookies) names its origin, as browsers do."""
        return Wire(await self._clients.enter_async_context(self._connect(path, token, cookies, headers)))

    async def refused(
        self, path: str, token: str = "", cookies: Mapping[str, str] | None = None, **headers: str
    ) -> int:
        """The HTTP status with which a socket is refused before it is accepted."""
        try:
            async with self._connect(path, token, cookies, headers):
                raise AssertionError(f"{path} was accepted")
        except InvalidStatus as refusal:
            return refusal.response.status_code

    def _connect(self, path: str, token: str, cookies: Mapping[str, str] | None, headers: Mapping[str, str]) -> connect:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        if token:
            named["authorization"] = f"Bearer {token}"
        if cookies:
            named["cookie"] = "; ".join(f"{name}={value}" for name, value in cookies.items())
            named.setdefault("origin", self.url)
        host = named.pop("host", self.host)
        return connect(
            f"ws://{host}{path}",
            host="127.0.0.1",
            port=self.port,
            additional_headers=named,
            user_agent_header=named.pop("user-agent", "uji"),
            proxy=None,
            close_timeout=1,
            ping_interval=None,
            compression=None,
        )

    async def device(self, role: Role) -> dict[str, str]:
        """The cookies of a device that was let in."""
        return {DEVICE_COOKIE: await self.running.context.doorkeeper.admit(role)}

    async def official(self, role: Role = Role.OFFICER) -> dict[str, str]:
        """The cookies of a person of that role who signed in with a PIN on a tablet, through the door."""
        keeper = self.running.context.doorkeeper
        person = await person_of(keeper, role)
        device = await keeper.admit(Role.STAFF)
        browser = await self.client(origin=self.url, cookies={DEVICE_COOKIE: device})
        answer = await browser.post("/masuk", data={"account": person.id, "pin": GOOD_PIN, "next": "/"})
        assert answer.status_code == 303, answer.text
        return {DEVICE_COOKIE: device, SESSION_COOKIE: browser.cookies[SESSION_COOKIE]}

    async def settled(self, condition: Callable[[], object]) -> None:
        """Wait until something is so that happens without a message, such as a socket's end."""
        async with asyncio.timeout(PATIENCE_S):
            while not condition():  # noqa: ASYNC110 (nobody tells a test that a socket is gone)
                await asyncio.sleep(0.002)

    @classmethod
    @asynccontextmanager
    async def run(
        cls,
        data: Path,
        *,
        make_store: Callable[[Config], Store],
        host: str = "0.0.0.0",
        clock: Clock | None = None,
        office_toml: str = VILLAGE_TOML,
        times: Times = QUIET,
        limits: Limits | None = None,
        patience: Patience = NO_REST,
        api_token: str = TOKEN,
        open311_key: str = "",
        renderer: Renderer | None = None,
        speech: SpeechMaker | None = None,
        wire_protocol: type[asyncio.Protocol] | None = None,
        complaints: bool = True,
    ) -> AsyncIterator[Self]:
        """The same parts as `server.app.serve`, without its signals and its main loop, which a test does not want.

        `complaints`: they are open from the beginning, as in an office that has some.
        """
        told = FalseClock() if clock is None else clock
        config = Config(
            data=data,
            host=host,
            office_toml=office_toml,
            api_token=api_token,
            open311_key=open311_key,
            times=times,
            limits=limits or Limits(),
            patience=patience,
            stretching=EASY,
        )

        def make_clock(_description: Description, _newest_ms: int) -> Clock:
            return told

        async with open_office(
            config, make_store=make_store, make_clock=make_clock, renderer=renderer, speech=speech or Mute()
        ) as running:
            if complaints:
                await running.context.complaints_door.open()
            server = uvicorn_server(running.app, config)
            if wire_protocol is not None:
                server.config.ws = wire_protocol
            server.config.load()
            server.lifespan = server.config.lifespan_class(server.config)
            listening = listen("127.0.0.1", 0)
            await server.startup(sockets=[listening])
            await server.on_tick(0)
            try:
                async with AsyncExitStack() as clients:
                    yield cls(running, server, listening.getsockname()[1], told, clients)
            finally:
                await end(server)


async def person_of(keeper: Doorkeeper, role: Role) -> AccountRow:
    """Somebody of that role, with `GOOD_PIN` and `GOOD_PASSWORD`; the same one whenever asked."""
    login = role.replace("_", "-")
    known = keeper.accounts.by_login(login)
    if known is not None:
        return known
    if role is not Role.ADMIN:
        # An office whose people sign in has been set up.
        await person_of(keeper, Role.ADMIN)
    name = f"Ibu {role.replace('_', ' ').title()}"
    made = await keeper.accounts.add(name=name, role=role, login=login, password=GOOD_PASSWORD, pin=GOOD_PIN)
    assert isinstance(made, AccountRow), made
    return made


async def end(server: uvicorn.Server) -> None:
    """Every connection ends now: a test that is over waits for nobody."""
    for listener in server.servers:
        listener.close()
    for connection in list(server.server_state.connections):
        transport = getattr(connection, "transport", None)
        if transport is not None:
            transport.abort()
    async with asyncio.timeout(PATIENCE_S):
        while server.server_state.connections or server.server_state.tasks:  # noqa: ASYNC110 (uvicorn waits the same way)
            await asyncio.sleep(0.001)
        for listener in server.servers:
            await listener.wait_closed()


def in_memory(log: MemoryLog) -> Callable[[Config], Store]:
    return lambda _config: MemoryStore(log)


def on_disk(config: Config) -> Store:
    return SqliteStore(config.data)
