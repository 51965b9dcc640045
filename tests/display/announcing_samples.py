"""The page of announcements, one for every state that is worth a look."""

from dataclasses import replace

from display.announcing_views import AnnouncedRow, AnnouncingView, ReadyText, RoomChoice
from display.clock_view import Clock
from display.views import View

_CLOCK = Clock(epoch_ms=1_795_401_660_000, offset_minutes=420, zone="WIB", date="Sen, 23 Nov", time="09.41")
_CAR = "Perhatian, ada mobil hitam menghalangi pintu samping. Mohon pemiliknya memindahkan."

ANNOUNCING = AnnouncingView(
    office="Kantor Desa Sukamaju",
    clock=_CLOCK,
    texts=(
        ReadyText(
            "buka",
            "Layanan dibuka",
            "Pelayanan dibuka. Silakan ambil nomor antrean.",
            "",
            "",
            urgent=False,
            planned="otomatis saat layanan dibuka",
        ),
        ReadyText(
            "istirahat",
            "Istirahat",
            "Perhatian, pelayanan istirahat sampai pukul 13.00.",
            "",
            "",
            urgent=True,
            planned="otomatis saat istirahat",
        ),
        ReadyText(
            "tutup",
            "Layanan ditutup",
            "Perhatian, pelayanan ditutup pukul 15.30.",
            "",
            "",
            urgent=False,
            planned="otomatis 15 menit sebelum tutup",
        ),
    ),
    rooms=(),
    rows=(
        AnnouncedRow(420, "09.40", _CAR, "", True, "waiting", "belum terdengar, menunggu giliran", may_withdraw=True),
        AnnouncedRow(410, "09.12", "Istirahat", "", False, "speaking", "sedang diucapkan", may_withdraw=False),
        AnnouncedRow(
            398,
            "08.30",
            "Tes suara: Tes suara.",
            "",
            False,
            "unheard",
            "tidak terdengar: tidak ada perangkat suara",
            may_withdraw=True,
        ),
        AnnouncedRow(377, "08.00", "Layanan dibuka", "", False, "heard", "terdengar", may_withdraw=False),
        AnnouncedRow(370, "07.58", "Layanan dibuka", "", False, "withdrawn", "dibatalkan", may_withdraw=False),
    ),
    troubles=(),
    most=200,
    text="",
    urgent=False,
    key="k-umumkan",
    back_path="/loket/2",
    back_words="Loket 2",
    may_change=True,
    problem="",
)

ANNOUNCINGS: dict[str, View] = {
    "announcing": ANNOUNCING,
    "announcing-refused": replace(
        ANNOUNCING,
        rooms=(
            RoomChoice("", "Semua ruang", False),
            RoomChoice("dalam", "Ruang dalam", True),
            RoomChoice("teras", "Teras", False),
        ),
        texts=(
            replace(ANNOUNCING.texts[0], room="Teras"),
            replace(ANNOUNCING.texts[1], words="", why_not="Tidak ada istirahat atau jam tutup lagi hari ini."),
        ),
        rows=tuple(replace(row, room="Teras") for row in ANNOUNCING.rows[:2]),
        troubles=(
            "Teras: Tidak terdengar apa-apa: komputer penyuara terputus. Nyalakan komputernya, lalu tunggu sebentar.",
        ),
        text="Harga parkir @ 2.000",
        urgent=True,
        may_change=False,
        problem="Tanda “@” tidak dapat diucapkan. Hapus, atau tulis dengan kata.",
    ),
    "announcing-none": replace(ANNOUNCING, texts=(), rows=(), back_path="/", back_words="Halaman depan"),
}
