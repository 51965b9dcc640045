"""`/meja/lapor/{number}`: a complaint made ready for SP4N-LAPOR!, from the official's open key, without anybody's name."""

from dataclasses import replace
from datetime import date
from typing import cast

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from display.settings_view import FormSection, Group, LinksSection, Option, Section, WordsSection
from server.complaints.case_reading import DeskCase
from server.complaints.desk import NotOpened
from server.complaints.telltales import telltale_words, telltales
from server.domain.complaint_class import Class
from server.exchange.lapor import (
    KIND_OF_CATEGORY,
    MOST_TITLE,
    WEBSITE,
    Attachment,
    Kind,
    LaporReport,
    lapor_zip,
    title_of,
)
from server.web.complaints.desk_door import at_desk
from server.web.context import Context, context_of, visitor_of
from server.web.pages import problem
from server.web.settings.fields import Fields
from server.web.settings.form_page import Values, new_key, settings_page
from server.web.settings.typed import Typed, typed_of
from server.web.words import NOT_FOUND

PATH = "/meja/lapor"
_KINDS: tuple[Kind, ...] = ("pengaduan", "aspirasi", "permintaan informasi")
_MOST_TEXT = 4_000
_LEAD = (
    "Paket untuk mengisi formulir SP4N-LAPOR!. Nama dan kontak pelapor tidak ikut. Baca lagi ceritanya: "
    "hapus yang menunjukkan siapa pelapornya."
)


async def show(request: Request) -> Response:
    case = await _case(request)
    return case if isinstance(case, Response) else _page(request, case, _values(context_of(request), case))


async def download(request: Request) -> Response:
    case = await _case(request)
    if isinstance(case, Response):
        return case
    typed = await typed_of(request)
    report = _report(typed, case)
    if typed.problems:
        return _page(request, case, typed.fields, typed, status=422)
    if typed.ticked("photos"):
        report = replace(report, attachments=await _photos(request, case))
    headers = {"content-disposition": f'attachment; filename="lapor-{case.complaint.number}.zip"'}
    return Response(lapor_zip(report), media_type="application/zip", headers=headers)


async def _case(request: Request) -> DeskCase | Response:
    """The case, open and noted as opened; or where to go instead."""
    at = await at_desk(request)
    if isinstance(at, Response):
        return at
    state = context_of(request).complaints.office.state
    case = await at.desk.open(state.by_number.get(request.path_params["number"].upper(), ""), at.unlocked)
    if isinstance(case, NotOpened) or case.text is None:
        return problem(request, NOT_FOUND)
    return case


def _values(context: Context, case: DeskCase) -> Values:
    assert case.text is not None
    section = context.description.complaints
    hamlet, category = section.hamlet(case.text.hamlet), section.category(case.complaint.category)
    places = (case.text.landmark, "" if hamlet is None else hamlet.name, context.description.name)
    return {
        "kind": KIND_OF_CATEGORY.get(case.complaint.category, "pengaduan"),
        "title": title_of(case.text.story),
        "text": case.text.story,
        "day": case.complaint.days.received.isoformat(),
        "place": ", ".join(filter(None, places)),
        "agency": "",
        "category": case.complaint.category if category is None else category.name,
        "anonymous": "1",
        "secret": "1" if case.complaint.klass is Class.SECRET else "",
    }


def _page(request: Request, case: DeskCase, values: Values, typed: Typed | None = None, status: int = 200) -> Response:
    context, session = context_of(request), visitor_of(request).session
    desk = context.complaints.desk
    fields = Fields(values, {} if typed is None else typed.problems)
    photos = desk.photos_shown(session, case.complaint.id) and case.text is not None and bool(case.text.files)
    groups = (
        Group(
            "",
            (
                fields("kind", "Klasifikasi", "select", options=tuple(Option(kind, kind) for kind in _KINDS)),
                fields("day", "Tanggal kejadian", "date"),
                fields("title", "Judul", most=MOST_TITLE, wide=True),
                fields("text", "Isi", "lines", wide=True),
                fields("place", "Lokasi", most=200, wide=True),
                fields("agency", "Instansi tujuan", most=100, wide=True),
                fields("category", "Kategori", most=60, wide=True),
                fields("anonymous", "Anonim di LAPOR", "tick"),
                fields("secret", "Rahasia di LAPOR", "tick"),
                *((fields("photos", "Sertakan foto", "tick"),) if photos else ()),
            ),
        ),
    )
    path = f"{PATH}/{case.complaint.number}"
    sections: list[Section] = [FormSection("", path, groups, "", new_key(), "Unduh paket (ZIP)")]
    found = telltales(values.get("text", ""), [context.names.of(account) for account in case.complaint.readers])
    if found:
        words = [telltale_words(kind)[0] for kind in dict.fromkeys(one.kind for one in found)]
        sections.insert(0, WordsSection("Periksa dulu: ada yang dapat menunjukkan orang", tuple(words)))
    sections.append(
        LinksSection("Setelah dikirim", ((WEBSITE, "Buka lapor.go.id"), ("/meja", "Catat tracking ID di Meja")))
    )
    title = f"Paket LAPOR {case.complaint.number}"
    wrong = "Ada isian yang belum benar." if typed is not None and typed.problems else ""
    return settings_page(
        request, title, tuple(sections), lead=_LEAD, problem=wrong, back=("/meja", "Daftar aduan"), status=status
    )


def _report(typed: Typed, case: DeskCase) -> LaporReport:
    text = typed.raw("text").replace("\r\n", "\n").strip()
    if not text or len(text) > _MOST_TEXT:
        typed.problems["text"] = f"Tulis isinya, paling banyak {_MOST_TEXT} huruf."
    return LaporReport(
        kind=cast(Kind, typed.choice("kind", _KINDS)),
        title=typed.words("title", MOST_TITLE),
        text=text,
        day=_day(typed),
        place=typed.words("place", 200),
        agency=typed.words("agency", 100),
        category=typed.words("category", 60, needed=False),
        anonymous=typed.ticked("anonymous"),
        secret=typed.ticked("secret") or case.complaint.klass is Class.SECRET,
    )


def _day(typed: Typed) -> str:
    try:
        return date.fromisoformat(typed.raw("day").strip()).isoformat()
    except ValueError:
        typed.problems["day"] = "Pilih tanggalnya."
        return ""


async def _photos(request: Request, case: DeskCase) -> tuple[Attachment, ...]:
    """Only where this session has been shown them, which the sender sees."""
    desk = context_of(request).complaints.desk
    if case.text is None or not desk.photos_shown(visitor_of(request).session, case.complaint.id):
        return ()
    found = [await desk.reading.content(case, file.ref) for file in case.text.files if file.what == "photo"]
    return tuple(Attachment(f"foto-{n}.webp", content) for n, content in enumerate(filter(None, found), 1))


def routes() -> list[Route]:
    path = f"{PATH}/{{number}}"
    return [Route(path, show, methods=["GET"]), Route(path, download, methods=["POST"])]
