"""The visit register and the list of letters, one for every state that is worth a look; and the TV when a letter is called."""

from dataclasses import replace

from display.clock_view import Clock
from display.letter_views import FinishedRow, LetterRow, LettersView
from display.register_views import RegisterView, VisitRow
from display.views import CallCard, View

_OFFICE = "Kantor Desa Sukamaju"
_CLOCK = Clock(epoch_ms=1_795_401_660_000, offset_minutes=420, zone="WIB", date="Sen, 23 Nov", time="09.41")

REGISTER = RegisterView(
    office=_OFFICE,
    clock=_CLOCK,
    date="2026-11-23",
    date_words="Senin, 23 Nov 2026",
    summary="3 kunjungan, 1 selesai",
    rows=(
        VisitRow(
            "7", "08.02", "A001", "Surat pengantar", "Loket 1", "kios", "4 menit", "9 menit", "selesai", "Pak Budi"
        ),
        VisitRow("9", "08.31", "K001", "Surat keterangan tidak mampu", "Loket 2", "HP", "", "", "dipanggil", ""),
        VisitRow("12", "09.40", "C1000", "KTP dan KK", "", "petugas", "", "", "menunggu", ""),
    ),
    before_path="/buku-tamu?hari=2026-11-22",
    after_path="/buku-tamu?hari=2026-11-24",
    csv_path="/buku-tamu.csv?hari=2026-11-23",
    may_write=True,
    key="k-register",
    problem="",
)
LETTERS = LettersView(
    office=_OFFICE,
    clock=_CLOCK,
    letters=(
        LetterRow("7", "A001", "Jum, 20 Nov", "Pak Budi, 0812 3456 7890", called=True),
        LetterRow("9", "K1000", "Sen, 23 Nov", "", called=False),
    ),
    may_call=True,
    date="2026-11-23",
    date_words="Senin, 23 Nov",
    finished=(FinishedRow("12", "C003", "KTP dan KK"), FinishedRow("15", "A004", "Surat keterangan tidak mampu")),
    fetched=(FinishedRow("5", "A002", "Surat pengantar"),),
    key="k-letters",
    problem="",
)
LETTER_CALL = CallCard(414, "A012", "", "", 2_000, repeat=False, letter_day="Senin")

VISITS: dict[str, View] = {
    "register": REGISTER,
    "register-read": replace(REGISTER, may_write=False),
    "register-empty": replace(REGISTER, rows=(), summary="Tidak ada kunjungan pada hari itu."),
    "letters": LETTERS,
    "letters-none": replace(LETTERS, letters=(), finished=(), fetched=(), problem="Surat ini tidak ada di daftar."),
}
