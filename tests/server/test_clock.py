"""The machine's clock and when it is doubted. Wall and monotonic time are the test's own."""

from zoneinfo import ZoneInfo

from server.clock import SystemClock, kernel_boot_id

ZONE = ZoneInfo("Asia/Jayapura")
MORNING = 1_795_395_600.0  # Monday, 23 November 2026, 10:00 in Jayapura
MINUTE, HOUR, DAY = 60.0, 3_600.0, 86_400.0


class Machine:
    """Wall and monotonic seconds of one computer."""

    def __init__(self, wall: float = MORNING, newest: float = 0.0) -> None:
        self.wall, self.mono = wall, 5_000.0
        self.clock = SystemClock(
            ZONE, newest_ms=int(newest * 1000), wall=lambda: self.wall, mono=lambda: self.mono, boot="boot"
        )

    def passes(self, seconds: float) -> None:
        self.wall += seconds
        self.mono += seconds

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


def test_a_jump_of_more_than_a_day_forward_is_doubted_until_the_next_start() -> None:
    machine = Machine()
    machine.wall += 15 * DAY
    for _ in range(3):
        assert machine.doubtful
        machine.passes(DAY)


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
