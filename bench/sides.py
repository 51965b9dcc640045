"""Everyone who sends one event to many sockets, with the same three doors: get ready, publish, be looked at from outside."""

import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from bench import ours
from bench.child import ROOT, Child, module
from bench.crowd import Crowd
from bench.rivals import nchan
from bench.rivals.nchan import Nchan

CACHE = Path(__file__).with_name(".cache")
_NPM_WS = CACHE / "ws"


class Side(Protocol):
    """One server that is running."""

    @property
    def pid(self) -> int: ...

    @property
    def port(self) -> int: ...

    def prepare(self, payload: str) -> None:
        """Take `payload` as what is published from now on; the office makes its own."""

    def publish(self) -> int:
        """Publish once; the monotonic time, in nanoseconds, when the message was there and no socket had it yet."""


class Told:
    """A rival of ours behind `bench.answering`, or one in another language that speaks the same."""

    def __init__(self, child: Child) -> None:
        self._child = child
        self.pid = child.pid
        self.port = int(child.answer()["port"])

    def prepare(self, payload: str) -> None:
        self._child.ask(payload=payload)

    def publish(self) -> int:
        return int(self._child.ask(publish=1)["at"])


class Ours:
    """The office. `event` is what happens at each publishing: `tally` (about 300 bytes) or `call` (about 2 kB)."""

    def __init__(self, child: Child) -> None:
        self.child = child
        self.pid = child.pid
        self.port = int(child.answer()["port"])
        self.event = "tally"
        self.newest: dict[str, int] = {}

    def prepare(self, payload: str) -> None:
        """The office draws what it sends itself."""

    def publish(self) -> int:
        self.newest = self.child.ask(do=self.event)
        return self.newest["at"]

    def fill(self, tickets: int) -> None:
        """So many more people wait."""
        self.child.ask(do="fill", tickets=tickets)

    def payload(self) -> str:
        """What it sent last."""
        return str(self.child.ask(do="payload")["payload"])


@contextmanager
def office(setting: ours.Setting) -> Iterator[Ours]:
    with Child(module("bench.ours", setting.argument())) as child:
        yield Ours(child)


@dataclass(frozen=True, slots=True)
class Rival:
    """A rival in the fan-out: `missing` says in a few words what has to be installed, or "" when it is there."""

    name: str
    start: Callable[[ExitStack, Path], Side]
    missing: Callable[[], str] = lambda: ""


def _python(name: str) -> Callable[[ExitStack, Path], Side]:
    return lambda stack, _: Told(stack.enter_context(Child(module(f"bench.rivals.{name}"))))


def _start_npm_ws(stack: ExitStack, _: Path) -> Side:
    command = ["node", str(ROOT / "bench" / "rivals" / "npm_ws.mjs"), str(_NPM_WS)]
    return Told(stack.enter_context(Child(command)))


def _start_nchan(stack: ExitStack, folder: Path) -> Side:
    return stack.enter_context(Nchan(folder))


def _missing_npm_ws() -> str:
    if shutil.which("node") is None:
        return "node"
    if (_NPM_WS / "node_modules" / "ws" / "package.json").exists():
        return ""
    if shutil.which("npm") is None:
        return "npm"
    command = ["npm", "install", "--prefix", str(_NPM_WS), "--no-audit", "--no-fund", "--silent", "ws@8"]
    _NPM_WS.mkdir(parents=True, exist_ok=True)
    installed = subprocess.run(command, capture_output=True, timeout=120, check=False)
    return "" if installed.returncode == 0 else "ws (npm install ws@8 failed)"


def _missing_nchan() -> str:
    return "" if nchan.available() else "nginx and libnginx-mod-nchan"


RAW = Rival("raw asyncio writes", _python("raw_writes"))
STARLETTE = Rival("Starlette send_text loop", _python("starlette_loop"))
NCHAN = Rival("nginx + nchan", _start_nchan, _missing_nchan)
NPM_WS = Rival("npm ws", _start_npm_ws, _missing_npm_ws)

RIVALS = (RAW, STARLETTE, NCHAN, NPM_WS)


@contextmanager
def crowd_at(side: Side, count: int, *, greetings: int = 0, receive_buffer: int = 0) -> Iterator[Crowd]:
    """`count` clients of a server, in a process of their own."""
    with Child(module("bench.clients")) as child:
        crowd = Crowd(child)
        crowd.join(side.port, count, greetings=greetings, receive_buffer=receive_buffer)
        yield crowd
