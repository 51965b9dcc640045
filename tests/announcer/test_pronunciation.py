"""How written words become marked words and phonemes; no engine needed."""

import random
import re
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from announcer.pronunciation import guess, lexicon, numerals
from announcer.pronunciation.affixes import assembled
from announcer.pronunciation.endings import exchanged
from announcer.pronunciation.letters import phonemes
from announcer.pronunciation.lexicon import Lexicon
from announcer.pronunciation.marks import bare, mark, pattern
from announcer.pronunciation.reading import Reader
from announcer.pronunciation.stress import stresses

READER = Reader({})


def said(text: str, reader: Reader = READER) -> str:
    """The words of a text as they are said, marked; letters by their names as capitals."""
    return " ".join(word for part in text.split() for word in reader.words(part))


@pytest.mark.parametrize(
    ("written", "marked"),
    [
        ("loket", "lokét"),
        ("Sebelas", "sêbêlas"),
        ("EMPAT", "êmpat"),
        ("desa", "désa"),
        ("SURAT KETERANGAN", "surat kêtêrangan"),
        # Not in the lexicon itself, but made of words that are.
        ("loketnya", "lokétnya"),
        ("mengetesnya", "mêngêtésnya"),
        ("kepetugasan", "kêpêtugasan"),
        ("antre-antrean", "antré antréan"),
        ("silakan,", "silakan"),
    ],
)
def test_words(written: str, marked: str) -> None:
    assert said(written.strip(",")) == marked


@pytest.mark.parametrize(
    ("written", "letters"),
    [
        ("SKTM", "S K T M"),
        ("sktm", "S K T M"),
        ("BPJS", "B P J S"),
        ("BPHTB", "B P H T B"),
        ("APBD", "A P B D"),
        ("BPD", "B P D"),
        ("KIA", "K I A"),
        ("KTP-el", "K T P él"),
        ("e-KTP", "E K T P"),
        ("APBDes", "A P B dés"),
        ("A", "A"),
        ("PAUD", "pa ud"),
        ("NIK", "nik"),
        ("POSYANDU", "pos yandu"),
        ("BUMDes", "bumdés"),
        ("RT", "R T"),
        ("DAN", "dan"),
        ("AB", "A B"),
        ("DI", "di"),
        ("ZAENAB", "zaénab"),
    ],
)
def test_letters_are_spelled_and_words_are_read(written: str, letters: str) -> None:
    assert said(written) == letters


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("0", "nol"),
        ("46", "êmpat puluh ênam"),
        ("111", "sêratus sêbêlas"),
        ("012", "nol satu dua"),
        ("1.250.000", "satu juta dua ratus lima puluh ribu"),
        ("1.000", "sêribu"),
        ("2,5", "dua koma lima"),
        ("1001", "sêribu satu"),
        ("9999999999999999", " ".join(["sêmbilan"] * 16)),
        ("ke-2", "kê dua"),
        ("XIV", "êmpat bêlas"),
        ("II", "dua"),
        ("IX", "sêmbilan"),
        ("covid-19", "kofid sêmbilan bêlas"),
    ],
)
def test_numbers(written: str, words: str) -> None:
    assert said(written) == words


def test_glued_numbers_and_letters_are_taken_apart() -> None:
    assert READER.read("A012") == "[['a]] [[n|'o|l]] [[s|'a|t|%%u]] [[d|'u|%%a]]"


@given(st.integers(0, 10**15 - 1))
def test_a_number_can_be_counted_back_out_of_its_words(value: int) -> None:
    assert _counted(numerals.said(str(value))) == value


