"""Break-glass: who may see the sender's name, who must agree, and when it ends."""

import pytest

from server.domain import complaint_commands as c
from server.domain.complaint import State
from server.domain.complaint_class import Class
from server.domain.complaint_codes import CLOCK, SENDER
from server.domain.complaint_identity import approvals_needed, approvers, judges, may_see_identity
from server.domain.complaint_refusals import ComplaintRefusal
from tests.domain.complaint_village import KEYS, ComplaintVillage

KASI, SEKDES, BPD = "account:kasi", "account:sekdes", "account:bpd"


def asked(village: ComplaintVillage, category: str = "pungli", by: str = KASI, **changes: object) -> str:
    name = village.received(category, identity=True, **changes)
    village.must(c.AskIdentity(name, "req-1", "clarify", 15), by)
    return name


def test_one_custodian_is_enough_unless_it_is_secret() -> None:
    village = ComplaintVillage()
    name = asked(village, "jalan", "account:budi")
    assert not may_see_identity(village.one(name), "budi")
    assert village.refused(c.ApproveIdentity(name, "req-1"), KASI) is ComplaintRefusal.NOT_A_CUSTODIAN
    village.must(c.ApproveIdentity(name, "req-1"), SEKDES)
    assert may_see_identity(village.one(name), "budi")
    assert not may_see_identity(village.one(name), "sekdes")


def test_an_office_of_one_asks_and_agrees() -> None:
    village = ComplaintVillage(staff=False)
    village.staff(units={}, ladder=("kasi", "", "", ""), custodians=(), keys={"kasi": KEYS["kasi"]})
    name = asked(village, "singkat")
    assert judges(village.one(name), "kasi") == ("kasi",)
    village.must(c.ApproveIdentity(name, "req-1"), KASI)
    assert may_see_identity(village.one(name), "kasi")


def test_nobody_agrees_to_an_own_wish_while_somebody_else_can() -> None:
    """The custodian reads the case since it climbed; the ladder's word is asked for, and the custodian's own key opens it."""
    village = ComplaintVillage()
    name = village.received("jalan", identity=True)
    assert village.one(name).custodians == ("sekdes",)
    village.must(c.Escalate(name), KASI)
    village.must(c.AskIdentity(name, "req-1", "clarify", 15), SEKDES)
    assert judges(village.one(name), "sekdes") == ("kasi", "kades", "bpd")
    assert village.refused(c.ApproveIdentity(name, "req-1"), SEKDES) is ComplaintRefusal.OWN_REQUEST
    village.must(c.ApproveIdentity(name, "req-1"), "account:kades")
    assert may_see_identity(village.one(name), "sekdes")


def test_two_are_enough_when_the_third_has_lost_the_key() -> None:
    """Nobody above is left either, so that whoever asks is one of the two."""
    village = ComplaintVillage()
    village.staff(ladder=("kasi", "sekdes", "bpd", ""))
    name = asked(village)
    assert judges(village.one(name), "kasi") == ("sekdes", "bpd")
    lost = {one: key for one, key in KEYS.items() if one != "bpd"}
    village.staff(ladder=("kasi", "sekdes", "", ""), keys=lost, custodians=())
    assert village.one(name).partless == ("bpd",)
    for custodian in (KASI, SEKDES):
        village.must(c.ApproveIdentity(name, "req-1"), custodian)
    assert may_see_identity(village.one(name), "kasi")
    village.must(c.ChangeCustodians(name, ("kasi", "sekdes", "kades"), ()), SEKDES)
    assert village.one(name).partless == ()


def test_a_secret_one_takes_two_different_custodians() -> None:
    village = ComplaintVillage()
    name = asked(village)
    assert approvals_needed(village.one(name)) == 2
    village.must(c.ApproveIdentity(name, "req-1"), SEKDES)
    assert not may_see_identity(village.one(name), "kasi")
    assert village.refused(c.ApproveIdentity(name, "req-1"), SEKDES) is ComplaintRefusal.ALREADY_APPROVED
    village.must(c.ApproveIdentity(name, "req-1"), BPD)
    assert may_see_identity(village.one(name), "kasi")
    assert village.refused(c.ApproveIdentity(name, "req-1"), KASI) is ComplaintRefusal.ALREADY_APPROVED


def test_whoever_asks_is_never_alone_with_a_secret() -> None:
    village = ComplaintVillage()
    name = asked(village)
    assert village.refused(c.ApproveIdentity(name, "req-1"), KASI) is ComplaintRefusal.OWN_REQUEST
    village.must(c.ApproveIdentity(name, "req-1"), SEKDES)
    assert not may_see_identity(village.one(name), "kasi")
    village.must(c.ApproveIdentity(name, "req-1"), BPD)
    assert may_see_identity(village.one(name), "kasi")


