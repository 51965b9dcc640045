"""When a certificate is made, and how far it reaches, under clocks that are right, behind, ahead or jumping."""

import pytest

from server.private.validity import (
    AHEAD_MS,
    BEHIND_MS,
    EARLY_MS,
    FIRST_MS,
    LIFE_MS,
    WHOLE,
    Made,
    Names,
    Order,
    Window,
    names_of,
    order,
)

DAY = 86_400_000
NOW = FIRST_MS + 326 * DAY
TEN_YEARS = NOW + 3_652 * DAY
OFFICE = names_of("balai-desa", ["192.168.1.10"])


def made(order: Order, end_ms: int = TEN_YEARS) -> Made:
    """What is kept after the order was carried out: cut off at the authority's ends."""
    window = Window(max(order.window.begin_ms, FIRST_MS), min(order.window.end_ms, end_ms))
    return Made(order.names, window, end_ms, order.sure_ms)


def first(now_ms: int = NOW, *, doubtful: bool = False) -> Made:
    wanted = order(None, OFFICE, now_ms, doubtful=doubtful)
    assert wanted is not None
    return made(wanted)


def test_a_certificate_lives_397_days_and_begins_half_a_year_ago() -> None:
    window = first().window
    assert window == Window(NOW - BEHIND_MS, NOW + AHEAD_MS)
    assert window.end_ms - window.begin_ms == LIFE_MS == 397 * DAY


def test_it_is_made_anew_thirty_days_before_its_end_and_not_earlier() -> None:
    kept = first()
    in_time = kept.window.end_ms - EARLY_MS
    assert order(kept, OFFICE, in_time - 1, doubtful=False) is None
    again = order(kept, OFFICE, in_time, doubtful=False)
    assert again == Order(OFFICE, Window(in_time - BEHIND_MS, in_time + AHEAD_MS), in_time)


def test_a_new_address_needs_a_new_certificate_and_a_lost_one_does_not() -> None:
    kept, moved = first(), names_of("balai-desa", ["192.168.7.3"])
    assert order(kept, moved, NOW + DAY, doubtful=False) == Order(
        moved, Window(NOW + DAY - BEHIND_MS, NOW + DAY + AHEAD_MS), NOW + DAY
    )
    assert order(kept, names_of("balai-desa", []), NOW + DAY, doubtful=False) is None
    assert order(kept, names_of("pendopo", ["192.168.1.10"]), NOW + DAY, doubtful=False) is not None


def test_in_the_last_month_of_the_authority_nothing_is_made_again_and_again() -> None:
    late = TEN_YEARS - 10 * DAY
    kept = made(Order(OFFICE, Window(late - BEHIND_MS, late + AHEAD_MS), late))
    assert kept.window.end_ms == TEN_YEARS
    assert order(kept, OFFICE, late + DAY, doubtful=False) is None


def test_a_clock_without_battery_leaves_a_good_certificate_alone() -> None:
    kept = first()
    assert order(kept, OFFICE, NOW - 100 * DAY, doubtful=True) is None


@pytest.mark.parametrize("now_ms", [0, FIRST_MS - 3_000 * DAY, NOW + 9_000 * DAY])
def test_a_first_start_under_a_clock_that_is_doubted_makes_one_that_always_holds(now_ms: int) -> None:
    kept = first(now_ms, doubtful=True)
    assert kept.window == Window(FIRST_MS, TEN_YEARS)
    assert order(kept, OFFICE, now_ms, doubtful=True) is None, "made again with every look"
    # The clock is set right: an ordinary one takes its place.
    assert order(kept, OFFICE, NOW, doubtful=False) == Order(OFFICE, Window(NOW - BEHIND_MS, NOW + AHEAD_MS), NOW)


def test_a_clock_that_falls_years_behind_gets_one_that_holds_for_tablets_with_the_right_time() -> None:
    years_later = NOW + 1_000 * DAY
    kept = first(years_later)
    wanted = order(kept, OFFICE, NOW, doubtful=True)
    assert wanted == Order(OFFICE, WHOLE, years_later)
    assert made(wanted).window.holds(years_later)


def test_a_clock_that_is_years_ahead_at_the_start_locks_nobody_out() -> None:
    kept = first()
    ahead = NOW + 5_000 * DAY
    wanted = order(kept, OFFICE, ahead, doubtful=False)
    assert wanted == Order(OFFICE, WHOLE, NOW)
    then = made(wanted)
    assert then.window.holds(NOW)
    assert order(then, OFFICE, ahead + DAY, doubtful=False) is None
    # Set right again, the ordinary one returns.
    assert order(then, OFFICE, NOW + DAY, doubtful=False) is not None


def test_a_clock_that_was_ahead_at_the_very_first_start_is_found_out_when_it_is_set_right() -> None:
    kept = first(NOW + 900 * DAY)
    assert not kept.window.holds(NOW)
    assert order(kept, OFFICE, NOW, doubtful=True) == Order(OFFICE, WHOLE, NOW + 900 * DAY)


def test_a_new_address_under_a_doubted_clock_keeps_the_reach_that_is_there() -> None:
    kept, moved = first(), names_of("balai-desa", ["10.0.0.9"])
    assert order(kept, moved, NOW + DAY, doubtful=True) == Order(moved, kept.window, NOW)
    assert order(kept, moved, 0, doubtful=True) == Order(moved, WHOLE, NOW)


def test_names() -> None:
    assert names_of("Balai-Desa.lan", ["192.168.1.10", "127.0.0.1"], ("antrean.desa.id", "salah nama")) == Names(
        ("localhost", "balai-desa", "balai-desa.local", "antrean.desa.id"), ("127.0.0.1", "::1", "192.168.1.10")
    )
    assert names_of("PC_DESA", []).hosts == ("localhost",)
    assert names_of("", []).hosts == ("localhost",)
