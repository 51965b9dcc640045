"""The TV's view."""

from display.type_sizes import type_sizes
from display.views import CallCard, CounterRow, Medium, TvView
from server.description import Description, Screen
from server.domain.calls import Call
from server.domain.counters import Counter
from server.web.present.letters import tv_day
from server.web.present.picture import Picture
from server.web.words import STATUS_WORDS

_CARDS = 12
_RECENT = 4


def tv_view(picture: Picture, *, let_in: bool, screen: Screen | None = None, test: bool = False) -> TvView:
    """The TV for all counters, or the `screen` for only some of them."""
    state, office = picture.state, picture.description
    shown = [counter for counter in state.counters.values() if screen is None or counter.id in screen.counters]
    newest_first = [call for call in state.standing_calls() if shows(screen, call)]
    latest = newest_first[0] if newest_first else None
    if latest is not None and any(letter.called > latest.seq for letter in state.letters.values()):
        latest = None  # the newest card is a letter's, and leads to no counter
    tickets = list(dict.fromkeys(call.ticket for call in newest_first))
    letters = {letter for counter in shown for letter in counter.services}
    return TvView(
        office=office.name,
        clock=picture.clock(),
        open=state.day is not None,
        closed_message=picture.closed_message(),
        calls=_cards(picture, newest_first) if state.day is not None else (),
        counters=tuple(_row(picture, counter, latest) for counter in shown),
        recent=tuple(tickets[1 : 1 + _RECENT]),
        waiting=sum(1 for ticket in state.waiting() if screen is None or ticket.service in letters),
        notes=office.notes,
        let_in=let_in,
        title="" if screen is None else screen.title,
        scale=_scale(office, screen, len(shown)),
        edge=office.tv.edge,
        logo="" if office.logo is None else f"/berkas/{office.logo}",
        media=tuple(Medium(f"/berkas/{medium.digest}", medium.words, medium.video) for medium in office.media),
        test=test,
    )


def shows(screen: Screen | None, call: Call) -> bool:
    """Whether a TV shows the calls of that counter."""
    return screen is None or call.counter in screen.counters


def _scale(office: Description, screen: Screen | None, counters: int) -> int:
    tv = office.tv
    diagonal = tv.diagonal if screen is None or screen.diagonal is None else screen.diagonal
    distance = tv.distance if screen is None or screen.distance is None else screen.distance
    return type_sizes(diagonal, distance, counters).scale


def _cards(picture: Picture, newest_first: list[Call]) -> tuple[CallCard, ...]:
    """The newest calls, of people and of letters. A letter that was fetched is not there any more."""
    letters = [
        CallCard(
            letter.called,
            letter.ticket,
            "",
            "",
            picture.age_since_ms(letter.rung),
            False,
            tv_day(letter, picture.state.date),
        )
        for letter in picture.state.letters.values()
        if letter.rung is not None
    ]
    cards = [*letters, *(_card(picture, call) for call in newest_first[:_CARDS])]
    return tuple(sorted(cards, key=lambda card: -card.seq)[:_CARDS])


def _card(picture: Picture, call: Call) -> CallCard:
    name = picture.counter_name(call.counter)
    return CallCard(call.seq, call.ticket, call.counter, name, picture.age_ms(call), repeat=call.first != 0)


def _row(picture: Picture, counter: Counter, latest: Call | None) -> CounterRow:
    described = picture.description.counter(counter.id)
    return CounterRow(
        id=counter.id,
        name=picture.counter_name(counter.id),
        services=described.label if described else "",
        ticket=counter.ticket,
        status=counter.status,
        status_word=STATUS_WORDS[counter.status],
        latest=latest is not None and latest.counter == counter.id and latest.ticket == counter.ticket,
        person=picture.shown_official(counter),
    )
