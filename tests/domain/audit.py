"""Reads a log from its beginning, as an auditor would, and holds every line against what may happen in a queue at all.

It knows neither the state nor the commands: only what the records themselves say.
"""

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from server.domain.events import TicketBefore, from_data, to_data
from server.domain.frozen import plain
from server.domain.record import Record

TICKET_STEPS = {
    ("waiting", "called"),
    ("waiting", "serving"),  # somebody without a paper
    ("waiting", "cancelled"),
    ("called", "serving"),
    ("called", "finished"),
    ("called", "missed"),
    ("called", "held"),
    ("called", "waiting"),  # sent to somebody else
    ("called", "cancelled"),
    ("serving", "serving"),  # another matter
    ("serving", "finished"),
    ("serving", "held"),
    ("serving", "waiting"),
    ("held", "waiting"),
    ("held", "called"),
    ("held", "cancelled"),
    ("missed", "waiting"),
    ("missed", "called"),
    ("missed", "cancelled"),
}
CALL_STEPS = {
    ("queued", "speaking"),
    ("queued", "spoken"),
    ("queued", "unspoken"),
    ("queued", "withdrawn"),
    ("speaking", "withdrawn"),
    ("spoken", "withdrawn"),
    ("unspoken", "withdrawn"),
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
    "ticket_held": "held",
    "ticket_returned": "waiting",
    "ticket_transferred": "waiting",
    "service_continued": "serving",
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
        self._notices: dict[int, str] = {}
        self._letters: set[str] = set()
        self._taking = True
        self._dropped: set[str] = set()
        self._staff: dict[str, str] = {}
        self._pictures: dict[int, tuple[dict[str, dict[str, Any]], dict[str, str]]] = {}

    def reads(self, records: Iterable[Record]) -> None:
        for record in records:
            self._pictures[record.seq] = {n: dict(t) for n, t in self._tickets.items()}, dict(self._busy)
            self._pictures.pop(record.seq - 40, None)
            self._reads_envelope(record)
            data = {name: value for name, value in plain(record.event).items() if name != "structure"}
            match record.kind:
                case "office_configured":
                    self._configured(record.event.structure)
                case "log_restored":
                    self._restored(data["gap"])
                case "day_opened":
                    self._day_opened(data["date"], data["staff"])
                case "day_closed":
                    self._day_closed(data["date"])
                case "day_corrected":
                    self._day_corrected(data["date"], data["issued"])
                case "taking_stopped" | "taking_resumed":
                    assert self._open
                    assert self._taking == (record.kind == "taking_stopped")
                    self._taking = not self._taking
                case "counter_opened" | "counter_closed" | "counter_paused":
                    assert self._open
                    assert data["counter"] in {*self._serves, *self._dropped}
                    assert record.kind == "counter_opened" or data["counter"] not in self._busy
                case "counter_staffed":
                    self._staffed(data["counter"], data["account"])
                case "press_undone":
                    self._undone(data["counter"], data["press"], data["tickets"])
                case "ticket_noted":
                    assert self._busy[data["counter"]] == data["ticket"]
                case "appointment_due":
                    assert self._tickets[data["ticket"]]["state"] == "waiting"
                case "ticket_taken":
                    self._taken(data["ticket"], data["service"], record.seq, data)
                case "ticket_called":
                    self._called(record.seq, data["ticket"], data["counter"], data["service"], data["rule"])
                case "ticket_recalled":
                    self._recalled(record.seq, data["ticket"], data["counter"], data["call"])
                case "call_shown":
                    assert self._calls[data["call"]].pop("unseen", False), "shown once"
                case "announcement_made":
                    assert not (data["announcement"] and data["text_id"]), "the office's own words or an official's"
                    self._notices[record.seq] = "queued"
                case kind if kind.startswith("announcement_"):
                    self._notice_moves(data["made"], kind.removeprefix("announcement_"))
                case "letter_ready":
                    assert data["letter"] not in self._letters
                    self._letters.add(data["letter"])
                case "letter_called":
                    assert self._open
                    assert data["letter"] in self._letters
                case "letter_collected":
                    self._letters.remove(data["letter"])
                case kind if kind.startswith("call_"):
                    self._call_moves(data["call"], kind.removeprefix("call_"))
                case kind:
                    ticket = self._tickets[data["ticket"]]
                    # Who was held comes back to one counter, who is transferred may be for one: not everybody's to call.
                    free = ticket["state"] == "missed" and kind == "ticket_returned"
                    self._ticket_moves(data["ticket"], AFTER[kind], data["counter"], kind)
                    ticket.update({name: data[name] for name in ("service", "order") if name in data}, free=free)

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
        for field, prefix in (
            ("ticket", ""),
            ("call", "call:"),
            ("made", "announcement:"),
            ("counter", "counter:"),
            ("date", "day:"),
        ):
            if field in data:
                return f"{prefix}{data[field]}"
        return "office"

    def _configured(self, structure: Any) -> None:
        self._services = list(structure.services)
        self._serves = {plan.id: list(plan.services) for plan in structure.counters}
        # A counter that is dropped while busy stays until the next description or day; who sat at an idle one, sits nowhere.
        self._dropped = {name for name in self._busy if name not in self._serves}
        self._staff = {n: who for n, who in self._staff.items() if n in self._serves or n in self._dropped}

    def _restored(self, gap: int) -> None:
        self._gap_of_new_label += gap
        for service in self._services:
            series = self._label, service
            self._gap[series] = self._gap.get(series, 0) + gap

    def _day_opened(self, label: str, staff: dict[str, str]) -> None:
        assert staff == {name: who for name, who in self._staff.items() if who}, "who sat down keeps the seat"
        self._dropped = set()
        assert not self._open, "a day is open already"
        assert label >= self._label, "labels never go back"
        if label != self._label:
            self._gap = {(label, service): self._gap_of_new_label for service in self._services}
            self._gap_of_new_label = 0
        self._label, self._open, self._taking = label, True, True
        self._tickets, self._busy, self._calls = {}, {}, {}

    def _day_closed(self, label: str) -> None:
        assert self._open
        assert label == self._label
        assert not self._busy, "a counter was left with a ticket of a day that is over"
        assert {ticket["state"] for ticket in self._tickets.values()} <= {"finished", "missed", "cancelled"}
        self._open, self._staff = False, {}

    def _day_corrected(self, label: str, issued: dict[str, int]) -> None:
        assert label < self._label, "only a label of the future is corrected"
        for service, count in issued.items():
            assert count >= self._reached.get((label, service), 0), "a number would be given out twice"
            self._reached[label, service] = count
        # What was given out under labels of the future belongs to the time before them: they begin with 1 when they come.
        for series in (self._reached, self._gap):
            for name in [name for name in series if name[0] > label]:
                del series[name]
        self._label = label

    def _staffed(self, counter: str, account: str) -> None:
        self._staff[counter] = account
        sitting = [name for name in self._staff.values() if name]
        assert len(set(sitting)) == len(sitting), "one official at two counters"

    def _undone(self, counter: str, press: int, told: tuple[TicketBefore, ...]) -> None:
        """Every ticket of the press is exactly where it was before the press; a number that the press made has ended."""
        tickets, busy = self._pictures[press]
        for ticket in told:
            number, before = ticket.ticket, tickets.get(ticket.ticket)
            if before is None:
                assert ticket.state == "cancelled"
                self._tickets[number]["state"] = "cancelled"
            else:
                assert {name: plain(ticket)[name] for name in ("state", "service", "counter")} == {
                    name: before[name] for name in ("state", "service", "counter")
                }
                self._tickets[number] = dict(before)
        self._busy.pop(counter, None)
        if counter in busy:
            self._busy[counter] = busy[counter]

    def _taken(self, number: str, service: str, seq: int, data: dict[str, Any]) -> None:
        assert self._open
        assert self._taking or data["channel"] == "counter"
        assert number not in self._tickets
        series = self._label, service
        expected = self._reached.get(series, 0) + self._gap.pop(series, 0) + 1
        assert number == f"{service}{expected:03d}", "numbers are dense from 1, but for the gap after a restore"
        self._reached[series] = expected
        self._tickets[number] = {
            "state": "waiting",
            "service": service,
            "counter": "",
            "order": [seq],
            "call": 0,
            "free": True,
            "plain": not data["priority"] and data["slot"] is None,
        }

    def _called(self, seq: int, number: str, counter: str, service: str, rule: str) -> None:
        ticket = self._tickets[number]
        assert rule in ("arrival", "priority", "appointment", "returned", "brake", "chosen")
        if rule == "arrival" and ticket["plain"]:
            mine = [
                n
                for n, t in self._tickets.items()
                if t["state"] == "waiting"
                and t["plain"]
                and t["free"]
                and t["service"] in self._serves.get(counter, ())
            ]
            first = min([*mine, number], key=lambda n: list(self._tickets[n]["order"]))
            assert number == first, "of those who wait by arrival, the first in line is called"
        assert counter not in self._busy, "one ticket a counter"
        assert number not in self._busy.values(), "one counter a ticket"
        assert ticket["service"] == service
        self._ticket_moves(number, "called", counter)
        self._busy[counter] = number
        elsewhere = [
            call
            for call in self._calls.values()
            if (call["ticket"], call["outcome"]) == (number, "queued") and call["counter"] != counter
        ]
        assert not elsewhere, "the voice would send one person to two counters"
        ticket.update(call=seq, free=True)
        self._calls[seq] = self._call_of(number, counter, recall=False)

    def _recalled(self, seq: int, number: str, counter: str, first: int) -> None:
        assert self._busy[counter] == number
        assert self._tickets[number]["state"] == "called"
        assert self._tickets[number]["call"] == first
        self._calls[seq] = self._call_of(number, counter, recall=True)

    @staticmethod
    def _call_of(number: str, counter: str, *, recall: bool) -> dict[str, Any]:
        return {"outcome": "queued", "ticket": number, "counter": counter, "unseen": True, "recall": recall}

    def _ticket_moves(self, number: str, state: str, counter: str, kind: str = "ticket_called") -> None:
        ticket = self._tickets[number]
        assert (ticket["state"], state) in TICKET_STEPS, f"{number}: {ticket['state']} -> {state}"
        came = ticket["state"] == "waiting" and state == "serving"
        ticket["state"] = state
        if state == "called" or came:
            ticket["counter"] = counter
            if came:
                assert counter not in self._busy
                self._busy[counter] = number
        elif kind == "ticket_returned":
            assert number not in self._busy.values()
        elif counter:
            assert self._busy[counter] == number
            if state != "serving":
                del self._busy[counter]
        else:
            assert number not in self._busy.values(), "a counter still waits for this ticket"

    def _notice_moves(self, made: int, outcome: str) -> None:
        before = self._notices[made]
        assert (before, outcome) in CALL_STEPS, f"announcement {made}: {before} -> {outcome}"
        assert outcome != "withdrawn" or before in ("queued", "unspoken"), "what was heard is not taken back"
        self._notices[made] = outcome

    def _call_moves(self, seq: int, outcome: str) -> None:
        call = self._calls[seq]
        assert (call["outcome"], outcome) in CALL_STEPS, f"call {seq}: {call['outcome']} -> {outcome}"
        if outcome == "withdrawn":
            assert call["recall"] or self._tickets[call["ticket"]]["state"] != "called", "the person is still to come"
        call["outcome"] = outcome
