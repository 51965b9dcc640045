"""`/atur/layar`: the size of the TVs and the hall, the cards of information, the screens, and what is on them between calls."""

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from display.settings_view import FactsSection, Group, LinksSection, ListSection, Row, Section
from display.type_sizes import TypeSizes, type_sizes
from server.description import Description, Tv
from server.web.context import Context
from server.web.settings.fields import Fields
from server.web.settings.form_page import FormPage, Values, save, show
from server.web.settings.screen_media import media_sections, remove_medium, save_medium
from server.web.settings.typed import Typed

PATH = "/atur/layar"
SCREENS_PATH = f"{PATH}/tv"
_MOST_NOTES = 8


def _values(office: Description) -> Values:
    tv = office.tv
    return {
        "diagonal": str(tv.diagonal),
        "distance": in_metres(tv.distance),
        "edge": str(tv.edge),
        "notes": "\n".join(office.notes),
    }


def _groups(fields: Fields, _office: Description) -> tuple[Group, ...]:
    notes = f"Satu kartu tiap baris, paling banyak {_MOST_NOTES}, masing-masing paling panjang 60 huruf."
    return (
        Group(
            "",
            (
                fields("diagonal", "Diagonal TV", "number", unit="inci"),
                fields("distance", "Jarak bangku terjauh", "number", unit="meter", help="Menentukan besar huruf."),
                fields(
                    "edge", "Tepi layar", "number", unit="persen", help="0 sampai 5. Banyak TV memotong pinggir gambar."
                ),
                fields("notes", "Kartu info di bawah layar", "lines", help=notes),
            ),
        ),
    )


def _applied(typed: Typed, office: Description) -> Description:
    tv = Tv(
        diagonal=typed.whole("diagonal", 19, 110),
        distance=typed.decimal("distance", 1, 20),
        edge=typed.whole("edge", 0, 5),
    )
    return msgspec.structs.replace(office, tv=tv, notes=typed.lines("notes", _MOST_NOTES, 60))


async def _more(context: Context, key: str) -> tuple[Section, ...]:
    office = context.description
    sizes = type_sizes(office.tv.diagonal, office.tv.distance, len(office.counters))
    rows = tuple(
        Row(
            screen.title,
            f"/layar/{screen.name} · loket {', '.join(screen.counters)}",
            f"{SCREENS_PATH}/{screen.name}",
            icon="tv",
        )
        for screen in office.screens
    )
    main = Row("TV utama", "/layar · semua loket", icon="tv")
    return (
        FactsSection("Besar huruf", facts(sizes)),
        LinksSection("Lihat di TV", (("/layar?uji=1", "Bingkai uji"), ("/layar", "Layar TV utama"))),
        ListSection(
            "Layar",
            (main, *rows),
            add_path=f"{SCREENS_PATH}/baru",
            add_words="Tambah layar untuk sebagian loket",
        ),
        *media_sections(context, key),
    )


def facts(sizes: TypeSizes) -> tuple[tuple[str, str], ...]:
    """What the letters on a TV of these sizes reach, and what to do when that is not enough."""
    reach = (
        ("Ukuran huruf", f"{sizes.scale} %"),
        ("Tulisan info terbaca sampai", f"{in_metres(round(sizes.info_reach, 1))} m"),
        ("Nomor loket mudah dibaca sampai", f"{in_metres(round(sizes.number_reach, 1))} m"),
    )
    if sizes.enough:
        return reach
    words = (
        f"Bangku terjauh tidak dapat membaca tulisan kecil. Pakai TV {sizes.wanted_diagonal} inci atau lebih, "
        "geser bangku lebih dekat, atau andalkan suara panggilan."
    )
    return (*reach, ("Terlalu jauh", words))


def in_metres(distance: float) -> str:
    return f"{distance:g}".replace(".", ",")


TV_PAGE = FormPage(PATH, "Layar TV", _values, _groups, _applied, more=_more)


async def show_tv(request: Request) -> Response:
    return await show(request, TV_PAGE)


async def save_tv(request: Request) -> Response:
    return await save(request, TV_PAGE)


async def save_tv_medium(request: Request) -> Response:
    return await save_medium(request, TV_PAGE)


async def remove_tv_medium(request: Request) -> Response:
    return await remove_medium(request, TV_PAGE)
