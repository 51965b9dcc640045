"""Logs to store: a plain day of a village office, and whatever days Hypothesis can think of."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hypothesis import strategies as st

from server.domain import commands as c
from server.domain.record import Record
from server.domain.tickets import receipt_of
from server.store.base import Answer, Entry, Store
from tests.domain.false_clock import FalseClock
from tests.domain.queue_log import QueueLog
from tests.domain.village import AUTOMATIC_VILLAGE, VILLAGE

SERVICES = st.sampled_from("ABC")
COUNTERS = st.sampled_from("123")
PLANS = st.sampled_from((VILLAGE, AUTOMATIC_VILLAGE))


@dataclass(frozen=True)
class Step:
    """One thing that happens. `pick` chooses among the newest calls or tickets where the step needs one."""

    what: str
    service: str
    counter: str
    pick: int


WHATS = (
    *("take", "next", "start", "finish") * 4,
    *("recall", "missed", "speaking", "spoken", "unspoken", "shown", "cancel") * 2,
    *("hold", "transfer", "back", "choose", "continue", "undo", "undo") * 2,
    *("open", "close", "tomorrow", "configure", "restart", "open_counter", "close_counter"),
    *("pause", "serve", "note", "staff", "stop", "appointment"),
    *("announce", "announce", "withdraw"),
)
STEPS = st.builds(Step, st.sampled_from(WHATS), SERVICES, COUNTERS, st.integers(0, 3))


def happen(log: QueueLog, steps: Iterable[Step]) -> None:
    """An office opens, and the steps happen in it as far as the rules allow."""
    log.opens(VILLAGE)
    for step in steps:
        # So that a recall is late enough, and two presses may still be undone.
        log.clock.passes(seconds=5)
        _happen(log, step)


def entries_of(records: Sequence[Record], size: int = 3) -> list[Entry]:
    """The records in entries of `size`, each with an answer of its own."""
    parts = [tuple(records[start : start + size]) for start in range(0, len(records), size)]
    return [Entry(part, Answer("tablet", f"key-{part[0].seq}", "print", '{"ok":true}', part[-1].seq)) for part in parts]


async def store_all(store: Store, log: QueueLog) -> None:
    """Bring the store to where the log is, in one commit."""
    head = await store.head()
    await store.append(entries_of(log.records[head.seq :]))


def plain_day() -> QueueLog:
    """A day with a number that was served, one that was missed, one that was cancelled and one that still waits."""
    log = QueueLog(FalseClock())
    log.opens(VILLAGE)
    for service in "AABA":
        log.takes(service)
    _visit(log, c.StartServing("1"), c.FinishServing("1"))
    _visit(log, c.Recall("1"), c.MarkNoShow("1"))
    log.did(c.CancelTicket("B001"))
    return log


def another_day(log: QueueLog) -> None:
    """The day is closed and the next one opened; two numbers are taken."""
    log.did(c.CloseDay())
    log.clock.passes(hours=24)
    log.did(c.OpenDay())
    log.takes("A")
    log.takes("B")


def receipt(number: int) -> str:
    """What the log keeps of the token of the log's `number`-th ticket."""
    return receipt_of(f"token-{number}")


def _visit(log: QueueLog, *commands: c.Command) -> None:
    log.clock.passes(minutes=2)
    log.did(c.CallNext("1"))
    call = log.records[-1].seq
    for command in (c.NoteSpeaking(call), c.NoteSpoken(call), c.NoteShown(call), *commands):
        log.clock.passes(seconds=5)
        log.did(command)


def _happen(log: QueueLog, step: Step) -> None:
    call = next(iter(sorted([*log.state.calls, *log.state.announcements])[-1 - step.pick :]), 0)
    number = next(iter([*log.state.tickets][-1 - step.pick :]), "")
    match step.what:
        case "take":
            if log.state.day is not None and log.state.day.taking:
                log.takes(step.service, priority=step.pick == 0)
        case "tomorrow":
            log.did(c.CloseDay())
            log.clock.passes(hours=24)
            log.did(c.OpenDay())
        case "configure":
            log.configures(AUTOMATIC_VILLAGE if step.pick % 2 else VILLAGE)
        case "restart":
            log.did(c.RestartLog(f"epoch-{log.head.seq}", 50))
        case what:
            away = next(iter(log.state.away()), None)
            commands: dict[str, c.Command] = {
                "hold": c.HoldTicket(step.counter, "copy"),
                "transfer": c.TransferTicket(step.counter, service=step.service),
                "back": c.ReturnTicket(away.number if away else "", step.counter),
                "choose": c.CallTicket(step.counter, number),
                "continue": c.ContinueWith(step.counter, step.service),
                "undo": c.Undo(step.counter),
                "pause": c.PauseCounter(step.counter),
                "serve": c.ServeWithoutTicket(step.counter, step.service, f"quick-{log.head.seq}"),
                "note": c.NoteTicket(step.counter, f"note-{log.head.seq}"),
                "staff": c.StaffCounter(step.counter, "siti"),
                "announce": c.MakeAnnouncement("", f"announcement:{log.head.seq}", urgent=step.pick == 0),
                "withdraw": c.WithdrawAnnouncement(next(iter(log.state.announcements), 0)),
                "stop": c.ResumeTaking() if step.pick else c.StopTaking(),
                "appointment": c.TakeTicket(step.service, False, f"late-{log.head.seq}", "phone", 600),
                "next": c.CallNext(step.counter),
                "recall": c.Recall(step.counter),
                "start": c.StartServing(step.counter),
                "finish": c.FinishServing(step.counter),
                "missed": c.MarkNoShow(step.counter),
                "open_counter": c.OpenCounter(step.counter),
                "close_counter": c.CloseCounter(step.counter),
                "open": c.OpenDay(),
                "close": c.CloseDay(),
                "cancel": c.CancelTicket(number),
                "speaking": c.NoteSpeaking(call),
                "spoken": c.NoteSpoken(call),
                "unspoken": c.NoteUnspoken(call, "no_device"),
                "shown": c.NoteShown(call),
            }
            log.do(commands[what])
