"""A log as a year leaves it behind: 250 days of 200 visits. `python -m bench.year_log DIR` writes it."""

import asyncio
import hashlib
import json
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from server import description
from server.domain.commands import (
    CallNext,
    CloseDay,
    Command,
    ConfigureOffice,
    NoteShown,
    NoteSpeaking,
    NoteSpoken,
    OpenDay,
    StartServing,
    TakeTicket,
)
from server.domain.decide import decide
from server.domain.events import (
    CallShown,
    CallSpeaking,
    CallSpoken,
    CallUnspoken,
    CallWithdrawn,
    DayOpened,
    Event,
    TicketRecalled,
    TicketTaken,
)
from server.domain.evolve import fold
from server.domain.frozen import replace
from server.domain.moment import Moment
from server.domain.queue import QueueState
from server.domain.record import Head, Record, chained
from server.store.base import Answer, Document, Entry
from server.store.sqlite import SqliteStore

DAYS, VISITS = 250, 200
_ZONE = ZoneInfo("Asia/Jakarta")
_COUNTERS = ("1", "2", "3", "4")
_ACTOR = "device:bench"


class Log:
    """Records, chained and folded as an office would, without an office's answers."""

    def __init__(self, first_morning: datetime) -> None:
        self.first_morning = first_morning
        self.head = Head()
        self.state = QueueState()
        self.records: list[Record] = []

    def do(self, command: Command, now: Moment) -> tuple[Event, ...]:
        decision = decide(self.state, command, now)
        assert isinstance(decision, tuple), decision
        self.state = fold(self.add(decision, now), self.state)
        return decision

    def add(self, events: tuple[Event, ...], now: Moment) -> tuple[Record, ...]:
        records = chained(events, self.head, actor=_ACTOR, key=f"key-{self.head.seq}", now=now)
        if records:
            self.head = Head(records[-1].seq, records[-1].hash)
            self.records.extend(records)
        return records

    def moment(self, day: int, event: int) -> Moment:
        """Every 20 seconds something happens."""
        local = self.first_morning + timedelta(days=day, seconds=20 * event)
        return Moment(local, day * 86_400_000 + 20_000 * event, "bench-boot")


def _visits(log: Log) -> Iterator[None]:
    """One day's visits: taken, called, painted, spoken, served, and finished by the next press."""
    for number in range(VISITS):
        now = log.moment(0, number * 7)
        log.do(TakeTicket("AKPU"[number % 4], number % 10 == 0, f"token-{number}", "kiosk"), now)
        counter = _COUNTERS[number % 4]
        log.do(CallNext(counter), now)
        call = next(log.state.newest_calls(), None)
        if call is not None:
            for command in (NoteShown(call.seq), NoteSpeaking(call.seq), NoteSpoken(call.seq)):
                log.do(command, now)
            if log.state.tickets[call.ticket].counter == counter:
                log.do(StartServing(counter), now)
        yield


def _one_day(log: Log) -> list[Event]:
    first = len(log.records)
    log.do(OpenDay(), log.moment(0, 0))
    for _ in _visits(log):
        pass
    log.do(CloseDay(), log.moment(0, VISITS * 7))
    return [record.event for record in log.records[first:]]


def _shifted(event: Event, day: int, date: str, by: int) -> Event:
    """The same event of another day: other dates and receipts, and calls under their own numbers."""
    match event:
        case DayOpened():
            return replace(event, date=date)
        case TicketTaken():
            return replace(event, receipt=hashlib.sha256(f"{day} {event.receipt}".encode()).hexdigest())
        case CallShown() | CallSpeaking() | CallSpoken() | CallUnspoken() | CallWithdrawn() | TicketRecalled():
            return replace(event, call=event.call + by)
        case _:
            return event


async def write(folder: Path) -> int:
    """Write the log; how many events it has. The last day is today and left open."""
    text = description.SAMPLE.read_text(encoding="utf-8")
    digest = description.digest(text)
    log = Log(datetime.now(_ZONE).replace(hour=8, minute=0) - timedelta(days=DAYS - 1))
    log.do(ConfigureOffice(digest, description.parse(text).structure()), log.moment(0, 0))
    start = log.head.seq
    pattern = _one_day(log)
    store = SqliteStore(folder)
    await store.open()
    await store.append([Entry(tuple(log.records), None, (Document(digest, text),))])
    for day in range(1, DAYS):
        log.records.clear()
        by = log.head.seq - start
        last = day == DAYS - 1
        events = tuple(
            _shifted(event, day, log.moment(day, 0).date, by) for event in (pattern[:-8] if last else pattern)
        )
        for number, event in enumerate(events):
            log.add((event,), log.moment(day, number))
        entries = [Entry((record,), _answer(record) if last else None) for record in log.records]
        await store.append(entries)
    await store.close()
    return log.head.seq


def _answer(record: Record) -> Answer:
    return Answer(record.actor, record.key, "0" * 64, f'{{"seq":{record.seq}}}', record.seq)


if __name__ == "__main__":
    print(json.dumps({"events": asyncio.run(write(Path(sys.argv[1])))}), flush=True)
