"""What tests of the rules stand on: a false clock, and a queue that runs on it."""

import pytest
from hypothesis import settings

from tests.domain.false_clock import FalseClock
from tests.domain.queue_log import QueueLog
from tests.domain.village import VILLAGE

# The long run: `pytest tests/domain --hypothesis-profile=soak`.
settings.register_profile("soak", max_examples=2_000, deadline=None)


@pytest.fixture
def clock() -> FalseClock:
    """Monday, 23 November 2026, 08:00 WIB."""
    return FalseClock()


@pytest.fixture
def log(clock: FalseClock) -> QueueLog:
    """An empty log: no office, no day."""
    return QueueLog(clock)


@pytest.fixture
def office(log: QueueLog) -> QueueLog:
    """The village office with its day open and all counters closed."""
    log.opens(VILLAGE)
    return log
