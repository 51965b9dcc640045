"""Who is next, and how many come before."""

from server.domain.ahead import ahead_of
from server.domain.commands import CallNext, CancelTicket
from server.domain.next_up import next_up, ranked
from tests.domain.queue_log import QueueLog
from tests.domain.village import Plan


def following(office: QueueLog, counter: str) -> str | None:
    choice = next_up(office.state, office.state.counters[counter])
    return choice and choice.ticket.number


def ahead(office: QueueLog, number: str) -> int:
    return ahead_of(office.state, office.state.tickets[number])


def test_a_counter_calls_in_order_of_arrival_over_all_its_services(office: QueueLog) -> None:
    for service in "BAABC":
        office.takes(service)
    order = []
    while (number := following(office, "1")) is not None:
        order.append(number)
        office.did(CallNext("1"))
    assert order == ["B001", "A001", "A002", "B002"]


def test_a_counter_calls_nobody_of_a_service_that_it_does_not_serve(office: QueueLog) -> None:
    office.takes("A")
    office.takes("C")
    assert following(office, "2") is None
    assert following(office, "3") == "C001"


def test_two_counters_never_get_the_same_person(office: QueueLog) -> None:
    office.takes("B")
    office.takes("B")
    office.did(CallNext("1"))
    office.did(CallNext("2"))
    assert (office.state.counters["1"].ticket, office.state.counters["2"].ticket) == ("B001", "B002")


def test_who_gave_the_number_back_is_passed_over(office: QueueLog) -> None:
    office.takes("A")
    office.takes("A")
    office.did(CancelTicket("A001"))
    assert following(office, "1") == "A002"


def test_nobody_waiting_gives_nobody(office: QueueLog) -> None:
    assert following(office, "1") is None


def test_all_who_wait_for_a_counter_are_listed_in_order(office: QueueLog) -> None:
    for service in "ACBA":
        office.takes(service)
    numbers = [choice.ticket.number for choice in ranked(office.state, office.state.counters["1"])]
    assert numbers == ["A001", "B001", "A002"]


def test_asking_who_is_next_calls_nobody(office: QueueLog) -> None:
    office.takes("A")
    before = office.state
    assert following(office, "1") == following(office, "1") == "A001"
    assert office.state == before


def test_ahead_are_those_who_came_earlier_for_services_that_share_a_counter(office: QueueLog) -> None:
    for service in "ABCAB":
        office.takes(service)
    # A and B compete at counter 1; C has counter 3 to itself.
    assert [ahead(office, number) for number in ("A001", "B001", "C001", "A002", "B002")] == [0, 1, 0, 2, 3]


def test_who_was_called_is_ahead_of_nobody_any_more(office: QueueLog) -> None:
    office.takes("A")
    office.takes("A")
    assert ahead(office, "A002") == 1
    office.did(CallNext("1"))
    assert ahead(office, "A002") == 0


def test_a_service_that_no_counter_serves_competes_only_with_itself(log: QueueLog) -> None:
    log.opens(Plan(("A", "B"), {"1": ("A",)}))
    log.takes("A")
    log.takes("B")
    log.takes("B")
    assert ahead(log, "B002") == 1
