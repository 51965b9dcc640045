"""Why a complaint was not taken, as a sentence for people and programs."""

from typing import assert_never

from server.complaints.office import Refused
from server.complaints.receipt import AlreadyTaken, Busy, NotFit, NotReady, Receipt, Taken
from server.domain.complaint_refusals import ComplaintRefusal
from server.office import KeyMisused, NotStored
from server.web.complaints.sending_words import (
    BUSY,
    KEY_OF_ANOTHER,
    NO_RECIPIENT,
    NO_VAULT,
    NOT_KEPT,
    NOT_OPEN,
    SENT_ALREADY,
    UNFIT_WORDS,
)
from server.web.sentence import Sentence

_WAY, _WAY_WORDS = "/aduan/baru", "Tulis aduan"


def why_not(taken: Taken) -> Sentence:
    """Not to be asked of a `Receipt`."""
    match taken:
        case Receipt():
            raise ValueError("it was taken")
        case NotFit(why=why):
            return Sentence(
                422, f"unfit-{why.value.replace('_', '-')}", "Belum lengkap", UNFIT_WORDS[why], _WAY, _WAY_WORDS
            )
        case NotReady():
            return NOT_OPEN
        case Busy():
            return BUSY
        case AlreadyTaken():
            return SENT_ALREADY
        case KeyMisused():
            return KEY_OF_ANOTHER
        case NotStored():
            return NOT_KEPT
        case Refused(refusal=ComplaintRefusal.NO_RECIPIENT):
            return NO_RECIPIENT
        case Refused(refusal=ComplaintRefusal.NO_VAULT):
            return Sentence(409, "no-vault", "Nama tidak dapat disimpan", NO_VAULT, _WAY, _WAY_WORDS)
        case Refused(refusal=ComplaintRefusal.NOT_STAFFED):
            return NOT_OPEN
        case Refused():
            # What remains are slips between form and rules: a category that was removed while somebody wrote.
            return Sentence(
                409,
                "not-taken",
                "Belum diterima",
                "Pilihan berubah sejak halaman dibuka. Periksa lagi, lalu kirim.",
                _WAY,
                _WAY_WORDS,
            )
        case _:
            assert_never(taken)
