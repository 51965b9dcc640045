"""Views as a working office would show them, one for every state that is worth a look."""

from dataclasses import replace

from display.views import (
    Alarm,
    CallCard,
    Clock,
    CounterRow,
    CounterView,
    Door,
    HomeView,
    KioskView,
    LastCall,
    Live,
    ProblemView,
    ServiceButton,
    SignInView,
    TicketTakenView,
    TicketView,
    TvView,
    View,
)

OFFICE = "Kantor Desa Sukamaju"
CLOCK = Clock(epoch_ms=1_795_401_660_000, offset_minutes=420, zone="WIB", date="Sen, 23 Nov", time="09.41")
LIVE = Live(screen="tv", seq=413, epoch="e1")
STILL = Live(screen="", seq=0, epoch="")

QR = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path fill="#fff" d="M0 0h9v9H0z"/>'
    '<path d="M1 1h3v3H1zM5 1h3v3H5zM1 5h3v3H1zM5 5h1v1H5zM7 5h1v2H7zM5 7h2v1H5z"/></svg>'
)

SERVICES = (
    ServiceButton("A", "Surat pengantar", "file-text", 5, 1),
    ServiceButton("C", "KTP dan KK", "id-card", 9, 1),
    ServiceButton("D", "Surat keterangan usaha", "store", 0, 1),
    ServiceButton("E", "Surat keterangan tidak mampu", "hand-heart", 2, 1),
    ServiceButton("K", "Bantuan sosial", "hand-coins", 3, 0),
    ServiceButton("L", "Legalisasi", "stamp", 0, 1),
    ServiceButton("P", "Akta kelahiran dan kematian", "scroll-text", 1, 1),
    ServiceButton("U", "Umum", "circle-question-mark", 0, 1),
)

SERVICE_NAMES = ("Surat", "KTP, KK", "Bansos", "Umum", "Akta", "Legalisasi", "Pajak", "Usaha")


def call(seq: int, ticket: str, counter: int, age_ms: int = 60_000, *, repeat: bool = False) -> CallCard:
    return CallCard(seq, ticket, str(counter), f"Loket {counter}", age_ms, repeat)


def rows(count: int) -> tuple[CounterRow, ...]:
    tickets = ("A011", "C007", "", "K003", "P002", "L001", "", "D004")
    return tuple(
        CounterRow(
            id=str(index + 1),
            name=f"Loket {index + 1}",
            services=SERVICE_NAMES[index],
            ticket=tickets[index],
            status="break" if index == 2 else "open",
            status_word="istirahat" if index == 2 else "",
            latest=index == 1,
        )
        for index in range(count)
    )


TV = TvView(
    office=OFFICE,
    clock=CLOCK,
    open=True,
    closed_message="",
    calls=(call(413, "C007", 2), call(407, "A011", 1), call(399, "K003", 4)),
    counters=rows(4),
    recent=("A011", "K003", "C006"),
    waiting=14,
    notes=("Siapkan KTP dan KK asli.", "Terlewat? Lapor ke petugas."),
    let_in=True,
)

COUNTER = CounterView(
    office=OFFICE,
    clock=CLOCK,
    id="2",
    name="Loket 2",
    services="KTP, KK",
    day_open=True,
    status="open",
    ticket="C007",
    ticket_state="called",
    ticket_state_word="dipanggil",
    ticket_service="KTP dan KK",
    since_ms=42_000,
    next_ticket="C008",
    waiting=14,
    waiting_tickets=("C008", "C009", "C010", "C011", "C012", "C013", "C014", "C015", "C016", "C017", "C018"),
    priority_tickets=("C008",),
    last_call=LastCall(413, "C007", "heard", "terdengar ✓", True, "tampil ✓", 1),
    alarms=(),
    version=413,
    key="k-counter",
    problem="",
    notice="",
)

KIOSK = KioskView(OFFICE, CLOCK, True, "", SERVICES, "k-kiosk", "")

TAKEN = TicketTakenView(
    office=OFFICE,
    clock=CLOCK,
    ticket="A012",
    service="Surat pengantar",
    ahead=4,
    qr_svg=QR,
    address="http://192.168.1.20/tiket/h7Kq2mXp9d",
    path="/tiket/h7Kq2mXp9d",
    idle_ms=20_000,
    kiosk=True,
)

TICKET = TicketView(
    office=OFFICE,
    clock=CLOCK,
    ticket="A012",
    service="Surat pengantar",
    state="waiting",
    state_word="menunggu",
    headline="Giliran Anda: 4 orang lagi",
    advice="",
    counter_name="",
    ahead=4,
    soon=False,
    calling_now=(("A008", "Loket 1"), ("C007", "Loket 2"), ("K003", "Loket 4")),
    may_cancel=True,
    path="/tiket/h7Kq2mXp9d",
    key="k-ticket",
    problem="",
)

SIGN_IN = SignInView(
    office=OFFICE,
    clock=CLOCK,
    device_known=False,
    roles=(("petugas", "Tablet petugas"), ("tv", "Layar TV"), ("kios", "Kios")),
    next_path="/loket/2",
    problem="",
    wait_seconds=0,
)

