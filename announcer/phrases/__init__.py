"""What is said, as tokens, and what each engine must be given to say it right.

The sentence of a call is "Nomor antrean A, nol satu dua, silakan ke loket dua.": the letter, then the digits one by one, or the
number as a cardinal, by the office's choice. espeak-ng gets digits, recorded clips need the words.
"""

from announcer.phrases.calls import announcement_phrase, call_phrase, letter_phrase, reading_phrase, withdrawal_phrase
from announcer.phrases.clips import (
    LETTERS,
    PROMPTS,
    Clips,
    MissingClip,
    clips_for,
)
from announcer.phrases.espeak import espeak_text
from announcer.phrases.normaliser import normalised
from announcer.phrases.numbers import DIGITS, NUMBER_WORDS, number_words, ordinal_words
from announcer.phrases.tokens import (
    Comma,
    Digit,
    Letter,
    Number,
    Ordinal,
    Phrase,
    PhraseError,
    Stop,
    Token,
    Words,
)
from announcer.phrases.writing import said_words, seconds, written
from announcer.template import TemplateError, check_template

__all__ = [
    "DIGITS",
    "LETTERS",
    "NUMBER_WORDS",
    "PROMPTS",
    "Clips",
    "Comma",
    "Digit",
    "Letter",
    "MissingClip",
    "Number",
    "Ordinal",
    "Phrase",
    "PhraseError",
    "Stop",
    "TemplateError",
    "Token",
    "Words",
    "announcement_phrase",
    "call_phrase",
    "check_template",
    "clips_for",
    "espeak_text",
    "letter_phrase",
    "normalised",
    "number_words",
    "ordinal_words",
    "reading_phrase",
    "said_words",
    "seconds",
    "withdrawal_phrase",
    "written",
]
