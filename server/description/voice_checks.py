"""What must agree in the office's voice and rooms. Each disagreement is one Indonesian sentence that says what to change."""

import re
from collections.abc import Iterator, Sequence

from server.description.change_words import clock_words
from server.description.office import Description
from server.description.room import Room
from server.description.template import Kind, TemplateError, check_template, unspeakable
from server.description.voice import Spoken, Voice

# As announcer/pronunciation/correction.py has them; a test holds both to one table.
_WORD = re.compile(r"[A-Za-z]+(?:[-'][A-Za-z]+)*(?:-\d+)?\.?")
_SAID = re.compile(r"[a-zéèê]+(?:[ '-][a-zéèê]+)*")
_VOWEL = re.compile(r"[aiueoéèê]")
_CROWD = re.compile(r"[^aiueoéèê '-]{5}")
_ABBREVIATION = re.compile(r"(?=.*[A-Za-z])[A-Za-z0-9]+(?:[./-][A-Za-z0-9]+)*\.?")


def voice_disagreements(description: Description) -> Iterator[str]:
    """Every disagreement; none for a voice and rooms that can be used."""
    voice = description.voice
    yield from template_disagreements(voice)
    for span in voice.quieter:
        if span.begins == span.ends:
            yield f"Jam tenang mulai dan selesai pada {clock_words(span.begins)}. Ubah salah satunya."
    yield from word_disagreements(voice.words)
    yield from short_disagreements(voice.short)
    if voice.pack is not None and voice.pack == voice.second:
        yield "Bahasa kedua memakai rekaman yang sama dengan suara utama. Pilih rekaman lain."
    yield from _rooms(description)


def template_disagreements(voice: Voice) -> Iterator[str]:
    """What is wrong with the three sentences."""
    sentences: tuple[tuple[Kind, str, str], ...] = (
        ("call", "panggilan", voice.templates.call),
        ("withdrawal", "pembatalan", voice.templates.withdrawal),
        ("letter", "surat siap", voice.templates.letter),
    )
    for kind, name, text in sentences:
        try:
            check_template(kind, text)
        except TemplateError as error:
            yield f"Kalimat {name}: {error}"


def word_disagreements(words: Sequence[Spoken]) -> Iterator[str]:
    """What is wrong with the corrected words."""
    for word in words:
        said = word.said.lower()
        if not _WORD.fullmatch(word.written):
            yield f"Kata “{word.written}” bukan satu kata. Tulis satu kata saja, dengan huruf."
        elif not _SAID.fullmatch(said):
            yield f"Ucapan “{word.said}” untuk {word.written} tidak dapat dibaca. Pakai huruf saja, e ditulis é atau ê."
        elif mute := next((part for part in re.split(r"[ '-]", said) if not _readable(part)), None):
            yield f"Ucapan {word.written}: “{mute}” tidak dapat dibaca. Tambahkan huruf hidup, misalnya ka te pe."
    yield from _twice("Kata", words)


def _readable(part: str) -> bool:
    return _VOWEL.search(part) is not None and _CROWD.search(part) is None


def short_disagreements(short: Sequence[Spoken]) -> Iterator[str]:
    """What is wrong with the abbreviations."""
    for one in short:
        if not _ABBREVIATION.fullmatch(one.written):
            yield f"Singkatan “{one.written}” belum benar. Tulis seperti SKTM, RT/RW, atau a.n."
        elif wrong := unspeakable(one.said):
            yield f"Kepanjangan {one.written}: Tanda “{wrong}” tidak dapat diucapkan. Tulis dengan kata."
    yield from _twice("Singkatan", short)


def _twice(kind: str, words: Sequence[Spoken]) -> Iterator[str]:
    seen: set[str] = set()
    for word in words:
        if word.written.casefold() in seen:
            yield f"{kind} “{word.written}” ditulis dua kali. Cukup sekali."
        seen.add(word.written.casefold())


def _rooms(description: Description) -> Iterator[str]:
    names = [room.name for room in description.rooms]
    for index, name in enumerate(names):
        if name in names[:index]:
            yield f"Nama ruang “{name}” dipakai dua kali. Beri setiap ruang nama sendiri."
    owner: dict[str, Room] = {}
    for room in description.rooms:
        for counter in room.counters:
            if description.counter(counter) is None:
                yield f"Ruang {room.title} memuat loket {counter}, tetapi loket itu tidak ada."
            elif counter in owner:
                where = "dua kali" if owner[counter] is room else f"juga di ruang {owner[counter].title}"
                yield f"Loket {counter} ditulis {where}. Setiap loket ada di satu ruang saja."
            owner[counter] = room
