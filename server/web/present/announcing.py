"""`/umumkan` in words: what can be said now, and what became of the last announcements."""

from collections.abc import Mapping
from datetime import UTC, datetime
from types import MappingProxyType

from display.announcing_views import AnnouncedRow, AnnouncingView, ReadyText, RoomChoice
from server.description import Announcement
from server.description.announcement_differences import time_words
from server.description.template import MOST_SIGNS
from server.domain.announcement import Announcement as Made
from server.domain.calls import Outcome
from server.voice_trouble import voice_trouble
from server.web.present.announcement_words import spoken_words
from server.web.present.picture import Picture
from server.web.present.voice_state import room_voices
from server.web.words import UNSPOKEN_WORDS, clock_words

_SHOWN = 12
_NO_TIME = "Tidak ada istirahat atau jam tutup lagi hari ini."
_DOUBTFUL = "Jam komputer kantor diragukan, jadi jamnya tidak disebut."
_ERASED = "Kalimat sendiri (sudah dihapus)"
# Of a call it would mean that it was withdrawn; of an announcement that there were no words to say.
_WHY: Mapping[str, str] = MappingProxyType({**UNSPOKEN_WORDS, "withdrawn": "kalimatnya sudah tidak ada"})
_STATES: Mapping[Outcome, tuple[str, str]] = MappingProxyType(
    {
        Outcome.QUEUED: ("waiting", "belum terdengar, menunggu giliran"),
        Outcome.SPEAKING: ("speaking", "sedang diucapkan"),
        Outcome.SPOKEN: ("heard", "terdengar"),
        Outcome.WITHDRAWN: ("withdrawn", "dibatalkan"),
    }
)


def announcing_view(
    picture: Picture,
    texts: Mapping[str, str],
    *,
    key: str,
    text: str = "",
    room: str = "",
    urgent: bool = False,
    back: tuple[str, str] = ("/", "Halaman depan"),
    may_change: bool = False,
    problem: str = "",
) -> AnnouncingView:
    """`texts`: what officials typed, by the ids of the texts; `text`, `room` and `urgent` what was typed just now and refused."""
    description = picture.description
    return AnnouncingView(
        office=description.name,
        clock=picture.clock(),
        texts=tuple(_ready(picture, one) for one in description.announcements),
        rooms=_rooms(picture, room),
        rows=newest_rows(picture, texts),
        troubles=_troubles(picture),
        most=MOST_SIGNS["announcement"],
        text=text,
        urgent=urgent,
        key=key,
        back_path=back[0],
        back_words=back[1],
        may_change=may_change,
        problem=problem,
    )


def newest_rows(picture: Picture, texts: Mapping[str, str]) -> tuple[AnnouncedRow, ...]:
    newest = sorted(picture.state.announcements.values(), key=lambda one: -one.seq)[:_SHOWN]
    return tuple(_row(picture, one, texts) for one in newest)


def shown_texts(picture: Picture) -> tuple[str, ...]:
    """The ids of the erasable texts that the page shows."""
    newest = sorted(picture.state.announcements.values(), key=lambda one: -one.seq)[:_SHOWN]
    return tuple(one.text_id for one in newest if one.text_id)


def _row(picture: Picture, made: Made, texts: Mapping[str, str]) -> AnnouncedRow:
    local = datetime.fromtimestamp(made.made.wall_ms / 1000, UTC).astimezone(picture.description.zone)
    if made.outcome is Outcome.UNSPOKEN:
        heard, words = "unheard", f"tidak terdengar: {_WHY.get(made.why, 'pengeras suara bermasalah')}"
    else:
        heard, words = _STATES[made.outcome]
    return AnnouncedRow(
        made=made.seq,
        time=clock_words(local.hour, local.minute),
        what=_what(picture, made, texts),
        room=_room_title(picture, made.room),
        urgent=made.urgent,
        heard=heard,
        heard_words=words,
        may_withdraw=made.outcome in {Outcome.QUEUED, Outcome.UNSPOKEN},
    )


def _what(picture: Picture, made: Made, texts: Mapping[str, str]) -> str:
    if made.announcement:
        announcement = picture.description.announcement(made.announcement)
        return made.announcement if announcement is None else announcement.title
    words = texts.get(made.text_id) or _ERASED
    return f"Tes suara: {words}" if made.test else words


def _ready(picture: Picture, announcement: Announcement) -> ReadyText:
    words, why_not = announcement.text, ""
    if "{jam}" in words:
        words, why_not = _with_time(picture, announcement)
    room = "" if announcement.room is None else _room_title(picture, announcement.room)
    return ReadyText(
        id=announcement.id,
        title=announcement.title,
        words=words,
        why_not=why_not,
        room=room or ("Semua ruang" if picture.description.rooms else ""),
        urgent=announcement.urgent,
        planned=f"otomatis {time_words(announcement)}" if announcement.at else "",
    )


def _with_time(picture: Picture, announcement: Announcement) -> tuple[str, str]:
    now = picture.now
    if now is None:
        return "", ""
    if now.doubtful:
        return "", _DOUBTFUL
    words = spoken_words(announcement, picture.state.structure.week[now.local.weekday()], now.minute)
    return ("", _NO_TIME) if words is None else (words, "")


def _rooms(picture: Picture, chosen: str) -> tuple[RoomChoice, ...]:
    rooms = picture.description.rooms
    if len(rooms) < 2:
        return ()
    each = (RoomChoice(room.name, room.title, room.name == chosen) for room in rooms)
    return (RoomChoice("", "Semua ruang", not chosen), *each)


def _room_title(picture: Picture, name: str) -> str:
    rooms = picture.description.rooms
    return "" if len(rooms) < 2 else next((room.title for room in rooms if room.name == name), name)


def _troubles(picture: Picture) -> tuple[str, ...]:
    """Where nothing would be heard now."""
    named = len(picture.description.rooms) > 1
    return tuple(
        f"{f'{room.title}: ' if named else ''}{room.words} {room.advice}".strip()
        for room in room_voices(picture, "Pengaturan, Suara")
        if room.level == "mute" and voice_trouble(picture.presence, room.name)
    )
