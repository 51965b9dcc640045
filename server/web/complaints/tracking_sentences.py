"""Why a sender's press was not carried out, or a code not taken: one sentence each."""

from collections.abc import Callable
from typing import assert_never

from server.complaints.following import Gone, Wait, WrongCode
from server.complaints.office import Done, KeyMisused, NotStored, Outcome, Refused
from server.complaints.receipt import CODE_DIGITS
from server.web.complaints.desk_words import day_words
from server.web.complaints.refusal_words import complaint_sentence
from server.web.sentence import Sentence
from server.web.words import KEY_MISUSED, NOT_STORED

_NOBODY_NOW = "petugas yang sudah tidak bekerja di sini"
_WAY, _WAY_WORDS = "/aduan/lacak", "Kembali ke Lacak aduan"


def _sentence(status: int, code: str, title: str, detail: str) -> Sentence:
    return Sentence(status, code, title, detail, _WAY, _WAY_WORDS)


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


def gone_sentence(gone: Gone, name_of: Callable[[str], str]) -> Sentence:
    """The code is right, and nothing is left: when, and by whom. `name_of` of an account that is gone is ""."""
    day, words = day_words(gone.day), ""
    if gone.by_code:
        words = f" pada {day} dengan kode ini"
    elif gone.asked:
        asked, agreed = (name_of(one) or _NOBODY_NOW for one in (gone.asked, gone.agreed))
        words = f" pada {day} di kantor, diminta oleh {asked}"
        words += f" dan disetujui oleh {agreed}" if gone.agreed else ""
    return _sentence(410, "complaint-erased", "Aduan sudah dihapus", f"Seluruh isi aduan ini sudah dihapus{words}.")


def entry_sentence(refusal: WrongCode | Wait, digits: int) -> Sentence:
    """`digits`: how many were typed."""
    match refusal:
        case WrongCode(mistyped=True):
            return _sentence(422, "code-mistyped", "Kode keliru", _mistyped(digits))
        case WrongCode():
            return UNKNOWN_CODE
        case Wait(seconds=seconds, busy=True):
            words = f"Komputer kantor sedang sibuk. Coba lagi {seconds} detik lagi."
            return _sentence(503, "busy", "Sedang sibuk", words)
        case Wait(seconds=seconds):
            words = f"Terlalu banyak kode dicoba dari sini. Coba lagi {seconds} detik lagi."
            return _sentence(429, "too-many-codes", "Tunggu sebentar", words)
        case _:
            assert_never(refusal)


def _mistyped(digits: int) -> str:
    if digits == 0:
        return f"Ketik dulu kodenya, {CODE_DIGITS} angka dari tanda terima."
    if digits == CODE_DIGITS:
        return f"Kode ini keliru satu angka atau lebih. Periksa lagi {CODE_DIGITS} angkanya."
    return f"Kode terdiri dari {CODE_DIGITS} angka; {'baru' if digits < CODE_DIGITS else 'ini'} ada {digits}. Periksa lagi."


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
