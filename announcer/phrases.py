"""What is said for a call, as tokens, and what each engine must be given to say it right.

The sentence is "Nomor antrean A, nol satu dua, silakan ke loket dua.": the letter, then the digits one by one.
Only fixed templates are spoken. espeak-ng says digits right and the number words wrong (it reads "empat" with the e of
"enak"), so it gets digits; recorded clips need the words.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from types import MappingProxyType
from typing import assert_never

DIGITS = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")
NUMBER_WORDS = (*DIGITS, "sepuluh", "sebelas", "belas", "puluh", "ratus", "seratus")
OPENING = "nomor antrean"
INVITATION = "silakan ke loket"
LETTER = ("surat nomor", "siap diambil")
"""What stands before and after the ticket whose letter is ready."""
TAKEN_BACK = ("panggilan", "dibatalkan")
"""What stands before and after the ticket when a call no longer holds."""

# espeak-ng reads the e of "loket" as a schwa; a hyphen opens the second syllable and with it the vowel: lokɛt.
RESPELLED = MappingProxyType({"loket": "lo-ket"})
EXPANDED = MappingProxyType({"SKU": "surat keterangan usaha", "SKTM": "surat keterangan tidak mampu"})

_TICKET = re.compile(r"([A-Z])(\d{3,6})")
_SPELLED = re.compile(r"(?=\d*[A-Z])[A-Z0-9]{1,4}")
_SERVICE = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ,./()&-]{0,59}")
_VOWELS = re.compile(r"[aiueo]")
_SECONDS_A_SYLLABLE = 0.27
_RATE_MEASURED = 130


class PhraseError(ValueError):
    """The ticket, counter or service cannot be spoken; the message is an Indonesian sentence."""


@dataclass(frozen=True, slots=True)
class Words:
    """Fixed words, written in small letters."""

    text: str


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter, A to Z."""

    letter: str


