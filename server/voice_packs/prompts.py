"""What a person reads into the microphone: one prompt for each clip that the office's sentences are made of."""

import re
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from types import MappingProxyType
from unicodedata import normalize

from server.description import Description
from server.voice_packs.languages import INDONESIAN, LANGUAGES

LETTERS: Mapping[str, str] = MappingProxyType(
    {
        "A": "a",
        "B": "be",
        "C": "ce",
        "D": "de",
        "E": "e",
        "F": "ef",
        "G": "ge",
        "H": "ha",
        "I": "i",
        "J": "je",
        "K": "ka",
        "L": "el",
        "M": "em",
        "N": "en",
        "O": "o",
        "P": "pe",
        "Q": "ki",
        "R": "er",
        "S": "es",
        "T": "te",
        "U": "u",
        "V": "fe",
        "W": "we",
        "X": "eks",
        "Y": "ye",
        "Z": "zet",
    }
)
"""How people say them."""
DIGITS = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")
TENS = ("sepuluh", "sebelas", "belas", "puluh", "ratus", "seratus")
SENTENCES = ("nomor antrean", "silakan ke", "loket", "meja", "panggilan", "dibatalkan", "surat nomor", "siap diambil")
THOUSANDS = ("ribu", "seribu")
ANNOUNCED = ("perhatian", "pukul", "sampai", "lewat", "menit", "pelayanan", "dibuka", "istirahat", "ditutup")
EXPANDED: Mapping[str, str] = MappingProxyType(
    {
        "SKTM": "surat keterangan tidak mampu",
        "SKU": "surat keterangan usaha",
        "SKDU": "surat keterangan domisili usaha",
        "SKD": "surat keterangan domisili",
        "SKCK": "surat keterangan catatan kepolisian",
        "SKL": "surat keterangan lahir",
        "SKBM": "surat keterangan belum menikah",
        "SPPT": "surat pemberitahuan pajak terutang",
        "SPTJM": "surat pernyataan tanggung jawab mutlak",
        "KTP-el": "K T P elektronik",
        "e-KTP": "K T P elektronik",
        "WIB": "waktu indonesia barat",
        "WITA": "waktu indonesia tengah",
        "WIT": "waktu indonesia timur",
        "APBDes": "A P B desa",
        "RAPBDes": "R A P B desa",
        "RPJMDes": "R P J M desa",
        "RKPDes": "R K P desa",
    }
)
"""Abbreviations that are not spelled letter by letter: they have to be recorded as words."""
BASE = (*LETTERS, *DIGITS, *TENS, *SENTENCES, *THOUSANDS, *ANNOUNCED)
"""The clips of an Indonesian pack for the sentences that an office has when it has written none of its own.

The announcer has both lists too, for it believes nobody; `tests/server/test_voice_pack_prompts.py` holds them together.
"""

_TAUGHT = re.compile(r"\{\w+\}")
_ABBREVIATION = re.compile(r"\b[A-Z]+\b")
_SIGNS = re.compile(r"[\w-]+|[^\w-]+")
_WORD = r"[^\W\d_]+(?:['’][^\W\d_]+)*"
_RUN = re.compile(rf"{_WORD}(?:[ -]+{_WORD})*")
_NO_SLUG = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Prompt:
    """`said` is the clip's key in the pack, `words` what is read in large letters, `hint` how it is meant."""

    said: str
    words: str
    hint: str
    group: str

    @property
    def clip(self) -> str:
        return clip_name(self.said)

    @property
    def most_s(self) -> float:
        """The longest a person may take for it, in seconds: a slow word takes one."""
        return 1.5 + len(self.said.split())


