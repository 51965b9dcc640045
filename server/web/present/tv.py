"""The TV's view."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from display.type_sizes import type_sizes
from display.views import CallCard, CounterRow, Medium, TvView
from server.description import Description, Screen
from server.domain.announcement import Announcement
from server.domain.calls import Call, Outcome
from server.domain.counters import Counter
from server.web.present.announcement_words import spoken_words
from server.web.present.letters import tv_day
from server.web.present.picture import Picture
from server.web.speaking.tv_sets import room_of_tv
from server.web.words import STATUS_WORDS

if TYPE_CHECKING:
    from display.board_views import BoardSlide

_CARDS = 12
_RECENT = 4
_LONGEST_ANNOUNCED = 110
"""Signs: more would have to be written smaller than the last bench can read."""
_LISTEN = "Dengarkan pengumuman."


def tv_view(
    picture: Picture,
    *,
    let_in: bool,
    screen: Screen | None = None,
    test: bool = False,
    board: "BoardSlide | None" = None,
) -> TvView:
    """The TV for all counters, or the `screen` for only some of them. `board`: what it shows of the complaints between two calls."""
    state, office = picture.state, picture.description
    shown = [counter for counter in state.counters.values() if screen is None or counter.id in screen.counters]
    newest_first = [call for call in state.standing_calls() if shows(screen, call)]
    latest = newest_first[0] if newest_first else None
    if latest is not None and any(letter.called > latest.seq for letter in state.letters.values()):
        latest = None  # the newest card is a letter's, and leads to no counter
    tickets = list(dict.fromkeys(call.ticket for call in newest_first))
    letters = {letter for counter in shown for letter in counter.services}
    saying = _being_said(picture, screen)
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
        announcing=saying is not None,
        announced=_announced(picture, saying),
        sounds=let_in and _is_loudspeaker(office, screen),
        board=board,
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
    return CallCard(
        call.seq,
        call.ticket,
        call.counter,
        name,
        picture.age_ms(call),
        repeat=call.first != 0,
        outcome=call.outcome,
        voiced=_voiced(picture, call.counter),
    )


def _being_said(picture: Picture, screen: Screen | None) -> Announcement | None:
    """What is said besides calls in a room of this TV."""
    office = picture.description
    rooms = None if screen is None else {office.room_of(counter) for counter in screen.counters}
    speaking = (one for one in picture.state.announcements.values() if one.outcome is Outcome.SPEAKING)
    return next((one for one in speaking if rooms is None or office.room(one.room).name in rooms), None)


def _announced(picture: Picture, saying: Announcement | None) -> str:
    """Its words, if they are the office's own. What an official has typed is for the ears of the hall alone."""
    office = picture.description
    planned = None if saying is None else office.announcement(saying.announcement)
    if saying is None or planned is None:
        return ""
    said = datetime.fromtimestamp(saying.made.wall_ms / 1000, UTC).astimezone(office.zone)
    hours = picture.state.structure.week[said.weekday()]
    words = spoken_words(planned, hours, said.hour * 60 + said.minute) or ""
    return words if len(words) <= _LONGEST_ANNOUNCED else _LISTEN


def _is_loudspeaker(office: Description, screen: Screen | None) -> bool:
    room = room_of_tv(office, "" if screen is None else screen.name)
    return office.room(room).speaker == "tv"


def _voiced(picture: Picture, counter_id: str) -> bool:
    """Whether calls of that counter are said aloud at this moment."""
    voice = picture.presence.voice_in(picture.description.room_of(counter_id))
    return voice is not None and voice.sound == "speech" and voice.voice != "silent"


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
