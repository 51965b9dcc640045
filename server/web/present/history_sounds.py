"""What became of calls and announcements, in sentences that name them as people know them: by the ticket, not by the event's number."""

from typing import assert_never

from server.domain.announcement_events import (
    AnnouncementMade,
    AnnouncementSpeaking,
    AnnouncementSpoken,
    AnnouncementUnspoken,
    AnnouncementWithdrawn,
)
from server.domain.call_events import CallShown, CallSpeaking, CallSpoken, CallUnspoken, CallWithdrawn
from server.domain.events import AnnouncementEvent, CallEvent, Event
from server.domain.ticket_events import TicketCalled, TicketRecalled
from server.web.words import UNSPOKEN_WORDS

SoundEvent = CallEvent | AnnouncementEvent


def origin_of(event: Event) -> int:
    """The number of the call or announcement of which `event` tells; 0 for all others."""
    match event:
        case CallSpeaking() | CallSpoken() | CallUnspoken() | CallWithdrawn() | CallShown():
            return event.call
        case AnnouncementWithdrawn() | AnnouncementSpeaking() | AnnouncementSpoken() | AnnouncementUnspoken():
            return event.made
        case _:
            return 0


def sound_words(event: SoundEvent, origin: Event | None) -> str:
    """One sentence. `origin` is the event of which it tells, None where it is not there any more.

    Without the words of an announcement: what an official typed is erased one day, and the log is not.
    """
    match event:
        case AnnouncementMade():
            return f"{_announcement(event)} diminta{_in_room(event.room)}."
        case CallSpeaking() | AnnouncementSpeaking():
            return f"{_name(event, origin)} mulai diucapkan."
        case CallSpoken() | AnnouncementSpoken():
            return f"{_name(event, origin)} selesai diucapkan."
        case CallUnspoken(why=why) | AnnouncementUnspoken(why=why):
            return f"{_name(event, origin)} tidak terdengar: {UNSPOKEN_WORDS.get(why, 'pengeras suara bermasalah')}."
        case CallWithdrawn():
            return f"{_name(event, origin)} ditarik."
        case AnnouncementWithdrawn():
            return f"{_name(event, origin)} dibatalkan."
        case CallShown():
            return f"{_name(event, origin)} tampil di TV."
        case _:
            assert_never(event)


def _name(event: SoundEvent, origin: Event | None) -> str:
    match origin:
        case TicketCalled(ticket=ticket, counter=counter):
            return f"Panggilan nomor {ticket} ke loket {counter}"
        case TicketRecalled(ticket=ticket, counter=counter):
            return f"Panggilan ulang nomor {ticket} ke loket {counter}"
        case AnnouncementMade():
            return _announcement(origin)
        case _:
            ticket = event.ticket if isinstance(event, CallWithdrawn) else ""
            kind = "panggilan" if isinstance(event, CallEvent) else "pengumuman"
            return f"Panggilan nomor {ticket}" if ticket else f"Sebuah {kind}"


def _announcement(made: AnnouncementMade) -> str:
    if made.test:
        return "Tes suara"
    what = f"“{made.announcement}”" if made.announcement else "dengan kalimat sendiri"
    return f"Pengumuman{' penting' if made.urgent else ''} {what}"


def _in_room(room: str) -> str:
    return f" di ruang {room}" if room else ""
