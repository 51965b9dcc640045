"""`/atur/suara/rekam/{pack}`: one voice is recorded, word by word, and made ready to be chosen."""

import asyncio
import re

import msgspec
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response
from starlette.routing import Route

from server.current_office import Changed, Unchanged
from server.description import Description
from server.voice_packs.prompts import Prompt, prompts_of
from server.voice_packs.recording_desk import MOST_CLIP_BYTES
from server.voice_packs.workbench import Draft
from server.web.context import Context, context_of, visitor_of
from server.web.pages import html, problem
from server.web.problem import wants_json
from server.web.settings import recorder_packs
from server.web.settings import recorder_words as words
from server.web.settings.form_page import new_key, saved
from server.web.settings.recorder_packs import PATH, WRONG, typed_name, upload_in
from server.web.settings.recorder_page import recorder_view
from server.web.settings.typed import Typed, typed_of
from server.web.words import NOT_FOUND

_NO_NAME = re.compile(r"[^a-z0-9]+")


async def show_recorder(request: Request) -> Response:
    draft = await _draft(request)
    return problem(request, NOT_FOUND) if draft is None else _page(request, draft)


async def take_clip(request: Request) -> Response:
    """A recording, from the page's script or from its form."""
    draft = await _draft(request)
    prompt = None if draft is None else _prompt(draft, context_of(request).description, request.path_params["clip"])
    if draft is None or prompt is None:
        return problem(request, NOT_FOUND)
    async with request.form(max_files=1, max_fields=8) as form:
        content = await upload_in(form, MOST_CLIP_BYTES)
    wrong: tuple[str, ...]
    status = 422
    if not content:
        wrong = (words.NO_FILE,)
    elif len(content) > MOST_CLIP_BYTES:
        wrong, status = (words.TOO_LARGE_CLIP,), 413
    else:
        try:
            verdict = await context_of(request).recording.take(draft.id, prompt, content)
        except KeyError:
            return problem(request, NOT_FOUND)  # deleted by somebody else in the meantime
        except OSError:
            wrong, status = (words.NOT_KEPT,), 503
        else:
            wrong = words.problem_words(verdict.problems)
    if wants_json(request):
        answer = msgspec.json.encode({"problems": wrong})
        return Response(answer, status if wrong else 200, media_type="application/json")
    if wrong:
        return _page(request, draft, clip=prompt.clip, wrong=wrong, status=status)
    return RedirectResponse(f"{PATH}/{draft.id}?kata={prompt.clip}&kabar=direkam", 303)


async def play_clip(request: Request) -> Response:
    draft = await _draft(request)
    prompt = None if draft is None else _prompt(draft, context_of(request).description, request.path_params["clip"])
    path = None if draft is None or prompt is None else await asyncio.to_thread(draft.clip, prompt.said)
    return problem(request, NOT_FOUND) if path is None else FileResponse(path, media_type="audio/wav")


async def rename_pack(request: Request) -> Response:
    draft, typed = await _draft(request), await typed_of(request)
    if draft is None:
        return problem(request, NOT_FOUND)
    language = draft.manifest.language
    name, sentence = typed_name(typed, language)
    if typed.problems:
        return _page(request, draft, typed=typed, trouble=WRONG, status=422)
    bench = context_of(request).recording.bench
    try:
        await asyncio.to_thread(bench.begin, draft.id, name, language, sentence)
    except OSError:
        return _page(request, draft, typed=typed, trouble=words.NOT_KEPT, status=503)
    return saved(f"{PATH}/{draft.id}", "dinamai")


async def finish_pack(request: Request) -> Response:
    """Make what is recorded a voice that can be chosen; where the office uses an earlier state of it, it uses this one now."""
    context, draft = context_of(request), await _draft(request)
    if draft is None:
        return problem(request, NOT_FOUND)
    if not any(map(draft.clip, draft.manifest.clips)):
        return _page(request, draft, trouble=words.NOTHING_RECORDED, status=422)
    try:
        digest = await asyncio.to_thread(context.recording.bench.finish, draft.id)
    except KeyError:
        return problem(request, NOT_FOUND)
    except OSError:
        return _page(request, draft, trouble=words.NOT_KEPT, status=503)
    if draft.finished and draft.finished != digest:
        if not await _replaced(request, draft.finished, digest):
            return _page(request, draft, trouble=words.NOT_KEPT, status=503)
        await asyncio.to_thread(context.packs.drop, {draft.finished} - _in_use(context.description))
    return saved(f"{PATH}/{draft.id}", "disiapkan")


