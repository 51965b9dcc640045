"""Where a word's stress lies, and how strong its other syllables are."""

from collections.abc import Sequence

PRIMARY, SECONDARY, PLAIN, WEAK = "'", ",", "", "%%"
"""As espeak-ng writes them before a vowel."""


def stresses(schwas: Sequence[bool], *, unstressed: bool = False) -> tuple[str, ...]:
    """One mark for each syllable; `schwas` says which have a schwa. `unstressed` is for words like "untuk" that lean on the next.

    The syllable before the last carries the stress; a schwa passes it on to the last one, and if that is one too, forward. The rest
    follows espeak-ng's rules for Indonesian, so that a word that it reads well itself sounds the same from here.
    """
    count = len(schwas)
    if not count or (unstressed and count == 1):
        return (PLAIN,) * count
    main = _main(schwas)
    marks = [PLAIN] * count
    for at in range(count - 1):
        before = marks[at - 1] if at else PLAIN
        if at != main and not schwas[at] and before in (PLAIN, WEAK) and at + 1 != main and at - 1 != main:
            marks[at] = SECONDARY
    marks[main] = SECONDARY if unstressed else PRIMARY
    if count > 1 and marks[-1] == PLAIN:
        marks[-1] = WEAK
    return tuple(marks)


def _main(schwas: Sequence[bool]) -> int:
    count = len(schwas)
    order = [count - 2, count - 1, *range(count - 3, -1, -1)] if count > 1 else [0]
    return next((at for at in order if not schwas[at]), count - 1)
