"""`/atur/suara/ruang`: the rooms that have a loudspeaker of their own, and each of them on a page."""

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from display.settings_view import Group, ListSection, Option, PressSection, Row, Section
from server.description import Description, Room
from server.description.voice_differences import SPEAKER_WORDS
from server.web.context import Context, context_of
from server.web.pages import problem
from server.web.settings.fields import Fields
from server.web.settings.form_page import FormPage, Values, remove, save, settings_page, show
from server.web.settings.typed import Typed
from server.web.settings.voice import PATH as VOICE_PATH
from server.web.settings.voice import ROOMS_PATH as PATH
from server.web.words import NOT_FOUND

NEW = "baru"
_LEAD = (
    "Panggilan diucapkan di ruang tempat loketnya berada. Tanpa daftar ini seluruh kantor adalah satu ruang "
    "dengan satu pengeras suara."
)
_SPEAKERS = (("device", "Pengeras suara di komputer penyuara"), ("tv", "Pengeras suara di TV"))


async def show_rooms(request: Request) -> Response:
    office = context_of(request).description
    rows = tuple(
        Row(room.title, f"{_counters(room)} · {SPEAKER_WORDS[room.speaker]}", f"{PATH}/{room.name}", icon="volume-2")
        for room in office.rooms
    )
    section = ListSection(
        "", rows, "Belum ada: seluruh kantor satu ruang.", add_path=f"{PATH}/{NEW}", add_words="Tambah ruang"
    )
    return settings_page(request, "Ruang", (section,), lead=_LEAD, back=(VOICE_PATH, "Suara"))


async def show_room(request: Request) -> Response:
    page = _page(request)
    return problem(request, NOT_FOUND) if page is None else await show(request, page)


async def save_room(request: Request) -> Response:
    page = _page(request)
    return problem(request, NOT_FOUND) if page is None else await save(request, page, PATH)


async def remove_room(request: Request) -> Response:
    name = request.path_params["name"]
    page = _page(request)
    if name == NEW or page is None:
        return problem(request, NOT_FOUND)

    def without(office: Description) -> Description:
        return msgspec.structs.replace(office, rooms=tuple(room for room in office.rooms if room.name != name))

    return await remove(request, page, without, PATH)


def _page(request: Request) -> FormPage | None:
    name = request.path_params["name"]
    room = next((room for room in context_of(request).description.rooms if room.name == name), None)
    if room is None and name != NEW:
        return None

    def values(office: Description) -> Values:
        if room is None:
            return {"speaker": "device"}
        counters = {f"counter-{counter.id}": "1" for counter in office.counters if counter.id in room.counters}
        return {"title": room.title, "speaker": room.speaker, **counters}

    def groups(fields: Fields, office: Description) -> tuple[Group, ...]:
        return _groups(fields, office, room)

    def applied(typed: Typed, office: Description) -> Description:
        return _applied(typed, office, name)

    async def more(context: Context, key: str) -> tuple[Section, ...]:
        return () if room is None else (_removal(context, room, key),)

    title = "Ruang baru" if room is None else room.title
    return FormPage(f"{PATH}/{name}", title, values, groups, applied, more=more, back_path=PATH, back_words="Ruang")


def _groups(fields: Fields, office: Description, room: Room | None) -> tuple[Group, ...]:
    address = fields("name", "Alamat", most=20, help="Huruf kecil, angka, dan garis, misalnya “aula”.")
    return (
        Group(
            "",
            (
                *((address,) if room is None else ()),
                fields("title", "Nama ruang", most=16),
                fields("speaker", "Yang berbunyi", "select", options=tuple(Option(*one) for one in _SPEAKERS)),
            ),
        ),
        Group(
            "Loket di ruang ini",
            tuple(
                fields(
                    f"counter-{counter.id}",
                    f"{counter.name} ({counter.label}){_now_in(office, room, counter.id)}",
                    "tick",
                )
                for counter in office.counters
            ),
            "Loket yang tidak dipilih di ruang mana pun termasuk ruang pertama.",
        ),
    )


def _now_in(office: Description, room: Room | None, counter: str) -> str:
    """A counter stands in one room: ticked here, it leaves the other."""
    there = next((one for one in office.rooms if counter in one.counters), None)
    return "" if there is None or (room is not None and there.name == room.name) else f", sekarang di {there.title}"


def _applied(typed: Typed, office: Description, name: str) -> Description:
    new = name == NEW
    if new:
        name = typed.address("name")
        if name == NEW:
            typed.problems["name"] = "Alamat ini dipakai halaman pengaturan. Pilih yang lain."
    counters = tuple(counter.id for counter in office.counters if typed.ticked(f"counter-{counter.id}"))
    if not counters:
        typed.problems[f"counter-{office.counters[0].id}"] = "Pilih paling sedikit satu loket."
    room = Room(
        name=name,
        title=typed.words("title", 16),
        counters=counters,
        speaker="tv" if typed.choice("speaker", [value for value, _ in _SPEAKERS]) == "tv" else "device",
    )
    before = next((one for one in office.rooms if one.name == name), None)
    if new and before is not None and before != room:
        typed.problems["name"] = f"Ruang “{name}” sudah ada. Pilih alamat lain."
    rooms = tuple(one.without(counters) if one.name != name else room for one in office.rooms)
    return msgspec.structs.replace(office, rooms=rooms if before is not None else (*rooms, room))


def _removal(context: Context, room: Room, key: str) -> PressSection:
    question = f"Ruang {room.title} dihapus. Loketnya dipanggil di ruang pertama. Lanjutkan?"
    path = f"{PATH}/{room.name}/hapus"
    return PressSection("", "", path, "Hapus ruang ini", context.current.digest, f"{key}-hapus", question)


def _counters(room: Room) -> str:
    return f"loket {', '.join(room.counters)}" if room.counters else "belum ada loket"
