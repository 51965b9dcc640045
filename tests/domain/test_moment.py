"""Time that survives wrong clocks."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.moment import Moment, Stamp
from tests.domain.false_clock import WIB, FalseClock
from tests.domain.unhurried import UNHURRIED

WITA = WIB.__class__(timedelta(hours=8), "WITA")
WIT = WIB.__class__(timedelta(hours=9), "WIT")


def test_within_one_boot_the_monotonic_clock_measures() -> None:
    assert Stamp(1_000, 500, "a").elapsed_ms(Stamp(9_999_000, 700, "a")) == 200


def test_a_wall_clock_put_back_three_days_does_not_change_what_has_elapsed(clock: FalseClock) -> None:
    before = clock.now().stamp
    clock.passes(minutes=5)
    clock.is_put(days=-3)
    assert before.elapsed_ms(clock.now().stamp) == 300_000


def test_over_a_boot_only_the_wall_clock_is_left(clock: FalseClock) -> None:
    before = clock.now().stamp
    clock.reboots(outage_minutes=10)
    assert before.elapsed_ms(clock.now().stamp) == 600_000


def test_over_a_boot_with_the_clock_behind_the_time_since_the_boot_has_passed(clock: FalseClock) -> None:
    before = clock.now().stamp
    clock.reboots(outage_minutes=10, lost_minutes=60)
    assert before.elapsed_ms(clock.now().stamp) == clock.now().mono_ms > 0


def test_what_lies_ahead_has_elapsed_by_nothing() -> None:
    assert Stamp(0, 700, "a").elapsed_ms(Stamp(0, 500, "a")) == 0


@UNHURRIED
@given(st.integers(0, 10**10), st.integers(0, 10**10), st.integers(0, 10**10))
def test_spans_of_one_boot_add_up(start: int, first: int, second: int) -> None:
    a, b, c = (Stamp(0, at, "a") for at in (start, start + first, start + first + second))
    assert a.elapsed_ms(b) + b.elapsed_ms(c) == a.elapsed_ms(c) == first + second


@UNHURRIED
@given(st.integers(0, 4_102_444_800_000), st.sampled_from((UTC, WIB, WITA, WIT)))
def test_wall_time_is_exact_to_the_millisecond(wall_ms: int, zone: object) -> None:
    local = (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=wall_ms)).astimezone(zone)  # type: ignore[arg-type]
    assert Moment(local, 0, "a").wall_ms == wall_ms


def test_one_instant_has_different_dates_in_the_three_zones_of_indonesia() -> None:
    instant = datetime(2026, 11, 23, 16, 30, tzinfo=UTC)
    west, middle, east = (Moment(instant.astimezone(zone), 0, "a") for zone in (WIB, WITA, WIT))
    assert (west.date, west.minute) == ("2026-11-23", 23 * 60 + 30)
    assert (middle.date, middle.minute) == ("2026-11-24", 30)
    assert (east.date, east.minute) == ("2026-11-24", 90)
    assert west.wall_ms == middle.wall_ms == east.wall_ms


def test_a_moment_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        Moment(datetime(2026, 11, 23, 8, 0), 0, "a")  # noqa: DTZ001
