"""Who may read a case, how that changes, and what is erased at somebody's word."""

from typing import Any

import pytest

from server.domain import complaint_commands as c
from server.domain.complaint import State
from server.domain.complaint_class import Class
from server.domain.complaint_codes import API, CLOCK, SENDER
from server.domain.complaint_events import ComplaintErased, InternalExported, KeysGranted, Withdrawn
from server.domain.complaint_refusals import ComplaintRefusal
from tests.domain.complaint_village import CUSTODIANS, KEYS, LADDER, UNITS, ComplaintVillage

KASI = "account:kasi"


@pytest.mark.parametrize(
    "wrong",
    [
        {"ladder": ("kasi", "sekdes", "kades")},
        {"custodians": ("kasi", "sekdes")},
        {"custodians": ("kasi", "sekdes", "sekdes")},
        {"custodians": ("kasi", "sekdes", "nobody")},
        {"units": {"pu": ("budi", "")}},
        {"units": {"": ("budi",)}},
        {"keys": {**KEYS, "tono": ""}},
        {"keys": {**KEYS, "": "01" * 32}},
    ],
)
def test_a_desk_is_staffed_soundly_or_not_at_all(wrong: dict[str, Any]) -> None:
    village = ComplaintVillage(staff=False)
    named: dict[str, Any] = {"units": UNITS, "ladder": LADDER, "custodians": CUSTODIANS, "keys": KEYS}
    assert village.refused(c.StaffDesk(**{**named, **wrong}), KASI) is ComplaintRefusal.BAD_STAFFING
    for actor in (SENDER, CLOCK, "public"):
        assert village.refused(c.StaffDesk(**named), actor) is ComplaintRefusal.OFFICIALS_ONLY
    village.must(c.StaffDesk(**named), API)


def test_what_was_staffed_does_not_change_with_what_was_handed_in() -> None:
    units = {"pu": ("budi",)}
    village = ComplaintVillage(staff=False)
    village.staff(units=units)
    units["pu"] = ("orang_lain",)
    assert village.state.staffed is not None
    assert village.state.staffed.units == {"pu": ("budi",)}


def test_a_reader_gives_and_takes_keys_but_never_the_last_one() -> None:
    village = ComplaintVillage()
    village.staff(ladder=("", "", "", ""), custodians=())
    name = village.received(about=("tono",))
    assert village.refused(c.RevokeKeys(name, "budi"), "account:budi") is ComplaintRefusal.LAST_READER
    village.must(c.GrantKeys(name, "sari", about=()), "account:budi")
    village.must(c.RevokeKeys(name, "budi"), "account:budi")
    assert village.one(name).readers == ("sari",)
    assert village.refused(c.RevokeKeys(name, "budi"), "account:sari") is ComplaintRefusal.UNKNOWN_ACCOUNT
    assert village.refused(c.GrantKeys(name, "budi"), "account:sari") is ComplaintRefusal.CONFLICT_UNKNOWN


def test_nobody_keeps_a_case_from_those_above() -> None:
    village = ComplaintVillage()
    name = village.received()
    for actor in ("account:budi", KASI):
        for rung in LADDER:
            if actor != f"account:{rung}":
                assert village.refused(c.RevokeKeys(name, rung), actor) is ComplaintRefusal.CLOCK_ONLY
    village.must(c.RevokeKeys(name, "tono"), KASI)
    village.must(c.Escalate(name), KASI)
    assert village.refused(c.RevokeKeys(name, "kades"), "account:sekdes") is ComplaintRefusal.CLOCK_ONLY
    village.must(c.RevokeKeys(name, "kasi"), "account:sekdes")
    assert village.one(name).readers == ("budi", "sekdes")
    assert village.one(name).rungs == ("sekdes", "kades", "bpd")


def test_the_clock_only_clears_away_dead_keys() -> None:
    village = ComplaintVillage()
    name = village.received()
    assert village.refused(c.RevokeKeys(name, "budi"), CLOCK) is ComplaintRefusal.TOO_SOON


def test_another_key_of_the_same_person_revokes_nothing_by_itself() -> None:
    village = ComplaintVillage()
    name = village.received()
    village.staff(keys={**KEYS, "kasi": "ff" * 32})
    assert village.tick() == []
    assert "kasi" in village.one(name).readers


def test_a_forgotten_password_takes_the_cases_until_a_colleague_vouches() -> None:
    village = ComplaintVillage()
    name = village.received()
    village.staff(keys={one: key for one, key in KEYS.items() if one != "tono"})
    village.tick()
    village.staff(keys={**KEYS, "tono": "ff" * 32})
    village.must(c.GrantKeys(name, "tono", about=()), "account:budi")
    assert village.one(name).readers == ("budi", "kasi", "tono")


def test_whoever_comes_back_before_the_clock_has_cleared_away_is_sealed_to_anew() -> None:
    village = ComplaintVillage()
    name = village.received()
    village.staff(keys={one: key for one, key in KEYS.items() if one != "tono"})
    village.staff(keys={**KEYS, "tono": "ff" * 32})
    village.must(c.GrantKeys(name, "tono", about=()), "account:budi")
    assert village.one(name).stale == ()
    assert village.tick() == []
    assert village.one(name).readers == ("budi", "kasi", "tono")


