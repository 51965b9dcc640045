"""Who has lost the code has all of it erased at the desk: by two officials, or by one whom the sender can stop for days."""

import pytest

from server.domain import complaint_commands as c
from server.domain.complaint_codes import CLOCK, SENDER
from server.domain.complaint_erasure import WAIT_DAYS
from server.domain.complaint_events import ComplaintErased, ErasureAsked, ErasureStopped, Withdrawn
from server.domain.complaint_refusals import ComplaintRefusal
from tests.domain.complaint_village import KEYS, ComplaintVillage

BUDI, KASI = "account:budi", "account:kasi"


def compared(village: ComplaintVillage, by: str = BUDI) -> str:
    """A complaint with a name that the official has looked at."""
    name = village.received(identity=True)
    village.must(c.AskIdentity(name, "req-1", "permintaan_pelapor", 15), by)
    village.must(c.ApproveIdentity(name, "req-1"), f"account:{village.one(name).custodians[0]}")
    village.must(c.NoteOpening(name, "identity", "permintaan_pelapor"), by)
    return name


def asked(village: ComplaintVillage, by: str = BUDI) -> str:
    name = compared(village, by)
    assert village.must(c.AskErasure(name), by) == (ErasureAsked(name, by.removeprefix("account:")),)
    return name


def alone() -> ComplaintVillage:
    """Nobody else holds a post."""
    village = ComplaintVillage()
    village.staff(units={}, ladder=("kasi", "", "", ""), custodians=(), keys={"kasi": KEYS["kasi"]})
    return village


def test_only_who_has_seen_the_name_may_ask() -> None:
    village = ComplaintVillage()
    name = village.received(identity=True)
    assert village.refused(c.AskErasure(name), BUDI) is ComplaintRefusal.SENDER_ONLY
    village.must(c.AskIdentity(name, "req-1", "permintaan_pelapor", 15), BUDI)
    assert village.refused(c.AskErasure(name), BUDI) is ComplaintRefusal.SENDER_ONLY
    village.must(c.ApproveIdentity(name, "req-1"), "account:sekdes")
    assert village.refused(c.AskErasure(name), BUDI) is ComplaintRefusal.NOT_COMPARED
    assert village.refused(c.AskErasure(name), KASI) is ComplaintRefusal.SENDER_ONLY
    village.must(c.NoteOpening(name, "identity", "permintaan_pelapor"), BUDI)
    village.must(c.AskErasure(name), BUDI)
    assert village.refused(c.AskErasure(name), BUDI) is ComplaintRefusal.ERASURE_ASKED


def test_a_look_of_before_is_none_under_a_new_request() -> None:
    village = ComplaintVillage()
    name = compared(village)
    village.must(c.CloseIdentity(name, "req-1"), BUDI)
    village.must(c.AskIdentity(name, "req-2", "permintaan_pelapor", 15), BUDI)
    village.must(c.ApproveIdentity(name, "req-2"), "account:sekdes")
    assert village.refused(c.AskErasure(name), BUDI) is ComplaintRefusal.NOT_COMPARED


def test_nobody_erases_alone() -> None:
    village = ComplaintVillage()
    assert village.refused(c.EraseComplaint(compared(village)), BUDI) is ComplaintRefusal.NO_ERASURE
    name = asked(village)
    assert village.refused(c.EraseComplaint(name), BUDI) is ComplaintRefusal.SECOND_NEEDED
    assert village.refused(c.EraseComplaint(name), "account:sari") is ComplaintRefusal.NOT_A_READER
    village.wait(100)
    assert not any(isinstance(command, c.EraseComplaint) for _, command in village.due())
    assert village.refused(c.EraseComplaint(name), CLOCK) is ComplaintRefusal.TOO_SOON
    assert not village.one(name).erased


@pytest.mark.parametrize("second", ["account:tono", KASI, "account:kades"])
def test_somebody_who_reads_it_or_may_get_it_agrees(second: str) -> None:
    village = ComplaintVillage()
    name = asked(village)
    assert village.must(c.EraseComplaint(name), second) == (Withdrawn(name), ComplaintErased(name))
    assert village.refused(c.StopErasure(name), SENDER) is ComplaintRefusal.ERASED


def test_whoever_it_is_about_does_not_agree() -> None:
    village = ComplaintVillage()
    name = village.received(identity=True, about=("kades",))
    village.must(c.AskIdentity(name, "req-1", "permintaan_pelapor", 15), BUDI)
    village.must(c.ApproveIdentity(name, "req-1"), "account:sekdes")
    village.must(c.NoteOpening(name, "identity", "permintaan_pelapor"), BUDI)
    village.must(c.AskErasure(name), BUDI)
    assert village.refused(c.EraseComplaint(name), "account:kades") is ComplaintRefusal.NOT_A_READER


def test_the_sender_stops_it_for_good() -> None:
    village = ComplaintVillage()
    name = asked(village)
    assert village.must(c.StopErasure(name), SENDER) == (ErasureStopped(name, SENDER),)
    assert village.refused(c.EraseComplaint(name), KASI) is ComplaintRefusal.NO_ERASURE
    assert village.refused(c.AskErasure(name), BUDI) is ComplaintRefusal.ERASURE_STOPPED
    assert village.refused(c.StopErasure(name), SENDER) is ComplaintRefusal.NO_ERASURE


def test_a_colleague_refuses_and_it_may_be_asked_again() -> None:
    village = ComplaintVillage()
    name = asked(village)
    assert village.refused(c.StopErasure(name), "account:sari") is ComplaintRefusal.NOT_A_READER
    village.must(c.StopErasure(name), "account:sekdes")
    village.must(c.AskErasure(name), BUDI)
    village.must(c.StopErasure(name), BUDI)


def test_where_there_is_nobody_else_the_sender_has_days_to_stop_it() -> None:
    village = alone()
    name = asked(village, KASI)
    village.wait(WAIT_DAYS - 1)
    assert village.refused(c.EraseComplaint(name), CLOCK) is ComplaintRefusal.TOO_SOON
    assert not any("erase" in key for key in village.tick())
    village.wait(1)
    assert [key for key in village.tick() if "erase" in key] == [f"erase:{name}:2026-11-23"]
    assert village.one(name).erased
    other = asked(village, KASI)
    village.must(c.StopErasure(other), SENDER)
    village.wait(WAIT_DAYS + 1)
    village.tick()
    assert not village.one(other).erased


def test_nobody_is_made_to_be_alone() -> None:
    """Colleagues off the posts, and off the case: those above them still have to agree."""
    village = ComplaintVillage()
    name = asked(village, KASI)
    for one in ("budi", "tono"):
        village.must(c.RevokeKeys(name, one), KASI)
    village.staff(units={}, ladder=("kasi", "", "", ""), custodians=())
    village.wait(WAIT_DAYS + 1)
    village.tick()
    assert not village.one(name).erased
    village.must(c.EraseComplaint(name), "account:sekdes")


def test_a_custodian_whose_key_is_gone_is_nobody_to_wait_for() -> None:
    village = ComplaintVillage()
    village.staff(units={}, ladder=("kasi", "", "", ""), custodians=("kasi", "wati", "sari"))
    name = asked(village, KASI)
    assert village.one(name).custodians == ("wati",)
    village.wait(WAIT_DAYS)
    assert not any(isinstance(command, c.EraseComplaint) for _, command in village.due())
    village.staff(units={}, ladder=("kasi", "", "", ""), custodians=(), keys={"kasi": KEYS["kasi"]})
    assert (f"erase:{name}:2026-11-23", c.EraseComplaint(name)) in village.due()
