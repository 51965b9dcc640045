"""What time asks for by itself: escalation, silence, incomplete complaints, erasure, roots; once, and also after days without power."""

from datetime import date, timedelta

import pytest

from server.domain import complaint_commands as c
from server.domain.complaint import State
from server.domain.complaint_codes import CLOCK, SENDER
from server.domain.complaint_due import commitments_of
from server.domain.complaint_events import Escalated
from server.domain.complaint_refusals import ComplaintRefusal
from server.domain.complaint_retention import erasure_warning, identity_until, text_until
from server.domain.frozen import replace
from tests.domain.complaint_village import KEYS, MONDAY, RULES, ComplaintVillage

KASI = "account:kasi"
SMALL = {"units": {}, "ladder": ("kasi", "", "", ""), "custodians": (), "keys": {"kasi": "01" * 32}}


def without_roots(keys: list[str]) -> list[str]:
    return [key for key in keys if not key.startswith("root:")]


def lived(village: ComplaintVillage, days: int) -> dict[date, list[str]]:
    """What was done on which day, with a tick every day and one more to see that it does nothing."""
    done = {}
    for _ in range(days):
        village.wait(1)
        if keys := without_roots(village.tick()):
            done[village.today] = keys
        assert village.tick() == []
    return done


# Escalation


def test_each_clock_that_runs_out_leads_one_rung_up() -> None:
    village = ComplaintVillage()
    name = village.received()
    assert lived(village, 40) == {
        date(2026, 11, 27): [f"escalate:{name}:verify:0"],
        date(2026, 12, 1): [f"escalate:{name}:answer:0"],
        date(2026, 12, 14): [f"escalate:{name}:settle:0"],
    }
    events = [event for event, _, _ in village.log if isinstance(event, Escalated)]
    assert [(event.rung, event.to) for event in events] == [(1, "kasi"), (2, "sekdes"), (3, "kades")]
    assert village.one(name).readers == ("budi", "tono", "kasi", "sekdes", "kades")


def test_whoever_is_escalated_to_may_act_from_then_on() -> None:
    village = ComplaintVillage()
    name = village.received(about=("kasi",))
    assert village.refused(c.StartVerification(name), "account:sekdes") is ComplaintRefusal.NOT_A_READER
    village.wait(4)
    village.tick()
    assert village.one(name).rung == 2
    village.must(c.StartVerification(name), "account:sekdes")


def test_the_ladder_skips_empty_rungs_and_whoever_it_is_about() -> None:
    village = ComplaintVillage()
    village.staff(ladder=("kasi", "", "kades", "bpd"), custodians=())
    name = village.received(about=("kades",))
    lived(village, 60)
    assert (village.one(name).climbed, village.one(name).rung) == (("kasi", "bpd"), 4)


def test_where_the_ladder_had_it_from_the_start_its_own_place_is_no_step_up() -> None:
    village = ComplaintVillage()
    name = village.received("pungli", about=("budi",))
    assert village.one(name).recipients == ("kasi", "bpd")
    lived(village, 20)
    assert village.one(name).climbed == ("sekdes", "kades")


def test_an_office_with_one_official_is_not_asked_to_climb() -> None:
    village = ComplaintVillage(staff=False)
    village.staff(**SMALL)
    name = village.received()
    assert lived(village, 40) == {}
    assert village.refused(c.Escalate(name), KASI) is ComplaintRefusal.NO_RUNG


def test_after_days_without_power_each_rung_still_gets_a_day() -> None:
    village = ComplaintVillage()
    name = village.received()
    village.wait(60)
    assert without_roots(village.tick()) == [f"escalate:{name}:verify:0"]
    assert lived(village, 5) == {
        village.today - timedelta(days=4): [f"escalate:{name}:answer:0"],
        village.today - timedelta(days=3): [f"escalate:{name}:settle:0"],
    }


def test_a_step_up_by_hand_is_the_readers() -> None:
    village = ComplaintVillage()
    name = village.received()
    assert village.refused(c.Escalate(name), SENDER) is ComplaintRefusal.OFFICIALS_ONLY
    assert village.refused(c.Escalate(name, "verify:0"), KASI) is ComplaintRefusal.CLOCK_ONLY
    # Up to the first who does not read it yet: Kasi has had it from the start.
    assert village.must(c.Escalate(name), KASI) == (Escalated(name, 1, "kasi"), Escalated(name, 2, "sekdes"))
    for rung, to in enumerate(("kades", "bpd"), 3):
        assert village.must(c.Escalate(name), KASI) == (Escalated(name, rung, to),)
    assert village.refused(c.Escalate(name), KASI) is ComplaintRefusal.NO_RUNG


