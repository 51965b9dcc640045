"""What in a text gives its writer away: numbers, plates, houses, kin, names. The browser reads the same rules (`telltales.json`).

The rules only hint while somebody writes; on what is published an official has to answer for every find.
"""

import json
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

RULES_FILE = Path(__file__).with_name("telltales.json")
_LEAST_NAME = 3
"""Letters that a part of a name must have: a shorter one is in too many words."""


@dataclass(frozen=True, slots=True)
class Telltale:
    """`text[start:end]` gives something away. `kind`: nik, phone, email, plate, house, kinship, name, only_one or ticket."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Rules:
    patterns: tuple[tuple[str, re.Pattern[str]], ...]
    words: Mapping[str, tuple[str, str]]
    left_out: frozenset[str]


def telltales(text: str, names: Collection[str] = ()) -> tuple[Telltale, ...]:
    """What is found, in the order of the text; of two that overlap, the one that begins first, then the longer one.

    `names`: display names of officials, found whole or by any part of three letters and more.
    """
    found = sorted(_found(text, names), key=lambda one: (one.start, -one.end))
    kept: list[Telltale] = []
    for one in found:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return tuple(kept)


def telltale_words(kind: str) -> tuple[str, str]:
    """What was found, and what to write instead: Indonesian, one sentence."""
    return _rules().words[kind]


def name_parts(names: Collection[str]) -> tuple[str, ...]:
    """The parts of names that are looked for, each once, in lower case, the longest first."""
    parts = {part.lower() for name in names for part in re.findall(r"[A-Za-z]+", name)}
    return tuple(sorted((p for p in parts if len(p) >= _LEAST_NAME and p not in _rules().left_out), key=_longest_first))


def rules_text() -> str:
    """The rules as the browser gets them."""
    return RULES_FILE.read_text("utf-8")


def _longest_first(part: str) -> tuple[int, str]:
    return -len(part), part


def _found(text: str, names: Collection[str]) -> Iterator[Telltale]:
    for kind, pattern in _rules().patterns:
        yield from (_told(kind, match) for match in pattern.finditer(text))
    parts = name_parts(names)
    if parts:
        pattern = re.compile(rf"(^|[^a-z0-9])(?:{'|'.join(parts)})(?![a-z0-9])", re.IGNORECASE | re.ASCII)
        yield from (_told("name", match) for match in pattern.finditer(text))


def _told(kind: str, match: re.Match[str]) -> Telltale:
    return Telltale(kind, match.end(1), match.end())


def _rules() -> _Rules:
    # Read each time, in a tenth of a millisecond; compiled patterns are kept by `re` itself.
    told = json.loads(rules_text())
    return _Rules(
        patterns=tuple(
            (rule["kind"], re.compile(rule["pattern"], re.ASCII if rule["case"] else re.ASCII | re.IGNORECASE))
            for rule in told["rules"]
        ),
        words=MappingProxyType({kind: (title, advice) for kind, (title, advice) in told["kinds"].items()}),
        left_out=frozenset(told["name_parts_left_out"]),
    )
