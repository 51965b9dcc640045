"""`/atur/layanan`: the list of services, and each service on a page of its own."""

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from display.icons import FOR_SERVICES
from display.settings_view import Group, ListSection, Option, PressSection, Row, Section
from server.description import Counter, Description, Service
from server.web.context import Context, context_of
from server.web.pages import problem
from server.web.settings.fields import Fields
from server.web.settings.form_page import FormPage, Values, remove, save, settings_page, show
from server.web.settings.typed import Typed, at_place
from server.web.words import NOT_FOUND

PATH = "/atur/layanan"
NEW = "baru"
# Letters that are told apart by eye and ear come first (no I, O, Q, S, Z, B).
_GOOD_LETTERS = "ACDKPFLMUHJNRTVWXYEGBISOQZ"
_ICON_WORDS = "gambar layanan"


async def show_services(request: Request) -> Response:
    office = context_of(request).description
    rows = tuple(
        Row(service.name, _summary(service, office), f"{PATH}/{service.letter}", mark=service.letter)
        for service in office.services
    )
    full = len(office.services) == len(_GOOD_LETTERS)
    section = ListSection("", rows, add_path="" if full else f"{PATH}/{NEW}", add_words="Tambah layanan")
    lead = "Yang dapat dipilih warga di kios dan HP, menurut urutan ini."
    return settings_page(request, "Layanan", (section,), lead=lead)


async def show_service(request: Request) -> Response:
    page = _page(request)
    return problem(request, NOT_FOUND) if page is None else await show(request, page)


async def save_service(request: Request) -> Response:
    page = _page(request)
    return problem(request, NOT_FOUND) if page is None else await save(request, page, PATH)


async def remove_service(request: Request) -> Response:
    letter = request.path_params["letter"]
    page = _page(request)
    if letter == NEW or page is None:
        return problem(request, NOT_FOUND)

    only = next((c for c in context_of(request).description.counters if c.services == (letter,)), None)
    if only is not None:
        sentence = f"{only.name} hanya melayani layanan ini. Beri loket itu layanan lain, atau hapus loketnya dulu."
        return await show(request, page, problem=sentence, status=409)

    def without(office: Description) -> Description:
        counters = tuple(_serving(counter, letter, serves=False) for counter in office.counters)
        rest = tuple(service for service in office.services if service.letter != letter)
        return msgspec.structs.replace(office, services=rest, counters=counters)

    return await remove(request, page, without, PATH)


def _page(request: Request) -> FormPage | None:
    letter = request.path_params["letter"]
    office = context_of(request).description
    service = None if letter == NEW else office.service(letter)
    if service is None and letter != NEW:
        return None

    def values(office: Description) -> Values:
        present = service or _blank(office)
        serving = {f"counter-{c.id}": "1" for c in office.counters if present.letter in c.services}
        place = next((at for at, one in enumerate(office.services, 1) if one is present), len(office.services) + 1)
        return {
            "letter": present.letter,
            "name": present.name,
            "short": present.short,
            "icon": present.icon,
            "minutes": str(present.minutes),
            "quota": str(present.quota),
            "papers": "\n".join(present.papers),
            "place": str(place),
            **serving,
        }

    def groups(fields: Fields, office: Description) -> tuple[Group, ...]:
        return _groups(fields, office, new=service is None)

    def applied(typed: Typed, office: Description) -> Description:
        return _applied(typed, office, letter)

    async def more(context: Context, key: str) -> tuple[Section, ...]:
        if service is None:
            return ()
        question = f"Layanan {service.letter} ({service.name}) dihapus dari kios, loket, dan layar. Lanjutkan?"
        path = f"{PATH}/{service.letter}/hapus"
        return (PressSection("", "", path, "Hapus layanan ini", context.current.digest, f"{key}-hapus", question),)

    title = "Layanan baru" if service is None else f"Layanan {service.letter}"
    return FormPage(f"{PATH}/{letter}", title, values, groups, applied, more=more, back_path=PATH, back_words="Layanan")


