"""The complaints as their log tells them: a fold over the events, or one event more."""

from collections.abc import Iterable
from datetime import date

from server.domain.complaint import Complaint
from server.domain.complaint_builder import ComplaintBuilder
from server.domain.complaint_events import (
    ComplaintReceived,
    DeskStaffed,
    Event,
    InternalExported,
    KeyEvent,
    Merged,
    Reopened,
    RootMade,
    StepEvent,
    ThreadEvent,
)
from server.domain.complaint_evolve import added, opened, stepped
from server.domain.complaint_sheets import SheetEvent, keyed_posts, sheets_after
from server.domain.complaints_state import ComplaintsState
from server.domain.frozen import replace


def fold(happened: Iterable[tuple[Event, str, date]], state: ComplaintsState | None = None) -> ComplaintsState:
    """The state after events, each with its actor and local day."""
    making = _Making(ComplaintsState() if state is None else state)
    for event, _, day in happened:
        making.apply(event, day)
    return making.made()


def evolve(state: ComplaintsState, event: Event, actor: str, day: date) -> ComplaintsState:
    """The state after one more event."""
    return fold(((event, actor, day),), state)


class _Making:
    """A state while events are applied to it. Complaints are taken apart when an event first touches them."""

    def __init__(self, state: ComplaintsState) -> None:
        self._before = state
        self._touched: dict[str, ComplaintBuilder] = {}
        self._by_number: dict[str, str] = {}
        self._staffed = state.staffed
        self._staffed_seq = state.staffed_seq
        self._last_keys = state.last_keys
        self._key_days = state.key_days
        self._posted = state.posted
        self._sheets = state.sheets
        self._first_day = state.first_day
        self._roots: dict[str, str] = {}
        self._exports = state.exports
        self._seq = state.seq

    def apply(self, event: Event, day: date) -> None:
        self._seq += 1
        match event:
            case ComplaintReceived():
                self._receive(event, day)
            case DeskStaffed():
                self._staff(event, day)
            case RootMade():
                self._roots[event.week] = event.root
            case InternalExported():
                self._exports += 1
            case _ if isinstance(event, SheetEvent):
                self._sheets = sheets_after(self._sheets, event, day)
            case _:
                self._apply_to(self._one(event.id), event, day)

    def made(self) -> ComplaintsState:
        built = {name: one.built() for name, one in self._touched.items()}
        return replace(
            self._before,
            complaints={**self._before.complaints, **built} if built else self._before.complaints,
            by_number={**self._before.by_number, **self._by_number} if self._by_number else self._before.by_number,
            staffed=self._staffed,
            staffed_seq=self._staffed_seq,
            last_keys=self._last_keys,
            key_days=self._key_days,
            posted=self._posted,
            sheets=self._sheets,
            first_day=self._first_day,
            roots={**self._before.roots, **self._roots} if self._roots else self._before.roots,
            exports=self._exports,
            seq=self._seq,
        )

    def _apply_to(self, one: ComplaintBuilder, event: StepEvent | ThreadEvent | KeyEvent, day: date) -> None:
        # The unions are told apart by their classes: a `match` over forty of them would take most of a fold's time.
        if isinstance(event, ThreadEvent):
            added(one, event, day)
        elif isinstance(event, KeyEvent):
            opened(one, event, day, self._staffed.ladder if self._staffed else ())
        else:
            if isinstance(event, Reopened) and one.merged_into:
                parent = self._one(one.merged_into)
                parent.merged = tuple(child for child in parent.merged if child != event.id)
            stepped(one, event, day)
            if isinstance(event, Merged):
                parent = self._one(event.into)
                parent.merged = (*parent.merged, event.id)

    def _receive(self, event: ComplaintReceived, day: date) -> None:
        staffed = self._staffed
        ladder = () if staffed is None else (one for one in staffed.ladder if one in staffed.keys)
        passed_over = tuple(dict.fromkeys(one for one in ladder if one not in event.rungs))
        self._touched[event.id] = ComplaintBuilder.received_as(event, day, passed_over)
        self._by_number[event.number] = event.id
        self._first_day = self._first_day or day

    def _staff(self, event: DeskStaffed, day: date) -> None:
        # An account whose key was replaced opens nothing old either; a reset takes the key away first, and gives the new one later.
        gone = set() if self._staffed is None else self._staffed.keys - event.keys.keys()
        for name in (*self._before.complaints, *self._touched) if gone else ():
            one: ComplaintBuilder | Complaint = self._touched.get(name) or self._before.complaints[name]
            readers = (*one.recipients, *one.climbed, *one.rungs)
            if stale := [account for account in dict.fromkeys(readers) if account in gone.difference(one.stale)]:
                builder = self._one(name)
                builder.stale = (*builder.stale, *stale)
            if lost := [account for account in one.custodians if account in gone.difference(one.partless)]:
                builder = self._one(name)
                builder.partless = (*builder.partless, *lost)
        self._staffed, self._staffed_seq = event, self._seq
        changed = [account for account, key in event.keys.items() if self._last_keys.get(account) != key]
        self._key_days = {**self._key_days, **dict.fromkeys(changed, day)}
        self._last_keys = {**self._last_keys, **event.keys}
        self._posted = {**dict.fromkeys(keyed_posts(event), day), **self._posted}

    def _one(self, name: str) -> ComplaintBuilder:
        one = self._touched.get(name)
        if one is None:
            one = self._touched[name] = ComplaintBuilder.of(self._before.complaints[name])
        return one
