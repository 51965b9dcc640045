"""Commands of an ordinary day, given to a real office one after the other or by many at once."""

import asyncio
import time
from collections.abc import Iterator
from itertools import islice

from server.domain.commands import CancelTicket, CloseDay, Command, OpenDay, TakeTicket
from server.domain.tickets import receipt_of
from server.office import Done, Office
from server.private.secrets import new_ticket_token


async def commits_in_turn(office: Office, count: int) -> list[float]:
    """How long each of `count` commands took, from the wish to the answer after the commit, in seconds."""
    await _new_day(office)
    took = []
    for command in islice(_commands(office), count):
        began = time.perf_counter()
        await _do(office, command)
        took.append(time.perf_counter() - began)
    return took


async def commits_at_once(office: Office, count: int, callers: int) -> float:
    """How many commands a second are carried out for `callers` who each give the next as soon as one is."""
    await _new_day(office)

    async def caller() -> None:
        for command in islice(_commands(office), count // callers):
            await _do(office, command)

    began = time.perf_counter()
    await asyncio.gather(*(caller() for _ in range(callers)))
    return count / (time.perf_counter() - began)


def _commands(office: Office) -> Iterator[Command]:
    """A number is taken, and given back: every command is one event, and the queue stays as short as in a village."""
    while True:
        token = new_ticket_token()
        yield TakeTicket("A", False, token, "api")
        receipt = receipt_of(token)
        newest_first = reversed(list(office.state.tickets.values()))
        yield next(CancelTicket(ticket.number) for ticket in newest_first if ticket.receipt == receipt)


async def _do(office: Office, command: Command) -> None:
    outcome = await office.do(command, actor="bench")
    assert isinstance(outcome, Done), outcome


async def _new_day(office: Office) -> None:
    # As many tickets as in a morning, not as in a year: the state of the day is what a command is decided on.
    await office.do(CloseDay(), actor="bench")
    await office.do(OpenDay(), actor="bench")
