"""The clocks of a complaint: limits, warnings, pauses, reopening, changed rules, Lebaran."""

from datetime import date, timedelta

import pytest
from holidays.countries.indonesia import Indonesia
from hypothesis import given
from hypothesis import strategies as st

from server.domain import complaint_commands as c
from server.domain.complaint import State
from server.domain.complaint_codes import SENDER
from server.domain.complaint_deadlines import Clock, clocks, missed_clocks
from server.domain.frozen import replace
from tests.domain.complaint_village import RULES, ComplaintVillage
from tests.domain.unhurried import UNHURRIED

KASI = "account:kasi"


def clock_of(village: ComplaintVillage, name: str, what: str) -> Clock:
    (found,) = [
        one for one in clocks(village.one(name), village.rules, village.today, village.closed) if one.what == what
    ]
    return found


def test_every_clock_has_its_limit() -> None:
    village = ComplaintVillage()
    road, question, bribe = (village.received(category) for category in ("jalan", "informasi", "pungli"))
    assert [clock_of(village, road, what).limit for what in ("verify", "answer", "settle")] == [3, 5, 14]
    assert [clock_of(village, name, "settle").limit for name in (question, bribe)] == [5, 60]
    waiting, asked = village.brought_to(State.AWAITING_CONFIRMATION), village.brought_to(State.NEEDS_INFO)
    assert clock_of(village, waiting, "confirm").limit == 10
    assert clock_of(village, asked, "info").limit == 30


def test_working_day_five_of_fourteen() -> None:
    village = ComplaintVillage()
    name = village.received()
    village.today = date(2026, 11, 30)
    clock = clock_of(village, name, "settle")
    assert (clock.used, clock.limit, clock.due) == (5, 14, date(2026, 12, 11))


@pytest.mark.parametrize(
    ("working_days", "level", "missed"),
    [(0, 0, False), (2, 0, False), (3, 50, False), (4, 80, False), (5, 100, False), (6, 100, True)],
)
def test_warnings_at_half_four_fifths_and_all(working_days: int, level: int, missed: bool) -> None:
    village = ComplaintVillage()
    name = village.received()
    village.wait(working_days if working_days < 5 else working_days + 2)
    clock = clock_of(village, name, "answer")
    assert (clock.used, clock.level, clock.missed) == (working_days, level, missed)
    assert clock.share == working_days / 5


def test_the_last_day_is_not_over_before_the_next_working_day() -> None:
    village = ComplaintVillage(today=date(2026, 11, 20))
    name = village.received()
    village.today = clock_of(village, name, "answer").due
    assert village.today == date(2026, 11, 27)
    for weekend in (28, 29):
        village.today = date(2026, 11, weekend)
        assert not clock_of(village, name, "answer").missed
    village.today = date(2026, 11, 30)
    assert clock_of(village, name, "answer").missed


def test_a_clock_that_was_met_in_time_warns_of_nothing_any_more() -> None:
    village = ComplaintVillage()
    name = village.received()
    village.wait(1)
    village.must(c.Answer(name, "ref-1"), KASI)
    village.wait(60)
    clock = clock_of(village, name, "answer")
    assert (clock.met, clock.used, clock.level, clock.missed) == (date(2026, 11, 24), 1, 0, False)


def test_a_late_answer_does_not_take_back_that_it_was_late() -> None:
    village = ComplaintVillage()
    name = village.received()
    village.wait(14)
    village.must(c.Answer(name, "ref-1"), KASI)
    clock = clock_of(village, name, "answer")
    assert (clock.met, clock.level, clock.missed) == (village.today, 100, True)


def test_clocks_stand_still_while_the_sender_is_asked() -> None:
    village = ComplaintVillage()
    name = village.brought_to(State.VERIFYING)
    village.wait(2)
    village.must(c.AskInfo(name, "ref-1"), KASI)
    before = clock_of(village, name, "settle")
    village.wait(12)
    during = clock_of(village, name, "settle")
    assert (before.used, during.used, during.paused) == (2, 2, True)
    assert during.due == before.due + timedelta(days=12)
    village.must(c.GiveInfo(name, "ref-2"), SENDER)
    after = clock_of(village, name, "settle")
    assert (after.used, after.paused, after.due) == (2, False, during.due)
    village.wait(1)
    assert clock_of(village, name, "settle").used == 3


