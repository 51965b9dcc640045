"""The office file: what it may say, and one sentence for each thing that it may not."""

from pathlib import Path

import pytest

from server.description import SAMPLE, Unusable, digest, parse, parse_new
from server.domain.structure import CounterPlan, Hours
from tests.live_office import VILLAGE_TOML


def test_the_sample_office_has_the_village_services_and_four_counters() -> None:
    office = parse(SAMPLE.read_text("utf-8"))

    assert [service.letter for service in office.services] == ["A", "C", "D", "K", "F", "L", "P", "U"]
    assert [counter.id for counter in office.counters] == ["1", "2", "3", "4"]
    assert (office.zone_name, office.phone_tickets) == ("WIB", True)
    icons = Path("assets/icons")
    assert all((icons / f"{service.icon}.svg").exists() for service in office.services)


def test_the_structure_is_what_the_rules_need() -> None:
    hours = '[hours]\nautomatic = true\nmonday = ["08:00", "15:30"]\n'
    structure = parse(VILLAGE_TOML + hours).structure()

    assert structure.services == ("A", "B")
    assert structure.counters == (CounterPlan("1", ("A", "B")), CounterPlan("2", ("B",)))
    assert structure.week == (Hours(480, 930), None, None, None, None, None, None)
    assert structure.automatic


@pytest.mark.parametrize(
    ("zone", "name"),
    [
        ("Asia/Jakarta", "WIB"),
        ("Asia/Pontianak", "WIB"),
        ("Asia/Makassar", "WITA"),
        ("Asia/Jayapura", "WIT"),
        ("UTC", "UTC"),
    ],
)
def test_zones_have_their_indonesian_names(zone: str, name: str) -> None:
    assert parse(VILLAGE_TOML.replace("Asia/Jakarta", zone)).zone_name == name


SPOILED = [
    ("name =", "name ==", "bukan TOML yang benar"),
    ('name = "Kantor Desa Uji"', "", "kunci “name” belum ada di berkas"),
    ('name = "Kantor Desa Uji"', 'name = ""', "nilai di “name” tidak sesuai"),
    ('name = "Kantor Desa Uji"', f'name = "{"x" * 61}"', "nilai di “name” tidak sesuai"),
    ('name = "Kantor Desa Uji"', 'name = "x"\ncolour = "red"', "kunci “colour” tidak dikenal di berkas"),
    ('short = "Surat"', 'short = "Surat"\nsort = 1', "kunci “sort” tidak dikenal di services[0]"),
    ('short = "Surat"', f'short = "{"x" * 17}"', "nilai di “services[0].short” tidak sesuai"),
    ('short = "Surat"', 'short = "Surat"\nicon = "../rahasia"', "nilai di “services[0].icon” tidak sesuai"),
    ('letter = "B"', 'letter = "b"', "nilai di “services[1].letter” tidak sesuai"),
    ('letter = "B"', 'letter = "A"', "Huruf layanan A dipakai dua kali"),
    ('id = "2"', 'id = "1"', "Loket 1 ditulis dua kali"),
    ('id = "2"', 'id = "100"', "nilai di “counters[1].id” tidak sesuai"),
    ('id = "2"', 'id = "dua"', "nilai di “counters[1].id” tidak sesuai"),
    ('services = ["B"]', 'services = ["X"]', "Loket 2 melayani huruf X, tetapi tidak ada layanan"),
    ('services = ["B"]', "services = []", "nilai di “counters[1].services” tidak sesuai"),
    ('services = ["A", "B"]', 'services = ["B"]', "Layanan A tidak dilayani loket mana pun"),
    ("Asia/Jakarta", "Asia/Atlantis", "Zona waktu “Asia/Atlantis” tidak dikenal"),
    ("Asia/Jakarta", "Asia", "Zona waktu “Asia” tidak dikenal"),
    ("Asia/Jakarta", "../../etc/passwd", "tidak dikenal"),
    ("Asia/Jakarta", "", "tidak dikenal"),
    ("Asia/Jakarta", "x" * 300, "tidak dikenal"),
    ("[[services]]", '[hours]\nmonday = ["15:00", "08:00"]\n[[services]]', "Jam buka 15:00 harus lebih awal"),
    ("[[services]]", '[hours]\nmonday = ["8:00", "15:00"]\n[[services]]', "nilai di “hours.monday"),
    ("[[services]]", '[hours]\nmonday = ["08:00", "24:00"]\n[[services]]', "nilai di “hours.monday"),
    ("[[services]]", '[hours]\nsenin = ["08:00", "15:00"]\n[[services]]', "kunci “senin” tidak dikenal di hours"),
    ("phone_tickets = true", "phone_tickets = 1", "nilai di “phone_tickets” tidak sesuai"),
    ("phone_tickets = true", f"notes = [{', '.join(['1'] * 9)}]", "nilai di “notes"),
]


@pytest.mark.parametrize(("good", "bad", "words"), SPOILED, ids=[words for _, _, words in SPOILED])
def test_a_spoiled_file_is_refused_with_one_sentence(good: str, bad: str, words: str) -> None:
    text = VILLAGE_TOML.replace('notes = ["Siapkan KTP asli."]', "")
    assert good in text

    with pytest.raises(Unusable) as refusal:
        parse(text.replace(good, bad, 1))

    assert words in str(refusal.value)
    assert str(refusal.value).endswith(".")
    assert "\n" not in str(refusal.value)


UNSEEN = [
    ('name = "Loket 1"', 'name = "Loket\\u0000 1"', "“counters[0].name” berisi tanda yang tidak tampak"),
    ('name = "Loket 1"', 'name = "\\u202eLoket 1"', "“counters[0].name” berisi tanda yang tidak tampak"),
    ('name = "Loket 1"', 'name = "\\t"', "“counters[0].name” berisi tanda yang tidak tampak"),
    ('name = "Loket 1"', 'name = "  "', "“counters[0].name” hanya berisi spasi"),
    ('name = "Loket 2"', 'name = "loket  1"', "Nama “Loket 1” dipakai dua loket"),
    ('"Siapkan KTP asli."', '"\\u200fSiapkan KTP asli."', "“notes[0]” berisi tanda yang tidak tampak"),
]


@pytest.mark.parametrize(("good", "bad", "words"), UNSEEN, ids=[bad for _, bad, _ in UNSEEN])
def test_a_new_file_brings_nothing_that_the_forms_refuse(good: str, bad: str, words: str) -> None:
    assert good in VILLAGE_TOML
    with pytest.raises(Unusable) as refusal:
        parse_new(VILLAGE_TOML.replace(good, bad, 1))
    assert words in str(refusal.value)
    # What is in force already is not refused at the next start.
    parse(VILLAGE_TOML.replace(good, bad, 1))


@pytest.mark.parametrize(
    ("good", "bad"),
    [('letter = "A"', 'letter = "A\\n"'), ('id = "1"', 'id = "1\\n"'), ('"08:00"', '"08:00\\n"')],
    ids=["letter", "counter", "clock time"],
)
def test_a_line_break_does_not_hide_behind_what_has_a_pattern(good: str, bad: str) -> None:
    text = VILLAGE_TOML if good in VILLAGE_TOML else f'{VILLAGE_TOML}\n[hours]\nmonday = ["08:00", "15:00"]\n'
    assert good in text
    with pytest.raises(Unusable, match="tidak sesuai"):
        parse(text.replace(good, bad, 1))


def test_an_empty_file_is_refused() -> None:
    with pytest.raises(Unusable, match="belum ada"):
        parse("")


def test_the_digest_names_the_text() -> None:
    assert digest("a") == "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"
