"""`/aduan/baru`: one question a screen, as plain forms. What was typed goes from screen to screen in hidden fields, so that the server
keeps no text of anybody who has not sent it; photos lie in memory for twenty minutes (`server/complaints/draft_files.py`).
"""

import secrets
from dataclasses import replace

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from server.complaints.draft import Unfit
from server.complaints.draft_files import ShelfFull
from server.complaints.photo import checked_photo
from server.complaints.receipt import NotFit, Receipt
from server.complaints.telltales import telltales
from server.complaints.voice_note import NotAVoiceNote, checked_voice
from server.domain.access import Role
from server.picture_check import NotUsable
from server.web.complaints.limits import Weight, limits_of, source_of
from server.web.complaints.photo_form import Malformed, upload_fields
from server.web.complaints.receipt_page import receipt_page
from server.web.complaints.sending_form import FIRST, LAST, Typed, steps_of, typed_of
from server.web.complaints.sending_page import Asked, draft_of, official_names, step_page
from server.web.complaints.sending_words import (
    COME_BACK,
    NO_FILE,
    NO_VAULT,
    NO_VOICE,
    NOT_OPEN,
    OUT_OF_ORDER,
    SHELF_FULL,
    TOO_MANY_FILES,
    UNFIT_STEP,
    UNFIT_WORDS,
)
from server.web.complaints.taken_words import why_not
from server.web.context import context_of, visitor_of
from server.web.forms import whole_number
from server.web.pages import problem
from server.web.sentence import Sentence
from server.web.words import MALFORMED

_NEXT, _BACK, _SEND = "lanjut", "kembali", "kirim"
_PHOTO, _VOICE = "unggah", "unggah-suara"


async def show(request: Request) -> Response:
    shut = _shut(request)
    if shut is not None:
        return problem(request, shut)
    return step_page(request, Asked(_new_form(), FIRST))


async def press(request: Request) -> Response:
    """Any button of any screen. The answer is the next screen itself: no address ever holds a word of it."""
    shut = _shut(request)
    if shut is not None:
        return problem(request, shut)
    try:
        async with context_of(request).complaints.intake.drafts.room(
            whole_number(request.headers.get("content-length", "")) or 0
        ):
            fields, files = await upload_fields(request, ("foto", "suara"))
    except Malformed:
        return problem(request, MALFORMED)
    except ShelfFull:
        return problem(request, COME_BACK)
    typed = typed_of(fields, secrets.token_urlsafe(24))
    step = next(iter(fields.get("langkah", ())), FIRST)
    pressed = next(iter(fields.get("ke", ())), _NEXT)
    steps = _steps(request, typed)
    asked = Asked(typed, step if step in steps else FIRST)
    if asked.step == "foto":
        told = await _files(request, asked, pressed, files)
        if told.problem or pressed not in {_NEXT, _BACK, *steps}:
            return step_page(request, told)
        asked = told
    if pressed == _SEND:
        return await _send(request, asked, next(iter(fields.get("kerja", ())), ""))
    return step_page(request, _moved(request, asked, pressed))


def _moved(request: Request, asked: Asked, pressed: str) -> Asked:
    """The screen that the button leads to; the same one, with the reason, when something is missing."""
    typed, step, steps = asked.typed, asked.step, _steps(request, asked.typed)
    at = steps.index(step)
    if pressed.startswith("ubah-") and pressed.removeprefix("ubah-") in steps:
        return Asked(replace(typed, editing=True), pressed.removeprefix("ubah-"))
    if pressed in steps:
        return Asked(replace(typed, editing=False), pressed)
    if pressed == _BACK:
        return Asked(replace(typed, editing=False), steps[max(at - 1, 0)])
    if typed.category not in context_of(request).complaints.office.rules().categories:
        # Also one that was taken from the list while somebody wrote.
        return Asked(typed, FIRST, problem=UNFIT_WORDS[Unfit.CATEGORY], status=422)
    why = _missing_here(request, asked)
    if why:
        return replace(asked, problem=why, status=422)
    if step == "cerita" and not typed.seen and telltales(typed.story, official_names(request)):
        return Asked(replace(typed, seen=True), step, hints=True)
    following = LAST if typed.editing else steps[min(at + 1, len(steps) - 1)]
    return Asked(replace(typed, editing=False), following)


