"""Codes are never an identity number, and a slip of the pen is found."""

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.sealing.receipt_code import check_digit, new_code, parsed, pretty

CODES = st.binary(min_size=8, max_size=8).map(
    lambda drawn: new_code(lambda n: drawn if n == 8 and drawn < b"\xff" else bytes(n))
)


def test_damm_s_own_example() -> None:
    assert check_digit("572") == "4"


@given(CODES)
def test_a_code_is_sixteen_digits_and_begins_with_nought(code: str) -> None:
    assert len(code) == 16
    assert code.isdigit()
    # An identity number begins with a province, 11 to 97.
    assert code[0] == "0"
    assert parsed(code) == code


@given(CODES, st.integers(0, 15), st.integers(1, 9))
def test_every_wrong_digit_is_found(code: str, place: int, more: int) -> None:
    wrong = str((int(code[place]) + more) % 10)
    assert parsed(code[:place] + wrong + code[place + 1 :]) is None


@given(CODES, st.integers(0, 14))
def test_every_two_neighbours_that_changed_places_are_found(code: str, place: int) -> None:
    one, other = code[place], code[place + 1]
    if one != other:
        assert parsed(code[:place] + other + one + code[place + 2 :]) is None


@pytest.mark.parametrize("shape", ["{}", " {} ", "{}\n"])
@pytest.mark.parametrize("between", [" ", "-", ".", "  ", "\u00a0"])
def test_blanks_and_dashes_do_not_matter(shape: str, between: str) -> None:
    code = new_code(os.urandom)
    assert parsed(shape.format(between.join(code[at : at + 4] for at in range(0, 16, 4)))) == code
    assert parsed(pretty(code)) == code


@pytest.mark.parametrize("text", ["", "0", "0" * 15, "0" * 17, "3201010101010001", "٠" * 16, "0" * 15 + "x", "０" * 16])
def test_what_is_no_code_is_none(text: str) -> None:
    assert parsed(text) is None


def test_pretty_codes_stand_in_groups_of_four() -> None:
    assert pretty("0123456789012345") == "0123 4567 8901 2345"


def test_every_code_is_equally_likely() -> None:
    """What lies above the last whole multiple is drawn anew, not folded onto the first codes."""
    drawn = iter([b"\xff" * 8, bytes(7) + b"\x07"])
    assert new_code(lambda _: next(drawn))[:15] == "0" + "7".zfill(14)


def test_a_thousand_codes_differ() -> None:
    assert len({new_code(os.urandom) for _ in range(1000)}) == 1000
