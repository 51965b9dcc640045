"""The other end of `bench.child`: an asyncio process that is told what to do on its standard input."""

import asyncio
import json
import sys
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

Request = dict[str, Any]
Handler = Callable[[Request], Awaitable[Mapping[str, object]]]


def say(**answer: object) -> None:
    """One line to the bench."""
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


async def answer_all(handle: Handler) -> None:
    """Answer every line until the bench closes the pipe."""
    reader = asyncio.StreamReader(limit=1 << 22)
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    while line := await reader.readline():
        say(**await handle(json.loads(line)))
