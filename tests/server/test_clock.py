"""The machine's clock and when it is doubted. Wall and monotonic time are the test's own."""

from zoneinfo import ZoneInfo

import pytest

from server.clock import SystemClock, kernel_boot_id

ZONE = ZoneInfo("Asia/Jayapura")
MORNING = 1_795_395_600.0  # Monday, 23 November 2026, 10:00 in Jayapura
MINUTE, HOUR, DAY = 60.0, 3_600.0, 86_400.0


class Machine:
    """Wall and monotonic seconds of one computer."""

    def __init__(self, wall: float = MORNING, newest: float = 0.0, *, kept_right: bool = False) -> None:
        self.wall, self.mono, self.slept, self.kept_right = wall, 5_000.0, 0.0, kept_right
        self.clock = SystemClock(
            ZONE,
            newest_ms=int(newest * 1000),
            wall=lambda: self.wall,
            mono=lambda: self.mono,
            awake=lambda: self.mono + self.slept,
            kept_right=lambda: self.kept_right,
            boot="boot",
        )

    def passes(self, seconds: float) -> None:
        self.wall += seconds
        self.mono += seconds

    def sleeps(self, seconds: float) -> None:
        """The machine, with its lid closed: the monotonic clock stands still."""
        self.wall += seconds
        self.slept += seconds

    def is_corrected(self, seconds: float) -> None:
        """By a time server, which tells the kernel so."""
        self.wall += seconds
        self.kept_right = True

    @property
    def doubtful(self) -> bool:
        return self.clock.now().doubtful


def test_a_moment_is_local_and_names_the_boot() -> None:
    now = Machine().clock.now()

    assert (now.date, now.minute, now.mono_ms, now.boot, now.doubtful) == ("2026-11-23", 600, 5_000_000, "boot", False)
    assert now.wall_ms == int(MORNING * 1000)


def test_ordinary_time_and_small_corrections_are_believed() -> None:
    machine = Machine()
    for correction in (0.0, 1.5, -119.0, 119.0):
        machine.passes(HOUR)
        machine.wall += correction
        assert not machine.doubtful


def test_a_clock_behind_the_newest_record_is_doubted_until_it_has_passed_it() -> None:
    machine = Machine(newest=MORNING + HOUR)
    assert machine.doubtful
    machine.passes(HOUR - 3 * MINUTE)
    assert machine.doubtful
    machine.passes(1.5 * MINUTE)
    assert not machine.doubtful


def test_a_clock_from_before_the_first_release_is_doubted() -> None:
    assert Machine(wall=0.0).doubtful
    assert Machine(wall=MORNING - 30 * DAY).doubtful


def test_a_jump_forward_is_doubted_for_ten_minutes() -> None:
    machine = Machine()
    machine.wall += 3 * HOUR

    assert machine.doubtful
    machine.passes(9.9 * MINUTE)
    assert machine.doubtful
    machine.passes(0.2 * MINUTE)
    assert not machine.doubtful


def test_a_jump_of_more_than_a_day_forward_is_doubted_until_somebody_confirms_it() -> None:
    machine = Machine()
    machine.wall += 15 * DAY
    for _ in range(3):
        assert machine.doubtful
        machine.passes(DAY)

    machine.clock.confirm()
    assert not machine.doubtful
    machine.passes(HOUR)
    assert not machine.doubtful


@pytest.mark.parametrize("days", [-3, 15, 0.2], ids=["back", "ahead", "a little"])
@pytest.mark.parametrize("off", [0.0, 110.0], ids=["exactly", "nearly"])
def test_a_clock_that_is_put_right_again_is_believed_at_once(days: float, off: float) -> None:
    machine = Machine()
    assert not machine.doubtful
    machine.wall += days * DAY
    machine.passes(10 * MINUTE - 1)
    assert machine.doubtful

    machine.wall -= days * DAY - off

    assert not machine.doubtful


