"""What has changed in how the loudspeaker speaks, and where."""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from server.description.change_words import became, clock_words, listed, sentences, things, yes_or_no
from server.description.office import Description
from server.description.room import Room
from server.description.voice import Quieter, Spoken, Voice

NUMBER_WORDS: Mapping[str, str] = MappingProxyType({"digits": "satu per satu", "cardinal": "sebagai bilangan"})
SPEAKER_WORDS: Mapping[str, str] = MappingProxyType({"device": "komputer penyuara", "tv": "TV"})


def voice_differences(old: Description, new: Description) -> Iterator[str]:
    """One sentence for each kind of change."""
    yield from sentences("Suara", [*_sound(old.voice, new.voice)])
    yield from _templates(old.voice, new.voice)
    yield from _spoken("Ucapan kata", old.voice.words, new.voice.words)
    yield from _spoken("Singkatan", old.voice.short, new.voice.short)
    yield from _pack("Rekaman suara", old.voice.pack, new.voice.pack)
    yield from _pack("Bahasa kedua", old.voice.second, new.voice.second)
    yield from things("Ruang", old.rooms, new.rooms, lambda r: r.name, lambda r: r.title, _room)


def _sound(old: Voice, new: Voice) -> Iterator[str]:
    yield from became("kecepatan", old.rate, new.rate)
    yield from became("diucapkan", f"{old.repeat} kali", f"{new.repeat} kali")
    yield from became("angka dibaca", NUMBER_WORDS[old.numbers], NUMBER_WORDS[new.numbers])
    yield from became("loket disebut", f"“{old.counter_word}”", f"“{new.counter_word}”")
    yield from became("nama loket diucapkan", yes_or_no(old.counter_names), yes_or_no(new.counter_names))
    yield from became("lonceng", yes_or_no(old.chime), yes_or_no(new.chime))
    yield from became("volume", f"{old.volume} %", f"{new.volume} %")
    yield from became("jam tenang", _quiet(old.quieter), _quiet(new.quieter))


def _quiet(spans: Sequence[Quieter]) -> str:
    return " dan ".join(f"{clock_words(s.begins)}–{clock_words(s.ends)} {s.volume} %" for s in spans) or "tidak ada"


def _templates(old: Voice, new: Voice) -> Iterator[str]:
    before, after = old.templates, new.templates
    for label, was, is_now in (
        ("Kalimat panggilan:", before.call, after.call),
        ("Kalimat pembatalan:", before.withdrawal, after.withdrawal),
        ("Kalimat surat siap:", before.letter, after.letter),
    ):
        # Its own full stop ends the sentence.
        yield from became(label, f"“{was}”", f"“{is_now}”")


def _spoken(kind: str, old: Sequence[Spoken], new: Sequence[Spoken]) -> Iterator[str]:
    before, after = {one.written: one.said for one in old}, {one.written: one.said for one in new}
    came = [f"{word} = {said}" for word, said in after.items() if word not in before]
    changed = [f"{word} = {said}" for word, said in after.items() if before.get(word, said) != said]
    went = [word for word in before if word not in after]
    for verb, words in (("ditambahkan", came), ("diubah", changed), ("dihapus", went)):
        if words:
            yield f"{kind} {verb}: {listed(words)}."


def _pack(kind: str, old: str | None, new: str | None) -> Iterator[str]:
    if old != new:
        yield f"{kind} {'dilepas' if new is None else 'dipasang' if old is None else 'diganti'}."


def _room(old: Room, new: Room) -> Iterator[str]:
    yield from became("judul", f"“{old.title}”", f"“{new.title}”")
    yield from became("loket", listed(old.counters), listed(new.counters))
    yield from became("pengeras", SPEAKER_WORDS[old.speaker], SPEAKER_WORDS[new.speaker])
