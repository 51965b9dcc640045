"""What people read: every refusal, state and outcome in Indonesian, on one page."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import assert_never

from server.domain.refusals import (
    AlreadyServing,
    CounterIsBusy,
    CounterMovedOn,
    DayIsClosed,
    NobodyAtCounter,
    Refusal,
    TicketIsOver,
    UnknownCounter,
    UnknownService,
    UnknownTicket,
)

STATE_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "waiting": "menunggu",
        "called": "dipanggil",
        "serving": "dilayani",
        "held": "ditunda",
        "missed": "tidak hadir",
        "finished": "selesai",
        "cancelled": "dibatalkan",
    }
)
STATUS_WORDS: Mapping[str, str] = MappingProxyType({"open": "", "closed": "tutup", "break": "istirahat"})
DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
SHORT_DAYS = ("Sen", "Sel", "Rab", "Kam", "Jum", "Sab", "Min")
SHORT_MONTHS = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")

# Why a call was not heard. What the announcer's codes mean stands in docs/voice.md.
UNSPOKEN_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "no_answer": "pengeras suara tidak menjawab",
        "stale": "terlalu lama terputus",
        "no_device": "tidak ada perangkat suara",
        "no_voice": "hanya bunyi lonceng, tidak ada suara Indonesia",
        "player_failed": "pemutar suara gagal",
        "player_timeout": "pemutar suara macet",
        "synthesis_failed": "suara gagal dibuat",
        "silent": "suara dimatikan",
        "withdrawn": "panggilan ditarik",
    }
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A refusal for people and programs. `code` names the problem type; `status` is the HTTP status."""

    status: int
    code: str
    title: str
    detail: str


def refusal_sentence(refusal: Refusal) -> Sentence:
    match refusal:
        case UnknownService(service=service):
            return Sentence(
                404, "unknown-service", "Layanan tidak ada", f"Tidak ada layanan {service}. Pilih layanan lain."
            )
        case UnknownCounter(counter=counter):
            return Sentence(404, "unknown-counter", "Loket tidak ada", f"Tidak ada loket {counter}. Pilih loket lain.")
        case UnknownTicket():
            return Sentence(404, "unknown-ticket", "Nomor tidak ada", "Nomor ini tidak dikenal. Ambil nomor baru.")
        case DayIsClosed():
            return Sentence(
                409,
                "day-closed",
                "Layanan belum dibuka",
                "Hari layanan belum dibuka. Minta petugas membukanya lebih dahulu.",
            )
        case CounterMovedOn():
            return Sentence(
                409,
                "counter-moved-on",
                "Loket sudah berubah",
                "Keadaan loket sudah berubah sejak tombol ditekan. Lihat layar, lalu tekan lagi bila masih perlu.",
            )
        case CounterIsBusy(ticket=ticket):
            return Sentence(
                409,
                "counter-busy",
                "Loket masih melayani",
                f"Nomor {ticket} masih di loket ini. Tekan Selesai lebih dahulu.",
            )
        case NobodyAtCounter():
            return Sentence(
                409,
                "nobody-at-counter",
                "Tidak ada nomor di loket",
                "Belum ada nomor yang dipanggil. Panggil nomor berikutnya dahulu.",
            )
        case AlreadyServing(ticket=ticket):
            return Sentence(
                409,
                "already-serving",
                "Nomor sedang dilayani",
                f"Nomor {ticket} sedang dilayani. Tekan Selesai bila sudah selesai.",
            )
        case TicketIsOver(ticket=ticket):
            return Sentence(
                409, "ticket-over", "Nomor sudah berakhir", f"Nomor {ticket} sudah berakhir. Ambil nomor baru."
            )
        case _:
            assert_never(refusal)


NOT_STORED = Sentence(
    503,
    "not-stored",
    "Penyimpanan bermasalah",
    "Perubahan tidak tersimpan. Coba lagi; bila tetap gagal, panggil pengelola.",
)
KEY_MISUSED = Sentence(
    422,
    "key-misused",
    "Kunci permintaan dipakai ulang",
    "Kunci ini sudah dipakai untuk permintaan lain. Muat ulang halaman.",
)
MALFORMED = Sentence(422, "malformed", "Isian tidak benar", "Isian tidak dapat dibaca. Periksa lalu kirim lagi.")
TOO_LARGE = Sentence(413, "too-large", "Kiriman terlalu besar", "Kiriman melebihi 64 KiB. Kirim yang lebih kecil.")
TOO_SLOW = Sentence(408, "too-slow", "Kiriman terputus", "Kiriman tidak kunjung selesai. Muat ulang lalu coba lagi.")
SIGN_IN_FIRST = Sentence(401, "sign-in-first", "Perlu masuk", "Masuk dengan PIN kantor lebih dahulu.")
NOT_ALLOWED = Sentence(
    403, "not-allowed", "Tidak diizinkan", "Perangkat ini tidak diizinkan untuk itu. Minta petugas kantor."
)
FOREIGN_ORIGIN = Sentence(
    403, "foreign-origin", "Permintaan ditolak", "Permintaan datang dari situs lain. Buka halaman kantor langsung."
)
FOREIGN_HOST = Sentence(400, "foreign-host", "Alamat tidak dikenal", "Buka kantor ini lewat alamat IP-nya.")
TOO_MANY = Sentence(429, "too-many", "Terlalu sering", "Terlalu banyak permintaan. Tunggu sebentar lalu coba lagi.")
NOT_FOUND = Sentence(404, "not-found", "Halaman tidak ada", "Halaman ini tidak ada. Kembali ke halaman depan.")
WRONG_METHOD = Sentence(405, "wrong-method", "Cara tidak sesuai", "Alamat ini tidak menerima permintaan seperti itu.")
BROKEN = Sentence(
    500, "broken", "Ada kesalahan", "Ada kesalahan di komputer kantor. Coba lagi; nomor yang sudah ada tetap berlaku."
)


def clock_words(hour: int, minute: int) -> str:
    """`09.41`, the Indonesian way."""
    return f"{hour:02d}.{minute:02d}"
