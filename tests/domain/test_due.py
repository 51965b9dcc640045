"""What time itself asks for."""

from dataclasses import replace

import pytest

from server.domain import frozen
from server.domain.commands import (
    AdmitAppointment,
    CallNext,
    CancelTicket,
    CloseDay,
    ConfigureOffice,
    FinishServing,
    NoteSpeaking,
    NoteSpoken,
    NoteUnspoken,
    OpenDay,
    StartServing,
    TakeTicket,
)
from server.domain.due import Due, due
from server.domain.events import CallUnspoken
from server.domain.patience import Patience
from server.domain.structure import Hours
from tests.domain.false_clock import FalseClock
from tests.domain.queue_log import QueueLog
from tests.domain.village import AUTOMATIC_VILLAGE, CLOSED_ALL_WEEK, VILLAGE, Plan


@pytest.fixture
def calendar(log: QueueLog) -> QueueLog:
    """An office whose day follows the calendar: Monday to Friday, 08:00 to 16:00. No day has been opened yet."""
    log.configures(AUTOMATIC_VILLAGE)
    return log


def asked(log: QueueLog) -> list[object]:
    return [task.command for task in due(log.state, log.clock.now())]


# The calendar


def test_the_day_opens_at_opening_time_and_not_a_minute_before(calendar: QueueLog, clock: FalseClock) -> None:
    clock.is_put(minutes=-1)
    assert asked(calendar) == []
    clock.passes(minutes=1)
    assert asked(calendar) == [OpenDay()]


def test_the_day_opens_late_when_the_machine_was_switched_on_late(calendar: QueueLog, clock: FalseClock) -> None:
    clock.passes_until("2026-11-23T15:59")
    assert asked(calendar) == [OpenDay()]


def test_after_closing_time_no_day_opens(calendar: QueueLog, clock: FalseClock) -> None:
    clock.passes_until("2026-11-23T16:00")
    assert asked(calendar) == []


def test_on_a_weekday_without_hours_no_day_opens(calendar: QueueLog, clock: FalseClock) -> None:
    opened = []
    for day in range(22, 29):  # Sunday to Saturday
        if day > 22:
            clock.passes_until(f"2026-11-{day}T10:00")
        else:
            clock.is_put(days=-1)
        opened += [day] * len(asked(calendar))
    assert opened == [23, 24, 25, 26, 27]


def test_an_office_without_a_calendar_is_opened_by_an_official_only(log: QueueLog, clock: FalseClock) -> None:
    log.configures(Plan(VILLAGE.services, VILLAGE.counters, AUTOMATIC_VILLAGE.week, automatic=False))
    assert asked(log) == []
    log.did(OpenDay())
    clock.passes_until("2026-11-23T18:00")
    assert asked(log) == []


def test_an_office_that_was_never_configured_asks_for_nothing(log: QueueLog) -> None:
    assert asked(log) == []


def test_the_day_closes_at_closing_time_when_nobody_is_left(calendar: QueueLog, clock: FalseClock) -> None:
    calendar.ticks()
    clock.passes_until("2026-11-23T15:59")
    assert asked(calendar) == []
    clock.passes(minutes=1)
    assert asked(calendar) == [CloseDay(if_idle=True)]


def test_the_day_stays_open_for_those_who_wait_or_are_served(calendar: QueueLog, clock: FalseClock) -> None:
    calendar.ticks()
    calendar.takes("A")
    calendar.takes("A")
    clock.passes_until("2026-11-23T16:30")
    calendar.ticks()
    assert calendar.state.day is not None
    assert asked(calendar) == []
    calendar.did(CallNext("1"))
    calendar.did(NoteSpoken(calendar.state.seq))
    calendar.did(CancelTicket("A002"))
    assert asked(calendar) == []
    calendar.did(StartServing("1"))
    assert asked(calendar) == []
    calendar.did(FinishServing("1"))
    assert asked(calendar) == [CloseDay(if_idle=True)]


def test_whoever_comes_between_the_tick_and_the_closing_is_not_sent_away(calendar: QueueLog, clock: FalseClock) -> None:
    calendar.ticks()
    clock.passes_until("2026-11-23T16:30")
    (closing,) = asked(calendar)
    calendar.takes("A")
    calendar.did(closing)
    assert calendar.state.day is not None
    assert [ticket.number for ticket in calendar.state.waiting()] == ["A001"]