def _counted(words: list[str]) -> int:
    scales = {"ratus": 100, "ribu": 10**3, "juta": 10**6, "miliar": 10**9, "triliun": 10**12}
    total = group = 0
    for word in words:
        if word in ("seribu", "ribu", "juta", "miliar", "triliun"):
            total, group = total + (group or 1) * scales[word.removeprefix("se")], 0
        elif word in ("ratus", "seratus"):
            group = group // 10 * 10 + (group % 10 or 1) * 100 if word == "ratus" else group + 100
            group = group if word == "seratus" else (group - group % 100)
        elif word == "puluh":
            group += group % 10 * 9
        elif word == "belas":
            group += 10
        else:
            group += {"sepuluh": 10, "sebelas": 11}.get(word) or numerals.DIGITS.index(word)
    return total + group


def test_punctuation_stays_and_signs_are_words() -> None:
    assert READER.read("Satu, dua (tiga). 5 % & 6?") == (
        "[[s|'a|t|%%u]], [[d|'u|%%a]], [[t|'i|g|%%a]]. [[l|'i|m|%%a]] [[p|@|R|s|'E2|n]] [[d|a|n]] [[@|n|'a|m]]?"
    )


def test_meeting_vowels_are_parted() -> None:
    assert "[[_||'a|n|%%a|k]]" in READER.read("dua anak")
    assert "[['a|n|%%a|k]]" in READER.read("dua, anak")


def test_accents_and_other_scripts() -> None:
    assert READER.read("Müller 你好 مرحبا") == READER.read("Muller")
    assert READER.read("你好 \u0000 [[a]]") == "[['a]]"
    assert READER.read("…!") == ""


@given(st.text())
def test_whatever_is_written_only_phonemes_come_out(text: str) -> None:
    """No bracket or letter of the text itself may reach the engine: it would be taken for phonemes, or read by English rules."""
    rest = re.sub(r"\[\[[^\[\]]+\]\]", "", READER.read(text))
    assert set(rest) <= set(" .,;:!?")


@given(st.text(string.ascii_lowercase, min_size=1, max_size=30))
def test_every_word_has_a_sound(word: str) -> None:
    for marked in READER.words(word):
        assert "e" not in marked
        assert marked.isupper() or phonemes(marked)


def test_the_office_corrects_and_wins() -> None:
    reader = Reader(
        {"loket": "lokêt", "Rizky": "riski", "kelurahan": "kêlurahan bésar", "BPD": "bépédé", "kelas": "kelas"}
    )
    assert said("loket Loket", reader) == "lokêt lokêt"
    assert said("loketnya", reader) == "lokêtnya"
    assert said("Rizky", reader) == "riski"
    assert said("KELURAHAN", reader) == "kêlurahan bésar"
    assert said("BPD", reader) == "bépédé"
    assert said("kelas", reader) in ("kêlas", "kélas")
    assert said("loket") == "lokét", "a correction is one office's"


def test_a_correction_that_cannot_be_said_changes_nothing() -> None:
    reader = Reader({"loket": "[[x]]", "A012": "a", "KTP": "ktp"})
    assert said("loket A KTP", reader) == "lokét A K T P"


def test_marks_in_the_text_itself_count() -> None:
    assert said("lokêt kérja") == "lokêt kérja"


def test_the_office_lexicon_is_whole() -> None:
    words = lexicon.entries(lexicon.OFFICE.read_text(encoding="utf-8"))
    assert len(words) >= 1500
    words += lexicon.entries(lexicon.NAMES.read_text(encoding="utf-8"))
    assert len({word for word, _ in words}) == len(words), "a word stands there twice"
    for word, how in words:
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", word), word
        assert re.fullmatch(r"[A-Za-zéèê_-]+", how), word
    for word, _ in words:
        for part in READER.words(word):
            assert part.isupper() or phonemes(part)


def test_an_e_without_a_mark_is_no_entry() -> None:
    with pytest.raises(ValueError, match="which e"):
        lexicon.entries("# words\nlokét keras\n")


def test_known_words_are_sorted_for_the_search() -> None:
    known = lexicon.KNOWN.read_text(encoding="utf-8").splitlines()
    assert known == sorted(known)
    some = lexicon.load({})
    for line in random.Random(4).sample(known, 200):
        word, _, kinds = line.partition(" ")
        assert some.kinds(word) is not None
        assert bare(some.said(word) or "") == word or word in some.own
        assert len(kinds) == word.count("e")


