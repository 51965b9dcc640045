"""`/atur/layar/tv/{name}`: a TV that shows only some counters."""

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from display.settings_view import FactsSection, Group, LinksSection, PressSection, Section
from display.type_sizes import type_sizes
from server.description import Description, Screen
from server.web.context import Context, context_of
from server.web.pages import problem
from server.web.settings.fields import Fields
from server.web.settings.form_page import FormPage, Values, remove, save, show
from server.web.settings.tv import PATH, SCREENS_PATH, facts, in_metres
from server.web.settings.typed import Typed
from server.web.words import NOT_FOUND

NEW = "baru"


async def show_screen(request: Request) -> Response:
    page = _page(request)
    return problem(request, NOT_FOUND) if page is None else await show(request, page)


async def save_screen(request: Request) -> Response:
    page = _page(request)
    return problem(request, NOT_FOUND) if page is None else await save(request, page, PATH)


async def remove_screen(request: Request) -> Response:
    name = request.path_params["name"]
    page = _page(request)
    if name == NEW or page is None:
        return problem(request, NOT_FOUND)

    def without(office: Description) -> Description:
        return msgspec.structs.replace(office, screens=tuple(s for s in office.screens if s.name != name))

    return await remove(request, page, without, PATH)


def _page(request: Request) -> FormPage | None:
    name = request.path_params["name"]
    office = context_of(request).description
    screen = None if name == NEW else office.screen(name)
    if screen is None and name != NEW:
        return None

    def values(_office: Description) -> Values:
        if screen is None:
            return {}
        return {
            "title": screen.title,
            "diagonal": "" if screen.diagonal is None else str(screen.diagonal),
            "distance": "" if screen.distance is None else in_metres(screen.distance),
            **{f"counter-{counter}": "1" for counter in screen.counters},
        }

    def groups(fields: Fields, office: Description) -> tuple[Group, ...]:
        return _groups(fields, office, new=screen is None)

    def applied(typed: Typed, office: Description) -> Description:
        return _applied(typed, office, name)

    async def more(context: Context, key: str) -> tuple[Section, ...]:
        return () if screen is None else _about(context, screen, key)

    title = "Layar baru" if screen is None else screen.title
    return FormPage(
        f"{SCREENS_PATH}/{name}", title, values, groups, applied, more=more, back_path=PATH, back_words="Layar TV"
    )


def _groups(fields: Fields, office: Description, *, new: bool) -> tuple[Group, ...]:
    address = fields("name", "Alamat", most=20, help="Huruf kecil, angka, dan garis: “lobi” menjadi /layar/lobi.")
    empty = "Kosongkan bila sama dengan TV utama."
    return (
        Group(
            "",
            (
                *((address,) if new else ()),
                fields("title", "Judul", most=16, wide=not new),
                fields("diagonal", "Diagonal TV", "number", unit="inci", help=empty),
                fields("distance", "Jarak bangku terjauh", "number", unit="meter", help=empty),
            ),
        ),
        Group(
            "Menampilkan",
            tuple(
                fields(f"counter-{counter.id}", f"{counter.name} ({counter.label})", "tick")
                for counter in office.counters
            ),
        ),
    )


def _applied(typed: Typed, office: Description, name: str) -> Description:
    new = name == NEW
    if new:
        name = typed.address("name")
    counters = tuple(counter.id for counter in office.counters if typed.ticked(f"counter-{counter.id}"))
    if not counters:
        typed.problems[f"counter-{office.counters[0].id}"] = "Pilih paling sedikit satu loket."
    screen = Screen(
        name=name,
        title=typed.words("title", 16),
        counters=counters,
        diagonal=typed.whole("diagonal", 19, 110) if typed.raw("diagonal").strip() else None,
        distance=typed.decimal("distance", 1, 20) if typed.raw("distance").strip() else None,
    )
    before = office.screen(name)
    if new and name == NEW:
        typed.problems["name"] = "Alamat ini dipakai halaman pengaturan. Pilih yang lain."
    if new and before is not None and before != screen:
        typed.problems["name"] = f"Layar “{name}” sudah ada. Pilih alamat lain."
    if before is None:
        return msgspec.structs.replace(office, screens=(*office.screens, screen))
    screens = tuple(screen if one.name == name else one for one in office.screens)
    return msgspec.structs.replace(office, screens=screens)


def _about(context: Context, screen: Screen, key: str) -> tuple[Section, ...]:
    tv = context.description.tv
    sizes = type_sizes(
        tv.diagonal if screen.diagonal is None else screen.diagonal,
        tv.distance if screen.distance is None else screen.distance,
        len(screen.counters),
    )
    path = f"/layar/{screen.name}"
    question = f"Layar {screen.title} dihapus. TV yang memakainya menjadi kosong. Lanjutkan?"
    removal = f"{SCREENS_PATH}/{screen.name}/hapus"
    return (
        FactsSection("Besar huruf", facts(sizes)),
        LinksSection("Lihat di TV", ((f"{path}?uji=1", "Bingkai uji"), (path, f"Layar {screen.title}"))),
        PressSection("", "", removal, "Hapus layar ini", context.current.digest, f"{key}-hapus", question),
    )
