"""The rules of letters that are ready: put on the list, called, fetched. They outlive the service day."""

from collections.abc import Mapping
from typing import assert_never

from server.domain.decision import Decision
from server.domain.frozen import replace
from server.domain.letter import CallLetter, Letter, LetterCommand, PutLetter, TakeLetterAway
from server.domain.letter_events import LetterCalled, LetterCollected, LetterReady
from server.domain.moment import Moment
from server.domain.patience import Patience
from server.domain.queue import QueueState
from server.domain.record import Record
from server.domain.refusals import DayIsClosed, LetterIsReady, TooSoon, UnknownLetter, UnknownReason

REASONS = frozenset({"collected", "mistake"})
LetterEvent = LetterReady | LetterCalled | LetterCollected
Carried = Mapping[str, Mapping[str, str]]


def decide_letter(state: QueueState, command: LetterCommand, now: Moment, patience: Patience) -> Decision:
    letter = state.letters.get(command.letter)
    match command:
        case PutLetter(letter=name, ticket=ticket, day=day):
            return LetterIsReady(ticket) if letter is not None else (LetterReady(name, ticket, day),)
        case _ if letter is None:
            return UnknownLetter()
        case CallLetter():
            return _call(state, letter, now, patience)
        case TakeLetterAway(why=why):
            return (LetterCollected(letter.id, letter.ticket, why),) if why in REASONS else UnknownReason(why)
        case _:
            assert_never(command)


def with_letter(state: QueueState, event: LetterEvent, record: Record) -> QueueState:
    """What an event of a letter makes of the state."""
    letters = dict(state.letters)
    match event:
        case LetterReady(letter=name, ticket=ticket, day=day):
            letters[name] = Letter(name, ticket, day)
        case LetterCalled(letter=name):
            letters[name] = replace(letters[name], called=record.seq, rung=record.stamp)
        case LetterCollected(letter=name):
            del letters[name]
        case _:
            assert_never(event)
    return replace(state, letters=letters)


def carried(state: QueueState) -> dict[str, dict[str, str]]:
    """The letters that a new service day begins with, as its opening carries them."""
    return {letter.id: {"ticket": letter.ticket, "day": letter.day} for letter in state.letters.values()}


def letters_of(carried_over: Carried) -> dict[str, Letter]:
    """The same read back. What was called on the day before is not called any more."""
    return {name: Letter(name, letter["ticket"], letter["day"]) for name, letter in carried_over.items()}


def _call(state: QueueState, letter: Letter, now: Moment, patience: Patience) -> Decision:
    if state.day is None:
        return DayIsClosed()
    if letter.rung is not None:
        left = patience.recall - letter.rung.elapsed_ms(now.stamp)
        if left > 0:
            return TooSoon(letter.ticket, left)
    return (LetterCalled(letter.id, letter.ticket, letter.day),)
