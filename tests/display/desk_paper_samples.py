"""The pages of the complaint desk that are seldom opened or printed: staffing, recovery sheet, breach notice, procedure."""

from dataclasses import replace

from display.clock_view import Clock
from display.desk_paper_views import (
    DeskIncidentReport,
    DeskIncidentView,
    DeskPost,
    DeskSheetView,
    DeskSheetWaits,
    DeskStaffingView,
    SopView,
)
from display.views import View

_CLOCK = Clock(epoch_ms=1_795_401_660_000, offset_minutes=420, zone="WIB", date="Sen, 23 Nov", time="09.41")
_OFFICE = "Kantor Desa Sukamaju"

_REPORT = DeskIncidentReport(
    deadline="Rab, 25 Nov 2026 pukul 08.30",
    known="Min, 22 Nov 2026 pukul 08.30",
    period="Sen, 16 Nov 2026 sampai Sen, 23 Nov 2026",
    writer="Ibu Sri",
    late=False,
    what="Perangkat yang sedang terbuka hilang atau dilihat orang",
    counts=(("Aduan yang mungkin terkena", "2"), ("Di antaranya dengan identitas", "1")),
    cases=(
        ("ADU-7K3M-Q", "TERBUKA", "Sen, 9 Nov 2026", "3 kali"),
        ("ADU-2RHT-4", "RAHASIA", "Sel, 1 Sep 2026", "tidak ada"),
    ),
    openings=(("Sel, 10 Nov 2026", "Ibu Sri", "isi ADU-7K3M-Q"),),
)
_INCIDENT = DeskIncidentView(
    office=_OFFICE,
    clock=_CLOCK,
    discovered="2026-11-22",
    discovered_at="08:30",
    since="2026-11-16",
    until="2026-11-23",
    what=(
        ("perangkat", "Perangkat yang sedang terbuka hilang atau dilihat orang"),
        ("bocor", "Isi aduan disebarkan"),
    ),
    chosen="perangkat",
    words="Tablet tertinggal di balai dusun dalam keadaan terbuka.",
    measures="Tablet dikunci dari jauh dan kata sandi diganti.",
    contact=_OFFICE,
    report=_REPORT,
    key="k-desk",
    problem="",
)
_PEOPLE = (("a1", "Ibu Sri", True), ("a2", "Pak Budi", True), ("a3", "Bu Sari", True), ("a4", "Pak Hadi", False))
_STAFFING = DeskStaffingView(
    office=_OFFICE,
    clock=_CLOCK,
    people=_PEOPLE,
    posts=(
        DeskPost("kasi", "Kasi Pelayanan", "Menerima semua aduan dan membaginya. Wajib diisi.", "a1"),
        DeskPost("sekdes", "Sekretaris Desa", "Menerima aduan yang lewat batas.", "a2"),
        DeskPost("kades", "Kepala Desa", "Tingkat di atas sekretaris.", ""),
    ),
    custodians=("a1", "a2", "a3"),
    units=(
        ("unit-pelayanan", "Seksi Pelayanan", ("a3",)),
        ("unit-kesejahteraan", "Seksi Kesejahteraan", ()),
    ),
    steps=(
        (True, "Kunci Anda sudah dibuat"),
        (True, "Susunan petugas disimpan: papan aduan terbuka"),
        (False, "Lembar pemulihan dicetak dan disimpan di luar kantor"),
    ),
    opened=True,
    sheet_proven=False,
    may_save=True,
    resets=(("a4", "Pak Hadi"),),
    admins=("Pak Budi",),
    former=("Pak Joko",),
    heirs=(("a2", "Pak Budi"), ("a3", "Bu Sari")),
    key="k-desk",
    problem="",
    notice="",
)
_SHEET = DeskSheetView(
    office=_OFFICE,
    clock=_CLOCK,
    lines=(
        "7K3M-9QZT-C",
        "0ABC-DEFG-H",
        "JKMN-PQRS-T",
        "VWXY-Z012-3",
        "4567-89AB-C",
        "DEFG-HJKM-N",
        "PQRS-TVWX-Y",
    ),
    fingerprint="2RHT-4TBN",
    proven="",
    origin="",
    asked=4,
    waits=DeskSheetWaits(
        "ab" * 32, "2RHT-4TBN", "Ibu Sri, Sen, 23 Nov 2026", may_confirm=False, may_refuse=True, others=True
    ),
    may_make=True,
    key="k-desk",
    problem="",
    notice="",
)
_TO_COMPARE = DeskSheetWaits(
    "ab" * 32, "2RHT-4TBN", "Ibu Sri, Sen, 23 Nov 2026", may_confirm=True, may_refuse=True, others=True
)
_ORIGIN = "Dibuat Ibu Sri pada Sen, 9 Nov 2026, dicocokkan Pak Hadi pada Sel, 10 Nov 2026."
_SOP = SopView(
    office=_OFFICE,
    clock=_CLOCK,
    open=True,
    posts=(("Kasi Pelayanan", "ada"), ("Sekretaris Desa", "ada"), ("Kepala Desa", "belum ada, tingkat ini dilewati")),
    classes=(
        ("TERBUKA", "Ringkasan tulisan petugas, hari, dan dusun", "Tidak wajib, disimpan terkunci"),
        ("RAHASIA", "Tidak ada, hanya jumlah yang sudah digabung", "Terbuka bila dua dari tiga orang setuju"),
    ),
    steps=(
        ("Diterima", "Nomor dan kode diberikan", "seketika"),
        ("Diperiksa dan diserahkan", "Kasi Pelayanan", "3 hari kerja"),
        ("Ditindaklanjuti sampai selesai", "Unit yang menangani", "5 / 14 / 60 hari kerja menurut jenisnya"),
    ),
    terms=(("Lampu jalan, listrik", "boleh TERBUKA", "14"), ("Diminta uang, pungli", "selalu RAHASIA", "60")),
    rights=("Menyampaikan aduan tanpa biaya, tanpa nama, dan tanpa akun.", "Menyatakan “belum beres”."),
    keeping=(("Nama dan kontak", "dihapus 90 hari sesudah aduan berakhir"), ("Alamat perangkat", "tidak disimpan")),
    ends=(("Selesai", "Pelapor mengakui masalahnya beres."), ("Ditarik", "Oleh pelapor.")),
    as_of="Sen, 23 Nov 2026",
)

