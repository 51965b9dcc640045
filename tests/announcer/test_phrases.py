"""The sentence: as written, as espeak-ng gets it, as clips; and every ticket can be heard out of it again."""

import re

import pytest

from announcer.phrases import (
    DIGITS,
    NUMBER_WORDS,
    Letter,
    Phrase,
    PhraseError,
    call_phrase,
    clips_of,
    espeak_text,
    number_words,
    seconds,
    withdrawal_phrase,
    written,
)

VALUES = {" ".join(number_words(value)): value for value in range(1000)}
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@pytest.mark.parametrize(
    ("ticket", "counter", "service", "sentence", "espeak"),
    [
        (
            "A012",
            "2",
            None,
            "Nomor antrean A, nol satu dua, silakan ke loket dua.",
            "Nomor antrean, A, 0 1 2, silakan ke lo-ket 2.",
        ),
        (
            "B005",
            "12",
            None,
            "Nomor antrean B, nol nol lima, silakan ke loket dua belas.",
            "Nomor antrean, B, 0 0 5, silakan ke lo-ket 12.",
        ),
        (
            "A1000",
            "46",
            None,
            "Nomor antrean A, satu nol nol nol, silakan ke loket empat puluh enam.",
            "Nomor antrean, A, 1 0 0 0, silakan ke lo-ket 4 puluh 6.",
        ),
        (
            "Z999",
            "160",
            None,
            "Nomor antrean Z, sembilan sembilan sembilan, silakan ke loket seratus enam puluh.",
            "Nomor antrean, Z, 9 9 9, silakan ke lo-ket 100 6 puluh.",
        ),
        (
            "C001",
            "B",
            None,
            "Nomor antrean C, nol nol satu, silakan ke loket B.",
            "Nomor antrean, C, 0 0 1, silakan ke lo-ket B.",
        ),
        (
            "D017",
            "3",
            "SKU",
            "Nomor antrean D, nol satu tujuh, surat keterangan usaha, silakan ke loket tiga.",
            "Nomor antrean, D, 0 1 7, surat keterangan usaha, silakan ke lo-ket 3.",
        ),
        (
            "D017",
            "3",
            "KTP dan KK",
            "Nomor antrean D, nol satu tujuh, K T P dan K K, silakan ke loket tiga.",
            "Nomor antrean, D, 0 1 7, K T P dan K K, silakan ke lo-ket 3.",
        ),
    ],
)
def test_golden_sentences(ticket: str, counter: str, service: str | None, sentence: str, espeak: str) -> None:
    phrase = call_phrase(ticket, counter, service)
    assert written(phrase) == sentence
    assert espeak_text(phrase) == espeak


def test_every_ticket_can_be_heard_out_of_its_sentence() -> None:
    for letter in LETTERS:
        for number in range(1000):
            ticket = f"{letter}{number:03}"
            counter = str(number % 99 + 1)
            phrase = call_phrase(ticket, counter)
            assert _heard_written(written(phrase)) == (ticket, counter)
            assert _heard_espeak(espeak_text(phrase)) == (ticket, counter)
            assert _heard_clips(phrase) == ticket


def test_espeak_never_gets_what_it_reads_wrong() -> None:
    for number in range(1000):
        text = espeak_text(call_phrase(f"A{number:03}", str(number)))
        assert not re.search(r"\b0\d", text), "a leading zero is swallowed"
        assert not re.search(r"[A-Z]-?\d", text), "glued to the letter a ticket becomes a number"
        assert not re.search(r"\b[46]0\b|\b[46]\d\b", text), "tens of 4 and 6 get a wrong e"
        assert not re.search(r"\b(empat|enam|belas)\b", text), "number words get a wrong e"


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
    ],
)
def test_numbers_in_words(value: int, words: str) -> None:
    assert " ".join(number_words(value)) == words


def test_number_words_come_from_the_clip_list() -> None:
    assert {word for value in range(1000) for word in number_words(value)} <= set(NUMBER_WORDS)
    assert len({number_words(value) for value in range(1000)}) == 1000


@pytest.mark.parametrize("ticket", ["", "A", "A01", "a012", "12", "AB12", "A-012", "A012; rm", "A0123456", "Á012"])
def test_no_other_ticket_is_spoken(ticket: str) -> None:
    with pytest.raises(PhraseError):
        call_phrase(ticket, "1")


@pytest.mark.parametrize("counter", ["", "1000", "loket", "-1", "1 2", "ABCDE", "<b>"])
def test_no_other_counter_is_spoken(counter: str) -> None:
    with pytest.raises(PhraseError):
        call_phrase("A012", counter)


@pytest.mark.parametrize("service", ["<b>surat</b>", "x" * 61, "surat\npengantar", "[[l'okEt]]"])
def test_free_text_never_reaches_the_voice(service: str) -> None:
    with pytest.raises(PhraseError):
        call_phrase("A012", "1", service)


def test_the_expected_length_falls_with_the_rate() -> None:
    phrase = call_phrase("A012", "2")
    assert 4 < seconds(phrase, 130) < 8
    assert seconds(phrase, 150) < seconds(phrase, 110)


def _heard_written(sentence: str) -> tuple[str, str]:
    found = re.fullmatch(r"Nomor antrean ([A-Z]), ([a-z ]+), silakan ke loket ([a-z ]+)\.", sentence)
    assert found
    return found[1] + "".join(str(DIGITS.index(word)) for word in found[2].split()), str(VALUES[found[3]])


def _heard_espeak(text: str) -> tuple[str, str]:
    found = re.fullmatch(r"Nomor antrean, ([A-Z]), ([\d ]+), silakan ke lo-ket ([\da-z ]+)\.", text)
    assert found
    tens = re.fullmatch(r"(\d) puluh ?(\d)?", found[3])
    return found[1] + found[2].replace(" ", ""), f"{tens[1]}{tens[2] or 0}" if tens else found[3]


def _heard_clips(phrase: Phrase) -> str:
    """Of the clips the letter, and the digits up to the invitation."""
    at = next(index for index, token in enumerate(phrase) if isinstance(token, Letter))
    clips = [clip for token in phrase[at:] for clip in clips_of(token)]
    digits = clips[1 : clips.index("silakan ke loket")]
    return clips[0] + "".join(str(DIGITS.index(word)) for word in digits)


def test_a_withdrawal_names_the_ticket_and_no_counter() -> None:
    phrase = withdrawal_phrase("A012")
    assert written(phrase) == "Panggilan A, nol satu dua, dibatalkan."
    assert espeak_text(phrase) == "Panggilan, A, 0 1 2, dibatalkan."
    assert [clip for token in phrase for clip in clips_of(token)] == [
        "panggilan",
        "A",
        "nol",
        "satu",
        "dua",
        "dibatalkan",
    ]
    with pytest.raises(PhraseError):
        withdrawal_phrase("Siti")
