"""What the office has chosen for its voice, as the feed tells it: the frame {"voice": {...}}."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal

from announcer.template import TemplateError, check_template

log = logging.getLogger("announcer")

SLOWEST, FASTEST = 110, 150
"""Words a minute, as espeak counts them."""
MOST_WORDS = 500
"""Entries of a table that are taken in; what comes after them is left out."""

_NONE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Templates:
    """The sentences. Placeholders: {nomor} the ticket, {loket} the counter, {layanan} the service."""

    call: str = "Nomor antrean {nomor}, silakan ke {loket}."
    withdrawal: str = "Panggilan {nomor}, dibatalkan."
    letter: str = "Surat nomor {nomor}, siap diambil."


@dataclass(frozen=True, slots=True)
class VoiceSettings:
    """`rate` 110 to 150 words a minute; `repeat` 1 to 3; `volume` in percent at this moment (quiet hours counted in, 0 is silence).

    `counters` says what stands for {loket}: id to words ("loket 2", "meja pendaftaran"); without an entry it is "loket" and the id.
    `services`: letter to the service's name. `words`: a word to how it is said. `short`: an abbreviation to its words.
    `pack` and `second` are digests of clip packs, "" for none. `rooms`: name to what sounds there.
    """

    rate: int = 130
    repeat: int = 2
    numbers: Literal["digits", "cardinal"] = "digits"
    chime: bool = True
    volume: int = 100
    templates: Templates = Templates()
    counters: Mapping[str, str] = field(default_factory=lambda: _NONE)
    services: Mapping[str, str] = field(default_factory=lambda: _NONE)
    words: Mapping[str, str] = field(default_factory=lambda: _NONE)
    short: Mapping[str, str] = field(default_factory=lambda: _NONE)
    pack: str = ""
    second: str = ""
    rooms: Mapping[str, Literal["device", "tv"]] = field(default_factory=lambda: MappingProxyType({"": "device"}))


DEFAULT_SETTINGS = VoiceSettings()


def settings_of(data: Mapping[str, Any]) -> VoiceSettings:
    """The settings of a voice frame's object. Never raises: a missing, malformed or unknown value is the default's.

    A sentence that could not be spoken falls back to the default one too, and the log says which.
    """
    default = DEFAULT_SETTINGS
    numbers: Literal["digits", "cardinal"] = "cardinal" if data.get("numbers") == "cardinal" else "digits"
    chime = data.get("chime")
    return VoiceSettings(
        rate=_whole(data.get("rate"), SLOWEST, FASTEST, default.rate),
        repeat=_whole(data.get("repeat"), 1, 3, default.repeat),
        numbers=numbers,
        chime=chime if isinstance(chime, bool) else default.chime,
        volume=_whole(data.get("volume"), 0, 100, default.volume),
        templates=_templates(data.get("templates")),
        counters=_texts(data.get("counters")),
        services=_texts(data.get("services")),
        words=_texts(data.get("words")),
        short=_texts(data.get("short")),
        pack=_text(data.get("pack")),
        second=_text(data.get("second")),
        rooms=_rooms(data.get("rooms")),
    )


def _whole(value: object, least: int, most: int, default: int) -> int:
    # True and False are numbers to Python, but to no office.
    whole = isinstance(value, int) and not isinstance(value, bool) and least <= value <= most
    return value if whole and isinstance(value, int) else default


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _texts(value: object) -> Mapping[str, str]:
    if not isinstance(value, Mapping):
        return _NONE
    texts = {key: text for key, text in value.items() if isinstance(key, str) and isinstance(text, str)}
    return MappingProxyType(dict(list(texts.items())[:MOST_WORDS]))


def _templates(value: object) -> Templates:
    given, default = value if isinstance(value, Mapping) else _NONE, DEFAULT_SETTINGS.templates
    return Templates(
        call=_template("call", given.get("call", default.call), default.call),
        withdrawal=_template("withdrawal", given.get("withdrawal", default.withdrawal), default.withdrawal),
        letter=_template("letter", given.get("letter", default.letter), default.letter),
    )


def _template(kind: Literal["call", "withdrawal", "letter"], text: object, default: str) -> str:
    try:
        if not isinstance(text, str):
            raise TemplateError("not a text")  # noqa: TRY301 - the same way back as for a text that cannot be spoken
        check_template(kind, text)
    except TemplateError as error:
        log.warning("voice settings: the sentence for a %s is not used: %s", kind, error)
        return default
    return text


def _rooms(value: object) -> Mapping[str, Literal["device", "tv"]]:
    if not isinstance(value, Mapping):
        return DEFAULT_SETTINGS.rooms
    rooms: dict[str, Literal["device", "tv"]] = {}
    for name, speaker in value.items():
        if isinstance(name, str):
            rooms[name] = "tv" if speaker == "tv" else "device"
    return MappingProxyType(rooms) if rooms else DEFAULT_SETTINGS.rooms
