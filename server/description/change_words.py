"""The words that changes are told in: what came, what went, and what became of the rest."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from server.description.fields import Between

Thing = TypeVar("Thing")


def became(label: str, old: object, new: object) -> Iterator[str]:
    if old != new:
        yield f"{label} {old} menjadi {new}"


def sentences(subject: str, changes: Sequence[str]) -> Iterator[str]:
    if changes:
        words = ", ".join(changes)
        yield f"{subject}: {words}." if subject else f"{words}."


def things(
    kind: str,
    old: Sequence[Thing],
    new: Sequence[Thing],
    key: Callable[[Thing], str],
    name: Callable[[Thing], str],
    changes: Callable[[Thing, Thing], Iterator[str]],
) -> Iterator[str]:
    """What came, what went, what changed, and a new order of what stayed."""
    before, after = {key(thing): thing for thing in old}, {key(thing): thing for thing in new}
    for mark, thing in before.items():
        if mark not in after:
            yield f"{kind} {_named(mark, name(thing))} dihapus."
    for mark, thing in after.items():
        if mark not in before:
            yield f"{kind} {_named(mark, name(thing))} ditambahkan."
        else:
            yield from sentences(f"{kind} {mark}", [*changes(before[mark], thing)])
    stayed = [mark for mark in before if mark in after]
    order = [mark for mark in after if mark in before]
    if stayed != order:
        yield f"Urutan {kind.lower()}: {', '.join(order)}."


def _named(mark: str, name: str) -> str:
    return mark if name.casefold() in {mark.casefold(), f"loket {mark}"} else f"{mark} ({name})"


def span_words(span: Between | None) -> str:
    return "tutup" if span is None else f"{clock_words(span[0])}–{clock_words(span[1])}"


def clock_words(time: str) -> str:
    return time.replace(":", ".")


def yes_or_no(value: bool) -> str:
    return "ya" if value else "tidak"


def listed(words: Sequence[str]) -> str:
    return ", ".join(words) or "tidak ada"