async def download_pack(request: Request) -> Response:
    draft = await _draft(request)
    path = None if draft is None else await asyncio.to_thread(context_of(request).packs.find, draft.finished)
    if draft is None or path is None:
        return problem(request, NOT_FOUND)
    name = _NO_NAME.sub("-", draft.manifest.name.lower()).strip("-") or "suara"
    return FileResponse(path, media_type="application/zip", filename=f"{name}.zip")


async def remove_pack(request: Request) -> Response:
    context, draft = context_of(request), await _draft(request)
    if draft is None:
        return problem(request, NOT_FOUND)
    if draft.finished in _in_use(context.description):
        return _page(request, draft, trouble=words.IN_USE, status=409)
    try:
        await asyncio.to_thread(context.recording.bench.clear, draft.id)
        await asyncio.to_thread(context.packs.drop, {draft.finished})
    except KeyError:
        pass  # somebody else was quicker; it is gone as it should be
    except OSError:
        return _page(request, draft, trouble=words.NOT_KEPT, status=503)
    return saved(PATH, "dihapus")


async def _draft(request: Request) -> Draft | None:
    bench = context_of(request).recording.bench
    return await asyncio.to_thread(bench.find, request.path_params["pack"])


def _prompt(draft: Draft, office: Description, clip: str) -> Prompt | None:
    prompts = prompts_of(draft.manifest.language, draft.manifest.sentence, office)
    return next((prompt for prompt in prompts if prompt.clip == clip), None)


def _in_use(office: Description) -> frozenset[str]:
    return frozenset(filter(None, (office.voice.pack, office.voice.second)))


async def _replaced(request: Request, before: str, after: str) -> bool:
    """Whether the office speaks with the new pack wherever it spoke with the one before."""
    context: Context = context_of(request)
    current = context.current
    if before not in _in_use(current.description):
        return True
    voice = current.description.voice
    voice = msgspec.structs.replace(
        voice,
        pack=after if voice.pack == before else voice.pack,
        second=after if voice.second == before else voice.second,
    )
    new = msgspec.structs.replace(current.description, voice=voice)
    outcome = await current.change(new, based_on=current.digest, actor=visitor_of(request).actor, key=f"rekam-{after}")
    return isinstance(outcome, Changed | Unchanged)


def _page(
    request: Request,
    draft: Draft,
    *,
    clip: str = "",
    typed: Typed | None = None,
    wrong: tuple[str, ...] = (),
    trouble: str = "",
    status: int = 200,
) -> Response:
    context = context_of(request)
    view = recorder_view(
        context,
        draft,
        clip or request.query_params.get("kata", ""),
        new_key(),
        typed=typed,
        wrong=wrong,
        problem=trouble,
        notice="" if wrong or trouble else words.notice_words(request),
    )
    response = html(request, view, status=status)
    # Everywhere else no page of ours may listen.
    response.headers["permissions-policy"] = "camera=(), microphone=(self), geolocation=()"
    return response


def routes() -> list[Route]:
    pack = f"{PATH}/{{pack}}"
    return [
        Route(PATH, recorder_packs.show_packs, methods=["GET"]),
        Route(PATH, recorder_packs.begin_pack, methods=["POST"]),
        Route(recorder_packs.IMPORT, recorder_packs.import_pack, methods=["POST"]),
        Route(pack, show_recorder, methods=["GET"]),
        Route(pack, rename_pack, methods=["POST"]),
        Route(f"{pack}/klip/{{clip}}.wav", play_clip, methods=["GET"]),
        Route(f"{pack}/klip/{{clip}}", take_clip, methods=["POST"]),
        Route(f"{pack}/selesai", finish_pack, methods=["POST"]),
        Route(f"{pack}/unduh", download_pack, methods=["GET"]),
        Route(f"{pack}/hapus", remove_pack, methods=["POST"]),
    ]
