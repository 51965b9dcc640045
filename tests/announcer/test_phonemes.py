"""What the voice really says, told by its own phonemes: golden IPA, and every ticket heard out of the sounds again."""

import asyncio
import re

import pytest

from announcer.phrases import call_phrase, espeak_text, withdrawal_phrase
from announcer.process import run
from announcer.voices.pyttsx3 import Pyttsx3Voice

DIGITS = ("nol", "satu", "dua", "tiɡa", "əmpat", "lima", "ənam", "tudʒuh", "dəlapan", "səmbilan")
SPELLED = "a be tʃe de e ɛf ɡe ha i dʒe ka ɛl ɛm ɛn o pe ki ɛr ɛs te u fe we ɛks je zɛt"
LETTERS = dict(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", SPELLED.split(), strict=True))


async def phonemes(texts: list[str]) -> list[str]:
    voice = Pyttsx3Voice(run, rate=130, timeout=60)
    return [_unstressed(sounds) for sounds in await voice.phonemes(texts)]


@pytest.mark.parametrize(
    ("ticket", "counter", "ipa"),
    [
        ("A012", "2", "nomɔr antrɛan | a | nol satu dua | silakan kə lokɛt dua"),
        ("B446", "14", "nomɔr antrɛan | be | əmpat əmpat ənam | silakan kə lokɛt əmpatbəlas"),
        ("A1000", "46", "nomɔr antrɛan | a | satu nol nol nol | silakan kə lokɛt əmpat puluh ənam"),
        ("E000", "11", "nomɔr antrɛan | e | nol nol nol | silakan kə lokɛt səbəlas"),
        ("X999", "160", "nomɔr antrɛan | ɛks | səmbilan səmbilan səmbilan | silakan kə lokɛt səratus ənam puluh"),
    ],
)
async def test_golden_sounds(ticket: str, counter: str, ipa: str) -> None:
    assert await phonemes([espeak_text(call_phrase(ticket, counter))]) == [ipa]


async def test_a_withdrawal_sounds_right() -> None:
    assert await phonemes([espeak_text(withdrawal_phrase("B446"))]) == ["paŋɡilan | be | əmpat əmpat ənam | dibatalkan"]


def test_every_ticket_can_be_heard_out_of_its_sounds() -> None:
    tickets = [f"{letter}{number:03}" for letter in LETTERS for number in range(1000)]
    sounds = asyncio.run(phonemes([espeak_text(call_phrase(ticket, "1")) for ticket in tickets]))
    assert [_heard(said) for said in sounds] == tickets


def _heard(ipa: str) -> str:
    opening, letter, digits, invitation = ipa.split(" | ")
    assert (opening, invitation) == ("nomɔr antrɛan", "silakan kə lokɛt satu")
    letters = {sound: name for name, sound in LETTERS.items()}
    return letters[letter] + "".join(str(DIGITS.index(sound)) for sound in digits.split())


def _unstressed(ipa: str) -> str:
    return re.sub("[ˈˌ]", "", ipa)
