"""What is said for a call, for one that is taken back, for a letter, for an announcement and for a page."""

import re

from announcer.phrases.normaliser import normalised, tokenised
from announcer.phrases.tickets import ticket_tokens
from announcer.phrases.tokens import (
    Comma,
    Digit,
    Letter,
    Number,
    Phrase,
    PhraseError,
    Token,
    canonical,
    without_echo,
    words,
)
from announcer.settings import DEFAULT_SETTINGS, VoiceSettings
from announcer.template import Placeholder, pieces

LONGEST_TEXT = 400
"""Signs of a free text that are read; what comes after them is left out."""

_COUNTER_NUMBER = re.compile(r"[0-9]{1,3}")
_SPELLED = re.compile(r"(?=[0-9]*[A-Z])[A-Z0-9]{1,4}")
_HALF = re.compile(r"(?<![0-9/.,])([13])/([24])(?![0-9/])")
"""In the name of a counter these are two numbers, never a fraction: a wrong place would be heard."""
_SERVICE = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ,./()&-]{0,59}")


def call_phrase(
    ticket: str, counter: str, settings: VoiceSettings = DEFAULT_SETTINGS, *, service: str | None = None
) -> Phrase:
    """The sentence for a ticket ("A012", "A1000") at a counter ("2", "12", "B"), in the office's words.

    `service` is said even when the office's sentence has no place for it, right after the number; without it {layanan} is the
    name that the office gave to the ticket's letter. Whether a ticket has priority is never said: the room need not know of whom
    it holds. Raises PhraseError for anything that is no ticket, counter or service: free text never gets here.
    """
    number = ticket_tokens(ticket, settings.numbers)
    values = {
        "nomor": number,
        "loket": _counter(counter, settings),
        "layanan": normalised(settings.services.get(ticket[0], ""), settings)
        if service is None
        else _service(service, settings),
    }
    if service is not None and "{layanan}" not in settings.templates.call:
        values["nomor"] = (*number, Comma(), *values["layanan"])
    return _filled(settings.templates.call, values, settings)


def withdrawal_phrase(ticket: str, settings: VoiceSettings = DEFAULT_SETTINGS) -> Phrase:
    """ "Panggilan A, nol satu dua, dibatalkan." Raises PhraseError as `call_phrase` does."""
    return _filled(settings.templates.withdrawal, {"nomor": ticket_tokens(ticket, settings.numbers)}, settings)


def letter_phrase(ticket: str, settings: VoiceSettings = DEFAULT_SETTINGS) -> Phrase:
    """ "Surat nomor A, nol satu dua, siap diambil." Raises PhraseError as `call_phrase` does."""
    return _filled(settings.templates.letter, {"nomor": ticket_tokens(ticket, settings.numbers)}, settings)


def announcement_phrase(text: str, settings: VoiceSettings = DEFAULT_SETTINGS) -> Phrase:
    """An official's text, as people would read it out. Raises PhraseError when nothing in it can be said."""
    phrase = normalised(_cut(text), settings)
    if not phrase:
        raise PhraseError("Pengumuman tidak memuat kata yang bisa diucapkan; tulis dengan huruf biasa.")
    return phrase


def reading_phrase(sentence: str, settings: VoiceSettings = DEFAULT_SETTINGS) -> Phrase:
    """A sentence of a page as tokens; empty when nothing in it can be said."""
    return normalised(_cut(sentence), settings)


def _cut(text: str) -> str:
    """At the last blank that is near enough, so that no half word is said."""
    return text if len(text) <= LONGEST_TEXT else text[: text.rfind(" ", 0, LONGEST_TEXT + 1)][:LONGEST_TEXT]


def _filled(template: str, values: dict[str, Phrase], settings: VoiceSettings) -> Phrase:
    """The template's words with the values in their places; what it does not know is left out."""
    tokens: list[Token] = []
    for piece in pieces(template):
        if isinstance(piece, Placeholder):
            tokens += without_echo(tokens, values.get(piece.name, ()))
        else:
            tokens += tokenised(piece, settings)
    return canonical(tokens)


def _counter(counter: str, settings: VoiceSettings) -> Phrase:
    if named := normalised(_HALF.sub(r"\1 garis miring \2", settings.counters.get(counter, "")), settings):
        return named
    loket = words("loket")
    if _COUNTER_NUMBER.fullmatch(counter):
        return (loket, Number(int(counter)))
    if not _SPELLED.fullmatch(counter):
        raise PhraseError("Loket harus nomor sampai 999 atau paling banyak empat huruf dan angka, misalnya 2 atau B.")
    return (loket, *(Digit(int(sign)) if sign.isdigit() else Letter(sign) for sign in counter))


def _service(service: str, settings: VoiceSettings) -> Phrase:
    if not _SERVICE.fullmatch(service):
        raise PhraseError("Nama layanan hanya boleh huruf dan angka, paling banyak 60 tanda.")
    return normalised(service, settings)
