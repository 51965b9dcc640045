"""Who makes a recovery sheet, who has to compare it, and which one counts."""

from datetime import date

import pytest

from server.domain import complaint_commands as c
from server.domain.complaint_codes import API, CLOCK, SENDER
from server.domain.complaint_events import RecoverySheetConfirmed, RecoverySheetMade, RecoverySheetRefused
from server.domain.complaint_refusals import ComplaintRefusal as Why
from server.domain.complaint_trust import counts_unvouched, may_vouch, on_desk
from tests.domain.complaint_village import KEYS, ComplaintVillage

DAY = date(2026, 11, 23)
FIRST, SECOND = "0a" * 32, "0b" * 32
KASI, SEKDES = "account:kasi", "account:sekdes"


def in_use(village: ComplaintVillage) -> str:
    return "" if village.state.sheet is None else village.state.sheet.public


def test_a_second_official_makes_a_sheet_count() -> None:
    village = ComplaintVillage()
    assert village.must(c.MakeSheet(FIRST), KASI) == (RecoverySheetMade(FIRST, "kasi"),)
    assert in_use(village) == ""
    assert village.refused(c.ConfirmSheet(FIRST), KASI) is Why.OWN_SHEET
    assert village.must(c.ConfirmSheet(FIRST), SEKDES) == (RecoverySheetConfirmed(FIRST, "sekdes"),)
    assert in_use(village) == FIRST
    village.must(c.MakeSheet(SECOND), SEKDES)
    assert in_use(village) == FIRST
    assert village.must(c.RefuseSheet(SECOND), KASI) == (RecoverySheetRefused(SECOND, "kasi"),)
    assert in_use(village) == FIRST
    assert village.refused(c.ConfirmSheet(SECOND), KASI) is Why.SHEET_CHANGED


@pytest.mark.parametrize("command", [c.MakeSheet(FIRST), c.ConfirmSheet(FIRST), c.RefuseSheet(FIRST)])
def test_a_sheet_is_for_people_with_a_post_and_a_key(command: c.Command) -> None:
    village = ComplaintVillage()
    village.must(c.MakeSheet(FIRST), KASI)
    for actor in (SENDER, CLOCK, API):
        assert village.refused(command, actor) is Why.OFFICIALS_ONLY
    assert village.refused(command, "account:orang_lain") is Why.NO_POST
    # A post whose key the log does not name, and a key of somebody who has no post any more.
    village.staff(keys={account: key for account, key in KEYS.items() if account != "sekdes"}, custodians=())
    assert village.refused(command, SEKDES) is Why.NO_POST
    village.staff(ladder=("kasi", "", "", ""), custodians=(), units={})
    assert village.refused(command, SEKDES) is Why.NO_POST


@pytest.mark.parametrize("public", ["", "0a", "zz" * 32, "0a" * 33])
def test_a_sheet_is_a_key(public: str) -> None:
    assert ComplaintVillage().refused(c.MakeSheet(public), KASI) is Why.BAD_CODE


def test_a_lone_official_has_nobody_to_wait_for_until_somebody_joins() -> None:
    village = ComplaintVillage()
    lone = {"ladder": ("kasi", "", "", ""), "custodians": (), "units": {}}
    village.staff(**lone, keys={"kasi": KEYS["kasi"]})
    village.must(c.MakeSheet(FIRST), KASI)
    assert in_use(village) == ""
    village.must(c.ConfirmSheet(FIRST), KASI)
    assert in_use(village) == FIRST
    assert village.refused(c.ConfirmSheet(FIRST), KASI) is Why.OWN_SHEET
    village.staff(**{**lone, "ladder": ("kasi", "sekdes", "", "")}, keys={"kasi": KEYS["kasi"]})
    assert in_use(village) == FIRST  # nothing can be sealed to the secretary yet
    village.staff()
    assert in_use(village) == ""
    village.must(c.ConfirmSheet(FIRST), SEKDES)
    assert in_use(village) == FIRST


def test_whose_key_counts_and_whose_word() -> None:
    village = ComplaintVillage(staff=False)
    assert counts_unvouched(village.state, "kasi", "ee")
    assert may_vouch(village.state, "kasi", "ee", DAY, besides="baru")
    village.staff()
    assert counts_unvouched(village.state, "kasi", KEYS["kasi"])
    assert counts_unvouched(village.state, "baru", "ee")
    assert not counts_unvouched(village.state, "kasi", "ee")
    assert may_vouch(village.state, "kasi", KEYS["kasi"], DAY, besides="baru")
    assert not may_vouch(village.state, "kasi", KEYS["kasi"], DAY, besides="kasi")
    assert on_desk(village.state, "kasi", KEYS["kasi"])
    assert not may_vouch(village.state, "kasi", "ee", DAY, besides="baru")
    assert not may_vouch(village.state, "baru", "ee", DAY, besides="kasi")
    # Also when the log names none of theirs any more.
    village.staff(keys={account: key for account, key in KEYS.items() if account != "kasi"}, custodians=())
    assert not counts_unvouched(village.state, "kasi", "ee")
    assert counts_unvouched(village.state, "kasi", KEYS["kasi"])
