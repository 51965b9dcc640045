"""`/meja/impor`: complaints out of OpenSID or a Google Form: looked through first, then sealed like all others."""

import asyncio
import time
from contextlib import AsyncExitStack

from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from display.settings_view import FactsSection, FormSection, Group, Option, PressSection, Section, WordsSection
from server.complaints.photo import MOST_PHOTO_BYTES
from server.description import Description
from server.exchange.complaint_rows import ImportRow, Unreadable, rows_of
from server.exchange.google_form import google_rows, is_google_form
from server.exchange.opensid import is_opensid, opensid_rows
from server.exchange.photo_archive import PhotoArchive
from server.web.complaints.exports_door import closed_door
from server.web.complaints.imports_job import ImportDesk, Job, counted, known_marks, mark_of
from server.web.complaints.sending_words import BUSY, NOT_OPEN
from server.web.context import context_of, visitor_of
from server.web.forms import form_fields
from server.web.pages import problem
from server.web.settings.fields import Fields
from server.web.settings.form_page import new_key, settings_page
from server.web.uploads import MOST_IMPORT_BYTES
from server.web.words import MALFORMED

PATH = "/meja/impor"
_SHOWN = 50
_PATIENCE_S = 240.0
_LEAD = (
    "Dari tabel pengaduan OpenSID (CSV atau JSON) atau jawaban Google Forms (CSV). Semua yang masuk disegel, tidak tampil di "
    "papan, dan menunggu diperiksa di Meja aduan. Alamat IP tidak ikut."
)
_NO_TABLE = (
    "Kolom berkas ini tidak dikenal. Pakai ekspor tabel pengaduan OpenSID (kolom id, judul, isi, status), atau jawaban "
    "Google Forms dengan stempel waktu dan isi aduan."
)
_NO_FILE = "Pilih berkasnya dulu."
_OVER = "Impor ini sudah berakhir. Unggah berkasnya lagi; yang sudah masuk tidak akan masuk dua kali."
_BACK = ("/meja", "Daftar aduan")
_AFTER = (
    "Hapus berkas itu dari komputer ini, dari surel, dan lembar aslinya, karena isinya tidak tersegel.",
    "Pelapor lama tidak punya kode rahasia. Bila kontaknya ada, beri tahu mereka cara mengadu yang baru.",
)


class _InMemory(MultiPartParser):
    # Starlette's own would put whatever is larger than a megabyte into a file of the system's temporary folder, in clear.
    spool_max_size = MOST_IMPORT_BYTES + 1


class ImportPages:
    def __init__(self, desk: ImportDesk) -> None:
        self._desk = desk

    async def show(self, request: Request) -> Response:
        return closed_door(request) or _form(request)

    async def preview(self, request: Request) -> Response:
        """What would come in, before anything does."""
        closed = closed_door(request)
        if closed is not None:
            return closed
        try:
            content, archive, fallback = await _uploaded(request)
            rows = _rows(content)
            photos = PhotoArchive(archive, MOST_PHOTO_BYTES)
        except Unreadable as error:
            return _form(request, str(error), 422)
        except (MultiPartException, TimeoutError):
            return problem(request, MALFORMED)
        context = context_of(request)
        if not context.complaints.intake.ready:
            return problem(request, NOT_OPEN)
        if context.description.complaints.category(fallback) is None:
            fallback = context.description.complaints.categories[-1].code
        known = await known_marks(context.complaints.office)
        job = self._desk.begin(visitor_of(request).account, rows, photos, fallback)
        return settings_page(request, "Periksa sebelum impor", _preview(job, rows, known), back=(PATH, "Impor aduan"))

    async def go_on(self, request: Request) -> Response:
        closed = closed_door(request)
        if closed is not None:
            return closed
        fields = await form_fields(request)
        job = self._desk.job(visitor_of(request).account, fields.get("token", ""))
        if job is None:
            return _form(request, _OVER, 410)
        context = context_of(request)
        done = await self._desk.go_on(job, context.complaints.intake, context.complaints.office, context.description)
        if not job.left:
            self._desk.end(job)
        return _progress(request, job, wrong="" if done else BUSY.detail)


