"""The presses of a sender, from the form to the complaint: the name of what was done, or why not."""

from starlette.requests import Request

from server.complaints.office import Outcome
from server.complaints.pace import Doing
from server.complaints.photo import checked_photo
from server.complaints.sender_case import Followed, Full, NothingToSeal, TextErased
from server.domain.complaint_class import Class
from server.picture_check import NotUsable
from server.web.complaints.photo_form import Malformed, upload_fields
from server.web.complaints.tracking_sentences import (
    BAD_CLASS,
    FULL,
    NO_KEY,
    NO_PHOTO,
    NO_STARS,
    NO_WORDS,
    NOT_SURE,
    TOO_MUCH,
    press_sentence,
)
from server.web.context import address_of, context_of
from server.web.sentence import Sentence
from server.web.words import MALFORMED, NOT_FOUND

Why = tuple[Sentence, str]
"""Why it was not done, and the words that were typed, so that they are not lost."""
PRESSES = (
    "pesan",
    "jawab",
    "foto",
    "belum-beres",
    "beres",
    "nilai",
    "ringkasan",
    "naikkan",
    "turunkan",
    "tarik",
    "hapus-nama",
    "hapus",
    "henti-hapus",
)
_WRITING = frozenset({"pesan", "jawab", "foto", "belum-beres", "nilai"})
_MOST_KEY = 200


async def press(request: Request, followed: Followed, step: str) -> str | Why:
    """Carry out one press; the key of the notice, or why not."""
    try:
        fields, files = await upload_fields(request, ("photo",) if step == "foto" else ())
    except Malformed:
        return MALFORMED, ""
    told = {name: values[0] for name, values in fields.items()}
    words, key = told.get("words", ""), told.get("key", "")
    if len(key) > _MOST_KEY:
        return MALFORMED, words
    if step in _WRITING and not _may_write(request):
        return TOO_MUCH, words
    try:
        done = await _pressed(followed, step, told, files.get("photo", b""), key)
    except NothingToSeal:
        return NO_WORDS, words
    except TextErased:
        return NO_KEY, words
    except Full:
        return FULL, words
    except NotUsable as trouble:
        return Sentence(422, "photo-not-usable", "Foto tidak dapat dipakai", str(trouble)), words
    if isinstance(done, Sentence):
        return done, words
    notice, outcome = done
    why = press_sentence(outcome)
    return notice if why is None else (why, words)


async def _pressed(
    followed: Followed, step: str, told: dict[str, str], photo: bytes, key: str
) -> tuple[str, Outcome] | Sentence:
    words = told.get("words", "")
    match step:
        case "pesan":
            return step, await followed.say(words, key)
        case "jawab":
            return step, await followed.give_info(words, key)
        case "foto":
            return (step, await followed.add_photo(await checked_photo(photo), key)) if photo else NO_PHOTO
        case "belum-beres":
            return step, await followed.not_fixed(words, key)
        case "beres":
            return step, await followed.confirm(key)
        case "nilai":
            stars = told.get("stars", "")
            return (step, await followed.rate(int(stars), words, key)) if stars in set("12345") else NO_STARS
        case "ringkasan":
            return await _answered(followed, told, key)
        case "naikkan" | "turunkan":
            return await _classed(followed, step, told.get("klass", ""), key)
        case "tarik":
            return step, await followed.withdraw(key)
        case "hapus-nama":
            return step, await followed.erase_identity(key)
        case "hapus":
            return (step, await followed.erase(key)) if told.get("sure") == "ya" else NOT_SURE
        case "henti-hapus":
            return step, await followed.stop_erasure(key)
        case _:
            return NOT_FOUND


async def _answered(followed: Followed, told: dict[str, str], key: str) -> tuple[str, Outcome]:
    ref = told.get("ref", "")
    if told.get("answer") == "ya":
        return "setuju", await followed.approve_summary(ref, key and f"{key}-ya")
    return "tolak", await followed.decline_summary(ref, key and f"{key}-tidak")


async def _classed(followed: Followed, step: str, wished: str, key: str) -> tuple[str, Outcome] | Sentence:
    if wished not in {one.value for one in Class}:
        return BAD_CLASS
    klass = Class(wished)
    if step == "naikkan":
        return step, await followed.raise_class(klass, key)
    return step, await followed.lower_class(klass, key)


def _may_write(request: Request) -> bool:
    """Whether this address has not written too much; counts it."""
    pace = context_of(request).complaints.pace
    tag = pace.tag(address_of(request))
    if pace.wait_s(Doing.WRITE, tag) > 0:
        return False
    pace.count(Doing.WRITE, tag)
    return True