@pytest.mark.parametrize("actor", ["account:kades", "account:budi", SENDER, CLOCK, "api"])
def test_nobody_else_approves(actor: str) -> None:
    village = ComplaintVillage()
    name = asked(village)
    for command in (c.ApproveIdentity(name, "req-1"), c.RefuseIdentity(name, "req-1")):
        refusal = village.refused(command, actor)
        assert refusal in (ComplaintRefusal.NOT_A_CUSTODIAN, ComplaintRefusal.OFFICIALS_ONLY)


@pytest.mark.parametrize("person", ["kasi", "sekdes", "bpd"])
def test_whoever_it_is_about_neither_asks_nor_approves(person: str) -> None:
    village = ComplaintVillage()
    name = village.received("pungli", identity=True, about=(person,))
    reader = f"account:{village.one(name).readers[0]}"
    village.must(c.AskIdentity(name, "req-1", "clarify", 15), reader)
    assert person not in approvers(village.one(name))
    assert "kades" in approvers(village.one(name))
    about = f"account:{person}"
    assert village.refused(c.AskIdentity(name, "req-2", "clarify", 15), about) is ComplaintRefusal.NOT_A_READER
    assert village.refused(c.ApproveIdentity(name, "req-1"), about) is ComplaintRefusal.NOT_A_CUSTODIAN


def test_a_refusal_ends_it() -> None:
    village = ComplaintVillage()
    name = asked(village)
    village.must(c.ApproveIdentity(name, "req-1"), SEKDES)
    village.must(c.RefuseIdentity(name, "req-1"), BPD)
    assert village.refused(c.ApproveIdentity(name, "req-1"), KASI) is ComplaintRefusal.REQUEST_OVER
    assert not may_see_identity(village.one(name), "kasi")
    village.must(c.AskIdentity(name, "req-2", "clarify", 15), KASI)


def test_what_is_closed_shows_nothing_any_more() -> None:
    village = ComplaintVillage()
    for closer in (KASI, BPD, CLOCK):
        name = asked(village)
        for custodian in (BPD, SEKDES):
            village.must(c.ApproveIdentity(name, "req-1"), custodian)
        village.must(c.NoteOpening(name, "identity", "clarify"), KASI)
        assert village.refused(c.CloseIdentity(name, "req-1"), "account:budi") is ComplaintRefusal.NOT_A_CUSTODIAN
        village.must(c.CloseIdentity(name, "req-1"), closer)
        assert village.refused(c.NoteOpening(name, "identity", "clarify"), KASI) is ComplaintRefusal.NOT_APPROVED
        assert village.refused(c.CloseIdentity(name, "req-1"), closer) is ComplaintRefusal.REQUEST_OVER


def test_an_identity_is_opened_after_approval_by_whoever_asked() -> None:
    village = ComplaintVillage()
    name = asked(village, "jalan", "account:budi")
    assert village.refused(c.NoteOpening(name, "identity", "clarify"), "account:budi") is ComplaintRefusal.NOT_APPROVED
    village.must(c.ApproveIdentity(name, "req-1"), SEKDES)
    assert village.refused(c.NoteOpening(name, "identity", "clarify"), KASI) is ComplaintRefusal.NOT_APPROVED
    village.must(c.NoteOpening(name, "identity", "clarify"), "account:budi")
    village.must(c.NoteOpening(name, "text", "handling"), KASI)
    assert village.one(name).openings == 2


def test_requests_have_a_reason_and_an_end() -> None:
    village = ComplaintVillage()
    name = asked(village)
    for command, why in (
        (c.AskIdentity(name, "req-1", "clarify", 15), ComplaintRefusal.TWICE),
        (c.AskIdentity(name, "req-2", "", 15), ComplaintRefusal.BAD_CODE),
        (c.AskIdentity(name, "", "clarify", 15), ComplaintRefusal.BAD_CODE),
        (c.AskIdentity(name, "req-2", "clarify", 0), ComplaintRefusal.BAD_CODE),
        (c.AskIdentity(name, "req-2", "clarify", 121), ComplaintRefusal.BAD_CODE),
        (c.ApproveIdentity(name, "req-9"), ComplaintRefusal.UNKNOWN_REQUEST),
        (c.NoteOpening(name, "text", ""), ComplaintRefusal.BAD_CODE),
        (c.NoteOpening(name, "soul", "clarify"), ComplaintRefusal.BAD_CODE),
    ):
        assert village.refused(command, KASI) is why
    nameless = village.received()
    assert village.refused(c.AskIdentity(nameless, "r", "clarify", 15), KASI) is ComplaintRefusal.NO_IDENTITY


