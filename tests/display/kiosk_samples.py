"""The kiosk's pages, one for every state that is worth a look."""

from dataclasses import replace

from display.clock_view import Clock
from display.kiosk_views import PapersAskedView, PapersNeededView
from display.paper_views import PaperNote
from display.views import KioskView, ServiceButton, TicketTakenView, View

_OFFICE = "Kantor Desa Sukamaju"
_CLOCK = Clock(epoch_ms=1_795_401_660_000, offset_minutes=420, zone="WIB", date="Sen, 23 Nov", time="09.41")
_QR = '<svg viewBox="0 0 9 9"><path fill="#fff" d="M0 0h9v9H0z"/><path d="M1 1h3v3H1zM5 1h3v3H5zM1 5h3v3H1z"/></svg>'
_CLOSED = "Kantor tutup hari ini: Hari Raya Natal. Buka Senin pukul 08.00."
_PAPERS = ("KTP asli dan salinannya", "Kartu keluarga", "Surat pengantar RT/RW")

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
KIOSK = KioskView(_OFFICE, _CLOCK, True, "", SERVICES, "k-kiosk", "", sound="/ambil/suara/pilih")
TAKEN = TicketTakenView(
    office=_OFFICE,
    clock=_CLOCK,
    ticket="A012",
    service="Surat pengantar",
    ahead=4,
    qr_svg=_QR,
    address="http://192.168.1.20/tiket/h7Kq2mXp9d",
    path="/tiket/h7Kq2mXp9d",
    idle_ms=10_000,
    kiosk=True,
    sound="/ambil/suara/nomor-A012-4",
)
PAPERS_ASKED = PapersAskedView(
    office=_OFFICE,
    clock=_CLOCK,
    letter="A",
    service="Surat pengantar",
    papers=_PAPERS,
    priority=False,
    key="k-kiosk",
    problem="",
    shared=True,
    idle_ms=20_000,
    sound="/ambil/suara/berkas-A",
)
PAPERS_NEEDED = PapersNeededView(
    office=_OFFICE,
    clock=_CLOCK,
    service="Surat pengantar",
    papers=_PAPERS,
    shared=True,
    idle_ms=20_000,
    sound="/ambil/suara/lengkapi-A",
    paper=PaperNote("waiting", "Daftar ini sedang dicetak.", "", "k"),
)

KIOSKS: dict[str, KioskView] = {
    "kiosk": KIOSK,
    "kiosk-mute": replace(KIOSK, sound=""),
    "kiosk-closed": replace(KIOSK, open=False, closed_message=_CLOSED, services=(), sound="/ambil/suara/tutup"),
    "kiosk-lunch": replace(KIOSK, notice="Istirahat sampai pukul 13.00. Nomor tetap dapat diambil."),
    "kiosk-full": replace(KIOSK, services=(replace(SERVICES[0], full=True), *SERVICES[1:])),
    "kiosk-problem": replace(KIOSK, problem="Tunggu sebentar, lalu tekan lagi."),
}
KIOSK_PAGES: dict[str, View] = {
    "taken-spoken": TAKEN,
    "papers-asked": PAPERS_ASKED,
    "papers-asked-many": replace(
        PAPERS_ASKED, priority=True, papers=(*_PAPERS, *_PAPERS, "Bukti lunas PBB"), problem="Tunggu sebentar."
    ),
    "papers-needed": PAPERS_NEEDED,
    "papers-needed-phone": replace(PAPERS_NEEDED, shared=False, paper=None),
}
