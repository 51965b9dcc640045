"""What the office has chosen for its voice, as the feed tells it: the frame {"voice": {...}}."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

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
