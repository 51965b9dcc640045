"""Why a sender's press was not carried out, or a code not taken: one sentence each."""

from typing import assert_never

from server.complaints.following import Wait, WrongCode
from server.complaints.office import Done, KeyMisused, NotStored, Outcome, Refused
from server.web.complaints.refusal_words import complaint_sentence
from server.web.sentence import Sentence
from server.web.words import KEY_MISUSED, NOT_STORED

_WAY, _WAY_WORDS = "/aduan/lacak", "Kembali ke Lacak aduan"


def _sentence(status: int, code: str, title: str, detail: str) -> Sentence:
    return Sentence(status, code, title, detail, _WAY, _WAY_WORDS)


MISTYPED = _sentence(
    422, "code-mistyped", "Kode keliru", "Kode ini keliru satu angka atau lebih. Periksa lagi 16 angkanya."
)
UNKNOWN_CODE = _sentence(
    404,
    "code-unknown",
    "Kode tidak dikenal",
    "Tidak ada aduan dengan kode ini. Periksa lagi, atau aduannya sudah dihapus.",
)
SESSION_OVER = _sentence(
    401, "sender-session-over", "Masukkan kode lagi", "Halaman sudah ditutup agar aman. Masukkan kode Anda lagi."
)
NO_WORDS = _sentence(422, "no-words", "Belum ada isinya", "Tulis dulu isinya, lalu kirim lagi.")
NO_KEY = _sentence(409, "text-erased", "Isi sudah dihapus", "Isi aduan sudah dihapus, jadi tidak dapat ditambah lagi.")
NO_PHOTO = _sentence(422, "no-photo", "Belum ada foto", "Pilih dulu fotonya, lalu kirim lagi.")
NO_STARS = _sentence(422, "no-stars", "Belum dinilai", "Pilih dulu satu sampai lima bintang.")
NOT_SURE = _sentence(422, "not-sure", "Belum dicentang", "Centang dulu tanda bahwa Anda mengerti, lalu tekan lagi.")
BAD_CLASS = _sentence(422, "bad-class", "Pilihan tidak dikenal", "Pilihan itu tidak ada. Muat ulang halamannya.")
TOO_MUCH = _sentence(
    429, "too-much", "Terlalu banyak", "Terlalu banyak kiriman. Tunggu beberapa menit, lalu coba lagi."
)
FULL = _sentence(
    409,
    "thread-full",
    "Sudah penuh",
    "Aduan ini sudah memuat sangat banyak kiriman. Datanglah ke kantor untuk melanjutkan.",
)
BOARD_TROUBLE = _sentence(
    503,
    "board-trouble",
    "Papan aduan bermasalah",
    "Aduan sedang tidak dapat dibuka. Coba lagi nanti; isinya tetap aman.",
)


def entry_sentence(refusal: WrongCode | Wait) -> Sentence:
    match refusal:
        case WrongCode(mistyped=mistyped):
            return MISTYPED if mistyped else UNKNOWN_CODE
        case Wait(seconds=seconds, busy=True):
            words = f"Komputer kantor sedang sibuk. Coba lagi {seconds} detik lagi."
            return _sentence(503, "busy", "Sedang sibuk", words)
        case Wait(seconds=seconds):
            words = f"Terlalu banyak kode dicoba dari sini. Coba lagi {seconds} detik lagi."
            return _sentence(429, "too-many-codes", "Tunggu sebentar", words)
        case _:
            assert_never(refusal)


def press_sentence(outcome: Outcome) -> Sentence | None:
    """None: it was done."""
    match outcome:
        case Done():
            return None
        case Refused(refusal=refusal):
            return complaint_sentence(refusal)
        case KeyMisused():
            return KEY_MISUSED
        case NotStored():
            return NOT_STORED
        case _:
            assert_never(outcome)