def test_what_was_asked_on_the_last_day_is_not_missed_by_waiting() -> None:
    village = ComplaintVillage()
    name = village.brought_to(State.VERIFYING)
    village.wait(3)
    village.must(c.AskInfo(name, "ref-1"), KASI)
    village.wait(20)
    verify = clock_of(village, name, "verify")
    assert (verify.used, verify.level, verify.missed) == (3, 100, False)


def test_a_pause_is_taken_off_the_clocks_that_ran_then_and_no_other() -> None:
    village = ComplaintVillage()
    name = village.brought_to(State.IN_PROGRESS)
    village.wait(2)
    village.must(c.AskInfo(name, "ref-1"), KASI)
    village.wait(2)
    village.must(c.Answer(name, "ref-2"), KASI)
    village.wait(3)
    village.must(c.GiveInfo(name, "ref-3"), SENDER)
    assert clock_of(village, name, "answer").used == 2
    assert clock_of(village, name, "verify").used == 0
    village.must(c.ProposeFix(name, "tuntas", "ref-4"), KASI)
    village.must(c.Reopen(name), SENDER)
    village.wait(1)
    assert clock_of(village, name, "settle").used == 1


def test_asked_and_answered_on_one_day_pauses_nothing() -> None:
    village = ComplaintVillage()
    asked, plain = village.brought_to(State.NEEDS_INFO), village.received()
    village.must(c.GiveInfo(asked, "ref-2"), SENDER)
    village.wait(4)
    assert clock_of(village, asked, "answer").used == clock_of(village, plain, "answer").used == 4


def test_a_reopened_complaint_has_a_new_clock_to_settle() -> None:
    village = ComplaintVillage()
    name = village.brought_to(State.DONE)
    village.wait(100)
    village.must(c.Reopen(name), SENDER)
    village.wait(1)
    clock = clock_of(village, name, "settle")
    assert (clock.used, clock.met, clock.missed) == (1, None, False)
    assert clock_of(village, name, "answer").met == date(2026, 11, 23)


def test_a_missed_clock_stays_missed_however_often_it_is_reopened() -> None:
    village = ComplaintVillage()
    name = village.brought_to(State.IN_PROGRESS)
    village.wait(30)
    village.must(c.ProposeFix(name, "tuntas", "ref-1"), KASI)
    assert clock_of(village, name, "settle").missed
    for _ in range(2):
        village.must(c.Reopen(name), SENDER)
        clock = clock_of(village, name, "settle")
        assert (clock.used, clock.level, clock.missed) == (0, 100, True)
        assert missed_clocks(village.one(name), village.rules, village.today, ()) == ()
        village.must(c.ProposeFix(name, "tuntas", "ref-1"), KASI)


def test_changed_rules_hold_at_once() -> None:
    village = ComplaintVillage()
    name = village.received()
    village.wait(30)
    assert clock_of(village, name, "settle").missed
    longer = {**RULES.categories, "jalan": replace(RULES.categories["jalan"], clock=60)}
    village.rules = replace(RULES, categories=longer, answer_days=30)
    assert [clock_of(village, name, what).missed for what in ("verify", "answer", "settle")] == [True, False, False]
    village.closed = frozenset(date(2026, 11, 23) + timedelta(days=n) for n in range(31))
    assert clock_of(village, name, "verify").used == 0


def test_a_category_that_the_office_dropped_keeps_an_ordinary_clock() -> None:
    village = ComplaintVillage()
    name = village.received("informasi")
    village.rules = replace(RULES, categories={})
    assert clock_of(village, name, "settle").limit == 14


def test_a_word_of_the_sender_is_no_silence() -> None:
    village = ComplaintVillage()
    name = village.brought_to(State.AWAITING_CONFIRMATION)
    village.wait(10)
    village.must(c.AddMessage(name, "ref-1"), SENDER)
    assert clock_of(village, name, "confirm").used == 0
    village.must(c.AddMessage(name, "ref-2"), KASI)
    village.wait(7)
    assert clock_of(village, name, "confirm").used == 5


