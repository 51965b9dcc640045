"""Closed is not solved: how complaints ended, and what the sender said of it."""

import pytest

from server.domain import complaint_commands as c
from server.domain.complaint import State
from server.domain.complaint_codes import CLOCK, FIX_REASONS, SENDER
from server.domain.complaint_refusals import ComplaintRefusal
from tests.domain.complaint_village import ComplaintVillage

KASI = "account:kasi"


@pytest.mark.parametrize("reason", sorted(FIX_REASONS))
@pytest.mark.parametrize("confirmed", [True, False])
def test_solved_is_what_is_mended_and_confirmed(reason: str, confirmed: bool) -> None:
    village = ComplaintVillage()
    name = village.brought_to(State.IN_PROGRESS)
    village.must(c.ProposeFix(name, reason, "ref-1"), KASI)
    assert not village.one(name).solved
    village.wait(30)
    if confirmed:
        village.must(c.ConfirmFix(name), SENDER)
    else:
        village.must(c.CloseBySilence(name), CLOCK)
    assert village.one(name).closed
    assert village.one(name).solved is (confirmed and reason == "tuntas")


def test_a_reopened_case_is_not_solved() -> None:
    village = ComplaintVillage()
    name = village.brought_to(State.DONE)
    assert village.one(name).solved
    village.must(c.Reopen(name), SENDER)
    one = village.one(name)
    assert (one.solved, one.closed, one.outcome, one.reopened, one.days.closed_on) == (False, False, "", 1, None)
    village.must(c.ProposeFix(name, "dijelaskan", "ref-1"), KASI)
    village.must(c.Reopen(name), SENDER)
    assert village.one(name).reopened == 2


@pytest.mark.parametrize("state", State)
def test_a_rating_follows_the_end(state: State) -> None:
    village = ComplaintVillage()
    name = village.brought_to(state)
    rated = (State.DONE, State.DONE_BY_SILENCE, State.ARCHIVED, State.FORWARDED)
    if state not in rated:
        assert village.refused(c.Rate(name, 5), SENDER) is ComplaintRefusal.WRONG_STATE
        return
    for stars in (0, 6, -1):
        assert village.refused(c.Rate(name, stars), SENDER) is ComplaintRefusal.BAD_CODE
    village.must(c.Rate(name, 2), SENDER)
    assert village.one(name).rated == 2
    assert village.refused(c.Rate(name, 5), SENDER) is ComplaintRefusal.ALREADY_RATED


def test_whoever_reopens_may_rate_again() -> None:
    village = ComplaintVillage()
    name = village.brought_to(State.DONE)
    village.must(c.Rate(name, 1), SENDER)
    village.must(c.Reopen(name), SENDER)
    assert village.one(name).rated is None
    village.must(c.ProposeFix(name, "tuntas", "ref-1"), KASI)
    village.must(c.ConfirmFix(name), SENDER)
    village.must(c.Rate(name, 5), SENDER)
