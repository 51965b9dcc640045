"""`/atur/aduan/kategori`: what residents may complain about, each category on a page of its own."""

from typing import Literal, cast

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from display.icons import FOR_COMPLAINTS
from display.settings_view import Group, ListSection, Option, PressSection, Row, Section
from server.description import Description
from server.description.complaint_category_entry import COARSE_NAMES, CategoryEntry, Clock, Coarse
from server.description.complaint_checks import code_from, open_problem, secret_problem
from server.description.complaint_differences import clock_words
from server.web.context import Context, context_of
from server.web.pages import problem
from server.web.settings.complaints import PATH as BOARD_PATH
from server.web.settings.fields import Fields
from server.web.settings.form_page import FormPage, Values, remove, save, settings_page, show
from server.web.settings.typed import Typed, at_place
from server.web.words import NOT_FOUND

PATH = f"{BOARD_PATH}/kategori"
NEW = "baru"
_MOST = 30
_CLOCKS: tuple[Clock, ...] = (2, 5, 14, 60)
_CLOCK_USES = ("hal kecil", "informasi", "perbaikan", "pemeriksaan")


async def show_categories(request: Request) -> Response:
    section = context_of(request).description.complaints
    rows = tuple(Row(one.name, _summary(one), f"{PATH}/{one.code}", icon=one.icon) for one in section.categories)
    full = len(rows) >= _MOST
    listed = ListSection("", rows, add_path="" if full else f"{PATH}/{NEW}", add_words="Tambah kategori")
    lead = "Yang dapat dipilih warga di formulir aduan, menurut urutan ini."
    return settings_page(request, "Kategori aduan", (listed,), lead=lead, back=(BOARD_PATH, "Papan aduan"))


async def show_category(request: Request) -> Response:
    page = _page(request)
    return problem(request, NOT_FOUND) if page is None else await show(request, page)


async def save_category(request: Request) -> Response:
    page = _page(request)
    return problem(request, NOT_FOUND) if page is None else await save(request, page, PATH)


async def remove_category(request: Request) -> Response:
    code = request.path_params["code"]
    page = _page(request)
    if code == NEW or page is None:
        return problem(request, NOT_FOUND)
    if len(context_of(request).description.complaints.categories) == 1:
        return await show(request, page, problem="Ini satu-satunya kategori. Tambahkan yang lain dulu.", status=409)
    return await remove(request, page, lambda office: _with(office, _others(office, code)), PATH)


def _page(request: Request) -> FormPage | None:
    code = request.path_params["code"]
    present = context_of(request).description.complaints.category(code)
    if present is None and code != NEW:
        return None

    def values(office: Description) -> Values:
        categories = office.complaints.categories
        place = next((at for at, one in enumerate(categories, 1) if one.code == code), len(categories) + 1)
        return _values(present or CategoryEntry("x", ""), place)

    def applied(typed: Typed, office: Description) -> Description:
        return _applied(typed, office, code)

    async def more(context: Context, key: str) -> tuple[Section, ...]:
        return () if present is None else (_removal(context, present, key),)

    title = "Kategori baru" if present is None else present.name
    return FormPage(
        f"{PATH}/{code}", title, values, _groups, applied, more=more, back_path=PATH, back_words="Kategori aduan"
    )


def _values(present: CategoryEntry, place: int) -> Values:
    return {
        "name": present.name,
        "icon": present.icon,
        "clock": str(present.clock),
        "coarse": present.coarse,
        "secrecy": "secret" if present.forced_secret else "open" if present.may_be_open else "anonymous",
        "unit": present.unit,
        "place": str(place),
        "identity": "" if present.keep_identity_days is None else str(present.keep_identity_days),
        "text": "" if present.keep_text_days is None else str(present.keep_text_days),
    }


_SECRECIES = (
    ("anonymous", "Anonim; pelapor boleh menaikkan menjadi rahasia"),
    ("open", "Anonim; pelapor boleh memilih terbuka"),
    ("secret", "Selalu rahasia"),
)


