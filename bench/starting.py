"""Goal 6: how long until the server answers, and what it holds at rest, beside `python -m http.server`."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from bench.child import ROOT, Failed
from bench.finding import Finding, against, alone
from bench.ours import TOKEN
from bench.plan import Plan
from bench.press import Presser
from bench.process_facts import cpu_s, resident_bytes
from bench.spread import Rounds

_PATIENCE_S = 20.0
_REST_S = 1.0
_STARTS = 3
"""In a round, of each side in turn: one alone says more about the machine than about the start."""


def starting(plan: Plan) -> Iterator[Finding]:
    data = plan.data("office-start")
    starts: dict[str, list[tuple[float, ...]]] = {"ours": [], "http.server": []}
    works: dict[str, list[tuple[float, ...]]] = {"ours": [], "http.server": []}
    rests: dict[str, list[tuple[float, ...]]] = {"ours": [], "http.server": []}
    with _ours(data):
        pass  # the first start of all makes the database and the PIN, once in the life of an office
    for _ in range(plan.rounds):
        mine, others = [], []
        for _ in range(_STARTS):
            with _ours(data) as (started_ms, process, port):
                mine.append((started_ms, cpu_s(process.pid) * 1_000))
                if len(mine) == _STARTS:
                    rests["ours"].append((_rest_of_ours(process.pid, port),))
            with _http_server(plan) as (started_ms, process, _):
                others.append((started_ms, cpu_s(process.pid) * 1_000))
                if len(others) == _STARTS:
                    time.sleep(_REST_S)
                    rests["http.server"].append((resident_bytes(process.pid) / 1e6,))
        for name, pairs in (("ours", mine), ("http.server", others)):
            started, worked = zip(*pairs, strict=True)
            starts[name].append(started)
            works[name].append(worked)
    yield against("start", Rounds(tuple(starts["ours"])), Rounds(tuple(starts["http.server"])))
    yield against("start-cpu", Rounds(tuple(works["ours"])), Rounds(tuple(works["http.server"])))
    ours, theirs = Rounds(tuple(rests["ours"])), Rounds(tuple(rests["http.server"]))
    yield against("memory", ours, theirs)
    yield alone("memory-server", ours.middles)


_Started = tuple[float, subprocess.Popen[bytes], int]


@contextmanager
def _ours(data: str) -> Iterator[_Started]:
    port = _free_port()
    command = [sys.executable, "-m", "server", "serve", "--data", data, "--port", str(port)]
    with _started(command, port, "/healthz", {"SILAKAN_API_TOKEN": TOKEN}) as started:
        yield started


@contextmanager
def _http_server(plan: Plan) -> Iterator[_Started]:
    port = _free_port()
    folder = plan.folder / "empty"
    folder.mkdir(exist_ok=True)
    command = [sys.executable, "-m", "http.server", str(port), "--bind", "127.0.0.1", "--directory", str(folder)]
    with _started(command, port, "/", {}) as started:
        yield started


@contextmanager
def _started(command: Sequence[str], port: int, path: str, environment: Mapping[str, str]) -> Iterator[_Started]:
    began = time.monotonic()
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env={**_as_installed(), **environment},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        while not _answers(port, path):
            if process.poll() is not None or time.monotonic() - began > _PATIENCE_S:
                raise Failed(f"{command} did not start")
            time.sleep(0.001)
        yield (time.monotonic() - began) * 1_000, process, port
    finally:
        process.terminate()
        process.wait()


def _as_installed() -> dict[str, str]:
    """Without the wish to write no bytecode: an office compiles its sources once, at its first start, and not at each."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def _answers(port: int, path: str) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=_PATIENCE_S) as connected:
            connected.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n".encode())
            return connected.recv(4_096).split(b" ", 2)[1:2] == [b"200"]
    except ConnectionRefusedError:
        return False


def _rest_of_ours(pid: int, port: int) -> float:
    """Megabytes after a small morning's work: pages were drawn, numbers taken and called."""
    with Presser(port) as presser:
        presser.post("/api/v1/day/open", {})
        for path in ("/", "/layar", "/ambil", "/loket/1"):
            presser.get(path)
        for _ in range(20):
            presser.post("/api/v1/tickets", {"service": "A"})
            presser.post("/api/v1/counters/1/next", {"version": None})
    time.sleep(_REST_S)
    return resident_bytes(pid) / 1e6


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
