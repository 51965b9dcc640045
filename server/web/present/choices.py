"""What the sheets of a counter's tablet offer: where a ticket can go, who is away, and how the day can end."""

from display.counter_views import AwayTicket, DayEnd, Target, Targets
from server.domain.counters import Counter
from server.domain.next_up import may_call
from server.domain.queue import QueueState
from server.domain.tickets import AT_A_COUNTER, HoldReason, Ticket, TicketState
from server.web.present.picture import Picture
from server.web.words import HOLD_WORDS, SHORT_MONTHS, STATUS_WORDS

_FIRST = "Nomornya tetap. Di tujuan ia didahulukan."
_BY_ARRIVAL = "Nomornya tetap. Di tujuan ia menunggu menurut urutan datang."


def targets_of(picture: Picture, counter: Counter, present: Ticket | None) -> Targets:
    services = tuple(Target(service.letter, service.name) for service in picture.description.services)
    return Targets(
        services=tuple(target for target in services if present is None or target.value != present.service),
        counters=tuple(
            Target(other.id, picture.counter_name(other.id), _who(picture, other))
            for other in picture.state.counters.values()
            if other.id != counter.id
        ),
        own=tuple(target for target in services if target.value in counter.services),
        reasons=tuple(Target(reason, HOLD_WORDS[reason].capitalize()) for reason in HoldReason),
        rule=_FIRST if picture.state.structure.rules.transfer_first else _BY_ARRIVAL,
    )


def _who(picture: Picture, counter: Counter) -> str:
    return " · ".join(filter(None, (picture.official(counter), STATUS_WORDS[counter.status])))


def held_of(picture: Picture, counter: Counter) -> tuple[AwayTicket, ...]:
    """Put aside at this counter, or for what it serves."""
    held = [ticket for ticket in picture.state.away() if ticket.state is TicketState.HELD]
    return tuple(
        _away(picture, counter, ticket, HOLD_WORDS.get(ticket.hold, ""))
        for ticket in held
        if _is_here(picture, counter, ticket)
    )


def missed_of(picture: Picture, counter: Counter) -> tuple[AwayTicket, ...]:
    """Of the whole office: whoever comes late asks the nearest official."""
    missed = [ticket for ticket in picture.state.away() if ticket.state is TicketState.MISSED]
    return tuple(_away(picture, counter, ticket, f"dipanggil {ticket.calls}x") for ticket in missed)


def _away(picture: Picture, counter: Counter, ticket: Ticket, words: str) -> AwayTicket:
    service = picture.service_name(ticket.service)
    return AwayTicket(ticket.number, service, words, here=_is_here(picture, counter, ticket))


def _is_here(picture: Picture, counter: Counter, ticket: Ticket) -> bool:
    return ticket.counter == counter.id or may_call(picture.state, counter, ticket)


def return_place(state: QueueState) -> str:
    """Where somebody who missed the call comes back to."""
    after = state.structure.rules.return_after
    return f"setelah {after} orang berikutnya; yang berprioritas didahulukan" if after else "di tempat semula"


def day_end(picture: Picture) -> DayEnd:
    state, now = picture.state, picture.now
    left = state.left()
    served = sum(1 for ticket in left if ticket.state in AT_A_COUNTER)
    wrong = now is not None and state.date > now.date
    return DayEnd(
        taking=state.day is not None and state.day.taking,
        cancelled=len(left) - served,
        finished=served,
        wrong_date=_wrong_words(state.date, now.date) if now and wrong else "",
        date=now.date if now and wrong else "",
    )


def _wrong_words(label: str, today: str) -> str:
    return f"Hari layanan tercatat {_date_words(label)}, padahal hari ini {_date_words(today)}."


def _date_words(date: str) -> str:
    year, month, day = date.split("-")
    return f"{int(day)} {SHORT_MONTHS[int(month) - 1]} {year}"