def _groups(fields: Fields, office: Description, *, new: bool) -> tuple[Group, ...]:
    free = tuple(Option(letter, letter) for letter in _free_letters(office))
    letter = (fields("letter", "Huruf nomor", "select", options=free, help="Huruf awal nomor antrean, misalnya A001."),)
    return (
        Group(
            "",
            (
                *(letter if new else ()),
                fields("name", "Nama layanan", most=60, wide=not new),
                fields("short", "Nama pendek di TV", most=16),
                fields("minutes", "Lama biasa di loket", "number", unit="menit"),
                fields("quota", "Nomor paling banyak sehari", "number", help="0 = tanpa batas"),
                fields("place", "Urutan di kios", "number"),
                fields(
                    "icon",
                    "Gambar",
                    "icon",
                    options=tuple(Option(icon, _ICON_WORDS) for icon in _icons(fields.values.get("icon", ""))),
                ),
                fields(
                    "papers",
                    "Syarat yang dibawa warga",
                    "lines",
                    help="Satu syarat tiap baris, paling banyak 8. Ditunjukkan sebelum nomor diberikan.",
                ),
            ),
        ),
        Group(
            "Dilayani di",
            tuple(
                fields(f"counter-{counter.id}", f"{counter.name} ({counter.label})", "tick")
                for counter in office.counters
            ),
        ),
    )


def _applied(typed: Typed, office: Description, letter: str) -> Description:
    new = letter == NEW
    if new:
        again = office.service(typed.raw("letter"))
        letter = again.letter if again else typed.choice("letter", _free_letters(office))
    present = office.service(letter)
    service = Service(
        letter=letter,
        name=typed.words("name", 60),
        short=typed.words("short", 16),
        icon=typed.choice("icon", _icons(present.icon if present else "")),
        minutes=typed.whole("minutes", 1, 240),
        papers=typed.lines("papers", 8, 60),
        quota=typed.whole("quota", 0, 999),
    )
    if new and present is not None and present != service:
        typed.problems["letter"] = f"Huruf {letter} sudah dipakai layanan lain."
    rest = [one for one in office.services if one.letter != letter]
    chosen = [counter.id for counter in office.counters if typed.ticked(f"counter-{counter.id}")]
    if not chosen:
        typed.problems[f"counter-{office.counters[0].id}"] = "Pilih paling sedikit satu loket."
    counters = tuple(_serving(counter, letter, serves=counter.id in chosen) for counter in office.counters)
    empty = next((counter for counter in counters if not counter.services), None)
    if empty is not None:
        typed.problems[f"counter-{empty.id}"] = f"{empty.name} tidak punya layanan lain. Biarkan, atau hapus loketnya."
    services = at_place(rest, service, typed.whole("place", 1, len(office.services) + 1))
    return msgspec.structs.replace(office, services=services, counters=counters)


def _serving(counter: Counter, letter: str, *, serves: bool) -> Counter:
    """The counter with or without that service; its other services keep their order."""
    if serves == (letter in counter.services):
        return counter
    others = tuple(one for one in counter.services if one != letter)
    return msgspec.structs.replace(counter, services=(*others, letter) if serves else others)


def _icons(present: str) -> list[str]:
    """What can be chosen, and what a file has chosen already."""
    return sorted(FOR_SERVICES | {present} - {""})


def _free_letters(office: Description) -> list[str]:
    return [letter for letter in _GOOD_LETTERS if office.service(letter) is None]


def _blank(office: Description) -> Service:
    return Service(letter=_free_letters(office)[0], name="", short="")


def _summary(service: Service, office: Description) -> str:
    counters = ", ".join(counter.name for counter in office.counters if service.letter in counter.services)
    quota = f", {service.quota} nomor sehari" if service.quota else ""
    return f"{service.minutes} menit{quota} · {counters}"
