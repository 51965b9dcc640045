"""`/aduan/privasi`: what is kept of a complaint, who sees it, for how long, and what nobody can protect."""

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from display.complaint_tracking_views import PrivacyClass, PrivacyView
from server.complaints.following_sessions import IDLE_S
from server.complaints.sender_access import MONTHS
from server.domain.complaint_category import Category
from server.domain.complaint_retention import SECRET_TIP_DAYS
from server.web.complaints.taking import why_shut
from server.web.context import context_of
from server.web.pages import html
from server.web.secrecy import encrypted

PATH = "/aduan/privasi"
# Who sees what follows from the rules (server/domain/complaint_ladder.py, board_rules.py); this only says it.
_CLASSES = (
    PrivacyClass(
        "TERBUKA",
        "Ringkasan tulisan petugas, hari, dan dusun bila warganya cukup banyak.",
        "Bagian yang menangani dan Kasi Pelayanan.",
        "Terkunci. Satu pemegang kunci membukanya dengan alasan tercatat.",
    ),
    PrivacyClass(
        "ANONIM",
        "Ringkasan yang Anda setujui, tanpa hari dan dusun, sedikitnya tiga aduan sekaligus.",
        "Bagian yang menangani dan Kasi Pelayanan.",
        "Terkunci. Satu pemegang kunci membukanya dengan alasan tercatat.",
    ),
    PrivacyClass(
        "RAHASIA",
        "Tidak ada. Hanya ikut dihitung bila jumlahnya lima atau lebih.",
        "Hanya petugas yang ditunjuk, tidak termasuk orang yang diadukan.",
        "Terkunci. Dua dari tiga pemegang kunci harus setuju, alasannya tercatat.",
    ),
)


async def show(request: Request) -> Response:
    context = context_of(request)
    picture = context.now_picture()
    section = picture.description.complaints
    names = {entry.code: entry.name for entry in section.categories}
    view = PrivacyView(
        office=picture.description.name,
        clock=picture.clock(),
        classes=_CLASSES,
        keeping=_keeping(context.complaints.office.rules().categories, names),
        secret_words=days_words(SECRET_TIP_DAYS),
        access_words=f"{MONTHS} bulan",
        confirm_words=f"{section.confirm_days} hari kerja",
        idle_words=f"{int(IDLE_S // 60)} menit",
        secure=encrypted(request.scope),
        taking=why_shut(context) is None,
    )
    return html(request, view)


def days_words(days: int) -> str:
    """`90 hari`; a year is said in months, as people do."""
    return "12 bulan" if days == 365 else f"{days} hari"


def _keeping(categories: Mapping[str, Category], names: Mapping[str, str]) -> tuple[tuple[str, str, str], ...]:
    """Categories with the same times stand in one row; when all have, the row says so."""
    rows: dict[tuple[int, int], list[str]] = {}
    for code, category in categories.items():
        if code in names:
            rows.setdefault((category.keep_identity_days, category.keep_text_days), []).append(names[code])
    return tuple(
        ("Semua jenis aduan" if len(rows) == 1 else ", ".join(named), days_words(identity), days_words(text))
        for (identity, text), named in rows.items()
    )


def routes() -> list[Route]:
    return [Route(PATH, show, methods=["GET"])]
