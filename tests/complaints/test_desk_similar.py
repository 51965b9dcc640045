"""Duplicates and search at the desk, by words alone; and reply templates."""

import pytest

from server.complaints.desk_similar import found_in, likeness, most_alike, words_of
from server.complaints.kept import PlainRow
from server.complaints.reply_templates import BUILT_IN, Template, offered, row_of, template_of, typed

LAMP = "Lampu jalan di depan balai desa mati sejak minggu lalu, gelap sekali."
SAME = "Sudah seminggu lampu jalan dekat balai mati. Gelap kalau malam."
ROAD = "Jalan ke sawah berlubang, motor sering jatuh waktu hujan."


def test_the_likest_comes_first_and_the_unlike_not_at_all() -> None:
    assert most_alike(LAMP, [("road", ROAD), ("same", SAME), ("copy", LAMP)]) == ["copy", "same"]
    assert likeness(words_of(LAMP), words_of("")) == 0


@pytest.mark.parametrize(
    ("wanted", "found"),
    [("lampu", True), ("LAMPU mati", True), ("berlubang", False), ("kegelapan", True), ("", False), ("yang di", False)],
)
def test_search_needs_every_word_in_some_form(wanted: str, *, found: bool) -> None:
    assert found_in(wanted, [LAMP]) is found


def test_a_template_of_ones_own_takes_the_place_of_a_built_in_one_and_an_empty_one_hides_it() -> None:
    own = Template("a" * 16, BUILT_IN[0].title, "Kalimat sendiri.")
    hiding = Template("b" * 16, BUILT_IN[1].title, "")
    assert template_of(row_of(own)) == own
    shown = offered([row_of(own), row_of(hiding)])
    assert shown[0] == own
    assert [one.ref for one in shown[1:]] == [one.ref for one in BUILT_IN[2:]]


def test_a_template_needs_a_title_and_a_sentence() -> None:
    assert typed("c", " Judul  dua ", " Isi. ") == Template("c", "Judul dua", "Isi.")
    assert [typed("c", *pair) for pair in (("", "x"), ("x", " "), ("x" * 61, "x"), ("x", "x" * 1501))] == [None] * 4
    assert template_of(PlainRow("d", "template", "Judul\nSatu\nDua")).body == "Satu\nDua"
