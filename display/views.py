"""What each screen is given to show: frozen views of plain, ready-worded strings and numbers.

A view holds no rule and no clock. Everything in it is already in Indonesian and already decided; a template only places it.
"""

from dataclasses import dataclass


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


@dataclass(frozen=True, slots=True)
class Clock:
    """The server's time when the page was made, so that a box with a wrong clock or zone still shows the right one."""

    epoch_ms: int
    offset_minutes: int
    zone: str  # WIB, WITA or WIT
    date: str  # "Sen, 23 Nov"
    time: str  # "09.41"


@dataclass(frozen=True, slots=True)
class CallCard:
    """One call, as the big panel shows it. `age_ms` is the age when the picture was made."""

    seq: int
    ticket: str
    counter: str  # the counter's id
    counter_name: str  # "Loket 2"
    age_ms: int
    repeat: bool  # a recall of an earlier call


@dataclass(frozen=True, slots=True)
class CounterRow:
    id: str
    name: str  # "Loket 2"
    services: str  # "KTP, KK": short names, joined
    ticket: str  # "" when nobody is there
    status: str  # open | closed | break
    status_word: str  # "", "tutup", "istirahat"
    latest: bool  # the newest call is at this counter


@dataclass(frozen=True, slots=True)
class TvView:
    """`/layar`. `calls` newest first, at most 12; `recent` are ticket numbers, newest first, at most 4."""

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


@dataclass(frozen=True, slots=True)
class ServiceButton:
    letter: str
    name: str  # "KTP dan KK"
    icon: str  # a file name under assets/icons, without its ending
    waiting: int
    counters_open: int


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


@dataclass(frozen=True, slots=True)
class LastCall:
    """How the counter's newest call reached the room. `heard`: waiting | speaking | heard | unheard | withdrawn."""

    seq: int
    ticket: str
    heard: str
    heard_words: str  # "terdengar ✓", "menunggu giliran bicara", "tidak terdengar: pengeras suara terputus"
    shown: bool
    shown_words: str  # "tampil ✓", "belum tampil"
    times: int  # called how many times, recalls included


@dataclass(frozen=True, slots=True)
class Alarm:
    """A red line on the tablet: what is cut off, and what to do until it is back."""

    code: str  # announcer | sound | tv
    words: str


@dataclass(frozen=True, slots=True)
class CounterView:
    """`/loket/{id}`. `version` is the counter's last event; every form carries it back."""

    office: str
    clock: Clock
    id: str
    name: str  # "Loket 2"
    services: str
    day_open: bool
    status: str  # open | closed | break
    ticket: str  # whom the counter is busy with, or ""
    ticket_state: str  # called | serving | ""
    ticket_state_word: str  # "dipanggil" | "dilayani" | ""
    ticket_service: str
    since_ms: int  # how long the ticket has been in that state
    next_ticket: str  # whom the big button would call, or ""
    waiting: int
    waiting_tickets: tuple[str, ...]  # the first 12 of this counter's services, in order
    priority_tickets: tuple[str, ...]
    last_call: LastCall | None
    alarms: tuple[Alarm, ...]
    version: int
    key: str
    problem: str  # one sentence why the last press was refused, or ""
    notice: str  # one sentence about what the last press did, or ""


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
    calling_now: tuple[tuple[str, str], ...]  # ("A008", "Loket 1"), newest first, at most 3
    may_cancel: bool
    path: str
    key: str
    problem: str


@dataclass(frozen=True, slots=True)
class SignInView:
    """`/masuk`. A device that was never let in is asked for the device code as well."""

    office: str
    clock: Clock
    device_known: bool
    roles: tuple[tuple[str, str], ...]  # ("petugas", "Tablet petugas"), ("tv", "Layar TV"), ("kios", "Kios")
    next_path: str  # where to go afterwards; always a path of this office
    problem: str
    wait_seconds: int  # > 0: too many tries, come back then


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


View = TvView | KioskView | TicketTakenView | CounterView | TicketView | SignInView | HomeView | ProblemView
