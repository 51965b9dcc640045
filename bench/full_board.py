"""An office with that many open complaints on its public board, and how long the board's page takes: an inner program of the bench."""

import asyncio
import sys
import time
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import httpx

from bench.answering import Request, answer_all, say
from bench.ours import TOKEN
from server import app
from server.complaints.kept import NOTHING, CardRow, Kept, PlainRow
from server.complaints.log_store import Batch
from server.complaints.sqlite_store import SqliteComplaintStore
from server.complaints.streams import BOARD, COMPLAINTS, WORDINGS
from server.config import Config
from server.domain.board_events import BatchPublished, CardPublished
from server.domain.complaint_class import Class
from server.domain.complaint_events import ComplaintReceived, VerificationStarted
from server.domain.day_record import chained_days

_AT_ONCE = 500


async def main(folder: Path, count: int) -> None:
    folder.mkdir(parents=True)  # noqa: ASYNC240 - nothing else runs yet
    await _write(folder, count)
    async with app.open_office(Config(folder, api_token=TOKEN)) as running:
        client = httpx.AsyncClient(transport=httpx.ASGITransport(running.app), base_url="http://127.0.0.1")
        async with client:
            await _shown(client)  # the first one also sorts the cards
            say(complaints=len(running.context.complaints.office.state.complaints))

            async def show(request: Request) -> Mapping[str, object]:
                return {"ms": [await _shown(client) for _ in range(request["pages"])]}

            await answer_all(show)


async def _shown(client: httpx.AsyncClient) -> float:
    began = time.perf_counter()
    answer = await client.get("/aduan")
    took = time.perf_counter() - began
    answer.raise_for_status()
    return took * 1_000


async def _write(folder: Path, count: int) -> None:
    store = SqliteComplaintStore(folder)
    await store.open()
    # All of today, so that nothing is due: the ticker would write while the page is timed.
    today = datetime.now(UTC).date()
    for start in range(0, count, _AT_ONCE):
        numbers = range(start, min(start + _AT_ONCE, count))
        await _append(store, COMPLAINTS, [event for number in numbers for event in _events(number)], today)
        rows = Kept(
            plain=tuple(
                PlainRow(f"s{n}", "summary", "Lampu jalan padam di depan balai.", f"{n:016x}") for n in numbers
            ),
            cards=tuple(CardRow(f"card{n}", f"{n:016x}") for n in numbers),
        )
        await _append(store, BOARD, [_card(number, today) for number in numbers], today, rows)
    await _append(store, BOARD, [BatchPublished(today.isoformat())], today)
    await store.close()


async def _append(
    store: SqliteComplaintStore, stream: str, events: Sequence[Any], day: date, kept: Kept = NOTHING
) -> None:
    wording, head = WORDINGS[stream], await store.head(stream)
    records = chained_days(
        events, head, stream=stream, actor="bench", day=day, to_data=wording.to_data, subject_of=wording.subject_of
    )
    await store.commit(Batch(records, kept))


def _events(number: int) -> Sequence[Any]:
    name = f"{number:016x}"
    received = ComplaintReceived(
        id=name,
        number=f"ADU-{number}",
        klass=Class.OPEN,
        category="lampu",
        hamlet="",
        channel="web",
        formal=False,
        recipients=("kasi",),
        rungs=("kasi",),
        held=False,
        commitment="",
        identity=False,
        custodians=(),
    )
    return received, VerificationStarted(name)


def _card(number: int, day: date) -> CardPublished:
    return CardPublished(f"card{number}", "open", "prasarana", day.isoformat(), "", "diperiksa", f"s{number}", limit=14)


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), int(sys.argv[2])))