def test_a_clock_leads_up_once() -> None:
    village = ComplaintVillage()
    name = village.received()
    village.must(c.Escalate(name, "verify:0"), CLOCK)
    assert village.refused(c.Escalate(name, "verify:0"), CLOCK) is ComplaintRefusal.ALREADY_ESCALATED
    village.must(c.Escalate(name, "answer:0"), CLOCK)


def test_a_reopened_complaint_climbs_again() -> None:
    village = ComplaintVillage()
    name = village.brought_to(State.DONE)
    village.must(c.Reopen(name), SENDER)
    done = lived(village, 40)
    assert list(done.values()) == [[f"escalate:{name}:settle:1"]]


def test_an_office_that_proposes_the_same_again_and_again_is_not_left_alone_with_it() -> None:
    village = ComplaintVillage()
    name = village.brought_to(State.DONE)
    village.must(c.Reopen(name), SENDER)
    assert lived(village, 3) == {}
    for turn in (2, 3):
        village.must(c.StartWork(name), "account:budi")
        village.must(c.ProposeFix(name, "tuntas", f"fix-{turn}"), "account:budi")
        village.must(c.Reopen(name), SENDER)
        assert list(lived(village, 3).values()) == [[f"escalate:{name}:reopened:{turn}"]]


@pytest.mark.parametrize("state", [State.NEEDS_INFO, State.AWAITING_CONFIRMATION])
def test_nothing_climbs_while_it_is_the_senders_turn(state: State) -> None:
    village = ComplaintVillage()
    village.rules = replace(RULES, info_days=1000, confirm_days=1000)
    village.brought_to(state)
    assert lived(village, 100) == {}


def test_a_closed_complaint_never_climbs() -> None:
    village = ComplaintVillage()
    name = village.brought_to(State.ARCHIVED)
    assert village.refused(c.Escalate(name), KASI) is ComplaintRefusal.WRONG_STATE
    assert lived(village, 60) == {}


def test_a_missed_clock_of_before_the_pause_waits_for_the_answer() -> None:
    village = ComplaintVillage()
    name = village.brought_to(State.VERIFYING)
    village.wait(7)
    village.must(c.AskInfo(name, "ref-1"), KASI)
    assert lived(village, 20) == {}
    village.must(c.GiveInfo(name, "ref-2"), SENDER)
    assert without_roots(village.tick()) == [f"escalate:{name}:verify:0"]


# Silence, and what was not completed


def test_ten_working_days_of_silence_close_it() -> None:
    village = ComplaintVillage()
    name = village.brought_to(State.AWAITING_CONFIRMATION)
    assert lived(village, 20) == {date(2026, 12, 8): [f"silence:{name}:0"]}
    assert village.one(name).state is State.DONE_BY_SILENCE
    village.must(c.Reopen(name), SENDER)
    village.must(c.ProposeFix(name, "tuntas", "ref-1"), KASI)
    assert list(lived(village, 20).values()) == [[f"silence:{name}:1"]]
    assert (village.one(name).silences, village.one(name).reopened, village.one(name).solved) == (2, 1, False)


def test_holidays_give_the_sender_longer() -> None:
    village = ComplaintVillage()
    village.closed = {date(2026, 12, 7), date(2026, 12, 8)}
    name = village.brought_to(State.AWAITING_CONFIRMATION)
    assert lived(village, 20) == {date(2026, 12, 10): [f"silence:{name}:0"]}


def test_what_is_not_completed_in_thirty_days_counts_as_withdrawn() -> None:
    village = ComplaintVillage()
    name = village.brought_to(State.NEEDS_INFO)
    assert lived(village, 40) == {MONDAY + timedelta(days=31): [f"incomplete:{name}"]}
    assert village.one(name).outcome == "tidak_dilengkapi"


@pytest.mark.parametrize("command", [c.AddMessage("", "ref-1"), c.AddFile("", "ref-1", "photo")])
def test_whatever_the_sender_adds_when_asked_is_the_answer(command: c.AddMessage | c.AddFile) -> None:
    village = ComplaintVillage()
    name = village.brought_to(State.NEEDS_INFO)
    village.wait(5)
    village.must(replace(command, id=name), "account:budi")
    assert village.one(name).state is State.NEEDS_INFO
    village.must(replace(command, id=name), SENDER)
    assert village.one(name).state is State.VERIFYING
    assert f"incomplete:{name}" not in [key for keys in lived(village, 40).values() for key in keys]


