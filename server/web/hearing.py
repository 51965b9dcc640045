"""`/atur/suara/dengar`: what is typed, as sound in the browser of whoever typed it, before anything is saved or said in a room."""

import asyncio

import msgspec
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response
from starlette.routing import Route

from server.description import Description, Spoken, Unusable, Voice
from server.description.template import TemplateError, check_template
from server.description.voice_checks import word_disagreements
from server.page_speech import Crowded, Order
from server.voice_packs.shelf import PackShelf
from server.web.context import context_of
from server.web.pages import problem
from server.web.present.speech_order import call_order, text_order, word_order
from server.web.sentence import Sentence
from server.web.settings.typed import Typed, typed_of
from server.web.settings.voice_form import voice_applied
from server.web.words import NOT_FOUND

PATH = "/atur/suara/dengar"
_SAMPLE_TIME = "13.00"
_CROWDED = Sentence(
    503, "speech-busy", "Suara lain sedang dibuat", "Tunggu beberapa detik, lalu tekan Dengarkan lagi.", "/atur/suara"
)
_NO_SPEECH = Sentence(
    503,
    "no-speech",
    "Contoh suara tidak dapat dibuat",
    "Komputer server belum punya suara Indonesia, atau suaranya sedang bermasalah. Coba lagi; bila tetap, pasang ulang silakan.",
    "/atur/suara",
)


async def hear(request: Request) -> Response:
    """Leads to the sound of what was typed; 422 with what is wrong with it."""
    typed, context = await typed_of(request), context_of(request)
    try:
        order = await _order(request, typed, context.description)
    except Unusable as error:
        return problem(request, _wrong(str(error)))
    try:
        path = await context.speech.file(order)
    except Crowded:
        return problem(request, _CROWDED)
    if path is None:
        return problem(request, _NO_SPEECH)
    # An address of its own: a browser that plays what it was sent asks for it once more, and in pieces.
    return RedirectResponse(f"{PATH}/{path.stem}.wav", 303)


async def sound(request: Request) -> Response:
    """A sound that was made just now."""
    path = await context_of(request).speech.kept(request.path_params["name"])
    if path is None:
        return problem(request, NOT_FOUND)
    return FileResponse(path, media_type="audio/wav", headers={"cache-control": "no-store"})


async def _order(request: Request, typed: Typed, office: Description) -> Order:
    """Raises `Unusable`."""
    match typed.raw("what"):
        case "word":
            return _word(typed, office)
        case "text":
            return _text(typed, office)
        case _:
            shelf = context_of(request).packs
            new = voice_applied(typed, office, await asyncio.to_thread(shelf.ready))
            if typed.problems:
                raise Unusable(next(iter(typed.problems.values())))
            return call_order(new, await asyncio.to_thread(_files, shelf, new.voice))


def _files(shelf: PackShelf, voice: Voice) -> dict[str, str]:
    """The recordings that the voice names, as far as they are on this machine."""
    found = {digest: shelf.find(digest) for digest in (voice.pack, voice.second) if digest is not None}
    return {digest: str(path) for digest, path in found.items() if path is not None}


def _word(typed: Typed, office: Description) -> Order:
    word = Spoken(typed.words("written", 40), typed.words("said", 60))
    wrong = next(iter(typed.problems.values()), None) or next(word_disagreements((word,)), None)
    if wrong is not None:
        raise Unusable(wrong)
    others = tuple(one for one in office.voice.words if one.written.casefold() != word.written.casefold())
    voice = msgspec.structs.replace(office.voice, words=(*others, word))
    return word_order(msgspec.structs.replace(office, voice=voice), word.written)


def _text(typed: Typed, office: Description) -> Order:
    text = typed.raw("text").strip()
    try:
        check_template("announcement", text)
    except TemplateError as error:
        raise Unusable(str(error)) from error
    return text_order(office, text.replace("{jam}", _SAMPLE_TIME))


def _wrong(words: str) -> Sentence:
    return Sentence(422, "cannot-be-spoken", "Belum dapat didengarkan", words, "/atur/suara")


def routes() -> list[Route]:
    return [Route(PATH, hear, methods=["POST"]), Route(f"{PATH}/{{name}}.wav", sound, methods=["GET"])]
