"""Letters in words: the officials' list, what a resident is told, and the code on the TV."""

from collections.abc import Mapping, Sequence, Set
from datetime import date

from display.letter_views import FinishedRow, LetterRow, LettersView
from server.domain.letter import Letter
from server.domain.ticket_row import TicketRow
from server.web.present.picture import Picture
from server.web.words import DAYS, SHORT_DAYS, SHORT_MONTHS

_WEEK = 7


def letters_view(
    picture: Picture,
    day: date,
    visits: Sequence[TicketRow],
    contacts: Mapping[str, str],
    fetched: Set[str],
    *,
    key: str,
    problem: str = "",
) -> LettersView:
    """`visits`: those of `day`. `contacts`: what officials typed, by the letters' ids. `fetched`: whose letter was."""
    state = picture.state
    over = [visit for visit in visits if visit.state == "finished" and str(visit.taken_seq) not in state.letters]
    rows = [FinishedRow(str(visit.taken_seq), visit.number, picture.service_name(visit.service)) for visit in over]
    return LettersView(
        office=picture.description.name,
        clock=picture.clock(),
        letters=tuple(
            LetterRow(letter.id, letter.ticket, _dated(letter.day), contacts.get(letter.id, ""), letter.called > 0)
            for letter in state.letters.values()
        ),
        may_call=state.day is not None,
        date=day.isoformat(),
        date_words=f"{DAYS[day.weekday()]}, {day.day} {SHORT_MONTHS[day.month - 1]}",
        finished=tuple(row for row in rows if row.id not in fetched),
        fetched=tuple(row for row in rows if row.id in fetched),
        key=key,
        problem=problem,
    )


def letter_words(letter: Letter | None) -> str:
    """For the resident whose ticket it is; "" when no letter is ready."""
    if letter is None:
        return ""
    return f"Surat Anda siap diambil. Sebutkan nomor {letter.ticket} ({_dated(letter.day)}) kepada petugas."


def tv_day(letter: Letter, today: str) -> str:
    """`Senin`, or with its date once the weekday alone could be another one's."""
    day = date.fromisoformat(letter.day)
    name = DAYS[day.weekday()]
    past = (date.fromisoformat(today) - day).days if today else 0
    return name if past < _WEEK else f"{name}, {day.day} {SHORT_MONTHS[day.month - 1]}"


def _dated(iso: str) -> str:
    day = date.fromisoformat(iso)
    return f"{SHORT_DAYS[day.weekday()]}, {day.day} {SHORT_MONTHS[day.month - 1]}"
