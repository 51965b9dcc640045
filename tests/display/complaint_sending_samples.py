"""Every screen on which a complaint is sent, and the receipt in all its stages."""

from dataclasses import replace

from display.clock_view import Clock
from display.complaint_sending_views import ReceiptView, SendOption, SendView
from display.views import View

_CLOCK = Clock(epoch_ms=1_795_401_660_000, offset_minutes=420, zone="WIB", date="Sen, 23 Nov", time="09.41")
_OFFICE = "Kantor Desa Sukamaju"
_STORY = "Lampu jalan di depan balai dusun mati sejak minggu lalu."
_CARRIED = (("key", "k-complaint"), ("kategori", "lampu"), ("cerita", _STORY))
_HINTS = (("Nama orang", "Pak Budi", "Ganti dengan jabatannya."), ("Nomor HP", "0812 3456 7890", "Hapus dari cerita."))

_WHAT = SendView(
    office=_OFFICE,
    clock=_CLOCK,
    step="apa",
    place=1,
    places=7,
    carried=(("key", "k-complaint"),),
    options=(
        SendOption("jalan", "Jalan, jembatan, selokan", icon="construction"),
        SendOption("lampu", "Lampu jalan, listrik", icon="lightbulb", chosen=True),
        SendOption("pungli", "Diminta uang, pungli", icon="hand-coins"),
    ),
)
_NEXT = replace(_WHAT, carried=_CARRIED, options=())
_RECEIPT = ReceiptView(
    office=_OFFICE,
    clock=_CLOCK,
    stage="keep",
    number="ADU-7K3M-Q",
    groups=("0123", "4567", "8901", "2345"),
    qr_svg='<svg viewBox="0 0 10 10"><path d="M1 1h8v8h-8z"/></svg>',
    day="Senin, 23 Nov 2026",
    host="192.168.1.50:8000",
    near=True,
    answer_by="Senin, 30 November 2026",
    klass_words="Anonim: hanya petugas yang menangani yang membaca.",
    carried=(("nomor", "ADU-7K3M-Q"), ("key", "k-receipt")),
    paper="browser",
)

SENDINGS: dict[str, View] = {
    "send-what": _WHAT,
    "send-what-official": replace(_WHAT, official=True),
    "send-about": replace(
        _NEXT,
        step="tentang",
        place=2,
        options=(SendOption("a1", "Bu Sari", "Petugas loket", chosen=True), SendOption("lain", "Orang lain")),
        note="Aduan seperti ini selalu RAHASIA, untuk melindungi Anda.",
    ),
    "send-where": replace(
        _NEXT,
        step="tempat",
        options=(SendOption("krajan", "Dusun Krajan"), SendOption("", "Tidak tahu / seluruh desa", chosen=True)),
        text="dekat balai dusun",
        most=120,
        editing=True,
    ),
    "send-story": replace(
        _NEXT,
        step="cerita",
        text=_STORY,
        most=4_000,
        hints=_HINTS,
        problem="Ceritakan dulu masalahnya.",
        rules='{"kinds": {}, "rules": [], "name_parts_left_out": []}',
        names="[]",
        overheard=True,
    ),
    "send-photo": replace(_NEXT, step="foto", files=(("310 kB", 0), ("98 kB", 1)), voice="120 kB", show_photo=True),
    "send-class": replace(
        _NEXT,
        step="kelas",
        options=(
            SendOption("anonymous", "ANONIM", "Hanya petugas yang menangani yang membaca.", "eye-off", chosen=True),
            SendOption("open", "TERBUKA", "Ringkasan tampil di papan aduan.", "megaphone"),
            SendOption("secret", "RAHASIA", "Hanya orang yang ditunjuk yang membaca.", "shield-alert"),
        ),
    ),
    "send-name": replace(
        _NEXT,
        step="nama",
        tracks=(
            SendOption("", "Aduan biasa", "Nama boleh kosong.", chosen=True),
            SendOption("resmi", "Aduan resmi", "Perlu nama dan kontak."),
        ),
        name="Wati",
        contact="0812 3456 7890",
        most=80,
    ),
    "send-name-none": replace(_NEXT, step="nama", named=False, note="Nama tidak dapat disimpan."),
    "send-check": replace(
        _NEXT,
        step="periksa",
        rows=(("Masalah", "Lampu jalan, listrik", "apa"), ("Cerita", _STORY, "cerita"), ("Kelas", "RAHASIA", "")),
        hints=_HINTS,
        work='{"algorithm": "SHA-256", "challenge": "00", "maxNumber": 1, "salt": "x", "signature": ""}',
    ),
    "receipt-keep": replace(_RECEIPT, held=True),
    "receipt-keep-kiosk": replace(_RECEIPT, shared=True, paper="office", printed="Kertas keluar.", away="/ambil"),
    "receipt-keep-official": replace(_RECEIPT, official=True, problem="Empat angka itu belum sama."),
    "receipt-leave": replace(_RECEIPT, stage="leave"),
    "receipt-done": replace(_RECEIPT, stage="done", groups=(), qr_svg="", carried=()),
    "receipt-done-kiosk": replace(_RECEIPT, stage="done", groups=(), qr_svg="", carried=(), shared=True),
    "receipt-done-official": replace(_RECEIPT, stage="done", groups=(), qr_svg="", carried=(), official=True),
}
