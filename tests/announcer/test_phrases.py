"""The sentence: as written, as espeak-ng gets it, as clips; and every ticket can be heard out of it again."""

import re
from dataclasses import replace
from typing import Literal

import pytest

from announcer.phrases import (
    DIGITS,
    NUMBER_WORDS,
    Comma,
    Digit,
    Letter,
    Number,
    Phrase,
    PhraseError,
    Stop,
    Words,
    announcement_phrase,
    call_phrase,
    espeak_text,
    letter_phrase,
    number_words,
    ordinal_words,
    reading_phrase,
    said_words,
    seconds,
    withdrawal_phrase,
    written,
)
from announcer.phrases.numbers import LARGEST
from announcer.phrases.tickets import ticket_tokens
from announcer.settings import DEFAULT_SETTINGS

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
CARDINAL = replace(DEFAULT_SETTINGS, numbers="cardinal")


@pytest.mark.parametrize(
    ("ticket", "counter", "service", "number", "counter_words"),
    [
        ("A012", "2", None, "A, nol satu dua", "loket dua"),
        ("B005", "12", None, "B, nol nol lima", "loket dua belas"),
        ("A1000", "46", None, "A, satu nol nol nol", "loket empat puluh enam"),
        ("Z999", "160", None, "Z, sembilan sembilan sembilan", "loket seratus enam puluh"),
        ("C001", "B", None, "C, nol nol satu", "loket B"),
        ("C001", "3B", None, "C, nol nol satu", "loket tiga B"),
        ("D017", "3", "SKU", "D, nol satu tujuh, surat keterangan usaha", "loket tiga"),
        ("D017", "3", "KTP dan KK", "D, nol satu tujuh, K T P dan K K", "loket tiga"),
    ],
)
def test_golden_sentences(ticket: str, counter: str, service: str | None, number: str, counter_words: str) -> None:
    phrase = call_phrase(ticket, counter, service=service)
    assert written(phrase) == f"Nomor antrean {number}, silakan ke {counter_words}."
    # Without the rest "antrean A" and "antrean E" would run together.
    assert espeak_text(phrase) == f"Nomor antrean, {number}, silakan ke {counter_words}."


def test_a_call_in_its_tokens() -> None:
    digits = (Digit(0), Digit(1), Digit(2))
    assert call_phrase("A012", "2") == (
        *(Words("nomor antrean"), Letter("A"), Comma(), *digits, Comma()),
        *(Words("silakan ke loket"), Number(2)),
    )


@pytest.mark.parametrize(
    ("ticket", "said"),
    [
        ("A012", "A, dua belas"),
        ("A000", "A, nol"),
        ("A123", "A, seratus dua puluh tiga"),
        ("A246", "A, dua ratus empat puluh enam"),
        ("A1000", "A, seribu"),
        ("A999999", "A, sembilan ratus sembilan puluh sembilan ribu sembilan ratus sembilan puluh sembilan"),
    ],
)
def test_tickets_as_cardinals(ticket: str, said: str) -> None:
    phrase = call_phrase(ticket, "2", CARDINAL)
    assert written(phrase) == f"Nomor antrean {said}, silakan ke loket dua."
    assert espeak_text(phrase) == f"Nomor antrean, {said}, silakan ke loket dua."


@pytest.mark.parametrize("numbers", ["digits", "cardinal"])
@pytest.mark.parametrize("step", [5, pytest.param(1, marks=pytest.mark.soak)])
def test_every_ticket_can_be_heard_out_of_its_words(numbers: Literal["digits", "cardinal"], step: int) -> None:
    """Every letter, and every number with at least five letters; all 26,000 tickets in the long run only."""
    tickets = [f"{letter}{number:03}" for i, letter in enumerate(LETTERS) for number in range(i % step, 1000, step)]
    for ticket in tickets:
        phrase = ticket_tokens(ticket, numbers)
        assert _heard_words([word for token in phrase for word in said_words(token)], numbers) == ticket
        assert _heard_words(re.findall("[A-Za-z]+", espeak_text(phrase)), numbers) == ticket