def _groups(fields: Fields, office: Description) -> tuple[Group, ...]:
    clocks = tuple(
        Option(str(days), f"{clock_words(days)} ({use})") for days, use in zip(_CLOCKS, _CLOCK_USES, strict=True)
    )
    units = (Option("", "Kepala pelayanan"), *(Option(unit.id, unit.name) for unit in office.complaints.units))
    kept = "Kosong = seperti yang lain."
    return (
        Group(
            "",
            (
                fields("name", "Nama kategori", most=60, wide=True),
                fields("clock", "Selesai dalam", "select", options=clocks),
                fields("unit", "Pertama diterima", "select", options=units),
                fields("place", "Urutan di formulir", "number"),
                fields(
                    "icon",
                    "Gambar",
                    "icon",
                    options=tuple(Option(icon, "gambar kategori") for icon in _icons(fields.values.get("icon", ""))),
                ),
            ),
        ),
        Group(
            "Kerahasiaan",
            (
                fields("secrecy", "Ditangani sebagai", "select", options=tuple(Option(*one) for one in _SECRECIES)),
                fields(
                    "coarse",
                    "Di papan disebut",
                    "select",
                    options=tuple(Option(code, name) for code, name in COARSE_NAMES.items()),
                    help="Papan hanya menyebut enam kelompok besar ini, agar tidak ada pelapor yang tertebak.",
                ),
            ),
            "Terbuka hanya untuk prasarana dan kebersihan. Perilaku petugas, pungli, bansos, tanah, kekerasan, dan "
            "pemilihan selalu rahasia.",
        ),
        Group(
            "Penyimpanan setelah selesai",
            (
                fields("identity", "Identitas dihapus setelah", unit="hari", help=kept),
                fields("text", "Isi dan foto dihapus setelah", unit="hari", help=kept),
            ),
        ),
    )


def _applied(typed: Typed, office: Description, code: str) -> Description:
    section = office.complaints
    present = section.category(code)
    name = typed.words("name", 60)
    taken = [NEW, *(one.code for one in section.categories)]
    secrecy = typed.choice("secrecy", [value for value, _ in _SECRECIES])
    category = CategoryEntry(
        code=code_from(name, taken, "kategori") if code == NEW else code,
        name=name,
        icon=typed.choice("icon", _icons(present.icon if present else "")),
        clock=cast(Clock, int(typed.choice("clock", [str(days) for days in _CLOCKS]))),
        coarse=cast(Coarse, typed.choice("coarse", list(COARSE_NAMES))),
        forced_secret=secrecy == "secret",
        may_be_open=secrecy == "open",
        unit=typed.choice("unit", ["", *(unit.id for unit in section.units)]),
        keep_identity_days=_days(typed, "identity"),
        keep_text_days=_days(typed, "text"),
    )
    wrong = secret_problem(category.code, category.forced_secret) or open_problem(category)
    if wrong is not None:
        typed.problems["secrecy"] = f"{wrong[0].upper()}{wrong[1:]}."
    if code == NEW and any(msgspec.structs.replace(one, code=category.code) == category for one in section.categories):
        return office  # the same form, sent twice
    if any(one.name.casefold() == name.casefold() and one.code != code for one in section.categories):
        typed.problems["name"] = "Nama ini sudah dipakai kategori lain."
    place = typed.whole("place", 1, len(section.categories) + 1)
    return _with(office, at_place(_others(office, code), category, place))


def _days(typed: Typed, name: Literal["identity", "text"]) -> int | None:
    return typed.whole(name, 14, 3650) if typed.raw(name).strip() else None


def _others(office: Description, code: str) -> tuple[CategoryEntry, ...]:
    return tuple(one for one in office.complaints.categories if one.code != code)


def _with(office: Description, categories: tuple[CategoryEntry, ...]) -> Description:
    section = msgspec.structs.replace(office.complaints, categories=categories)
    return msgspec.structs.replace(office, complaints=section)


def _icons(present: str) -> list[str]:
    """What can be chosen, and what a file has chosen already."""
    return sorted(FOR_COMPLAINTS | {present} - {""})


def _removal(context: Context, present: CategoryEntry, key: str) -> PressSection:
    question = f"Kategori “{present.name}” tidak ditawarkan lagi. Aduan yang sudah ada tetap. Lanjutkan?"
    path = f"{PATH}/{present.code}/hapus"
    return PressSection("", "", path, "Hapus kategori ini", context.current.digest, f"{key}-hapus", question)


def _summary(category: CategoryEntry) -> str:
    secrecy = "selalu rahasia" if category.forced_secret else "boleh terbuka" if category.may_be_open else "anonim"
    return f"{clock_words(category.clock)} · {secrecy}"
