"""What the counter's tablet shows. As frozen and ready-worded as `display.views`."""

from dataclasses import dataclass

from display.clock_view import Clock


@dataclass(frozen=True, slots=True)
class LastCall:
    """How the counter's newest call reached the room. `heard`: waiting | speaking | heard | unheard | withdrawn."""

    seq: int
    ticket: str
    heard: str
    heard_words: str  # "terdengar ✓", "menunggu giliran bicara", "tidak terdengar: pengeras suara terputus"
    shown: bool
    shown_words: str  # "tampil ✓", "belum tampil"
    times: int  # how often it was called here since it last came up, recalls included; 0 when all that was withdrawn


@dataclass(frozen=True, slots=True)
class Alarm:
    """A line on the tablet: what is cut off or who waits unseen, and what to do about it.

    `date`: the one that a doubted clock shows, `YYYY-MM-DD`, and `press` the button that confirms it; "" for other alarms.
    """

    code: str  # announcer | sound | tv | printer | bell | closing | storage | clock
    words: str
    date: str = ""
    press: str = ""  # "Benar, hari ini 23 Nov 2026"


@dataclass(frozen=True, slots=True)
class Undoable:
    """The last press, as long as it can be taken back. `press` is the number of its first event."""

    press: int
    words: str  # "panggil A012"
    left_ms: int


@dataclass(frozen=True, slots=True)
class Target:
    """Something to choose on a sheet: a service, a counter, a reason. `value` is what the form sends."""

    value: str
    name: str
    more: str = ""


@dataclass(frozen=True, slots=True)
class Targets:
    """`services` are all others than the one that the ticket is for; `counters` all others; `own` those of this counter."""

    services: tuple[Target, ...]
    counters: tuple[Target, ...]
    own: tuple[Target, ...]
    reasons: tuple[Target, ...]  # for putting a ticket aside
    rule: str  # "Nomornya tetap. Di tujuan menunggu menurut urutan datang."


@dataclass(frozen=True, slots=True)
class AwayTicket:
    """A ticket whose person is away: put aside, or missed. `here`: this counter may call it at once."""

    ticket: str
    service: str
    words: str  # "melengkapi berkas", "dipanggil 3x"
    here: bool


@dataclass(frozen=True, slots=True)
class Note:
    """A note on the ticket at the counter. `id` is what erases it."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class DayEnd:
    """What closing the day would do, and what else can be done about the day.

    `wrong_date` says that the day bears a later date than today, "" when it does not; `date` is today's, `YYYY-MM-DD`.
    """

    taking: bool
    cancelled: int  # numbers that would end unserved
    finished: int  # numbers at a counter, which would count as served
    wrong_date: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class Seat:
    """Asked of whoever opens a tablet at whose counter somebody else sits, or nobody. `taken`: somebody does. `me`: who is asked."""

    words: str
    taken: bool
    me: str


@dataclass(frozen=True, slots=True)
class CounterView:
    """`/loket/{id}`. `version` is the counter's last event; every form carries it back."""

    office: str
    clock: Clock
    id: str
    name: str  # "Loket 2"
    services: str
    person: str  # the official who serves here, "" for nobody
    day_open: bool
    status: str  # open | closed | break
    ticket: str  # whom the counter is busy with, or ""
    ticket_state: str  # called | serving | ""
    ticket_state_word: str  # "dipanggil" | "dilayani" | ""
    ticket_service: str
    since_ms: int  # how long the ticket has been in that state
    recall_in_ms: int  # how long until it may be called again; 0: now
    notes: tuple[Note, ...]
    next_ticket: str  # whom the big button would call, or ""
    next_why: str  # "Prioritas"
    waiting: int
    waiting_tickets: tuple[str, ...]  # the first 12 of this counter's services, in order
    priority_tickets: tuple[str, ...]
    held: tuple[AwayTicket, ...]
    missed: tuple[AwayTicket, ...]
    return_place: str  # "setelah 2 orang berikutnya; yang berprioritas didahulukan"
    targets: Targets
    undo: Undoable | None
    last_call: LastCall | None
    alarms: tuple[Alarm, ...]
    day_end: DayEnd
    version: int
    key: str
    problem: str  # one sentence why the last press was refused, or ""
    notice: str  # one sentence about what the last press did, or ""
    seat: Seat | None = None  # stands on the page alone, since it is for one visitor
    complaints: int = 0  # how many wait for the official who looks
    complaints_way: str = ""  # where they are read, "" where they cannot be from here