@pytest.mark.parametrize("numbers", ["digits", "cardinal"])
def test_ticket_and_counter_can_be_heard_out_of_the_whole_sentence(numbers: Literal["digits", "cardinal"]) -> None:
    settings = replace(DEFAULT_SETTINGS, numbers=numbers)
    for number in range(1000):
        ticket, counter = f"{LETTERS[number % 26]}{number:03}", str(number % 999 + 1)
        sentence = written(call_phrase(ticket, counter, settings))
        found = re.fullmatch(r"Nomor antrean ([A-Z]), ([a-z ]+), silakan ke loket ([a-z ]+)\.", sentence)
        assert found
        assert _heard_words([found[1], *found[2].split()], numbers) == ticket
        assert _value(found[3].split()) == int(counter)


def test_the_letter_of_a_ticket_stands_between_rests_wherever_it_comes() -> None:
    templates = replace(
        DEFAULT_SETTINGS.templates, call="{loket} memanggil {nomor}", letter="{nomor}", withdrawal="Maaf. {nomor}"
    )
    settings = replace(CARDINAL, templates=templates)
    assert espeak_text(call_phrase("E012", "2", settings)) == "Loket dua memanggil, E, dua belas."
    assert espeak_text(letter_phrase("E012", settings)) == "E, dua belas."
    assert espeak_text(withdrawal_phrase("E012", settings)) == "Maaf. E, dua belas."


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0, "nol"),
        (9, "sembilan"),
        (10, "sepuluh"),
        (11, "sebelas"),
        (12, "dua belas"),
        (19, "sembilan belas"),
        (20, "dua puluh"),
        (46, "empat puluh enam"),
        (100, "seratus"),
        (101, "seratus satu"),
        (111, "seratus sebelas"),
        (999, "sembilan ratus sembilan puluh sembilan"),
        (1_000, "seribu"),
        (1_001, "seribu satu"),
        (2_100, "dua ribu seratus"),
        (11_000, "sebelas ribu"),
        (100_000, "seratus ribu"),
        (101_000, "seratus satu ribu"),
        (1_000_000, "satu juta"),
        (1_001_000, "satu juta seribu"),
        (5_000_000_000, "lima miliar"),
    ],
)
def test_numbers_in_words(value: int, words: str) -> None:
    assert " ".join(number_words(value)) == words
    assert _value(words.split()) == value


