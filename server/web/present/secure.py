"""The views of the guide that brings the office's certificate onto a device, step by step for each system."""

import re
from collections.abc import Callable, Mapping
from enum import StrEnum
from types import MappingProxyType

from display.views import GuideStep, SecureView, TrustedView
from server.web.present.picture import Picture


class System(StrEnum):
    """What a device runs, as far as the way to its certificates goes."""

    ANDROID = "android"
    OLD_ANDROID = "android-lama"
    WINDOWS = "windows"
    APPLE = "ipad"
    OTHER = "lain"


SYSTEM_WORDS: Mapping[System, str] = MappingProxyType(
    {
        System.ANDROID: "Android 11 atau lebih baru",
        System.OLD_ANDROID: "Android 10 atau lebih lama",
        System.WINDOWS: "Windows",
        System.APPLE: "iPad atau iPhone",
        System.OTHER: "Linux dan peramban lain",
    }
)
_NEWER_ANDROID = 11
_FINGERPRINT_LINE = 8

_FETCH = GuideStep(
    "Unduh berkas kantor", "Tekan tombol Unduh berkas kantor di bawah ini. Bila peramban bertanya, tekan Simpan.", True
)
_STEPS: Mapping[System, tuple[GuideStep, ...]] = MappingProxyType(
    {
        System.ANDROID: (
            _FETCH,
            GuideStep(
                "Buka Setelan tablet",
                "Buka Setelan, lalu ketik sertifikat di kotak cari. Pilih Sertifikat CA. "
                "Letaknya: Keamanan, lalu Enkripsi dan kredensial, lalu Instal sertifikat, lalu Sertifikat CA.",
            ),
            GuideStep(
                "Pasang",
                "Tekan Tetap instal, buka kunci layar bila diminta, lalu pilih berkas kantor.crt di folder Download. "
                "Bila tablet meminta kunci layar dan belum punya, buat PIN layar dahulu.",
            ),
            GuideStep(
                "Cocokkan sidik jari",
                "Di Setelan yang sama buka Kredensial tepercaya, lalu Pengguna, lalu tekan nama kantor. "
                "Sidik jari SHA-256 di sana harus sama dengan yang tertulis di komputer kantor. Bila berbeda, hapus dan panggil pengelola.",
            ),
        ),
        System.OLD_ANDROID: (
            _FETCH,
            GuideStep(
                "Pasang",
                "Buka berkas kantor.crt dari pemberitahuan unduhan. Beri nama kantor, pilih VPN dan aplikasi, lalu tekan OK. "
                "Bila tablet meminta kunci layar dan belum punya, buat PIN layar dahulu.",
            ),
            GuideStep(
                "Bila tidak terbuka",
                "Buka Setelan, lalu Keamanan (di Android lama: Lokasi dan keamanan), lalu Enkripsi dan kredensial atau "
                "Penyimpanan kredensial, lalu Instal dari penyimpanan. Pilih berkas kantor.crt.",
            ),
            GuideStep(
                "Cocokkan sidik jari",
                "Di Setelan buka Keamanan, lalu Kredensial tepercaya, lalu Pengguna, lalu tekan nama kantor. "
                "Sidik jari SHA-256 di sana harus sama dengan yang tertulis di komputer kantor. Bila berbeda, hapus dan panggil pengelola.",
            ),
        ),
        System.WINDOWS: (
            _FETCH,
            GuideStep(
                "Buka berkasnya dan cocokkan sidik jari",
                "Klik dua kali kantor.crt di folder Unduhan. Di PowerShell perintah Get-FileHash kantor.crt menampilkan sidik jarinya: "
                "harus sama dengan yang tertulis di komputer kantor. Bila berbeda, berhenti dan panggil pengelola.",
            ),
            GuideStep(
                "Pasang",
                "Tekan Instal Sertifikat (Install Certificate), pilih Pengguna Saat Ini (Current User), lalu Berikutnya.",
            ),
            GuideStep(
                "Pilih tempatnya",
                "Pilih Tempatkan semua sertifikat di penyimpanan berikut, tekan Telusuri, pilih "
                "Otoritas Sertifikasi Akar Tepercaya (Trusted Root Certification Authorities), lalu OK, Berikutnya, Selesai, Ya.",
            ),
            GuideStep("Buka ulang peramban", "Tutup semua jendela Chrome atau Edge, lalu buka halaman ini lagi."),
        ),
        System.APPLE: (
            GuideStep(
                "Unduh berkas kantor",
                "Pakai Safari. Tekan tombol Unduh berkas kantor di bawah ini, lalu tekan Izinkan.",
                True,
            ),
            GuideStep("Pasang profil", "Buka Pengaturan, tekan Profil Diunduh, lalu Instal. Masukkan kode layar."),
            GuideStep(
                "Cocokkan sidik jari",
                "Tekan Detail Lainnya, lalu nama kantor. Sidik jari SHA-256 harus sama dengan yang tertulis di komputer kantor.",
            ),
            GuideStep(
                "Percayai",
                "Buka Pengaturan, lalu Umum, lalu Mengenai, lalu Pengaturan Kepercayaan Sertifikat. "
                "Nyalakan tombol di samping nama kantor.",
            ),
        ),
        System.OTHER: (
            _FETCH,
            GuideStep(
                "Pasang di peramban",
                "Buka setelan peramban, ketik sertifikat di kotak cari, lalu pilih Kelola sertifikat. "
                "Di bagian Otoritas tekan Impor, pilih kantor.crt, lalu centang percaya untuk mengenali situs web.",
            ),
            GuideStep(
                "Cocokkan sidik jari",
                "Buka sertifikat kantor di daftar itu. Sidik jari SHA-256 harus sama dengan yang tertulis di komputer kantor.",
            ),
        ),
    }
)


def system_of(agent: str) -> System:
    """What the browser says of itself (`User-Agent`). An iPad of today says that it is a Mac."""
    if android := re.search(r"Android (\d+)", agent):
        return System.ANDROID if int(android[1]) >= _NEWER_ANDROID else System.OLD_ANDROID
    if "Windows" in agent:
        return System.WINDOWS
    if any(name in agent for name in ("iPad", "iPhone", "Macintosh")):
        return System.APPLE
    return System.OTHER


def secure_view(
    picture: Picture,
    system: System,
    *,
    office: str,
    file_path: str,
    trial: str,
    fingerprint: str,
    elsewhere: Callable[[System], str],
) -> SecureView:
    pairs = fingerprint.split()
    lines = (" ".join(pairs[n : n + _FINGERPRINT_LINE]) for n in range(0, len(pairs), _FINGERPRINT_LINE))
    return SecureView(
        office=office,
        clock=picture.clock(),
        system=SYSTEM_WORDS[system],
        steps=_STEPS[system],
        file_path=file_path,
        trial=trial,
        fingerprint=tuple(lines),
        others=tuple((elsewhere(other), SYSTEM_WORDS[other]) for other in System if other is not system),
    )


def trusted_view(picture: Picture, next_path: str) -> TrustedView:
    return TrustedView(office=picture.description.name, clock=picture.clock(), next_path=next_path)
