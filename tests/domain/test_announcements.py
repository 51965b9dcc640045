"""Announcements: made, taken back, heard or not; and those that the calendar makes."""

import pytest

from server.domain.announcement import MOST_KEPT, MOST_WAITING
from server.domain.announcement_events import (
    AnnouncementMade,
    AnnouncementSpeaking,
    AnnouncementSpoken,
    AnnouncementUnspoken,
    AnnouncementWithdrawn,
)
from server.domain.calls import Outcome
from server.domain.commands import (
    CallNext,
    CloseDay,
    ConfigureOffice,
    MakeAnnouncement,
    NoteShown,
    NoteSpeaking,
    NoteSpoken,
    NoteUnspoken,
    OpenDay,
    WithdrawAnnouncement,
)
from server.domain.due import due
from server.domain.evolve import fold
from server.domain.frozen import replace
from server.domain.refusals import AnnouncementIsHeard, AnnouncementsWait, UnknownAnnouncement
from server.domain.replies import reply
from server.domain.structure import Hours, PlannedAnnouncement
from tests.domain.false_clock import FalseClock
from tests.domain.queue_log import QueueLog
from tests.domain.village import AUTOMATIC_VILLAGE, VILLAGE

LUNCH = Hours(480, 960, pauses=((720, 780), (900, 915)))
FREE = MakeAnnouncement("", "announcement:1")


def made(log: QueueLog, command: MakeAnnouncement = FREE) -> int:
    """An announcement; its number."""
    log.did(command)
    return log.state.seq


def outcome(log: QueueLog, seq: int) -> tuple[str, str]:
    one = log.state.announcements[seq]
    return one.outcome.value, one.why


def planning(*plans: PlannedAnnouncement, automatic: bool = False) -> ConfigureOffice:
    structure = AUTOMATIC_VILLAGE.structure()
    week = (*(LUNCH,) * 5, None, None)
    return ConfigureOffice(repr(plans), replace(structure, week=week, automatic=automatic, announcements=plans))


def announced(log: QueueLog) -> list[str]:
    """What the calendar asks for now."""
    commands = [task.command for task in due(log.state, log.clock.now())]
    return [command.announcement for command in commands if isinstance(command, MakeAnnouncement)]


# By an official


def test_an_announcement_is_made_spoken_and_over(office: QueueLog) -> None:
    events = office.did(MakeAnnouncement("", "announcement:1", ("",), urgent=True))
    assert events == (AnnouncementMade("", "announcement:1", "", True, False),)
    seq = office.state.seq
    assert office.did(NoteSpeaking(seq)) == (AnnouncementSpeaking(seq),)
    assert office.did(NoteSpeaking(seq)) == ()
    assert office.did(NoteSpoken(seq)) == (AnnouncementSpoken(seq),)
    assert office.did(NoteSpoken(seq)) == ()
    assert office.did(NoteUnspoken(seq, "no_device")) == ()
    assert outcome(office, seq) == ("spoken", "")


def test_in_several_rooms_it_is_one_for_each_and_answered_with_all(office: QueueLog) -> None:
    command = MakeAnnouncement("tutup", "", ("dalam", "luar"))
    events = office.did(command)
    assert [event.room for event in events if isinstance(event, AnnouncementMade)] == ["dalam", "luar"]
    assert reply(command, events, office.state) == {"seq": 3, "made": [3, 4]}


def test_what_was_given_up_may_sound_after_all(office: QueueLog) -> None:
    seq = made(office)
    assert office.did(NoteUnspoken(seq, "no_voice")) == (AnnouncementUnspoken(seq, "no_voice"),)
    assert outcome(office, seq) == ("unspoken", "no_voice")
    office.did(NoteSpeaking(seq))
    assert outcome(office, seq) == ("speaking", "")


def test_the_tv_shows_no_announcement(office: QueueLog) -> None:
    assert office.did(NoteShown(made(office))) == ()


def test_what_nobody_has_heard_is_taken_back_and_stays_so(office: QueueLog) -> None:
    seq = made(office)
    assert office.did(WithdrawAnnouncement(seq)) == (AnnouncementWithdrawn(seq),)
    assert office.did(WithdrawAnnouncement(seq)) == ()
    assert office.did(NoteSpeaking(seq)) == office.did(NoteSpoken(seq)) == office.did(NoteUnspoken(seq, "stale")) == ()
    given_up = made(office)
    office.did(NoteUnspoken(given_up, "no_answer"))
    assert office.did(WithdrawAnnouncement(given_up)) == (AnnouncementWithdrawn(given_up),)


@pytest.mark.parametrize("heard", [NoteSpeaking, NoteSpoken])
def test_what_sounds_is_not_taken_back(office: QueueLog, heard: type[NoteSpeaking]) -> None:
    seq = made(office)
    office.did(heard(seq))
    assert office.do(WithdrawAnnouncement(seq)) == AnnouncementIsHeard(seq)
    assert office.do(WithdrawAnnouncement(999)) == UnknownAnnouncement(999)


