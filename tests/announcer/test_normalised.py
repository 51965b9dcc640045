"""What people write and what is said for it: a table to read, and properties that hold for any text at all."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from announcer.phrases import (
    Comma,
    Digit,
    Letter,
    Number,
    Ordinal,
    Phrase,
    Stop,
    Words,
    espeak_text,
    normalised,
    said_words,
    written,
)
from announcer.phrases.numbers import LARGEST
from announcer.phrases.tokens import canonical
from announcer.settings import DEFAULT_SETTINGS

TABLE = Path(__file__).with_name("written_and_said.tsv").read_text(encoding="utf-8").splitlines()
GOLDEN = [tuple(line.split("\t")) for line in TABLE if not line.startswith("#")]

FRAGMENTS = st.sampled_from(
    [
        *(text for text, _ in GOLDEN),
        "Rp",
        "ke-",
        "RT",
        "{nomor}",
        "s.d.",
        "08.",
        "/",
        "-",
        "–",
        ",",
        ".",
        "%",
        "0",
        "9" * 20,
    ]
)
TEXTS = st.one_of(st.text(), st.text("Aa0Rp.,:/-–% IVXKTwib1'2"), st.lists(FRAGMENTS).map("".join))


@pytest.mark.parametrize(("text", "said"), GOLDEN, ids=[text for text, _ in GOLDEN])
def test_the_table(text: str, said: str) -> None:
    assert written(normalised(text)) == said


def test_the_table_is_long_enough_to_mean_something() -> None:
    assert len({text for text, _ in GOLDEN}) == len(GOLDEN) >= 80


@given(TEXTS)
def test_any_text_becomes_tokens_that_can_be_spoken(text: str) -> None:
    phrase = normalised(text)
    assert all(speakable(token) for token in phrase)
    assert canonical(phrase) == phrase
    assert re.fullmatch(r"[A-Za-zéèêÉÈÊ ,.]*", espeak_text(phrase))
    assert re.fullmatch(r"[A-Za-zéèêÉÈÊ ,.]*", written(phrase))
    assert bool(phrase) is bool([word for token in phrase for word in said_words(token)])


@given(TEXTS)
def test_what_was_said_is_said_the_same_again(text: str) -> None:
    """The words of a phrase hold nothing that could be read in another way: no abbreviation, no number, no sign."""
    words = " ".join(token.text for token in normalised(text) if isinstance(token, Words))
    spoken = normalised(words)
    assert all(isinstance(token, Words | Letter) for token in spoken)


@given(
    TEXTS,
    st.dictionaries(st.text(max_size=8), st.text(max_size=20), max_size=4),
    st.sampled_from(["digits", "cardinal"]),
)
def test_whatever_an_office_enters_nothing_fails(text: str, short: dict[str, str], numbers: str) -> None:
    settings = replace(DEFAULT_SETTINGS, short=short, words=short, numbers=numbers)  # type: ignore[arg-type]
    assert all(speakable(token) for token in normalised(text + " " + " ".join(short), settings))


@pytest.mark.parametrize(
    ("short", "text", "said"),
    [
        ({"SKTM": "surat miskin"}, "SKTM", "Surat miskin."),
        ({"BLT": "bantuan langsung tunai"}, "BLT, KTP", "Bantuan langsung tunai, K T P."),
        ({"Sekdes": "sekretaris desa"}, "Bapak Sekdes. Silakan", "Bapak sekretaris desa silakan."),
        ({"BLT": "bantuan langsung tunai"}, "Ambil BLT. Silakan", "Ambil bantuan langsung tunai. Silakan."),
        ({"Pak RT": "ketua RT 3"}, "Pak RT", "Ketua R T tiga."),
        ({"H.": "haji"}, "H. ahmad", "Haji ahmad."),
        ({"ada": "x"}, "adalah", "Adalah."),
        ({"KK": "kartu keluarga KK"}, "KK", "Kartu keluarga K K."),
        ({"": "kosong", " ": "kosong"}, "KTP dan KK", "K T P dan K K."),
        ({"KTP": ""}, "KTP dan KK", "Dan K K."),
    ],
)
def test_the_offices_abbreviations_go_first(short: dict[str, str], text: str, said: str) -> None:
    assert written(normalised(text, replace(DEFAULT_SETTINGS, short=short))) == said


def test_capitals_with_a_sound_of_the_offices_own_are_a_word_to_the_voice() -> None:
    settings = replace(DEFAULT_SETTINGS, words={"pkk": "pé ka ka", "SKU": "sêku", "dinas": "dinas"})
    assert normalised("PKK", settings) == (Words("pkk"),)
    assert normalised("SKU", settings) == (Words("sku"),)
    assert normalised("KTP PKK2", settings) == normalised("KTP PKK2")
    assert normalised("Jam 08.30", replace(settings, words={"jam": "jam"})) == normalised("Jam 08.30")


def test_a_word_with_digits_and_signs_is_said_as_the_office_says() -> None:
    settings = replace(DEFAULT_SETTINGS, words={"KTP-el": "ka te pe él", "covid-19": "kovid", "F1.01": "êf satu"})
    assert written(normalised("ktp-el, Covid-19 dan F1.01", settings)) == "Ka te pe él, kovid dan êf satu."
    assert normalised("covid-1 F1.012", settings) == normalised("covid-1 F1.012")


def test_a_marked_e_is_kept_for_the_voice_and_every_other_mark_is_dropped() -> None:
    assert written(normalised("KÉPALA dusun Sêmbêr, naïf, ÉRT")) == "Képala dusun sêmbêr, naif, E R T."
    assert normalised("e\u0301") == normalised("é")


def test_neighbouring_words_are_one_token_and_rests_never_stand_at_the_ends_or_together() -> None:
    tokens = (Comma(), Words("silakan ke"), Words("loket"), Comma(), Stop(), Comma(), Digit(2), Comma(), Stop())
    assert canonical(tokens) == (Words("silakan ke loket"), Stop(), Digit(2))


def test_tickets_are_said_as_the_office_chose() -> None:
    assert written(normalised("A012", replace(DEFAULT_SETTINGS, numbers="cardinal"))) == "A, dua belas."


def test_the_same_sentence_has_the_same_tokens() -> None:
    assert normalised("  Silakan   ke\u00a0loket 2 . ") == normalised("silakan ke loket 2")
    assert normalised("an\u00adtre\u200ban") == normalised("antrean")
    assert normalised("Buka 08.30") == normalised("buka pukul 08:30!") == normalised("ｂｕｋａ ０８.３０")


def test_a_rest_parts_a_ticket_from_what_stands_before_it_and_two_numbers_from_each_other() -> None:
    assert espeak_text(normalised("nomor antrean A012")) == "Nomor antrean, A, nol satu dua."
    assert espeak_text(normalised("12 345")) == "Dua belas, tiga ratus empat puluh lima."
    assert espeak_text(normalised("loket 2 017")) == espeak_text(normalised("loket 2, 017"))


def speakable(token: object) -> bool:
    match token:
        case Words(text):
            return re.fullmatch("[a-zéèê]+( [a-zéèê]+)*", text) is not None
        case Letter(letter):
            return re.fullmatch("[A-Z]", letter) is not None
        case Digit(value):
            return 0 <= value <= 9
        case Number(value):
            return 0 <= value <= LARGEST
        case Ordinal(value):
            return 1 <= value <= 999_999
        case Comma() | Stop():
            return True
        case _:
            return False


def test_the_check_of_speakable_tokens_can_fail() -> None:
    wrong: Phrase = (Words("Loket"), Words(""), Words("a  b"), Letter("a"), Digit(12), Number(-1), Ordinal(0))
    assert not any(speakable(token) for token in wrong)
