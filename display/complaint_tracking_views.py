"""What a sender is shown of an own complaint: ready-worded strings; days, never times."""

from dataclasses import dataclass

from display.clock_view import Clock


@dataclass(frozen=True, slots=True)
class TrackCodeView:
    """`/aduan/lacak` without a session: where the code is typed. `shared`: a kiosk for everybody, which goes back after `idle_ms`."""

    office: str
    clock: Clock
    key: str
    problem: str = ""  # one sentence, or ""
    notice: str = ""
    taking: bool = True  # complaints can be sent now
    shared: bool = False
    idle_ms: int = 0


@dataclass(frozen=True, slots=True)
class TrackStep:
    """One step of the timeline. `tone`: done | now | next | late | end; `small`: a remark between two steps."""

    icon: str
    word: str
    day: str
    words: tuple[str, ...] = ()
    quote: str = ""  # what the office wrote with it
    photos: tuple[str, ...] = ()  # paths
    tone: str = "done"
    small: bool = False


@dataclass(frozen=True, slots=True)
class TrackSaid:
    """One thing said or added. `about`: "pertanyaan", "jawaban" ..., "" for an ordinary message."""

    mine: bool
    who: str
    day: str
    about: str = ""
    text: str = ""
    photo: str = ""  # path
    voice: str = ""  # path
    gone: bool = False  # erased when its time was over


@dataclass(frozen=True, slots=True)
class TrackMark:
    """A piece of the summary; `why`: what in it could give the sender away, "" for what does not."""

    text: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class TrackCaseView:
    """`/aduan/lacak` with a session. What is "" or empty is not drawn; `may`: names of the presses that are possible now."""

    office: str
    clock: Clock
    key: str
    number: str
    what: str  # name of the category
    klass: str  # open | anonymous | secret
    klass_word: str
    klass_words: str
    headline: str
    headline_icon: str
    tone: str  # calm | asked | late | done | ended
    advice: str
    clock_words: str  # "Hari kerja ke-5 dari 14."
    due_words: str
    late_words: str
    steps: tuple[TrackStep, ...]
    said: tuple[TrackSaid, ...]
    question: str  # what the office asked and waits for
    summary: tuple[TrackMark, ...]
    summary_ref: str
    summary_words: str  # what becomes of it, or how it was decided
    opened: tuple[str, ...]
    opened_words: str
    name_words: str
    proof: str
    proof_icon: str
    proof_rows: tuple[tuple[str, str], ...]
    raise_to: tuple[tuple[str, str, str], ...]  # (class, word, what it means)
    lower_to: tuple[tuple[str, str, str], ...]  # (class, word, warning)
    erased: tuple[str, ...]
    stays: tuple[str, ...]
    kept_words: str
    soon_words: str
    may: frozenset[str]
    stars: int
    version: int  # of what is shown: the script asks whether it has grown
    problem: str = ""
    notice: str = ""
    draft: str = ""  # what was typed and could not be kept
    merged: bool = False  # it is a duplicate of another one
    erasure: str = ""  # an official wants all of it erased
    shared: bool = False
    idle_ms: int = 600_000


@dataclass(frozen=True, slots=True)
class PrivacyClass:
    """Who sees what of one class."""

    word: str
    board: str
    text: str
    identity: str


@dataclass(frozen=True, slots=True)
class PrivacyView:
    """`/aduan/privasi`, with the office's settings filled in. Times are worded: "90 hari", "12 bulan"."""

    office: str
    clock: Clock
    classes: tuple[PrivacyClass, ...]
    keeping: tuple[tuple[str, str, str], ...]  # (categories, identity, text)
    secret_words: str  # of a secret tip's text
    access_words: str
    confirm_words: str
    idle_words: str
    secure: bool  # whether this very page came over https
    taking: bool = True  # complaints can be sent now


ComplaintTrackingView = TrackCodeView | TrackCaseView | PrivacyView
