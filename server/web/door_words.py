"""What people read at the door: why they may not, and what is wrong with an account, a PIN or a password."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import assert_never

from server.domain.access import Role
from server.private.accounts import LONGEST_NAME, Trouble
from server.private.strength import PIN_DIGITS, SHORTEST, Weakness
from server.web.sentence import Sentence

TURNED_OUT = Sentence(
    401,
    "turned-out",
    "Perangkat tidak terdaftar lagi",
    "Perangkat ini tidak terdaftar lagi, jadi tombolnya tidak bekerja. Minta Kasi Pelayanan memasangnya lagi lewat /pasang.",
)
RENEW_FIRST = Sentence(
    403,
    "renew-first",
    "Ganti dahulu",
    "PIN atau kata sandi ini hanya sekali pakai. Ganti dengan milik Anda sendiri di /akun.",
)
UNSAFE = Sentence(
    403,
    "unsafe",
    "Sambungan tidak aman",
    "PIN dan kata sandi hanya boleh dikirim lewat sambungan aman. Buka /aman di perangkat ini, lalu ikuti petunjuknya.",
    way="/aman",
    way_words="Amankan perangkat ini",
)
NO_HTTPS = Sentence(
    404,
    "no-https",
    "Sambungan aman belum dinyalakan",
    "Komputer kantor belum menyalakan sambungan aman. Jalankan servernya dengan --https-port 8443, lalu muat ulang halaman ini.",
)
SET_UP_FIRST = Sentence(
    503,
    "set-up-first",
    "Kantor belum disiapkan",
    "Kantor ini belum disiapkan. Buka /siapkan dan ketik kode yang tercetak di komputer kantor.",
)

ROLE_WORDS: Mapping[str, str] = MappingProxyType(
    {
        Role.OFFICER: "Petugas loket",
        Role.HEAD_OF_SERVICES: "Kasi Pelayanan",
        Role.VILLAGE_HEAD: "Kepala Desa",
        Role.ADMIN: "Admin",
    }
)
DEVICE_WORDS: Mapping[str, str] = MappingProxyType(
    {
        Role.TV: "Layar TV",
        Role.KIOSK: "Kios nomor",
        Role.STAFF: "Tablet petugas",
        Role.ANNOUNCER: "Penyuara",
    }
)


def account_words(why: Trouble | Weakness) -> str:
    """One sentence that says what to do."""
    match why:
        case Trouble.UNKNOWN:
            return "Akun ini sudah tidak ada. Muat ulang halaman."
        case Trouble.NO_NAME:
            return f"Isi nama tampilan, paling banyak {LONGEST_NAME} huruf."
        case Trouble.NO_ROLE:
            return "Pilih salah satu peran."
        case Trouble.BAD_LOGIN:
            return (
                "Nama masuk terdiri dari 2 sampai 32 huruf kecil atau angka tanpa spasi, misalnya sari atau pak.budi."
            )
        case Trouble.LOGIN_TAKEN:
            return "Nama masuk ini sudah dipakai. Pilih yang lain."
        case Trouble.LAST_ADMIN:
            return "Ini admin terakhir. Jadikan orang lain admin dahulu."
        case Trouble.STILL_ACTIVE:
            return "Nonaktifkan akun ini dahulu, baru hapus."
        case Weakness.SHORT:
            return f"Kata sandi paling sedikit {SHORTEST} huruf. Pakai beberapa kata yang mudah Anda ingat."
        case Weakness.LONG:
            return "Kata sandi terlalu panjang. Pakai paling banyak 128 huruf."
        case Weakness.COMMON:
            return "Kata sandi ini mudah ditebak. Pakai beberapa kata yang tidak biasa bersama."
        case Weakness.OWN_NAME:
            return "Kata sandi tidak boleh sama dengan nama masuk atau nama kantor. Pilih yang lain."
        case Weakness.NOT_SIX_DIGITS:
            return f"PIN harus tepat {PIN_DIGITS} angka."
        case Weakness.EASY_PIN:
            return "PIN ini mudah ditebak. Jangan pakai angka yang sama, berurutan, atau berulang."
        case _:
            assert_never(why)


def wait_words(ms: int) -> str:
    """How long whoever guessed too often has to wait."""
    seconds = -(-ms // 1000)
    much = f"{seconds} detik" if seconds <= 90 else f"{-(-seconds // 60)} menit"
    return f"Terlalu banyak percobaan. Coba lagi setelah {much}."
