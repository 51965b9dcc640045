"""The sentence as people write and read it."""

import re
from typing import assert_never

from announcer.phrases.numbers import DIGITS, number_words, ordinal_words
from announcer.phrases.tokens import Comma, Digit, Letter, Number, Ordinal, Phrase, Stop, Token, Words

_VOWELS = re.compile(r"[aiueoéèê]")
_SECONDS_A_SYLLABLE = 0.27
_RATE_MEASURED = 130
_COMMA_S, _STOP_S = 0.25, 0.45


def written(phrase: Phrase) -> str:
    """The sentence in words: "Nomor antrean A, nol satu dua, silakan ke loket dua.". "" for nothing."""
    text = " ".join(_written(token) for token in phrase)
    sentences = re.sub(r" ([,.])", r"\1", text).split(". ")
    return ". ".join(sentence[:1].upper() + sentence[1:] for sentence in sentences) + "." if text else ""


def said_words(token: Token) -> tuple[str, ...]:
    """The words of a token one by one, letters as capitals; nothing for a rest."""
    match token:
        case Words(text):
            return tuple(text.split())
        case Letter(letter):
            return (letter,)
        case Digit(value):
            return (DIGITS[value],)
        case Number(value):
            return number_words(value)
        case Ordinal(value):
            return ordinal_words(value)
        case Comma() | Stop():
            return ()
        case _:
            assert_never(token)


def seconds(phrase: Phrase, rate: int) -> float:
    """About how long the phrase takes, in seconds, at an espeak rate; from its syllables, good to a third."""
    spelled = sum(isinstance(token, Letter) for token in phrase)
    commas = sum(isinstance(token, Comma) for token in phrase)
    stops = sum(isinstance(token, Stop) for token in phrase)
    syllables = len(_VOWELS.findall(written(phrase).lower())) + spelled
    return (syllables * _SECONDS_A_SYLLABLE + commas * _COMMA_S + stops * _STOP_S) * _RATE_MEASURED / rate


def _written(token: Token) -> str:
    match token:
        case Comma():
            return ","
        case Stop():
            return "."
        case _:
            return " ".join(said_words(token))