def prompts_of(language: str, sentence: str, office: Description) -> tuple[Prompt, ...]:
    """Everything to be recorded for a pack, in the order in which it is asked."""
    if language == INDONESIAN:
        own = [run for text in _own_texts(office) for run in runs_of(text)]
        return (*_letters(), *_digits(), *_words(TENS, "Angka"), *_sentences(own))
    said_in = f"Ucapkan dalam {LANGUAGES[language].replace('Bahasa', 'bahasa')}."
    runs = [*runs_of(sentence), *(run for text in _counter_texts(office) for run in runs_of(text))]
    digits = (Prompt(word, f"{value}", f"Angka {word}. {said_in}", "Angka") for value, word in enumerate(DIGITS))
    return (*_letters(), *digits, *_words(dict.fromkeys(runs), "Kalimat", said_in))


def runs_of(text: str) -> list[str]:
    """The stretches of words between placeholders, signs, numbers and abbreviations, in small letters.

    >>> runs_of("Nomor antrean {nomor}, silakan ke {loket}.")
    ['nomor antrean', 'silakan ke']
    """
    bare = _ABBREVIATION.sub(",", _TAUGHT.sub(",", text))
    return [" ".join(run.lower().replace("-", " ").split()) for run in _RUN.findall(bare)]


def covered(run: str, clips: Container[str]) -> bool:
    """Whether the words can be put together from those clips."""
    words, reached = run.split(), {0}
    for end in range(1, len(words) + 1):
        if any(" ".join(words[start:end]) in clips for start in reached):
            reached.add(end)
    return len(words) in reached


def clip_name(said: str) -> str:
    """The clip's name in addresses and, with `.wav`, in the pack: small letters, digits and hyphens."""
    if len(said) == 1 and said.isupper():
        return f"huruf-{said.lower()}"
    plain = normalize("NFKD", said).encode("ascii", "ignore").decode()
    slug = _NO_SLUG.sub("-", plain.lower()).strip("-")[:60]
    # Two spellings that fold to the same letters stay two clips.
    return slug if slug.replace("-", " ") == said else f"{slug}-{sha256(said.encode()).hexdigest()[:6]}".strip("-")


def _letters() -> tuple[Prompt, ...]:
    return tuple(Prompt(sign, sign, f"Huruf {sign}, dibaca “{name}”.", "Huruf") for sign, name in LETTERS.items())


def _digits() -> tuple[Prompt, ...]:
    return tuple(Prompt(word, word, f"Angka {value}.", "Angka") for value, word in enumerate(DIGITS))


def _sentences(own: Iterable[str]) -> tuple[Prompt, ...]:
    base = frozenset(BASE)
    more = dict.fromkeys(run for run in own if not covered(run, base))
    return (
        *_words(SENTENCES, "Kalimat"),
        *_words(more, "Kalimat kantor ini"),
        *_words(THOUSANDS, "Angka"),
        *_words(ANNOUNCED, "Pengumuman"),
    )


def _words(said: Iterable[str], group: str, hint: str = "") -> tuple[Prompt, ...]:
    return tuple(Prompt(one, one, hint or "Ucapkan seperti di tengah kalimat.", group) for one in said)


def _own_texts(office: Description) -> Iterable[str]:
    """The office's sentences and names, as they are read out."""
    templates = office.voice.templates
    written = [templates.call, templates.withdrawal, templates.letter, *_counter_texts(office)]
    if "{layanan}" in templates.call:
        written += (service.name for service in office.services)
    long = {**EXPANDED, **{spoken.written: spoken.said for spoken in office.voice.short}}
    for text in written:
        expanded = "".join(long.get(sign, sign) for sign in _SIGNS.findall(text))
        # Indonesian is said in plain letters: "Jum'at" is "jumat".
        yield normalize("NFKD", expanded).encode("ascii", "ignore").decode().replace("'", "")


def _counter_texts(office: Description) -> Iterable[str]:
    if office.voice.counter_names:
        for counter in office.counters:
            # A capital alone is a word of the name; several are spelled.
            yield " ".join(word if len(word) > 1 and word.isupper() else word.lower() for word in counter.name.split())
    else:
        yield office.voice.counter_word
