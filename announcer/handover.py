"""What changes hands between announcers: who speaks in which room, and what becomes of calls that came too late. Pure."""

from dataclasses import replace

from announcer.agenda import Agenda, counted, drop, remember, settle
from announcer.messages import Granted, Outcome
from announcer.utterance import Utterance, merged
from announcer.why import Why


def replay_over(agenda: Agenda) -> Agenda:
    """Nothing more comes of the replay: what it brought too late, and nobody gave an outcome, is decided."""
    return decided(replace(agenda, replay_until=None))


def stands(agenda: Agenda, standby: bool | None, now: float = 0.0) -> Agenda:
    """Whether another announcer speaks in the room; None while the server has not answered. `now` in seconds of our own clock.

    Who takes over says what has no outcome yet. Of withdrawals and letters nobody keeps one: the old ones were surely said.
    """
    if agenda.standby and standby is False:
        old = (one for one in agenda.waiting if one.quiet and now - one.born > agenda.stale_after)
        said = tuple(seq for one in old for seq in one.seqs)
        agenda = remember(drop(agenda, said), said, Outcome.SPOKEN)
    return decided(replace(agenda, standby=standby))


def granted(agenda: Agenda, told: Granted, now: float = 0.0) -> Agenda:
    """The lease as the server told it: our room, who speaks there, and what was begun or said there already."""
    said = tuple(seq for one in agenda.waiting if one.quiet for seq in one.seqs if seq in told.told)
    agenda = remember(drop(agenda, said), said, Outcome.SPOKEN) if said else agenda
    return counted(stands(in_room(agenda, told.room), told.fence is None, now), dict(told.begun))


def in_room(agenda: Agenda, room: str) -> Agenda:
    """Our room is that one. What waits for another room is not ours; what was passed over for this one asks for a fresh picture."""
    if room == agenda.room:
        return agenda

    def ours(utterances: tuple[Utterance, ...]) -> tuple[Utterance, ...]:
        return tuple(utterance for utterance in utterances if utterance.room in (None, room))

    moved = agenda.room is not None and agenda.epoch is not None
    # A room that was renamed has the same calls under another name: the picture brings them again, and they were received in time.
    theirs = {seq for utterance in agenda.waiting for seq in utterance.seqs} if moved else set()
    return replace(
        agenda,
        room=room,
        waiting=ours(agenda.waiting),
        missed=ours(agenda.missed),
        promised=agenda.promised | theirs,
        fresh=agenda.fresh or moved,
    )


def decided(agenda: Agenda) -> Agenda:
    """What came too late, once it is known that nothing more comes and who speaks: another announcer answers for it, or it is stale."""
    if agenda.replay_until is not None or agenda.standby is None:
        return agenda
    missed = agenda.missed
    # Before a fresh picture has come, nobody knows which of them are ours.
    agenda = replace(agenda, missed=(), promised=agenda.promised if agenda.fresh else frozenset())
    for utterance in missed:
        if utterance.quiet or (utterance.wordless and agenda.standby):
            agenda = remember(agenda, utterance.seqs, Outcome.UNSPOKEN)
        elif agenda.standby:
            agenda = replace(agenda, waiting=merged(agenda.waiting, utterance))
        else:
            agenda = settle(agenda, utterance.seqs, Why.WITHDRAWN if utterance.wordless else Why.STALE)
    return agenda
