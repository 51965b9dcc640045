"""What each screen is given to show: frozen views of plain, ready-worded strings and numbers.

A view holds no rule and no clock. Everything in it is already in Indonesian and already decided; a template only places it.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from display.announcing_views import AnnouncingView
from display.clock_view import Clock
from display.counter_views import Alarm, CounterView
from display.kiosk_views import PapersAskedView, PapersNeededView
from display.letter_views import LettersView
from display.paper_views import PaperNote, PaperView
from display.presence_views import PresenceOrBell
from display.register_views import RegisterView
from display.staff_views import StaffView

if TYPE_CHECKING:
    from display.board_views import BoardSlide, ComplaintBoardView
    from display.complaint_sending_views import ComplaintSendingView
    from display.complaint_tracking_views import ComplaintTrackingView
    from display.desk_views import DeskView
    from display.settings_view import SettingsView
    from display.setup_views import SetupView


@dataclass(frozen=True, slots=True)
class Live:
    """What a page's script needs to stay up to date. Every time is in milliseconds.

    `screen` is the last part of the socket's path (`/screen/{screen}`); empty for a page that is never updated.
    """

    screen: str
    seq: int
    epoch: str
    beat_ms: int = 4_000
    silence_ms: int = 10_000
    retry_first_ms: int = 500
    retry_most_ms: int = 10_000
    hero_ms: int = 6_000
    home_ms: int = 0  # on a kiosk: after so long a rest a page that is not made for it goes back to `/ambil`


@dataclass(frozen=True, slots=True)
class CallCard:
    """One call, as the big panel shows it. `age_ms` is the age when the picture was made.

    `outcome`: queued, speaking, spoken or unspoken; "" for what nobody keeps an outcome of. `voiced`: its room has a voice that works,
    so the panel waits until that one names the number.
    """

    seq: int
    ticket: str
    counter: str  # the counter's id
    counter_name: str  # "Loket 2"
    age_ms: int
    repeat: bool  # a recall of an earlier call
    letter_day: str = ""  # "Senin": not a person is called but a letter is ready, of that day
    outcome: str = ""
    voiced: bool = False


@dataclass(frozen=True, slots=True)
class CounterRow:
    id: str
    name: str  # "Loket 2"
    services: str  # "KTP, KK": short names, joined
    ticket: str  # "" when nobody is there
    status: str  # open | closed | break
    status_word: str  # "", "tutup", "istirahat"
    latest: bool  # the newest call is at this counter
    person: str = ""  # the official who serves there, where the office shows names


@dataclass(frozen=True, slots=True)
class Medium:
    """A picture or a video that the TV shows between two calls."""

    path: str
    words: str
    video: bool


@dataclass(frozen=True, slots=True)
class TvView:
    """`/layar`. `calls` newest first, at most 12; `recent` are ticket numbers, newest first, at most 4.

    `scale`: percent, one of `display.type_sizes.SCALES`. `edge`: percent of the width left free at each side, 0 to 5.
    `title`: which of several TVs this is. `test`: a frame shows whether the set cuts the picture's edges off. `sounds`: this TV is the
    loudspeaker of its room. `board`: what of the complaint board is shown between two calls. `announcing`: something besides calls is
    being said at this moment; `announced`: that text, if it is one of the office's own.
    """

    office: str
    clock: Clock
    open: bool
    closed_message: str  # "Kantor tutup. Buka Senin pukul 08.00." when not open
    calls: tuple[CallCard, ...]
    counters: tuple[CounterRow, ...]
    recent: tuple[str, ...]
    waiting: int
    notes: tuple[str, ...]  # info cards of the footer, shown one at a time
    let_in: bool  # False: a view only; a small mark says so
    title: str = ""
    scale: int = 100
    edge: int = 5
    logo: str = ""  # path of a picture, or ""
    media: tuple[Medium, ...] = ()
    test: bool = False
    sounds: bool = False
    announcing: bool = False
    announced: str = ""
    board: "BoardSlide | None" = None


@dataclass(frozen=True, slots=True)
class ServiceButton:
    letter: str
    name: str  # "KTP dan KK"
    icon: str  # a file name under assets/icons, without its ending
    waiting: int
    counters_open: int
    full: bool = False  # no more numbers of it today


@dataclass(frozen=True, slots=True)
class KioskView:
    """`/ambil`, before a number was taken. `key` is the hidden idempotency key of this page's forms."""

    office: str
    clock: Clock
    open: bool
    closed_message: str
    services: tuple[ServiceButton, ...]
    key: str
    problem: str  # one sentence, or ""
    shared: bool = True  # a kiosk for everybody; False on a resident's own phone
    idle_ms: int = 20_000  # a shared kiosk forgets a ticked box after this time
    notice: str = ""  # "Istirahat sampai pukul 13.00. Nomor tetap dapat diambil."
    sound: str = ""  # path of the page read aloud, or ""
    fresh_ms: int = 0  # after this time the calendar has something else to say; 0: never
    complaints: bool = False  # complaints are taken: a way leads there
    tracks: bool = False  # there are some that somebody may follow


