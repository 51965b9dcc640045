"""Writing a description gives a text that reads back as the same, and every change has its sentence."""

import string
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.description import SAMPLE, Description, Unusable, Week, checked, from_tables, parse, toml_text
from server.description.differences import differences
from server.description.writing import without_nothing

SAMPLE_OFFICE = parse(SAMPLE.read_text("utf-8"))
LETTERS = st.sampled_from(string.ascii_uppercase)
# Whatever people paste: quotes, backslashes, line ends, emoji; not halves of characters, which no file can hold.
WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=16)
CLOCK = st.builds(lambda hour, minute: f"{hour:02d}:{minute:02d}", st.integers(0, 23), st.integers(0, 59))
SPANS = st.tuples(CLOCK, CLOCK).filter(lambda span: span[0] < span[1])
PAUSES = st.lists(SPANS, max_size=3)
DATES = st.dates().map(lambda day: day.isoformat())
ADDRESSES = {"none": "", "network": "192.168.1.50:9100", "usb": "0416:5011", "file": "/dev/usb/lp0", "browser": ""}


@st.composite
def offices(draw: Any) -> Description:
    letters = draw(st.lists(LETTERS, min_size=1, max_size=5, unique=True))
    ids = draw(st.lists(st.integers(0, 99).map(str), min_size=1, max_size=4, unique=True))
    digests = draw(st.lists(st.integers(0, 99).map(lambda n: f"{n:064x}"), max_size=3, unique=True))
    kind = draw(st.sampled_from(sorted(ADDRESSES)))
    tables = {
        "name": draw(WORDS),
        "timezone": draw(st.sampled_from(["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura", "UTC"])),
        "phone_tickets": draw(st.booleans()),
        "notes": draw(st.lists(WORDS, max_size=3)),
        "services": [
            {
                "letter": letter,
                "name": draw(WORDS),
                "short": draw(WORDS),
                "minutes": draw(st.integers(1, 240)),
                "papers": draw(st.lists(WORDS, max_size=3)),
                "quota": draw(st.integers(0, 999)),
            }
            for letter in letters
        ],
        "counters": [{"id": mark, "name": draw(WORDS), "label": draw(WORDS), "services": letters} for mark in ids],
        "hours": {
            "automatic": draw(st.booleans()),
            **draw(st.dictionaries(st.sampled_from(["monday", "friday", "sunday"]), SPANS)),
            "pauses": draw(PAUSES),
            "own_pauses": draw(st.dictionaries(st.sampled_from(["monday", "friday"]), PAUSES)),
            "closed": draw(st.lists(DATES, max_size=3)),
            "holidays": draw(st.booleans()),
        },
        "tv": {
            "diagonal": draw(st.integers(19, 110)),
            "distance": draw(st.floats(1, 20)),
            "edge": draw(st.integers(0, 5)),
        },
        "screens": [{"name": f"layar-{mark}", "title": draw(WORDS), "counters": [mark]} for mark in ids],
        "media": [{"digest": digest, "words": draw(WORDS), "video": draw(st.booleans())} for digest in digests],
        "printer": {"kind": kind, "address": ADDRESSES[kind], "paper": draw(st.sampled_from([58, 80]))},
        "rules": {"priority_ratio": draw(st.integers(1, 10)), "transfer_first": draw(st.booleans())},
    }
    if digests:
        tables["logo"] = digests[0]
    return checked(msgspec.convert(tables, Description))


@given(offices())
def test_what_is_exported_reads_back_as_the_same_office(office: Description) -> None:
    assert parse(toml_text(office)) == office


@given(offices(), offices())
def test_every_change_has_a_sentence_and_no_change_has_none(one: Description, other: Description) -> None:
    assert bool(differences(one, other)) == (one != other)
    assert differences(one, one) == ()


def test_the_sample_office_reads_back_as_the_same() -> None:
    assert parse(toml_text(SAMPLE_OFFICE)) == SAMPLE_OFFICE


def test_a_file_of_the_first_version_still_describes_the_same_office() -> None:
    first = 'name = "Desa"\ntimezone = "Asia/Jakarta"\n[hours]\nautomatic = true\nmonday = ["08:00", "15:30"]\n'
    first += '[[services]]\nletter = "A"\nname = "Surat"\nshort = "Surat"\n'
    first += '[[counters]]\nid = "1"\nname = "Loket 1"\nlabel = "Surat"\nservices = ["A"]\n'

    office = parse(first)

    assert office.hours == Week(automatic=True, monday=("08:00", "15:30"))
    assert not office.hours.holidays
    assert (office.services[0].quota, office.printer.kind, office.screens, office.media) == (0, "none", (), ())


