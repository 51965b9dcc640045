"""What every value of the rules promises, whatever it is made of."""

from collections.abc import Mapping
from typing import ClassVar

import pytest

from server.domain.frozen import Frozen, field, names_of, plain, replace


class Ticket(Frozen):
    kind: ClassVar[str] = "ticket"
    number: str
    notes: tuple[str, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)


class Voucher(Frozen):
    number: str
    notes: tuple[str, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)


def test_nothing_of_it_can_be_set() -> None:
    ticket = Ticket("A001")
    with pytest.raises(AttributeError):
        ticket.number = "A002"  # type: ignore[misc]
    with pytest.raises(AttributeError):
        ticket.more = 1  # type: ignore[attr-defined]
    with pytest.raises(AttributeError):
        del ticket.number
    assert ticket == Ticket("A001")


def test_it_is_equal_to_its_like_alone() -> None:
    assert Ticket("A001") == Ticket("A001")
    assert Ticket("A001") != Ticket("A002")
    assert Ticket("A001") != Voucher("A001")
    assert len({Voucher("A001", counts=None), Voucher("A001", counts=None)}) == 1  # type: ignore[arg-type]


def test_a_changed_copy_leaves_the_first_as_it_is() -> None:
    first = Ticket("A001", ("n1",))
    second = replace(first, number="A002")
    assert (first.number, second.number, second.notes) == ("A001", "A002", ("n1",))
    with pytest.raises(TypeError):
        replace(first, nummer="A003")  # type: ignore[call-arg]


class Even(Frozen):
    number: int

    def __post_init__(self) -> None:
        if self.number % 2:
            raise ValueError(self.number)


def test_a_changed_copy_is_checked_like_a_new_one() -> None:
    with pytest.raises(ValueError, match="3"):
        replace(Even(2), number=3)


def test_no_two_share_what_they_hold_by_themselves() -> None:
    assert Ticket("A001").counts is not Ticket("A002").counts


def test_it_is_taken_apart_by_name_and_by_place() -> None:
    match Ticket("A001", ("n1",)):
        case Ticket("A001", notes=notes):
            assert notes == ("n1",)
        case _:
            pytest.fail("not taken apart")
    assert names_of(Ticket) == ("number", "notes", "counts")
    assert plain(Ticket("A001")) == {"number": "A001", "notes": (), "counts": {}}
