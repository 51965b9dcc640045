"""Learns what to make of unknown words from a list of known ones, and writes known.txt and learnt.txt.

`python -m announcer.pronunciation.learn lexicon_id.tsv`, where the file is the lexicon of the package g2p-id-py (see NOTICE.txt):
a word, a tab, its phonemes. Logistic regression, each sign's weight drawn towards nothing (FTRL-Proximal with L1), so that
few signs remain; the same input gives the same files.
"""

import argparse
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from math import exp, sqrt
from pathlib import Path
from random import Random

from announcer.pronunciation.context import signs
from announcer.pronunciation.guess import ALWAYS, LEARNT
from announcer.pronunciation.lexicon import KNOWN, OFFICE, entries
from announcer.pronunciation.marks import FULL, SCHWA, bare, pattern

ROUNDS, RATE, SPARSE, RIDGE = 8, 0.08, 3.0, 0.5
SCALE = 100
"""A weight of 1 in the file is a hundredth."""

Examples = list[tuple[list[str], bool]]


def known_words(lines: Iterator[str]) -> dict[str, str]:
    """Each plain word with its e's in order; a word whose phonemes do not tell them is left out."""
    found = {}
    for line in lines:
        word, _, phonemes = line.rstrip("\n").lower().partition("\t")
        kinds = "".join(SCHWA if sound == "ə" else FULL for sound in phonemes.split() if sound in ("e", "ə"))
        if re.fullmatch("[a-z]{2,}", word) and len(kinds) == word.count("e"):
            found[word] = kinds
    return found


def examples(words: Mapping[str, str]) -> Examples:
    """Every e of every word: its signs, and whether it is a schwa."""
    made: Examples = []
    for word in sorted(words):
        places = [at for at, letter in enumerate(word) if letter == "e"]
        for number, at in enumerate(places):
            made.append(([ALWAYS, *signs(word, at, words[word][:number])], words[word][number] == SCHWA))
    seen = Counter(sign for found, _ in made for sign in found)
    return [([sign for sign in found if seen[sign] > 1], schwa) for found, schwa in made]


def learn(made: Examples, rng: Random) -> dict[str, float]:
    """The weights that tell the schwas from the others; those of no use are left out."""
    pull: dict[str, float] = {}
    seen: dict[str, float] = {}

    def weight(sign: str) -> float:
        force = pull.get(sign, 0.0)
        if abs(force) <= SPARSE:
            return 0.0
        return -(force - (SPARSE if force > 0 else -SPARSE)) / (sqrt(seen.get(sign, 0.0)) / RATE + RIDGE)

    for _ in range(ROUNDS):
        rng.shuffle(made)
        for found, schwa in made:
            now = {sign: weight(sign) for sign in found}
            slope = 1 / (1 + exp(-max(-30.0, min(30.0, sum(now.values()))))) - schwa
            square = slope * slope
            for sign, value in now.items():
                old = seen.get(sign, 0.0)
                pull[sign] = pull.get(sign, 0.0) + slope - (sqrt(old + square) - sqrt(old)) / RATE * value
                seen[sign] = old + square
    return {sign: value for sign in sorted(pull) if (value := weight(sign))}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("lexicon", type=Path)
    with parser.parse_args().lexicon.open(encoding="utf-8") as lines:
        words = known_words(lines)
    known = (f"{word} {kinds}".strip() for word, kinds in sorted(words.items()))
    KNOWN.write_text("\n".join(known) + "\n", encoding="utf-8")
    office = entries(OFFICE.read_text(encoding="utf-8"))
    words.update({word: pattern(said) for word, said in office if bare(said) == word and word.isalpha()})
    weights = learn(examples(words), Random(1))  # noqa: S311 - an order to learn in, no secret
    rounded = {sign: round(value * SCALE) for sign, value in weights.items()}
    lines_out = sorted(f"{sign}\t{value}" for sign, value in rounded.items() if value)
    LEARNT.write_text("\n".join(lines_out) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
