"""Views of the counter's tablet, of who serves today and of the bell, one for every state that is worth a look."""

from dataclasses import replace

from display.clock_view import Clock
from display.counter_views import (
    Alarm,
    AwayTicket,
    CounterView,
    DayEnd,
    LastCall,
    Note,
    Seat,
    Target,
    Targets,
    Undoable,
)
from display.presence_views import BellCounter, BellView, PresenceRow, PresenceView

_CLOCK = Clock(epoch_ms=1_795_401_660_000, offset_minutes=420, zone="WIB", date="Sen, 23 Nov", time="09.41")
_OFFICE = "Kantor Desa Sukamaju"

TARGETS = Targets(
    services=(
        Target("A", "Surat pengantar"),
        Target("D", "Surat keterangan usaha"),
        Target("E", "Surat keterangan tidak mampu"),
        Target("K", "Bantuan sosial"),
        Target("L", "Legalisasi"),
    ),
    counters=(Target("1", "Loket 1", "Pak Budi"), Target("3", "Loket 3", "istirahat"), Target("4", "Loket 4", "tutup")),
    own=(Target("C", "KTP dan KK"),),
    reasons=(
        Target("documents", "Melengkapi berkas"),
        Target("copy", "Fotokopi"),
        Target("payment", "Pembayaran"),
        Target("other", "Alasan lain"),
    ),
    rule="Nomornya tetap. Di tujuan ia menunggu menurut urutan datang.",
)

COUNTER = CounterView(
    office=_OFFICE,
    clock=_CLOCK,
    id="2",
    name="Loket 2",
    services="KTP, KK",
    person="Bu Sari",
    day_open=True,
    status="open",
    ticket="C007",
    ticket_state="called",
    ticket_state_word="dipanggil",
    ticket_service="KTP dan KK",
    since_ms=42_000,
    recall_in_ms=0,
    notes=(),
    next_ticket="C008",
    next_why="Prioritas",
    waiting=14,
    waiting_tickets=("C008", "C009", "C010", "C011", "C012", "C013", "C014", "C015", "C016", "C017", "C018"),
    priority_tickets=("C008",),
    held=(AwayTicket("C004", "KTP dan KK", "melengkapi berkas", here=True),),
    missed=(
        AwayTicket("C002", "KTP dan KK", "dipanggil 3x", here=True),
        AwayTicket("A009", "Surat pengantar", "dipanggil 2x", here=False),
    ),
    return_place="setelah 2 orang berikutnya; yang berprioritas didahulukan",
    targets=TARGETS,
    undo=None,
    last_call=LastCall(413, "C007", "heard", "terdengar ✓", True, "tampil ✓", 1),
    alarms=(),
    day_end=DayEnd(taking=True, cancelled=15, finished=1),
    version=413,
    key="k-counter",
    problem="",
    notice="",
)


def counter(**changes: object) -> CounterView:
    return replace(COUNTER, **changes)  # type: ignore[arg-type]


FREE = counter(ticket="", ticket_state="", ticket_state_word="", ticket_service="", since_ms=0, last_call=None)
QUIET = replace(
    FREE,
    next_ticket="",
    next_why="",
    waiting=0,
    waiting_tickets=(),
    priority_tickets=(),
    held=(),
    missed=(),
    day_end=DayEnd(taking=True, cancelled=0, finished=0),
)

COUNTERS: dict[str, CounterView] = {
    "counter-called": replace(COUNTER, undo=Undoable(412, "panggil C007", 8_200)),
    "counter-serving": counter(
        complaints=2,
        complaints_way="/meja",
        ticket_state="serving",
        ticket_state_word="dilayani",
        since_ms=252_000,
        notes=(Note("n1", "Menunggu surat pengantar RT. KK lama sudah dibawa, aslinya dikembalikan."),),
    ),
    "counter-free": replace(FREE, complaints=1),
    "counter-nobody": replace(QUIET, notice="Tidak ada yang menunggu."),
    "counter-closed": replace(
        FREE,
        status="closed",
        seat=Seat("Belum ada petugas di Loket 2. Anda yang bertugas di sini?", taken=False, me="Bu Rina"),
        person="",
    ),
    "counter-break": replace(
        FREE, status="break", seat=Seat("Bu Sari sedang bertugas di Loket 2. Ambil alih?", taken=True, me="Bu Rina")
    ),
    "counter-day-closed": replace(
        QUIET, status="closed", day_open=False, day_end=DayEnd(taking=False, cancelled=0, finished=0)
    ),
    "counter-no-more-numbers": replace(
        FREE,
        day_end=DayEnd(
            taking=False,
            cancelled=14,
            finished=0,
            wrong_date="Hari layanan tercatat 24 Nov 2026, padahal hari ini 23 Nov 2026.",
            date="2026-11-23",
        ),
    ),
    "counter-alarm": counter(
        alarms=(
            Alarm("bell", "A012 menunggu, tetapi tidak ada petugas untuk Surat pengantar. Buka loketnya."),
            Alarm("announcer", "Pengeras suara terputus. Panggil dengan suara sampai tersambung lagi."),
            Alarm("tv", "Layar TV terputus. Periksa kabel listrik dan jaringannya."),
            Alarm("clock", "Jam komputer kantor diragukan.", "2026-11-23", "Benar, hari ini 23 Nov 2026"),
        ),
        last_call=LastCall(
            413, "C007", "unheard", "tidak terdengar: pengeras suara terputus", False, "belum tampil", 3
        ),
        problem="Loket ini sudah berubah. Lihat nomor di layar, lalu tekan lagi.",
    ),
}

PRESENCE = PresenceView(
    office=_OFFICE,
    clock=_CLOCK,
    open=True,
    closed_message="",
    rows=(
        PresenceRow("Loket 1", "Surat, SKU", "Pak Budi", "open", "melayani"),
        PresenceRow("Loket 2", "KTP, KK", "Bu Sari", "break", "istirahat"),
        PresenceRow("Loket 3", "Bansos", "", "closed", "tutup"),
    ),
)
_CHOICE = (BellCounter("1", "Loket 1", chosen=True), BellCounter("2", "Loket 2", chosen=False))
BELL = BellView(office=_OFFICE, clock=_CLOCK, tickets=(("A012", "Surat pengantar"),), newest=412, counters=_CHOICE)

PRESENCES: dict[str, PresenceView | BellView] = {
    "presence": PRESENCE,
    "presence-closed": replace(
        PRESENCE,
        open=False,
        closed_message="Kantor tutup. Buka Senin pukul 08.00.",
        rows=tuple(replace(row, person="", status="closed", words="tutup") for row in PRESENCE.rows),
    ),
    "bell": BELL,
    "bell-quiet": replace(BELL, tickets=(), newest=0),
}
