"""What officials read about a sender's locked name: who opens it, who has been asked, and whose key still waits to be split."""

from collections.abc import Callable, Collection

from server.domain.complaint import Complaint
from server.domain.complaint_identity import approvals_needed, awaits_split, custodians_anew, granted, judges
from server.domain.complaint_key_events import DeskStaffed


def lock(complaint: Complaint, account: str) -> str:
    """What it takes that this official sees the name."""
    several = approvals_needed(complaint) > 1
    many = "dua dari tiga pemegang kunci" if several else "pemegang kunci"
    if account in complaint.custodians and account not in judges(complaint, account):
        many = "dua pemegang kunci lain" if several else "seorang rekan"
    return f"Nama dan kontak pelapor terkunci. Terbuka bila {many} menyetujui, hanya untuk Anda dan hanya selama waktu itu."


def waiting(complaint: Complaint, account: str) -> str:
    """What has become of the account's own requests; "" when it has none."""
    own = [one for one in complaint.requests if one.by == account and not one.over]
    if any(not granted(complaint, one) for one in own):
        return "Permintaan melihat identitas menunggu persetujuan pemegang kunci."
    return "Identitas boleh dilihat sekarang, sampai waktunya habis." if own else ""


def split(
    complaint: Complaint, about: Collection[str] | None, staffed: DeskStaffed | None, name_of: Callable[[str], str]
) -> str:
    """Who still holds the whole key, since the class was raised; "" where it is split, or need not be."""
    if not awaits_split(complaint):
        return ""
    holder = name_of(complaint.custodians[0]) or "petugas"
    if not custodians_anew(staffed, complaint, about):
        return (
            f"Kunci identitas masih pada {holder}. Isi tiga pemegang kunci di Petugas dan kunci, supaya dapat dibagi."
        )
    return (
        f"Kunci identitas menunggu {holder}: begitu ia membuka Meja aduan, kuncinya terbagi untuk tiga orang. "
        f"Sampai saat itu nama tidak dapat dibuka tanpa {holder}."
    )
