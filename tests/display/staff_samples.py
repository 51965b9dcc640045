"""The staff's pages and the first start as a working office would show them."""

from dataclasses import replace

from display.clock_view import Clock
from display.setup_views import (
    SetupAdminView,
    SetupCheckView,
    SetupCodeView,
    SetupDay,
    SetupDoneView,
    SetupHoursView,
    SetupOfficeView,
    SetupService,
    SetupServicesView,
    SetupStep,
)
from display.staff_views import (
    AccountView,
    AskingDevice,
    Choice,
    CounterChoice,
    CounterChoiceView,
    DeviceLine,
    DevicesView,
    PairingCodeView,
    PairingView,
    PeopleView,
    PersonLine,
    PersonView,
    SessionLine,
)
from display.views import View

OFFICE = "Kantor Desa Sukamaju"
CLOCK = Clock(epoch_ms=1_795_401_660_000, offset_minutes=420, zone="WIB", date="Sen, 23 Nov", time="09.41")
WRONG = "Kata sandi paling sedikit 12 huruf. Pakai beberapa kata yang mudah Anda ingat."
ROLES = (
    Choice("officer", "Petugas loket", chosen=True),
    Choice("head_of_services", "Kasi Pelayanan"),
    Choice("village_head", "Kepala Desa"),
    Choice("admin", "Admin"),
)
DEVICE_ROLES = (
    Choice("staff", "Tablet petugas", "Petugas masuk di sini dengan nama dan PIN"),
    Choice("tv", "Layar TV", "Menampilkan panggilan di ruang tunggu", chosen=True),
    Choice("kiosk", "Kios nomor", "Warga mengambil nomor di sini"),
)
SESSIONS = (
    SessionLine("s1", "Tablet loket 1", "paling lama 9 jam lagi", present=True),
    SessionLine("s2", "Chromium 140", "paling lama 11 jam lagi", present=False),
)

COUNTER_CHOICE = CounterChoiceView(
    OFFICE,
    CLOCK,
    "Ibu Sari",
    (
        CounterChoice("1", "Loket 1", "Surat", "", taken=False, status_word="tutup"),
        CounterChoice("2", "Loket 2", "KTP, KK", "Pak Budi Setiawan Hadiningrat", taken=True, status_word=""),
        CounterChoice("3", "Loket 3", "Bansos", "Ibu Sari", taken=False, status_word=""),
    ),
    "3",
    "k1",
    "",
)
ACCOUNT = AccountView(
    OFFICE, CLOCK, "Ibu Sari", "Petugas loket", "sari", "", by_pin=True, sessions=SESSIONS, next_path="", key="k1",
    problem="", notice="",
)  # fmt: skip
PAIRING = PairingView(OFFICE, CLOCK, DEVICE_ROLES, "k1", "")
DEVICES = DevicesView(
    OFFICE,
    CLOCK,
    (
        DeviceLine(
            "d1", "Tablet loket 1", "Tablet petugas", "tablet", "tersambung sekarang", connected=True,
            browser="Chromium 140", warnings=(), added="20 Nov 2026 08.12", present=True,
        ),
        DeviceLine(
            "d2", "TV ruang tunggu sebelah timur lantai satu", "Layar TV", "tv", "terakhir terlihat 3 hari lalu",
            connected=False, browser="Chromium 53",
            warnings=(
                "Perambannya terlalu tua (di bawah Chromium 69): layar mungkin tidak tampil benar. Perbarui.",
                "Jam perangkat 2 jam lebih cepat daripada jam kantor. Perbaiki agar riwayatnya mudah dibaca.",
            ),
            added="20 Nov 2026 08.20", present=False,
        ),
        DeviceLine(
            "d3", "Penyuara kantor", "Penyuara", "volume-2", "belum pernah terlihat", connected=False,
            browser="peramban belum diketahui", warnings=(), added="20 Nov 2026 08.00", present=False,
        ),
    ),
    None,
    "",
    "k1",
    "",
    "",
)  # fmt: skip
PEOPLE = PeopleView(
    OFFICE,
    CLOCK,
    (
        PersonLine("a1", "Ibu Sari", "Petugas loket", "sari", active=True, secrets="PIN"),
        PersonLine(
            "a2", "Pak Budi Setiawan", "Kasi Pelayanan", "budi.setiawan", active=True, secrets="PIN dan kata sandi"
        ),
        PersonLine("a3", "Pak Joko", "Petugas loket", "joko", active=False, secrets="PIN (sekali pakai)"),
    ),
    ROLES,
    ("", ""),
    "k1",
    "",
    "",
)
PERSON = PersonView(
    OFFICE, CLOCK, "a1", "Ibu Sari", "sari", active=True, roles=ROLES, sessions=SESSIONS[1:], issued="", issued_words="",
    key="k1", problem="", notice="",
)  # fmt: skip