def test_whoever_is_named_again_is_sealed_to_anew() -> None:
    village = ComplaintVillage()
    name = village.received()
    village.staff(keys=_without("tono"))
    village.staff(keys={**KEYS, "tono": "ff" * 32})
    events = village.must(c.Assign(name, "pu", ("budi", "tono"), about=()), KASI)
    assert events[-1] == KeysGranted(name, "tono")
    assert sorted(village.one(name).readers) == ["budi", "kasi", "tono"]


def test_a_rung_is_filled_again_in_its_place() -> None:
    village = ComplaintVillage()
    name = village.received()
    village.staff(ladder=("kasi", "wati", "kades", "bpd"), keys=_without("sekdes"), custodians=())
    village.tick()
    assert village.one(name).rungs == ("kasi", "kades", "bpd")
    village.must(c.GrantKeys(name, "wati", about=(), as_rung=True), KASI)
    assert village.one(name).rungs == ("kasi", "wati", "kades", "bpd")
    assert "wati" not in village.one(name).readers
    village.must(c.Escalate(name), KASI)
    assert (village.one(name).rung, village.one(name).climbed) == (2, ("kasi", "wati"))


def _without(account: str) -> dict[str, str]:
    return {one: key for one, key in KEYS.items() if one != account}


def test_the_recovery_sheet_opens_what_nobody_reads_but_not_to_whom_it_is_about() -> None:
    village = ComplaintVillage()
    name = village.received("pungli", about=("sekdes",))
    village.staff(ladder=("wati", "sekdes", "", ""), keys={"wati": "09" * 32, "sekdes": "08" * 32}, custodians=())
    village.tick()
    assert village.one(name).readers == ()
    assert village.refused(c.GrantKeys(name, "wati", about=()), "account:wati") is ComplaintRefusal.NOT_A_READER
    recovered = c.GrantKeys(name, "wati", about=("sekdes",), recovered=True)
    for actor in (SENDER, CLOCK, API):
        assert village.refused(recovered, actor) is ComplaintRefusal.OFFICIALS_ONLY
    stolen = c.GrantKeys(name, "sekdes", about=(), recovered=True)
    assert village.refused(stolen, "account:sekdes") is ComplaintRefusal.CONFLICT
    village.must(recovered, "account:wati")
    assert village.one(name).readers == ("wati",)


@pytest.mark.parametrize("state", State)
def test_erasure_at_the_senders_word_leaves_a_tombstone(state: State) -> None:
    village = ComplaintVillage()
    name = village.brought_to(state, identity=True)
    was_closed = village.one(name).closed
    events = village.must(c.EraseComplaint(name), SENDER)
    assert events == (*(() if was_closed else (Withdrawn(name),)), ComplaintErased(name))
    one = village.one(name)
    assert one.closed
    assert one.erased
    assert one.text_erased
    assert one.identity_erased
    assert one.commitment
    assert village.refused(c.EraseComplaint(name), SENDER) is ComplaintRefusal.ERASED


def test_nothing_is_added_to_what_is_erased() -> None:
    village = ComplaintVillage()
    name = village.brought_to(State.DONE, identity=True)
    village.must(c.EraseComplaint(name), SENDER)
    for command, actor in (
        (c.AddMessage(name, "r"), SENDER),
        (c.Reopen(name), SENDER),
        (c.Rate(name, 3), SENDER),
        (c.NoteOpening(name, "text", "handling"), KASI),
        (c.GrantKeys(name, "sari", about=()), KASI),
        (c.ProposeSummary(name, "r"), KASI),
        (c.EraseText(name), CLOCK),
    ):
        assert village.refused(command, actor) is ComplaintRefusal.ERASED
    village.wait(1000)
    assert [key for key in village.tick() if not key.startswith("root:")] == []


def test_a_name_alone_can_be_taken_back() -> None:
    village = ComplaintVillage()
    name = village.received(identity=True)
    assert village.refused(c.EraseIdentity(name), KASI) is ComplaintRefusal.SENDER_ONLY
    village.must(c.EraseIdentity(name), SENDER)
    assert village.one(name).identity_erased
    assert not village.one(name).text_erased


def test_the_name_may_outlive_the_text() -> None:
    village = ComplaintVillage()
    name = village.brought_to(State.DONE, "pungli", identity=True)
    village.wait(90)
    village.must(c.EraseText(name), CLOCK)
    village.must(c.AskIdentity(name, "req-1", "court", 15), KASI)
    for custodian in ("account:sekdes", "account:bpd"):
        village.must(c.ApproveIdentity(name, "req-1"), custodian)
    village.must(c.NoteOpening(name, "identity", "court"), KASI)
    village.must(c.EraseIdentity(name), CLOCK)


def test_an_export_says_who_took_it() -> None:
    village = ComplaintVillage()
    assert village.refused(c.NoteExport(), SENDER) is ComplaintRefusal.OFFICIALS_ONLY
    assert village.must(c.NoteExport(), KASI) == (InternalExported(),)
    assert village.state.exports == 1


def test_a_class_that_was_lowered_gives_nobody_a_key() -> None:
    village = ComplaintVillage()
    name = village.received("jalan", Class.SECRET)
    village.must(c.LowerClass(name, Class.OPEN), SENDER)
    assert village.one(name).readers == ("kasi",)
