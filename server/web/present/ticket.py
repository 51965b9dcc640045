"""The view of a resident's own ticket."""

from itertools import islice

from display.views import TicketView
from server.domain.ahead import ahead_of
from server.domain.calls import Outcome
from server.domain.ticket_row import TicketRow
from server.domain.tickets import AT_A_COUNTER, Ticket, TicketState
from server.web.present.picture import Picture
from server.web.words import HOLD_WORDS, STATE_WORDS

_SOON = 2
_NEWEST_CALLS = 3


def ticket_view(
    picture: Picture, ticket: Ticket, *, path: str, key: str = "", problem: str = "", letter: str = ""
) -> TicketView:
    """`letter`: what to say of a letter that is ready, or ""."""
    waiting = ticket.state is TicketState.WAITING
    ahead = ahead_of(picture.state, ticket) if waiting else None
    at_counter = ticket.state in AT_A_COUNTER
    headline, advice = _ticket_words(picture, ticket, ahead)
    counter = picture.state.counters.get(ticket.counter)
    return TicketView(
        office=picture.description.name,
        clock=picture.clock(),
        ticket=ticket.number,
        service=picture.service_name(ticket.service),
        state=ticket.state,
        state_word=STATE_WORDS[ticket.state],
        headline=headline,
        advice=advice,
        counter_name=picture.counter_name(ticket.counter) if at_counter else "",
        ahead=ahead,
        soon=ahead is not None and ahead <= _SOON,
        newest_calls=_newest_calls(picture),
        may_cancel=ticket.state in {TicketState.WAITING, TicketState.CALLED, TicketState.HELD, TicketState.MISSED},
        path=path,
        key=key,
        problem=problem,
        person=picture.shown_official(counter) if at_counter and counter is not None else "",
        letter=letter,
    )


def past_ticket_view(picture: Picture, row: TicketRow, *, path: str, letter: str = "") -> TicketView:
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
        newest_calls=(),
        may_cancel=False,
        path=path,
        key="",
        problem="",
        letter=letter,
    )


def _newest_calls(picture: Picture) -> tuple[tuple[str, str], ...]:
    """The newest calls, each number once: a recall is no other call."""
    calls = ((call.ticket, picture.counter_name(call.counter)) for call in picture.state.standing_calls())
    return tuple(islice(dict.fromkeys(calls), _NEWEST_CALLS))


def _ticket_words(picture: Picture, ticket: Ticket, ahead: int | None) -> tuple[str, str]:
    counter = picture.counter_name(ticket.counter)
    match ticket.state:
        case TicketState.WAITING if ahead == 0:
            return "Anda yang berikutnya", _why_again(
                picture, ticket
            ) or "Bersiap: dengarkan panggilan dan lihat layar."
        case TicketState.WAITING:
            ready = "Bersiap, sebentar lagi." if ahead is not None and ahead <= _SOON else ""
            return f"Giliran Anda: {ahead} orang lagi", _why_again(picture, ticket) or ready
        case TicketState.CALLED:
            return "GILIRAN ANDA", f"Silakan ke {counter}."
        case TicketState.SERVING:
            return "Sedang dilayani", f"di {counter}"
        case TicketState.HELD:
            why = HOLD_WORDS.get(ticket.hold, "")
            words = "Ditunda" if ticket.hold == "other" or not why else f"Ditunda: {why}"
            return words, f"Setelah siap, lapor ke {counter}. Anda tidak perlu mengantre dari awal."
        case TicketState.MISSED if picture.state.day is None:
            return "Terlewat", "Layanan hari ini sudah tutup. Ambil nomor baru bila masih ada keperluan."
        case TicketState.MISSED:
            return "Terlewat", "Lapor ke petugas, nomor Anda masih berlaku sampai layanan tutup."
        case TicketState.FINISHED:
            return "Selesai", "Terima kasih atas kunjungan Anda."
        case TicketState.CANCELLED:
            return "Dibatalkan", "Ambil nomor baru bila masih ada keperluan."


def _why_again(picture: Picture, ticket: Ticket) -> str:
    """Why somebody waits who was at a counter already, or was called and is not any more; "" for everybody else."""
    if ticket.reserved:
        return f"Nomor Anda tetap berlaku. Tunggu dipanggil ke {picture.counter_name(ticket.reserved)}."
    newest = next((call for call in picture.state.newest_calls() if call.ticket == ticket.number), None)
    if newest is None:
        return ""
    # Whoever is sent on keeps the call, though it may be withdrawn before the room has heard it; an undo takes it away.
    undone = ticket.call != (newest.first or newest.seq)
    if newest.outcome is Outcome.WITHDRAWN and undone:
        return "Panggilan tadi dibatalkan petugas. Nomor Anda tetap berlaku, tunggu dipanggil lagi."
    if newest.service != ticket.service:
        return f"Dialihkan ke {picture.service_name(ticket.service)}. Nomor Anda tetap berlaku."
    return "Nomor Anda tetap berlaku. Tunggu dipanggil lagi."
