"""The view of who serves today."""

from display.presence_views import PresenceRow, PresenceView
from server.domain.counters import Counter, CounterStatus
from server.web.present.picture import Picture


def presence_view(picture: Picture) -> PresenceView:
    return PresenceView(
        office=picture.description.name,
        clock=picture.clock(),
        open=picture.state.day is not None,
        closed_message=picture.closed_message(),
        rows=tuple(_row(picture, counter) for counter in picture.state.counters.values()),
    )


def _row(picture: Picture, counter: Counter) -> PresenceRow:
    described = picture.description.counter(counter.id)
    return PresenceRow(
        counter=picture.counter_name(counter.id),
        services=described.label if described else "",
        person=picture.shown_official(counter),
        status=counter.status,
        words=_words(counter.status),
    )


def _words(status: CounterStatus) -> str:
    match status:
        case CounterStatus.OPEN:
            return "melayani"
        case CounterStatus.BREAK:
            return "istirahat"
        case CounterStatus.CLOSED:
            return "tutup"
