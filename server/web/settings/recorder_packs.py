"""`/atur/suara/rekam`: the voices that the office recorded: begun, brought in from a file, and where each is recorded."""

import asyncio
import dataclasses
import hashlib

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from display.settings_view import Field, FormSection, Group, ListSection, Option, Row
from server.description import Description
from server.voice_packs.bundle import MOST_BYTES
from server.voice_packs.languages import INDONESIAN, LANGUAGES, SentenceProblem, checked_sentence
from server.voice_packs.prompts import prompts_of
from server.voice_packs.workbench import MOST_PACKS, Draft
from server.web.context import context_of
from server.web.pages import html
from server.web.settings import recorder_words as words
from server.web.settings.fields import Fields
from server.web.settings.form_page import new_key, saved, settings_view
from server.web.settings.typed import Typed, typed_of

PATH = "/atur/suara/rekam"
IMPORT = f"{PATH}/impor"
LONGEST_NAME = 40
WRONG = "Ada isian yang belum benar. Perbaiki yang ditandai, lalu coba lagi."
_LEAD = (
    "Suara orang sendiri yang memanggil: satu orang membacakan sekitar 60 kata, sekali saja, kira-kira setengah jam. "
    "Kalimat yang katanya belum lengkap diucapkan suara komputer."
)
_SENTENCE_HELP = (
    "Memuat {nomor} dan {loket}. Contoh: {nomor}, mangga dhateng {loket}. Untuk bahasa Indonesia kosongkan."
)
_IMPORT_HELP = "Berkas yang diunduh dari halaman ini, di kantor ini atau kantor lain."


async def show_packs(request: Request) -> Response:
    return await _page(request)


async def begin_pack(request: Request) -> Response:
    """A new, empty pack. Sent twice with one key, it is one."""
    typed, bench = await typed_of(request), context_of(request).recording.bench
    language = typed.choice("language", list(LANGUAGES))
    name, sentence = typed_name(typed, language)
    if typed.problems:
        return await _page(request, typed=typed, problem=WRONG, status=422)
    pack = hashlib.sha256(typed.raw("key").encode()).hexdigest()[:12]
    try:
        if await asyncio.to_thread(bench.find, pack) is None:
            if len(await asyncio.to_thread(bench.drafts)) >= MOST_PACKS:
                return await _page(request, typed=typed, problem=words.MOST_PACKS, status=409)
            await asyncio.to_thread(bench.begin, pack, name, language, sentence)
    except OSError:
        return await _page(request, typed=typed, problem=words.NOT_KEPT, status=503)
    return RedirectResponse(f"{PATH}/{pack}", 303)


async def import_pack(request: Request) -> Response:
    """A finished pack from another office or from before: as it was, and to be recorded on."""
    desk = context_of(request).recording
    async with request.form(max_files=1, max_fields=8) as form:
        content = await upload_in(form, MOST_BYTES)
    if not content:
        return await _page(request, problem=words.NO_FILE, status=422)
    if len(content) > MOST_BYTES:
        return await _page(request, problem=words.TOO_LARGE_PACK, status=413)
    if len(await asyncio.to_thread(desk.bench.drafts)) >= MOST_PACKS:
        return await _page(request, problem=words.MOST_PACKS, status=409)
    try:
        pack, verdict = await desk.adopt(content)
    except OSError:
        return await _page(request, problem=words.NOT_KEPT, status=503)
    if verdict.problems:
        return await _page(request, problem=" ".join(words.problem_words(verdict.problems)), status=422)
    return saved(f"{PATH}/{pack}", "dimasukkan")


async def upload_in(form: FormData, most: int) -> bytes:
    """The file in the form's `file`, one byte longer than `most` when it is larger; empty when there is none."""
    upload = form.get("file")
    if not isinstance(upload, UploadFile) or not upload.filename:
        return b""
    return await upload.read(most + 1)


def typed_name(typed: Typed, language: str) -> tuple[str, str]:
    """Name and sentence as they were typed; what is wrong with them is noted."""
    name, sentence = typed.words("name", LONGEST_NAME), ""
    if language != INDONESIAN:
        try:
            sentence = checked_sentence(typed.raw("sentence"))
        except SentenceProblem as error:
            typed.problems["sentence"] = str(error)
    return name, sentence


def sentence_field(fields: Fields) -> Field:
    return fields("sentence", "Kalimat panggilan dalam bahasa daerah", "text", most=160, help=_SENTENCE_HELP, wide=True)


async def _page(request: Request, *, typed: Typed | None = None, problem: str = "", status: int = 200) -> Response:
    context, key = context_of(request), new_key()
    drafts = await asyncio.to_thread(context.recording.bench.drafts)
    rows = tuple(
        Row(draft.manifest.name, about(draft, context.description), f"{PATH}/{draft.id}", icon="volume-2")
        for draft in drafts
    )
    fields = Fields({} if typed is None else typed.fields, {} if typed is None else typed.problems)
    digest = context.current.digest
    new = FormSection(
        "Rekaman baru",
        PATH,
        (
            Group(
                "",
                (
                    fields("name", "Nama", most=LONGEST_NAME, help="Misalnya: Suara Bu Sri."),
                    fields("language", "Bahasa", "select", options=tuple(Option(*one) for one in LANGUAGES.items())),
                    sentence_field(fields),
                ),
            ),
        ),
        digest,
        key,
        "Mulai merekam",
    )
    accept = ".zip,application/zip"
    file = Fields({}, {})("file", "Berkas rekaman", "file", accept=accept, help=_IMPORT_HELP, wide=True)
    bring = FormSection(
        "Masukkan dari berkas", IMPORT, (Group("", (file,)),), digest, f"{key}-file", "Masukkan", upload=True
    )
    listed = ListSection("Rekaman suara", rows, "Belum ada rekaman.")
    sections = (listed, new, bring)
    view = settings_view(request, "Rekam suara", sections, lead=_LEAD, problem=problem, back=("/atur/suara", "Suara"))
    notice = "" if problem else words.notice_words(request)
    return html(request, dataclasses.replace(view, notice=notice), status=status)


def about(draft: Draft, office: Description) -> str:
    """Language, how far it is, and whether it can be chosen."""
    manifest = draft.manifest
    prompts = prompts_of(manifest.language, manifest.sentence, office)
    done = sum(1 for prompt in prompts if draft.clip(prompt.said) is not None)
    # A pack from elsewhere may have none of our words: then nothing would be said from it.
    return f"{LANGUAGES[manifest.language]}, {done} dari {len(prompts)} kata{_readiness(draft) if done else ''}"


def _readiness(draft: Draft) -> str:
    if not draft.finished:
        return ""
    return ", ada perubahan yang belum dipakai" if draft.stale else ", siap dipakai"
