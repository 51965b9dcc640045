"""`/meja`: the inbox, search, and the way to the desk's other pages."""

import secrets
from collections.abc import Mapping
from types import MappingProxyType

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from display.desk_views import DeskInboxView, DeskSearchView, DeskTab
from server.complaints import desk_search
from server.complaints.desk_list import Tab, may_see
from server.domain.complaint import Complaint
from server.web.complaints.board_words import FLAG_WORDS
from server.web.complaints.custody_notes import custody_notes
from server.web.complaints.desk_door import DESK, HEADS, IDLE_MINUTES, AtDesk, at_desk
from server.web.complaints.desk_present import rows
from server.web.complaints.desk_screen import DESK_SCREEN, badge_view
from server.web.context import context_of, visitor_of
from server.web.forms import form_fields, whole_number
from server.web.pages import html

_PAGE = 40
_NOT_TRUSTED = "Kunci Anda baru. Minta rekan membuka Petugas meja aduan, lalu menekan Pulihkan akses."
_NOT_NAMED = "Nama Anda belum ada di susunan petugas meja aduan. Minta Kasi Pelayanan menambahkannya."
_TABS: Mapping[Tab, tuple[str, str]] = MappingProxyType(
    {
        Tab.TODO: ("Perlu tindakan", "Tidak ada aduan yang menunggu tindakan Anda."),
        Tab.NEW: ("Baru", "Tidak ada aduan baru."),
        Tab.LATE: ("Lewat batas", "Tidak ada yang lewat batas."),
        Tab.WAITING: ("Menunggu pelapor", "Tidak ada yang menunggu jawaban pelapor."),
        Tab.HELD: ("Periksa dulu", "Tidak ada aduan yang perlu diperiksa dulu."),
        Tab.ENDED: ("Selesai", "Belum ada aduan yang selesai."),
    }
)


async def show(request: Request) -> Response:
    at = await at_desk(request)
    if isinstance(at, Response):
        return at
    context, asked = context_of(request), request.query_params.get("daftar", "")
    tab = Tab(asked) if asked in set(Tab) else Tab.TODO
    page = whole_number(request.query_params.get("hal", "")) or 0
    listed, counts = at.desk.lists.overview(at.account, tab)
    shown = listed[page * _PAGE : (page + 1) * _PAGE]
    view = DeskInboxView(
        office=context.description.name,
        clock=context.now_picture().clock(),
        person=context.names.of(at.account),
        badge=badge_view(context, at.account, context.office.clock.now()),
        tabs=tuple(DeskTab(one.value, words, counts[one], one is tab) for one, (words, _) in _TABS.items()),
        rows=rows(shown, context.description, context.names.of),
        flags=_flags(request, at),
        custody=custody_notes(request, at),
        empty=_TABS[tab][1],
        more=f"{DESK}?daftar={tab}&hal={page + 1}" if len(listed) > (page + 1) * _PAGE else "",
        links=_links(request),
        idle_minutes=IDLE_MINUTES,
        key=secrets.token_urlsafe(16),
        problem="",
        notice=await _notice(at) or _coming(at.desk.counts(at.account).coming),
    )
    return html(request, view, screen=DESK_SCREEN)


async def look_for(request: Request) -> Response:
    """Opens what the official may read, in this session; what is found counts as opened, and the sender sees that."""
    wanted = (await form_fields(request)).get("wanted", "").strip()[:100] if request.method == "POST" else ""
    at = await at_desk(request)
    if isinstance(at, Response):
        return at
    context = context_of(request)
    found, looked = await desk_search.search(at.desk, at.unlocked, wanted) if wanted else ((), 0)
    words = f"{len(found)} ditemukan di antara {looked} aduan." if wanted else "Ketik satu atau dua kata."
    if len(found) == desk_search.MOST_FOUND:
        words += " Pencarian berhenti di sini; tambahkan kata supaya lebih sempit."
    elif looked == desk_search.MOST_SEARCHED:
        words += " Hanya yang paling mendesak yang dicari; persempit dengan nomornya."
    view = DeskSearchView(
        office=context.description.name,
        clock=context.now_picture().clock(),
        wanted=wanted,
        rows=rows(found, context.description, context.names.of),
        words=words,
        key=secrets.token_urlsafe(16),
    )
    return html(request, view)


async def flag_seen(request: Request) -> Response:
    """A moderator has looked at a card of the board."""
    at = await at_desk(request)
    if isinstance(at, Response):
        return at
    card = request.path_params["card"]
    if any(card == one for one, *_ in _flags(request, at)):
        await context_of(request).complaints.board.flags_done(card)
    return RedirectResponse(DESK, 303)


def _flags(request: Request, at: AtDesk) -> tuple[tuple[str, str, str, str], ...]:
    """Only of complaints that this official may see."""
    context = context_of(request)
    complaints = context.complaints.office.state.complaints
    found: dict[str, tuple[Complaint, str]] = {}
    for flag in context.complaints.board.flags():
        complaint = complaints.get(flag.complaint)
        if complaint is not None and may_see(complaint, at.account):
            said = f"{FLAG_WORDS.get(flag.reason, flag.reason)} ({flag.count})"
            _, words = found.get(flag.card, (complaint, ""))
            found[flag.card] = complaint, f"{words}, {said}" if words else said
    return tuple(
        (card, complaint.number, f"{DESK}/aduan/{complaint.id}", words) for card, (complaint, words) in found.items()
    )


async def _notice(at: AtDesk) -> str:
    if at.account in await at.desk.procedures.waiting() and at.account not in await at.desk.procedures.public_keys():
        return _NOT_TRUSTED
    return "" if at.account in at.desk.staffing.posts.everybody() else _NOT_NAMED


def _coming(count: int) -> str:
    """Of cases that this official may not read yet: how many, and nothing else."""
    return f"{count} aduan di tingkat bawah sudah di ujung batas waktunya, dan segera naik ke Anda." if count else ""


def _links(request: Request) -> tuple[tuple[str, str, str], ...]:
    head = visitor_of(request).role in HEADS
    return (
        (f"{DESK}/identitas", "Permintaan identitas", "id-card"),
        (f"{DESK}/contoh", "Contoh jawaban", "sticky-note"),
        (f"{DESK}/petugas", "Petugas dan kunci", "users"),
        (f"{DESK}/ekspor", "Unduh daftar", "file-text"),
        *(((f"{DESK}/impor", "Masukkan dari daftar lama", "history"),) if head else ()),
        (f"{DESK}/insiden", "Pemberitahuan insiden", "triangle-alert"),
        ("/aduan/sop", "Tata cara (SOP)", "scroll-text"),
        ("/aduan", "Papan aduan", "megaphone"),
    )


def routes() -> list[Route]:
    return [
        Route(DESK, show, methods=["GET"]),
        Route(f"{DESK}/kartu/{{card}}", flag_seen, methods=["POST"]),
        Route(f"{DESK}/cari", look_for, methods=["GET", "POST"]),
    ]
