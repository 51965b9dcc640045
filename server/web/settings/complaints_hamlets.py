"""`/atur/aduan/dusun`: the parts of the village that a complaint can be about, each of them on a page."""

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from display.settings_view import Group, ListSection, PressSection, Row, Section
from server.description import Description
from server.description.complaint_checks import code_from
from server.description.complaint_section import Hamlet
from server.web.context import Context, context_of
from server.web.pages import problem
from server.web.settings.complaints import PATH as BOARD_PATH
from server.web.settings.fields import Fields
from server.web.settings.form_page import FormPage, Values, remove, save, settings_page, show
from server.web.settings.typed import Typed
from server.web.words import NOT_FOUND

PATH = f"{BOARD_PATH}/dusun"
NEW = "baru"
_MOST = 40
_LEAD = "Papan hanya menyebut dusun bila aduannya terbuka dan penduduk dewasanya paling sedikit 200 orang."


async def show_hamlets(request: Request) -> Response:
    hamlets = context_of(request).description.complaints.hamlets
    rows = tuple(Row(one.name, f"{one.adults} penduduk dewasa", f"{PATH}/{one.id}", icon="store") for one in hamlets)
    listed = ListSection(
        "",
        rows,
        "Belum ada: warga hanya menulis patokan tempat.",
        add_path="" if len(rows) >= _MOST else f"{PATH}/{NEW}",
        add_words="Tambah dusun",
    )
    return settings_page(request, "Dusun", (listed,), lead=_LEAD, back=(BOARD_PATH, "Papan aduan"))


async def show_hamlet(request: Request) -> Response:
    page = _page(request)
    return problem(request, NOT_FOUND) if page is None else await show(request, page)


async def save_hamlet(request: Request) -> Response:
    page = _page(request)
    return problem(request, NOT_FOUND) if page is None else await save(request, page, PATH)


async def remove_hamlet(request: Request) -> Response:
    hamlet_id = request.path_params["id"]
    page = _page(request)
    if hamlet_id == NEW or page is None:
        return problem(request, NOT_FOUND)

    def without(office: Description) -> Description:
        return _with(office, tuple(one for one in office.complaints.hamlets if one.id != hamlet_id))

    return await remove(request, page, without, PATH)


def _page(request: Request) -> FormPage | None:
    hamlet_id = request.path_params["id"]
    present = context_of(request).description.complaints.hamlet(hamlet_id)
    if present is None and hamlet_id != NEW:
        return None

    def values(_office: Description) -> Values:
        return {} if present is None else {"name": present.name, "adults": str(present.adults)}

    def applied(typed: Typed, office: Description) -> Description:
        return _applied(typed, office, hamlet_id)

    async def more(context: Context, key: str) -> tuple[Section, ...]:
        return () if present is None else (_removal(context, present, key),)

    title = "Dusun baru" if present is None else present.name
    return FormPage(
        f"{PATH}/{hamlet_id}", title, values, _groups, applied, more=more, back_path=PATH, back_words="Dusun"
    )


def _groups(fields: Fields, _office: Description) -> tuple[Group, ...]:
    return (
        Group(
            "",
            (
                fields("name", "Nama dusun atau lingkungan", most=60),
                fields("adults", "Penduduk dewasa", "number", unit="orang", help="Kira-kira cukup."),
            ),
        ),
    )


def _applied(typed: Typed, office: Description, hamlet_id: str) -> Description:
    hamlets = office.complaints.hamlets
    name = typed.words("name", 60)
    taken = [NEW, *(one.id for one in hamlets)]
    hamlet = Hamlet(
        code_from(name, taken, "dusun") if hamlet_id == NEW else hamlet_id, name, typed.whole("adults", 0, 99999)
    )
    same = next((one for one in hamlets if one.name.casefold() == name.casefold() and one.id != hamlet_id), None)
    if same is not None and (hamlet_id != NEW or same.adults != hamlet.adults):
        typed.problems["name"] = "Nama ini sudah dipakai dusun lain."
    if hamlet_id == NEW:
        return office if same is not None else _with(office, (*hamlets, hamlet))
    return _with(office, tuple(hamlet if one.id == hamlet_id else one for one in hamlets))


def _with(office: Description, hamlets: tuple[Hamlet, ...]) -> Description:
    section = msgspec.structs.replace(office.complaints, hamlets=hamlets)
    return msgspec.structs.replace(office, complaints=section)


def _removal(context: Context, present: Hamlet, key: str) -> PressSection:
    question = f"{present.name} tidak ditawarkan lagi di formulir aduan. Lanjutkan?"
    path = f"{PATH}/{present.id}/hapus"
    return PressSection("", "", path, "Hapus dusun ini", context.current.digest, f"{key}-hapus", question)
