"""The voice and the rooms in the office's description: what is refused, what a change is told as, and that nothing is lost in the file."""

from typing import Any

import msgspec
import pytest

from announcer.pronunciation import correction
from server.description import (
    SAMPLE,
    Description,
    Quieter,
    Room,
    Spoken,
    Templates,
    Unusable,
    Voice,
    checked,
    parse,
    toml_text,
)
from server.description.differences import differences
from server.description.template import TemplateError, check_template
from server.description.voice_checks import word_disagreements

OFFICE = parse(SAMPLE.read_text(encoding="utf-8"))
RICH = msgspec.structs.replace(
    OFFICE,
    voice=Voice(
        rate=120,
        repeat=3,
        numbers="cardinal",
        counter_word="meja",
        counter_names=True,
        chime=False,
        volume=80,
        quieter=(Quieter("22:00", "05:00", 0), Quieter("12:00", "13:00", 40)),
        templates=Templates(call="Warga nomor {nomor}, untuk {layanan}, menuju {loket}."),
        words=(Spoken("Tegalsari", "têgalsari"),),
        short=(Spoken("RT/RW", "rukun tetangga dan rukun warga"), Spoken("a.n.", "atas nama")),
        pack="a" * 64,
        second="b" * 64,
    ),
    rooms=(Room("tunggu", "Ruang tunggu", ("1", "2")), Room("aula", "Aula", ("3",), "tv")),
)


def with_voice(**changes: Any) -> Description:
    return msgspec.structs.replace(OFFICE, voice=msgspec.structs.replace(OFFICE.voice, **changes))


def with_rooms(*rooms: Room) -> Description:
    return msgspec.structs.replace(OFFICE, rooms=rooms)


def test_the_sample_shows_every_choice_as_it_is_without_being_written() -> None:
    assert OFFICE.voice == Voice()
    assert OFFICE.rooms == ()


def test_nothing_of_voice_and_rooms_is_lost_in_the_file() -> None:
    assert checked(RICH) is RICH
    assert parse(toml_text(RICH)) == RICH


@pytest.mark.parametrize(
    ("office", "words"),
    [
        (with_voice(templates=Templates(call="Nomor {nomor}.")), "Kalimat panggilan: Penanda {loket} belum ada."),
        (with_voice(templates=Templates(letter="Siap {nama}.")), "Kalimat surat siap: Penanda {nama} tidak dikenal"),
        (with_voice(templates=Templates(withdrawal="Batal {nomor} #1.")), "Kalimat pembatalan: Tanda “#”"),
        (with_voice(quieter=(Quieter("12:00", "12:00", 40),)), "Jam tenang mulai dan selesai pada 12.00."),
        (with_voice(words=(Spoken("Dusun Krajan", "krajan"),)), "Kata “Dusun Krajan” bukan satu kata."),
        (with_voice(words=(Spoken("Krajan", "kr4jan"),)), "Ucapan “kr4jan” untuk Krajan tidak dapat dibaca."),
        (with_voice(words=(Spoken("Krajan", "krajan"), Spoken("krajan", "krajan"))), "Kata “krajan” ditulis dua kali."),
        (with_voice(short=(Spoken("S K", "surat"),)), "Singkatan “S K” belum benar."),
        (with_voice(short=(Spoken("SK", "surat <b>"),)), "Kepanjangan SK: Tanda “<” tidak dapat diucapkan."),
        (with_voice(short=(Spoken("SK", "jam {jam}"),)), "Kepanjangan SK: Tanda “{” tidak dapat diucapkan."),
        (with_voice(short=(Spoken("SK", "a"), Spoken("SK", "b"))), "Singkatan “SK” ditulis dua kali."),
        (with_voice(pack="a" * 64, second="a" * 64), "Bahasa kedua memakai rekaman yang sama"),
        (with_rooms(Room("aula", "Aula", ("1",)), Room("aula", "Lobi", ())), "Nama ruang “aula” dipakai dua kali."),
        (with_rooms(Room("aula", "Aula", ("9",))), "Ruang Aula memuat loket 9, tetapi loket itu tidak ada."),
        (with_rooms(Room("a", "Aula", ("1",)), Room("b", "Lobi", ("1",))), "Loket 1 ditulis juga di ruang Aula."),
        (with_rooms(Room("a", "Aula", ("1", "1"))), "Loket 1 ditulis dua kali."),
    ],
)
def test_what_does_not_agree_is_refused_in_one_sentence(office: Description, words: str) -> None:
    with pytest.raises(Unusable, match=r"\.$") as refused:
        checked(office)
    assert words in str(refused.value)