async def _uploaded(request: Request) -> tuple[bytes, bytes, str]:
    """Table, photos and the category for what names none; read wholly in memory."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "multipart/form-data":
        raise MultiPartException("no form")
    async with asyncio.timeout(_PATIENCE_S), AsyncExitStack() as opened:
        form = await _InMemory(request.headers, request.stream(), max_files=2, max_fields=8).parse()
        opened.push_async_callback(form.close)
        table, archive, fallback = form.get("file"), form.get("photos"), form.get("category")
        return (
            await table.read() if isinstance(table, UploadFile) else b"",
            await archive.read() if isinstance(archive, UploadFile) else b"",
            fallback if isinstance(fallback, str) else "",
        )


def _rows(content: bytes) -> list[ImportRow]:
    if not content:
        raise Unreadable(_NO_FILE)
    rows = rows_of(content)
    headers = [*rows[0]]
    if is_opensid(headers):
        return opensid_rows(rows)
    if is_google_form(headers):
        return google_rows(rows)
    raise Unreadable(_NO_TABLE)


def _form(request: Request, wrong: str = "", status: int = 200) -> Response:
    description: Description = context_of(request).description
    fields = Fields({"category": "lainnya"}, {})
    categories = tuple(Option(one.code, one.name) for one in description.complaints.categories)
    groups = (
        Group(
            "",
            (
                fields(
                    "file",
                    "Berkas aduan (CSV atau JSON)",
                    "file",
                    accept=".csv,.json,text/csv,application/json",
                    wide=True,
                ),
                fields(
                    "photos", "Foto OpenSID, satu ZIP (boleh kosong)", "file", accept=".zip,application/zip", wide=True
                ),
                fields("category", "Kategori bila berkas tidak menyebutnya", "select", options=categories, wide=True),
            ),
        ),
    )
    section = FormSection("", PATH, groups, "", new_key(), "Lihat isinya dulu", upload=True)
    return settings_page(request, "Impor aduan", (section,), lead=_LEAD, problem=wrong, back=_BACK, status=status)


def _preview(job: Job, rows: list[ImportRow], known: set[bytes]) -> tuple[Section, ...]:
    fresh = [row for row in job.left if mark_of(row) not in known]
    photos = sum(1 for row in fresh if row.photo and row.photo in job.photos)
    facts = (
        ("Baris aduan", str(len(rows))),
        ("Akan masuk", str(len(fresh))),
        ("Sudah pernah masuk", str(len(job.left) - len(fresh))),
        ("Tidak dapat masuk", str(len(job.troubles))),
        ("Dengan nama atau kontak (disegel)", str(sum(1 for row in fresh if row.name or row.contact))),
        ("Dengan balasan", str(sum(1 for row in fresh if row.replies))),
        ("Dengan foto di ZIP", str(photos)),
        *((f"Di sana: {state}", str(count)) for state, count in counted(rows).items()),
    )
    lines = tuple(
        f"{row.day or 'tanpa tanggal'} · {row.title or row.story[:60]}"
        f"{f' · {row.trouble}' if row.trouble else ' · sudah pernah masuk' if mark_of(row) in known else ''}"
        for row in rows[:_SHOWN]
    )
    more = (f"… dan {len(rows) - _SHOWN} lagi.",) if len(rows) > _SHOWN else ()
    press = PressSection(
        "", "", f"{PATH}/lanjut", f"Impor {len(fresh)} aduan", "", new_key(), carried=(("token", job.token),)
    )
    return (FactsSection("Ringkasan", facts), WordsSection("Aduan", (*lines, *more)), *((press,) if fresh else ()))


def _progress(request: Request, job: Job, *, wrong: str) -> Response:
    facts = (
        ("Masuk dan disegel", str(job.taken)),
        ("Sudah pernah masuk", str(job.known)),
        ("Tanpa fotonya", str(job.without_photo)),
        ("Tidak dapat masuk", str(len(job.troubles))),
        ("Belum", str(len(job.left))),
    )
    sections: list[Section] = [FactsSection("", facts)]
    if job.left:
        button = f"Lanjutkan ({len(job.left)} lagi)"
        sections.append(PressSection("", "", f"{PATH}/lanjut", button, "", new_key(), carried=(("token", job.token),)))
    else:
        sections.append(WordsSection("Setelah ini", _AFTER))
    if job.troubles:
        lines = tuple(f"{title}: {reason}" for title, reason in job.troubles[:_SHOWN])
        sections.append(WordsSection("Tidak masuk", lines))
    title = "Impor berjalan" if job.left else "Impor selesai"
    return settings_page(request, title, tuple(sections), problem=wrong, back=_BACK, status=503 if wrong else 200)


def routes() -> list[Route]:
    pages = ImportPages(ImportDesk(time.monotonic))
    return [
        Route(PATH, pages.show, methods=["GET"]),
        Route(PATH, pages.preview, methods=["POST"]),
        Route(f"{PATH}/lanjut", pages.go_on, methods=["POST"]),
    ]
