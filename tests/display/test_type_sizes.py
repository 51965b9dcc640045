"""Letters by the size of the TV and the distance of the last bench, against the published tables."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from display.type_sizes import (
    ATKINSON_CAPS,
    B612_CAPS,
    COMFORTABLE_ARC,
    SCALES,
    cap_height_mm,
    font_rem,
    most_scale,
    type_sizes,
    width_mm,
)


@pytest.mark.parametrize(
    ("distance", "arc", "mm"),
    [
        (3, 16, 14),
        (3, 20, 17),
        (3, 22, 19),
        (5, 16, 23),
        (5, 22, 32),
        (5, 30, 44),
        (8, 16, 37),
        (8, 20, 47),
        (8, 22, 51),
    ],
)
def test_capitals_at_a_distance(distance: float, arc: float, mm: int) -> None:
    assert round(cap_height_mm(distance, arc)) == mm


@pytest.mark.parametrize(("diagonal", "mm"), [(32, 708), (43, 952), (50, 1107), (55, 1218)])
def test_widths_of_tvs(diagonal: int, mm: int) -> None:
    assert width_mm(diagonal) == pytest.approx(mm, abs=1)


@pytest.mark.parametrize(
    ("diagonal", "distance", "caps", "rem"),
    [
        (32, 5, B612_CAPS, 6.0),
        (43, 5, B612_CAPS, 4.5),
        (50, 5, B612_CAPS, 3.9),
        (55, 5, B612_CAPS, 3.5),
        (32, 5, ATKINSON_CAPS, 6.8),
        (43, 5, ATKINSON_CAPS, 5.0),
        (50, 5, ATKINSON_CAPS, 4.3),
        (55, 5, ATKINSON_CAPS, 3.9),
        (32, 8, B612_CAPS, 9.6),
        (43, 8, B612_CAPS, 7.1),
        (50, 8, B612_CAPS, 6.1),
        (55, 8, B612_CAPS, 5.6),
    ],
)
def test_font_sizes_for_22_minutes_of_arc(diagonal: int, distance: float, caps: float, rem: float) -> None:
    assert font_rem(diagonal, distance, COMFORTABLE_ARC, caps) == pytest.approx(rem, abs=0.08)


def test_a_usual_tv_in_a_usual_hall() -> None:
    near = type_sizes(43, 4.5, 4)
    assert (near.scale, near.enough) == (100, True)
    assert near.info_reach == pytest.approx(4.8, abs=0.05)
    assert near.number_reach == pytest.approx(7.8, abs=0.1)
    assert (type_sizes(43, 5.3, 4).scale, type_sizes(43, 6.0, 4).scale) == (115, 130)


def test_a_hall_that_is_too_long_is_told_which_tv_would_do() -> None:
    far = type_sizes(43, 9, 4)
    assert (far.scale, far.enough) == (130, False)
    assert type_sizes(far.wanted_diagonal, 9, 4).enough
    assert not type_sizes(far.wanted_diagonal - 2, 9, 4).enough


@pytest.mark.parametrize(("counters", "most"), [(1, 130), (4, 130), (5, 115), (6, 100), (99, 100)])
def test_many_counters_leave_no_room_for_larger_letters(counters: int, most: int) -> None:
    assert type_sizes(32, 20, counters).scale == most_scale(counters) == most


@given(st.integers(19, 110), st.floats(1, 20), st.integers(1, 99))
def test_the_last_bench_reads_everything_or_is_told_that_it_cannot(
    diagonal: int, distance: float, counters: int
) -> None:
    sizes = type_sizes(diagonal, distance, counters)
    assert sizes.scale in SCALES
    assert sizes.scale <= most_scale(counters)
    assert sizes.enough == (sizes.info_reach >= distance)
    smaller = [scale for scale in SCALES if scale < sizes.scale]
    # No larger than needed: larger letters cost the called number its place.
    assert not smaller or sizes.info_reach * smaller[-1] / sizes.scale < distance
