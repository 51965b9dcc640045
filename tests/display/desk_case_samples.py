"""One complaint on the desk in its states: new, in work, a press refused, with the sender's name, and ended."""

from dataclasses import replace

from display.clock_view import Clock
from display.desk_views import DeskCaseView, DeskClock, DeskPick, DeskSaid
from display.views import View

_CLOCK = Clock(epoch_ms=1_795_401_660_000, offset_minutes=420, zone="WIB", date="Sen, 23 Nov", time="09.41")
_OFFICE = "Kantor Desa Sukamaju"

_PICK = DeskPick(
    units=(("kesejahteraan", "Seksi Kesejahteraan"), ("pelayanan", "Seksi Pelayanan")),
    people=(("a2", "Pak Budi"), ("a3", "Bu Sari")),
    outside=(("kecamatan", "Kecamatan"), ("lapor", "SP4N-LAPOR!")),
    fixes=(("tuntas", "Sudah dikerjakan sampai tuntas"), ("bukan_kewenangan", "Bukan kewenangan desa")),
    archives=(("spam", "Bukan aduan (spam)"), ("tidak_jelas", "Tidak jelas, pelapor tidak dapat ditanya")),
    classes=(("anonymous", "ANONIM"), ("secret", "RAHASIA")),
    reasons=(("permintaan_pelapor", "Pelapor meminta dihubungi"), ("keselamatan_pelapor", "Keselamatan pelapor")),
    minutes=(10, 30, 60, 120),
    templates=(("builtin-done", "Sudah selesai", "Perbaikan sudah selesai. Mohon diperiksa."),),
    twins=(("c6", "ADU-4TBN-2", "diterima Jum, 20 Nov 2026"), ("c5", "ADU-5WPD-8", "diterima Sab, 21 Nov 2026")),
    above="Sekretaris Desa (Bu Sari)",
    removable=(("a2", "Pak Budi"), ("a1", "saya sendiri")),
)
_SAID = (
    DeskSaid("bell", "Aduan diterima", "Sen, 9 Nov 2026"),
    DeskSaid("circle-question-mark", "Kantor bertanya", "Sel, 10 Nov 2026", "Tiang yang mana?", "official"),
    DeskSaid("sticky-note", "Jawaban pelapor", "Rab, 11 Nov 2026", "Tiang ketiga,\ndekat pos ronda.", "sender"),
    DeskSaid("file-text", "Rekaman suara", "Rab, 11 Nov 2026", by="sender", voice="/meja/aduan/c7/berkas/v1"),
    DeskSaid("scroll-text", "Pelapor menulis", "Kam, 12 Nov 2026", by="sender", gone=True),
    DeskSaid("file-text", "Foto bukti", "Jum, 13 Nov 2026", by="official", photo="/meja/aduan/c7/berkas/b1"),
)
_CLOCKS = (
    DeskClock("Periksa", "selesai Sel, 10 Nov 2026", "", 0, ""),
    DeskClock("Jawaban pertama", "hari kerja ke-4 dari 5", "batas Sel, 24 Nov 2026", 80, "Hampir habis"),
    DeskClock("Penyelesaian", "hari kerja ke-15 dari 14", "batas Jum, 20 Nov 2026", 100, "Lewat batas"),
)
_CASE = DeskCaseView(
    office=_OFFICE,
    clock=_CLOCK,
    id="c7",
    path="/meja/aduan/c7",
    way="/meja",
    number="ADU-7K3M-Q",
    icon="lightbulb",
    category="Lampu jalan, listrik",
    klass="open",
    klass_words="TERBUKA",
    klass_icon="eye",
    klass_help="Ringkasannya boleh tampil dengan hari dan dusun.",
    state="Ditindaklanjuti",
    state_icon="construction",
    received="Sen, 9 Nov 2026",
    formal=True,
    channel="dari kios",
    where="Dusun Krajan",
    landmark="depan balai dusun",
    story="Lampu jalan di depan balai mati sejak dua minggu.\nAnak-anak pulang mengaji dalam gelap.",
    gone=False,
    photo_words="Pelapor melihat siapa yang menampilkan foto.",
    photos=(),
    voices=("/meja/aduan/c7/berkas/v0",),
    said=_SAID,
    clocks=_CLOCKS,
    who="Seksi Kesejahteraan: Ibu Sri",
    rung="Naik ke Sekretaris Desa",
    rating="",
    summary="Warga melaporkan lampu jalan mati di sekitar balai dusun.",
    summary_state="Menunggu persetujuan pelapor.",
    summary_template="Warga melaporkan kerusakan ... di sekitar ...",
    identity_words="Nama dan kontak pelapor terkunci. Terbuka bila pemegang kunci menyetujui, hanya untuk Anda.",
    identity=(),
    hide_s=0,
    opened=("Sel, 10 Nov 2026: Ibu Sri membuka isi, menangani aduan ini",),
    pick=_PICK,
    may=frozenset(
        {"foto", "jawab", "pesan", "tanya", "teruskan", "koordinasi", "tangani", "selesai", "ringkasan", "keluar"}
        | {"gabung", "naikkan", "identitas", "arsip", "atasan", "cabut"}
    ),
    drafts={},
    idle_minutes=10,
    key="k-desk",
    problem="",
    notice="",
)
_NEW_CASE = replace(
    _CASE,
    state="Diterima",
    state_icon="bell",
    said=_SAID[:1],
    summary="",
    summary_state="",
    photos=("/meja/aduan/c7/berkas/f1", "/meja/aduan/c7/berkas/f2"),
    opened=(),
    may=frozenset({"loloskan", "periksa", "kerjakan"}),
)

DESK_CASES: dict[str, View] = {
    "desk-case": _CASE,
    "desk-case-new": _NEW_CASE,
    "desk-case-refused": replace(
        _CASE,
        drafts={"selesai": "Lampu sudah diganti.", "loloskan": "Bukan spam."},
        problem="Pekerjaan yang tuntas perlu foto bukti. Ambil foto baru dari tempatnya.",
    ),
    "desk-case-identity": replace(
        _CASE,
        identity=(("Nama", "Wati"), ("Kontak", "tidak ditulis")),
        hide_s=600,
        may=frozenset({"lihat-identitas", "hapus", "setuju-hapus", "batal-hapus"}),
        notice="Terlihat selama 10 menit lagi. Pelapor mengetahuinya.",
    ),
    "desk-case-ended": replace(
        _CASE,
        state="Selesai, diakui pelapor",
        state_icon="circle-check",
        gone=True,
        story="",
        voices=(),
        photo_words="",
        rating="4 dari 5",
        may=frozenset(),
    ),
}
