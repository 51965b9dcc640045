"""What to say next. Pure: every function takes an agenda and returns one; no clock, no disk, no sound.

The rules stand at the end of the contract in docs/interfaces.md: a call is never silently lost, one at a time, in order of
number; repeats that still wait become one utterance; what was received in time is said however long the backlog; only what
was missed while cut off and is older than a minute is dropped; nothing is said a third time.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import assert_never

from announcer.messages import Ack, Beat, Call, Echo, Hello, LetterCall, Message, Other, Outcome, Reset, Withdrawn
from announcer.why import Why

MOST_ATTEMPTS = 2
"""A call is said at most twice, the second time only after a crash in the first."""
REMEMBERED = 500
"""Settled calls kept, newest, so that a replay of any length is told apart from news."""

_NOTHING: Mapping[int, int] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Utterance:
    """One thing to say for one or more calls of the same ticket to the same counter, in order of their numbers.

    `takes_back`: not a call but the news that one no longer holds. Its number is that of the withdrawal, and the server is told
    nothing of it: the room hears it as well as it can. `letter`: nobody is called but a letter is ready; as little is told.
    """

    ticket: str
    counter: str
    seqs: tuple[int, ...]
    firsts: tuple[int | None, ...]
    takes_back: bool = False
    letter: bool = False

    @property
    def quiet(self) -> bool:
        """Not a call of a person: the server keeps no outcome of it."""
        return self.takes_back or self.letter


@dataclass(frozen=True, slots=True)
class Agenda:
    """Everything the announcer has to remember; what of it lies on disk stands in place.py.

    `seen` is the newest event's number; `replay_until` holds speaking back until a replay is over, because the news that a
    call was already spoken comes after the call. `missed` are the calls of the replay that came too late to be said.
    """

    stale_after: float
    epoch: str | None = None
    seen: int = 0
    replay_until: int | None = None
    missed: tuple[int, ...] = ()
    waiting: tuple[Utterance, ...] = ()
    sounding: Utterance | None = None
    attempts: Mapping[int, int] = field(default_factory=lambda: _NOTHING)
    settled: Mapping[int, str] = field(default_factory=lambda: MappingProxyType({}))
    outbox: tuple[Ack, ...] = ()


def received(agenda: Agenda, message: Message) -> Agenda:
    """Takes in one frame of the feed. A frame received before changes nothing."""
    match message:
        case Hello(epoch, head):
            behind = epoch == agenda.epoch and head > agenda.seen
            return replace(replay_over(agenda), replay_until=head if behind else None)
        case Reset():
            return _reset(agenda, message)
        case Call(seq=seq) | LetterCall(seq=seq) | Withdrawn(seq=seq) | Echo(seq=seq) | Other(seq=seq):
            if seq <= agenda.seen:
                return agenda
            replayed = agenda.replay_until is not None and seq <= agenda.replay_until
            agenda = _event(agenda, message, replayed=replayed)
            agenda = replace(agenda, seen=seq)
            over = agenda.replay_until is not None and seq >= agenda.replay_until
            return replay_over(agenda) if over else agenda
        case Beat():
            return agenda
        case _:
            assert_never(message)


def replay_over(agenda: Agenda) -> Agenda:
    """Nothing more comes of the replay. What it brought too late, and nobody gave an outcome, is dropped as stale."""
    return _settle(replace(agenda, replay_until=None, missed=()), agenda.missed, Why.STALE)


def upcoming(agenda: Agenda) -> Utterance | None:
    """What would be said now. None while something sounds, nothing waits or a replay is on."""
    if agenda.sounding or agenda.replay_until is not None or not agenda.waiting:
        return None
    return agenda.waiting[0]


def begin(agenda: Agenda) -> Agenda:
    """The upcoming utterance becomes the sounding one, its attempt is counted and told. What was tried twice is given up.

    Nothing may sound before this agenda lies on disk.
    """
    utterance = upcoming(agenda)
    if utterance is None:
        return agenda
    agenda = replace(agenda, waiting=agenda.waiting[1:])
    spent = tuple(seq for seq in utterance.seqs if agenda.attempts.get(seq, 0) >= MOST_ATTEMPTS)
    agenda = _end(agenda, utterance, spent, Why.PLAYER_FAILED)
    rest = _without(utterance, spent)
    if rest is None:
        return agenda
    counted = {**agenda.attempts, **{seq: agenda.attempts.get(seq, 0) + 1 for seq in rest.seqs}}
    speaking = () if rest.quiet else tuple(Ack(seq, "speaking") for seq in rest.seqs)
    return replace(agenda, sounding=rest, attempts=MappingProxyType(counted), outbox=agenda.outbox + speaking)


def finish(agenda: Agenda, why: Why | None) -> Agenda:
    """The sounding utterance is over: spoken, or not and why."""
    if agenda.sounding is None:
        return agenda
    return _end(replace(agenda, sounding=None), agenda.sounding, agenda.sounding.seqs, why)


def refuse(agenda: Agenda, why: Why) -> Agenda:
    """The upcoming utterance cannot sound at all; nothing was attempted."""
    utterance = upcoming(agenda)
    if utterance is None:
        return agenda
    return _end(replace(agenda, waiting=agenda.waiting[1:]), utterance, utterance.seqs, why)


def confirmed(agenda: Agenda, ack: Ack) -> Agenda:
    """The server has the acknowledgement: it need not be sent again."""
    return replace(agenda, outbox=tuple(kept for kept in agenda.outbox if kept != ack))


def _event(agenda: Agenda, message: Call | LetterCall | Withdrawn | Echo | Other, *, replayed: bool) -> Agenda:
    match message:
        case Call():
            return _called(agenda, message, missed=replayed)
        case LetterCall():
            return _letter(agenda, message, missed=replayed)
        case Withdrawn(call=call):
            return _take_back(_withdraw(agenda, call), message, missed=replayed)
        case Echo():
            return _echoed(agenda, message, replayed=replayed)
        case Other():
            return agenda


def _called(agenda: Agenda, call: Call, *, missed: bool) -> Agenda:
    if _known(agenda, call.seq):
        return agenda
    if missed and call.age > agenda.stale_after:
        return replace(agenda, missed=(*agenda.missed, call.seq))
    for at, waiting in enumerate(agenda.waiting):
        if (waiting.ticket, waiting.counter, waiting.quiet) == (call.ticket, call.counter, False):
            merged = replace(waiting, seqs=(*waiting.seqs, call.seq), firsts=(*waiting.firsts, call.first))
            return replace(agenda, waiting=(*agenda.waiting[:at], merged, *agenda.waiting[at + 1 :]))
    return replace(agenda, waiting=(*agenda.waiting, Utterance(call.ticket, call.counter, (call.seq,), (call.first,))))


def _letter(agenda: Agenda, news: LetterCall, *, missed: bool) -> Agenda:
    """Said once. What was missed while cut off is only worth saying soon: the letter waits, and can be called again."""
    if _known(agenda, news.seq) or (missed and news.age > agenda.stale_after):
        return agenda
    told = Utterance(news.ticket, "", (news.seq,), (None,), letter=True)
    return replace(agenda, waiting=(*agenda.waiting, told))


def _withdraw(agenda: Agenda, call: int) -> Agenda:
    """Takes a call and its recalls out of the waiting ones. The server settled the call itself; the recalls it hears from us."""
    agenda = replace(agenda, missed=tuple(seq for seq in agenda.missed if seq != call))
    for utterance in agenda.waiting:
        pairs = zip(utterance.seqs, utterance.firsts, strict=True)
        gone = tuple(seq for seq, first in pairs if call in (seq, first))
        agenda = _drop(agenda, gone)
        recalls = tuple(seq for seq in gone if seq != call)
        agenda = _settle(agenda, recalls, Why.WITHDRAWN)
        if call in gone:
            agenda = _remember(agenda, (call,), Outcome.WITHDRAWN)
    return agenda


def _take_back(agenda: Agenda, news: Withdrawn, *, missed: bool) -> Agenda:
    """The room is told, once, that a call it has heard no longer holds. What it never heard is dropped without a word."""
    sounding = agenda.sounding
    # The server may not have heard yet that we speak. A recall that is taken back leaves the call itself as it is.
    speaking = sounding is not None and (news.call, None) in zip(sounding.seqs, sounding.firsts, strict=True)
    if not (news.heard or speaking) or _known(agenda, news.seq) or (missed and news.age > agenda.stale_after):
        return agenda
    ticket, counter = (sounding.ticket, sounding.counter) if sounding and speaking else (news.ticket, news.counter)
    told = Utterance(ticket, counter, (news.seq,), (None,), takes_back=True)
    return replace(agenda, waiting=(*agenda.waiting, told))


def _echoed(agenda: Agenda, echo: Echo, *, replayed: bool) -> Agenda:
    final = echo.outcome is not Outcome.SPEAKING
    mine = tuple(
        ack
        for ack in agenda.outbox
        if ack.seq == echo.call and (ack.step == echo.outcome or (final and ack.step == "speaking"))
    )
    agenda = replace(agenda, outbox=tuple(ack for ack in agenda.outbox if ack not in mine))
    if final and echo.call in agenda.missed:
        missed = tuple(seq for seq in agenda.missed if seq != echo.call)
        return _remember(replace(agenda, missed=missed), (echo.call,), echo.outcome)
    # The server's own "nobody acknowledged in time" does not spare the room a call that still waits here.
    ours = echo.outcome is Outcome.UNSPOKEN and echo.why in tuple(Why)
    if echo.outcome is Outcome.SPOKEN or (replayed and ours):
        waits = any(echo.call in utterance.seqs for utterance in agenda.waiting)
        if waits:
            agenda = _remember(_drop(agenda, (echo.call,)), (echo.call,), echo.outcome)
    return agenda


def _reset(agenda: Agenda, reset: Reset) -> Agenda:
    if reset.epoch != agenda.epoch:
        # Numbers of another epoch mean other events: what sounds may end its phrase, but nothing is told of it.
        orphan = replace(agenda.sounding, seqs=(), firsts=()) if agenda.sounding else None
        agenda = Agenda(agenda.stale_after, epoch=reset.epoch, sounding=orphan)
    agenda = replace(agenda, seen=reset.head)
    for call, outcome in sorted(reset.calls, key=lambda pair: pair[0].seq):
        match outcome:
            case Outcome.QUEUED:
                agenda = _called(agenda, call, missed=True)
            case Outcome.SPEAKING:
                # Somebody began it and did not end it: that was one attempt, even if our own count went with the disk.
                begun = {call.seq: 1, **agenda.attempts}
                agenda = _called(replace(agenda, attempts=MappingProxyType(begun)), call, missed=True)
            case Outcome.SPOKEN | Outcome.UNSPOKEN | Outcome.WITHDRAWN:
                if any(call.seq in utterance.seqs for utterance in agenda.waiting) and outcome is not Outcome.UNSPOKEN:
                    agenda = _remember(_drop(agenda, (call.seq,)), (call.seq,), outcome)
    in_order = tuple(sorted(agenda.waiting, key=lambda utterance: utterance.seqs[0]))
    return replay_over(replace(agenda, waiting=in_order))


def _known(agenda: Agenda, seq: int) -> bool:
    open_ones = (*agenda.waiting, agenda.sounding) if agenda.sounding else agenda.waiting
    return seq in agenda.settled or seq in agenda.missed or any(seq in utterance.seqs for utterance in open_ones)


def _settle(agenda: Agenda, seqs: tuple[int, ...], why: Why | None) -> Agenda:
    """The calls get their one outcome, and the server is told."""
    if not seqs:
        return agenda
    outcome = Outcome.SPOKEN if why is None else Outcome.UNSPOKEN
    acks = tuple(Ack(seq, "spoken") if why is None else Ack(seq, "unspoken", why) for seq in seqs)
    return _remember(replace(agenda, outbox=agenda.outbox + acks), seqs, outcome)


def _end(agenda: Agenda, utterance: Utterance, seqs: tuple[int, ...], why: Why | None) -> Agenda:
    """The numbers of the utterance are over. Of a withdrawal and of a letter only we need to remember it."""
    if utterance.quiet and seqs:
        return _remember(agenda, seqs, Outcome.SPOKEN if why is None else Outcome.UNSPOKEN)
    return _settle(agenda, seqs, why)


def _remember(agenda: Agenda, seqs: tuple[int, ...], outcome: Outcome) -> Agenda:
    settled = {**agenda.settled, **dict.fromkeys(seqs, str(outcome))}
    kept = dict(sorted(settled.items())[-REMEMBERED:])
    attempts = {seq: count for seq, count in agenda.attempts.items() if seq not in settled}
    return replace(agenda, settled=MappingProxyType(kept), attempts=MappingProxyType(attempts))


def _drop(agenda: Agenda, seqs: tuple[int, ...]) -> Agenda:
    left = (_without(utterance, seqs) for utterance in agenda.waiting)
    return replace(agenda, waiting=tuple(utterance for utterance in left if utterance))


def _without(utterance: Utterance, seqs: tuple[int, ...]) -> Utterance | None:
    pairs = [pair for pair in zip(utterance.seqs, utterance.firsts, strict=True) if pair[0] not in seqs]
    if not pairs:
        return None
    return replace(utterance, seqs=tuple(seq for seq, _ in pairs), firsts=tuple(first for _, first in pairs))
