"""What officials and senders read of a complaint that somebody at the desk wants erased."""

from collections.abc import Callable
from datetime import timedelta

from server.domain.complaint import Complaint, ErasureRequest
from server.domain.complaint_erasure import WAIT_DAYS, may_agree
from server.web.complaints.desk_words import day_words

NameOf = Callable[[str], str]
_SOMEBODY = "Seorang petugas"


def waiting(complaint: Complaint, name_of: NameOf) -> str:
    """For officials who read it; "" while nothing is asked."""
    asked = complaint.erasure
    if asked is None or not asked.waits:
        return ""
    after = (
        "Belum dihapus: rekan lain harus menyetujuinya, di halaman ini atau di Permintaan identitas."
        if may_agree(complaint)
        else f"Tidak ada rekan lain, jadi dihapus {_last(asked)}, kecuali pelapor menghentikannya."
    )
    return f"{_who(asked, name_of)} meminta seluruh aduan ini dihapus. {after}"


def told(complaint: Complaint, name_of: NameOf) -> str:
    """For the sender; "" while nothing is asked."""
    asked = complaint.erasure
    if asked is None or not asked.waits:
        return ""
    after = "begitu rekannya menyetujui" if may_agree(complaint) else _last(asked)
    return (
        f"{_who(asked, name_of)} meminta seluruh aduan ini dihapus ({day_words(asked.asked)}), karena katanya Anda sendiri datang "
        f"memintanya. Aduan dihapus {after}. Bila bukan Anda, hentikan sekarang."
    )


def _who(asked: ErasureRequest, name_of: NameOf) -> str:
    return name_of(asked.by) or _SOMEBODY


def _last(asked: ErasureRequest) -> str:
    return f"pada {day_words(asked.asked + timedelta(days=WAIT_DAYS))}"
