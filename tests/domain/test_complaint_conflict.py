"""Whoever a complaint is about never reads it: not at first, not from below, not from a colleague, not by escalation."""

import pytest

from server.domain import complaint_commands as c
from server.domain.complaint import State
from server.domain.complaint_class import Class
from server.domain.complaint_codes import SENDER
from server.domain.complaint_conflict import members_for
from server.domain.complaint_events import Assigned, KeysGranted
from server.domain.complaint_refusals import ComplaintRefusal
from tests.domain.complaint_village import KEYS, LADDER, UNITS, ComplaintVillage

KASI = "account:kasi"


@pytest.mark.parametrize("person", LADDER)
def test_a_rung_that_was_left_out_stays_out_whatever_the_service_says(person: str) -> None:
    village = ComplaintVillage()
    name = village.received(about=(person,))
    reader = f"account:{village.one(name).recipients[0]}"
    for about in (None, (), (person,)):
        for command in (
            c.Assign(name, "pu", (person,), about=about),
            c.GrantKeys(name, person, about=about),
            c.GrantKeys(name, person, about=about, as_rung=True),
        ):
            assert village.refused(command, reader) is ComplaintRefusal.CONFLICT
    one = village.one(name)
    assert one.passed_over == (person,)
    assert person not in (*one.readers, *one.rungs, *one.persons, *one.custodians)


def test_anybody_else_is_compared_with_the_text() -> None:
    village = ComplaintVillage()
    name = village.received("singkat", about=("wati",))
    assert village.refused(c.Assign(name, "", ("wati",)), KASI) is ComplaintRefusal.CONFLICT_UNKNOWN
    assert village.refused(c.Assign(name, "", ("wati",), about=("wati",)), KASI) is ComplaintRefusal.CONFLICT
    assert village.refused(c.GrantKeys(name, "sari"), KASI) is ComplaintRefusal.CONFLICT_UNKNOWN
    village.must(c.GrantKeys(name, "sari", about=("wati",)), KASI)
    village.must(c.Assign(name, "", ("budi",), about=("wati",)), KASI)
    assert village.one(name).readers == ("kasi", "sari", "budi")


def test_whoever_was_offered_it_at_first_needs_no_comparison() -> None:
    village = ComplaintVillage()
    name = village.received(about=("tono",))
    events = village.must(c.Assign(name, "pu", ("budi", "sekdes")), KASI)
    assert events[1:] == (Assigned(name, "pu", ("budi", "sekdes"), False), KeysGranted(name, "sekdes"))
    assert village.refused(c.Assign(name, "pu", ("budi", "tono")), KASI) is ComplaintRefusal.CONFLICT_UNKNOWN


def test_one_of_several_is_enough_to_refuse_all() -> None:
    village = ComplaintVillage()
    name = village.received(about=("sari",))
    before = village.state
    command = c.Assign(name, "sosial", ("budi", "sari", "wati"), about=("sari",))
    assert village.refused(command, KASI) is ComplaintRefusal.CONFLICT
    assert village.state is before


def test_a_unit_of_which_nobody_reads_it_is_not_handed_a_case() -> None:
    village = ComplaintVillage()
    name = village.received(about=("sari",))
    for unit in ("sosial", "kosong"):
        for about in (None, (), ("sari",)):
            assert village.refused(c.Assign(name, unit, about=about), KASI) is ComplaintRefusal.NOBODY_IN_UNIT
    village.must(c.Assign(name, "pu"), KASI)
    assert "sari" not in village.one(name).readers


def test_those_of_a_unit_who_may_have_a_case() -> None:
    village = ComplaintVillage()
    name = village.received(about=("tono",))
    staffed, one = village.state.staffed, village.one(name)
    assert members_for(staffed, one, "pu", ("tono",)) == ("budi",)
    assert members_for(staffed, one, "sosial", ("tono",)) == ("sari",)
    assert members_for(staffed, one, "sosial", None) == ()
    assert members_for(staffed, one, "bulan", ()) == ()


