"""Settings pages to draw: one with every kind of section and field, and the page with the tiles."""

from display.clock_view import Clock
from display.room_voice import RoomVoice, Trial
from display.settings_view import (
    FactsSection,
    Field,
    FormSection,
    Group,
    HistoryLine,
    HistorySection,
    LinksSection,
    ListSection,
    Option,
    PressSection,
    Row,
    SettingsView,
    TilesSection,
    TrySection,
    WordsSection,
)
from display.voice_view import VoiceView

CLOCK = Clock(epoch_ms=1795401660000, offset_minutes=420, zone="WIB", date="Sen, 23 Nov", time="09.41")
OFFICE = "Kantor Desa Sukamaju"
FIELDS = (
    Field("name", "Nama layanan", "Surat pengantar", most=60, wide=True, help="Tampil di kios."),
    Field("minutes", "Lama biasa", "sebentar", "number", unit="menit", problem="Isi angka bulat 1 sampai 240."),
    Field("opens", "Buka", "08.00", "time"),
    Field("day", "Hari", "2026-11-23", "date"),
    Field("zone", "Zona waktu", "b", "select", options=(Option("a", "WIB"), Option("b", "WITA"))),
    Field("phones", "Warga boleh mengambil nomor dari HP", "1", "tick"),
    Field("papers", "Syarat", "KTP asli", "lines", help="Satu tiap baris."),
    Field("icon", "Gambar", "stamp", "icon", options=(Option("stamp", "cap"), Option("store", "toko"))),
    Field("file", "Logo baru", "", "file", accept="image/png", wide=True),
)
EVERYTHING = SettingsView(
    office=OFFICE,
    clock=CLOCK,
    title="Layanan A",
    lead="Yang dapat dipilih warga.",
    sections=(
        FormSection(
            "Isian", "/atur/layanan/A", (Group("", FIELDS), Group("Lain", (), narrow=True)), "d" * 64, "k-form"
        ),
        ListSection(
            "Daftar",
            (
                Row("Surat pengantar", "10 menit", "/atur/layanan/A", mark="A"),
                Row("Peta", "Gambar", icon="tv", picture="/berkas/x", removal="/atur/layar/media/x/hapus"),
            ),
            add_path="/atur/layanan/baru",
            add_words="Tambah layanan",
            based_on="d" * 64,
            key="k-list",
        ),
        ListSection("Logo", (), "Belum ada logo."),
        FactsSection("Besar huruf", (("Ukuran huruf", "115 %"),), "Menurut ukuran TV."),
        WordsSection("Yang akan berubah", ("Loket 4 dihapus.",)),
        LinksSection("Lihat di TV", (("/layar?uji=1", "Bingkai uji"),)),
        PressSection("", "", "/atur/layanan/A/hapus", "Hapus", "d" * 64, "k-remove", "Hapus layanan ini?"),
        PressSection("", "", "/atur/berkas/terapkan", "Terapkan", "d" * 64, "k-apply", carried=(("text", "name"),)),
    ),
    problem="Ada isian yang belum benar.",
    newer=("Nama kantor: “A” menjadi “B”.",),
)
TILES = SettingsView(
    office=OFFICE,
    clock=CLOCK,
    title="Pengaturan",
    lead="",
    sections=(TilesSection((("/atur/kantor", "Kantor", "Nama, logo, zona waktu", "store"),)),),
    back_path="/",
    back_words="Halaman depan",
    notice="Tersimpan.",
)
HISTORY = SettingsView(
    office=OFFICE,
    clock=CLOCK,
    title="Riwayat",
    lead="Setiap perubahan tercatat.",
    sections=(HistorySection(FIELDS[3:5], (HistoryLine("09.41.00", "Ibu Sari", "Loket 1 dibuka."),), "", "/a", "/b"),),
)
_SENTENCE = Field("call", "Memanggil", "Nomor antrean {nomor}, silakan ke {loket}.", most=160, wide=True)
_SPOKEN = (
    Field("written", "Kata", "Tegalsari", most=40),
    Field("said", "Diucapkan", "têgalsari", most=60, help="é, ê"),
)
VOICE = VoiceView(
    office=OFFICE,
    clock=CLOCK,
    title="Suara",
    lead="Panggilan diucapkan oleh komputer atau TV yang terhubung ke pengeras suara.",
    sections=(
        FormSection(
            "", "/atur/suara", (Group("Kalimat", (_SENTENCE,)),), "d" * 64, "k-voice", hear="/atur/suara/dengar"
        ),
        TrySection(
            "Satu kata",
            "Dengarkan dulu.",
            _SPOKEN,
            "/atur/suara/dengar",
            "/atur/suara/kata/tambah",
            "Tambahkan",
            "d" * 64,
            "k-word",
            ("é", "ê"),
        ),
    ),
    rooms=(
        RoomVoice(
            "tunggu", "Ruang tunggu", "well", "Panggilan diucapkan.", "", Trial("09.40", "speaking", "sedang diucapkan")
        ),
        RoomVoice(
            "aula",
            "Aula",
            "mute",
            "Tidak terdengar apa-apa: komputer penyuara terputus.",
            "Nyalakan komputer penyuara.",
            Trial(
                "09.39",
                "unheard",
                "tidak terdengar, pemutar suara macet",
                "Cabut lalu pasang lagi kabel pengeras suara.",
            ),
        ),
    ),
    key="k-trial",
)
SETTINGS_PAGES = {"settings": EVERYTHING, "settings-home": TILES, "settings-history": HISTORY, "settings-voice": VOICE}
