"""The public complaint board: full, looked through, empty, and what is around it."""

from dataclasses import replace

from display.board_views import (
    BoardCardView,
    BoardChoice,
    BoardFigure,
    BoardFlagView,
    BoardGroupRow,
    BoardLink,
    BoardRootsView,
    BoardSlide,
    BoardSlideCard,
    BoardView,
)
from display.clock_view import Clock
from display.views import View

_CLOCK = Clock(epoch_ms=1_795_401_660_000, offset_minutes=420, zone="WIB", date="Sen, 23 Nov", time="09.41")
_OFFICE = "Kantor Desa Sukamaju"
_LAMP = BoardCardView(
    id="c1",
    title="Lampu jalan di perempatan balai dusun mati sejak dua minggu",
    group="Jalan, air, dan bangunan",
    place="Dusun Krajan",
    when="diterima Senin, 16 November 2026",
    open=True,
    kind="Terbuka",
    state="berjalan",
    state_word="Ditindaklanjuti",
    state_icon="arrow-right",
    progress="hari kerja ke-5 dari 14",
    late=False,
    agreeing="10+ warga juga merasakan",
    may_agree=True,
)
_MUTE = replace(
    _LAMP,
    id="c3",
    title="",
    place="",
    when="antara Oktober dan Desember 2026",
    open=False,
    kind="Anonim",
    state_word="Sedang ditangani",
    state_icon="clock",
    progress="",
    agreeing="",
    may_agree=False,
)
_CARDS = (
    _LAMP,
    replace(_LAMP, id="c2", title="Selokan tersumbat", progress="hari kerja ke-17 dari 14", late=True, may_agree=False),
    _MUTE,
    replace(
        _MUTE,
        id="c4",
        title="Loket sering tutup sebelum jam layanan berakhir",
        group="Pelayanan kantor",
        state="selesai",
        state_word="Selesai, dikonfirmasi pelapor",
        state_icon="circle-check",
    ),
    replace(
        _MUTE, id="c5", group="", state="ditutup", state_word="Ditutup tanpa kabar pelapor", state_icon="door-closed"
    ),
)
_BOARD = BoardView(
    office=_OFFICE,
    clock=_CLOCK,
    taking=True,
    bare=False,
    year="2026",
    figures=(
        BoardFigure("Sedang ditangani", "17"),
        BoardFigure("Selesai dikonfirmasi", "12"),
        BoardFigure("Ditutup", "5"),
        BoardFigure("Rahasia, hanya dihitung", "<5"),
    ),
    groups=(
        BoardGroupRow(
            "Jalan, air, dan bangunan",
            "21",
            ("Terbuka: separuh dijawab dalam 4 hari kerja atau kurang, 9 dari 10 dalam 9 hari.",),
        ),
        BoardGroupRow("Pelayanan kantor", "kurang dari 5", ()),
    ),
    states=(
        BoardLink("Semua", "/aduan", on=True),
        BoardLink("Sedang ditangani", "/aduan?keadaan=berjalan"),
        BoardLink("Selesai dikonfirmasi", "/aduan?keadaan=selesai"),
        BoardLink("Ditutup", "/aduan?keadaan=ditutup"),
    ),
    choices=(
        BoardChoice("jenis", "Jenis", "", (("", "Semua jenis"), ("prasarana", "Jalan, air, dan bangunan"))),
        BoardChoice("kelas", "Sifat", "", (("", "Terbuka dan anonim"), ("anonim", "Anonim"))),
        BoardChoice("dusun", "Dusun", "", (("", "Semua dusun"), ("krajan", "Dusun Krajan"))),
    ),
    chosen="berjalan",
    cards=_CARDS,
    found="34 aduan",
    filtered=False,
    searching=True,
    page_words="Halaman 2 dari 3",
    before_path="/aduan",
    after_path="/aduan?hal=3",
    look="board-....2",
    updated="Senin, 23 November 2026",
    root_week="47 tahun 2026",
    root="3fa9 12bc 77e0 45d1",
)
_EMPTY = replace(
    _BOARD,
    bare=True,
    cards=(),
    groups=(),
    found="0 aduan",
    page_words="",
    before_path="",
    after_path="",
    root="",
    root_week="",
)
_FLAG = BoardFlagView(
    office=_OFFICE,
    clock=_CLOCK,
    card="c1",
    title=_LAMP.title,
    reasons=(("nama", "Menyebut nama atau data pribadi seseorang"), ("kasar", "Kata-katanya kasar atau menghina")),
    done=False,
)
_ROOTS = BoardRootsView(
    office=_OFFICE,
    clock=_CLOCK,
    roots=(("47 tahun 2026", ("3fa9 12bc 77e0 45d1",) * 4), ("46 tahun 2026", ("00ff",))),
    before_path="",
    after_path="/aduan/sidik?hal=2",
)

SLIDE = BoardSlide(
    year="2026",
    figures=(
        BoardFigure("Sedang ditangani", "17"),
        BoardFigure("Selesai dikonfirmasi", "12"),
        BoardFigure("Ditutup", "5"),
    ),
    cards=(
        BoardSlideCard(_LAMP.title, "berjalan", "Ditindaklanjuti", "arrow-right"),
        BoardSlideCard("Selokan tersumbat", "berjalan", "Dijawab", "clock"),
    ),
)
BOARDS: dict[str, View] = {
    "board": _BOARD,
    "board-empty": _EMPTY,
    "board-nothing-found": replace(_EMPTY, bare=False, filtered=True),
    "board-trouble": replace(_EMPTY, taking=False, trouble="Catatan aduan tidak dapat dibuka."),
    "board-flag": _FLAG,
    "board-flag-wrong": replace(_FLAG, problem="Pilih salah satu alasan."),
    "board-flag-done": replace(_FLAG, done=True),
    "board-roots": _ROOTS,
    "board-roots-none": replace(_ROOTS, roots=(), after_path=""),
}