@pytest.mark.parametrize(
    ("written", "said"),
    [("Tegalsari", "têgalsari"), ("Sumber-Agung", "sumber agung"), ("Ma'arif", "maarif"), ("Beji", "Béji")],
)
def test_words_as_people_write_them_are_kept(written: str, said: str) -> None:
    assert checked(with_voice(words=(Spoken(written, said),))).voice.words[0].said == said


def test_a_change_is_told_in_sentences_that_a_head_of_services_can_read() -> None:
    assert differences(OFFICE, RICH) == (
        "Suara: kecepatan 130 menjadi 120, diucapkan 2 kali menjadi 3 kali, angka dibaca satu per satu menjadi sebagai bilangan, "
        "loket disebut “loket” menjadi “meja”, nama loket diucapkan tidak menjadi ya, lonceng ya menjadi tidak, "
        "volume 100 % menjadi 80 %, jam tenang tidak ada menjadi 22.00–05.00 0 % dan 12.00–13.00 40 %.",
        "Kalimat panggilan: “Nomor antrean {nomor}, silakan ke {loket}.” "
        "menjadi “Warga nomor {nomor}, untuk {layanan}, menuju {loket}.”",
        "Ucapan kata ditambahkan: Tegalsari = têgalsari.",
        "Singkatan ditambahkan: RT/RW = rukun tetangga dan rukun warga, a.n. = atas nama.",
        "Rekaman suara dipasang.",
        "Bahasa kedua dipasang.",
        "Ruang tunggu (Ruang tunggu) ditambahkan.",
        "Ruang aula ditambahkan.",
    )


def test_words_that_were_changed_or_taken_out_are_told_apart() -> None:
    before = with_voice(words=(Spoken("Krajan", "krajan"), Spoken("Beji", "béji")), pack="a" * 64)
    after = with_voice(words=(Spoken("Beji", "bêji"),))
    assert differences(before, after) == (
        "Ucapan kata diubah: Beji = bêji.",
        "Ucapan kata dihapus: Krajan.",
        "Rekaman suara dilepas.",
    )


def test_a_room_that_changed_is_told() -> None:
    before = with_rooms(Room("aula", "Aula", ("1",)))
    after = with_rooms(Room("aula", "Balai", ("1", "2"), "tv"))
    assert differences(before, after) == (
        "Ruang aula: judul “Aula” menjadi “Balai”, loket 1 menjadi 1, 2, pengeras komputer penyuara menjadi TV.",
    )


def test_the_longest_sentence_fits_and_one_sign_more_does_not() -> None:
    check_template("call", "{nomor}{loket}" + "a" * 146)
    with pytest.raises(TemplateError, match="161 huruf"):
        check_template("call", "{nomor}{loket}" + "a" * 147)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Tegalsari", "têgalsari"),
        ("Tegalsari", "TÈGAL sari"),
        ("RT.", "er te"),
        ("Krajan2", "krajan dua"),
        ("Covid-19", "kofid"),
        ("S.Pd", "sarjana"),
        ("Béji", "béji"),
        ("Dua kata", "dua kata"),
        ("-Beji", "beji"),
        ("KTP", "ktp"),
        ("KTP", "ka te p"),
        ("Angst", "angstrs"),
        ("Gangster", "gangster"),
        ("Ma’arif", "maarif"),
        ("Beji", "b3ji"),
        ("Beji", "be--ji"),
        ("B" * 40, "a" * 60),
    ],
)
def test_the_announcer_takes_just_the_words_that_the_office_may_write(written: str, said: str) -> None:
    def announcer_takes_it() -> bool:
        try:
            correction.checked(written, said)
        except ValueError:
            return False
        return True

    assert announcer_takes_it() == (not [*word_disagreements((Spoken(written, said),))])
