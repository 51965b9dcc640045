"""How many words are said right, told by espeak-ng itself: left alone, and with the announcer's pronunciation."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from announcer.pronunciation.letters import NAMES
from announcer.pronunciation.lexicon import OFFICE, entries
from announcer.pronunciation.marks import bare, pattern
from bench.child import ROOT, Child, module
from bench.finding import Finding
from bench.plan import Plan
from bench.spread import Spread

DATA = ROOT / "tests" / "data"
_HIDDEN = slice(39, None, 2)
"""Of the list beyond the lexicon: the words that nobody looked at while the rules were made."""
_ABBREVIATIONS = "SKTM BPJS KTP NPWP SKCK PBB BPHTB RT RW KK UMKM SKU SKDU IMB AJB KUA BPD LPMD PKH BLT SPPT APBD DPRD"


@dataclass(frozen=True, slots=True)
class Question:
    """`right`: what may be told. With `only_e` nothing counts but its e's, é and ê in order; else the whole, blanks apart."""

    text: str
    right: frozenset[str]
    only_e: bool = True


def pronunciation(_: Plan) -> Iterator[Finding]:
    with Child(module("bench.told")) as child:
        for key, questions in _questions():
            answer = child.ask(texts=[question.text for question in questions])
            ours, plain = (_percent(questions, answer[side]) for side in ("ours", "plain"))
            yield Finding(key, Spread(ours, ours), Spread(plain, plain))


def _questions() -> Iterator[tuple[str, Sequence[Question]]]:
    numbers = _rows("numbers.tsv")
    yield "said-digits", [_whole(digits, ipa) for digits, _, ipa in numbers]
    yield "said-words", [_whole(words, ipa) for _, words, ipa in numbers]
    names = {letter.upper(): _ipa(sounds) for letter, sounds in NAMES.items()}
    letters = [_whole(letter, name) for letter, name in names.items()]
    yield (
        "said-letters",
        [*letters, *(_whole(word, "".join(names[sign] for sign in word)) for word in _ABBREVIATIONS.split())],
    )
    office = entries(OFFICE.read_text(encoding="utf-8"))
    yield "said-office", [Question(word, frozenset({pattern(how)})) for word, how in office if bare(how) == word]
    beyond = [Question(word, frozenset(_marked(kinds).split(","))) for word, kinds in _rows("e_vowels.tsv")]
    hidden = beyond[_HIDDEN]
    yield "said-seen", [question for question in beyond if question not in hidden]
    yield "said-hidden", hidden


def _whole(text: str, ipa: str) -> Question:
    return Question(text, frozenset({ipa.replace(" ", "")}), only_e=False)


def _percent(questions: Sequence[Question], told: Sequence[str]) -> float:
    right = sum(
        (_kinds(said) if question.only_e else said.replace(" ", "")) in question.right
        for question, said in zip(questions, told, strict=True)
    )
    return 100 * right / len(questions)


def _kinds(ipa: str) -> str:
    return "".join("ê" if sound == "ə" else "é" for sound in ipa if sound in "eɛə")


def _marked(kinds: str) -> str:
    return kinds.replace("ə", "ê").replace("e", "é")


def _ipa(phonemes: str) -> str:
    """Letters' names are made of few sounds; the g is IPA's own sign."""
    return re.sub("E2?", "ɛ", phonemes).replace("tS", "tʃ").replace("dZ", "dʒ").replace("g", "ɡ").replace("R", "r")


def _rows(name: str) -> list[list[str]]:
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]
