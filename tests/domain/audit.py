"""Reads a log from its beginning, as an auditor would, and holds every line against what may happen in a queue at all.

It knows neither the state nor the commands: only what the records themselves say.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from server.domain.events import from_data, to_data
from server.domain.record import Record

TICKET_STEPS = {
    ("waiting", "called"),
    ("waiting", "cancelled"),
    ("called", "serving"),
    ("called", "finished"),
    ("called", "missed"),
    ("called", "cancelled"),
    ("serving", "finished"),
    ("missed", "cancelled"),
}
CALL_STEPS = {
    ("queued", "speaking"),
    ("queued", "spoken"),
    ("queued", "unspoken"),
    ("queued", "withdrawn"),
    ("speaking", "spoken"),
    ("speaking", "unspoken"),
    # An announcer that had been given up speaks after all.
    ("unspoken", "speaking"),
    ("unspoken", "spoken"),
}
AFTER = {
    "ticket_called": "called",
    "serving_started": "serving",
    "ticket_finished": "finished",
    "ticket_missed": "missed",
    "ticket_cancelled": "cancelled",
}


class Auditor:
    def __init__(self) -> None:
        self._hash = bytes(32)
        self._seq = 0
        self._serves: dict[str, list[str]] = {}
        self._services: list[str] = []
        self._label = ""
        self._open = False
        self._reached: dict[tuple[str, str], int] = {}
        self._gap: dict[tuple[str, str], int] = {}
        self._gap_of_new_label = 0
        self._tickets: dict[str, dict[str, Any]] = {}
        self._busy: dict[str, str] = {}
        self._calls: dict[int, dict[str, Any]] = {}

    def reads(self, records: Iterable[Record]) -> None:
        for record in records:
            self._reads_envelope(record)
            data = {name: value for name, value in asdict(record.event).items() if name != "structure"}
            match record.kind:
                case "office_configured":
                    self._configured(record.event.structure)
                case "log_restored":
                    self._restored(data["gap"])
                case "day_opened":
                    self._day_opened(data["date"])
                case "day_closed":
                    self._day_closed(data["date"])
                case "counter_opened" | "counter_closed":
                    assert self._open
                    assert data["counter"] in {*self._serves, *self._busy}
                    assert record.kind == "counter_opened" or data["counter"] not in self._busy
                case "ticket_taken":
                    self._taken(data["ticket"], data["service"], record.seq)
                case "ticket_called":
                    self._called(record.seq, data["ticket"], data["counter"], data["service"])
                case "ticket_recalled":
                    self._recalled(record.seq, data["ticket"], data["counter"], data["call"])
                case "call_shown":
                    assert self._calls[data["call"]].pop("unseen", False), "shown once"
                case kind if kind.startswith("call_"):
                    self._call_moves(data["call"], kind.removeprefix("call_"))
                case kind:
                    self._ticket_moves(data["ticket"], AFTER[kind], data["counter"])

    def _reads_envelope(self, record: Record) -> None:
        self._seq += 1
        assert record.seq == self._seq, "numbers of records are dense"
        text = json.dumps(to_data(record.event), ensure_ascii=False, separators=(",", ":"), sort_keys=True)
        assert from_data(record.kind, record.event.v, json.loads(text)) == record.event
        subject = self._subject(record)
        stamp = record.stamp
        written = (record.stream, record.seq, record.kind, record.event.v, subject, text, record.actor, record.key)
        row = [*written, stamp.wall_ms, stamp.mono_ms, stamp.boot, 1 if record.doubtful else 0]
        text_of_row = json.dumps(row, ensure_ascii=False, separators=(",", ":"))
        self._hash = hashlib.sha256(self._hash + text_of_row.encode()).digest()
        assert record.hash == self._hash, "the chain holds"

    @staticmethod
    def _subject(record: Record) -> str:
        data = to_data(record.event)
        for field, prefix in (("ticket", ""), ("call", "call:"), ("counter", "counter:"), ("date", "day:")):
            if field in data:
                return f"{prefix}{data[field]}"
        return "office"

    def _configured(self, structure: Any) -> None:
        self._services = list(structure.services)
        self._serves = {plan.id: list(plan.services) for plan in structure.counters}

    def _restored(self, gap: int) -> None:
        self._gap_of_new_label += gap
        for service in self._services:
            series = self._label, service
            self._gap[series] = self._gap.get(series, 0) + gap

    def _day_opened(self, label: str) -> None:
        assert not self._open, "a day is open already"
        assert label >= self._label, "labels never go back"
        if label != self._label:
            self._gap = {(label, service): self._gap_of_new_label for service in self._services}
            self._gap_of_new_label = 0
        self._label, self._open = label, True
        self._tickets, self._busy, self._calls = {}, {}, {}

    def _day_closed(self, label: str) -> None:
        assert self._open
        assert label == self._label
        assert not self._busy, "a counter was left with a ticket of a day that is over"
        assert {ticket["state"] for ticket in self._tickets.values()} <= {"finished", "missed", "cancelled"}
        self._open = False

    def _taken(self, number: str, service: str, seq: int) -> None:
        assert self._open
        assert number not in self._tickets
        series = self._label, service
        expected = self._reached.get(series, 0) + self._gap.pop(series, 0) + 1
        assert number == f"{service}{expected:03d}", "numbers are dense from 1, but for the gap after a restore"
        self._reached[series] = expected
        self._tickets[number] = {"state": "waiting", "service": service, "counter": "", "taken": seq, "call": 0}

    def _called(self, seq: int, number: str, counter: str, service: str) -> None:
        mine = [
            n for n, t in self._tickets.items() if t["state"] == "waiting" and t["service"] in self._serves[counter]
        ]
        assert number == min(mine, key=lambda n: self._tickets[n]["taken"]), "who came first is called first"
        assert counter not in self._busy, "one ticket a counter"
        assert number not in self._busy.values(), "one counter a ticket"
        assert self._tickets[number]["service"] == service
        self._ticket_moves(number, "called", counter)
        self._busy[counter] = number
        self._tickets[number]["call"] = seq
        self._calls[seq] = {"outcome": "queued", "ticket": number, "unseen": True}

    def _recalled(self, seq: int, number: str, counter: str, first: int) -> None:
        assert self._busy[counter] == number
        assert self._tickets[number]["state"] == "called"
        assert self._tickets[number]["call"] == first
        self._calls[seq] = {"outcome": "queued", "ticket": number, "unseen": True}

    def _ticket_moves(self, number: str, state: str, counter: str) -> None:
        ticket = self._tickets[number]
        assert (ticket["state"], state) in TICKET_STEPS, f"{number}: {ticket['state']} -> {state}"
        ticket["state"] = state
        if state == "called":
            ticket["counter"] = counter
        elif counter:
            assert self._busy[counter] == number
            if state != "serving":
                del self._busy[counter]
        else:
            assert number not in self._busy.values(), "a counter still waits for this ticket"

    def _call_moves(self, seq: int, outcome: str) -> None:
        call = self._calls[seq]
        assert (call["outcome"], outcome) in CALL_STEPS, f"call {seq}: {call['outcome']} -> {outcome}"
        if outcome == "withdrawn":
            assert self._tickets[call["ticket"]]["state"] == "cancelled"
        call["outcome"] = outcome
