"""Calls that are easily taken for one another: another digit, a letter that rhymes, another counter."""

from collections.abc import Iterator
from random import Random

from tests.sound.spoken_phrase import Call

RIVALS = 46
COUNTERS = range(1, 13)

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
# As the letters are called in Indonesian: be ce de e ge pe te we, ef el em en er es, ha ka a, ki u, i ye.
_RHYMES = ("BCDEGPTWVZ", "FLMNRSXZE", "AHKA", "QUW", "IYJ", "OUQ")


def random_call(chance: Random) -> Call:
    """Any ticket at any of twelve counters."""
    return f"{chance.choice(_LETTERS)}{chance.randrange(1000):03}", str(chance.choice(COUNTERS))


def neighbourhood(call: Call, chance: Random) -> list[Call]:
    """The call and its 46 nearest rivals: all 27 with one other digit, then rhyming letters, then other counters and letters."""
    found = dict.fromkeys([call, *_one_digit_off(call)])
    ticket, counter = call
    rhymes = [letter for group in _RHYMES if ticket[0] in group for letter in group]
    others = chance.sample(_LETTERS, len(_LETTERS))
    counters = chance.sample(COUNTERS, len(COUNTERS))
    found |= dict.fromkeys((f"{letter}{ticket[1:]}", counter) for letter in rhymes)
    found |= dict.fromkeys((ticket, str(other)) for other in counters[:8])
    found |= dict.fromkeys((f"{letter}{ticket[1:]}", counter) for letter in others)
    return list(found)[: RIVALS + 1]


def _one_digit_off(call: Call) -> Iterator[Call]:
    ticket, counter = call
    for place in (1, 2, 3):
        for digit in "0123456789":
            if digit != ticket[place]:
                yield f"{ticket[:place]}{digit}{ticket[place + 1 :]}", counter
