"""What today's queue needs stays in the office until the day is closed."""

import pytest

from server.domain.commands import CallNext, CloseCounter, CloseDay, ConfigureOffice, FinishServing, OpenCounter
from server.domain.events import OfficeConfigured
from server.domain.refusals import CounterInUse, ServiceInUse
from tests.domain.queue_log import QueueLog
from tests.domain.village import Plan

WITHOUT_B = ConfigureOffice("without B", Plan(("A", "C"), {"1": ("A",), "2": ("A",), "3": ("C",)}).structure())
WITHOUT_2 = ConfigureOffice("without 2", Plan(("A", "B", "C"), {"1": ("A", "B"), "3": ("C",)}).structure())


def test_a_service_is_in_use_from_its_first_number_to_the_end_of_the_day(office: QueueLog) -> None:
    office.takes("A")
    office.takes("B")
    office.takes("B")

    assert office.do(WITHOUT_B) == ServiceInUse("B", 2)
    office.did(CloseDay())
    assert isinstance(office.did(WITHOUT_B)[0], OfficeConfigured)


@pytest.mark.parametrize("closed_again", [False, True])
def test_a_counter_is_in_use_while_it_is_open_and_once_it_has_called(office: QueueLog, closed_again: bool) -> None:
    office.takes("B")
    office.did(CallNext("2"))
    if closed_again:
        office.did(FinishServing("2"))
        office.did(CloseCounter("2"))

    assert office.do(WITHOUT_2) == CounterInUse("2")


def test_a_counter_that_was_only_opened_goes_when_it_is_closed_again(office: QueueLog) -> None:
    office.did(OpenCounter("2"))
    assert office.do(WITHOUT_2) == CounterInUse("2")
    office.did(CloseCounter("2"))
    assert office.did(WITHOUT_2)


def test_what_nobody_used_today_goes_on_an_open_day_too(office: QueueLog) -> None:
    office.takes("A")
    assert office.did(WITHOUT_B)


def test_what_a_start_has_found_holds_whatever_is_in_use(office: QueueLog) -> None:
    office.takes("B")
    assert office.configures(Plan(("A",), {"1": ("A",)}))
    assert office.state.structure.services == ("A",)
