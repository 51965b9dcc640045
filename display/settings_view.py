"""What a settings page is given to show: sections, one below the other, of ready-worded fields, lists and facts."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from display.clock_view import Clock

FieldKind = Literal["text", "number", "time", "date", "select", "tick", "lines", "icon", "file"]


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    words: str


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that can be typed or chosen. `problem`: why what was typed cannot be kept, or "".

    `value` of a tick is "1" or "". `lines` is several lines, one thing each. `wide`: it has a row of its own.
    """

    name: str
    label: str
    value: str
    kind: FieldKind = "text"
    help: str = ""
    problem: str = ""
    unit: str = ""
    options: tuple[Option, ...] = ()
    most: int = 0  # longest text, or greatest number; 0: no bound of the page's
    least: int = 0
    accept: str = ""  # of a file
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Fields that belong together, under a title; "" when the form has only these. `narrow`: several short fields side by side."""

    title: str
    fields: tuple[Field, ...]
    help: str = ""
    narrow: bool = False


@dataclass(frozen=True, slots=True)
class FormSection:
    """A form. `based_on` is the digest of the description that it was made from; `key` its idempotency key.

    `hear`: where what is typed can be heard before it is saved, or ""; `heard` is what of it: call or text.
    """

    title: str
    path: str
    groups: tuple[Group, ...]
    based_on: str
    key: str
    save: str = "Simpan"
    upload: bool = False
    hear: str = ""
    heard: str = "call"
    kind: ClassVar[str] = "form"


@dataclass(frozen=True, slots=True)
class Row:
    """One thing of a list. `path`: where it is changed; "" when that is not possible. `removal`: where it is taken away, or ""."""

    title: str
    words: str
    path: str = ""
    mark: str = ""
    icon: str = ""
    picture: str = ""
    removal: str = ""


@dataclass(frozen=True, slots=True)
class ListSection:
    title: str
    rows: tuple[Row, ...]
    empty: str = ""
    add_path: str = ""
    add_words: str = ""
    based_on: str = ""
    key: str = ""
    kind: ClassVar[str] = "list"


@dataclass(frozen=True, slots=True)
class FactsSection:
    """What is so, in lines of a label and words."""

    title: str
    facts: tuple[tuple[str, str], ...]
    help: str = ""
    empty: str = ""
    kind: ClassVar[str] = "facts"


@dataclass(frozen=True, slots=True)
class WordsSection:
    """Sentences, one below the other."""

    title: str
    lines: tuple[str, ...]
    kind: ClassVar[str] = "words"


@dataclass(frozen=True, slots=True)
class LinksSection:
    """Ways to other pages."""

    title: str
    links: tuple[tuple[str, str], ...]  # path, words
    kind: ClassVar[str] = "links"


@dataclass(frozen=True, slots=True)
class PressSection:
    """One button. With a `question` it is asked before the press counts. `carried`: hidden fields."""

    title: str
    words: str
    path: str
    button: str
    based_on: str
    key: str
    question: str = ""
    carried: tuple[tuple[str, str], ...] = ()
    kind: ClassVar[str] = "press"


@dataclass(frozen=True, slots=True)
class TrySection:
    """A few fields that are tried before they are kept: `hear` makes a sound of them, `path` keeps them.

    `signs` are letters that few keyboards have, each on a button that types it into the last field.
    """

    title: str
    help: str
    fields: tuple[Field, ...]
    hear: str
    path: str
    button: str
    based_on: str
    key: str
    signs: tuple[str, ...] = ()
    kind: ClassVar[str] = "try"


@dataclass(frozen=True, slots=True)
class TilesSection:
    """The doors to the settings pages: path, title, words, icon."""

    tiles: tuple[tuple[str, str, str, str], ...]
    kind: ClassVar[str] = "tiles"


@dataclass(frozen=True, slots=True)
class HistoryLine:
    time: str
    who: str
    what: str


@dataclass(frozen=True, slots=True)
class HistorySection:
    """What happened on one day. `filters` are shown above it in a form of its own."""

    filters: tuple[Field, ...]
    lines: tuple[HistoryLine, ...]
    empty: str
    older_path: str  # "" when there is nothing older on that day
    csv_path: str
    kind: ClassVar[str] = "history"


Section = (
    FormSection
    | ListSection
    | FactsSection
    | WordsSection
    | LinksSection
    | PressSection
    | TrySection
    | TilesSection
    | HistorySection
)


@dataclass(frozen=True, slots=True)
class SettingsView:
    """`/atur` and the pages below it. `newer`: what somebody else has changed since the form was opened."""

    office: str
    clock: Clock
    title: str
    lead: str
    sections: tuple[Section, ...]
    back_path: str = "/atur"
    back_words: str = "Pengaturan"
    problem: str = ""
    notice: str = ""
    newer: tuple[str, ...] = ()
