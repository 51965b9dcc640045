"""The view of a resident's own ticket."""

from itertools import islice

from display.views import TicketView
from server.domain.next_up import ahead_of
from server.domain.ticket_row import TicketRow
from server.domain.tickets import AT_A_COUNTER, Ticket, TicketState
from server.web.present.picture import Picture
from server.web.words import STATE_WORDS

_SOON = 2
_CALLING_NOW = 3


def ticket_view(picture: Picture, ticket: Ticket, *, path: str, key: str = "", problem: str = "") -> TicketView:
    waiting = ticket.state is TicketState.WAITING
    ahead = ahead_of(picture.state, ticket) if waiting else None
    at_counter = ticket.state in AT_A_COUNTER
    counter_name = picture.counter_name(ticket.counter) if at_counter else ""
    headline, advice = _ticket_words(ticket.state, ahead, counter_name)
    return TicketView(
        office=picture.description.name,
        clock=picture.clock(),
        ticket=ticket.number,
        service=picture.service_name(ticket.service),
        state=ticket.state,
        state_word=STATE_WORDS[ticket.state],
        headline=headline,
        advice=advice,
        counter_name=counter_name,
        ahead=ahead,
        soon=ahead is not None and ahead <= _SOON,
        calling_now=_calling_now(picture),
        may_cancel=ticket.state in {TicketState.WAITING, TicketState.CALLED, TicketState.HELD, TicketState.MISSED},
        path=path,
        key=key,
        problem=problem,
    )


def past_ticket_view(picture: Picture, row: TicketRow, *, path: str) -> TicketView:
    """A ticket of an earlier day: it is over, whatever its last state was."""
    return TicketView(
        office=picture.description.name,
        clock=picture.clock(),
        ticket=row.number,
        service=picture.service_name(row.service),
        state="finished",
        state_word=STATE_WORDS.get(row.state, row.state),
        headline="Nomor ini dari hari lain",
        advice="Ambil nomor baru bila masih ada keperluan.",
        counter_name="",
        ahead=None,
        soon=False,
        calling_now=(),
        may_cancel=False,
        path=path,
        key="",
        problem="",
    )


def _calling_now(picture: Picture) -> tuple[tuple[str, str], ...]:
    """The newest calls, each number once: a recall is no other call."""
    calls = ((call.ticket, picture.counter_name(call.counter)) for call in picture.state.newest_calls())
    return tuple(islice(dict.fromkeys(calls), _CALLING_NOW))


def _ticket_words(state: TicketState, ahead: int | None, counter_name: str) -> tuple[str, str]:
    match state:
        case TicketState.WAITING if ahead == 0:
            return "Anda yang berikutnya", "Bersiap: dengarkan panggilan dan lihat layar."
        case TicketState.WAITING:
            advice = "Bersiap, sebentar lagi." if ahead is not None and ahead <= _SOON else ""
            return f"Giliran Anda: {ahead} orang lagi", advice
        case TicketState.CALLED:
            return "GILIRAN ANDA", f"Silakan ke {counter_name}."
        case TicketState.SERVING:
            return "Sedang dilayani", f"di {counter_name}"
        case TicketState.HELD:
            return "Ditunda", "Tunggu dipanggil lagi."
        case TicketState.MISSED:
            return "Terlewat", "Anda sudah dipanggil. Lapor ke petugas."
        case TicketState.FINISHED:
            return "Selesai", "Terima kasih atas kunjungan Anda."
        case TicketState.CANCELLED:
            return "Dibatalkan", "Ambil nomor baru bila masih ada keperluan."
