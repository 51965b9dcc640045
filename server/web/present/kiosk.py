"""The kiosk's views: choosing a service, and the number that was taken."""

from display.views import KioskView, ServiceButton, TicketTakenView
from server.domain.counters import CounterStatus
from server.domain.next_up import ahead_of
from server.domain.tickets import Ticket, TicketState
from server.web.present.picture import Picture


def kiosk_view(
    picture: Picture, *, key: str = "", problem: str = "", shared: bool = True, idle_ms: int = 20_000
) -> KioskView:
    state = picture.state
    waiting = list(state.waiting())
    open_counters = [c for c in state.counters.values() if c.status is CounterStatus.OPEN]
    return KioskView(
        office=picture.description.name,
        clock=picture.clock(),
        open=state.day is not None,
        closed_message=picture.closed_message(),
        services=tuple(
            ServiceButton(
                letter=service.letter,
                name=service.name,
                icon=service.icon,
                waiting=sum(1 for ticket in waiting if ticket.service == service.letter),
                counters_open=sum(1 for counter in open_counters if service.letter in counter.services),
            )
            for service in picture.description.services
        ),
        key=key,
        problem=problem,
        shared=shared,
        idle_ms=idle_ms,
    )


def ticket_taken_view(
    picture: Picture, ticket: Ticket, *, address: str, path: str, qr_svg: str, kiosk: bool, idle_ms: int
) -> TicketTakenView:
    return TicketTakenView(
        office=picture.description.name,
        clock=picture.clock(),
        ticket=ticket.number,
        service=picture.service_name(ticket.service),
        ahead=ahead_of(picture.state, ticket) if ticket.state is TicketState.WAITING else 0,
        qr_svg=qr_svg,
        address=address,
        path=path,
        idle_ms=idle_ms,
        kiosk=kiosk,
    )
