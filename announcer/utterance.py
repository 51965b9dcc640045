"""One thing to say, and which of those that wait goes next. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

MOST_PASSED = 3
"""So many in a row may go before what has waited longer: one impatient counter must not silence the others, nor many calls the calendar."""


class Kind(StrEnum):
    """What sort of thing is said."""

    CALL = "call"
    WITHDRAWAL = "withdrawal"
    """The news that a call the room has heard no longer holds."""
    LETTER = "letter"
    """Nobody is called but a letter is ready."""
    ANNOUNCEMENT = "announcement"
    """A text of the office or of an official."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """One thing to say for one or more calls of the same ticket to the same counter, in order of their numbers.

    `seqs` are the numbers of what is said: of the calls, or of the withdrawal, the letter, the announcement. `firsts` say of each
    call which earlier one it repeats. `text` are the words of an announcement; `room` is where it is to be heard, None wherever we
    are; `born` when it came to be, in seconds of our own clock. `planned`: the calendar announces it, so nobody stands waiting for it.
    """

    ticket: str
    counter: str
    seqs: tuple[int, ...]
    firsts: tuple[int | None, ...]
    kind: Kind = Kind.CALL
    text: str = ""
    urgent: bool = False
    planned: bool = False
    room: str | None = None
    born: float = 0.0

    @property
    def quiet(self) -> bool:
        """The server keeps no outcome of it, and without words it is better not said: a chime alone would call somebody."""
        return self.kind in (Kind.WITHDRAWAL, Kind.LETTER)

    @property
    def wordless(self) -> bool:
        """An announcement whose words are gone."""
        return self.kind is Kind.ANNOUNCEMENT and not self.text

    @property
    def recall(self) -> bool:
        """Only repeats of calls that were said before."""
        return self.kind is Kind.CALL and None not in self.firsts

    def same_words(self, other: "Utterance") -> bool:
        """Whether both are said in the same words: repeats that joined meanwhile make no difference."""
        if self.kind is not other.kind:
            return False
        if self.kind is Kind.ANNOUNCEMENT:
            return self.seqs == other.seqs
        return (self.ticket, self.counter) == (other.ticket, other.counter)

    def without(self, seqs: Sequence[int]) -> "Utterance | None":
        """What is left when these numbers are taken out; None when nothing is."""
        pairs = [pair for pair in zip(self.seqs, self.firsts, strict=True) if pair[0] not in seqs]
        if not pairs:
            return None
        return replace(self, seqs=tuple(seq for seq, _ in pairs), firsts=tuple(first for _, first in pairs))


def merged(waiting: tuple[Utterance, ...], newcomer: Utterance) -> tuple[Utterance, ...]:
    """The waiting ones with one more, in order of number. A call joins one of the same ticket to the same counter."""
    for at, other in enumerate(waiting):
        if newcomer.kind is other.kind is Kind.CALL and newcomer.same_words(other):
            pairs = sorted(zip(other.seqs + newcomer.seqs, other.firsts + newcomer.firsts, strict=True))
            joined = replace(other, seqs=tuple(seq for seq, _ in pairs), firsts=tuple(first for _, first in pairs))
            return _in_order((*waiting[:at], joined, *waiting[at + 1 :]))
    return _in_order((*waiting, newcomer))


def next_up(waiting: tuple[Utterance, ...], passed: int = 0) -> Utterance | None:
    """Which of the waiting ones, given in order of number, is said next; `passed` in a row went before an older one.

    Urgent announcements first. Then recalls, before the new calls of other counters, for there somebody waits for a person who did
    not come; but never before something earlier for the same counter or ticket. Then by number, what the calendar announces behind
    those who are called; but not for ever, and what sounds already is never cut off.
    """
    if not waiting:
        return None
    for utterance in waiting:
        if utterance.urgent:
            return utterance
    if passed < MOST_PASSED:
        for at, utterance in enumerate(waiting):
            if utterance.recall and not any(_bound(earlier, utterance) for earlier in waiting[:at]):
                return utterance
        if waiting[0].planned:
            return next((utterance for utterance in waiting if not utterance.planned), waiting[0])
    return waiting[0]


def turns(waiting: tuple[Utterance, ...], passed: int, most: int) -> tuple[Utterance, ...]:
    """The first `most` of the waiting ones in the order in which they would be said if nothing else came."""
    said: list[Utterance] = []
    while waiting and len(said) < most:
        turn = next_up(waiting, passed) or waiting[0]
        passed = passed_after(waiting, turn, passed)
        waiting = tuple(other for other in waiting if other is not turn)
        said.append(turn)
    return tuple(said)


def passed_after(waiting: tuple[Utterance, ...], turn: Utterance, passed: int) -> int:
    """How many in a row have gone before something older, once `turn` has gone."""
    if turn.urgent:
        return passed
    return 0 if turn is waiting[0] else passed + 1


def _bound(one: Utterance, other: Utterance) -> bool:
    """Whether the order of the two matters to those who hear them."""
    return one.kind is not Kind.ANNOUNCEMENT and (one.counter == other.counter or one.ticket == other.ticket)


def _in_order(utterances: tuple[Utterance, ...]) -> tuple[Utterance, ...]:
    return tuple(sorted(utterances, key=lambda utterance: utterance.seqs[0]))
