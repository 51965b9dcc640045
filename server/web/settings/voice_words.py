"""`/atur/suara/kata`: how single words are said, and what abbreviations stand for. A word is heard before it is kept."""

from collections.abc import Iterator, Sequence

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from display.settings_view import Group, Section, TrySection
from server.description import Description, Spoken
from server.description.voice_checks import short_disagreements, word_disagreements
from server.web import hearing
from server.web.context import Context, context_of
from server.web.settings.fields import Fields
from server.web.settings.form_page import FormPage, Values, change, save, show
from server.web.settings.typed import Typed, typed_of
from server.web.settings.voice import PATH as VOICE_PATH
from server.web.settings.voice import WORDS_PATH as PATH

ADD_PATH = f"{PATH}/tambah"
_MOST_WORDS, _MOST_SHORT = 500, 200
_LONGEST_WRITTEN, _LONGEST_SAID = 40, 60
_LEAD = "Untuk kata yang salah diucapkan, misalnya nama dusun, dan singkatan yang perlu diucapkan lengkap."
_E = "Tulis e seperti bunyinya: é seperti pada enak, ê seperti pada empat."
_MISSING = "Baris “{}” belum benar. Tulis seperti {}."


def _values(office: Description) -> Values:
    return {"words": _lines(office.voice.words), "short": _lines(office.voice.short)}


def _groups(fields: Fields, _office: Description) -> tuple[Group, ...]:
    short = "Satu tiap baris: SKTM = surat keterangan tidak mampu. Yang umum sudah dikenal tanpa ditulis di sini."
    return (
        Group(
            "Semua kata",
            (fields("words", "Kata dan ucapannya", "lines", help=f"Satu tiap baris: Tegalsari = têgalsari. {_E}"),),
        ),
        Group("Singkatan", (fields("short", "Singkatan dan kepanjangannya", "lines", help=short),)),
    )


def _applied(typed: Typed, office: Description) -> Description:
    words = _pairs(typed, "words", _MOST_WORDS, "Tegalsari = têgalsari")
    short = _pairs(typed, "short", _MOST_SHORT, "SKTM = surat keterangan tidak mampu")
    _note(typed, "words", word_disagreements(words))
    _note(typed, "short", short_disagreements(short))
    return msgspec.structs.replace(office, voice=msgspec.structs.replace(office.voice, words=words, short=short))


def _pairs(typed: Typed, name: str, most: int, example: str) -> tuple[Spoken, ...]:
    pairs = []
    for line in typed.lines(name, most, _LONGEST_WRITTEN + _LONGEST_SAID + 3):
        written, mark, said = (part.strip() for part in line.partition("="))
        if not (mark and written and said) or len(written) > _LONGEST_WRITTEN or len(said) > _LONGEST_SAID:
            typed.problems.setdefault(name, _MISSING.format(line[:24], example))
        pairs.append(_spoken(written, said) if name == "words" else Spoken(written, said))
    return tuple(pairs)


def _spoken(written: str, said: str) -> Spoken:
    """A phone types apostrophes of its own, and begins every line with a capital."""
    return Spoken(written.replace("’", "'"), said.replace("’", "'").lower())


def _note(typed: Typed, name: str, wrong: Iterator[str]) -> None:
    if name not in typed.problems and (sentence := next(wrong, None)):
        typed.problems[name] = sentence


def _lines(words: Sequence[Spoken]) -> str:
    return "\n".join(f"{word.written} = {word.said}" for word in words)


def _page(typed: Typed | None = None) -> FormPage:
    """`typed`: what was typed for one new word, when that cannot be kept."""

    async def above(context: Context, key: str) -> tuple[Section, ...]:
        fields = Fields({} if typed is None else typed.fields, {} if typed is None else typed.problems)
        one = (
            fields("written", "Kata", most=_LONGEST_WRITTEN, help="Seperti tertulis, misalnya Tegalsari."),
            fields("said", "Diucapkan", most=_LONGEST_SAID, help=_E),
        )
        digest = context.current.digest
        words = "Dengarkan dulu; yang sudah benar ditambahkan ke daftar di bawah."
        return (
            TrySection(
                "Satu kata", words, one, hearing.PATH, ADD_PATH, "Tambahkan", digest, f"{key}-kata", signs=("é", "ê")
            ),
        )

    return FormPage(
        PATH,
        "Ucapan kata",
        _values,
        _groups,
        _applied,
        lead=_LEAD,
        above=above,
        back_path=VOICE_PATH,
        back_words="Suara",
    )


async def show_words(request: Request) -> Response:
    return await show(request, _page())


async def save_words(request: Request) -> Response:
    return await save(request, _page())


async def add_word(request: Request) -> Response:
    """Keep the word that was tried; it takes the place of the same word's older correction."""
    typed, office = await typed_of(request), context_of(request).description
    word = _spoken(typed.words("written", _LONGEST_WRITTEN), typed.words("said", _LONGEST_SAID))
    others = tuple(one for one in office.voice.words if one.written.casefold() != word.written.casefold())
    words = (*others, word)
    if not typed.problems and (wrong := next(word_disagreements(words), None)):
        typed.problems["said"] = wrong
    if not typed.problems and len(words) > _MOST_WORDS:
        typed.problems["written"] = f"Daftar sudah penuh, {_MOST_WORDS} kata. Hapus kata lain dulu."
    if typed.problems:
        return await show(request, _page(typed), status=422)
    new = msgspec.structs.replace(office, voice=msgspec.structs.replace(office.voice, words=words))
    asked = (typed.raw("based_on"), typed.raw("key"))
    return await change(request, _page(typed), new, *asked, landing=PATH)
