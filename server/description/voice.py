"""How the loudspeaker speaks: speed, repetitions, words, and when it is quieter."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from server.description.fields import ClockTime, Digest, Name
from server.description.template import TemplateError as TemplateError
from server.description.template import check_template as check_template

Template = Annotated[str, Meta(min_length=1, max_length=160)]


class Quieter(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """From `begins` to `ends` (office time, every day; across midnight when `ends` is the earlier one) the voice has `volume`
    percent; 0 is silence.
    """

    begins: ClockTime
    ends: ClockTime
    volume: Annotated[int, Meta(ge=0, le=100)]


class Templates(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The sentences. Placeholders: {nomor} the ticket, {loket} the counter, {layanan} the service."""

    call: Template = "Nomor antrean {nomor}, silakan ke {loket}."
    withdrawal: Template = "Panggilan {nomor}, dibatalkan."
    letter: Template = "Surat nomor {nomor}, siap diambil."


class Spoken(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A word and how it is said: for `words` the same word with its e written as it sounds (`é`, `è` or the schwa `ê`) or respelled;
    for `short` what an abbreviation stands for.
    """

    written: Annotated[str, Meta(min_length=1, max_length=40)]
    said: Name


class Voice(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`rate` in words a minute as espeak counts them; `volume` in percent. `pack` is the clip voice that speaks when it has every
    clip of a sentence, `second` the one that follows in another language; both name a pack by its digest.
    """

    rate: Annotated[int, Meta(ge=110, le=150)] = 130
    repeat: Annotated[int, Meta(ge=1, le=3)] = 2
    numbers: Literal["digits", "cardinal"] = "digits"
    counter_word: Literal["loket", "meja"] = "loket"
    counter_names: bool = False
    chime: bool = True
    volume: Annotated[int, Meta(ge=10, le=100)] = 100
    quieter: Annotated[tuple[Quieter, ...], Meta(max_length=6)] = ()
    templates: Templates = Templates()
    words: Annotated[tuple[Spoken, ...], Meta(max_length=500)] = ()
    short: Annotated[tuple[Spoken, ...], Meta(max_length=200)] = ()
    pack: Digest | None = None
    second: Digest | None = None
