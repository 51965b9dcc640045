"""The child process that prints one slip, or looks how the printer is, and ends. Only here is the printing library imported.

A printer may block whoever writes to it, so the parent holds the clock and may kill this at any time. That is why `sending` is
said before the first byte goes out: until then nothing can have been printed.

stdin: {"printer": {...}, "patience": {...}, "paper": "..."|null}; stdout: perhaps the line `sending`, then one line of JSON,
{"state": ..., "trouble": ...|null}.
"""

import os
import sys
from collections.abc import Callable
from contextlib import closing

import msgspec

from server.domain.print_job import PrintState
from server.paper.connect import connect
from server.paper.connection import (
    PAPER,
    REACHED,
    STATUS,
    Connection,
    HungUp,
    Unreachable,
    reached_without_paper,
    readiness,
)
from server.paper.escpos import COLUMNS, library, rendered
from server.paper.printer import PrinterPatience, Request, Result, Trouble
from server.paper.slip import decoded, lines_of

SENDING = "sending"
_GOOD_ENOUGH = frozenset({None, Trouble.LITTLE_PAPER})


def carry_out(request: Request, sending: Callable[[], object]) -> Result:
    """`sending` is called right before the first byte of a job goes out."""
    job = _job(request)
    try:
        connection = connect(request.printer.kind, request.printer.address, request.patience.connect_s)
    except Unreachable as error:
        return Result(PrintState.FAILED, error.trouble)
    with closing(connection):
        try:
            speaks, trouble = _look(connection, request.patience.status_s)
        except HungUp:
            return Result(PrintState.FAILED, Trouble.OFFLINE)
        if not job or trouble not in _GOOD_ENOUGH:
            return Result(PrintState.FAILED, trouble)
        sending()
        try:
            after = _send(connection, job, request.patience, speaks=speaks)
        except (HungUp, TimeoutError):
            after = Trouble.NO_ANSWER
    if after in _GOOD_ENOUGH:
        return Result(PrintState.PRINTED, after or trouble)
    return Result(PrintState.UNSURE, after)


def _job(request: Request) -> bytes:
    if request.paper is None:
        return b""
    width = request.printer.paper
    lines = lines_of(decoded(request.paper), dict(COLUMNS)[width])
    return rendered(lines, width, cutter=request.printer.cutter)


def _send(connection: Connection, job: bytes, patience: PrinterPatience, *, speaks: bool) -> Trouble | None:
    connection.send(job, patience.send_s)
    after = _await_end(connection, patience.end_s, patience.status_s) if speaks else None
    if not connection.finish(patience.close_s):
        return Trouble.NO_ANSWER
    return after


def _look(connection: Connection, within_s: float) -> tuple[bool, Trouble | None]:
    """Whether the printer answers questions, and what stands in the way."""
    known = connection.trouble()
    if known is not None:
        return False, known
    status = connection.ask(STATUS, within_s)
    if not status:
        return False, None
    return True, readiness(status, connection.ask(PAPER, within_s))


def _await_end(connection: Connection, within_s: float, status_s: float) -> Trouble | None:
    """Wait until the printer has dealt with the job. One that answered before and is silent now has stopped."""
    answer = connection.ask(REACHED, within_s)
    if answer:
        return Trouble.NO_PAPER if reached_without_paper(answer) else None
    status = connection.ask(STATUS, status_s)
    if not status:
        return Trouble.NO_ANSWER
    return readiness(status, connection.ask(PAPER, status_s))


def main() -> None:
    request = msgspec.json.decode(sys.stdin.buffer.read(), type=Request)
    with os.fdopen(os.dup(1), "w") as reply_to:
        # The library prints; what it prints must not end up in the answer.
        os.dup2(2, 1)

        def sending() -> None:
            print(SENDING, file=reply_to, flush=True)

        with library():
            result = carry_out(request, sending)
        reply_to.write(msgspec.json.encode(result).decode())


if __name__ == "__main__":
    main()