def test_what_was_learnt_is_sorted_for_the_search() -> None:
    learnt = guess.load()
    assert learnt == sorted(learnt)
    assert all(line.count("\t") == 1 for line in learnt)


@pytest.mark.parametrize(
    ("word", "weights", "marked"), [("pelet", ["*\t1"], "pêlêt"), ("pelet", ["*\t1", "Lp\t-5"], "pélêt")]
)
def test_the_signs_weigh(word: str, weights: list[str], marked: str) -> None:
    assert guess.guessed(word, weights) == marked
    assert guess.guessed("pelét", weights).endswith("lét"), "what is marked stays"


SMALL = Lexicon(
    {"rawat": "rawat", "sistem": "sistém", "pukul": "pukul", "teken": "têkén"}, lambda: ["aktivis", "perawat ê"]
)


@pytest.mark.parametrize(
    ("word", "marked"),
    [
        ("keperawatan", "kêpêrawatan"),
        ("memukul", "mêmukul"),
        ("meneken", "mênêkén"),
        ("tekennya", "têkénnya"),
        ("seteken", "sêtêkén"),
        ("rawatan", "rawatan"),
        ("pelambung", None),
    ],
)
def test_affixes(word: str, marked: str | None) -> None:
    assert assembled(word, SMALL) == marked


@pytest.mark.parametrize(
    ("word", "marked"), [("sistemis", "sistémis"), ("sistemisasi", "sistémisasi"), ("tangis", None)]
)
def test_endings(word: str, marked: str | None) -> None:
    assert exchanged(word, SMALL) == marked


@pytest.mark.parametrize(
    ("schwas", "marks"),
    [
        ("a", "'"),
        ("aa", "'_"),
        ("əa", ".'"),
        ("ə", "'"),
        ("əəa", "..'"),
        ("aaa", ".'_"),
        ("aaaa", ",.'_"),
        ("aəə", "'._"),
        ("əaaa", "..'_"),
    ],
)
def test_stress(schwas: str, marks: str) -> None:
    """' the main one, a comma a lesser one, _ the weak last syllable, . the others."""
    found = stresses([sound == "ə" for sound in schwas])
    assert "".join({"": ".", "%%": "_"}.get(mark, mark) for mark in found) == marks


def test_a_leaning_word_has_no_main_stress() -> None:
    assert phonemes("untuk") == ",u|n|t|%%u|k"
    assert phonemes("kê") == "k|@"


@pytest.mark.parametrize(
    ("marked", "sounds"),
    [
        ("daun", "d|'a|%%u|n"),
        ("pulau", "p|'u|l|%%aU"),
        ("lainnya", "l|a|'i|n|n^|%%a"),
        ("pakaian", "p|a|k|'a|j|%%a|n"),
        ("saudara", "s|aU|d|'a|R2|%%a"),
        ("syarat", "S|'a|R2|%%a|t"),
        ("bangga", "b|'a|N|g|%%a"),
        ("bank", "b|'a|N|k"),
        ("masjid", "m|'a|s|dZ|%%i|d"),
        ("masukkan", "m|a|s|'u|k|k|%%a|n"),
        ("sjahrir", "S|'a|h|R2|%%i|R"),
        ("maaf", "m|'a|_||%%a|f"),
        ("nomor", "n|'o|m|%%O|R"),
        ("akhir", "'a|x|%%i|R"),
    ],
)
def test_letters_and_sounds(marked: str, sounds: str) -> None:
    assert phonemes(marked) == sounds


def test_a_sign_without_a_sound_is_refused() -> None:
    with pytest.raises(ValueError, match="no sound"):
        phonemes("lo'ket")


@given(st.text("abeéê", max_size=12))
def test_marks_go_off_and_on(marked: str) -> None:
    kinds = pattern(marked)
    assert mark(bare(marked), kinds) == marked
