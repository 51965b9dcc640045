"""The pages of the complaint desk that are seldom opened, and mostly printed: staffing, recovery sheet, breach notice, procedure."""

from dataclasses import dataclass

from display.clock_view import Clock

Choice = tuple[str, str]
"""The value of an option, and its words."""


@dataclass(frozen=True, slots=True)
class DeskIncidentView:
    """The notice of a breach. `report`: filled in, to be printed; None while the form is still empty."""

    office: str
    clock: Clock
    discovered: str
    discovered_at: str
    since: str
    until: str
    what: tuple[Choice, ...]
    chosen: str
    words: str
    measures: str
    contact: str
    report: "DeskIncidentReport | None"
    key: str
    problem: str


@dataclass(frozen=True, slots=True)
class DeskIncidentReport:
    """Complaints by number and class, never by what they say. `late`: the three days are over. `known`, `period`: in words.

    `writer`: whose complaints these are; others may read others. `cases` are for the authority, and in no letter to a sender.
    """

    deadline: str
    known: str
    period: str
    writer: str
    late: bool
    what: str
    counts: tuple[tuple[str, str], ...]
    cases: tuple[tuple[str, str, str, str], ...]  # number, class, received, openings
    openings: tuple[tuple[str, str, str], ...]  # day, who, what


@dataclass(frozen=True, slots=True)
class DeskPost:
    """One post to be filled: name of the field, words, help, and who holds it."""

    name: str
    words: str
    help: str
    chosen: str


@dataclass(frozen=True, slots=True)
class DeskStaffingView:
    """`people`: id, name and whether a key exists. `units`: field, name and the ids that work there. `steps`: done?, words."""

    office: str
    clock: Clock
    people: tuple[tuple[str, str, bool], ...]
    posts: tuple[DeskPost, ...]
    custodians: tuple[str, ...]
    units: tuple[tuple[str, str, tuple[str, ...]], ...]
    steps: tuple[tuple[bool, str], ...]
    opened: bool
    sheet_proven: bool
    may_save: bool  # heads fill the posts; colleagues only give access back
    resets: tuple[Choice, ...]  # accounts whose new key waits for a colleague
    admins: tuple[str, ...]  # people with a post who are administrators too
    former: tuple[str, ...]  # people without a post any more who still read older complaints
    heirs: tuple[Choice, ...]  # colleagues with a key, to whom everything may be handed over
    key: str
    problem: str
    notice: str


@dataclass(frozen=True, slots=True)
class DeskSheetWaits:
    """A sheet that has to be compared with the paper. `made`: by whom and when. `others`: colleagues of its maker who can do that."""

    id: str
    mark: str
    made: str
    may_confirm: bool
    may_refuse: bool
    others: bool


@dataclass(frozen=True, slots=True)
class DeskSheetView:
    """The recovery sheet: `lines` only when it has just been made. `asked`: which of them is to be typed back, counted from 1.

    `proven`: the mark of the present sheet when it is on paper, "" for none. `origin`: who made the present one, and who compared it.
    """

    office: str
    clock: Clock
    lines: tuple[str, ...]
    fingerprint: str
    proven: str
    origin: str
    asked: int
    waits: DeskSheetWaits | None
    may_make: bool
    key: str
    problem: str
    notice: str


@dataclass(frozen=True, slots=True)
class SopView:
    """`/aduan/sop`, for everybody: made of the office's own rules."""

    office: str
    clock: Clock
    open: bool
    posts: tuple[Choice, ...]
    classes: tuple[tuple[str, str, str], ...]
    steps: tuple[tuple[str, str, str], ...]  # step, who, within
    terms: tuple[tuple[str, str, str], ...]  # category, class, working days
    rights: tuple[str, ...]
    keeping: tuple[Choice, ...]
    ends: tuple[Choice, ...]
    as_of: str
