"""Public numbers are random, and a letter that was misread is found or put right."""

import os

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from server.sealing.letters import ALPHABET, bytes_of, check_letter, letters_of
from server.sealing.public_number import new_number, parsed_number

NUMBERS = st.binary(min_size=4, max_size=4).map(lambda drawn: new_number(lambda _: drawn))


@given(NUMBERS)
def test_a_number_is_read_as_it_was_given_out(number: str) -> None:
    assert number.startswith("ADU-")
    assert len(number) == 10
    assert parsed_number(number) == number
    assert parsed_number(number.lower()) == number
    assert parsed_number(number.removeprefix("ADU-").replace("-", " ")) == number
    assert parsed_number(number.replace("0", "O").replace("1", "l")) == number
    assert parsed_number(number.replace("0", "o").replace("1", "I")) == number


@given(NUMBERS, st.sampled_from([4, 5, 6, 7, 9]), st.sampled_from(ALPHABET))
def test_every_wrong_letter_is_found(number: str, place: int, letter: str) -> None:
    assume(number[place] != letter)
    assert parsed_number(number[:place] + letter + number[place + 1 :]) is None


@given(NUMBERS, st.integers(0, 3))
def test_every_two_neighbours_that_changed_places_are_found(number: str, place: int) -> None:
    letters = number.removeprefix("ADU-").replace("-", "")
    one, other = letters[place], letters[place + 1]
    assume(one != other)
    assert parsed_number(letters[:place] + other + one + letters[place + 2 :]) is None


@pytest.mark.parametrize("text", ["", "ADU", "ADU-", "ADU-7K3M", "ADU-7U3M-Q", "A-001", "ADU-7K3M-QQ", "０１２３４"])
def test_what_is_no_number_is_none(text: str) -> None:
    assert parsed_number(text) is None


def test_numbers_tell_no_order() -> None:
    numbers = [new_number(os.urandom) for _ in range(200)]
    assert numbers != sorted(numbers)
    assert len(set(numbers)) > 190


@given(st.binary(max_size=40))
def test_bytes_come_back_from_letters(content: bytes) -> None:
    assert bytes_of(letters_of(content)) == content


@given(st.text(ALPHABET, min_size=1, max_size=20), st.integers(0, 31), st.integers(0, 31))
def test_the_start_goes_into_the_check(letters: str, one: int, other: int) -> None:
    assume(one != other)
    assert check_letter(letters, one) != check_letter(letters, other)
