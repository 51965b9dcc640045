"""What waits, what sounds and what became of it. Pure: every function takes an agenda and returns one; no clock, no disk, no sound.

The rules stand at the end of the contract in docs/interfaces.md: a call is never silently lost, one at a time; repeats that still
wait become one utterance; what was received in time is said however long the backlog; only what was missed while cut off and is
older than a minute is dropped; nothing is said a third time. How frames come in stands in intake.py, which goes next in utterance.py.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from announcer.messages import Ack, Outcome
from announcer.utterance import Utterance, merged, next_up, passed_after
from announcer.why import Why

MOST_ATTEMPTS = 2
"""A call is said at most twice, the second time only after a crash in the first."""
LONG_S = 20.0
"""Of what lasts longer the server is told how long: it waits 40 s for our next word."""
REMEMBERED = 500
"""Settled calls kept, newest, so that a replay of any length is told apart from news."""

_NO_COUNTS: Mapping[int, int] = MappingProxyType({})
_NO_OUTCOMES: Mapping[int, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Agenda:
    """Everything the announcer has to remember; what of it lies on disk stands in place.py.

    `seen` is the newest event's number; `fresh` asks for a whole picture instead of what came after it. `replay_until` holds
    speaking back until a replay is over, because the news that a call was already spoken comes after the call. `missed` are what
    the replay brought too late; `promised` the numbers that a former life had received in time.
    `over`: what became meanwhile, by the server's word, of the numbers that sound.
    `standby`: another announcer speaks here; None while that is not known. `room` is ours, None while it is not known.
    `passed` in a row went before something older.
    """

    stale_after: float
    epoch: str | None = None
    seen: int = 0
    fresh: bool = False
    replay_until: int | None = None
    missed: tuple[Utterance, ...] = ()
    promised: frozenset[int] = frozenset()
    waiting: tuple[Utterance, ...] = ()
    sounding: Utterance | None = None
    over: Mapping[int, str] = field(default_factory=lambda: _NO_OUTCOMES)
    passed: int = 0
    standby: bool | None = False
    room: str | None = None
    attempts: Mapping[int, int] = field(default_factory=lambda: _NO_COUNTS)
    settled: Mapping[int, str] = field(default_factory=lambda: _NO_OUTCOMES)
    outbox: tuple[Ack, ...] = ()


def upcoming(agenda: Agenda) -> Utterance | None:
    """What would be said now. None while something sounds, nothing waits, a replay is on or another one speaks."""
    if agenda.sounding or agenda.replay_until is not None or agenda.standby is not False:
        return None
    return next_up(agenda.waiting, agenda.passed)


def begin(agenda: Agenda) -> Agenda:
    """The upcoming utterance becomes the sounding one and its attempt is counted. What was tried twice is given up.

    Nothing may sound before this agenda lies on disk.
    """
    utterance = upcoming(agenda)
    if utterance is None:
        return agenda
    passed = passed_after(agenda.waiting, utterance, agenda.passed)
    agenda = replace(_taken(agenda, utterance), passed=passed)
    spent = tuple(seq for seq in utterance.seqs if agenda.attempts.get(seq, 0) >= MOST_ATTEMPTS)
    agenda = _end(agenda, utterance, spent, Why.PLAYER_FAILED)
    rest = utterance.without(spent)
    if rest is None:
        return agenda
    agenda = counted(agenda, {seq: agenda.attempts.get(seq, 0) + 1 for seq in rest.seqs})
    return replace(agenda, sounding=rest, over=_NO_OUTCOMES)


def sounds(agenda: Agenda, seconds: float = 0.0) -> Agenda:
    """The room hears the sounding utterance from now on, for so long, and so the server is told."""
    utterance = agenda.sounding
    if utterance is None or utterance.quiet:
        return agenda
    ms = round(1_000 * seconds) if seconds >= LONG_S else None
    speaking = (Ack(seq, "speaking", ms=ms) for seq in utterance.seqs)
    return replace(agenda, outbox=(*agenda.outbox, *(ack for ack in speaking if ack not in agenda.outbox)))


def finish(agenda: Agenda, why: Why | None) -> Agenda:
    """The sounding utterance is over: spoken, or not and why. What was given an outcome meanwhile gets no second one."""
    utterance = agenda.sounding
    if utterance is None:
        return agenda
    silent = tuple(seq for seq in utterance.seqs if _is_told(agenda, utterance, seq))
    rest = tuple(seq for seq in utterance.seqs if seq not in silent)
    return _end(_kept(replace(agenda, sounding=None), silent), utterance, rest, why)


def again(agenda: Agenda) -> Agenda:
    """What sounds was cut off through no fault of its own: what is left of it waits once more. Its attempt stays counted.

    What was taken back, or said by another announcer, while it sounded is not said again, however much later.
    """
    utterance = agenda.sounding
    if utterance is None:
        return agenda
    done = tuple(seq for seq in utterance.seqs if seq in agenda.over)
    rest = utterance.without(done)  # None also when it belongs to an epoch that is over and has no numbers
    agenda = replace(agenda, sounding=None, waiting=merged(agenda.waiting, rest) if rest else agenda.waiting)
    silent = tuple(seq for seq in done if _is_told(agenda, utterance, seq) or agenda.over[seq] != Outcome.WITHDRAWN)
    repeats = tuple(seq for seq in done if seq not in silent)
    return settle(_kept(agenda, silent), repeats, Why.WITHDRAWN)


def refuse(agenda: Agenda, why: Why) -> Agenda:
    """The upcoming utterance cannot sound at all; nothing was attempted."""
    utterance = upcoming(agenda)
    if utterance is None:
        return agenda
    return _end(_taken(agenda, utterance), utterance, utterance.seqs, why)


def confirmed(agenda: Agenda, ack: Ack) -> Agenda:
    """The server has the acknowledgement: it need not be sent again."""
    return replace(agenda, outbox=tuple(kept for kept in agenda.outbox if kept != ack))


def forgotten(agenda: Agenda, seq: int) -> Agenda:
    """The server takes no acknowledgement of that number from us: somebody else answers for it."""
    return replace(agenda, outbox=tuple(kept for kept in agenda.outbox if kept.seq != seq))


def known(agenda: Agenda, seq: int) -> bool:
    """Whether the number was received before."""
    there = (*agenda.waiting, *agenda.missed, *((agenda.sounding,) if agenda.sounding else ()))
    return seq in agenda.settled or any(seq in utterance.seqs for utterance in there)


def counted(agenda: Agenda, attempts: Mapping[int, int]) -> Agenda:
    """So often at least these numbers were begun, by whomever. Those with an outcome do not matter any more."""
    open_ones = {seq: count for seq, count in attempts.items() if seq not in agenda.settled}
    most = {seq: max(count, agenda.attempts.get(seq, 0)) for seq, count in open_ones.items()}
    kept = dict(sorted({**agenda.attempts, **most}.items())[-REMEMBERED:])
    return replace(agenda, attempts=MappingProxyType(kept))


def settle(agenda: Agenda, seqs: tuple[int, ...], why: Why | None) -> Agenda:
    """The calls get their one outcome, and the server is told."""
    if not seqs:
        return agenda
    outcome = Outcome.SPOKEN if why is None else Outcome.UNSPOKEN
    acks = tuple(Ack(seq, "spoken") if why is None else Ack(seq, "unspoken", why) for seq in seqs)
    return remember(replace(agenda, outbox=agenda.outbox + acks), seqs, outcome)


def remember(agenda: Agenda, seqs: tuple[int, ...], outcome: Outcome) -> Agenda:
    """The numbers have an outcome and come back no more; nobody is told."""
    settled = {**agenda.settled, **dict.fromkeys(seqs, str(outcome))}
    kept = dict(sorted(settled.items())[-REMEMBERED:])
    attempts = {seq: count for seq, count in agenda.attempts.items() if seq not in settled}
    return replace(agenda, settled=MappingProxyType(kept), attempts=MappingProxyType(attempts))


def drop(agenda: Agenda, seqs: tuple[int, ...]) -> Agenda:
    """Takes numbers out of what waits and of what was missed."""

    def left(utterances: tuple[Utterance, ...]) -> tuple[Utterance, ...]:
        return tuple(rest for utterance in utterances if (rest := utterance.without(seqs)))

    return replace(agenda, waiting=left(agenda.waiting), missed=left(agenda.missed))


def _is_told(agenda: Agenda, utterance: Utterance, seq: int) -> bool:
    """Whether the server has the outcome of a number that sounded. What it gave up itself it still wants to hear of, and of a
    repeat whose first call was taken back.
    """
    match agenda.over.get(seq):
        case Outcome.SPOKEN:
            return True
        case Outcome.WITHDRAWN:
            return (seq, None) in zip(utterance.seqs, utterance.firsts, strict=True)
        case _:
            return False


def _kept(agenda: Agenda, seqs: tuple[int, ...]) -> Agenda:
    """These numbers have the outcome that somebody else gave them."""
    for seq in seqs:
        agenda = remember(agenda, (seq,), Outcome(agenda.over[seq]))
    return agenda


def _taken(agenda: Agenda, utterance: Utterance) -> Agenda:
    return replace(agenda, waiting=tuple(other for other in agenda.waiting if other is not utterance))


def _end(agenda: Agenda, utterance: Utterance, seqs: tuple[int, ...], why: Why | None) -> Agenda:
    """The numbers of the utterance are over. Of a withdrawal and of a letter only we need to remember it."""
    if utterance.quiet and seqs:
        return remember(agenda, seqs, Outcome.SPOKEN if why is None else Outcome.UNSPOKEN)
    return settle(agenda, seqs, why)
