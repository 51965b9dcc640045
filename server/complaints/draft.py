"""A complaint before it is sent, and what is still missing in it."""

from dataclasses import dataclass, replace
from enum import StrEnum

from server.complaints.photo import MOST_PHOTOS
from server.domain.complaint_category import Rules, class_for
from server.domain.complaint_class import Class
from server.domain.complaint_codes import IMPORTED

LEAST_STORY = 10
MOST_STORY = 4_000
MOST_LANDMARK = 120
MOST_NAME = 80
MOST_CONTACT = 80
CHANNELS = frozenset({"web", "kiosk", "official", "api", "open311", IMPORTED})


class Unfit(StrEnum):
    """Why a draft cannot be sent as it is. The sentences stand in `server/web/complaints/sending_words.py`."""

    CATEGORY = "category"
    HAMLET = "hamlet"
    LANDMARK = "landmark"
    STORY = "story"
    STORY_TOO_LONG = "story_too_long"
    TOO_MANY_PHOTOS = "too_many_photos"
    CHANNEL = "channel"
    NAME = "name"
    NAME_TOO_LONG = "name_too_long"


@dataclass(frozen=True, slots=True)
class Draft:
    """Everything somebody typed, in clear and only in memory.

    `category` and `hamlet` are codes of the office's description, `about` ids of accounts that the complaint is about. `klass` is the
    sender's wish; the category may force more. `formal`: the statutory track, with name and contact. `photos`: as `checked_photo`
    made them; `voice`: as `checked_voice` made it. `show_photo`: officials who work in the field may see them. `suspect`: a moderator
    looks first.
    """

    category: str
    story: str
    hamlet: str = ""
    landmark: str = ""
    about: tuple[str, ...] = ()
    klass: Class = Class.ANONYMOUS
    formal: bool = False
    photos: tuple[bytes, ...] = ()
    voice: bytes = b""
    show_photo: bool = False
    name: str = ""
    contact: str = ""
    channel: str = "web"
    suspect: bool = False

    @property
    def identified(self) -> bool:
        return bool(self.name or self.contact)

    @property
    def has_sender(self) -> bool:
        """Whether somebody is there to be told a code: nobody is for the rows of an old list."""
        return self.channel != IMPORTED


def tidied(draft: Draft) -> Draft:
    """Without blanks at the ends, with plain line ends, and without signs that are no text."""
    return replace(
        draft,
        story=plain_text(draft.story),
        landmark=one_line(draft.landmark),
        name=one_line(draft.name),
        contact=one_line(draft.contact),
    )


def plain_text(text: str) -> str:
    """Lines of text: what a browser sends with CR LF gets LF, control characters fall out."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(
        "".join(sign for sign in line if sign.isprintable() or sign == "\u200d").rstrip() for line in lines
    ).strip()


def one_line(text: str) -> str:
    return " ".join(plain_text(text).split())


def unfit(draft: Draft, rules: Rules) -> Unfit | None:
    """The first thing that is missing or too long, in the order of the form."""
    checks = (
        (Unfit.CATEGORY, draft.category not in rules.categories),
        (Unfit.HAMLET, bool(draft.hamlet) and draft.hamlet not in rules.hamlets),
        (Unfit.LANDMARK, len(draft.landmark) > MOST_LANDMARK),
        (Unfit.STORY, len(draft.story) < LEAST_STORY and not draft.voice),
        (Unfit.STORY_TOO_LONG, len(draft.story) > MOST_STORY),
        (Unfit.TOO_MANY_PHOTOS, len(draft.photos) > MOST_PHOTOS),
        (Unfit.NAME_TOO_LONG, len(draft.name) > MOST_NAME or len(draft.contact) > MOST_CONTACT),
        (Unfit.NAME, draft.formal and not (draft.name and draft.contact)),
        (Unfit.CHANNEL, draft.channel not in CHANNELS),
    )
    return next((why for why, missing in checks if missing), None)


def class_of(draft: Draft, rules: Rules) -> Class:
    """The class that it will have: the sender's wish, or what the category forces."""
    return class_for(rules.category(draft.category), draft.klass)