def test_who_is_kept_out_gets_it_neither_by_climbing_nor_from_a_colleague() -> None:
    village = ComplaintVillage()
    name = village.received()
    village.must(c.Escalate(name), KASI)
    village.must(c.RevokeKeys(name, "budi", conflict=True), KASI)
    village.must(c.RevokeKeys(name, "kasi", conflict=True), "account:sekdes")
    one = village.one(name)
    assert (one.readers, one.rungs) == (("tono", "sekdes"), ("sekdes", "kades", "bpd"))
    for person in ("budi", "kasi"):
        for command in (c.Assign(name, "pu", (person,), about=()), c.GrantKeys(name, person, about=())):
            assert village.refused(command, "account:sekdes") is ComplaintRefusal.CONFLICT
    # Without that word it is only taken away.
    village.must(c.RevokeKeys(name, "tono"), "account:sekdes")
    village.must(c.GrantKeys(name, "tono", about=()), "account:sekdes")


def test_only_the_ladder_takes_away_the_key_of_somebody_else() -> None:
    village = ComplaintVillage()
    name = village.received()
    assert village.refused(c.RevokeKeys(name, "tono", conflict=True), "account:budi") is ComplaintRefusal.CLOCK_ONLY
    village.must(c.RevokeKeys(name, "budi"), "account:budi")
    assert village.one(name).readers == ("tono", "kasi")


def test_nobody_and_nothing_known_is_refused() -> None:
    village = ComplaintVillage()
    name = village.received()
    for command, why in (
        (c.Assign(name, ""), ComplaintRefusal.NOBODY_NAMED),
        (c.Assign(name, "bulan"), ComplaintRefusal.UNKNOWN_UNIT),
        (c.Assign(name, "pu", ("siapa",), about=()), ComplaintRefusal.UNKNOWN_ACCOUNT),
        (c.GrantKeys(name, "siapa", about=()), ComplaintRefusal.UNKNOWN_ACCOUNT),
        (c.GrantKeys(name, "sari", about=(), as_rung=True), ComplaintRefusal.UNKNOWN_ACCOUNT),
        (c.GrantKeys(name, "budi", about=()), ComplaintRefusal.READS_ALREADY),
        (c.GrantKeys(name, "kasi", about=(), as_rung=True), ComplaintRefusal.READS_ALREADY),
    ):
        assert village.refused(command, KASI) is why


def test_sideways_adds_people_and_downward_replaces_them() -> None:
    village = ComplaintVillage()
    name = village.brought_to(State.VERIFYING)
    village.must(c.Assign(name, "pu", ("budi",)), KASI)
    village.must(c.Assign(name, "sosial", ("sari",), sideways=True, about=()), KASI)
    assert (village.one(name).unit, village.one(name).persons) == ("pu", ("budi", "sari"))
    village.must(c.Assign(name, "sosial", ("sari",)), KASI)
    assert (village.one(name).unit, village.one(name).persons) == ("sosial", ("sari",))


def test_a_new_person_on_the_ladder_is_compared_too() -> None:
    village = ComplaintVillage()
    name = village.received(about=("wati",))
    village.staff(ladder=("kasi", "wati", "kades", "bpd"), custodians=())
    assert village.refused(c.GrantKeys(name, "wati", as_rung=True), KASI) is ComplaintRefusal.CONFLICT_UNKNOWN
    assert village.refused(c.GrantKeys(name, "wati", about=("wati",), as_rung=True), KASI) is ComplaintRefusal.CONFLICT


def test_no_conflict_is_made_up_for_a_rung_that_had_no_key_yet() -> None:
    village = ComplaintVillage()
    village.staff(keys={one: key for one, key in KEYS.items() if one != "sekdes"}, custodians=())
    name = village.received()
    assert village.one(name).passed_over == ()
    village.staff(custodians=())
    village.must(c.GrantKeys(name, "sekdes", about=(), as_rung=True), KASI)
    assert village.one(name).rungs == LADDER


def test_a_secret_complaint_about_the_head_of_services_goes_past_him() -> None:
    village = ComplaintVillage()
    name = village.received("pungli", Class.SECRET, about=("kasi",), identity=True)
    one = village.one(name)
    assert (one.recipients, one.rungs) == (("sekdes", "bpd"), ("sekdes", "kades", "bpd"))
    assert set(one.custodians) == {"sekdes", "bpd", "kades"}
    for command in (c.StartVerification(name), c.NoteOpening(name, "text", "handling"), c.AddMessage(name, "ref")):
        assert village.refused(command, KASI) is ComplaintRefusal.NOT_A_READER


def test_units_change_and_the_case_stays_with_whom_it_was_sealed_to() -> None:
    village = ComplaintVillage()
    name = village.received()
    village.staff(units={**UNITS, "pu": ("wati",)})
    assert village.one(name).readers == ("budi", "tono", "kasi")
    village.must(c.AddMessage(name, "ref-1"), SENDER)
