"""The call once more in a regional language, after the Indonesian one: only from clips, whole or not at all."""

import asyncio
import re
from pathlib import Path

from announcer.phrases import Comma, Digit, Letter, Phrase, Token, Words
from announcer.voices.base import Health, VoiceError
from announcer.voices.clips import join
from announcer.voices.pack import INDONESIAN, Pack, PackError, load_pack
from announcer.wav import WavError
from announcer.why import Why

_PARTS = re.compile(r"\{nomor\}|\{loket\}|[,;:.!?]|[^{},;:.!?]+")
_SIGNS = re.compile(r"\d|[^\W\d_]+(?:['’][^\W\d_]+)*")
_TICKET = re.compile(r"([A-Z])(\d{3,6})")


class SecondVoice:
    """Says calls in the language of the pack in `folder`. There is no other voice for it: what was not recorded is left out."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def check(self) -> Health:
        try:
            pack = await asyncio.to_thread(_regional, self._folder)
        except PackError:
            return Health("none", "none", Why.NO_VOICE)
        return Health("clips", pack.identity)

    async def phrase(self, ticket: str, counter_words: str) -> Phrase:
        """The call of a ticket ("A012") to what the office calls the counter ("loket 2"), in the pack's sentence.

        Raises PackError when there is no such pack, or nothing that can be said.
        """
        pack = await asyncio.to_thread(_regional, self._folder)
        return regional_phrase(pack.sentence, ticket, counter_words)

    async def render(self, phrase: Phrase, out: Path) -> None:
        """Writes the phrase, once. Raises VoiceError when a clip is missing; then `out` is absent."""
        try:
            await asyncio.to_thread(lambda: join(_regional(self._folder), phrase, out))
        except (PackError, WavError, OSError, LookupError) as error:
            raise VoiceError(Why.NO_VOICE, f"second language: {error}") from error


def regional_phrase(sentence: str, ticket: str, counter_words: str) -> Phrase:
    """The sentence with the ticket letter by letter and digit by digit, and the counter's number digit by digit: how tens are made
    differs from language to language, and a digit is a digit in all of them.

    >>> regional_phrase("{nomor}, mangga dhateng {loket}.", "A012", "loket 2")[-2:]
    (Words(text='loket'), Digit(value=2))
    """
    found = _TICKET.fullmatch(ticket)
    if found is None:
        raise PackError(f"not a ticket: {ticket}")
    said: list[Token] = []
    for part in _PARTS.findall(sentence):
        match part:
            case "{nomor}":
                said += [Letter(found[1]), Comma(), *(Digit(int(digit)) for digit in found[2])]
            case "{loket}":
                said += _signs(counter_words)
            case _ if part in ",;:.!?":
                said.append(Comma())
            case _:
                said += _signs(part)
    while said and isinstance(said[-1], Comma):
        said.pop()
    return tuple(said)


def _signs(text: str) -> list[Token]:
    """Words as words, each digit and each letter of an abbreviation on its own."""
    found: list[Token] = []
    for part in _SIGNS.findall(text):
        if part.isdigit():
            found.append(Digit(int(part)))
        elif part.isupper() and part.isascii():
            found.extend(Letter(letter) for letter in part)
        else:
            found.append(Words(part.lower()))
    return found


def _regional(folder: Path) -> Pack:
    pack = load_pack(folder)
    if pack.language == INDONESIAN:
        raise PackError(f"{folder}: an Indonesian pack follows nobody")
    return pack