HOME = HomeView(
    office=OFFICE,
    clock=CLOCK,
    open=True,
    closed_message="",
    doors=(
        Door("/ambil", "Ambil nomor", "Pilih layanan, lalu tunggu dipanggil.", "ticket"),
        Door("/layar", "Layar antrean", "Lihat nomor yang sedang dipanggil.", "monitor"),
    ),
    staff_doors=tuple(Door(f"/loket/{n}", f"Loket {n}", SERVICE_NAMES[n - 1], "tablet") for n in range(1, 5)),
    signed_in=True,
    key="k-home",
)

PROBLEM = ProblemView(
    office=OFFICE,
    clock=CLOCK,
    status=404,
    title="Halaman tidak ada",
    words="Alamat ini tidak dikenal. Periksa alamatnya atau kembali ke halaman depan.",
    back_path="/",
    back_words="Ke halaman depan",
)

CLOSED = "Kantor tutup. Buka Senin pukul 08.00."


def counter(**changes: object) -> CounterView:
    return replace(COUNTER, **changes)  # type: ignore[arg-type]


FREE = counter(ticket="", ticket_state="", ticket_state_word="", ticket_service="", since_ms=0, last_call=None)

TVS: dict[str, TvView] = {
    "tv": TV,
    "tv-no-calls": replace(TV, calls=(), recent=(), waiting=0, let_in=False),
    "tv-recall": replace(TV, calls=(call(420, "C007", 2, 1_000, repeat=True),)),
    "tv-one": replace(TV, counters=rows(1), calls=(call(413, "A011", 1),)),
    "tv-two": replace(TV, counters=rows(2)),
    "tv-three": replace(TV, counters=rows(3)),
    "tv-five": replace(TV, counters=rows(5)),
    "tv-eight": replace(TV, counters=rows(8)),
    "tv-wide-number": replace(TV, calls=(call(413, "A1000", 2),)),
    "tv-closed": replace(TV, open=False, closed_message=CLOSED, calls=(), recent=(), waiting=0),
}

COUNTERS: dict[str, CounterView] = {
    "counter-called": COUNTER,
    "counter-serving": counter(ticket_state="serving", ticket_state_word="dilayani", since_ms=252_000),
    "counter-free": FREE,
    "counter-nobody": replace(
        FREE, next_ticket="", waiting=0, waiting_tickets=(), priority_tickets=(), notice="Tidak ada yang menunggu."
    ),
    "counter-closed": replace(FREE, status="closed"),
    "counter-day-closed": replace(
        FREE, status="closed", day_open=False, waiting=0, waiting_tickets=(), priority_tickets=(), next_ticket=""
    ),
    "counter-alarm": counter(
        alarms=(
            Alarm("announcer", "Pengeras suara terputus. Panggil dengan suara sampai tersambung lagi."),
            Alarm("tv", "Layar TV terputus. Periksa kabel listrik dan jaringannya."),
        ),
        last_call=LastCall(
            413, "C007", "unheard", "tidak terdengar: pengeras suara terputus", False, "belum tampil", 3
        ),
        problem="Loket ini sudah berubah. Lihat nomor di layar, lalu tekan lagi.",
    ),
}

KIOSKS: dict[str, KioskView] = {
    "kiosk": KIOSK,
    "kiosk-closed": replace(KIOSK, open=False, closed_message=CLOSED, services=()),
    "kiosk-problem": replace(KIOSK, problem="Layanan ini sedang tutup. Pilih layanan lain."),
}

TICKETS: dict[str, TicketView] = {
    "ticket-waiting": TICKET,
    "ticket-far": replace(TICKET, ahead=23, headline="Giliran Anda: 23 orang lagi", calling_now=()),
    "ticket-soon": replace(
        TICKET, ahead=2, soon=True, headline="Bersiap, 2 orang lagi", advice="Mendekatlah ke loket."
    ),
    "ticket-called": replace(
        TICKET,
        state="called",
        state_word="dipanggil",
        headline="GILIRAN ANDA",
        advice="Silakan ke Loket 1.",
        counter_name="Loket 1",
        ahead=None,
        may_cancel=False,
    ),
    "ticket-missed": replace(
        TICKET,
        state="missed",
        state_word="tidak hadir",
        headline="Nomor Anda terlewat",
        advice="Lapor ke petugas, nomor Anda masih berlaku.",
        ahead=None,
    ),
    "ticket-finished": replace(
        TICKET, state="finished", state_word="selesai", headline="Selesai. Terima kasih.", ahead=None, may_cancel=False
    ),
}

OTHERS: dict[str, View] = {
    "taken": TAKEN,
    "taken-phone": replace(TAKEN, kiosk=False, ahead=0),
    "sign-in": SIGN_IN,
    "sign-in-known": replace(SIGN_IN, device_known=True, roles=SIGN_IN.roles[:1], problem="PIN salah. Coba lagi."),
    "sign-in-wait": replace(SIGN_IN, wait_seconds=30),
    "home": HOME,
    "home-closed": replace(HOME, open=False, closed_message=CLOSED, signed_in=False, staff_doors=()),
    "problem": PROBLEM,
}

ALL: dict[str, View] = {**TVS, **COUNTERS, **KIOSKS, **TICKETS, **OTHERS}