@pytest.mark.parametrize("state", [State.NEEDS_INFO, State.AWAITING_CONFIRMATION])
def test_what_nobody_reads_climbs_whatever_it_waits_for(state: State) -> None:
    village = ComplaintVillage()
    name = village.brought_to(state, "pungli")
    gone = village.one(name).readers
    village.staff(keys={account: key for account, key in KEYS.items() if account not in gone}, custodians=())
    village.wait(1)
    village.tick()
    village.tick()
    assert village.one(name).readers
    assert not set(village.one(name).readers) & set(gone)
    assert village.one(name).state is state


# Erasure


def test_identity_and_text_go_when_their_time_has_come() -> None:
    village = ComplaintVillage()
    name = village.brought_to(State.DONE, identity=True)
    assert lived(village, 400) == {
        MONDAY + timedelta(days=90): [f"identity:{name}"],
        MONDAY + timedelta(days=365): [f"text:{name}"],
    }


def test_each_category_keeps_as_long_as_the_office_says() -> None:
    village = ComplaintVillage()
    name = village.brought_to(State.DONE, "singkat", identity=True)
    one = village.one(name)
    assert identity_until(one, village.rules) == MONDAY + timedelta(days=30)
    assert text_until(one, village.rules) == MONDAY + timedelta(days=60)


@pytest.mark.parametrize(("formal", "days"), [(False, 90), (True, 365)])
def test_a_secret_tip_goes_after_ninety_days(formal: bool, days: int) -> None:
    village = ComplaintVillage()
    name = village.brought_to(State.DONE, "pungli", formal=formal)
    assert text_until(village.one(name), village.rules) == MONDAY + timedelta(days=days)


def test_nothing_is_erased_while_it_is_open() -> None:
    village = ComplaintVillage()
    village.rules = replace(RULES, confirm_days=9999)
    name = village.brought_to(State.AWAITING_CONFIRMATION, identity=True)
    village.wait(2000)
    assert without_roots(village.tick()) == []
    assert identity_until(village.one(name), village.rules) is text_until(village.one(name), village.rules) is None
    for command in (c.EraseIdentity(name), c.EraseText(name)):
        assert village.refused(command, CLOCK) is ComplaintRefusal.TOO_SOON


@pytest.mark.parametrize("actor", [SENDER, KASI])
def test_nothing_goes_within_a_fortnight_of_something_new(actor: str) -> None:
    village = ComplaintVillage()
    name = village.brought_to(State.DONE, identity=True)
    village.wait(85)
    village.must(c.AddMessage(name, "ref-1"), actor)
    assert lived(village, 20) == {MONDAY + timedelta(days=99): [f"identity:{name}"]}


def test_a_reopened_complaint_is_kept_from_its_next_closing() -> None:
    village = ComplaintVillage()
    name = village.brought_to(State.DONE, identity=True)
    village.wait(80)
    village.must(c.Reopen(name), SENDER)
    village.must(c.ProposeFix(name, "tuntas", "ref-1"), KASI)
    village.must(c.ConfirmFix(name), SENDER)
    assert identity_until(village.one(name), village.rules) == village.today + timedelta(days=90)


def test_a_duplicate_is_kept_while_its_parent_is_worked_on() -> None:
    village = ComplaintVillage()
    village.rules = replace(RULES, info_days=9999)
    parent, child = village.brought_to(State.VERIFYING), village.brought_to(State.VERIFYING, identity=True)
    village.must(c.Merge(child, parent, about=()), KASI)
    village.must(c.AskInfo(parent, "ref-1"), KASI)
    village.wait(400)
    assert without_roots(village.tick()) == []
    village.must(c.Withdraw(parent), SENDER)
    assert without_roots(village.tick()) == [f"identity:{child}", f"text:{child}"]


def test_a_power_cut_of_years_erases_once() -> None:
    village = ComplaintVillage()
    name = village.brought_to(State.DONE, identity=True)
    village.wait(1000)
    assert without_roots(village.tick()) == [f"identity:{name}", f"text:{name}"]
    assert village.tick() == []


