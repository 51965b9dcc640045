"""The views of the kiosk: the choice of a service, the papers that it needs, and the number that was taken."""

from display.kiosk_views import PapersAskedView, PapersNeededView
from display.paper_views import PaperNote
from display.views import KioskView, ServiceButton, TicketTakenView
from server.domain.ahead import ahead_of
from server.domain.counters import CounterStatus
from server.domain.moment import Moment
from server.domain.refusals import QuotaSpent
from server.domain.structure import Hours
from server.domain.taking import why_not_take
from server.domain.tickets import Ticket, TicketState
from server.web.present.picture import Picture
from server.web.words import clock_words

_MIDNIGHT = 24 * 60
_MINUTE_MS = 60_000
_NO_MORE = "Hari ini tidak ada nomor baru lagi. Yang sudah punya nomor tetap dilayani."


def kiosk_view(
    picture: Picture,
    *,
    key: str = "",
    problem: str = "",
    shared: bool = True,
    idle_ms: int = 20_000,
    sound: str = "",
    complaints: bool = False,
    tracks: bool = False,
) -> KioskView:
    state = picture.state
    waiting = list(state.waiting())
    open_counters = [c for c in state.counters.values() if c.status is CounterStatus.OPEN]
    taking = not why_closed(picture)
    return KioskView(
        office=picture.description.name,
        clock=picture.clock(),
        open=taking,
        closed_message=why_closed(picture),
        services=tuple(
            ServiceButton(
                letter=service.letter,
                name=service.name,
                icon=service.icon,
                waiting=sum(1 for ticket in waiting if ticket.service == service.letter),
                counters_open=sum(1 for counter in open_counters if service.letter in counter.services),
                full=isinstance(why_not_take(state, service.letter), QuotaSpent),
            )
            for service in picture.description.services
        ),
        key=key,
        problem=problem,
        shared=shared,
        idle_ms=idle_ms,
        notice=_pause_words(picture) if taking else "",
        sound=sound,
        fresh_ms=0 if picture.now is None else until_change_ms(_hours(picture), picture.now),
        complaints=complaints,
        tracks=tracks,
    )


def why_closed(picture: Picture) -> str:
    """What the kiosk says instead of its services; "" while numbers are given."""
    day = picture.state.day
    if day is not None:
        return "" if day.taking else _NO_MORE
    return picture.closed_message()


def papers_asked_view(
    picture: Picture,
    letter: str,
    *,
    priority: bool,
    key: str,
    problem: str = "",
    shared: bool,
    idle_ms: int,
    sound: str = "",
) -> PapersAskedView:
    return PapersAskedView(
        office=picture.description.name,
        clock=picture.clock(),
        letter=letter,
        service=picture.service_name(letter),
        papers=papers_of(picture, letter),
        priority=priority,
        key=key,
        problem=problem,
        shared=shared,
        idle_ms=idle_ms,
        sound=sound,
    )


def papers_needed_view(
    picture: Picture, letter: str, *, shared: bool, idle_ms: int, sound: str = "", paper: PaperNote | None = None
) -> PapersNeededView:
    return PapersNeededView(
        office=picture.description.name,
        clock=picture.clock(),
        service=picture.service_name(letter),
        papers=papers_of(picture, letter),
        shared=shared,
        idle_ms=idle_ms,
        sound=sound,
        paper=paper,
    )


def ticket_taken_view(
    picture: Picture,
    ticket: Ticket,
    *,
    address: str,
    path: str,
    qr_svg: str,
    kiosk: bool,
    idle_ms: int,
    paper: PaperNote | None = None,
    sound: str = "",
) -> TicketTakenView:
    return TicketTakenView(
        office=picture.description.name,
        clock=picture.clock(),
        ticket=ticket.number,
        service=picture.service_name(ticket.service),
        ahead=ahead_now(picture, ticket),
        qr_svg=qr_svg,
        address=address,
        path=path,
        idle_ms=idle_ms,
        kiosk=kiosk,
        paper=paper,
        sound=sound,
    )


def ahead_now(picture: Picture, ticket: Ticket) -> int:
    return ahead_of(picture.state, ticket) if ticket.state is TicketState.WAITING else 0


def papers_of(picture: Picture, letter: str) -> tuple[str, ...]:
    """What a resident has to bring for the service of that letter."""
    service = picture.description.service(letter)
    return () if service is None else service.papers


def until_change_ms(hours: Hours | None, now: Moment) -> int:
    """Milliseconds until the calendar has something else to say: a pause begins or ends, the office opens or closes, or the day ends."""
    edges = () if hours is None else (hours.opens, hours.closes, *(edge for pause in hours.pauses for edge in pause))
    following = min((edge for edge in edges if edge > now.minute), default=_MIDNIGHT)
    return (following - now.minute) * _MINUTE_MS - now.local.second * 1000


def _pause_words(picture: Picture) -> str:
    hours = _hours(picture)
    pause = None if hours is None or picture.now is None else hours.pause_at(picture.now.minute)
    if pause is None:
        return ""
    return f"Istirahat sampai pukul {clock_words(*divmod(pause[1], 60))}. Nomor tetap dapat diambil."


def _hours(picture: Picture) -> Hours | None:
    return None if picture.now is None else picture.state.structure.week[picture.now.local.weekday()]
