"""A printer in the network that behaves as a test wants: it answers, hangs, says that its paper is out, or hangs up."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

WELL, OUT_OF_PAPER, NEAR_THE_END = 0x12, 0x72, 0x1E
READY, COVER_OPEN = 0x12, 0x1A
_STATUS, _PAPER, _REACHED = b"\x10\x04\x01", b"\x10\x04\x04", b"\x1dr\x01"


@dataclass(slots=True)
class Manners:
    """`speaks`: answers questions. `reads`: takes what it is sent. `hangs_up_after`: bytes of a job after which the line is cut.

    `falls_silent`: answers before a job, and no more once the job has begun. `tells_the_end`: answers GS r.
    """

    speaks: bool = True
    reads: bool = True
    paper: int = WELL
    ready: int = READY
    hangs_up_after: int | None = None
    falls_silent: bool = False
    tells_the_end: bool = True
    end: int = 0x00


@dataclass(slots=True)
class TcpPrinter:
    """`jobs`: what each line brought, without the questions."""

    address: str
    manners: Manners
    jobs: list[bytes] = field(default_factory=list)
    lines: int = 0

    @property
    def paper_used(self) -> bytes:
        """What the one job held."""
        (job,) = [job for job in self.jobs if job]
        return job


@asynccontextmanager
async def tcp_printer(manners: Manners | None = None) -> AsyncIterator[TcpPrinter]:
    chosen = manners or Manners()
    listening = socket.socket()
    # Hardly any room, as in a cheap printer: what is not read stays with the sender.
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2_048)
    listening.bind(("127.0.0.1", 0))
    printer = TcpPrinter(f"127.0.0.1:{listening.getsockname()[1]}", chosen)
    over = asyncio.Event()

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        printer.lines += 1
        try:
            if not chosen.reads:
                writer.transport.pause_reading()  # type: ignore[attr-defined]
                await over.wait()
                return
            with suppress(ConnectionError):
                printer.jobs.append(await _serve(reader, writer, chosen))
        finally:
            writer.transport.abort()

    server = await asyncio.start_server(answer, sock=listening, limit=2_048)
    try:
        yield printer
    finally:
        over.set()
        server.close()
        server.close_clients() if hasattr(server, "close_clients") else None
        await server.wait_closed()


def nobody_listens() -> str:
    """An address at which no printer is."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{taken.getsockname()[1]}"


async def _serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, manners: Manners) -> bytes:
    job = bytearray()
    while chunk := await reader.read(1_024):
        job += chunk
        for question, reply in ((_STATUS, manners.ready), (_PAPER, manners.paper), (_REACHED, manners.end)):
            while question in job:
                at = job.index(question)
                silent = not manners.speaks or (manners.falls_silent and at > 0)
                del job[at : at + len(question)]
                if silent or (question == _REACHED and not manners.tells_the_end):
                    continue
                writer.write(bytes([reply]))
        if manners.hangs_up_after is not None and len(job) > manners.hangs_up_after:
            break
    return bytes(job)
