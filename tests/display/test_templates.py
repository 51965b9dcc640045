"""House rules of the templates, and the words on the screens."""

import re

import pytest

from display.assets import ASSETS
from display.render import TEMPLATES, Renderer
from server.web.complaints.tracking_presses import PRESSES as TRACK_PRESSES
from server.web.presses import BODIES
from tests.display.samples import ALL, LIVE

SOURCES = sorted([*TEMPLATES.rglob("*.html"), *ASSETS.glob("*.js"), *ASSETS.glob("*.css")])
RENDERER = Renderer()


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_spelling_is_the_standard_one(path: object) -> None:
    text = path.read_text("utf-8").lower()  # type: ignore[attr-defined]
    for wrong in ("antrian", "nomer", "silahkan", "komplain", "booking"):
        assert wrong not in text


@pytest.mark.parametrize("name", ALL)
def test_nothing_stands_inline_so_that_the_content_policy_can_be_strict(name: str) -> None:
    html = RENDERER.page(ALL[name], LIVE)
    assert not re.search(r"\sstyle\s*=", html)
    assert "<style" not in html
    assert not re.search(r"\son[a-z]+\s*=", html)
    assert not re.search(r"<script(?![^>]*\ssrc=)", html)
    assert "javascript:" not in html
    assert not re.search(r'(?:src|href)="https?:', html)


@pytest.mark.parametrize("name", ALL)
def test_every_form_of_an_effect_carries_a_key(name: str) -> None:
    for action, inside in re.findall(
        r'<form(?![^>]*method="get")[^>]*action="([^"]*)"[^>]*>(.*?)</form>', RENDERER.page(ALL[name], LIVE), re.DOTALL
    ):
        # Signing in twice is signing in, a step of the first start only says what holds from then on, a device counts once, and
        # words that are looked for are posted only to stay out of the address.
        if action not in {"/masuk", "/meja/cari"} and not action.startswith(("/siapkan", "/aduan/kartu/")):
            assert 'name="key"' in inside, action


#: As `server.web.complaints` takes them.
DESK_PRESSES = (
    *("foto", "lihat-identitas", "tutup-identitas"),
    *("loloskan", "periksa", "kerjakan", "jawab", "pesan", "tanya", "teruskan", "tangani", "ringkasan", "keluar"),
    *("gabung", "naikkan", "identitas", "arsip", "hapus"),
)


def test_only_buttons_that_work_are_there() -> None:
    known = {f"/loket/2/{verb}" for verb in (*BODIES, "hapus-catatan")}
    known |= {f"/hari/{verb}" for verb in ("buka", "tutup", "berhenti", "lanjut", "betulkan", "jam")}
    known |= {"/loket", "/bel", "/ambil", "/masuk", "/keluar", "/tiket/h7Kq2mXp9d/batal"}
    known |= {"/ambil/cetak", "/poster", *(f"/cetak/j{n}" for n in (1, 2, 3))}
    known |= {
        "/atur/layanan/A",
        "/atur/layanan/A/hapus",
        "/atur/layar/media/x/hapus",
        "/atur/berkas/terapkan",
        "/atur/suara",
        "/atur/suara/dengar",
        "/atur/suara/tes",
        "/atur/riwayat",
    }
    known |= {"/buku-tamu", *(f"/buku-tamu/{visit}" for visit in (7, 9, 12)), "/surat"}
    known |= {f"/surat/{letter}/{action}" for letter in (7, 9) for action in ("panggil", "diambil", "keliru", "kontak")}
    known |= {"/akun/pin", "/akun/sandi", "/akun/aduan", "/akun/sesi", "/pasang"}
    known |= {"/atur/perangkat", "/atur/perangkat/izinkan", *(f"/atur/perangkat/d{n}" for n in (1, 2, 3))}
    known |= {"/atur/petugas", "/atur/petugas/a1"}
    known |= {"/siapkan", *(f"/siapkan/{step}" for step in ("kantor", "pengelola", "layanan", "jam", "periksa"))}
    recorder = "/atur/suara/rekam/0123456789ab"
    known |= {recorder, *(f"{recorder}/{verb}" for verb in ("selesai", "hapus", "klip/huruf-a", "klip/nomor-antrean"))}
    known |= {"/umumkan", *(f"/umumkan/teks/{name}" for name in ("buka", "istirahat", "tutup"))}
    known |= {f"/umumkan/{made}/batal" for made in (398, 420)}
    known |= {"/aduan/baru", "/aduan/baru/bukti"}
    known |= {"/aduan/lacak", *(f"/aduan/lacak/{step}" for step in (*TRACK_PRESSES, "keluar"))}
    known |= {"/aduan", "/aduan/kartu/c1/rasakan", "/aduan/kartu/c1/laporkan"}
    case = "/meja/aduan/c7"
    known |= {f"{case}/{press}" for press in (*DESK_PRESSES, "selesai/foto")}
    known |= {f"{case}/{press}" for press in ("atasan", "cabut", "setuju-hapus", "batal-hapus")}
    known |= {"/meja/penghapusan/c7", "/meja/penghapusan/c8"}
    known |= {"/meja/buka", "/meja/kunci", "/meja/cari", "/meja/kartu/k1", "/meja/contoh", "/meja/insiden"}
    known |= {"/meja/identitas/c9/r1", "/meja/petugas", "/meja/pulihkan", "/meja/serahkan", "/meja/penjaga"}
    known |= {"/meja/pemulihan", *(f"/meja/pemulihan/{press}" for press in ("cocok", "benar", "tolak", "pakai"))}
    found = {
        action
        for view in ALL.values()
        for action in re.findall(r'<form[^>]*action="([^"]*)"', RENDERER.page(view, LIVE))
    }
    assert found == known
