"""`/aduan/baru`: one question a screen, as plain forms. What was typed goes from screen to screen in hidden fields, so that the server
keeps no text of anybody who has not sent it; photos lie in memory for twenty minutes (`server/complaints/draft_files.py`).
"""

import asyncio
import secrets
from dataclasses import replace
from functools import partial

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
from server.web.complaints.photo_form import FileTooLarge, Malformed, Unread, upload_fields
from server.web.complaints.receipt_page import receipt_page
from server.web.complaints.sending_form import ELSE, FIRST, LAST, Typed, steps_of, typed_of
from server.web.complaints.sending_page import Asked, draft_of, official_names, step_page
from server.web.complaints.sending_words import (
    COME_BACK,
    FILE_TOO_LARGE,
    NO_FILE,
    NO_STORY_YET,
    NO_VAULT,
    NO_VOICE,
    SHELF_FULL,
    TOO_MANY_FILES,
    UNFIT_STEP,
    UNFIT_WORDS,
    UNKNOWN_PERSON,
    UPLOADS_BUSY,
)
from server.web.complaints.taken_words import why_not
from server.web.complaints.taking import why_shut
from server.web.context import context_of, visitor_of
from server.web.pages import problem
from server.web.words import MALFORMED

_NEXT, _BACK, _SEND = "lanjut", "kembali", "kirim"
_PHOTO, _VOICE = "unggah", "unggah-suara"


async def show(request: Request) -> Response:
    shut = why_shut(context_of(request))
    if shut is not None:
        return problem(request, shut)
    return step_page(request, Asked(_new_form(), FIRST))


async def press(request: Request) -> Response:
    """Any button of any screen. The answer is the next screen itself: no address ever holds a word of it."""
    shut = why_shut(context_of(request))
    if shut is not None:
        return problem(request, shut)
    drafts = context_of(request).complaints.intake.drafts
    try:
        fields, files = await upload_fields(request, ("foto", "suara"), partial(drafts.room, _tag(request)))
    except Unread as why:
        return _unread(request, why)
    except Malformed:
        return problem(request, MALFORMED)
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
    return step_page(request, _checked(request, _moved(request, asked, pressed)))


def _unread(request: Request, why: Unread) -> Response:
    """The same screen again with all that was typed: a browser without a script could not go back to it."""
    typed = typed_of(why.fields, secrets.token_urlsafe(24))
    step = "foto" if "foto" in _steps(request, typed) else FIRST
    large = isinstance(why, FileTooLarge)
    return step_page(request, Asked(typed, step, FILE_TOO_LARGE if large else UPLOADS_BUSY, 413 if large else 429))


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


def _checked(request: Request, asked: Asked) -> Asked:
    """The last screen says at once what is missing, before anybody presses Kirim."""
    why = context_of(request).complaints.intake.missing(draft_of(request, asked.typed)) if asked.step == LAST else None
    return asked if why is None else replace(asked, problem=UNFIT_WORDS[why], status=422)


def _missing_here(request: Request, asked: Asked) -> str:
    """What this screen still needs before the next one, "" for nothing."""
    intake = context_of(request).complaints.intake
    draft = draft_of(request, asked.typed)
    if asked.step == "tentang" and _strangers(request, asked.typed):
        return UNKNOWN_PERSON
    if asked.step == "nama" and draft.identified and not intake.keeps_identity(draft):
        return NO_VAULT
    why = intake.missing(draft)
    if asked.step == "foto" and why is Unfit.STORY:
        return NO_STORY_YET
    if why is None or UNFIT_STEP[why] != asked.step:
        return ""
    # Where a voice note may follow, it tells the story.
    waits = asked.step == "cerita" and not draft.story and "foto" in _steps(request, asked.typed)
    return "" if waits else UNFIT_WORDS[why]


def _strangers(request: Request, typed: Typed) -> tuple[str, ...]:
    """Who of those it is about is nobody of this office: whoever sends it must not believe that somebody was left out."""
    names = context_of(request).names
    return tuple(one for one in typed.about if one != ELSE and not names.of(one))


async def _files(request: Request, asked: Asked, pressed: str, files: dict[str, bytes]) -> Asked:
    """What came with the screen of photos, and what is to be taken away."""
    context, typed = context_of(request), asked.typed
    drafts = context.complaints.intake.drafts
    if pressed.startswith("hapus-foto-") and pressed[11:].isdecimal():
        drafts.drop_photo(typed.token, int(pressed[11:][:2]))
    elif pressed == "hapus-suara":
        drafts.drop_voice(typed.token)
    photo, voice = files.get("foto", b""), files.get("suara", b"")
    if (pressed == _PHOTO and not photo) or (pressed == _VOICE and not voice):
        return replace(asked, problem=NO_FILE if pressed == _PHOTO else NO_VOICE, status=422)
    token, tag = typed.token, _tag(request)
    try:
        if (photo or voice) and not limits_of(context).may_upload(source_of(request, visitor_of(request))):
            return replace(asked, problem=TOO_MANY_FILES, status=429)
        if photo:
            token = drafts.add_photo(token, await checked_photo(photo), tag)
        if voice:
            token = drafts.put_voice(token, await asyncio.to_thread(checked_voice, voice), tag)
    except (NotUsable, NotAVoiceNote) as why:
        return replace(asked, typed=replace(typed, token=token), problem=str(why), status=422)
    except ShelfFull:
        return replace(asked, typed=replace(typed, token=token), problem=SHELF_FULL, status=429)
    return replace(asked, typed=replace(typed, token=token))


async def _send(request: Request, asked: Asked, solution: str) -> Response:
    context, visitor, typed = context_of(request), visitor_of(request), asked.typed
    intake, limits = context.complaints.intake, limits_of(context)
    strangers = _strangers(request, typed)
    if strangers:
        known = replace(typed, about=tuple(one for one in typed.about if one not in strangers))
        step = "tentang" if "tentang" in _steps(request, typed) else LAST
        return step_page(request, Asked(known, step, problem=UNKNOWN_PERSON, status=422))
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


def _tag(request: Request) -> str:
    """What stands for where files come from."""
    context = context_of(request)
    return context.complaints.pace.tag(source_of(request, visitor_of(request)))


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
