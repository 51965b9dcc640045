"""`/atur/aduan/bagian`: the parts of the office that complaints are handed to, each of them on a page."""

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from display.settings_view import Group, ListSection, PressSection, Row, Section
from server.description import Description
from server.description.complaint_checks import code_from
from server.description.complaint_section import Complaints, Unit
from server.web.context import Context, context_of
from server.web.pages import problem
from server.web.settings.complaints import PATH as BOARD_PATH
from server.web.settings.fields import Fields
from server.web.settings.form_page import FormPage, Values, remove, save, settings_page, show
from server.web.settings.typed import Typed
from server.web.words import NOT_FOUND

PATH = f"{BOARD_PATH}/bagian"
NEW = "baru"
_MOST = 20
_LEAD = "Aduan diteruskan ke bagian, misalnya Seksi Kesejahteraan. Orangnya dipilih di Meja aduan."


async def show_units(request: Request) -> Response:
    section = context_of(request).description.complaints
    rows = tuple(Row(one.name, _summary(section, one), f"{PATH}/{one.id}", icon="users") for one in section.units)
    listed = ListSection(
        "",
        rows,
        "Belum ada: semua aduan diterima kepala pelayanan.",
        add_path="" if len(rows) >= _MOST else f"{PATH}/{NEW}",
        add_words="Tambah bagian",
    )
    return settings_page(request, "Bagian yang menangani", (listed,), lead=_LEAD, back=(BOARD_PATH, "Papan aduan"))


async def show_unit(request: Request) -> Response:
    page = _page(request)
    return problem(request, NOT_FOUND) if page is None else await show(request, page)


async def save_unit(request: Request) -> Response:
    page = _page(request)
    return problem(request, NOT_FOUND) if page is None else await save(request, page, PATH)


async def remove_unit(request: Request) -> Response:
    """Its categories go to the head of services from then on."""
    unit_id = request.path_params["id"]
    page = _page(request)
    if unit_id == NEW or page is None:
        return problem(request, NOT_FOUND)

    def without(office: Description) -> Description:
        section = office.complaints
        categories = tuple(
            msgspec.structs.replace(one, unit="") if one.unit == unit_id else one for one in section.categories
        )
        units = tuple(one for one in section.units if one.id != unit_id)
        section = msgspec.structs.replace(section, units=units, categories=categories)
        return msgspec.structs.replace(office, complaints=section)

    return await remove(request, page, without, PATH)


def _page(request: Request) -> FormPage | None:
    unit_id = request.path_params["id"]
    present = context_of(request).description.complaints.unit(unit_id)
    if present is None and unit_id != NEW:
        return None

    def values(office: Description) -> Values:
        chosen = {f"category-{one.code}": "1" for one in office.complaints.categories if one.unit == unit_id}
        return {} if present is None else {"name": present.name, **chosen}

    def applied(typed: Typed, office: Description) -> Description:
        return _applied(typed, office, unit_id)

    async def more(context: Context, key: str) -> tuple[Section, ...]:
        return () if present is None else (_removal(context, present, key),)

    title = "Bagian baru" if present is None else present.name
    return FormPage(
        f"{PATH}/{unit_id}", title, values, _groups, applied, more=more, back_path=PATH, back_words="Bagian"
    )


def _groups(fields: Fields, office: Description) -> tuple[Group, ...]:
    return (
        Group("", (fields("name", "Nama bagian", most=60, wide=True),)),
        Group(
            "Pertama menerima",
            tuple(fields(f"category-{one.code}", one.name, "tick") for one in office.complaints.categories),
            "Yang tidak dipilih di bagian mana pun diterima kepala pelayanan.",
        ),
    )


def _applied(typed: Typed, office: Description, unit_id: str) -> Description:
    section = office.complaints
    name = typed.words("name", 60)
    same = next((one for one in section.units if one.name.casefold() == name.casefold() and one.id != unit_id), None)
    if same is not None and unit_id != NEW:
        typed.problems["name"] = "Nama ini sudah dipakai bagian lain."
    if unit_id == NEW:
        taken = [NEW, *(one.id for one in section.units)]
        # The same form, sent twice, finds the unit that it has made.
        unit_id = same.id if same is not None else code_from(name, taken, "bagian")
    unit = Unit(unit_id, name)
    known = section.unit(unit_id) is not None
    units = tuple(unit if one.id == unit_id else one for one in section.units) if known else (*section.units, unit)
    categories = tuple(
        msgspec.structs.replace(one, unit=unit_id)
        if typed.ticked(f"category-{one.code}")
        else msgspec.structs.replace(one, unit="")
        if one.unit == unit_id
        else one
        for one in section.categories
    )
    section = msgspec.structs.replace(section, units=units, categories=categories)
    return msgspec.structs.replace(office, complaints=section)


def _removal(context: Context, present: Unit, key: str) -> PressSection:
    question = f"Bagian “{present.name}” dihapus. Aduan barunya diterima kepala pelayanan. Lanjutkan?"
    path = f"{PATH}/{present.id}/hapus"
    return PressSection("", "", path, "Hapus bagian ini", context.current.digest, f"{key}-hapus", question)


def _summary(section: Complaints, unit: Unit) -> str:
    return ", ".join(one.name for one in section.categories if one.unit == unit.id) or "belum ada kategori"