def test_a_day_that_an_official_closed_is_not_opened_again_on_its_date(calendar: QueueLog, clock: FalseClock) -> None:
    calendar.ticks()
    calendar.did(CloseDay())
    clock.passes(hours=1)
    assert asked(calendar) == []
    clock.passes_until_tomorrow(8)
    assert asked(calendar) == [OpenDay()]


def test_a_day_that_an_official_opened_after_hours_is_left_open(calendar: QueueLog, clock: FalseClock) -> None:
    clock.passes_until("2026-11-23T17:00")
    calendar.did(OpenDay())
    clock.passes(hours=2)
    assert asked(calendar) == []


def test_a_doubtful_clock_opens_and_closes_nothing(calendar: QueueLog, clock: FalseClock) -> None:
    clock.doubtful = True
    assert asked(calendar) == []
    clock.doubtful = False
    calendar.ticks()
    clock.doubtful = True
    clock.passes_until("2026-11-23T17:00")
    assert asked(calendar) == []
    clock.passes_until_tomorrow(10)
    assert asked(calendar) == []
    clock.doubtful = False
    assert asked(calendar) == [CloseDay(), OpenDay()]


def test_a_clock_put_back_opens_and_closes_nothing(calendar: QueueLog, clock: FalseClock) -> None:
    calendar.ticks()
    clock.is_put(days=-3, hours=9)  # Friday, 17:00
    assert asked(calendar) == []
    calendar.did(CloseDay())
    clock.is_put(hours=-7)  # Friday, 10:00
    assert asked(calendar) == []


# The day that nobody closed


def test_a_forgotten_day_is_closed_the_next_morning_and_the_new_one_opened(
    calendar: QueueLog, clock: FalseClock
) -> None:
    calendar.ticks()
    calendar.takes("A")
    clock.passes_until_tomorrow(8)
    assert asked(calendar) == [CloseDay(), OpenDay()]
    calendar.ticks()
    assert calendar.state.date == "2026-11-24"
    assert calendar.takes("A") == "A001"


def test_a_forgotten_day_is_closed_also_where_officials_open_it(office: QueueLog, clock: FalseClock) -> None:
    clock.passes_until_tomorrow(8)
    assert asked(office) == [CloseDay()]


def test_a_forgotten_day_is_closed_also_on_a_weekday_without_hours(calendar: QueueLog, clock: FalseClock) -> None:
    clock.passes_until("2026-11-27T09:00")
    calendar.ticks()
    calendar.takes("A")
    clock.passes_until("2026-11-28T09:00")
    assert asked(calendar) == [CloseDay()]


def test_past_midnight_a_day_counts_as_forgotten_only_after_three_hours_without_any_event(
    office: QueueLog, clock: FalseClock
) -> None:
    clock.passes_until("2026-11-23T23:30")
    office.takes("A")
    clock.passes_until("2026-11-24T02:29")
    assert asked(office) == []
    clock.passes(minutes=1)
    assert asked(office) == [CloseDay()]
    office.takes("A")
    assert asked(office) == []


def test_a_jump_of_the_clock_over_midnight_alone_does_not_make_a_day_forgotten(
    office: QueueLog, clock: FalseClock
) -> None:
    clock.is_put(days=15)
    assert asked(office) == []


def test_a_cut_over_night_makes_a_day_forgotten_by_the_wall_clock(office: QueueLog, clock: FalseClock) -> None:
    clock.reboots(outage_minutes=24 * 60)
    assert asked(office) == [CloseDay()]


def test_a_machine_that_comes_back_before_midnight_goes_on_with_its_day(office: QueueLog, clock: FalseClock) -> None:
    clock.reboots(outage_minutes=10 * 60)
    assert asked(office) == []


# Calls that nobody acknowledges


@pytest.fixture
def two_calls(office: QueueLog, clock: FalseClock) -> tuple[int, int]:
    """A001 was called to counter 1; a second later B001 to counter 2."""
    office.takes("A")
    office.takes("B")
    office.did(CallNext("1"))
    first = office.state.seq
    clock.passes(seconds=1)
    office.did(CallNext("2"))
    return first, office.state.seq


