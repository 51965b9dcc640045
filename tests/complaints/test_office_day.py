"""The day of a complaint under a clock that is not to be believed."""

from datetime import UTC, date, datetime, timedelta

import pytest

from server.complaints.office_day import OfficeDay
from server.domain.moment import Moment

MORNING = datetime(2026, 11, 23, 9, tzinfo=UTC)
DAY_MS = 86_400_000


def at(local: datetime, *, mono_ms: int = 0, doubtful: bool = False) -> Moment:
    return Moment(local, mono_ms, "boot", doubtful)


@pytest.mark.parametrize("jumped", [datetime(2099, 1, 1, tzinfo=UTC), datetime(1970, 1, 1, tzinfo=UTC)])
def test_after_a_jump_the_monotonic_clock_goes_on_from_what_was_believed(jumped: datetime) -> None:
    moments = [at(MORNING)]
    today = OfficeDay(lambda: moments[-1], lambda: date(2026, 11, 20))
    assert today() == date(2026, 11, 23)
    moments.append(at(jumped, mono_ms=1000, doubtful=True))
    assert today() == date(2026, 11, 23)
    moments.append(at(jumped, mono_ms=2 * DAY_MS, doubtful=True))
    assert today() == date(2026, 11, 25)
    moments.append(at(MORNING + timedelta(days=3)))
    assert today() == date(2026, 11, 26)


@pytest.mark.parametrize(
    ("shown", "newest", "day"),
    [
        (date(1970, 1, 1), date(2026, 11, 20), date(2026, 11, 20)),
        (date(2026, 11, 23), date(2026, 11, 20), date(2026, 11, 23)),
        (date(2099, 1, 1), date(2026, 11, 20), date(2026, 11, 20)),
        (date(2026, 11, 23), date.min, date(2026, 11, 23)),
    ],
)
def test_without_anything_to_believe_the_newest_record_bounds_it(shown: date, newest: date, day: date) -> None:
    local = datetime(shown.year, shown.month, shown.day, 9, tzinfo=UTC)
    assert OfficeDay(lambda: at(local, doubtful=True), lambda: newest)() == day
