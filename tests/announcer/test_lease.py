"""The right to speak: who may start, and when no more."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from announcer import lease as leases
from announcer.lease import Lease, Standing, may_start
from announcer.messages import Granted

QUIET = 12.0


def holder(now: float = 0.0) -> Lease:
    return leases.granted(leases.greeted(Lease(), now), Granted("", 7), now)


def test_before_the_server_has_spoken_nothing_starts() -> None:
    assert not may_start(Lease(), 0.0, QUIET)
    assert not may_start(leases.greeted(Lease(), 0.0), 0.1, QUIET)


def test_who_got_a_fence_speaks_and_who_stands_by_does_not() -> None:
    assert may_start(holder(), 1.0, QUIET)
    assert not may_start(leases.granted(holder(), Granted("", None), 1.0), 1.0, QUIET)


@pytest.mark.parametrize(("silence", "may"), [(11.9, True), (12.0, False), (3_600.0, False)])
def test_a_holder_that_hears_nothing_from_the_server_starts_nothing_new(silence: float, may: bool) -> None:
    assert may_start(leases.heard(holder(), 100.0), 100.0 + silence, QUIET) is may


def test_a_server_without_leases_lets_everybody_speak_for_as_long_as_it_likes() -> None:
    alone = leases.unanswered(leases.greeted(Lease(), 0.0))
    assert alone.standing is Standing.ALONE
    assert may_start(alone, 3_600.0, QUIET)


def test_no_answer_takes_nothing_from_who_has_one() -> None:
    assert leases.unanswered(holder()) == holder()


def test_a_new_connection_has_to_ask_anew_and_its_old_fence_is_worth_nothing() -> None:
    again = leases.greeted(holder(), 5.0)
    assert (again.standing, again.fence, again.heard) == (Standing.ASKED, None, 5.0)


def test_who_lost_the_room_still_tells_of_what_it_said_under_its_old_fence() -> None:
    """The server refuses it then, and does not take it for the word of a machine that never had a lease."""
    assert leases.granted(holder(), Granted("", None), 1.0).fence == 7


steps = st.lists(
    st.tuples(st.floats(0, 20), st.sampled_from(["hello", "beat", "grant", "deny", "nothing"])), max_size=20
)


@given(steps)
def test_it_starts_only_under_a_fence_given_on_this_connection_and_a_sign_of_life_in_time(
    steps: list[tuple[float, str]],
) -> None:
    lease, now, granted, heard = Lease(), 0.0, False, 0.0
    for wait, step in steps:
        now += wait
        match step:
            case "hello":
                lease, granted, heard = leases.greeted(lease, now), False, now
            case "beat":
                lease, heard = leases.heard(lease, now), now
            case "grant" | "deny":
                fence = 3 if step == "grant" else None
                lease, granted, heard = leases.granted(lease, Granted("", fence), now), step == "grant", now
        assert may_start(lease, now, QUIET) == (granted and now - heard < QUIET)
