"""The last press at a counter in words, as long as it can be taken back."""

from display.counter_views import Undoable
from server.domain.counters import Counter, CounterStatus, LastPress
from server.domain.moment import Moment
from server.domain.patience import Patience
from server.domain.queue import QueueState
from server.domain.tickets import AWAY, Ticket, TicketState
from server.domain.undo import moved_on


def undoable(state: QueueState, counter: Counter, patience: Patience, now: Moment | None) -> Undoable | None:
    """None when there is nothing to take back, it is too late, or a ticket has moved on since."""
    last = counter.last
    if last is None or moved_on(state, counter, last):
        return None
    left_ms = patience.undo if now is None else patience.undo - last.made.elapsed_ms(now.stamp)
    return Undoable(last.press, press_words(state, counter, last), left_ms) if left_ms > 0 else None


def press_words(state: QueueState, counter: Counter, last: LastPress) -> str:
    """What was pressed: "panggil A012"."""
    call = state.calls.get(last.call)
    if call is not None:
        return f"{'panggil ulang' if call.first else 'panggil'} {call.ticket}"
    if last.tickets:
        return _ticket_words(last.tickets[-1], state.tickets[last.tickets[-1].number], last)
    match counter.status:
        case CounterStatus.OPEN:
            return "buka loket" if last.status is CounterStatus.CLOSED else "kembali bertugas"
        case CounterStatus.BREAK:
            return "istirahat"
        case CounterStatus.CLOSED:
            return "tutup loket"


def _ticket_words(before: Ticket, now: Ticket, last: LastPress) -> str:
    number = now.number
    match now.state:
        case TicketState.SERVING if before.taken >= last.press:
            return f"layani tanpa nomor ({number})"
        case TicketState.SERVING if before.state is TicketState.SERVING:
            return f"layanan lain untuk {number}"
        case TicketState.SERVING:
            return f"mulai melayani {number}"
        case TicketState.FINISHED:
            return f"selesai {number}"
        case TicketState.MISSED:
            return f"tidak hadir {number}"
        case TicketState.HELD:
            return f"tunda {number}"
        case TicketState.WAITING if before.state in AWAY:
            return f"kembalikan {number}"
        case TicketState.WAITING:
            return f"alihkan {number}"
        case _:
            return f"perubahan {number}"
