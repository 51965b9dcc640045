"""Recorded clips: which ones there are to record, and which ones say a phrase."""

from collections.abc import Container

from announcer.phrases.numbers import NUMBER_WORDS
from announcer.phrases.tokens import Comma, Phrase, Stop
from announcer.phrases.writing import said_words

LETTERS = tuple("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
SENTENCES = ("nomor antrean", "silakan ke", "loket", "meja", "panggilan", "dibatalkan", "surat nomor", "siap diambil")
"""The pieces of the sentences an office begins with, in the order in which they are read out."""
GREAT_NUMBERS = ("ribu", "seribu")
"""For tickets beyond 999 as cardinals."""
ANNOUNCED = ("perhatian", "pukul", "sampai", "lewat", "menit", "pelayanan", "dibuka", "istirahat", "ditutup")
"""Words of usual announcements: good to have, needed by no call."""
PROMPTS = (*LETTERS, *NUMBER_WORDS, *SENTENCES, *GREAT_NUMBERS, *ANNOUNCED)
"""What an office records: the name of a clip is what is said in it."""

Clips = tuple[str | Comma | Stop, ...]


class MissingClip(LookupError):
    """`word` stands in no clip at hand: the phrase must come whole from another voice."""

    def __init__(self, word: str) -> None:
        super().__init__(word)
        self.word = word


def clips_for(phrase: Phrase, known: Container[str]) -> Clips:
    """The fewest clips out of `known` that say the phrase, with its rests between them; of equally few the longest first.

    A clip may hold one word or several ("silakan ke loket"), but none reaches over a rest. Raises MissingClip.
    """
    clips: list[str | Comma | Stop] = []
    run: list[str] = []
    for token in phrase:
        if isinstance(token, Comma | Stop):
            clips += _fewest(run, known)
            clips.append(token)
            run = []
        else:
            run += said_words(token)
    return (*clips, *_fewest(run, known))


def _fewest(run: list[str], known: Container[str]) -> tuple[str, ...]:
    """From the end backwards: the best way to say the rest of the run from each word on."""
    best: list[tuple[str, ...] | None] = [None] * len(run) + [()]
    for start in range(len(run) - 1, -1, -1):
        for end in range(len(run), start, -1):
            rest, clip = best[end], " ".join(run[start:end])
            found = best[start]
            if rest is not None and clip in known and (found is None or 1 + len(rest) < len(found)):
                best[start] = (clip, *rest)
    whole = best[0]
    if whole is None:
        raise MissingClip(_first_missing(run, known))
    return whole


def _first_missing(run: list[str], known: Container[str]) -> str:
    return next((word for word in run if word not in known), run[0])
