"""Which recorded clips say a phrase, and which an office is asked to record."""

from dataclasses import replace
from typing import Literal

import pytest

from announcer.phrases import (
    LETTERS,
    PROMPTS,
    Comma,
    MissingClip,
    Stop,
    announcement_phrase,
    call_phrase,
    clips_for,
    letter_phrase,
    normalised,
    withdrawal_phrase,
)
from announcer.settings import DEFAULT_SETTINGS


def test_what_to_record_is_about_sixty_clips_each_named_once() -> None:
    assert len(PROMPTS) == len(set(PROMPTS)) == 61
    assert set(LETTERS) < set(PROMPTS)


@pytest.mark.parametrize("numbers", ["digits", "cardinal"])
def test_the_prompts_say_every_sentence_an_office_begins_with(numbers: Literal["digits", "cardinal"]) -> None:
    settings = replace(DEFAULT_SETTINGS, numbers=numbers, counters={"7": "meja 7"})
    tickets = [
        *(f"{letter}012" for letter in LETTERS),
        *(f"A{number:03}" for number in (*range(1000), 12_345, 999_999)),
    ]
    for at, ticket in enumerate(tickets):
        clips_for(call_phrase(ticket, str(at % 99 + 1), settings), PROMPTS)
    clips_for(withdrawal_phrase("A012", settings), PROMPTS)
    clips_for(letter_phrase("A012", settings), PROMPTS)
    clips_for(announcement_phrase("Perhatian, pelayanan istirahat sampai pukul 13.00. Loket A dibuka."), PROMPTS)


def test_a_call_in_its_clips() -> None:
    assert clips_for(call_phrase("A012", "12"), PROMPTS) == (
        *("nomor antrean", "A", Comma(), "nol", "satu", "dua", Comma()),
        *("silakan ke", "loket", "dua", "belas"),
    )


def test_a_longer_clip_goes_before_its_words() -> None:
    known = {*PROMPTS, "silakan ke loket", "dua belas", "silakan", "ke"}
    assert clips_for(call_phrase("A012", "12"), known)[-2:] == ("silakan ke loket", "dua belas")


def test_the_longest_first_clip_need_not_be_the_right_one() -> None:
    known = {"surat keterangan", "keterangan usaha", "surat"}
    assert clips_for(normalised("surat keterangan usaha"), known) == ("surat", "keterangan usaha")


def test_of_equally_few_clips_the_longest_comes_first() -> None:
    known = {"surat keterangan", "usaha", "surat", "keterangan usaha"}
    assert clips_for(normalised("surat keterangan usaha"), known) == ("surat keterangan", "usaha")


def test_no_clip_reaches_over_a_rest() -> None:
    assert clips_for(normalised("buka. tutup"), {"buka", "tutup", "buka tutup"}) == ("buka", Stop(), "tutup")
    with pytest.raises(MissingClip):
        clips_for(normalised("buka, tutup"), {"buka tutup"})


def test_a_letter_is_no_word() -> None:
    assert clips_for(normalised("KK"), {"K", "k"}) == ("K", "K")


def test_the_word_without_a_clip_is_named() -> None:
    with pytest.raises(MissingClip) as caught:
        clips_for(normalised("silakan ke ruang 2"), PROMPTS)
    assert caught.value.word in {"silakan", "ke", "ruang"}
    assert clips_for((), PROMPTS) == ()