DESK_PAPERS: dict[str, View] = {
    "desk-incident": _INCIDENT,
    "desk-incident-form": replace(_INCIDENT, words="", measures="", chosen="", report=None, problem="Periksa tanggal."),
    "desk-incident-late": replace(_INCIDENT, report=replace(_REPORT, late=True, cases=(), openings=())),
    "desk-staffing": _STAFFING,
    "desk-staffing-first": replace(
        _STAFFING,
        custodians=(),
        steps=((True, "Kunci Anda sudah dibuat"), (False, "Susunan petugas disimpan: papan aduan terbuka")),
        opened=False,
        resets=(),
    ),
    "desk-staffing-colleague": replace(_STAFFING, may_save=False, sheet_proven=True),
    "desk-sheet": replace(_SHEET, lines=(), fingerprint="", proven="2RHT-4TBN", origin=_ORIGIN, asked=0, waits=None),
    "desk-sheet-made": replace(_SHEET, waits=None),
    "desk-sheet-made-waits": _SHEET,
    "desk-sheet-typed": replace(_SHEET, lines=(), fingerprint="", problem="Baris itu tidak sama dengan yang dicetak."),
    "desk-sheet-to-compare": replace(
        _SHEET, lines=(), fingerprint="", proven="5WPD-8QZT", origin=_ORIGIN, asked=0, waits=_TO_COMPARE, may_make=False
    ),
    "desk-sheet-lone": replace(
        _SHEET, lines=(), fingerprint="", asked=0, waits=replace(_TO_COMPARE, others=False), may_make=False
    ),
    "sop": _SOP,
    "sop-closed": replace(_SOP, open=False),
}