SPOILED: list[tuple[dict[str, object], str]] = [
    ({"services.0.minutes": 0}, "“services[0].minutes” tidak sesuai, paling kecil 1"),
    ({"services.0.minutes": 241}, "“services[0].minutes” tidak sesuai, paling besar 240"),
    ({"services.0.papers": ["x"] * 9}, "“services[0].papers” tidak sesuai, paling banyak 8"),
    ({"services.0.quota": -1}, "“services[0].quota” tidak sesuai, paling kecil 0"),
    ({"hours.pauses": [["13:00", "12:00"]]}, "Istirahat harus mulai lebih awal daripada selesainya: 13:00"),
    ({"hours.own_pauses": {"friday": [["13:00", "13:00"]]}}, "Istirahat harus mulai lebih awal"),
    ({"hours.own_pauses": {"jumat": []}}, "kunci “jumat” tidak dikenal di hours.own_pauses"),
    ({"hours.closed": ["2026-02-30"]}, "Tanggal libur 2026-02-30 tidak ada di kalender"),
    ({"hours.closed": ["24-12-2026"]}, "nilai di “hours.closed"),
    ({"tv.distance": 21}, "“tv.distance” tidak sesuai, paling besar 20"),
    ({"tv.distance": float("nan")}, "“tv.distance” tidak sesuai"),
    ({"tv.edge": 6}, "“tv.edge” tidak sesuai, paling besar 5"),
    ({"tv.colour": "red"}, "kunci “colour” tidak dikenal di tv"),
    ({"screens": [{"name": "a", "title": "A", "counters": ["9"]}]}, "Layar A menampilkan loket 9, tetapi"),
    ({"screens": [{"name": "a", "title": "A", "counters": ["1"]}] * 2}, "Nama layar “a” dipakai dua kali"),
    ({"screens": [{"name": "../a", "title": "A", "counters": ["1"]}]}, "nilai di “screens[0].name” tidak sesuai"),
    ({"media": [{"digest": "a" * 64, "words": "Peta"}] * 2}, "dipasang dua kali"),
    ({"media": [{"digest": "../rahasia", "words": "Peta"}]}, "nilai di “media[0].digest” tidak sesuai"),
    ({"printer.kind": "fax"}, "nilai di “printer.kind” tidak sesuai"),
    ({"printer.paper": 76}, "nilai di “printer.paper” tidak sesuai"),
    ({"printer.kind": "network"}, "Alamat printer jaringan belum benar"),
    ({"printer.kind": "network", "printer.address": "a b"}, "Alamat printer jaringan belum benar"),
    ({"printer.kind": "usb", "printer.address": "epson"}, "Alamat printer USB belum benar"),
    ({"printer.kind": "file", "printer.address": "/etc/passwd"}, "Alamat berkas printer belum benar"),
    ({"printer.kind": "file", "printer.address": "/dev/../etc/passwd"}, "Alamat berkas printer belum benar"),
    ({"rules.brake": 0}, "“rules.brake” tidak sesuai, paling kecil 1"),
]


@pytest.mark.parametrize(("changes", "words"), SPOILED, ids=[words for _, words in SPOILED])
def test_a_setting_that_cannot_be_is_refused_with_one_sentence(changes: dict[str, object], words: str) -> None:
    tables = msgspec.to_builtins(SAMPLE_OFFICE)
    for path, value in changes.items():
        *above, last = path.split(".")
        place = tables
        for part in above:
            place = place[int(part)] if part.isdigit() else place[part]
        place[last] = value

    with pytest.raises(Unusable) as refusal:
        from_tables(without_nothing(tables))

    assert words in str(refusal.value)
    assert str(refusal.value).endswith(".")


def changed(**changes: object) -> tuple[str, ...]:
    return differences(SAMPLE_OFFICE, msgspec.structs.replace(SAMPLE_OFFICE, **changes))


def test_differences_are_told_in_whole_sentences() -> None:
    office = SAMPLE_OFFICE
    first, second, *others = office.services
    renamed = msgspec.structs.replace(first, name="Pengantar", minutes=25)

    assert changed(name="Kantor Desa Baru") == ("Nama kantor: “Kantor Desa Sukamaju” menjadi “Kantor Desa Baru”.",)
    assert changed(timezone="Asia/Makassar") == ("Zona waktu: WIB menjadi WITA.",)
    assert changed(phone_tickets=False) == ("Warga tidak boleh lagi mengambil nomor dari HP sendiri.",)
    assert changed(services=(renamed, second, *others)) == (
        "Layanan A: nama “Surat pengantar” menjadi “Pengantar”, lama biasa 10 menit menjadi 25 menit.",
    )
    assert changed(services=(second, first, *others)) == ("Urutan layanan: C, A, D, K, F, L, P, U.",)
    assert changed(services=(first, *others)) == ("Layanan C (Surat keterangan usaha) dihapus.",)
    assert changed(counters=office.counters[:3]) == ("Loket 4 dihapus.",)
    assert changed(hours=msgspec.structs.replace(office.hours, friday=None, holidays=False)) == (
        "Jam Jumat: 08.00–14.30 menjadi tutup.",
        "Libur nasional tidak lagi menjadi hari tanpa layanan.",
    )
