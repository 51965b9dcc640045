"""The counter tablet's view: who is here, who is next, and whether the room heard and saw the last call."""

from collections.abc import Sequence
from itertools import islice

from display.counter_views import CounterView, LastCall, Note, Seat
from server.domain.calls import Call, Outcome
from server.domain.counters import Counter
from server.domain.next_up import eligible, ranked
from server.domain.patience import DEFAULT_PATIENCE, Patience
from server.domain.queue import QueueState
from server.domain.tickets import Ticket, TicketState
from server.web.present.alarms import tablet_alarms
from server.web.present.choices import day_end, held_of, missed_of, return_place, targets_of
from server.web.present.last_press import undoable
from server.web.present.picture import Picture
from server.web.words import RULE_WORDS, STATE_WORDS, UNSPOKEN_WORDS

_LISTED = 12


def counter_view(
    picture: Picture,
    counter: Counter,
    *,
    patience: Patience = DEFAULT_PATIENCE,
    notes: Sequence[Note] = (),
    key: str = "",
    problem: str = "",
    notice: str = "",
    seat: Seat | None = None,
    complaints: int = 0,
    complaints_way: str = "",
) -> CounterView:
    """`notes` are those on the ticket that is at the counter; `complaints`: how many wait for the official who looks."""
    state = picture.state
    coming = list(islice(ranked(state, counter), _LISTED))
    present = state.tickets[counter.ticket] if counter.ticket else None
    described = picture.description.counter(counter.id)
    return CounterView(
        office=picture.description.name,
        clock=picture.clock(),
        id=counter.id,
        name=picture.counter_name(counter.id),
        services=described.label if described else "",
        person=picture.official(counter),
        day_open=state.day is not None,
        status=counter.status,
        ticket=counter.ticket,
        ticket_state=present.state if present else "",
        ticket_state_word=STATE_WORDS[present.state] if present else "",
        ticket_service=picture.service_name(present.service) if present else "",
        since_ms=present.since.elapsed_ms(picture.now.stamp) if present and picture.now else 0,
        recall_in_ms=_recall_in_ms(picture, present, patience),
        notes=tuple(notes),
        next_ticket=coming[0].ticket.number if coming else "",
        next_why=RULE_WORDS[coming[0].rule] if coming else "",
        waiting=len(eligible(state, counter)),
        waiting_tickets=tuple(choice.ticket.number for choice in coming),
        priority_tickets=tuple(choice.ticket.number for choice in coming if choice.ticket.priority),
        held=held_of(picture, counter),
        missed=missed_of(picture, counter),
        return_place=return_place(state),
        targets=targets_of(picture, counter, present),
        undo=undoable(state, counter, patience, picture.now),
        last_call=_last_call(state, counter),
        alarms=tablet_alarms(picture, counter.id),
        day_end=day_end(picture),
        version=counter.version,
        key=key,
        problem=problem,
        notice=notice,
        seat=seat,
        complaints=complaints,
        complaints_way=complaints_way if complaints else "",
    )


def seat_asked(picture: Picture, counter: Counter, account: str) -> Seat | None:
    """What an official is asked who looks at a counter where somebody else sits, or nobody. Automation is asked nothing."""
    if not account or counter.account == account:
        return None
    name, me = picture.counter_name(counter.id), picture.name_of(account)
    if counter.account:
        who = picture.official(counter) or "Petugas lain"
        return Seat(f"{who} sedang bertugas di {name}. Ambil alih?", taken=True, me=me)
    return Seat(f"Belum ada petugas di {name}. Anda yang bertugas di sini?", taken=False, me=me)


def _recall_in_ms(picture: Picture, present: Ticket | None, patience: Patience) -> int:
    if present is None or present.state is not TicketState.CALLED or present.rung is None or picture.now is None:
        return 0
    return max(0, patience.recall - present.rung.elapsed_ms(picture.now.stamp))


def _last_call(state: QueueState, counter: Counter) -> LastCall | None:
    call = next((call for call in state.newest_calls() if call.counter == counter.id), None)
    if call is None:
        return None
    heard, words = _heard(call)
    # Not the ticket's own count: that one goes on when it is put aside, or called by another counter.
    first = call.first or call.seq
    calls = (one for one in state.calls.values() if first in (one.seq, one.first))
    times = sum(1 for one in calls if one.outcome is not Outcome.WITHDRAWN)
    shown_words = "tampil ✓" if call.shown else "belum tampil"
    return LastCall(call.seq, call.ticket, heard, words, call.shown, shown_words, times)


def _heard(call: Call) -> tuple[str, str]:
    match call.outcome:
        case Outcome.SPOKEN:
            return "heard", "terdengar ✓"
        case Outcome.SPEAKING:
            return "speaking", "sedang diucapkan"
        case Outcome.UNSPOKEN:
            return "unheard", f"tidak terdengar: {UNSPOKEN_WORDS.get(call.why, 'pengeras suara bermasalah')}"
        case Outcome.WITHDRAWN:
            return "withdrawn", "panggilan ditarik"
        case Outcome.QUEUED:
            return "waiting", "menunggu diucapkan"
