"""The rules of announcements: made, taken back, heard or not. They need no open service day: a hall fills before it opens."""

from typing import assert_never

from server.domain.announcement import (
    MOST_KEPT,
    MOST_WAITING,
    Announcement,
    AnnouncementCommand,
    MakeAnnouncement,
    WithdrawAnnouncement,
)
from server.domain.announcement_events import (
    AnnouncementMade,
    AnnouncementSpeaking,
    AnnouncementSpoken,
    AnnouncementUnspoken,
    AnnouncementWithdrawn,
)
from server.domain.calls import PENDING, Outcome
from server.domain.commands import CallCommand, NoteShown, NoteSpeaking, NoteSpoken, NoteUnspoken
from server.domain.decision import Decision
from server.domain.frozen import replace
from server.domain.queue import QueueState
from server.domain.record import CLOCK, Record
from server.domain.refusals import AnnouncementIsHeard, AnnouncementsWait, UnknownAnnouncement

AnnouncementEvent = (
    AnnouncementMade | AnnouncementWithdrawn | AnnouncementSpeaking | AnnouncementSpoken | AnnouncementUnspoken
)
_HEARD = frozenset({Outcome.SPEAKING, Outcome.SPOKEN})


def decide_announcement(state: QueueState, command: AnnouncementCommand) -> Decision:
    match command:
        case MakeAnnouncement(announcement=announcement, text_id=text_id, rooms=rooms, urgent=urgent, test=test):
            waiting = len(list(state.pending_announcements()))
            if waiting + len(rooms) > MOST_WAITING:
                return AnnouncementsWait(waiting)
            return tuple(AnnouncementMade(announcement, text_id, room, urgent, test) for room in rooms)
        case WithdrawAnnouncement(made=made):
            return _withdraw(state, made)
        case _:
            assert_never(command)


def note_announcement(announcement: Announcement, command: CallCommand) -> tuple[AnnouncementEvent, ...]:
    """What the loudspeaker tells of it: as of calls, only news becomes an event."""
    made, outcome = announcement.seq, announcement.outcome
    match command:
        case NoteSpeaking():
            return (AnnouncementSpeaking(made),) if outcome in {Outcome.QUEUED, Outcome.UNSPOKEN} else ()
        case NoteSpoken():
            return () if outcome in {Outcome.SPOKEN, Outcome.WITHDRAWN} else (AnnouncementSpoken(made),)
        case NoteUnspoken(why=why):
            return (AnnouncementUnspoken(made, why),) if outcome in PENDING else ()
        case NoteShown():
            return ()
        case _:
            assert_never(command)


def with_announcement(state: QueueState, event: AnnouncementEvent, record: Record) -> QueueState:
    """What an event of an announcement makes of the state."""
    match event:
        case AnnouncementMade():
            return _made(state, event, record)
        case AnnouncementWithdrawn(made=made):
            return _became(state, made, record, Outcome.WITHDRAWN)
        case AnnouncementSpeaking(made=made):
            return _heard_of(_became(state, made, record, Outcome.SPEAKING), record)
        case AnnouncementSpoken(made=made):
            return _heard_of(_became(state, made, record, Outcome.SPOKEN), record)
        case AnnouncementUnspoken(made=made, why=why):
            return _heard_of(_became(state, made, record, Outcome.UNSPOKEN, why), record)
        case _:
            assert_never(event)


def _withdraw(state: QueueState, made: int) -> Decision:
    """Also one that was given up: an announcer that comes back must not say it after all."""
    announcement = state.announcements.get(made)
    if announcement is None:
        return UnknownAnnouncement(made)
    if announcement.outcome in _HEARD:
        return AnnouncementIsHeard(made)
    return () if announcement.outcome is Outcome.WITHDRAWN else (AnnouncementWithdrawn(made),)


def _made(state: QueueState, event: AnnouncementMade, record: Record) -> QueueState:
    new = Announcement(
        seq=record.seq,
        announcement=event.announcement,
        text_id=event.text_id,
        room=event.room,
        urgent=event.urgent,
        test=event.test,
        made=record.stamp,
        version=record.seq,
        since=record.stamp,
    )
    kept = {**state.announcements, record.seq: new}
    settled = [seq for seq, one in kept.items() if one.outcome not in PENDING]
    for seq in settled[: max(0, len(kept) - MOST_KEPT)]:
        del kept[seq]
    return replace(state, announcements=kept)


def _became(state: QueueState, made: int, record: Record, outcome: Outcome, why: str = "") -> QueueState:
    changed = replace(state.announcements[made], outcome=outcome, why=why, version=record.seq, since=record.stamp)
    return replace(state, announcements={**state.announcements, made: changed})


def _heard_of(state: QueueState, record: Record) -> QueueState:
    # What the ticker gives up by itself is no sign of life from the announcer.
    return state if record.actor == CLOCK else replace(state, heard_of=record.stamp)