def test_no_more_than_ten_wait(office: QueueLog) -> None:
    first = made(office)
    for _ in range(MOST_WAITING - 1):
        made(office)
    assert office.do(FREE) == AnnouncementsWait(MOST_WAITING)
    office.did(WithdrawAnnouncement(first))
    assert office.do(replace(FREE, rooms=("dalam", "luar"))) == AnnouncementsWait(MOST_WAITING - 1)
    made(office)


def test_the_newest_thirty_are_remembered_and_those_that_wait(office: QueueLog) -> None:
    waits = made(office)
    for _ in range(MOST_KEPT + 5):
        office.did(NoteSpoken(made(office)))
    assert len(office.state.announcements) == MOST_KEPT
    assert waits in office.state.announcements
    assert fold(office.fold_base()) == office.state


def test_before_the_day_is_opened_it_can_be_announced_too_and_a_new_day_begins_with_none(office: QueueLog) -> None:
    office.did(CloseDay())
    seq = made(office)
    assert outcome(office, seq) == ("queued", "")
    office.did(OpenDay())
    assert office.state.announcements == {}
    assert office.did(NoteSpoken(seq)) == ()
    assert fold(office.fold_base()) == office.state


# Nobody answers


def test_an_announcement_that_nobody_acknowledges_is_given_up(office: QueueLog, clock: FalseClock) -> None:
    seq = made(office)
    clock.passes(seconds=39)
    assert office.ticks() == ()
    clock.passes(seconds=1)
    office.ticks()
    assert outcome(office, seq) == ("unspoken", "no_answer")


def test_an_announcement_that_is_spoken_gives_the_calls_behind_it_time(office: QueueLog, clock: FalseClock) -> None:
    seq = made(office)
    office.takes("A")
    office.did(CallNext("1"))
    call = office.state.seq
    clock.passes(seconds=30)
    office.did(NoteSpeaking(seq), actor="announcer")
    clock.passes(seconds=30)
    assert office.ticks() == ()
    office.did(NoteSpoken(seq), actor="announcer")
    clock.passes(seconds=39)
    assert office.ticks() == ()
    clock.passes(seconds=1)
    office.ticks()
    assert office.state.calls[call].outcome is Outcome.UNSPOKEN


def test_what_the_clock_gives_up_is_no_sign_of_life(office: QueueLog, clock: FalseClock) -> None:
    made(office)
    clock.passes(seconds=1)
    second = made(office)
    clock.passes(seconds=39)
    assert len(office.ticks()) == 1
    clock.passes(seconds=1)
    office.ticks()
    assert outcome(office, second) == ("unspoken", "no_answer")


# By the calendar


def test_the_opening_is_announced_when_an_official_opens(log: QueueLog, clock: FalseClock) -> None:
    log.did(planning(PlannedAnnouncement("buka", "opening")))
    clock.passes_until("2026-11-23T09:17")
    assert announced(log) == []
    log.did(OpenDay())
    assert announced(log) == ["buka"]
    log.ticks()
    assert announced(log) == []


def test_in_an_automatic_office_the_opening_follows_the_calendars(log: QueueLog) -> None:
    log.did(planning(PlannedAnnouncement("buka", "opening"), automatic=True))
    log.ticks()
    assert announced(log) == ["buka"]


@pytest.mark.parametrize(
    ("plan", "times"),
    [
        (PlannedAnnouncement("x", "pause"), ["12:00", "15:00"]),
        (PlannedAnnouncement("x", "pause", 5), ["11:55", "14:55"]),
        (PlannedAnnouncement("x", "closing", 15), ["15:45"]),
        (PlannedAnnouncement("x", "11:30"), ["11:30"]),
    ],
)
def test_each_is_said_once_at_each_of_its_times(
    log: QueueLog, clock: FalseClock, plan: PlannedAnnouncement, times: list[str]
) -> None:
    log.did(planning(plan))
    log.did(OpenDay())
    said = []
    for minute in range(480, 980):
        clock.passes_until(f"2026-11-23T{minute // 60:02d}:{minute % 60:02d}")
        if announced(log):
            said.append(f"{clock.now().local:%H:%M}")
            log.ticks()
            log.did(NoteSpoken(log.state.seq))
    assert said == times


def test_an_announcement_says_room_urgency_and_a_key_of_its_own(log: QueueLog, clock: FalseClock) -> None:
    log.did(planning(PlannedAnnouncement("tutup", "closing", 10, ("dalam", "luar"), urgent=True)))
    log.did(OpenDay())
    clock.passes_until("2026-11-23T15:50")
    (task,) = due(log.state, clock.now())
    assert task.key == "announcement:2:tutup:950"
    assert task.command == MakeAnnouncement("tutup", "", ("dalam", "luar"), urgent=True)


