"""The views of the public board, and of its slide on the TV."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from display.board_views import (
    BoardCardView,
    BoardChoice,
    BoardFigure,
    BoardGroupRow,
    BoardLink,
    BoardSlide,
    BoardSlideCard,
    BoardView,
)
from server.complaints.board import Board, Year
from server.description.complaints import COARSE_NAMES, Complaints
from server.domain.board_shown import group_of
from server.domain.board_state import Card
from server.web.complaints.board_look import Look
from server.web.complaints.board_words import (
    GROUP_WORDS,
    KIND_CODES,
    KIND_WORDS,
    SLIDE_WORDS,
    STATE_WORDS,
    coarse_name,
    day_words,
    few_or,
    pace_words,
    period_words,
    week_words,
)
from server.web.present.picture import Picture

_SLIDE_CARDS = 2
_ROOT_DIGITS = 16


def board_view(picture: Picture, board: Board, look: Look, *, taking: bool, trouble: str = "") -> BoardView:
    section = picture.description.complaints
    page = board.page(look.filters, look.number)
    look = look.at(page.number)
    year = board.this_year()
    roots = board.roots()
    return BoardView(
        office=picture.description.name,
        clock=picture.clock(),
        taking=taking,
        bare=board.bare and not year.hidden,
        year=year.year,
        figures=_figures(year),
        groups=_groups(year),
        states=_states(look),
        choices=_choices(look, section),
        chosen=look.filters.state,
        cards=tuple(_card(board, card, section) for card in page.cards),
        found=f"{page.found} aduan",
        filtered=look.filters != Look().filters,
        searching=replace(look.filters, state="") != Look().filters,
        page_words=f"Halaman {page.number} dari {page.pages}" if page.pages > 1 else "",
        before_path=look.at(page.number - 1).path if page.number > 1 else "",
        after_path=look.at(page.number + 1).path if page.number < page.pages else "",
        look=look.screen,
        updated="" if board.updated is None else day_words(board.updated),
        root_week=week_words(roots[0][0]) if roots else "",
        root=grouped(roots[0][1][:_ROOT_DIGITS]) if roots else "",
        trouble=trouble,
    )


def board_slide(board: Board, section: Complaints) -> BoardSlide | None:
    """None where the TV shows nothing of the board, or there is nothing to show."""
    year = board.this_year()
    if not section.tv or not year.groups:
        return None
    cards = tuple(
        BoardSlideCard(board.words(card), group_of(card.state), SLIDE_WORDS[card.state], STATE_WORDS[card.state][1])
        for card in board.newest_open(_SLIDE_CARDS)
    )
    return BoardSlide(year.year, _sums(year), cards)


def grouped(digits: str) -> str:
    """In fours, as people can compare them."""
    return " ".join(digits[start : start + 4] for start in range(0, len(digits), 4))


def _sums(year: Year) -> tuple[BoardFigure, ...]:
    """How many cards are in which group of states."""
    return tuple(
        BoardFigure(words, str(sum(count for (_, state), count in year.groups.items() if state == group)))
        for group, words in GROUP_WORDS.items()
    )


def _figures(year: Year) -> tuple[BoardFigure, ...]:
    secret = str(year.hidden) if year.hidden else "<5"
    return (*_sums(year), BoardFigure("Rahasia, hanya dihitung", secret))


def _groups(year: Year) -> tuple[BoardGroupRow, ...]:
    """Every group that has cards or figures. Few are told as few."""
    counts: dict[str, int] = {}
    for (coarse, _), count in year.groups.items():
        counts[coarse] = counts.get(coarse, 0) + count
    shown = [coarse for coarse in COARSE_NAMES if coarse in counts or any(of == coarse for _, of in year.paces)]
    rows = [BoardGroupRow(coarse_name(coarse), few_or(counts.get(coarse, 0)), _paces(year, coarse)) for coarse in shown]
    if "" in counts:
        rows.append(BoardGroupRow("Beragam, jenisnya tidak disebut", few_or(counts[""]), ()))
    return tuple(rows)


def _paces(year: Year, coarse: str) -> tuple[str, ...]:
    return tuple(
        pace_words(kind, year.paces[kind, coarse].median, year.paces[kind, coarse].p90)
        for kind in KIND_WORDS
        if (kind, coarse) in year.paces
    )


def _states(look: Look) -> tuple[BoardLink, ...]:
    names: Mapping[str, str] = {"": "Semua", **GROUP_WORDS}
    return tuple(
        BoardLink(words, look.with_state(state).path, on=look.filters.state == state) for state, words in names.items()
    )


def _choices(look: Look, section: Complaints) -> tuple[BoardChoice, ...]:
    filters = look.filters
    groups: Sequence[tuple[str, str]] = [
        (coarse, name) for coarse, name in COARSE_NAMES.items() if coarse != "lingkungan_sosial"
    ]
    kinds = [(name, KIND_WORDS[code]) for name, code in KIND_CODES.items()]
    kind = next((name for name, code in KIND_CODES.items() if code == filters.kind), "")
    choices = [
        BoardChoice("jenis", "Jenis", filters.coarse, (("", "Semua jenis"), *groups)),
        BoardChoice("kelas", "Sifat", kind, (("", "Terbuka dan anonim"), *kinds)),
    ]
    hamlets = [(hamlet.id, hamlet.name) for hamlet in section.hamlets]
    if hamlets:
        choices.append(BoardChoice("dusun", "Dusun", filters.hamlet, (("", "Semua dusun"), *hamlets)))
    return tuple(choices)


def _card(board: Board, card: Card, section: Complaints) -> BoardCardView:
    word, icon = STATE_WORDS[card.state]
    hamlet = section.hamlet(card.hamlet)
    clock = board.clock(card)
    band = board.band(card)
    shown = BoardCardView(
        id=card.id,
        title=board.words(card),
        group=coarse_name(card.coarse),
        place="" if hamlet is None else hamlet.name,
        when=period_words(card.period),
        open=card.open,
        kind=KIND_WORDS["open" if card.open else "anonymous"],
        state=group_of(card.state),
        state_word=word,
        state_icon=icon,
        progress="",
        late=False,
        agreeing=f"{band}+ warga juga merasakan" if band else "",
        may_agree=board.agreeable(card),
    )
    if clock is None or not clock.used:
        return shown
    return replace(shown, progress=f"hari kerja ke-{clock.used} dari {clock.limit}", late=clock.missed)