@dataclass(frozen=True, slots=True)
class Digit:
    """One digit of a ticket, 0 to 9, always said on its own."""

    value: int


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number, 0 to 999, as for a counter."""

    value: int


@dataclass(frozen=True, slots=True)
class Comma:
    """A short rest."""


Token = Words | Letter | Digit | Number | Comma
Phrase = tuple[Token, ...]


def call_phrase(ticket: str, counter: str, service: str | None = None) -> Phrase:
    """The sentence for a ticket ("A012", "A1000") at a counter ("2", "12", "B").

    Raises PhraseError for anything else: free text never reaches the loudspeaker.
    """
    named = (*_service(service), Comma()) if service else ()
    return (Words(OPENING), *_ticket(ticket), Comma(), *named, Words(INVITATION), *_counter(counter))


def withdrawal_phrase(ticket: str) -> Phrase:
    """ "Panggilan A, nol satu dua, dibatalkan." Raises PhraseError as `call_phrase` does."""
    before, after = TAKEN_BACK
    return (Words(before), *_ticket(ticket), Comma(), Words(after))


def letter_phrase(ticket: str) -> Phrase:
    """ "Surat nomor A, nol satu dua, siap diambil." Raises PhraseError as `call_phrase` does."""
    before, after = LETTER
    return (Words(before), *_ticket(ticket), Comma(), Words(after))


def number_words(value: int) -> tuple[str, ...]:
    """0 to 999 in Indonesian, one clip a word: 12 is ("dua", "belas"), 246 ("dua", "ratus", "empat", "puluh", "enam")."""
    hundreds, rest = divmod(value, 100)
    tens, units = divmod(rest, 10)
    head: tuple[str, ...] = ()
    if hundreds == 1:
        head = ("seratus",)
    elif hundreds:
        head = (DIGITS[hundreds], "ratus")
    match tens, units:
        case 0, 0:
            return head or (DIGITS[0],)
        case 0, _:
            return (*head, DIGITS[units])
        case 1, 0:
            return (*head, "sepuluh")
        case 1, 1:
            return (*head, "sebelas")
        case 1, _:
            return (*head, DIGITS[units], "belas")
        case _, 0:
            return (*head, DIGITS[tens], "puluh")
        case _:
            return (*head, DIGITS[tens], "puluh", DIGITS[units])


def written(phrase: Phrase) -> str:
    """The sentence as people write it: "Nomor antrean A, nol satu dua, silakan ke loket dua."."""
    text = _join(
        phrase, lambda token: " ".join(clips_of(token)) if isinstance(token, Digit | Number) else _plain(token)
    )
    return text[0].upper() + text[1:] + "."


def espeak_text(phrase: Phrase) -> str:
    """The sentence for espeak-ng: digits parted by blanks, tens of 4 and 6 taken apart, "loket" respelled.

    A rest before the letter keeps "antrean A" from running together; espeak has no other way to part two vowels.
    """
    text = _join(phrase, lambda token: _espeak_number(token.value) if isinstance(token, Number) else _plain(token))
    for word, respelled in RESPELLED.items():
        text = re.sub(rf"\b{word}\b", respelled, text)
    for before in (OPENING, TAKEN_BACK[0]):
        text = text.replace(f"{before} ", f"{before}, ", 1)
    return text[0].upper() + text[1:] + "."


def clips_of(token: Token) -> tuple[str, ...]:
    """The clips that say a token: "A" for a letter, words for all else, nothing for a rest."""
    match token:
        case Words(text):
            return (text,)
        case Letter(letter):
            return (letter,)
        case Digit(value):
            return (DIGITS[value],)
        case Number(value):
            return number_words(value)
        case Comma():
            return ()
        case _:
            assert_never(token)


def seconds(phrase: Phrase, rate: int) -> float:
    """About how long the phrase takes, in seconds, at an espeak rate; from its syllables, good to a third."""
    spelled = sum(isinstance(token, Letter) for token in phrase)
    rests = sum(isinstance(token, Comma) for token in phrase)
    syllables = len(_VOWELS.findall(written(phrase).lower())) + spelled
    return (syllables * _SECONDS_A_SYLLABLE + rests * 0.25) * _RATE_MEASURED / rate


def _ticket(ticket: str) -> Phrase:
    found = _TICKET.fullmatch(ticket)
    if found is None:
        raise PhraseError("Nomor antrean harus satu huruf dan paling sedikit tiga angka, misalnya A012.")
    return (Letter(found[1]), Comma(), *(Digit(int(digit)) for digit in found[2]))


def _counter(counter: str) -> Phrase:
    if re.fullmatch(r"\d{1,3}", counter):
        return (Number(int(counter)),)
    if not _SPELLED.fullmatch(counter):
        raise PhraseError("Loket harus nomor sampai 999 atau paling banyak empat huruf dan angka, misalnya 2 atau B.")
    return tuple(Digit(int(sign)) if sign.isdigit() else Letter(sign) for sign in counter)


def _service(service: str) -> Phrase:
    """A service's name: abbreviations are expanded or spelled, numbers said as numbers, signs dropped."""
    if not _SERVICE.fullmatch(service):
        raise PhraseError("Nama layanan hanya boleh huruf dan angka, paling banyak 60 tanda.")
    tokens: list[Token] = []
    words: list[str] = []
    for word in re.findall(r"[A-Za-z]+|\d{1,3}", service):
        if word.isdigit() or (word.isupper() and word not in EXPANDED):
            if words:
                tokens.append(Words(" ".join(words)))
                words = []
            tokens.extend([Number(int(word))] if word.isdigit() else [Letter(letter) for letter in word])
        else:
            words.append(EXPANDED.get(word, word.lower()))
    if words:
        tokens.append(Words(" ".join(words)))
    return tuple(tokens)


def _plain(token: Token) -> str:
    match token:
        case Words(text):
            return text
        case Letter(letter):
            return letter
        case Digit(value) | Number(value):
            return str(value)
        case Comma():
            return ","
        case _:
            assert_never(token)


def _espeak_number(value: int) -> str:
    """Digits, because they sound right; but "40" and "60" get a wrong e unless the ten stands apart."""
    hundreds, rest = divmod(value, 100)
    tens, units = divmod(rest, 10)
    parts = ["100"] if hundreds == 1 else [f"{hundreds} ratus"] if hundreds else []
    if tens in (4, 6):
        parts.append(f"{tens} puluh")
        rest = units
    if rest or not parts:
        parts.append(str(rest))
    return " ".join(parts)


def _join(phrase: Phrase, say: Callable[[Token], str]) -> str:
    return re.sub(r" ,", ",", " ".join(say(token) for token in phrase))
