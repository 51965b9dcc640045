"""`/atur/pengumuman`: the office's own announcements, said by the calendar or by a press; each of them on a page."""

import re

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from display.settings_view import Group, LinksSection, ListSection, Option, PressSection, Row, Section
from server.description import Announcement, Description
from server.description.announcement_checks import check_announcement
from server.description.announcement_differences import time_words
from server.description.change_words import clock_words
from server.description.template import MOST_SIGNS, TemplateError
from server.web import hearing
from server.web.context import Context, context_of
from server.web.pages import problem
from server.web.settings.fields import Fields
from server.web.settings.form_page import FormPage, Values, remove, save, settings_page, show
from server.web.settings.typed import Typed
from server.web.words import NOT_FOUND

PATH = "/atur/pengumuman"
NEW = "baru"
_MOST = 20
_LEAD = "Diucapkan lewat pengeras suara: otomatis pada waktunya, atau ditekan petugas di halaman Umumkan."
_WHENS = (
    ("", "Hanya bila ditekan petugas"),
    ("opening", "Saat layanan dibuka"),
    ("pause", "Sebelum istirahat"),
    ("closing", "Sebelum tutup"),
    ("time", "Setiap hari pada pukul"),
)
_BEFORE = frozenset({"pause", "closing"})
_NOT_IN_A_NAME = re.compile(r"[^a-z0-9]+")


async def show_announcements(request: Request) -> Response:
    office = context_of(request).description
    rows = tuple(
        Row(one.title, f"{time_words(one)} · {one.text}", f"{PATH}/{one.id}", icon="megaphone")
        for one in office.announcements
    )
    full = len(office.announcements) >= _MOST
    section = ListSection(
        "",
        rows,
        "Belum ada kalimat kantor.",
        add_path="" if full else f"{PATH}/{NEW}",
        add_words="Tambah pengumuman",
    )
    ways = LinksSection("Mengucapkan sekarang", (("/umumkan", "Buka halaman Umumkan"),))
    return settings_page(request, "Pengumuman", (section, ways), lead=_LEAD)


async def show_announcement(request: Request) -> Response:
    page = _page(request)
    return problem(request, NOT_FOUND) if page is None else await show(request, page)


async def save_announcement(request: Request) -> Response:
    page = _page(request)
    return problem(request, NOT_FOUND) if page is None else await save(request, page, PATH)


async def remove_announcement(request: Request) -> Response:
    name = request.path_params["id"]
    page = _page(request)
    if name == NEW or page is None:
        return problem(request, NOT_FOUND)

    def without(office: Description) -> Description:
        rest = tuple(one for one in office.announcements if one.id != name)
        return msgspec.structs.replace(office, announcements=rest)

    return await remove(request, page, without, PATH)


def _page(request: Request) -> FormPage | None:
    name = request.path_params["id"]
    present = context_of(request).description.announcement(name)
    if present is None and name != NEW:
        return None

    def values(_office: Description) -> Values:
        return {"minutes": "0"} if present is None else _values(present)

    def applied(typed: Typed, office: Description) -> Description:
        return _applied(typed, office, name)

    async def more(context: Context, key: str) -> tuple[Section, ...]:
        return () if present is None else (_removal(context, present, key),)

    title = "Pengumuman baru" if present is None else present.title
    return FormPage(
        f"{PATH}/{name}",
        title,
        values,
        _groups,
        applied,
        more=more,
        back_path=PATH,
        back_words="Pengumuman",
        hear=hearing.PATH,
        heard="text",
    )


def _values(present: Announcement) -> Values:
    timed = ":" in present.at
    return {
        "title": present.title,
        "text": present.text,
        "at": "time" if timed else present.at,
        "time": clock_words(present.at) if timed else "",
        "minutes": str(present.minutes),
        "urgent": "1" if present.urgent else "",
        "room": present.room or "",
    }


def _groups(fields: Fields, office: Description) -> tuple[Group, ...]:
    rooms = (Option("", "Semua ruang"), *(Option(room.name, room.title) for room in office.rooms))
    return (
        Group(
            "",
            (
                fields("title", "Judul tombol", most=16),
                *((fields("room", "Di ruang", "select", options=rooms),) if len(office.rooms) > 1 else ()),
                fields(
                    "text",
                    "Kalimat",
                    "lines",
                    wide=True,
                    help=(
                        f"Paling banyak {MOST_SIGNS['announcement']} huruf. {{jam}} diganti jam selesai istirahat, "
                        "atau jam tutup."
                    ),
                ),
            ),
        ),
        Group(
            "Kapan diucapkan",
            (
                fields("at", "Waktu", "select", options=tuple(Option(*when) for when in _WHENS)),
                fields("minutes", "Sebelumnya", "number", unit="menit", help="Untuk istirahat dan tutup, 0 sampai 60."),
                fields("time", "Pukul", "time", help="Hanya untuk “setiap hari pada pukul”."),
            ),
            "Hanya saat hari layanan dibuka, sekali, dan paling lambat 10 menit setelah waktunya.",
        ),
        Group("", (fields("urgent", "Penting: diucapkan sebelum panggilan yang menunggu", "tick", wide=True),)),
    )


def _applied(typed: Typed, office: Description, name: str) -> Description:
    title = typed.words("title", 16)
    when = typed.choice("at", [value for value, _ in _WHENS])
    announcement = Announcement(
        id=_new_id(title, office) if name == NEW else name,
        title=title,
        text=_text(typed),
        at=typed.clock_time("time") if when == "time" else when,
        minutes=typed.whole("minutes", 0, 60) if when in _BEFORE else 0,
        urgent=typed.ticked("urgent"),
        room=_room(typed, office),
    )
    if name != NEW:
        kept = tuple(announcement if one.id == name else one for one in office.announcements)
        return msgspec.structs.replace(office, announcements=kept)
    same = msgspec.structs.replace
    if any(same(one, id="") == same(announcement, id="") for one in office.announcements):
        return office  # the same form, sent twice
    if len(office.announcements) >= _MOST:
        typed.problems["title"] = f"Paling banyak {_MOST} pengumuman. Hapus yang tidak dipakai dulu."
    return msgspec.structs.replace(office, announcements=(*office.announcements, announcement))


def _text(typed: Typed) -> str:
    text = typed.words("text", MOST_SIGNS["announcement"])
    if "text" not in typed.problems:
        try:
            check_announcement(text)
        except TemplateError as error:
            typed.problems["text"] = str(error)
    return text


def _room(typed: Typed, office: Description) -> str | None:
    if len(office.rooms) < 2:
        return None
    return typed.choice("room", ["", *(room.name for room in office.rooms)]) or None


def _new_id(title: str, office: Description) -> str:
    """From the title, so that the log can be read: `istirahat`, `istirahat-2`."""
    plain = _NOT_IN_A_NAME.sub("-", title.lower()).strip("-")[:16].strip("-") or "pengumuman"
    plain = "pengumuman" if plain == NEW else plain
    taken = {one.id for one in office.announcements}
    return next(name for name in (plain, *(f"{plain}-{n}" for n in range(2, 100))) if name not in taken)


def _removal(context: Context, present: Announcement, key: str) -> PressSection:
    question = f"Pengumuman “{present.title}” dihapus dan tidak diucapkan lagi. Lanjutkan?"
    path = f"{PATH}/{present.id}/hapus"
    return PressSection("", "", path, "Hapus pengumuman ini", context.current.digest, f"{key}-hapus", question)
