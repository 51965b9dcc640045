"""`/atur/berkas`: the whole description as one TOML file, out of the office and into it."""

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import Response

from display.settings_view import FormSection, Group, LinksSection, PressSection, Section, WordsSection
from server.current_office import Changed, NotPossible, NotSaved, Stale, Unchanged
from server.description import Description, Unusable, parse_new
from server.description.differences import differences
from server.web.context import Context, context_of, visitor_of
from server.web.settings.fields import Fields
from server.web.settings.form_page import changes_since, clear_shelf, new_key, saved, settings_page
from server.web.settings.typed import typed_of
from server.web.uploads import MOST_OFFICE_BYTES as MOST_BYTES
from server.web.words import NOT_STORED

PATH = "/atur/berkas"
_LEAD = "Untuk disimpan, disalin ke kantor lain, atau diperbaiki dengan penyunting teks. Logo, gambar, dan video tidak ikut."
_TOO_LARGE = "Berkas lebih besar dari 128 KiB; keterangan kantor tidak sebesar itu. Pilih berkas lain."
_NOTHING = "Pilih berkas atau tempelkan isinya dulu."


async def show_file(request: Request) -> Response:
    return _page(request)


async def download(request: Request) -> Response:
    headers = {"content-disposition": 'attachment; filename="kantor.toml"'}
    return Response(context_of(request).current.text, media_type="application/toml", headers=headers)


async def preview(request: Request) -> Response:
    """What would change, before anything changes."""
    async with request.form(max_files=1, max_fields=8, max_part_size=MOST_BYTES) as form:
        text = await _text(form)
    if text is None:
        return _page(request, problem=_TOO_LARGE, status=413)
    if not text.strip():
        return _page(request, problem=_NOTHING, status=422)
    context = context_of(request)
    try:
        new = parse_new(text)
    except Unusable as error:
        return _page(request, text, problem=str(error), status=422)
    changes = differences(context.description, new)
    if not changes:
        return _page(request, text, problem="Berkas ini sama dengan pengaturan sekarang. Tidak ada yang perlu diganti.")
    return settings_page(request, "Periksa perubahan", _changes(context, new, text, changes), back=(PATH, "Berkas"))


async def apply(request: Request) -> Response:
    typed = await typed_of(request)
    context = context_of(request)
    text = typed.raw("text").replace("\r\n", "\n")
    try:
        new = parse_new(text)
    except Unusable as error:
        return _page(request, text, problem=str(error), status=422)
    based_on = typed.raw("based_on")
    outcome = await context.current.change(
        new, based_on=based_on, actor=visitor_of(request).actor, key=typed.raw("key"), text=text
    )
    match outcome:
        case Changed():
            await clear_shelf(context)
            return saved(PATH)
        case Unchanged():
            return saved(PATH, "tetap")
        case Stale():
            newer = await changes_since(context, based_on)
            return _page(request, text, newer=newer, status=409)
        case NotPossible(sentence=sentence):
            return _page(request, text, problem=sentence, status=409)
        case NotSaved():
            return _page(request, text, problem=NOT_STORED.detail, status=503)


def _page(
    request: Request, text: str = "", *, problem: str = "", newer: tuple[str, ...] = (), status: int = 200
) -> Response:
    digest, key = context_of(request).current.digest, new_key()
    fields = Fields({"text": text}, {})
    form = FormSection(
        "Pakai berkas",
        PATH,
        (
            Group(
                "",
                (
                    fields("file", "Berkas TOML", "file", accept=".toml,text/plain,application/toml", wide=True),
                    fields("text", "Atau tempelkan isinya", "lines"),
                ),
            ),
        ),
        digest,
        key,
        "Lihat perubahannya",
        upload=True,
    )
    links = LinksSection("Simpan berkas", ((f"{PATH}/kantor.toml", "Unduh kantor.toml"),))
    return settings_page(
        request, "Berkas pengaturan", (links, form), lead=_LEAD, problem=problem, newer=newer, status=status
    )


def _changes(context: Context, new: Description, text: str, changes: tuple[str, ...]) -> tuple[Section, ...]:
    named = {medium.digest for medium in new.media} | ({new.logo} if new.logo else set())
    missing = sum(1 for digest in named if context.media.find(digest) is None)
    lines = WordsSection("Yang akan berubah", changes)
    press = PressSection(
        "", "", f"{PATH}/terapkan", "Terapkan semuanya", context.current.digest, new_key(), carried=(("text", text),)
    )
    lost = []
    if missing:
        lost.append(
            f"{missing} logo, gambar, atau video tidak ada di komputer ini. Pasang lagi setelah berkas diterapkan."
        )
    recordings = {digest for digest in (new.voice.pack, new.voice.second) if digest is not None}
    if any(context.packs.find(digest) is None for digest in recordings):
        lost.append(
            "Rekaman suara yang disebut tidak ada di komputer ini. Pasang lagi di Suara; sampai itu suara komputer."
        )
    return (lines, WordsSection("Perlu diketahui", tuple(lost)), press) if lost else (lines, press)


async def _text(form: FormData) -> str | None:
    """The file's text, or else what was pasted; None when it is too large. A byte that is no UTF-8 is left for TOML to complain of."""
    upload = form.get("file")
    if isinstance(upload, UploadFile) and upload.filename:
        content = await upload.read(MOST_BYTES + 1)
        return (
            None if len(content) > MOST_BYTES else content.decode("utf-8-sig", errors="replace").replace("\r\n", "\n")
        )
    pasted = form.get("text")
    return pasted.replace("\r\n", "\n") if isinstance(pasted, str) else ""