@dataclass(frozen=True, slots=True)
class TicketTakenView:
    """`/ambil`, right after a number was taken: shown until the person leaves it or the idle time is over."""

    office: str
    clock: Clock
    ticket: str
    service: str
    ahead: int
    qr_svg: str  # inline SVG of the ticket page's address; made by the server, trusted
    address: str  # the same address in letters
    path: str  # "/tiket/..." for a link on a phone
    idle_ms: int
    kiosk: bool  # a shared kiosk goes back by itself; a phone goes to its ticket page
    paper: PaperNote | None = None  # None: the office prints no tickets
    sound: str = ""  # path of the page read aloud, or ""


@dataclass(frozen=True, slots=True)
class TicketView:
    """`/tiket/{token}`, on the resident's own phone."""

    office: str
    clock: Clock
    ticket: str
    service: str
    state: str  # waiting | called | serving | held | missed | finished | cancelled
    state_word: str  # "menunggu", "dipanggil" ...
    headline: str  # "Giliran Anda: 4 orang lagi" | "GILIRAN ANDA" | ...
    advice: str  # "Silakan ke Loket 1." | "Lapor ke petugas, nomor Anda masih berlaku." | ""
    counter_name: str  # "Loket 1" or ""
    ahead: int | None  # how many come first; None when no longer waiting
    soon: bool  # two or fewer before this one
    newest_calls: tuple[
        tuple[str, str], ...
    ]  # ("A008", "Loket 1"), newest first, at most 3; some may be served already
    may_cancel: bool
    path: str
    key: str
    problem: str
    person: str = ""  # the official at that counter, where the office shows names
    letter: str = ""  # "Surat Anda siap diambil di kantor.", or ""


@dataclass(frozen=True, slots=True)
class Door:
    """One way into the office from the front page."""

    path: str
    title: str
    words: str
    icon: str


@dataclass(frozen=True, slots=True)
class HomeView:
    office: str
    clock: Clock
    open: bool
    closed_message: str
    doors: tuple[Door, ...]  # for residents
    staff_doors: tuple[Door, ...]
    signed_in: bool
    key: str
    clock_alarm: Alarm | None = None  # of a clock that is doubted, for officials who may confirm it


@dataclass(frozen=True, slots=True)
class GuideStep:
    """One step of a guide. `file`: its button fetches the office's certificate."""

    title: str
    words: str
    file: bool = False


@dataclass(frozen=True, slots=True)
class SecureView:
    """`/aman`: how a device learns to trust the office's certificate, for one system."""

    office: str
    clock: Clock
    system: str  # "Android 11 atau lebih baru"
    steps: tuple[GuideStep, ...]
    file_path: str
    trial: str  # the path that shows whether it worked: it leads to https
    fingerprint: tuple[str, ...]  # lines of pairs of hex digits
    others: tuple[tuple[str, str], ...]  # path and name of the guides for other systems


@dataclass(frozen=True, slots=True)
class TrustedView:
    """`/aman/uji`, read over https: it worked."""

    office: str
    clock: Clock
    next_path: str


@dataclass(frozen=True, slots=True)
class ProblemView:
    """A page that says in one sentence what went wrong and what to do."""

    office: str
    clock: Clock
    status: int
    title: str
    words: str
    back_path: str
    back_words: str


DailyView = (
    TvView
    | KioskView
    | TicketTakenView
    | PapersAskedView
    | PapersNeededView
    | CounterView
    | TicketView
    | HomeView
    | SecureView
    | TrustedView
    | ProblemView
    | PresenceOrBell
    | StaffView
    | PaperView
    | RegisterView
    | LettersView
    | AnnouncingView
)
"""What is shown on any day of an office."""
LateView: TypeAlias = (
    "SettingsView | SetupView | ComplaintBoardView | ComplaintSendingView | ComplaintTrackingView | DeskView"
)
"""What is imported with its pages, when somebody first asks for one of them."""
View: TypeAlias = "DailyView | LateView"