def test_a_call_that_nobody_acknowledges_is_given_up_after_forty_seconds(
    office: QueueLog, clock: FalseClock, two_calls: tuple[int, int]
) -> None:
    first, second = two_calls
    clock.passes(seconds=38, ms=999)
    assert asked(office) == []
    clock.passes(ms=1)
    assert asked(office) == [NoteUnspoken(first, "no_answer")]
    office.ticks()
    assert asked(office) == []
    clock.passes(seconds=1)
    assert asked(office) == [NoteUnspoken(second, "no_answer")]


def test_progress_of_the_announcer_gives_the_calls_behind_it_new_time(
    office: QueueLog, clock: FalseClock, two_calls: tuple[int, int]
) -> None:
    first, second = two_calls
    clock.passes(seconds=30)
    office.did(NoteSpeaking(first), actor="announcer-1")
    clock.passes(seconds=20)
    office.did(NoteSpoken(first), actor="announcer-1")
    clock.passes(seconds=39)
    assert asked(office) == []
    clock.passes(seconds=1)
    assert asked(office) == [NoteUnspoken(second, "no_answer")]


def test_an_announcer_that_dies_in_mid_sentence_loses_all_its_calls(
    office: QueueLog, clock: FalseClock, two_calls: tuple[int, int]
) -> None:
    first, second = two_calls
    clock.passes(seconds=30)
    office.did(NoteSpeaking(first), actor="announcer-1")
    clock.passes(seconds=40)
    assert asked(office) == [NoteUnspoken(first, "no_answer"), NoteUnspoken(second, "no_answer")]


def test_a_long_backlog_is_no_alarm_as_long_as_it_moves(office: QueueLog, clock: FalseClock) -> None:
    calls = []
    for _ in range(10):
        office.takes("A")
        office.did(CallNext("1"))
        calls.append(office.state.seq)
    for call in calls:
        clock.passes(seconds=1)
        office.did(NoteSpeaking(call), actor="announcer-1")
        clock.passes(seconds=20)
        assert asked(office) == []
        office.did(NoteSpoken(call), actor="announcer-1")
    assert not list(office.state.pending_calls())


def test_a_jump_of_the_wall_clock_gives_up_no_call(
    office: QueueLog, clock: FalseClock, two_calls: tuple[int, int]
) -> None:
    clock.is_put(days=15)
    assert asked(office) == []
    clock.is_put(days=-18)
    clock.passes(seconds=40)
    assert len(asked(office)) == 2


def test_a_doubtful_clock_still_gives_up_calls(office: QueueLog, clock: FalseClock, two_calls: tuple[int, int]) -> None:
    clock.doubtful = True
    clock.passes(seconds=40)
    assert len(asked(office)) == 2


def test_a_call_is_given_up_after_its_day_has_closed_too(
    office: QueueLog, clock: FalseClock, two_calls: tuple[int, int]
) -> None:
    office.did(CloseDay())
    clock.passes(seconds=40)
    assert len(asked(office)) == 2


def test_other_patience_may_be_handed_in(office: QueueLog, clock: FalseClock, two_calls: tuple[int, int]) -> None:
    now = clock.passes(ms=50)
    assert len(due(office.state, now, Patience(acknowledgement=50))) == 2


# Keys


def test_the_same_state_and_moment_always_give_the_same_commands_and_keys(
    office: QueueLog, clock: FalseClock, two_calls: tuple[int, int]
) -> None:
    first, second = two_calls
    now = clock.passes_until_tomorrow(8)
    opening = next(record.seq for record in office.records if record.kind == "day_opened")
    expected = (
        Due(f"unanswered:{first}:{first}", NoteUnspoken(first, "no_answer")),
        Due(f"unanswered:{second}:{second}", NoteUnspoken(second, "no_answer")),
        Due(f"close:{opening}", CloseDay()),
    )
    assert due(office.state, now) == due(office.state, now) == expected


def test_a_call_that_is_given_up_twice_has_two_keys(
    office: QueueLog, clock: FalseClock, two_calls: tuple[int, int]
) -> None:
    first, _ = two_calls
    keys = []
    for _ in range(2):
        clock.passes(seconds=41)
        keys.append(office.ticks()[0].key)
        assert isinstance(office.records[-1].event, CallUnspoken)
        office.did(NoteSpeaking(first), actor="announcer-1")
    assert len(set(keys)) == 2