@pytest.mark.parametrize(("back", "said"), [("12:09", ["x"]), ("12:10", [])])
def test_a_machine_that_was_off_says_what_still_holds(
    log: QueueLog, clock: FalseClock, back: str, said: list[str]
) -> None:
    log.did(planning(PlannedAnnouncement("x", "12:00")))
    log.did(OpenDay())
    clock.passes_until(f"2026-11-23T{back}")
    assert announced(log) == said


def test_a_doubtful_clock_announces_nothing(log: QueueLog, clock: FalseClock) -> None:
    log.did(planning(PlannedAnnouncement("x", "12:00"), PlannedAnnouncement("buka", "opening")))
    log.did(OpenDay())
    clock.doubtful = True
    assert announced(log) == []
    clock.passes_until("2026-11-23T12:00")
    assert announced(log) == []
    clock.doubtful = False
    assert announced(log) == ["x"]


def test_a_closed_day_announces_nothing(log: QueueLog, clock: FalseClock) -> None:
    log.did(planning(PlannedAnnouncement("x", "12:00"), PlannedAnnouncement("tutup", "closing")))
    clock.passes_until("2026-11-23T12:00")
    assert announced(log) == []
    log.did(OpenDay())
    log.did(CloseDay())
    assert announced(log) == []


def test_a_weekday_without_hours_has_neither_closing_nor_pause(log: QueueLog, clock: FalseClock) -> None:
    log.did(planning(*(PlannedAnnouncement(at, at) for at in ("opening", "closing", "pause", "12:00"))))
    clock.passes_until("2026-11-28T12:00")
    log.did(OpenDay())
    assert announced(log) == ["opening", "12:00"]


def test_what_lay_before_the_opening_is_not_made_good(log: QueueLog, clock: FalseClock) -> None:
    log.did(planning(PlannedAnnouncement("x", "12:00")))
    clock.passes_until("2026-11-23T12:01")
    log.did(OpenDay())
    assert announced(log) == []


def test_past_midnight_the_hours_of_the_day_are_over(log: QueueLog, clock: FalseClock) -> None:
    log.did(planning(PlannedAnnouncement("x", "23:55"), PlannedAnnouncement("y", "00:05")))
    log.did(OpenDay())
    clock.passes_until("2026-11-23T23:54")
    log.takes("A")
    clock.passes_until("2026-11-24T00:06")
    assert announced(log) == []


@pytest.mark.parametrize(("minute", "said"), [("11:55", []), ("11:40", ["x"])])
def test_who_presses_shortly_before_has_said_it(log: QueueLog, clock: FalseClock, minute: str, said: list[str]) -> None:
    log.did(planning(PlannedAnnouncement("x", "12:00")))
    log.did(OpenDay())
    clock.passes_until(f"2026-11-23T{minute}")
    log.did(MakeAnnouncement("x", ""))
    log.did(NoteSpoken(log.state.seq))
    for at in ("12:00", "12:05"):
        clock.passes_until(f"2026-11-23T{at}")
        assert announced(log) == said


def test_a_trial_of_the_loudspeaker_is_not_the_announcement(log: QueueLog, clock: FalseClock) -> None:
    log.did(planning(PlannedAnnouncement("x", "12:00")))
    log.did(OpenDay())
    clock.passes_until("2026-11-23T12:00")
    log.did(MakeAnnouncement("x", "", test=True))
    assert announced(log) == ["x"]


def test_one_that_was_taken_back_is_not_said_by_the_calendar_again(log: QueueLog, clock: FalseClock) -> None:
    log.did(planning(PlannedAnnouncement("x", "12:00")))
    log.did(OpenDay())
    clock.passes_until("2026-11-23T12:00")
    log.ticks()
    log.did(WithdrawAnnouncement(log.state.seq))
    clock.passes(minutes=5)
    assert announced(log) == []


def test_a_time_that_is_put_off_is_said_at_its_new_time(log: QueueLog, clock: FalseClock) -> None:
    log.did(planning(PlannedAnnouncement("x", "12:00")))
    log.did(OpenDay())
    clock.passes_until("2026-11-23T12:00")
    log.ticks()
    log.did(planning(PlannedAnnouncement("x", "12:30")))
    clock.passes_until("2026-11-23T12:30")
    assert announced(log) == ["x"]


def test_while_ten_wait_the_calendar_waits_too(log: QueueLog, clock: FalseClock) -> None:
    log.did(planning(PlannedAnnouncement("x", "12:00")))
    log.did(OpenDay())
    clock.passes_until("2026-11-23T12:00")
    for _ in range(MOST_WAITING):
        made(log)
    assert announced(log) == []
    clock.passes(seconds=40)
    assert announced(log) == ["x"], "what is given up in the same moment waits no more"
    log.ticks()


def test_an_office_on_the_old_plan_says_nothing(log: QueueLog) -> None:
    log.opens(VILLAGE)
    assert announced(log) == []
