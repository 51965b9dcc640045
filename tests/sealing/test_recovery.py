"""A key that goes to paper and comes back, typed by somebody who has never seen base 32."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from server.sealing.letters import ALPHABET
from server.sealing.pairs import new_pair
from server.sealing.recovery import LINES, SheetKey, WrongLines, fingerprint_words, read_sheet, sheet_lines

KEYS = st.binary(min_size=32, max_size=32)


@given(KEYS)
def test_a_sheet_is_seven_short_lines_that_give_the_key_back(private: bytes) -> None:
    lines = sheet_lines(private)
    assert len(lines) == LINES
    assert {len(line) for line in lines} == {11}
    assert read_sheet("\n".join(lines)) == SheetKey(private)


@given(KEYS)
def test_how_it_is_typed_does_not_matter(private: bytes) -> None:
    lines = sheet_lines(private)
    numbered = "\r\n\r\n".join(f" {number}.  {line.lower().replace('-', ' ')} " for number, line in enumerate(lines, 1))
    assert read_sheet(numbered) == SheetKey(private)
    assert read_sheet("".join(lines)) == SheetKey(private)
    misread = "\n".join(line.replace("0", "O").replace("1", "I") for line in lines)
    assert read_sheet(misread) == SheetKey(private)


@given(KEYS, st.integers(0, 6), st.sampled_from([0, 1, 2, 3, 5, 6, 7, 8, 10]), st.sampled_from(ALPHABET))
def test_a_wrong_letter_is_found_and_its_line_is_named(private: bytes, line: int, place: int, letter: str) -> None:
    lines = list(sheet_lines(private))
    assume(lines[line][place] != letter)
    lines[line] = lines[line][:place] + letter + lines[line][place + 1 :]
    assert read_sheet("\n".join(lines)) == WrongLines((line + 1,))


@given(KEYS, st.integers(0, 5))
def test_lines_that_changed_places_are_found(private: bytes, line: int) -> None:
    lines = list(sheet_lines(private))
    lines[line], lines[line + 1] = lines[line + 1], lines[line]
    assume(lines != list(sheet_lines(private)))
    assert isinstance(read_sheet("\n".join(lines)), WrongLines)


@pytest.mark.parametrize("text", ["", "hello", "\n\n", "7K3M-9QZT-C"])
def test_what_is_no_sheet_names_its_lines(text: str) -> None:
    assert isinstance(read_sheet(text), WrongLines)


def test_missing_lines_are_named() -> None:
    assert read_sheet("\n".join(sheet_lines(bytes(32))[:5])) == WrongLines((6, 7))


def test_lines_of_two_sheets_do_not_make_a_key() -> None:
    one, other = sheet_lines(bytes(range(32))), sheet_lines(bytes(range(1, 33)))
    assert read_sheet("\n".join((*one[:3], *other[3:]))) == WrongLines((1, 2, 3, 4, 5, 6, 7))


def test_the_sheet_s_mark_is_short_and_its_own() -> None:
    one, other = new_pair().public, new_pair().public
    assert len(fingerprint_words(one)) == 9
    assert fingerprint_words(one) != fingerprint_words(other)


def test_what_was_read_shows_no_key() -> None:
    assert repr(SheetKey(b"k" * 32)) == "SheetKey()"