def test_every_number_reads_back() -> None:
    for value in (*range(10_000), *range(10_000, 1_000_000, 617), *range(1_000_000, LARGEST, LARGEST // 997), LARGEST):
        assert _value(list(number_words(value))) == value


@pytest.mark.parametrize("value", [-1, LARGEST + 1])
def test_beyond_the_words_there_is_no_number(value: int) -> None:
    with pytest.raises(ValueError, match="no words"):
        number_words(value)


def test_number_words_come_from_the_clip_list() -> None:
    assert {word for value in range(1000) for word in number_words(value)} <= set(NUMBER_WORDS)
    assert len({number_words(value) for value in range(1000)}) == 1000


@pytest.mark.parametrize(
    ("value", "words"), [(1, "pertama"), (2, "kedua"), (10, "kesepuluh"), (12, "kedua belas"), (1000, "keseribu")]
)
def test_places_in_an_order(value: int, words: str) -> None:
    assert " ".join(ordinal_words(value)) == words
    with pytest.raises(ValueError, match="no place"):
        ordinal_words(0)


@pytest.mark.parametrize(
    "ticket", ["", "A", "A01", "a012", "12", "AB12", "A-012", "A012; rm", "A0123456", "Á012", "A٠١٢"]
)
def test_no_other_ticket_is_spoken(ticket: str) -> None:
    with pytest.raises(PhraseError):
        call_phrase(ticket, "1")


@pytest.mark.parametrize("counter", ["", "1000", "loket", "-1", "1 2", "ABCDE", "<b>", "٢"])
def test_no_other_counter_is_spoken(counter: str) -> None:
    with pytest.raises(PhraseError):
        call_phrase("A012", counter)


@pytest.mark.parametrize("service", ["", "<b>surat</b>", "x" * 61, "surat\npengantar", "[[l'okEt]]"])
def test_free_text_never_reaches_the_voice_as_a_service(service: str) -> None:
    with pytest.raises(PhraseError):
        call_phrase("A012", "1", service=service)


def test_the_expected_length_falls_with_the_rate() -> None:
    phrase = call_phrase("A012", "2")
    assert 4 < seconds(phrase, 130) < 8
    assert seconds(phrase, 150) < seconds(phrase, 110)
    assert seconds((*phrase, Stop(), *phrase), 130) > 2 * seconds(phrase, 130)


def test_a_withdrawal_names_the_ticket_and_no_counter() -> None:
    phrase = withdrawal_phrase("A012")
    assert written(phrase) == "Panggilan A, nol satu dua, dibatalkan."
    assert espeak_text(phrase) == "Panggilan, A, nol satu dua, dibatalkan."
    with pytest.raises(PhraseError):
        withdrawal_phrase("Siti")


def test_a_letter_names_the_ticket() -> None:
    phrase = letter_phrase("A012", CARDINAL)
    assert written(phrase) == "Surat nomor A, dua belas, siap diambil."
    with pytest.raises(PhraseError):
        letter_phrase("Siti")


def test_an_announcement_is_read_as_people_read_it() -> None:
    phrase = announcement_phrase("Perhatian, pelayanan istirahat sampai pukul 13.00. Terima kasih.")
    assert written(phrase) == "Perhatian, pelayanan istirahat sampai pukul tiga belas. Terima kasih."
    assert [type(token) for token in phrase if isinstance(token, Comma | Stop)] == [Comma, Stop]


@pytest.mark.parametrize("text", ["", " ", "...", "👍", "!?", "{}"])
def test_an_announcement_without_a_word_is_refused(text: str) -> None:
    with pytest.raises(PhraseError):
        announcement_phrase(text)
    assert reading_phrase(text) == ()
    assert (written(()), espeak_text(())) == ("", "")


def test_a_page_is_read_with_the_offices_words() -> None:
    settings = replace(CARDINAL, short={"BLT": "bantuan langsung tunai"})
    assert written(reading_phrase("BLT: nomor A012 (asli)", settings)) == (
        "Bantuan langsung tunai, nomor A, dua belas, asli."
    )


def test_a_very_long_text_is_cut_between_two_words() -> None:
    assert announcement_phrase("silakan " * 100) == announcement_phrase("silakan " * 50)
    assert len(written(announcement_phrase("x" * 1000))) <= 800


def _heard_words(words: list[str], numbers: str) -> str:
    letter, *rest = words
    if numbers == "digits":
        return letter + "".join(str(DIGITS.index(word)) for word in rest)
    return f"{letter}{_value(rest):03}"


def _value(words: list[str]) -> int:
    """What a listener makes of number words, told by the grammar alone."""
    whole = group = 0
    for word in words:
        match word:
            case "belas":
                group += 10
            case "sepuluh" | "sebelas":
                group += 10 + (word == "sebelas")
            case "puluh":
                group += group % 10 * 9
            case "seratus":
                group += 100
            case "ratus":
                group *= 100
            case "seribu":
                whole, group = whole + 1000, 0
            case "ribu" | "juta" | "miliar":
                size = {"ribu": 1_000, "juta": 1_000_000, "miliar": 1_000_000_000}[word]
                whole, group = whole + group * size, 0
            case _:
                group += DIGITS.index(word)
    return whole + group


def test_the_listener_of_these_tests_can_tell_numbers_apart() -> None:
    assert _value(["dua", "ratus", "empat", "puluh", "enam"]) == 246
    assert _value(["tiga", "belas"]) == 13
    assert _heard_words(["B", "nol", "satu", "dua"], "digits") == "B012"
    phrase: Phrase = (Letter("A"),)
    assert written(phrase) == "A."
