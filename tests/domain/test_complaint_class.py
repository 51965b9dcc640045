"""A class is raised by officials and by the sender, and lowered by the sender alone, never below what the category forces."""

import pytest

from server.domain import complaint_commands as c
from server.domain.complaint_class import Class
from server.domain.complaint_codes import CLOCK, SENDER
from server.domain.complaint_events import ClassRaised, KeysGranted, KeysRevoked
from server.domain.complaint_refusals import ComplaintRefusal
from tests.domain.complaint_village import ComplaintVillage

KASI = "account:kasi"
OPEN, ANONYMOUS, SECRET = Class


@pytest.mark.parametrize("actor", [KASI, SENDER])
def test_officials_and_sender_raise_it(actor: str) -> None:
    village = ComplaintVillage()
    name = village.received(wished=OPEN)
    for klass in (ANONYMOUS, SECRET):
        village.must(c.RaiseClass(name, klass), actor)
        assert village.one(name).klass is klass
        assert village.one(name).hamlet == ""
    for klass in Class:
        assert village.refused(c.RaiseClass(name, klass), actor) is ComplaintRefusal.NOT_RAISED


def test_officials_never_lower_it() -> None:
    village = ComplaintVillage()
    name = village.received(wished=SECRET)
    for actor in (KASI, CLOCK, "api"):
        assert village.refused(c.LowerClass(name, ANONYMOUS), actor) is ComplaintRefusal.SENDER_ONLY
    for klass in (OPEN, ANONYMOUS):
        assert village.refused(c.RaiseClass(name, klass), KASI) is ComplaintRefusal.NOT_RAISED


@pytest.mark.parametrize(("category", "lowest"), [("jalan", OPEN), ("informasi", ANONYMOUS), ("pungli", SECRET)])
def test_the_sender_lowers_it_as_far_as_the_category_allows(category: str, lowest: Class) -> None:
    village = ComplaintVillage()
    for klass in (OPEN, ANONYMOUS):
        name = village.received(category, SECRET)
        decision = village.do(c.LowerClass(name, klass), SENDER)
        allowed = list(Class).index(klass) >= list(Class).index(lowest)
        assert village.one(name).klass is (klass if allowed else SECRET)
        assert allowed or decision is ComplaintRefusal.CLASS_FORCED
    assert (
        village.refused(c.LowerClass(village.received(category, SECRET), SECRET), SENDER)
        is ComplaintRefusal.NOT_LOWERED
    )


def test_a_dropped_category_allows_no_open_class() -> None:
    village = ComplaintVillage()
    name = village.received("jalan", SECRET)
    village.rules = type(village.rules)()
    assert village.refused(c.LowerClass(name, OPEN), SENDER) is ComplaintRefusal.CLASS_FORCED


def test_once_secret_the_unit_reads_it_no_longer() -> None:
    village = ComplaintVillage()
    name = village.received(wished=OPEN)
    events = village.must(c.RaiseClass(name, SECRET), SENDER)
    assert events == (ClassRaised(name, SECRET, "sender"), KeysRevoked(name, "budi"), KeysRevoked(name, "tono"))
    assert village.one(name).readers == ("kasi",)
    assert village.refused(c.StartVerification(name), "account:budi") is ComplaintRefusal.NOT_A_READER


def test_where_the_unit_alone_had_it_the_lowest_rung_takes_over() -> None:
    village = ComplaintVillage()
    name = village.received(wished=OPEN, about=("kasi",))
    assert village.one(name).readers == ("budi", "tono")
    events = village.must(c.RaiseClass(name, SECRET), "account:budi")
    assert events[:2] == (ClassRaised(name, SECRET, "budi"), KeysGranted(name, "sekdes"))
    assert village.one(name).readers == ("sekdes",)


def test_where_there_is_no_ladder_somebody_still_reads_it() -> None:
    village = ComplaintVillage()
    village.staff(ladder=("", "", "", ""), custodians=())
    name = village.received(wished=OPEN)
    village.must(c.RaiseClass(name, SECRET), SENDER)
    assert village.one(name).readers == ("budi", "tono")


def test_what_waits_to_be_published_is_gone_once_it_is_secret() -> None:
    village = ComplaintVillage()
    name = village.received()
    village.must(c.ProposeSummary(name, "sum-1"), KASI)
    village.must(c.ApproveSummary(name, "sum-1"), SENDER)
    village.must(c.RaiseClass(name, SECRET), SENDER)
    assert village.one(name).summary is None
    for command, actor in (
        (c.ProposeSummary(name, "sum-2"), KASI),
        (c.ApproveSummary(name, "sum-1"), SENDER),
        (c.DeclineSummary(name, "sum-1"), SENDER),
    ):
        assert village.refused(command, actor) is ComplaintRefusal.NOT_PUBLIC


def test_the_sender_approves_the_words_that_were_shown() -> None:
    village = ComplaintVillage()
    name = village.received()
    assert village.refused(c.ApproveSummary(name, "sum-1"), SENDER) is ComplaintRefusal.SUMMARY_CHANGED
    village.must(c.ProposeSummary(name, "sum-1"), KASI)
    village.must(c.ProposeSummary(name, "sum-2"), KASI)
    assert village.refused(c.ApproveSummary(name, "sum-1"), SENDER) is ComplaintRefusal.SUMMARY_CHANGED
    village.must(c.ApproveSummary(name, "sum-2"), SENDER)
    assert village.refused(c.ApproveSummary(name, "sum-2"), SENDER) is ComplaintRefusal.SUMMARY_CHANGED
    village.must(c.DeclineSummary(name, "sum-2"), SENDER)
    summary = village.one(name).summary
    assert summary is not None
    assert (summary.ref, summary.approved) == ("sum-2", False)
    village.must(c.ProposeSummary(name, "sum-3"), KASI)
    summary = village.one(name).summary
    assert summary is not None
    assert summary.approved is None


def test_a_new_split_of_the_identity_goes_to_three_whom_it_is_not_about() -> None:
    village = ComplaintVillage()
    name = village.received(about=("bpd",), identity=True)
    assert village.one(name).custodians == ("sekdes",)
    for three, why in (
        (("kasi", "sekdes"), ComplaintRefusal.NO_VAULT),
        (("kasi", "sekdes", "kasi"), ComplaintRefusal.NO_VAULT),
        (("kasi", "sekdes", "bpd"), ComplaintRefusal.CONFLICT),
        (("kasi", "sekdes", "wati"), ComplaintRefusal.CONFLICT_UNKNOWN),
    ):
        assert village.refused(c.RaiseClass(name, SECRET, three), SENDER) is why
    three = ("kasi", "sekdes", "kades")
    assert (
        village.refused(c.RaiseClass(village.received(wished=OPEN), ANONYMOUS, three), SENDER)
        is ComplaintRefusal.NO_VAULT
    )
    village.must(c.RaiseClass(name, SECRET, three), SENDER)
    assert village.one(name).custodians == three