def test_thirty_calendar_days_to_complete_it() -> None:
    village = ComplaintVillage()
    name = village.brought_to(State.NEEDS_INFO)
    village.wait(30)
    clock = clock_of(village, name, "info")
    assert (clock.used, clock.due, clock.level, clock.missed) == (30, village.today, 100, False)
    village.wait(1)
    assert clock_of(village, name, "info").missed


@pytest.mark.parametrize("state", [State.ARCHIVED, State.FORWARDED, State.MERGED, State.WITHDRAWN])
def test_what_is_closed_is_late_for_nothing(state: State) -> None:
    village = ComplaintVillage()
    name = village.brought_to(state)
    village.wait(200)
    assert not any(clock.missed for clock in clocks(village.one(name), village.rules, village.today, ()))


@pytest.mark.parametrize(
    ("received", "verify", "answer", "settle"),
    [
        # Nyepi and Lebaran 2026 with their joint leave: 18 to 24 March; Good Friday on 3 April.
        (date(2026, 3, 16), date(2026, 3, 26), date(2026, 3, 30), date(2026, 4, 13)),
        # Sent on the first day of Lebaran, a Saturday.
        (date(2026, 3, 21), date(2026, 3, 27), date(2026, 3, 31), date(2026, 4, 14)),
        # Nyepi and Lebaran 2027: 8 to 12 March, 15 and 16 March; Good Friday and its joint leave: 25 and 26 March.
        (date(2027, 3, 5), date(2027, 3, 19), date(2027, 3, 23), date(2027, 4, 7)),
    ],
)
def test_around_lebaran(received: date, verify: date, answer: date, settle: date) -> None:
    national = Indonesia(years=(2026, 2027), categories=("public", "government"))
    joint_leave_2027 = {date(2027, 3, day) for day in (9, 12, 15, 16, 25)}
    village = ComplaintVillage(today=received)
    village.closed = frozenset(national) | joint_leave_2027
    name = village.received()
    dues = [clock_of(village, name, what).due for what in ("verify", "answer", "settle")]
    assert dues == [verify, answer, settle]
    village.today = settle
    clock = clock_of(village, name, "settle")
    assert (clock.used, clock.level, clock.missed) == (14, 100, False)
    village.wait(1)
    while village.today.weekday() > 4 or village.today in village.closed:
        village.wait(1)
    assert clock_of(village, name, "settle").missed


def test_a_pause_over_lebaran_costs_no_day_twice() -> None:
    village = ComplaintVillage(today=date(2026, 3, 16))
    village.closed = frozenset(Indonesia(years=2026, categories=("public", "government")))
    name = village.brought_to(State.VERIFYING)
    village.wait(1)
    village.must(c.AskInfo(name, "ref-1"), KASI)
    village.today = date(2026, 3, 25)
    village.must(c.GiveInfo(name, "ref-2"), SENDER)
    village.wait(1)
    # Only the 17th and the 26th count: the days off were lost to the pause, and the 25th, a working day, to its last day.
    assert clock_of(village, name, "settle").used == 2


DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))


@UNHURRIED
@given(
    changes=st.lists(st.integers(0, 40), max_size=5),
    limit=st.integers(1, 20),
    closed=st.frozensets(DAYS, max_size=60),
)
def test_clocks_are_what_a_list_of_days_says(changes: list[int], limit: int, closed: frozenset[date]) -> None:
    """The sender is asked and answers by turns; every day of the time is looked at one by one."""
    village = ComplaintVillage(today=date(2026, 1, 5), rules=replace(RULES, answer_days=limit))
    village.closed = closed
    name = village.brought_to(State.VERIFYING)
    listed: list[date] = []
    asked = False
    for days in [*changes, 30]:
        for _ in range(days):
            village.wait(1)
            if not asked and village.today.weekday() < 5 and village.today not in closed:
                listed.append(village.today)
        clock = clock_of(village, name, "answer")
        assert (clock.used, clock.missed, clock.paused) == (len(listed), len(listed) > limit, asked)
        if len(listed) >= limit:
            assert clock.due == listed[limit - 1]
        else:
            assert clock.due > village.today
        village.must(c.GiveInfo(name, "ref-2") if asked else c.AskInfo(name, "ref-1"), SENDER if asked else KASI)
        asked = not asked
