"""`/atur`: the doors to all settings pages."""

from starlette.requests import Request
from starlette.responses import Response

from display.settings_view import TilesSection
from server.web.context import visitor_of
from server.web.rights import RIGHTS
from server.web.settings.form_page import settings_page

_TILES = (
    ("/atur/kantor", "Kantor", "Nama, logo, zona waktu", "store"),
    ("/atur/layanan", "Layanan", "Huruf, syarat, lama, kuota", "file-text"),
    ("/atur/loket", "Loket", "Nama dan layanan tiap loket", "monitor"),
    ("/atur/jam", "Jam dan hari libur", "Buka, istirahat, libur", "calendar-clock"),
    ("/atur/aturan", "Aturan antrean", "Prioritas, terlewat, alihan", "users"),
    ("/atur/layar", "Layar TV", "Ukuran, kartu info, gambar", "tv"),
    ("/atur/suara", "Suara", "Kecepatan, kalimat, volume, ruang", "volume-2"),
    ("/atur/pengumuman", "Pengumuman", "Kalimat kantor, otomatis atau ditekan", "megaphone"),
    ("/atur/aduan", "Papan aduan", "Kategori, tenggat, dusun, penyimpanan", "shield-alert"),
    ("/atur/printer", "Printer", "Karcis kertas dan poster", "printer"),
    ("/atur/petugas", "Petugas", "Akun, peran, PIN", "id-card"),
    ("/atur/perangkat", "Perangkat", "TV, kios, dan tablet", "tablet"),
    ("/atur/berkas", "Berkas pengaturan", "Unduh dan pakai satu berkas", "scroll-text"),
    ("/atur/riwayat", "Riwayat", "Siapa mengubah apa, kapan", "history"),
)


async def show_home(request: Request) -> Response:
    role = visitor_of(request).role
    tiles = tuple(tile for tile in _TILES if role in RIGHTS[f"GET {tile[0]}"].roles)
    return settings_page(request, "Pengaturan", (TilesSection(tiles),), back=("/", "Halaman depan"))
