"""The complaint desk: locked and open, its inbox, and the pages around it; one complaint is in `desk_case_samples`."""

from dataclasses import replace

from display.clock_view import Clock
from display.desk_views import (
    DeskAskedRow,
    DeskAskedView,
    DeskBadgeView,
    DeskDoorView,
    DeskErasureRow,
    DeskInboxView,
    DeskRow,
    DeskSearchView,
    DeskTab,
    DeskTemplatesView,
)
from display.views import View
from tests.display.desk_case_samples import DESK_CASES
from tests.display.desk_paper_samples import DESK_PAPERS

_CLOCK = Clock(epoch_ms=1_795_401_660_000, offset_minutes=420, zone="WIB", date="Sen, 23 Nov", time="09.41")
_OFFICE = "Kantor Desa Sukamaju"

_DOOR = DeskDoorView(
    office=_OFFICE,
    clock=_CLOCK,
    person="Ibu Sri",
    first=False,
    hint="",
    way="",
    way_words="Ke Akun saya",
    renew=False,
    badge=DeskBadgeView(_OFFICE, _CLOCK, said=0, held=0, new=1, late=0, asked=0),
    draft="",
    draft_action="",
    key="k-desk",
    next_path="/meja",
    problem="",
    notice="",
)
_NEW = DeskRow(
    path="/meja/aduan/c7",
    number="ADU-7K3M-Q",
    icon="lightbulb",
    category="Lampu jalan, listrik",
    klass="open",
    klass_words="TERBUKA",
    klass_icon="eye",
    state="Diterima",
    state_icon="bell",
    clock_words="Periksa: hari kerja ke-1 dari 3",
    due="batas Rab, 25 Nov 2026",
    level=0,
    level_words="",
    who="Ibu Sri",
    marks=(),
)
_SECRET = replace(
    _NEW,
    path="/meja/aduan/c9",
    number="ADU-2RHT-4",
    icon="triangle-alert",
    category="Perilaku petugas, perangkat",
    klass="secret",
    klass_words="RAHASIA",
    klass_icon="shield-alert",
    state="Ditindaklanjuti",
    state_icon="construction",
    clock_words="Penyelesaian: hari kerja ke-62 dari 60",
    due="batas Kam, 19 Nov 2026",
    level=100,
    level_words="Lewat batas",
    who="Pak Hadi",
    marks=("jalur resmi", "dibuka lagi 1x", "naik ke sekretaris desa"),
)
_WAITING = replace(
    _NEW,
    path="/meja/aduan/c8",
    number="ADU-9QZT-X",
    icon="users",
    category="Pelayanan kantor",
    klass="anonymous",
    klass_words="ANONIM",
    klass_icon="eye-off",
    state="Menunggu jawaban pelapor",
    state_icon="circle-question-mark",
    clock_words="Penyelesaian: berhenti, menunggu pelapor",
    due="",
    level=80,
    level_words="Hampir habis",
    who="Urusan Pelayanan: Bu Sari, Pak Budi",
)
_LISTS = (
    ("tindakan", "Perlu tindakan", 3),
    ("baru", "Baru", 1),
    ("lewat", "Lewat batas", 1),
    ("menunggu", "Menunggu pelapor", 1),
    ("spam", "Periksa dulu", 0),
    ("selesai", "Selesai", 42),
)
_LINKS = (
    ("/meja/identitas", "Permintaan identitas", "id-card"),
    ("/meja/contoh", "Contoh jawaban", "sticky-note"),
    ("/meja/petugas", "Petugas dan kunci", "users"),
    ("/meja/insiden", "Pemberitahuan insiden", "triangle-alert"),
    ("/aduan/sop", "Tata cara (SOP)", "scroll-text"),
)
_INBOX = DeskInboxView(
    office=_OFFICE,
    clock=_CLOCK,
    person="Ibu Sri",
    badge=DeskBadgeView(_OFFICE, _CLOCK, said=1, held=1, new=1, late=1, asked=2),
    tabs=tuple(DeskTab(id_, words, count, chosen=id_ == "tindakan") for id_, words, count in _LISTS),
    rows=(_SECRET, replace(_WAITING, level=50, level_words="Separuh waktu lewat"), _WAITING, _NEW),
    flags=(("k1", "ADU-5WPD-8", "/meja/aduan/c5", "menyebut nama seseorang (3), kasar (1)"),),
    custody=(
        (
            "Ada lembar pemulihan baru: tandanya 2RHT-4TBN, dibuat Ibu Sri pada Sen, 23 Nov 2026. Cocokkan dengan kertasnya,"
            " atau tolak bila bukan lembar kantor ini.",
            "/meja/pemulihan",
            "Lihat lembar pemulihan",
        ),
    ),
    empty="Tidak ada aduan yang menunggu tindakan Anda.",
    more="/meja?daftar=tindakan&hal=1",
    links=_LINKS,
    idle_minutes=10,
    key="k-desk",
    problem="",
    notice="",
)
_ASKED = DeskAskedView(
    office=_OFFICE,
    clock=_CLOCK,
    rows=(
        DeskAskedRow(
            action="/meja/identitas/c9/r1",
            number="ADU-2RHT-4",
            klass="RAHASIA",
            by="Pak Hadi",
            reason="Keselamatan pelapor",
            minutes=30,
            state="1 dari 2 persetujuan",
            may_approve=True,
            own=False,
        ),
    ),
    custodian=True,
    key="k-desk",
    problem="",
    notice="",
    erasures=(
        DeskErasureRow("/meja/penghapusan/c8", "ADU-8QWE-2", "ANONIM", "Bu Sari", "Sen, 23 Nov 2026"),
        DeskErasureRow("/meja/penghapusan/c7", "ADU-7QWE-2", "RAHASIA", "Pak Hadi", "Sel, 24 Nov 2026"),
    ),
)
_TEMPLATES = DeskTemplatesView(
    office=_OFFICE,
    clock=_CLOCK,
    templates=(
        ("builtin-done", "Sudah selesai", "Perbaikan sudah selesai. Mohon diperiksa.", False),
        ("0011223344556677", "Lampu dipesan", "Lampu sudah dipesan dan dipasang begitu tiba.", True),
    ),
    title="",
    body="",
    longest_title=60,
    longest_body=1500,
    key="k-desk",
    problem="",
    notice="",
)

