"""What a sender sees of an own complaint in its states, the way in, and the privacy notice."""

from dataclasses import replace

from display.clock_view import Clock
from display.complaint_tracking_views import (
    PrivacyClass,
    PrivacyView,
    TrackCaseView,
    TrackCodeView,
    TrackMark,
    TrackSaid,
    TrackStep,
)
from display.views import View

_CLOCK = Clock(epoch_ms=1_795_401_660_000, offset_minutes=420, zone="WIB", date="Sen, 23 Nov", time="09.41")
_OFFICE = "Kantor Desa Sukamaju"
_CODE = TrackCodeView(office=_OFFICE, clock=_CLOCK, key="k-track")
_STEPS = (
    TrackStep("stamp", "Diterima", "Sen, 9 Nov 2026", ("Diterima oleh Kepala Seksi Pelayanan.",)),
    TrackStep("eye", "Diperiksa", "Sel, 10 Nov 2026"),
    TrackStep("triangle-alert", "Naik ke Sekretaris Desa", "Sen, 23 Nov 2026", ("Batas waktu terlewati.",), small=True),
    TrackStep("construction", "Ditindaklanjuti", "Rab, 11 Nov 2026", tone="now"),
    TrackStep("circle-check", "Selesai", "", ("Bila Anda menyatakan sudah beres.",), tone="next"),
)
_SAID = (
    TrackSaid(True, "Anda", "Sen, 9 Nov 2026", "mengadu", "Lampu jalan di depan balai mati.\nTempat: balai"),
    TrackSaid(False, "Petugas", "Rab, 11 Nov 2026", "menjawab", "Lampu dipesan, tiba minggu ini."),
    TrackSaid(True, "Anda", "Kam, 12 Nov 2026", gone=True),
)
_LATE = TrackCaseView(
    office=_OFFICE,
    clock=_CLOCK,
    key="k-track",
    number="ADU-7K3M-Q",
    what="Lampu jalan, listrik",
    klass="anonymous",
    klass_word="ANONIM",
    klass_words="Di papan umum hanya ringkasan umum, tanpa hari dan dusun. Nama Anda tidak tampil.",
    headline="Sedang ditindaklanjuti",
    headline_icon="construction",
    tone="late",
    advice="",
    clock_words="Hari kerja ke-17 dari 14.",
    due_words="Batasnya Jumat, 27 November 2026.",
    late_words="Terlambat 3 hari kerja. Aduan sudah naik ke Sekretaris Desa.",
    steps=_STEPS,
    said=_SAID,
    question="",
    summary=(),
    summary_ref="",
    summary_words="",
    opened=("Sel, 10 Nov 2026: Ibu Sri membaca aduan ini. Alasan: menangani aduan ini.",),
    opened_words="",
    name_words="Anda tidak menitipkan nama, jadi tidak ada nama yang dapat dibuka.",
    proof="Aduan ini tercatat, tidak dapat hilang diam-diam.",
    proof_icon="circle-check",
    proof_rows=(("Angka bukti aduan (SHA-256)", "9f" * 32), ("Minggu", "2026-W46")),
    raise_to=(("secret", "RAHASIA", "Tidak tampil di papan umum, hanya dihitung."),),
    lower_to=(("open", "TERBUKA", "Orang sedusun lebih mudah menebak siapa yang mengadu."),),
    erased=("isi aduan, percakapan, foto",),
    stays=("nomor aduan dan hari tiap langkah, tanpa isi",),
    kept_words="Kode Anda berlaku selama aduan belum selesai, lalu tiga bulan sejak terakhir dipakai.",
    soon_words="",
    may=frozenset({"pesan", "foto", "tarik", "hapus", "hapus-nama"}),
    stars=0,
    version=7,
)
_PROPOSED = replace(
    _LATE,
    headline="Kantor menyatakan selesai",
    headline_icon="circle-question-mark",
    tone="asked",
    clock_words="",
    late_words="",
    advice="Kami menunggu jawaban Anda: sudah beres atau belum?",
    summary=(TrackMark("Warga "), TrackMark("RT 03", "RT, RW, atau nomor rumah"), TrackMark(" melaporkan lampu mati.")),
    summary_ref="a" * 16,
    summary_words="Petugas menulis ini untuk papan umum. Apakah ada yang membuka siapa Anda?",
    may=_LATE.may | {"beres", "belum-beres", "setuju", "tolak"},
)

TRACKINGS: dict[str, View] = {
    "track-case-late": _LATE,
    "track-case-asked": replace(
        _LATE,
        tone="asked",
        question="Tiang yang mana?",
        may=_LATE.may | {"jawab", "henti-hapus"},
        erasure="Bu Sari meminta seluruh aduan ini dihapus (Sen, 23 Nov 2026), karena katanya Anda sendiri datang memintanya.",
        draft="Tiang ketiga",
        problem="Penuh.",
    ),
    "track-case-proposed": _PROPOSED,
    "track-case-done": replace(_LATE, tone="done", may=frozenset({"nilai", "belum-beres"}), soon_words="Catat dulu."),
    "track-case-rated": replace(_LATE, tone="done", may=frozenset(), stars=4, notice="Terima kasih.", shared=True),
    "track-code": _CODE,
    "track-code-wrong": replace(_CODE, problem="Kode ini keliru satu angka atau lebih. Periksa lagi 16 angkanya."),
    "privacy": PrivacyView(
        office=_OFFICE,
        clock=_CLOCK,
        classes=(PrivacyClass("RAHASIA", "Tidak ada.", "Hanya petugas yang ditunjuk.", "Dua dari tiga."),),
        keeping=(("Semua jenis aduan", "90 hari", "12 bulan"),),
        secret_words="90 hari",
        access_words="3 bulan",
        confirm_words="10 hari kerja",
        idle_words="10 menit",
        secure=False,
    ),
}
