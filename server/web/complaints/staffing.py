"""`/meja/petugas` and `/meja/pemulihan`: opening the board, who handles complaints, colleagues who lost their keys, the recovery sheet."""

import secrets

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from display.desk_paper_views import DeskPost, DeskSheetView, DeskStaffingView
from server.complaints.desk_sheet import NewSheet
from server.complaints.key_procedures import Granted, NotTrusted, WrongLines
from server.complaints.staffing import MOST_CUSTODIANS, Posts
from server.web.complaints.desk_door import DESK, HEADS, AtDesk, at_desk, typed, why_not
from server.web.complaints.photo_form import Malformed
from server.web.context import context_of, visitor_of
from server.web.forms import form_fields
from server.web.pages import html, problem
from server.web.words import MALFORMED

PATH = f"{DESK}/petugas"
SHEET = f"{DESK}/pemulihan"
_LADDER = (
    ("kasi", "Kasi Pelayanan", "Menerima semua aduan dan membaginya. Wajib diisi."),
    ("sekdes", "Sekretaris Desa", "Menerima aduan yang lewat batas."),
    ("kades", "Kepala Desa", "Tingkat di atas sekretaris."),
    ("bpd", "BPD atau kecamatan", "Orang luar yang punya akun di sini; menerima aduan tentang perangkat."),
)
_NO_KASI = "Isi Kasi Pelayanan, yaitu orang yang menerima aduan."
_NO_KEY = "Kasi Pelayanan belum punya kunci. Minta ia masuk lalu membuka Meja aduan sekali, kemudian simpan lagi."
_CUSTODIANS = "Pemegang kunci identitas harus tiga orang berbeda, atau kosong semua."
_CUSTODIAN_KEY = "Pemegang kunci identitas belum punya kunci meja aduan. Minta mereka membuka Meja aduan sekali."
NOT_TRUSTED = "Kunci Anda sendiri masih baru. Minta rekan memulihkan akses Anda lebih dahulu."
_WRONG_LINE = "Baris itu tidak sama dengan yang dicetak. Baca lagi dari kertas, lalu ketik ulang."


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
    return RedirectResponse(PATH if await at.desk.sheets.proven() else SHEET, 303)


async def give_back(request: Request) -> Response:
    """A colleague is there in person: their new key counts, and gets what they may read."""
    fields = await form_fields(request)
    at = await at_desk(request)
    if isinstance(at, Response):
        return at
    granted = await at.desk.procedures.vouch(fields.get("account", ""), at.unlocked)
    if isinstance(granted, NotTrusted):
        return await staffing_page(request, at, trouble=NOT_TRUSTED, status=409)
    return await staffing_page(request, at, notice=_given_words(granted))


async def sheet(request: Request) -> Response:
    at = await at_desk(request)
    return at if isinstance(at, Response) else await _sheet(request, at)


async def make_sheet(request: Request) -> Response:
    at = await at_desk(request)
    if isinstance(at, Response):
        return at
    made = await at.desk.sheets.make(at.unlocked)
    if isinstance(made, NotTrusted):
        return await _sheet(request, at, trouble=NOT_TRUSTED, status=409)
    return await _sheet(request, at, made)


async def prove_sheet(request: Request) -> Response:
    fields = await form_fields(request)
    at = await at_desk(request)
    if isinstance(at, Response):
        return at
    if not await at.desk.sheets.prove(fields.get("line", "")):
        return await _sheet(request, at, trouble=_WRONG_LINE, status=422)
    return RedirectResponse(SHEET, 303)


async def use_sheet(request: Request) -> Response:
    fields = await form_fields(request)
    at = await at_desk(request)
    if isinstance(at, Response):
        return at
    restored = await at.desk.procedures.restore(fields.get("sheet", ""), at.unlocked)
    if isinstance(restored, Granted):
        return await _sheet(request, at, notice=_given_words(restored))
    if isinstance(restored, WrongLines):
        lines = ", ".join(str(line) for line in restored.lines)
        return await _sheet(request, at, trouble=f"Salah ketik di baris {lines}. Baca lagi dari kertas.", status=422)
    words = f"Ini lembar lain, tandanya {restored.fingerprint}. Cari lembar yang berlaku."
    return await _sheet(request, at, trouble=words, status=422)


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
    keys, proven = set(await at.desk.staffing.with_keys()), await at.desk.sheets.proven()
    units, names = now.units or {}, context.names.of
    waiting = await at.desk.procedures.waiting()
    view = DeskStaffingView(
        office=context.description.name,
        clock=context.now_picture().clock(),
        people=tuple((row.id, row.name, row.id in keys) for row in context.doorkeeper.accounts.all() if row.active),
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
            (bool(proven), "Lembar pemulihan dicetak dan disimpan di luar kantor"),
        ),
        opened=at.desk.staffed is not None,
        sheet_proven=bool(proven),
        may_save=visitor_of(request).role in HEADS,
        resets=tuple((one, names(one)) for one in waiting if one != at.account and names(one)),
        key=secrets.token_urlsafe(16),
        problem=trouble,
        notice=notice,
    )
    return html(request, view, status=status)


async def _sheet(
    request: Request,
    at: AtDesk,
    made: NewSheet | None = None,
    trouble: str = "",
    status: int = 200,
    *,
    notice: str = "",
) -> Response:
    context = context_of(request)
    view = DeskSheetView(
        office=context.description.name,
        clock=context.now_picture().clock(),
        lines=() if made is None else made.sheet.lines,
        fingerprint="" if made is None else made.sheet.fingerprint,
        proven=await at.desk.sheets.proven(),
        asked=at.desk.sheets.asked,
        key=secrets.token_urlsafe(16),
        problem=trouble,
        notice=notice,
    )
    return html(request, view, status=status)


def _given_words(granted: Granted) -> str:
    left = f" {granted.left} lagi perlu rekan lain." if granted.left else ""
    return f"Akses dipulihkan untuk {granted.done} aduan.{left}"


def routes() -> list[Route]:
    return [
        Route(PATH, show, methods=["GET"]),
        Route(PATH, save, methods=["POST"]),
        Route(f"{DESK}/pulihkan", give_back, methods=["POST"]),
        Route(SHEET, sheet, methods=["GET"]),
        Route(SHEET, make_sheet, methods=["POST"]),
        Route(f"{SHEET}/cocok", prove_sheet, methods=["POST"]),
        Route(f"{SHEET}/pakai", use_sheet, methods=["POST"]),
    ]
