"""The office's own announcements: what is refused, what a change is told as, what the rules and the loudspeaker are given."""

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.description import SAMPLE, Announcement, Description, Room, Unusable, checked, parse, toml_text
from server.description.announcement_checks import check_free_text
from server.description.announcement_differences import time_words
from server.description.differences import differences
from server.description.template import TemplateError
from server.domain.structure import Hours, PlannedAnnouncement
from server.web.present.announcement_words import spoken_words

OFFICE = parse(SAMPLE.read_text(encoding="utf-8"))
ROOMS = (Room("dalam", "Ruang dalam", ("1", "2")), Room("teras", "Teras", ("3", "4")))
BREAK = Announcement("istirahat", "Istirahat", "Istirahat sampai pukul {jam}.", "pause", 5)


def having(*announcements: Announcement, rooms: tuple[Room, ...] = ()) -> Description:
    return msgspec.structs.replace(OFFICE, announcements=announcements, rooms=rooms)


def like(**changes: Any) -> Announcement:
    return msgspec.structs.replace(BREAK, **changes)


def test_the_sample_announces_opening_pause_and_closing() -> None:
    assert [(one.id, one.at, one.minutes) for one in OFFICE.announcements] == [
        ("buka", "opening", 0),
        ("istirahat", "pause", 0),
        ("tutup", "closing", 15),
    ]
    assert [one.text for one in OFFICE.announcements] == [
        "Pelayanan dibuka. Silakan ambil nomor antrean.",
        "Perhatian, pelayanan istirahat sampai pukul {jam}.",
        "Perhatian, pelayanan ditutup pukul {jam}.",
    ]


@pytest.mark.parametrize(
    ("office", "words"),
    [
        (having(BREAK, BREAK), "Nama pengumuman “istirahat” dipakai dua kali."),
        (having(like(text="Sampai {nomor}.")), "Pengumuman Istirahat: Penanda {nomor} tidak dikenal"),
        (having(like(text="Sampai {jam.")), "Pengumuman Istirahat: Kurung kurawal belum berpasangan."),
        (having(like(text="12 {jam}")), "Pengumuman Istirahat: Tulis kalimatnya dengan kata"),
        (having(like(text="Hubungi a@b.")), "Pengumuman Istirahat: Tanda “@” tidak dapat diucapkan."),
        (having(like(at="opening")), "Pengumuman Istirahat: menit sebelumnya hanya untuk tutup dan istirahat."),
        (having(like(at="11:45")), "Pengumuman Istirahat: menit sebelumnya hanya untuk tutup dan istirahat."),
        (having(like(room="dalam")), "Pengumuman Istirahat untuk ruang “dalam”, tetapi ruang itu tidak ada."),
    ],
)
def test_what_cannot_be_is_refused_with_one_sentence(office: Description, words: str) -> None:
    with pytest.raises(Unusable) as refusal:
        checked(office)
    assert str(refusal.value).startswith(words)
    assert str(refusal.value).endswith(".")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{jam}", "tanpa kurung kurawal"),
        ("0123", "bukan angka saja"),
        ("A 012 B", "bukan angka saja"),
        ("", "Tulis kalimatnya dulu."),
        ("x" * 201, "terlalu panjang"),
        ("naïve 漢字", "“漢”"),
        ("dua\nbaris", "satu baris"),
    ],
)
def test_free_words_that_cannot_be_spoken_are_refused(text: str, words: str) -> None:
    with pytest.raises(TemplateError, match=words):
        check_free_text(text)


@given(st.text(max_size=210))
def test_any_typed_text_is_taken_or_refused_with_a_sentence(text: str) -> None:
    try:
        check_free_text(text)
    except TemplateError as error:
        assert str(error).endswith((".", "loket}"))  # noqa: PT017
    else:
        assert any(sign.isalpha() for sign in text)
        assert not set(text) & set("{}<>@#\n")


def test_the_file_reads_back_as_the_same() -> None:
    office = having(BREAK, like(id="parkir", at="", minutes=0, urgent=True, room="teras"), rooms=ROOMS)
    assert checked(office) is office
    assert parse(toml_text(office)) == office


def test_a_change_is_told_in_sentences() -> None:
    other = like(title="Jeda", text="Jeda dulu.", at="11:45", minutes=0, urgent=True, room="teras")
    assert differences(having(BREAK, rooms=ROOMS), having(other, rooms=ROOMS)) == (
        "Pengumuman istirahat: judul “Istirahat” menjadi “Jeda”, "
        "kalimat “Istirahat sampai pukul {jam}.” menjadi “Jeda dulu.”, "
        "waktu 5 menit sebelum istirahat menjadi setiap pukul 11.45, "
        "didahulukan tidak menjadi ya, ruang semua ruang menjadi Teras.",
    )
    assert differences(having(), having(BREAK)) == ("Pengumuman istirahat ditambahkan.",)
    assert differences(having(BREAK, like(id="jeda")), having(BREAK)) == ("Pengumuman jeda (Istirahat) dihapus.",)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"at": ""}, "hanya ditekan petugas"),
        ({"at": "opening"}, "saat layanan dibuka"),
        ({"at": "closing", "minutes": 0}, "saat tutup"),
        ({"at": "closing"}, "5 menit sebelum tutup"),
        ({"at": "pause", "minutes": 0}, "saat istirahat"),
        ({"at": "07:05"}, "setiap pukul 07.05"),
    ],
)
def test_the_time_in_words(changes: dict[str, object], words: str) -> None:
    assert time_words(like(**changes)) == words


def test_the_rules_are_given_the_planned_ones_with_their_rooms() -> None:
    pressed = like(id="parkir", at="", minutes=0)
    inside = like(id="dalam", at="closing", minutes=0, room="dalam", urgent=True)
    planned = having(BREAK, pressed, inside, rooms=ROOMS).structure().announcements
    assert planned == (
        PlannedAnnouncement("istirahat", "pause", 5, ("dalam", "teras")),
        PlannedAnnouncement("dalam", "closing", 0, ("dalam",), urgent=True),
    )
    assert having(BREAK).structure().announcements == (PlannedAnnouncement("istirahat", "pause", 5, ("",)),)


HOURS = Hours(480, 930, ((900, 915), (720, 780)))


@pytest.mark.parametrize(
    ("at", "minute", "time"),
    [
        ("pause", 700, "13.00"),
        ("pause", 720, "13.00"),
        ("pause", 779, "13.00"),
        ("pause", 780, "15.15"),
        ("pause", 915, None),
        ("", 700, "13.00"),
        ("11:40", 920, "15.30"),
        ("", 930, None),
        ("closing", 700, "15.30"),
        ("closing", 1000, "15.30"),
        ("opening", 480, "15.30"),
    ],
)
def test_the_time_that_is_named(at: str, minute: int, time: str | None) -> None:
    said = spoken_words(like(at=at, minutes=0), HOURS, minute)
    assert said == (None if time is None else f"Istirahat sampai pukul {time}.")


def test_without_hours_only_a_text_without_a_time_is_said() -> None:
    assert spoken_words(BREAK, None, 700) is None
    assert spoken_words(like(text="Silakan duduk."), None, 700) == "Silakan duduk."
