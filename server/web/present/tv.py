"""The TV's view."""

from display.views import CallCard, CounterRow, TvView
from server.domain.calls import Call
from server.domain.counters import Counter
from server.web.present.picture import Picture
from server.web.words import STATUS_WORDS

_CARDS = 12
_RECENT = 4


def tv_view(picture: Picture, *, let_in: bool) -> TvView:
    state = picture.state
    newest_first = list(state.newest_calls())
    latest = newest_first[0] if newest_first else None
    tickets = list(dict.fromkeys(call.ticket for call in newest_first))
    return TvView(
        office=picture.description.name,
        clock=picture.clock(),
        open=state.day is not None,
        closed_message=picture.closed_message(),
        calls=tuple(_card(picture, call) for call in newest_first[:_CARDS]) if state.day is not None else (),
        counters=tuple(_row(picture, counter, latest) for counter in state.counters.values()),
        recent=tuple(tickets[1 : 1 + _RECENT]),
        waiting=sum(1 for _ in state.waiting()),
        notes=picture.description.notes,
        let_in=let_in,
    )


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
    )
