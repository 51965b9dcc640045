"""After a restore no number may be printed that people may already hold."""

from server.domain.commands import CloseDay, ConfigureOffice, OpenDay, RestartLog
from tests.domain.false_clock import FalseClock
from tests.domain.queue_log import QueueLog
from tests.domain.village import VILLAGE


def test_numbers_go_on_after_the_gap(office: QueueLog) -> None:
    office.takes("A")
    office.did(RestartLog("epoch-2", 50))
    assert office.takes("A") == "A052"
    assert office.takes("A") == "A053"


def test_a_service_that_had_issued_nothing_leaves_the_gap_out_too(office: QueueLog) -> None:
    office.did(RestartLog("epoch-2", 50))
    assert office.takes("B") == "B051"


def test_the_next_date_leaves_the_gap_out_once(office: QueueLog, clock: FalseClock) -> None:
    office.did(CloseDay())
    office.did(RestartLog("epoch-2", 50))
    clock.passes_until_tomorrow(8)
    office.did(OpenDay())
    assert office.takes("A") == "A051"
    office.did(CloseDay())
    clock.passes_until_tomorrow(8)
    office.did(OpenDay())
    assert office.takes("A") == "A001"


def test_a_second_restore_before_the_next_date_adds_its_gap(office: QueueLog, clock: FalseClock) -> None:
    # The first restored log opened the next date at 51; a backup made before that is restored now.
    office.did(CloseDay())
    office.did(RestartLog("epoch-2", 50))
    office.did(RestartLog("epoch-3", 50))
    clock.passes_until_tomorrow(8)
    office.did(OpenDay())
    assert office.takes("A") == "A101"


def test_opening_the_old_date_again_does_not_use_up_the_gap_of_the_next_date(
    office: QueueLog, clock: FalseClock
) -> None:
    # Tuesday's papers were lost with the disk; the restored machine first believes that it is still Monday.
    office.did(CloseDay())
    office.did(RestartLog("epoch-2", 50))
    office.did(OpenDay())
    assert office.takes("A") == "A051"
    office.did(CloseDay())
    clock.is_put(days=1)
    office.did(OpenDay())
    assert office.takes("A") == "A051"


def test_the_gap_of_the_next_date_survives_a_start_from_the_newest_day(office: QueueLog, clock: FalseClock) -> None:
    office.did(CloseDay())
    office.did(RestartLog("epoch-2", 50))
    office.did(OpenDay())
    again = QueueLog(clock, office.fold_base())
    assert again.state == office.state
    assert again.state.gap == 50


def test_a_restore_before_the_first_day_leaves_the_gap_out_of_it(log: QueueLog) -> None:
    log.configures(VILLAGE)
    log.did(RestartLog("epoch-2", 50))
    log.did(OpenDay())
    assert log.takes("C") == "C051"


def test_a_description_that_has_not_changed_is_not_written_again(log: QueueLog) -> None:
    command = ConfigureOffice("document-1", VILLAGE.structure())
    assert len(log.did(command)) == 1
    assert log.did(command) == ()