def _missing_here(request: Request, asked: Asked) -> str:
    """What this screen still needs before the next one, "" for nothing."""
    intake = context_of(request).complaints.intake
    draft = draft_of(request, asked.typed)
    if asked.step == "nama" and draft.identified and not intake.keeps_identity(draft):
        return NO_VAULT
    why = intake.missing(draft)
    if why is None or UNFIT_STEP[why] != asked.step:
        return ""
    # Where a voice note may follow, it tells the story.
    waits = asked.step == "cerita" and not draft.story and "foto" in _steps(request, asked.typed)
    return "" if waits else UNFIT_WORDS[why]


async def _files(request: Request, asked: Asked, pressed: str, files: dict[str, bytes]) -> Asked:
    """What came with the screen of photos, and what is to be taken away."""
    context, typed = context_of(request), asked.typed
    drafts = context.complaints.intake.drafts
    if pressed.startswith("hapus-foto-") and pressed[11:].isdecimal():
        drafts.drop_photo(typed.token, int(pressed[11:][:2]))
    elif pressed == "hapus-suara":
        drafts.put_voice(typed.token, b"")
    photo, voice = files.get("foto", b""), files.get("suara", b"")
    if (pressed == _PHOTO and not photo) or (pressed == _VOICE and not voice):
        return replace(asked, problem=NO_FILE if pressed == _PHOTO else NO_VOICE, status=422)
    token = typed.token
    try:
        if (photo or voice) and not limits_of(context).may_upload(source_of(request, visitor_of(request))):
            return replace(asked, problem=TOO_MANY_FILES, status=429)
        if photo:
            token = drafts.add_photo(token, await checked_photo(photo))
        if voice:
            token = drafts.put_voice(token, checked_voice(voice))
    except (NotUsable, NotAVoiceNote) as why:
        return replace(asked, typed=replace(typed, token=token), problem=str(why), status=422)
    except ShelfFull:
        return replace(asked, typed=replace(typed, token=token), problem=SHELF_FULL, status=429)
    return replace(asked, typed=replace(typed, token=token))


async def _send(request: Request, asked: Asked, solution: str) -> Response:
    context, visitor, typed = context_of(request), visitor_of(request), asked.typed
    intake, limits = context.complaints.intake, limits_of(context)
    source = source_of(request, visitor)
    weight = Weight.TAKE if visitor.official else limits.weigh(source)
    if weight is Weight.COME_BACK:
        return step_page(request, replace(asked, step=LAST, problem=COME_BACK.detail, status=COME_BACK.status))
    worked = visitor.official or intake.work.accept(solution)
    draft = draft_of(request, typed, suspect=weight is Weight.HOLD or not worked)
    taken = await intake.submit(draft, actor=visitor.actor if visitor.official else "sender", key=typed.key)
    if isinstance(taken, NotFit):
        return step_page(request, Asked(typed, UNFIT_STEP[taken.why], problem=UNFIT_WORDS[taken.why], status=422))
    if not isinstance(taken, Receipt):
        sentence = why_not(taken)
        return step_page(request, replace(asked, step=LAST, problem=sentence.detail, status=sentence.status))
    if not taken.replayed:
        limits.count(source)
    intake.drafts.forget(typed.token)
    return receipt_page(request, taken)


def _shut(request: Request) -> Sentence | None:
    """Why nothing can be sent at all just now."""
    context = context_of(request)
    if context.complaints.office.trouble:
        return OUT_OF_ORDER
    ready = context.description.complaints.open and context.complaints.intake.ready
    return None if ready else NOT_OPEN


def _steps(request: Request, typed: Typed) -> tuple[str, ...]:
    entry = context_of(request).description.complaints.category(typed.category)
    return steps_of(entry, kiosk=visitor_of(request).role is Role.KIOSK)


def _new_form() -> Typed:
    return Typed(key=secrets.token_urlsafe(24))


def routes() -> list[Route]:
    return [
        Route("/aduan/baru", show, methods=["GET"]),
        Route("/aduan/baru", press, methods=["POST"]),
    ]
