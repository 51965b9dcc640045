"""What each room hears at this moment, and how the last trial of its loudspeaker went, in words."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from types import MappingProxyType

from display.room_voice import Level, RoomVoice, Trial
from server.description import Description, Room
from server.domain.announcement import Announcement
from server.domain.calls import Outcome
from server.presence import STANDING_BY, Voice
from server.voice_trouble import GONE, voice_trouble
from server.web.present.picture import Picture
from server.web.present.voice_frame import volume_at
from server.web.voice_advice import advice
from server.web.words import UNSPOKEN_WORDS, clock_words

_QUIET = "Tidak terdengar apa-apa: jam tenang sedang berlaku dengan volume 0."
_QUIET_ADVICE = "Panggil dengan suara sendiri, atau ubah jam tenang di {}."
_MUTE: Mapping[str, str] = MappingProxyType(
    {GONE: "komputer penyuara terputus", STANDING_BY: "belum ada penyuara yang memegang ruang ini"}
)
_SOMETHING = "pengeras suara bermasalah"
_KINDS: Mapping[str, str] = MappingProxyType({"pyttsx3": "suara komputer", "clips": "rekaman sendiri"})


def rooms_of(office: Description) -> tuple[Room, ...]:
    """The rooms; an office without any is one."""
    return office.rooms or (office.room(""),)


def room_voices(picture: Picture, settings: str = "halaman ini") -> tuple[RoomVoice, ...]:
    """`settings`: how the page that tells of it names the page of the voice's settings."""
    return tuple(_room(picture, room, settings) for room in rooms_of(picture.description))


def _room(picture: Picture, room: Room, settings: str) -> RoomVoice:
    voice = picture.presence.voice_in(room.name)
    trouble = voice_trouble(picture.presence, room.name)
    trial = _trial(picture, room)
    muted = picture.now is not None and volume_at(picture.description.voice, picture.now.minute) == 0
    if muted and trouble in {"", "silent"}:
        return RoomVoice(room.name, room.title, "mute", _QUIET, _QUIET_ADVICE.format(settings), trial)
    if not trouble:
        return RoomVoice(room.name, room.title, "well", _well(room, voice), "", trial)
    level: Level = "part" if voice is not None and voice.sound == "chime" else "mute"
    if trial is not None and trial.advice == advice(trouble):
        trial = replace(trial, advice="")  # once is enough
    return RoomVoice(room.name, room.title, level, _ill(trouble, level), advice(trouble), trial)


def _well(room: Room, voice: Voice | None) -> str:
    kind = _KINDS.get(voice.voice if voice else "", "")
    how = f" dengan {kind}" if kind else ""
    where = " lewat TV" if room.speaker == "tv" else ""
    return f"Panggilan diucapkan{how}{where}."


def _ill(trouble: str, level: Level) -> str:
    if level == "part":
        why = "suara Indonesia tidak ada" if trouble == "no_voice" else UNSPOKEN_WORDS.get(trouble, _SOMETHING)
        return f"Hanya lonceng yang terdengar: {why}."
    return f"Tidak terdengar apa-apa: {_MUTE.get(trouble) or UNSPOKEN_WORDS.get(trouble, _SOMETHING)}."


def _trial(picture: Picture, room: Room) -> Trial | None:
    tests = [one for one in picture.state.announcements.values() if one.test and one.room == room.name]
    if not tests:
        return None
    newest = max(tests, key=lambda one: one.seq)
    local = datetime.fromtimestamp(newest.made.wall_ms / 1000, UTC).astimezone(picture.description.zone)
    trial = _heard(newest, clock_words(local.hour, local.minute))
    if newest.why == "silent" and volume_at(picture.description.voice, local.hour * 60 + local.minute) == 0:
        # It was the hour: nobody has started the announcer mute.
        return replace(trial, advice="")
    return trial


def _heard(trial: Announcement, time: str) -> Trial:
    match trial.outcome:
        case Outcome.QUEUED:
            return Trial(time, "waiting", "menunggu giliran")
        case Outcome.SPEAKING:
            return Trial(time, "speaking", "sedang diucapkan")
        case Outcome.SPOKEN:
            return Trial(time, "heard", "terdengar")
        case Outcome.UNSPOKEN:
            words = UNSPOKEN_WORDS.get(trial.why, _SOMETHING)
            return Trial(time, "unheard", f"tidak terdengar, {words}", advice(trial.why))
        case Outcome.WITHDRAWN:
            return Trial(time, "unheard", "ditarik")