def test_days_have_keys_of_their_own(calendar: QueueLog, clock: FalseClock) -> None:
    keys = []
    for _ in range(3):
        keys += [task.key for task in calendar.ticks()]
        clock.passes_until(f"{clock.now().date}T16:00")
        keys += [task.key for task in calendar.ticks()]
        clock.passes_until_tomorrow(8)
    assert len(keys) == len(set(keys)) == 6


def test_a_week_without_hours_is_the_default(log: QueueLog) -> None:
    log.configures(Plan(("A",), {"1": ("A",)}, CLOSED_ALL_WEEK, automatic=True))
    assert asked(log) == []


# Holidays, pauses and appointments


@pytest.mark.parametrize("own", [False, True])
def test_on_a_closed_date_no_day_opens(log: QueueLog, clock: FalseClock, own: bool) -> None:
    closed = ["2026-11-23"]
    log.configures(replace(AUTOMATIC_VILLAGE, closed=closed) if own else AUTOMATIC_VILLAGE)
    national = () if own else closed
    clock.passes(hours=1)
    assert due(log.state, clock.now(), closed_dates=national) == ()
    clock.passes_until_tomorrow(9)
    assert [task.command for task in due(log.state, clock.now(), closed_dates=national)] == [OpenDay()]


def test_who_opens_on_a_holiday_by_hand_is_left_alone_until_closing_time(log: QueueLog, clock: FalseClock) -> None:
    log.configures(replace(AUTOMATIC_VILLAGE, closed=["2026-11-23"]))
    log.did(OpenDay())
    clock.passes(hours=1)
    assert asked(log) == []
    clock.passes_until("2026-11-23T16:00")
    assert asked(log) == [CloseDay(if_idle=True)]


def test_a_pause_does_not_close_the_day(log: QueueLog, clock: FalseClock) -> None:
    structure = AUTOMATIC_VILLAGE.structure()
    lunch = Hours(480, 960, pauses=((720, 780),))
    log.did(ConfigureOffice("lunch", frozen.replace(structure, week=(lunch,) * 7)))
    log.ticks()
    clock.passes_until("2026-11-23T12:30")
    assert asked(log) == []
    assert [lunch.pause_at(minute) for minute in (719, 720, 779, 780)] == [None, (720, 780), (720, 780), None]


@pytest.fixture
def appointed(office: QueueLog) -> QueueLog:
    """A001 has an appointment at 10:00; it is eight o'clock."""
    office.did(TakeTicket("A", False, "token", "phone", 600))
    return office


def test_the_window_of_an_appointment_begins_five_minutes_before(appointed: QueueLog, clock: FalseClock) -> None:
    clock.passes_until("2026-11-23T09:54")
    assert asked(appointed) == []
    clock.passes(minutes=1)
    (task,) = appointed.ticks()
    assert task == Due(f"appointment:{appointed.state.seq - 1}:{appointed.state.seq - 1}", AdmitAppointment("A001"))
    assert appointed.state.tickets["A001"].due
    assert asked(appointed) == []


def test_a_doubtful_clock_begins_no_window(appointed: QueueLog, clock: FalseClock) -> None:
    clock.passes_until("2026-11-23T10:30")
    clock.doubtful = True
    assert asked(appointed) == []


def test_a_clock_put_back_begins_no_window_and_midnight_ends_none(appointed: QueueLog, clock: FalseClock) -> None:
    clock.is_put(days=-1, hours=3)
    assert asked(appointed) == []
    clock.is_put(days=1, hours=-3)
    clock.passes_until("2026-11-23T23:50")
    appointed.takes("B")
    clock.passes_until("2026-11-24T00:10")
    assert asked(appointed) == [AdmitAppointment("A001")]


def test_who_was_called_before_the_window_needs_none(appointed: QueueLog, clock: FalseClock) -> None:
    appointed.did(CallNext("1"))
    appointed.did(NoteSpoken(appointed.state.seq))
    clock.passes_until("2026-11-23T10:30")
    assert asked(appointed) == []
