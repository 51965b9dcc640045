"""What the voice really says, told by espeak-ng itself after it was given the phonemes: against tables that people can read."""

import asyncio
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from announcer.phrases import call_phrase, espeak_text, withdrawal_phrase
from announcer.process import run
from announcer.pronunciation import lexicon
from announcer.pronunciation.marks import bare, pattern
from announcer.voices.pyttsx3 import Pyttsx3Voice

DATA = Path(__file__).parents[1] / "data"
DIGITS = ("nol", "satu", "dua", "tiɡa", "əmpat", "lima", "ənam", "tudʒuh", "dəlapan", "səmbilan")
SPELLED = "a be tʃe de e ɛf ɡe ha i dʒe ka ɛl ɛm ɛn o pe ki ɛr ɛs te u fe we ɛks je zɛt"
LETTERS = dict(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", SPELLED.split(), strict=True))


async def phonemes(texts: list[str], words: Mapping[str, str] | None = None) -> list[str]:
    voice = Pyttsx3Voice(run, rate=130, timeout=60)
    voice.set(130, words or {})
    return [re.sub("[ˈˌ]", "", sounds) for sounds in await voice.phonemes(texts)]


@pytest.mark.parametrize(
    ("ticket", "counter", "ipa"),
    [
        ("A012", "2", "nomɔr antrɛan | a | nol satu dua | silakan kə lokɛt dua"),
        ("B446", "14", "nomɔr antrɛan | be | əmpat əmpat ənam | silakan kə lokɛt əmpat bəlas"),
        ("A1000", "46", "nomɔr antrɛan | a | satu nol nol nol | silakan kə lokɛt əmpat puluh ənam"),
        ("E000", "11", "nomɔr antrɛan | e | nol nol nol | silakan kə lokɛt səbəlas"),
        ("X999", "160", "nomɔr antrɛan | ɛks | səmbilan səmbilan səmbilan | silakan kə lokɛt səratus ənam puluh"),
    ],
)
async def test_golden_sounds(ticket: str, counter: str, ipa: str) -> None:
    assert await phonemes([espeak_text(call_phrase(ticket, counter))]) == [ipa]


async def test_a_withdrawal_sounds_right() -> None:
    assert await phonemes([espeak_text(withdrawal_phrase("B446"))]) == ["paŋɡilan | be | əmpat əmpat ənam | dibatalkan"]


async def test_the_golden_table() -> None:
    table = rows("sounds.tsv")
    told = await phonemes([written for written, _ in table])
    assert dict(zip((written for written, _ in table), told, strict=True)) == dict(table)


async def test_every_number_to_999() -> None:
    """As a number, as words, and digit by digit."""
    table = rows("numbers.tsv")
    assert len(table) == 1000
    sounds = [ipa for _, _, ipa in table]
    assert await phonemes([digits for digits, _, _ in table]) == sounds
    assert await phonemes([words for _, words, _ in table]) == sounds
    one_by_one = await phonemes([" ".join(f"{number:03}") for number in range(1000)])
    assert one_by_one == [" ".join(DIGITS[int(digit)] for digit in f"{number:03}") for number in range(1000)]


def rows(name: str) -> list[list[str]]:
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


async def test_letters_alone_and_in_a_row() -> None:
    assert await phonemes(list(LETTERS)) == list(LETTERS.values())
    abbreviations = ["SKTM", "BPJS", "KTP", "NPWP", "SKCK", "PBB", "BPHTB", "RT", "RW", "KK", "UMKM"]
    assert await phonemes(abbreviations) == [" ".join(LETTERS[letter] for letter in word) for word in abbreviations]
    assert await phonemes(["KTP-el."]) == ["ka te pe ɛl"]


@pytest.mark.parametrize("step", [11, pytest.param(1, marks=pytest.mark.soak)])
def test_every_ticket_can_be_heard_out_of_its_sounds(step: int) -> None:
    """Every letter, and every number with at least two letters; all 26,000 tickets in the long run only: half a minute."""
    tickets = [f"{letter}{number:03}" for i, letter in enumerate(LETTERS) for number in range(i % step, 1000, step)]
    sounds = asyncio.run(phonemes([espeak_text(call_phrase(ticket, "1")) for ticket in tickets]))
    assert [_heard(said) for said in sounds] == tickets


def _heard(ipa: str) -> str:
    opening, letter, digits, invitation = ipa.split(" | ")
    assert (opening, invitation) == ("nomɔr antrɛan", "silakan kə lokɛt satu")
    letters = {sound: name for name, sound in LETTERS.items()}
    return letters[letter] + "".join(str(DIGITS.index(sound)) for sound in digits.split())


async def test_every_word_of_the_office_lexicon_has_the_e_that_stands_there() -> None:
    words = [
        (word, how) for word, how in lexicon.entries(lexicon.OFFICE.read_text(encoding="utf-8")) if bare(how) == word
    ]
    told = await phonemes([word for word, _ in words])
    wrong = {word: sounds for (word, how), sounds in zip(words, told, strict=True) if e_kinds(sounds) != pattern(how)}
    assert not wrong


def e_kinds(ipa: str) -> str:
    """The e's of some IPA in order, as é and ê; e and ɛ are one."""
    return "".join("ê" if sound == "ə" else "é" for sound in ipa if sound in "eɛə")


@pytest.mark.parametrize("half", [0, 1])
async def test_words_beyond_the_lexicon(half: int) -> None:
    """At least nine in ten of an independent list (see docs/decisions/0009-pronunciation.md); nobody looked into half 1."""
    right, count = await right_of_list(half)
    assert count > 400
    assert right / count >= 0.9


async def right_of_list(half: int) -> tuple[int, int]:
    table = [row for number, row in enumerate(rows("e_vowels.tsv"), 1) if _half(number) == half]
    told = await phonemes([word for word, _ in table])
    wanted = [kinds.replace("ə", "ê").replace("e", "é").split(",") for _, kinds in table]
    return sum(e_kinds(sounds) in kinds for sounds, kinds in zip(told, wanted, strict=True)), len(table)


def _half(number: int) -> int:
    """The half that was looked at while the rules were made is the list's beginning and every second word after it."""
    return 0 if number < 40 or number % 2 == 1 else 1


async def test_the_office_corrects_and_it_is_heard() -> None:
    assert await phonemes(["loket Rizky loketnya"]) == ["lokɛt rizki lokɛtɲa"]
    corrected = await phonemes(["loket Rizky loketnya"], {"loket": "lokêt", "Rizky": "risky bésar"})
    assert corrected == ["lokət riski bɛsar lokətɲa"]


@pytest.mark.parametrize("count", [20, 60, 400])
async def test_a_sentence_without_end_is_said_to_its_end(count: int) -> None:
    """espeak-ng cuts what is too long wherever it is, and would read the rest of a bracket aloud."""
    (told,) = await phonemes([" ".join(["pelayanan"] * count)])
    assert told.replace("| ", "").split() == ["pəlajanan"] * count


@pytest.mark.parametrize("letters", [40, 300, 5000])
async def test_a_word_without_end_does_no_harm(letters: int) -> None:
    (told,) = await phonemes(["a'" * letters + " " + "ba" * letters + " satu"])
    assert told.endswith(" satu")
