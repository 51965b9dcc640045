"""*Dengarkan*: the kiosk's pages as sound. What is said is made here from the page's name, never from what a client sends."""

import re

from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from server.page_speech import Crowded
from server.web.context import Context, context_of
from server.web.pages import problem
from server.web.present.aloud import choice_words, closed_words, number_words, papers_words, slip_words
from server.web.present.kiosk import why_closed
from server.web.present.speech_order import page_order
from server.web.words import NOT_FOUND, TOO_MANY

CHOICE, CLOSED = "pilih", "tutup"
_NUMBER = re.compile(r"nomor-([A-Z]\d{3,6})-(\d{1,3})")


def first_page(context: Context) -> str:
    """The page that the kiosk stands on at the moment."""
    return CLOSED if why_closed(context.picture(None)) else CHOICE


def papers_page(letter: str) -> str:
    return f"berkas-{letter}"


def slip_page(letter: str) -> str:
    return f"lengkapi-{letter}"


def number_page(number: str, ahead: int) -> str:
    return f"nomor-{number}-{min(ahead, 999)}"


def sound_of(context: Context, page: str) -> str:
    """Where the page's sound is to be had; "" while nobody knows of an Indonesian voice."""
    return f"/ambil/suara/{page}" if context.speech.available else ""


def words_of(context: Context, page: str) -> tuple[str, ...]:
    """The sentences of a page of that name; none when there is no such page."""
    picture, (kind, _, rest) = context.picture(None), page.partition("-")
    known = picture.description.service(rest) is not None
    match kind:
        case "pilih" if page == CHOICE:
            return choice_words(picture)
        case "tutup" if page == CLOSED and (why := why_closed(context.now_picture())):
            return closed_words(why)
        case "berkas" if known:
            return papers_words(picture, rest)
        case "lengkapi" if known:
            return slip_words(picture, rest)
        case "nomor" if (found := _NUMBER.fullmatch(page)) is not None:
            return number_words(found[1], int(found[2]))
        case _:
            return ()


async def sound(request: Request) -> Response:
    context = context_of(request)
    words = words_of(context, request.path_params["page"])
    if not words or not context.speech.available:
        return problem(request, NOT_FOUND)
    try:
        path = await context.speech.file(page_order(context.description, words))
    except Crowded:
        return problem(request, TOO_MANY)
    return problem(request, NOT_FOUND) if path is None else FileResponse(path, media_type="audio/wav")


def routes() -> list[Route]:
    return [Route("/ambil/suara/{page}", sound, methods=["GET"])]