def test_changed_retention_holds_at_once() -> None:
    village = ComplaintVillage()
    village.brought_to(State.DONE, identity=True)
    village.wait(50)
    assert without_roots(village.tick()) == []
    shorter = replace(RULES.categories["jalan"], keep_identity_days=30)
    village.rules = replace(RULES, categories={**RULES.categories, "jalan": shorter})
    assert len(without_roots(village.tick())) == 1


@pytest.mark.parametrize(("days", "warning"), [(75, 0), (76, 14), (86, 14), (87, 3), (89, 3), (90, 3)])
def test_the_sender_is_warned_a_fortnight_and_three_days_before(days: int, warning: int) -> None:
    village = ComplaintVillage()
    name = village.brought_to(State.DONE, identity=True)
    assert erasure_warning(village.one(name), village.rules, MONDAY + timedelta(days=days)) == warning


def test_what_is_open_is_not_warned_of() -> None:
    village = ComplaintVillage()
    assert erasure_warning(village.one(village.received()), village.rules, MONDAY + timedelta(days=999)) == 0


# Roots


def test_every_week_that_is_over_gets_a_root_also_an_empty_one() -> None:
    village = ComplaintVillage(today=date(2026, 12, 23))
    village.wait(0)
    assert village.tick() == []
    village.brought_to(State.DONE)
    done = []
    for _ in range(19):
        village.wait(1)
        done += [(village.today, key) for key in village.tick()]
    assert done == [
        (date(2026, 12, 28), "root:2026-W52"),
        (date(2027, 1, 4), "root:2026-W53"),
        (date(2027, 1, 11), "root:2027-W01"),
    ]
    assert list(village.state.roots) == ["2026-W52", "2026-W53", "2027-W01"]


def test_roots_are_made_up_for_after_a_power_cut() -> None:
    village = ComplaintVillage()
    village.brought_to(State.DONE)
    village.wait(21)
    assert village.tick() == ["root:2026-W48", "root:2026-W49", "root:2026-W50"]
    assert village.tick() == []


def test_a_root_is_the_clocks_of_a_week_that_is_over_and_made_once() -> None:
    village = ComplaintVillage()
    for command, actor, why in (
        (c.MakeRoot("2026-W47", "ab"), KASI, ComplaintRefusal.CLOCK_ONLY),
        (c.MakeRoot("2026-W48", "ab"), CLOCK, ComplaintRefusal.TOO_SOON),
        (c.MakeRoot("2026-W47", ""), CLOCK, ComplaintRefusal.BAD_CODE),
        (c.MakeRoot("2026-W54", "ab"), CLOCK, ComplaintRefusal.BAD_CODE),
        (c.MakeRoot("2026-47", "ab"), CLOCK, ComplaintRefusal.BAD_CODE),
    ):
        assert village.refused(command, actor) is why
    village.must(c.MakeRoot("2026-W47", "ab"), CLOCK)
    for week in ("2026-W47", "2026-W46"):
        assert village.refused(c.MakeRoot(week, "cd"), CLOCK) is ComplaintRefusal.ROOT_MADE


def test_the_commitments_of_a_week_tell_no_order() -> None:
    village = ComplaintVillage()
    for commitment in ("cc", "aa", ""):
        village.received(commitment=commitment)
    village.wait(6)
    village.received(commitment="bb")
    village.wait(1)
    village.received(commitment="dd")
    assert commitments_of(village.state, "2026-W48") == ("aa", "bb", "cc")


# Keys


def test_what_was_sealed_to_somebody_who_left_is_cleared_away() -> None:
    village = ComplaintVillage()
    name, done = village.received(), village.brought_to(State.DONE)
    village.staff(keys={one: key for one, key in KEYS.items() if one != "budi"})
    seq = village.state.staffed_seq
    assert village.tick() == [f"revoke:{name}:budi:{seq}", f"revoke:{done}:budi:{seq}"]
    assert village.one(name).readers == ("tono", "kasi")
    assert village.tick() == []


def test_where_no_reader_is_left_the_next_rung_gets_it_at_once() -> None:
    village = ComplaintVillage()
    name = village.received("pungli")
    village.staff(keys={one: key for one, key in KEYS.items() if one != "kasi"}, custodians=())
    village.tick()
    assert village.one(name).readers == ()
    assert village.tick() == [f"escalate:{name}:nobody:0"]
    assert village.one(name).readers == ("sekdes",)
    village.staff(keys={one: key for one, key in KEYS.items() if one not in ("kasi", "sekdes")}, custodians=())
    village.tick()
    assert village.tick() == [f"escalate:{name}:nobody:1"]
    assert village.one(name).readers == ("kades",)