def steps(here: int) -> tuple[SetupStep, ...]:
    words = ("Kantor", "Admin", "Layanan", "Jam buka", "Periksa")
    paths = ("kantor", "pengelola", "layanan", "jam", "periksa")
    return tuple(
        SetupStep(f"/siapkan/{path}", word, "done" if n < here else "here" if n == here else "ahead")
        for n, (path, word) in enumerate(zip(paths, words, strict=True))
    )


ZONES = (
    Choice("Asia/Jakarta", "WIB", "Sumatra, Jawa, Madura", chosen=True),
    Choice("Asia/Makassar", "WITA", "Bali, NTB, NTT, Kalimantan Selatan, Timur, Utara, Sulawesi"),
    Choice("Asia/Jayapura", "WIT", "Maluku dan Papua"),
)
OFFERS = (
    SetupService("A", "A", "Surat pengantar", "file-text", kept=True),
    SetupService("D", "T", "Surat keterangan tidak mampu", "hand-heart", kept=True),
    SetupService("P", "P", "Bantuan sosial", "wheat", kept=False),
)
DAYS = tuple(
    SetupDay(mark, words, opens, closes)
    for mark, words, opens, closes in (
        ("monday", "Senin", "08:00", "15:30"),
        ("friday", "Jumat", "08:00", "14:30"),
        ("saturday", "Sabtu", "", ""),
    )
)
SETUP_ADMIN = SetupAdminView(OFFICE, CLOCK, steps(1), "", "", given=False, back="/siapkan/kantor", problem="")

STAFF_PAGES: dict[str, View] = {
    "counter-choice": COUNTER_CHOICE,
    "counter-choice-refused": replace(COUNTER_CHOICE, problem="Loket 2 sudah dilayani petugas lain. Pilih loket lain."),
    "account": ACCOUNT,
    "account-changed": replace(ACCOUNT, notice="Sudah diganti. Di perangkat lain Anda harus masuk lagi."),
    "account-one-time": replace(ACCOUNT, must_renew="pin", next_path="/loket/1", problem=WRONG),
    "pairing": PAIRING,
    "pairing-over": replace(PAIRING, problem="Kode sebelumnya sudah tidak berlaku. Pilih lagi untuk mendapat kode baru."),
    "pairing-code": PairingCodeView(OFFICE, CLOCK, "Layar TV", "BCDF-GHJK", 10),
    "devices": DEVICES,
    "devices-none": replace(DEVICES, devices=(), code="BBBB-BBBB", problem="Kode ini tidak ada atau sudah lewat 10 menit."),
    "devices-asked": replace(
        DEVICES, asking=AskingDevice("BCDF-GHJK", "Layar TV 2", DEVICE_ROLES, "Chromium 79 di alamat 192.168.1.20")
    ),
    "people": PEOPLE,
    "people-refused": replace(PEOPLE, draft=("Pak Joko", "joko"), problem="Nama masuk ini sudah dipakai. Pilih yang lain."),
    "person": PERSON,
    "person-pin": replace(
        PERSON, issued="482915", issued_words="PIN sekali pakai. Catat sekarang: tidak ditampilkan lagi."
    ),
    "person-password": replace(PERSON, issued="BCDF-GHJK-LMNP-QRST", issued_words="Kata sandi sekali pakai."),
    "person-gone": replace(PERSON, active=False, sessions=()),
    "setup-code": SetupCodeView("Silakan", CLOCK, ""),
    "setup-code-wrong": SetupCodeView("Silakan", CLOCK, "Kode salah. Periksa tulisan di jendela tempat server dijalankan."),
    "setup-office": SetupOfficeView("Silakan", CLOCK, steps(0), "", ZONES, ""),
    "setup-admin": SETUP_ADMIN,
    "setup-admin-wrong": replace(SETUP_ADMIN, name="Ibu Dewi", login="dewi", given=True, problem=WRONG),
    "setup-admin-alone": replace(SETUP_ADMIN, steps=steps(0)[:1], back=""),
    "setup-services": SetupServicesView(
        OFFICE, CLOCK, steps(2), OFFERS, (Choice("1", "1 loket"), Choice("2", "2 loket", chosen=True)), "/siapkan/pengelola", ""
    ),
    "setup-hours": SetupHoursView(
        OFFICE, CLOCK, steps(3), DAYS, SetupDay("pause", "Istirahat", "12:00", "13:00"),
        SetupDay("friday-pause", "Istirahat Jumat", "11:30", "13:00"), automatic=False, holidays=True,
        back="/siapkan/layanan", problem="",
    ),
    "setup-check": SetupCheckView(
        OFFICE,
        CLOCK,
        steps(4),
        (
            ("/siapkan/kantor", "Kantor", "Kantor Desa Sukamaju, WIB"),
            ("/siapkan/layanan", "Layanan", "A Surat pengantar; T Surat keterangan tidak mampu"),
        ),
        "/siapkan/jam",
        "",
    ),
    "setup-done": SetupDoneView(OFFICE, CLOCK, "Ibu Dewi", "http://192.168.1.50:8000", reachable=True),
}  # fmt: skip
