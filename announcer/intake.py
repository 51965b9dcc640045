"""How the frames of the feed change the agenda. Pure, like the agenda itself; a frame received before changes nothing."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import assert_never

from announcer.agenda import Agenda, counted, drop, known, remember, settle
from announcer.handover import decided, replay_over
from announcer.messages import (
    Announced,
    AnnouncementWithdrawn,
    Call,
    Echo,
    Event,
    Hello,
    LetterCall,
    Other,
    Outcome,
    Reset,
    Withdrawn,
)
from announcer.utterance import Kind, Utterance, merged
from announcer.why import Why


def received(agenda: Agenda, message: Hello | Reset | Event, now: float = 0.0) -> Agenda:
    """Takes in one frame that has to do with what is said, at `now` of our own clock in seconds."""
    match message:
        case Hello(epoch, head):
            behind = epoch == agenda.epoch and head > agenda.seen
            return decided(replace(agenda, replay_until=head if behind or agenda.fresh else None))
        case Reset():
            return _reset(agenda, message, now)
        case _:
            seq = message.seq
            if seq <= agenda.seen:
                return agenda
            replayed = agenda.replay_until is not None and seq <= agenda.replay_until
            agenda = replace(_event(agenda, message, now, replayed=replayed), seen=seq)
            over = agenda.replay_until is not None and seq >= agenda.replay_until
            return replay_over(agenda) if over else agenda


def _event(agenda: Agenda, message: Event, now: float, *, replayed: bool) -> Agenda:
    match message:
        case Call() | LetterCall() | Announced():
            return _newcomer(agenda, message, now, replayed=replayed)
        case Withdrawn(call=call):
            return _take_back(_withdraw(agenda, call), message, now, replayed=replayed)
        case AnnouncementWithdrawn(made=made):
            return _withdraw(agenda, made)
        case Echo():
            return _echoed(agenda, message, replayed=replayed)
        case Other():
            return agenda
        case _:
            assert_never(message)


def _newcomer(agenda: Agenda, message: Call | LetterCall | Announced, now: float, *, replayed: bool) -> Agenda:
    match message:
        case Call(seq, ticket, counter, _, first, room):
            told = Utterance(ticket, counter, (seq,), (first,), room=room)
        case LetterCall(seq, ticket, _, room):
            told = Utterance(ticket, "", (seq,), (None,), Kind.LETTER, room=room)
        case Announced(seq, text, _, urgent, room, planned):
            told = Utterance("", "", (seq,), (None,), Kind.ANNOUNCEMENT, text, urgent, planned, room)
        case _:
            assert_never(message)
    return _queued(agenda, replace(told, born=now - message.age), message.age, replayed=replayed)


def _queued(agenda: Agenda, told: Utterance, age: float, *, replayed: bool) -> Agenda:
    seq = told.seqs[0]
    if known(agenda, seq) or not _is_ours(agenda, told.room):
        return agenda
    if told.wordless:
        # Its words were erased; but it may have been heard before, and that stands behind it in a replay.
        return decided(replace(agenda, missed=(*agenda.missed, told)))
    if replayed and age > agenda.stale_after:
        if seq in agenda.promised and told.kind in (Kind.CALL, Kind.ANNOUNCEMENT):
            return replace(agenda, waiting=merged(agenda.waiting, told))
        return replace(agenda, missed=(*agenda.missed, told))
    return replace(agenda, waiting=merged(agenda.waiting, told), promised=agenda.promised - {seq})


def _withdraw(agenda: Agenda, made: int) -> Agenda:
    """Takes a call and its recalls, or an announcement, out of the waiting ones. Its own outcome the server gave; the recalls' it
    hears from us. What sounds goes on, and if it is cut off it is over.
    """

    def of(*utterances: Utterance) -> list[tuple[int, bool]]:
        return [
            (seq, seq == made)
            for utterance in utterances
            for seq, first in zip(utterance.seqs, utterance.firsts, strict=True)
            if made in (seq, first)
        ]

    if agenda.sounding:
        agenda = _over(agenda, {seq: Outcome.WITHDRAWN for seq, _ in of(agenda.sounding)})
    gone = of(*agenda.waiting, *agenda.missed)
    agenda = drop(agenda, tuple(seq for seq, _ in gone))
    agenda = settle(agenda, tuple(seq for seq, itself in gone if not itself), Why.WITHDRAWN)
    return remember(agenda, tuple(seq for seq, itself in gone if itself), Outcome.WITHDRAWN) if gone else agenda


def _take_back(agenda: Agenda, news: Withdrawn, now: float, *, replayed: bool) -> Agenda:
    """The room is told, once, that a call it has heard no longer holds. What it never heard is dropped without a word."""
    sounding = agenda.sounding
    # The server may not have heard yet that we speak. A recall that is taken back leaves the call itself as it is.
    speaking = sounding is not None and (news.call, None) in zip(sounding.seqs, sounding.firsts, strict=True)
    if not (news.heard or speaking):
        return agenda
    ticket, counter = (sounding.ticket, sounding.counter) if sounding and speaking else (news.ticket, news.counter)
    told = Utterance(ticket, counter, (news.seq,), (None,), Kind.WITHDRAWAL, room=news.room, born=now - news.age)
    return _queued(agenda, told, news.age, replayed=replayed)


def _echoed(agenda: Agenda, echo: Echo, *, replayed: bool) -> Agenda:
    final = echo.outcome is not Outcome.SPEAKING
    mine = tuple(
        ack
        for ack in agenda.outbox
        if ack.seq == echo.call and (ack.step == echo.outcome or (final and ack.step == "speaking"))
    )
    agenda = replace(agenda, outbox=tuple(ack for ack in agenda.outbox if ack not in mine))
    if not final:
        # Somebody began it, perhaps a former life of ours: if it is not ended, that was one attempt.
        return counted(agenda, {echo.call: 1}) if _waits(agenda.waiting + agenda.missed, echo.call) else agenda
    # The server's own "nobody acknowledged in time" does not spare the room a call that still waits here, unless it was given
    # while we were away.
    theirs = echo.outcome is Outcome.UNSPOKEN and echo.why in tuple(Why)
    away = _waits(agenda.missed, echo.call) or (replayed and echo.call in agenda.promised)
    over = away or echo.outcome is Outcome.SPOKEN or (theirs and (replayed or agenda.standby))
    if echo.outcome is Outcome.SPOKEN or replayed or (theirs and agenda.standby):
        agenda = _over(agenda, {echo.call: echo.outcome})
    if over and _waits(agenda.waiting + agenda.missed, echo.call):
        agenda = remember(drop(agenda, (echo.call,)), (echo.call,), echo.outcome)
    return agenda


def _reset(agenda: Agenda, reset: Reset, now: float) -> Agenda:
    if reset.epoch != agenda.epoch:
        # Numbers of another epoch mean other events: what sounds may end its phrase, but nothing is told of it.
        orphan = replace(agenda.sounding, seqs=(), firsts=()) if agenda.sounding else None
        agenda = Agenda(
            agenda.stale_after, epoch=reset.epoch, sounding=orphan, standby=agenda.standby, room=agenda.room
        )
    agenda = replace(agenda, seen=reset.head, fresh=False)
    for told, outcome in sorted(reset.calls, key=lambda pair: pair[0].seq):
        match outcome:
            case Outcome.QUEUED:
                agenda = _newcomer(agenda, told, now, replayed=True)
            case Outcome.SPEAKING:
                # Somebody began it and did not end it: that was one attempt, even if our own count went with the disk.
                agenda = _newcomer(counted(agenda, {told.seq: 1}), told, now, replayed=True)
            case Outcome.SPOKEN | Outcome.UNSPOKEN | Outcome.WITHDRAWN:
                agenda = _over(agenda, {told.seq: outcome})
                waits = _waits(agenda.waiting + agenda.missed, told.seq)
                if waits and (outcome is not Outcome.UNSPOKEN or agenda.standby):
                    agenda = remember(drop(agenda, (told.seq,)), (told.seq,), outcome)
            case _:
                assert_never(outcome)
    return replay_over(agenda)


def _over(agenda: Agenda, outcomes: Mapping[int, Outcome]) -> Agenda:
    """What sounds has these outcomes already, whatever becomes of it here."""
    numbers = agenda.sounding.seqs if agenda.sounding else ()
    told = {seq: str(outcome) for seq, outcome in outcomes.items() if seq in numbers}
    return replace(agenda, over=MappingProxyType({**agenda.over, **told})) if told else agenda


def _is_ours(agenda: Agenda, room: str | None) -> bool:
    return agenda.room is None or room in (None, agenda.room)


def _waits(utterances: tuple[Utterance, ...], seq: int) -> bool:
    return any(seq in utterance.seqs for utterance in utterances)
