"""Announcements from the web's side: made of an official's words or of the office's own texts, and the words that are said."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from server.description.announcement_checks import check_free_text
from server.description.template import TemplateError
from server.domain.commands import MakeAnnouncement
from server.domain.events import AnnouncementMade
from server.domain.moment import Moment
from server.domain.note import Note
from server.domain.record import Record
from server.private.secrets import new_token
from server.web.carry_out import carry_out
from server.web.context import Context
from server.web.present.announcement_words import spoken_words
from server.web.sentence import Sentence

UNKNOWN_ROOM = Sentence(404, "unknown-room", "Ruang tidak ada", "Ruang ini tidak ada. Pilih ruang dari daftar.")
UNKNOWN_TEXT = Sentence(
    404, "unknown-announcement", "Pengumuman tidak ada", "Teks pengumuman ini tidak ada lagi. Muat ulang halaman."
)
NO_TIME = Sentence(
    409,
    "no-time",
    "Tidak ada jamnya",
    "Tidak ada istirahat atau jam tutup lagi hari ini yang dapat disebut. Tulis kalimat sendiri.",
)
DOUBTFUL_TIME = Sentence(
    409,
    "doubtful-time",
    "Jam komputer diragukan",
    "Jam komputer kantor diragukan, jadi jamnya tidak dapat disebut. Tulis kalimat sendiri dengan jam yang benar.",
)


@dataclass(frozen=True, slots=True)
class Announced:
    """`made`: the numbers of its events, one for each room where it is to sound. `seq` is the first of them."""

    made: tuple[int, ...]

    @property
    def seq(self) -> int:
        return self.made[0]


@dataclass(frozen=True, slots=True)
class NotAnnounced:
    """Nothing has changed. `more` are fields for programs."""

    sentence: Sentence
    more: Mapping[str, object]


Announcing = Announced | NotAnnounced


async def announce(
    context: Context, actor: str, text: str, *, room: str = "", urgent: bool = False, test: bool = False, key: str
) -> Announcing:
    """Have `text` said once in a room, or in all of them for "". It is kept where it can be erased, never in an event."""
    words = " ".join(text.split())
    rooms = _rooms(context, room)
    if rooms is None:
        return NotAnnounced(UNKNOWN_ROOM, {})
    try:
        check_free_text(words)
    except TemplateError as error:
        return NotAnnounced(Sentence(422, "unspeakable", "Tidak dapat diucapkan", str(error)), {})
    note = Note(f"announcement:{new_token()}", words, context.office.clock.now().wall_ms)
    command = MakeAnnouncement("", note.id, rooms, urgent, test)
    return await _make(context, actor, command, key, ["announce", words, room, urgent, test], (note,))


async def announce_planned(context: Context, actor: str, announcement_id: str, *, key: str) -> Announcing:
    """Have one of the office's own texts said now, in its rooms."""
    announcement = context.description.announcement(announcement_id)
    if announcement is None:
        return NotAnnounced(UNKNOWN_TEXT, {})
    now = context.office.clock.now()
    if "{jam}" in announcement.text and now.doubtful:
        return NotAnnounced(DOUBTFUL_TIME, {})
    if _planned_words(context, announcement_id, now.local) is None:
        return NotAnnounced(NO_TIME, {})
    rooms = context.description.rooms_of(announcement.room)
    command = MakeAnnouncement(announcement_id, "", rooms, announcement.urgent)
    return await _make(context, actor, command, key, ["announce planned", announcement_id], ())


async def spoken_text(context: Context, record: Record) -> str | None:
    """What is to be said for an `announcement_made`; None when there is nothing any more: erased, removed, or without a time to name."""
    event = record.event
    assert isinstance(event, AnnouncementMade)
    if event.text_id:
        return await context.office.store.note(event.text_id)
    local = datetime.fromtimestamp(record.stamp.wall_ms / 1000, UTC).astimezone(context.description.zone)
    return _planned_words(context, event.announcement, local)


def planned_words(context: Context, announcement_id: str, now: Moment) -> str | None:
    """What would be said now for one of the office's own texts."""
    return _planned_words(context, announcement_id, now.local)


def _planned_words(context: Context, announcement_id: str, local: datetime) -> str | None:
    announcement = context.description.announcement(announcement_id)
    if announcement is None:
        return None
    hours = context.office.state.structure.week[local.weekday()]
    return spoken_words(announcement, hours, local.hour * 60 + local.minute)


def _rooms(context: Context, room: str) -> tuple[str, ...] | None:
    description = context.description
    if room and all(one.name != room for one in description.rooms):
        return None
    return description.rooms_of(room or None)


async def _make(
    context: Context, actor: str, command: MakeAnnouncement, key: str, asked: object, notes: tuple[Note, ...]
) -> Announcing:
    reply = await carry_out(context.office, command, actor=actor, key=key, asked=asked, notes=notes)
    if isinstance(reply, tuple):
        return NotAnnounced(*reply)
    made = reply["made"]
    assert isinstance(made, list)
    return Announced(tuple(made))