def test_a_clock_that_is_put_somewhere_else_instead_stays_doubted() -> None:
    machine = Machine()
    assert not machine.doubtful
    machine.wall += 15 * DAY
    assert machine.doubtful
    machine.wall -= 12 * DAY
    assert machine.doubtful
    machine.passes(DAY)
    assert machine.doubtful


def test_a_machine_without_a_battery_is_believed_as_soon_as_a_time_server_has_set_it() -> None:
    """It was off over the weekend and began where it had stopped."""
    machine = Machine(wall=MORNING - 3 * DAY + MINUTE, newest=MORNING - 3 * DAY)
    machine.passes(30)
    assert not machine.doubtful
    machine.is_corrected(3 * DAY - MINUTE - 30)

    assert not machine.doubtful
    assert machine.clock.now().date == "2026-11-23"


def test_a_time_server_is_believed_also_where_it_puts_the_clock_back() -> None:
    """The battery's clock goes in local time."""
    machine = Machine(wall=MORNING + 7 * HOUR)
    machine.passes(MINUTE)
    assert not machine.doubtful

    machine.is_corrected(-7 * HOUR)

    assert not machine.doubtful
    machine.passes(HOUR)
    assert not machine.doubtful


def test_a_time_server_that_only_comes_after_the_correction_ends_the_doubt() -> None:
    machine = Machine(newest=MORNING + 7 * HOUR)
    machine.wall += 2 * HOUR
    assert machine.doubtful

    machine.is_corrected(0)

    assert not machine.doubtful
    machine.passes(HOUR)
    assert not machine.doubtful


def test_a_clock_from_before_the_first_release_is_not_believed_whoever_says_so() -> None:
    machine = Machine(wall=3_600.0)
    machine.clock.confirm()
    assert machine.doubtful
    machine.is_corrected(0)
    assert machine.doubtful


def test_a_clock_that_was_kept_right_and_jumps_all_the_same_is_doubted() -> None:
    machine = Machine(kept_right=True)
    assert not machine.doubtful
    machine.wall += 15 * DAY
    assert machine.doubtful
    machine.passes(DAY)
    assert machine.doubtful


def test_a_clock_that_began_wrong_and_was_set_by_hand_is_believed_after_ten_minutes() -> None:
    machine = Machine(wall=0.0)
    assert machine.doubtful
    machine.wall = MORNING
    assert machine.doubtful
    machine.passes(9.9 * MINUTE)
    assert machine.doubtful
    machine.passes(0.2 * MINUTE)
    assert not machine.doubtful


def test_waking_up_is_no_jump() -> None:
    machine = Machine()
    machine.sleeps(3 * DAY)

    now = machine.clock.now()

    assert (now.date, now.doubtful, now.mono_ms) == ("2026-11-26", False, 5_000_000)


def test_a_clock_that_is_behind_the_log_is_believed_when_it_is_confirmed() -> None:
    """The log was written while the clock was ahead."""
    machine = Machine(newest=MORNING + 15 * DAY)
    assert machine.doubtful
    machine.clock.confirm()
    assert not machine.doubtful


def test_a_jump_back_is_doubted_until_the_clock_has_passed_what_it_showed() -> None:
    machine = Machine()
    machine.clock.now()
    machine.wall -= 3 * DAY
    assert machine.doubtful
    machine.passes(2 * DAY)
    assert machine.doubtful
    machine.passes(1 * DAY)
    assert not machine.doubtful


def test_the_moment_says_what_the_wall_shows_even_when_in_doubt() -> None:
    machine = Machine()
    machine.clock.now()
    machine.wall -= 3 * DAY

    assert machine.clock.now().date == "2026-11-20"
    assert machine.clock.now().mono_ms == 5_000_000


def test_the_boot_is_the_same_for_all_processes_of_a_boot() -> None:
    assert kernel_boot_id() == kernel_boot_id()
    assert len(kernel_boot_id()) == 16