DESK_INBOXES: dict[str, View] = {
    "desk-inbox": _INBOX,
    "desk-inbox-empty": replace(
        _INBOX,
        badge=DeskBadgeView(_OFFICE, _CLOCK, said=0, held=0, new=0, late=0, asked=0),
        rows=(),
        flags=(),
        more="",
        notice="Nama Anda belum ada di susunan petugas meja aduan. Minta Kasi Pelayanan menambahkannya.",
    ),
}

DESKS: dict[str, View] = {
    "desk-door": _DOOR,
    "desk-door-first": replace(_DOOR, first=True),
    "desk-door-draft": replace(
        _DOOR, renew=True, draft="Lampu sudah dipesan.", draft_action="jawab", problem="Kata sandi salah. Coba lagi."
    ),
    "desk-door-hint": replace(
        _DOOR, hint="Meja aduan memerlukan kata sandi, bukan PIN. Buat kata sandi di Akun saya dahulu.", way="/akun"
    ),
    **DESK_INBOXES,
    **DESK_CASES,
    "desk-asked": _ASKED,
    "desk-asked-none": replace(_ASKED, rows=(), custodian=False),
    "desk-search": DeskSearchView(
        office=_OFFICE,
        clock=_CLOCK,
        wanted="lampu",
        rows=(_NEW,),
        words="1 ditemukan di antara 12 aduan.",
        key="k-desk",
    ),
    "desk-templates": _TEMPLATES,
    **DESK_PAPERS,
}
