"""The complaint desk `/meja` and the page of how complaints are handled. As frozen and ready-worded as `display.views`.

What is read here was sealed a moment ago: no view is kept, and none is drawn for more than one person.
"""

from dataclasses import dataclass

from display.clock_view import Clock
from display.desk_paper_views import DeskIncidentView, DeskSheetView, DeskStaffingView, SopView

Choice = tuple[str, str]
"""The value of an option, and its words."""


@dataclass(frozen=True, slots=True)
class DeskDoorView:
    """`/meja`, locked. `first`: the password makes the key. `hint`: what is missing, "" for nothing; `way` leads there.

    `badge`: what waits behind the door. `draft`: what was typed, and in which press of the case at `next_path`.
    """

    office: str
    clock: Clock
    person: str
    first: bool
    hint: str
    way: str
    way_words: str
    renew: bool  # the key lies under a password that is no longer the account's
    badge: "DeskBadgeView"
    draft: str
    draft_action: str
    key: str
    next_path: str
    problem: str
    notice: str


@dataclass(frozen=True, slots=True)
class DeskBadgeView:
    """What the live badge says; counts only, and none of a complaint that is about the person."""

    office: str
    clock: Clock
    said: int  # in which the sender has said something that the person has not opened
    held: int  # at which somebody has to look first
    new: int
    late: int
    asked: int


@dataclass(frozen=True, slots=True)
class DeskTab:
    id: str
    words: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class DeskRow:
    """One complaint in the inbox: nothing of its text. `level`: 0, 50, 80 or 100, the share of the clock that is nearest its end."""

    path: str
    number: str
    icon: str
    category: str
    klass: str
    klass_words: str
    klass_icon: str
    state: str
    state_icon: str
    clock_words: str
    due: str
    level: int
    level_words: str
    who: str
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DeskInboxView:
    """`links`: path, words and icon of the desk's other pages. `more`: the path of the next page, "" at the end.

    `flags`: cards of the board that residents want looked at. `custody`: what is new of keys in others' hands.
    """

    office: str
    clock: Clock
    person: str
    badge: DeskBadgeView
    tabs: tuple[DeskTab, ...]
    rows: tuple[DeskRow, ...]
    flags: tuple[tuple[str, str, str, str], ...]  # card, number, path of the case, what residents say of the card
    custody: tuple[tuple[str, str, str], ...]  # words, path and words of the link
    empty: str
    more: str
    links: tuple[tuple[str, str, str], ...]
    idle_minutes: int
    key: str
    problem: str
    notice: str


@dataclass(frozen=True, slots=True)
class DeskSaid:
    """One line of the case's story, oldest first: a step, or what somebody wrote. `photo` and `voice` are paths of files."""

    icon: str
    title: str
    day: str
    text: str = ""
    by: str = ""  # sender | official | ""
    photo: str = ""
    voice: str = ""
    gone: bool = False


@dataclass(frozen=True, slots=True)
class DeskClock:
    words: str
    value: str
    due: str
    level: int
    level_words: str


@dataclass(frozen=True, slots=True)
class DeskPick:
    """What may be chosen in the sheets. `twins`: id, number and how it begins, of complaints that may tell of the same thing.

    `above`: who gets it by the next step up. `removable`: whose key may be taken away.
    """

    units: tuple[Choice, ...] = ()
    people: tuple[Choice, ...] = ()
    outside: tuple[Choice, ...] = ()
    fixes: tuple[Choice, ...] = ()
    archives: tuple[Choice, ...] = ()
    classes: tuple[Choice, ...] = ()
    reasons: tuple[Choice, ...] = ()
    minutes: tuple[int, ...] = ()
    templates: tuple[tuple[str, str, str], ...] = ()  # ref, title, body
    twins: tuple[tuple[str, str, str], ...] = ()
    above: str = ""
    removable: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class DeskCaseView:
    """One complaint, opened. `may`: names of the presses that are possible now. `drafts`: what was typed and not taken, by press.

    `way`: the list in which it stands.
    """

    office: str
    clock: Clock
    id: str
    path: str
    way: str
    number: str
    icon: str
    category: str
    klass: str
    klass_words: str
    klass_icon: str
    klass_help: str
    state: str
    state_icon: str
    received: str
    formal: bool
    channel: str
    where: str
    landmark: str
    story: str
    gone: bool
    photo_words: str
    photos: tuple[str, ...]
    voices: tuple[str, ...]
    said: tuple[DeskSaid, ...]
    clocks: tuple[DeskClock, ...]
    who: str
    rung: str
    rating: str
    summary: str
    summary_state: str
    summary_template: str
    identity_words: str
    identity: tuple[tuple[str, str], ...]
    hide_s: int  # after so many seconds the page goes back to one without the identity; 0: it shows none
    opened: tuple[str, ...]
    pick: DeskPick
    may: frozenset[str]
    drafts: dict[str, str]
    idle_minutes: int
    key: str
    problem: str
    notice: str
    imported: bool = False  # from an older list: nobody has a code for it


@dataclass(frozen=True, slots=True)
class DeskAskedRow:
    """A request to see who a sender is, as a custodian decides on it."""

    action: str
    number: str
    klass: str
    by: str
    reason: str
    minutes: int
    state: str
    may_approve: bool
    own: bool


@dataclass(frozen=True, slots=True)
class DeskErasureRow:
    """A complaint that a colleague wants erased for its sender, as another official decides on it."""

    action: str
    number: str
    klass: str
    by: str
    day: str


@dataclass(frozen=True, slots=True)
class DeskAskedView:
    office: str
    clock: Clock
    rows: tuple[DeskAskedRow, ...]
    custodian: bool
    key: str
    problem: str
    notice: str
    erasures: tuple[DeskErasureRow, ...] = ()


@dataclass(frozen=True, slots=True)
class DeskSearchView:
    office: str
    clock: Clock
    wanted: str
    rows: tuple[DeskRow, ...]
    words: str
    key: str


@dataclass(frozen=True, slots=True)
class DeskTemplatesView:
    """`templates`: ref, title, body, and whether the office wrote it itself."""

    office: str
    clock: Clock
    templates: tuple[tuple[str, str, str, bool], ...]
    title: str
    body: str
    longest_title: int
    longest_body: int
    key: str
    problem: str
    notice: str


DeskView = (
    DeskDoorView
    | DeskBadgeView
    | DeskInboxView
    | DeskCaseView
    | DeskAskedView
    | DeskSearchView
    | DeskTemplatesView
    | DeskIncidentView
    | DeskStaffingView
    | DeskSheetView
    | SopView
)
