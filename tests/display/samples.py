"""Views as a working office would show them, one for every state that is worth a look."""

from dataclasses import replace

from display.staff_views import Choice, SignInView
from display.views import (
    CallCard,
    Clock,
    CounterRow,
    Door,
    GuideStep,
    HomeView,
    Live,
    ProblemView,
    SecureView,
    TicketView,
    TrustedView,
    TvView,
    View,
)
from tests.display.announcing_samples import ANNOUNCINGS
from tests.display.board_samples import BOARDS, SLIDE
from tests.display.complaint_sending_samples import SENDINGS
from tests.display.complaint_tracking_samples import TRACKINGS
from tests.display.counter_samples import COUNTER as COUNTER
from tests.display.counter_samples import COUNTERS, PRESENCES
from tests.display.counter_samples import counter as counter
from tests.display.desk_samples import DESKS
from tests.display.kiosk_samples import KIOSK as KIOSK
from tests.display.kiosk_samples import KIOSK_PAGES, KIOSKS
from tests.display.kiosk_samples import SERVICES as SERVICES
from tests.display.kiosk_samples import TAKEN as TAKEN
from tests.display.paper_samples import PAPERS
from tests.display.recorder_samples import RECORDERS
from tests.display.settings_samples import SETTINGS_PAGES
from tests.display.staff_samples import STAFF_PAGES
from tests.display.visit_samples import LETTER_CALL, VISITS

OFFICE = "Kantor Desa Sukamaju"
CLOCK = Clock(epoch_ms=1_795_401_660_000, offset_minutes=420, zone="WIB", date="Sen, 23 Nov", time="09.41")
LIVE = Live(screen="tv", seq=413, epoch="e1")
STILL = Live(screen="", seq=0, epoch="")

QR = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path fill="#fff" d="M0 0h9v9H0z"/>'
    '<path d="M1 1h3v3H1zM5 1h3v3H5zM1 5h3v3H1zM5 5h1v1H5zM7 5h1v2H7zM5 7h2v1H5z"/></svg>'
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
            person="Bu Sari" if index == 1 else "",
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
    newest_calls=(("A008", "Loket 1"), ("C007", "Loket 2"), ("K003", "Loket 4")),
    may_cancel=True,
    path="/tiket/h7Kq2mXp9d",
    key="k-ticket",
    problem="",
)

SIGN_IN = SignInView(
    office=OFFICE,
    clock=CLOCK,
    people=(Choice("1", "Bu Sari", "Petugas loket"), Choice("2", "Pak Budi", "Kasi Pelayanan")),
    by_pin=True,
    paired=True,
    unsuitable="",
    login="",
    next_path="/loket/2",
    problem="",
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
LONG_TEXT = (
    "Perhatian, pembagian bantuan pangan dimulai pukul sembilan. Bawalah kartu keluarga dan surat undangan dari RT."
)
"""As long as a text on the TV may be."""


TVS: dict[str, TvView] = {
    "tv": TV,
    "tv-no-calls": replace(TV, calls=(), recent=(), waiting=0, let_in=False),
    "tv-recall": replace(TV, calls=(call(420, "C007", 2, 1_000, repeat=True),)),
    "tv-one": replace(TV, counters=rows(1), calls=(call(413, "A011", 1),)),
    "tv-two": replace(TV, counters=rows(2)),
    "tv-three": replace(TV, counters=rows(3)),
    "tv-five": replace(TV, counters=rows(5)),
    "tv-eight": replace(TV, counters=rows(8)),
    "tv-letter": replace(TV, calls=(LETTER_CALL, *TV.calls)),
    "tv-letter-date": replace(TV, calls=(replace(LETTER_CALL, letter_day="Senin, 23 Nov"),)),
    "tv-wide-number": replace(TV, calls=(call(413, "A1000", 2),)),
    "tv-announced": replace(TV, announcing=True, announced="Perhatian, pelayanan istirahat sampai pukul 13.00."),
    "tv-announced-long": replace(TV, announcing=True, announced=LONG_TEXT),
    "tv-announced-large": replace(TV, announcing=True, announced=LONG_TEXT, scale=130),
    "tv-announced-many": replace(TV, announcing=True, announced=LONG_TEXT, counters=rows(8)),
    "tv-sounds": replace(TV, sounds=True),
    "tv-sounds-five": replace(TV, sounds=True, counters=rows(5)),
    "tv-closed": replace(TV, open=False, closed_message=CLOSED, calls=(), recent=(), waiting=0),
}

TICKETS: dict[str, TicketView] = {
    "ticket-waiting": TICKET,
    "ticket-far": replace(TICKET, ahead=23, headline="Giliran Anda: 23 orang lagi", newest_calls=()),
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

SECURE = SecureView(
    office=OFFICE,
    clock=CLOCK,
    system="Android 11 atau lebih baru",
    steps=(
        GuideStep("Unduh berkas kantor", "Tekan tombol Unduh berkas kantor di bawah ini.", file=True),
        GuideStep("Pasang", "Tekan Tetap instal, lalu pilih berkas kantor.crt di folder Download."),
    ),
    file_path="/aman/kantor.crt",
    trial="/aman/uji",
    fingerprint=tuple(" ".join(f"{n:02X}" for n in range(start, start + 8)) for start in range(0, 32, 8)),
    others=(("/aman?sistem=windows", "Windows"), ("/aman?sistem=ipad", "iPad atau iPhone")),
)

OTHERS: dict[str, View] = {
    "taken": TAKEN,
    "taken-phone": replace(TAKEN, kiosk=False, ahead=0),
    "sign-in": SIGN_IN,
    "sign-in-wrong": replace(SIGN_IN, problem="PIN salah. Coba lagi."),
    "sign-in-password": replace(SIGN_IN, people=(), by_pin=False, paired=False),
    "home": HOME,
    "home-closed": replace(HOME, open=False, closed_message=CLOSED, signed_in=False, staff_doors=()),
    "problem": PROBLEM,
    "secure": SECURE,
    "trusted": TrustedView(office=OFFICE, clock=CLOCK, next_path="/loket/2"),
}

ALL: dict[str, View] = {
    **TVS,
    **VISITS,
    **ANNOUNCINGS,
    **COUNTERS,
    **KIOSKS,
    **TICKETS,
    **PRESENCES,
    **OTHERS,
    **KIOSK_PAGES,
    **PAPERS,
    **SETTINGS_PAGES,
    **RECORDERS,
    **STAFF_PAGES,
    **SENDINGS,
    **TRACKINGS,
    **DESKS,
    **BOARDS,
    "tv-board": replace(TV, board=SLIDE),
}
