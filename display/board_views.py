"""The public complaint board: cards, figures, roots; and what of it the TV shows between two calls."""

from dataclasses import dataclass

from display.clock_view import Clock


@dataclass(frozen=True, slots=True)
class BoardLink:
    """A way to another look at the board. `on`: it is the one that is seen."""

    words: str
    path: str
    on: bool = False


@dataclass(frozen=True, slots=True)
class BoardChoice:
    """One thing to look for. `name`: of the form's field; `options`: value and words."""

    name: str
    words: str
    chosen: str
    options: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class BoardCardView:
    """One complaint as everybody may see it. `title`: the public words, "" for a card without content."""

    id: str
    title: str
    group: str  # "Jalan, air, dan bangunan"; "" when that is not told
    place: str  # "Dusun Krajan" or ""
    when: str  # "diterima Senin, 23 November 2026" | "antara Oktober dan Desember 2026"
    open: bool
    kind: str  # "Terbuka" | "Anonim"
    state: str  # berjalan | selesai | ditutup: its colour
    state_word: str
    state_icon: str
    progress: str  # "Hari kerja ke-5 dari 14" or ""
    late: bool
    agreeing: str  # "5+ warga juga merasakan" or ""
    may_agree: bool


@dataclass(frozen=True, slots=True)
class BoardFigure:
    words: str
    value: str


@dataclass(frozen=True, slots=True)
class BoardGroupRow:
    """A coarse group's figures. `paces`: sentences about how fast answers came."""

    name: str
    count: str
    paces: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BoardView:
    """`/aduan`. `cards`: those of this page. Nothing of it tells of complaints that are not published."""

    office: str
    clock: Clock
    taking: bool  # complaints can be sent now
    bare: bool  # nothing was ever put up, and there is no figure to be told
    year: str
    figures: tuple[BoardFigure, ...]
    groups: tuple[BoardGroupRow, ...]
    states: tuple[BoardLink, ...]
    choices: tuple[BoardChoice, ...]
    chosen: str  # the state, to be kept when something else is chosen
    cards: tuple[BoardCardView, ...]
    found: str  # "12 aduan"
    filtered: bool  # not all cards are looked for
    searching: bool  # by more than their state
    page_words: str  # "Halaman 2 dari 9", "" for the only one
    before_path: str
    after_path: str
    look: str  # the name of its screen, to come back to
    updated: str  # "Senin, 23 November 2026" or ""
    root_week: str  # "47 tahun 2026" or ""
    root: str  # the first digits
    trouble: str = ""  # why nothing can be shown


@dataclass(frozen=True, slots=True)
class BoardFlagView:
    """`/aduan/kartu/{card}/laporkan`: what is wrong with a card. `done`: it was said."""

    office: str
    clock: Clock
    card: str
    title: str
    reasons: tuple[tuple[str, str], ...]
    done: bool
    problem: str = ""


@dataclass(frozen=True, slots=True)
class BoardRootsView:
    """`/aduan/sidik`, to be printed and hung up. `roots`: week in words and lines of digits."""

    office: str
    clock: Clock
    roots: tuple[tuple[str, tuple[str, ...]], ...]
    before_path: str
    after_path: str


@dataclass(frozen=True, slots=True)
class BoardSlideCard:
    title: str
    state: str
    state_word: str
    state_icon: str


@dataclass(frozen=True, slots=True)
class BoardSlide:
    """What the TV shows of the board between two calls."""

    year: str
    figures: tuple[BoardFigure, ...]
    cards: tuple[BoardSlideCard, ...]


ComplaintBoardView = BoardView | BoardFlagView | BoardRootsView
