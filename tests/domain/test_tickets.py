"""Numbers and receipts."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.tickets import receipt_of, ticket_number
from tests.domain.queue_log import QueueLog
from tests.domain.unhurried import UNHURRIED


@pytest.mark.parametrize(
    ("count", "number"), [(1, "A001"), (12, "A012"), (123, "A123"), (999, "A999"), (1000, "A1000"), (12345, "A12345")]
)
def test_a_number_has_at_least_three_digits(count: int, number: str) -> None:
    assert ticket_number("A", count) == number


def test_after_a999_comes_a1000(office: QueueLog) -> None:
    for _ in range(998):
        office.takes("A")
    assert [office.takes("A") for _ in range(3)] == ["A999", "A1000", "A1001"]


@UNHURRIED
@given(st.text())
def test_a_receipt_is_the_sha_256_of_the_token_and_does_not_hold_it(token: str) -> None:
    assert receipt_of(token) == hashlib.sha256(token.encode()).hexdigest()


def test_the_log_keeps_the_receipt_and_never_the_token(office: QueueLog) -> None:
    number = office.takes("A")
    assert office.state.tickets[number].receipt == receipt_of("token-1")
    assert "token-1" not in repr(office.records)