def test_minutes_do_not_last_over_night() -> None:
    village = ComplaintVillage()
    name = asked(village)
    for custodian in (BPD, SEKDES):
        village.must(c.ApproveIdentity(name, "req-1"), custodian)
    assert village.tick() == []
    village.wait(1)
    assert village.tick() == [f"identity_request:{name}:req-1"]
    assert not may_see_identity(village.one(name), "kasi")


def test_the_second_custodian_may_come_on_another_day() -> None:
    village = ComplaintVillage()
    name = asked(village)
    village.must(c.ApproveIdentity(name, "req-1"), BPD)
    village.wait(3)
    assert village.tick() == []
    village.must(c.ApproveIdentity(name, "req-1"), SEKDES)
    assert may_see_identity(village.one(name), "kasi")


def test_a_wish_that_nobody_answers_is_over_after_a_week() -> None:
    village = ComplaintVillage()
    name = asked(village, "singkat")
    village.wait(7)
    assert f"identity_request:{name}:req-1" not in village.tick()
    village.wait(1)
    assert f"identity_request:{name}:req-1" in village.tick()


def test_once_secret_a_single_custodian_is_not_enough() -> None:
    village = ComplaintVillage()
    name = asked(village, "singkat")
    village.must(c.RaiseClass(name, Class.SECRET), SENDER)
    assert village.refused(c.ApproveIdentity(name, "req-1"), KASI) is ComplaintRefusal.OWN_REQUEST
    village.must(c.ApproveIdentity(name, "req-1"), SEKDES)
    assert not may_see_identity(village.one(name), "kasi")
    village.must(c.ApproveIdentity(name, "req-1"), BPD)
    assert may_see_identity(village.one(name), "kasi")


def test_words_of_the_ladder_alone_open_nothing() -> None:
    """The class was raised before the key was split: without the one who holds it there would be nothing to open."""
    village = ComplaintVillage()
    name = asked(village, "singkat")
    village.must(c.RaiseClass(name, Class.SECRET), SENDER)
    village.must(c.ApproveIdentity(name, "req-1"), "account:kades")
    assert village.refused(c.ApproveIdentity(name, "req-1"), BPD) is ComplaintRefusal.HOLDER_NEEDED
    village.must(c.ApproveIdentity(name, "req-1"), SEKDES)
    assert may_see_identity(village.one(name), "kasi")


def test_what_is_erased_is_not_asked_for() -> None:
    village = ComplaintVillage()
    name = asked(village)
    village.must(c.EraseIdentity(name), SENDER)
    assert village.refused(c.ApproveIdentity(name, "req-1"), SEKDES) is ComplaintRefusal.REQUEST_OVER
    assert village.refused(c.AskIdentity(name, "req-2", "clarify", 15), KASI) is ComplaintRefusal.NO_IDENTITY
    assert village.refused(c.EraseIdentity(name), SENDER) is ComplaintRefusal.NO_IDENTITY
    assert village.tick() == [f"identity_request:{name}:req-1"]


def test_a_custodian_who_left_is_replaced() -> None:
    village = ComplaintVillage()
    name = asked(village, about=("wati",))
    village.staff(keys={one: key for one, key in KEYS.items() if one != "bpd"}, custodians=())
    for custodians, actor, why in (
        (("kasi", "sekdes"), KASI, ComplaintRefusal.NO_VAULT),
        (("kasi", "sekdes", "kasi"), KASI, ComplaintRefusal.NO_VAULT),
        (("kasi", "sekdes", "bpd"), KASI, ComplaintRefusal.UNKNOWN_ACCOUNT),
        (("kasi", "sekdes", "wati"), KASI, ComplaintRefusal.CONFLICT_UNKNOWN),
        (("kasi", "sekdes", "kades"), "account:kades", ComplaintRefusal.NOT_A_CUSTODIAN),
        (("kasi", "sekdes", "kades"), SENDER, ComplaintRefusal.OFFICIALS_ONLY),
    ):
        assert village.refused(c.ChangeCustodians(name, custodians), actor) is why
    village.must(c.ChangeCustodians(name, ("kasi", "sekdes", "kades")), SEKDES)
    assert approvers(village.one(name)) == ("kasi", "sekdes", "kades")
    nameless = village.brought_to(State.VERIFYING)
    assert village.refused(c.ChangeCustodians(nameless, ("kasi",)), KASI) is ComplaintRefusal.NO_IDENTITY
