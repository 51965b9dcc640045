"""`/atur/loket`: the list of counters, and each counter on a page of its own."""

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from display.settings_view import Group, ListSection, PressSection, Row, Section
from server.description import Counter, Description
from server.web.context import Context, context_of
from server.web.pages import problem
from server.web.settings.fields import Fields
from server.web.settings.form_page import FormPage, Values, remove, save, settings_page, show
from server.web.settings.typed import Typed, at_place
from server.web.words import NOT_FOUND

PATH = "/atur/loket"
NEW = "baru"
_MOST = 99


async def show_counters(request: Request) -> Response:
    office = context_of(request).description
    rows = tuple(
        Row(
            counter.name, f"{counter.label} · layanan {', '.join(counter.services)}", f"{PATH}/{counter.id}", counter.id
        )
        for counter in office.counters
    )
    section = ListSection("", rows, add_path=f"{PATH}/{NEW}", add_words="Tambah loket")
    return settings_page(request, "Loket", (section,), lead="Nomor loket disebut oleh pengeras suara.")


async def show_counter(request: Request) -> Response:
    page = _page(request)
    return problem(request, NOT_FOUND) if page is None else await show(request, page)


async def save_counter(request: Request) -> Response:
    page = _page(request)
    return problem(request, NOT_FOUND) if page is None else await save(request, page, PATH)


async def remove_counter(request: Request) -> Response:
    counter_id = request.path_params["id"]
    page = _page(request)
    if counter_id == NEW or page is None:
        return problem(request, NOT_FOUND)

    def without(office: Description) -> Description:
        rest = tuple(counter for counter in office.counters if counter.id != counter_id)
        rooms = tuple(room.without({counter_id}) for room in office.rooms)
        return msgspec.structs.replace(office, counters=rest, rooms=rooms)

    return await remove(request, page, without, PATH)


def _page(request: Request) -> FormPage | None:
    counter_id = request.path_params["id"]
    office = context_of(request).description
    counter = None if counter_id == NEW else office.counter(counter_id)
    if counter is None and counter_id != NEW:
        return None

    def values(office: Description) -> Values:
        place = next((at for at, one in enumerate(office.counters, 1) if one is counter), len(office.counters) + 1)
        present = counter or _blank(office)
        return {
            "id": present.id,
            "name": present.name,
            "label": present.label,
            "place": str(place),
            **{f"service-{letter}": "1" for letter in present.services},
        }

    def groups(fields: Fields, office: Description) -> tuple[Group, ...]:
        number = (fields("id", "Nomor loket", "number", help="Disebut pengeras suara: “silakan ke loket dua”."),)
        return (
            Group(
                "",
                (
                    *(number if counter is None else ()),
                    fields("name", "Nama di layar", most=16, help="Yang pendek paling jelas di TV, misalnya Loket 1."),
                    fields("label", "Keterangan di TV", most=16, help="Nama pendek layanannya, misalnya KTP, KK."),
                    fields("place", "Urutan di TV", "number"),
                ),
            ),
            Group(
                "Melayani",
                tuple(
                    fields(f"service-{service.letter}", f"{service.letter} · {service.name}", "tick")
                    for service in office.services
                ),
            ),
        )

    def applied(typed: Typed, office: Description) -> Description:
        return _applied(typed, office, counter_id)

    async def more(context: Context, key: str) -> tuple[Section, ...]:
        if counter is None:
            return ()
        question = f"{counter.name} dihapus dari layar dan tablet. Lanjutkan?"
        path = f"{PATH}/{counter.id}/hapus"
        return (PressSection("", "", path, "Hapus loket ini", context.current.digest, f"{key}-hapus", question),)

    title = "Loket baru" if counter is None else counter.name
    return FormPage(
        f"{PATH}/{counter_id}", title, values, groups, applied, more=more, back_path=PATH, back_words="Loket"
    )


def _applied(typed: Typed, office: Description, counter_id: str) -> Description:
    new = counter_id == NEW
    if new:
        counter_id = str(typed.whole("id", 1, _MOST))
    letters = tuple(s.letter for s in office.services if typed.ticked(f"service-{s.letter}"))
    if not letters:
        typed.problems[f"service-{office.services[0].letter}"] = "Pilih paling sedikit satu layanan."
    before = office.counter(counter_id)
    counter = Counter(
        id=counter_id, name=typed.words("name", 16), label=typed.words("label", 16), services=_ordered(before, letters)
    )
    if new and before is not None and before != counter:
        typed.problems["id"] = f"Loket {counter_id} sudah ada. Pilih nomor lain."
    rest = [one for one in office.counters if one.id != counter_id]
    place = typed.whole("place", 1, len(office.counters) + 1)
    return msgspec.structs.replace(office, counters=at_place(rest, counter, place))


def _ordered(before: Counter | None, letters: tuple[str, ...]) -> tuple[str, ...]:
    """The chosen letters, those that the counter served already in their old order: saving without a change is no change."""
    kept = tuple(letter for letter in before.services if letter in letters) if before else ()
    return (*kept, *(letter for letter in letters if letter not in kept))


def _blank(office: Description) -> Counter:
    number = next(str(n) for n in range(1, _MOST + 2) if office.counter(str(n)) is None)
    return Counter(id=number, name=f"Loket {number}", label="", services=())
