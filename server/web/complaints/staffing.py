"""`/meja/petugas`: opening the board, who handles complaints, and colleagues who lost their keys."""

import secrets
from collections.abc import Callable, Sequence

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from display.desk_paper_views import DeskPost, DeskStaffingView
from server.complaints.key_procedures import NotTrusted
from server.complaints.staffing import MOST_CUSTODIANS, Posts
from server.domain.access import AccountRow, Role
from server.domain.complaint_sheets import keyed_posts
from server.web.complaints.custody_notes import SHEET
from server.web.complaints.desk_door import DESK, HEADS, AtDesk, at_desk, typed, why_not
from server.web.complaints.key_words import given_words, not_trusted
from server.web.complaints.photo_form import Malformed
from server.web.context import context_of, visitor_of
from server.web.forms import form_fields
from server.web.pages import html, problem
from server.web.words import MALFORMED

PATH = f"{DESK}/petugas"
_LADDER = (
    ("kasi", "Kasi Pelayanan", "Menerima semua aduan dan membaginya. Wajib diisi."),
    ("sekdes", "Sekretaris Desa", "Menerima aduan yang lewat batas."),
    ("kades", "Kepala Desa", "Tingkat di atas sekretaris."),
    ("bpd", "BPD atau kecamatan", "Orang luar yang punya akun di sini; menerima aduan tentang perangkat."),
)
_NO_KASI = "Isi Kasi Pelayanan, yaitu orang yang menerima aduan."
_NO_KEY = "Kasi Pelayanan belum punya kunci. Minta ia masuk lalu membuka Meja aduan sekali, kemudian simpan lagi."
_SHEET_KEPT = "Lembar pemulihan dicetak dan disimpan di luar kantor"
_SHEET_WAITS = "Lembar pemulihan baru menunggu dicocokkan rekan pembuatnya"
_CUSTODIANS = "Pemegang kunci identitas harus tiga orang berbeda, atau kosong semua."
_CUSTODIAN_KEY = "Pemegang kunci identitas belum punya kunci meja aduan. Minta mereka membuka Meja aduan sekali."


async def show(request: Request) -> Response:
    at = await at_desk(request)
    return at if isinstance(at, Response) else await staffing_page(request, at)


async def save(request: Request) -> Response:
    try:
        fields, several, _ = await typed(request)
    except Malformed:
        return problem(request, MALFORMED)
    at = await at_desk(request)
    if isinstance(at, Response):
        return at
    people = {row.id for row in context_of(request).doorkeeper.accounts.all() if row.active}
    ladder = [one if one in people else "" for one in (fields.get(name, "") for name, *_ in _LADDER)]
    units = context_of(request).description.complaints.units
    posts = Posts(
        ladder=(ladder[0], ladder[1], ladder[2], ladder[3]),
        custodians=tuple(one for one in several.get("custodian", ()) if one in people),
        units={unit.id: tuple(one for one in several.get(f"unit-{unit.id}", ()) if one in people) for unit in units},
    )
    trouble = await _trouble(at, posts)
    if trouble:
        return await staffing_page(request, at, posts, trouble, 422)
    sentence = why_not(await at.desk.staffing.staff(at.account, posts, fields.get("key", "")))
    if sentence is not None:
        return await staffing_page(request, at, posts, sentence.detail, sentence.status)
    return RedirectResponse(PATH if at.desk.sheets.proven else SHEET, 303)


async def give_back(request: Request) -> Response:
    """A colleague is there in person: their new key counts, and gets what they may read."""
    fields = await form_fields(request)
    at = await at_desk(request)
    if isinstance(at, Response):
        return at
    granted = await at.desk.procedures.vouch(fields.get("account", ""), at.unlocked)
    if isinstance(granted, NotTrusted):
        return await staffing_page(request, at, trouble=not_trusted(at), status=409)
    return await staffing_page(request, at, notice=given_words(granted))


async def _trouble(at: AtDesk, posts: Posts) -> str:
    keys = await at.desk.staffing.with_keys()
    if not posts.ladder[0]:
        return _NO_KASI
    if posts.ladder[0] not in keys:
        return _NO_KEY
    if posts.custodians and len(set(posts.custodians)) != MOST_CUSTODIANS:
        return _CUSTODIANS
    return _CUSTODIAN_KEY if any(one not in keys for one in posts.custodians) else ""


async def staffing_page(
    request: Request, at: AtDesk, posts: Posts | None = None, trouble: str = "", status: int = 200, *, notice: str = ""
) -> Response:
    context, now = context_of(request), posts or at.desk.staffing.posts
    if at.desk.staffed is None and posts is None:
        now = Posts((at.account, "", "", ""))
    keys, proven = set(await at.desk.staffing.with_keys()), at.desk.sheets.proven
    units, names = now.units or {}, context.names.of
    waiting = await at.desk.procedures.waiting()
    active = [row for row in context.doorkeeper.accounts.all() if row.active]
    view = DeskStaffingView(
        office=context.description.name,
        clock=context.now_picture().clock(),
        people=tuple((row.id, row.name, row.id in keys) for row in active),
        posts=tuple(
            DeskPost(name, words, help_, chosen)
            for (name, words, help_), chosen in zip(_LADDER, now.ladder, strict=True)
        ),
        custodians=now.custodians,
        units=tuple(
            (f"unit-{unit.id}", unit.name, tuple(units.get(unit.id, ())))
            for unit in context.description.complaints.units
        ),
        steps=(
            (at.account in keys, "Kunci Anda sudah dibuat"),
            (at.desk.staffed is not None, "Susunan petugas disimpan: papan aduan terbuka"),
            (bool(proven), _SHEET_WAITS if at.desk.procedures.sheet.waiting else _SHEET_KEPT),
        ),
        opened=at.desk.staffed is not None,
        sheet_proven=bool(proven),
        may_save=visitor_of(request).role in HEADS,
        resets=tuple((one, names(one)) for one in waiting if one != at.account and names(one)),
        admins=_admins(active, now),
        former=_former(at, names),
        heirs=tuple((row.id, row.name) for row in active if row.id in keys and row.id != at.account),
        key=secrets.token_urlsafe(16),
        problem=trouble,
        notice=notice,
    )
    return html(request, view, status=status)


def _admins(active: Sequence[AccountRow], posts: Posts) -> tuple[str, ...]:
    """Administrators with a post. They reset passwords and own the server: the access table gives them neither text nor name."""
    named = {*posts.ladder, *posts.custodians, *(one for unit in (posts.units or {}).values() for one in unit)}
    return tuple(row.name for row in active if row.role is Role.ADMIN and row.id in named)


def _former(at: AtDesk, names: Callable[[str], str]) -> tuple[str, ...]:
    """Who has no post any more, and whose key opens what came in before: nobody loses a complaint by being taken off."""
    staffed = at.desk.staffed
    keys = () if staffed is None else staffed.keys.keys() - keyed_posts(staffed)
    return tuple(sorted(names(one) for one in keys if names(one)))


def routes() -> list[Route]:
    return [
        Route(PATH, show, methods=["GET"]),
        Route(PATH, save, methods=["POST"]),
        Route(f"{DESK}/pulihkan", give_back, methods=["POST"]),
    ]
