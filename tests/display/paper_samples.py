"""Views of the pages about paper, one for every state that is worth a look."""

from dataclasses import replace

from display.clock_view import Clock
from display.paper_views import PaperNote, PosterFormView, PosterView, PrintingView, PrintRow
from display.views import TicketTakenView, View

_CLOCK = Clock(epoch_ms=1_795_401_660_000, offset_minutes=420, zone="WIB", date="Sen, 23 Nov", time="09.41")
_OFFICE = "Kantor Desa Sukamaju"
_QR = '<svg viewBox="0 0 9 9"><path fill="#fff" d="M0 0h9v9H0z"/><path d="M1 1h3v3H1zM5 1h3v3H5zM1 5h3v3H1zM5 5h1v1H5z"/></svg>'
_TAKEN = TicketTakenView(
    office=_OFFICE,
    clock=_CLOCK,
    ticket="A012",
    service="Surat keterangan",
    ahead=4,
    qr_svg=_QR,
    address="http://192.168.1.50:8000/tiket/h7Kq2mXp9d",
    path="/tiket/h7Kq2mXp9d",
    idle_ms=20_000,
    kiosk=True,
)
_JOB, _KEY = "5f1c0a", "0123456789abcdef"
_ROWS = (
    PrintRow("j5", "09.41", "A014", "waiting", "menunggu printer", again=False),
    PrintRow("j4", "09.40", "A013", "printing", "sedang dicetak", again=False),
    PrintRow("j3", "09.38", "A012", "failed", "tidak tercetak. Kertas tiket habis. Isi gulungan baru.", again=True),
    PrintRow("j2", "09.35", "Lengkapi dulu", "unsure", "belum pasti tercetak", again=True),
    PrintRow("j1", "09.31", "A1011", "printed", "tercetak", again=True),
)
_PRINTING = PrintingView(
    _OFFICE, _CLOCK, "Printer jaringan 192.168.1.60", "Kertas tiket habis. Isi gulungan baru.", _ROWS, _KEY
)
_FORM = PosterFormView(_OFFICE, _CLOCK, "http://192.168.1.50:8000", "", _KEY, "")
_POSTER = PosterView(
    office=_OFFICE,
    clock=_CLOCK,
    title="Ambil nomor dengan HP",
    wifi="Desa Sukamaju Warga",
    password="sukamaju2026",
    wifi_qr=_QR,
    address="http://192.168.1.50:8000/ambil",
    address_qr=_QR,
)

PAPERS: dict[str, View] = {
    "taken-printing": replace(_TAKEN, paper=PaperNote("waiting", "Tiket sedang dicetak.", "", _KEY)),
    "taken-printed": replace(_TAKEN, paper=PaperNote("printed", "Ambil tiket Anda di bawah.", _JOB, _KEY)),
    "taken-no-paper": replace(_TAKEN, paper=PaperNote("trouble", "Kertas habis. Catat nomor Anda:", "", _KEY, "A012")),
    "taken-browser": replace(_TAKEN, paper=PaperNote("browser", "Cetak tiket ini bila perlu.", "", "")),
    "printing": _PRINTING,
    "printing-none": replace(_PRINTING, trouble="", rows=()),
    "poster-form": replace(_FORM, problem="Alamat tidak benar. Tulis seperti http://192.168.1.50:8000."),
    "poster": _POSTER,
    "poster-without-wifi": replace(_POSTER, wifi="", password="", wifi_qr=""),
}
