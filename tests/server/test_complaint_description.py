"""The complaint section: what an old file means, what is refused, how a change is told, and what the rules are given."""

from typing import Any

import msgspec
import pytest

from display.assets import ASSETS
from display.icons import FOR_COMPLAINTS, read_icons
from server.description import SAMPLE, Description, Unusable, checked, parse, toml_text
from server.description.complaint_category_entry import ALWAYS_SECRET
from server.description.complaint_checks import code_from
from server.description.complaints import (
    BUILT_IN,
    CategoryEntry,
    Complaints,
    Hamlet,
    Limits,
    Unit,
    complaint_rules,
)
from server.description.differences import differences
from tests.live_office import VILLAGE_TOML

OFFICE = parse(SAMPLE.read_text(encoding="utf-8"))
ROAD = CategoryEntry("jalan", "Jalan", "construction", coarse="prasarana", may_be_open=True, unit="teknik")
BRIBE = CategoryEntry("pungli", "Pungli", "hand-coins", 60, "lingkungan_sosial", forced_secret=True)
SECTION = Complaints(
    categories=(ROAD, BRIBE), hamlets=(Hamlet("krajan", "Krajan", 300),), units=(Unit("teknik", "Teknik"),)
)


def having(**changes: Any) -> Description:
    return msgspec.structs.replace(OFFICE, complaints=msgspec.structs.replace(SECTION, **changes))


def like(category: CategoryEntry, **changes: Any) -> CategoryEntry:
    return msgspec.structs.replace(category, **changes)


def test_a_file_of_before_has_the_whole_board() -> None:
    assert "[complaints]" not in VILLAGE_TOML
    assert parse(VILLAGE_TOML).complaints == Complaints()
    assert Complaints().open
    assert Complaints().categories == BUILT_IN


def test_a_part_of_the_section_is_enough() -> None:
    office = parse(VILLAGE_TOML + "\n[complaints]\nopen = false\nidentity_days = 30\n")
    assert office.complaints == Complaints(open=False, identity_days=30)


def test_the_built_in_categories_are_those_of_the_sample_and_can_be_drawn() -> None:
    sample = OFFICE.complaints.categories
    assert tuple(like(one, unit="") for one in sample) == BUILT_IN
    assert {one.icon for one in BUILT_IN} <= FOR_COMPLAINTS
    assert set(read_icons(ASSETS / "icons")) >= FOR_COMPLAINTS
    assert {one.unit for one in sample} <= {"", *(unit.id for unit in OFFICE.complaints.units)}


def test_the_file_reads_back_as_the_same() -> None:
    office = having(
        categories=(like(ROAD, keep_identity_days=20, keep_text_days=40), BRIBE),
        open=False,
        tv=False,
        limits=Limits(10, 50),
    )
    assert checked(office) is office
    assert parse(toml_text(office)) == office


@pytest.mark.parametrize(
    ("office", "words"),
    [
        (having(categories=(ROAD, ROAD, BRIBE)), "Kode kategori aduan “jalan” dipakai dua kali."),
        (having(categories=(ROAD, like(ROAD, code="jl"))), "Nama kategori aduan “jalan” dipakai dua kali."),
        (having(categories=(ROAD, like(BRIBE, forced_secret=False))), "Kategori aduan “Pungli” selalu ditangani"),
        (having(categories=(ROAD, like(BRIBE, may_be_open=True))), "Kategori aduan “Pungli” wajib rahasia, jadi tidak"),
        (
            having(categories=(like(ROAD, coarse="pelayanan"), BRIBE)),
            "Kategori aduan “Jalan” tidak boleh terbuka: hanya prasarana dan kebersihan",
        ),
        (
            having(categories=(like(ROAD, forced_secret=True), BRIBE)),
            "Kategori aduan “Jalan” wajib rahasia, jadi tidak boleh terbuka.",
        ),
        (having(categories=(BRIBE,)), "Semua kategori aduan wajib rahasia."),
        (having(units=()), "Kategori aduan “Jalan” diteruskan ke bagian “teknik”, tetapi bagian itu tidak ada."),
        (having(hamlets=(Hamlet("a", "A"), Hamlet("a", "B"))), "Kode dusun “a” dipakai dua kali."),
        (having(units=(Unit("teknik", "A"), Unit("b", "a"))), "Nama bagian “a” dipakai dua kali."),
        (having(text_days=80), "Isi aduan disimpan lebih singkat"),
        (having(categories=(like(ROAD, keep_text_days=40), BRIBE)), "Kategori aduan “Jalan”: isinya disimpan lebih"),
    ],
)
def test_what_cannot_be_is_refused_with_one_sentence(office: Description, words: str) -> None:
    with pytest.raises(Unusable) as refusal:
        checked(office)
    assert str(refusal.value).startswith(words)
    assert str(refusal.value).endswith(".")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('categories = [{ code = "jalan", name = "J", clock = 7 }]', "complaints.categories[...].clock"),
        ('categories = [{ code = "Jalan Raya", name = "J" }]', "complaints.categories[...].code"),
        ('categories = [{ code = "jalan", name = "J", coarse = "rt_03" }]', "complaints.categories[...].coarse"),
        ("categories = []", "paling sedikit 1"),
        ("confirm_days = 9", "paling kecil 10"),
        ("identity_days = 3", "paling kecil 14"),
        ("batch_least = 1", "kunci “batch_least” tidak dikenal"),
        ("limits = { address_hour = 1 }", "paling kecil 5"),
    ],
)
def test_a_wrong_value_is_named(line: str, words: str) -> None:
    with pytest.raises(Unusable) as refusal:
        parse(f"{VILLAGE_TOML}\n[complaints]\n{line}\n")
    assert words in str(refusal.value).replace("[0]", "[...]")


def test_the_rules_are_given_days_and_categories() -> None:
    rules = complaint_rules(having(categories=(like(ROAD, keep_text_days=400), BRIBE), answer_days=4))
    road, bribe = rules.categories["jalan"], rules.categories["pungli"]
    assert (road.may_be_open, road.clock, road.coarse, road.unit) == (True, 14, "prasarana", "teknik")
    assert (road.keep_identity_days, road.keep_text_days) == (90, 400)
    assert (bribe.forced_secret, bribe.clock, bribe.keep_text_days) == (True, 60, 365)
    assert rules.hamlets == {"krajan": 300}
    assert (rules.verify_days, rules.answer_days, rules.confirm_days, rules.info_days) == (3, 4, 10, 30)
    assert (rules.batch_least, rules.cell_least, rules.hamlet_least) == (3, 5, 200)


def test_what_is_always_secret_stays_so_after_it_is_dropped() -> None:
    categories = complaint_rules(having(categories=(ROAD,))).categories
    assert set(categories) == {"jalan", *ALWAYS_SECRET}
    assert all(categories[code].forced_secret for code in ALWAYS_SECRET)


def test_a_change_is_told_in_sentences() -> None:
    other = like(
        ROAD,
        name="Jalan raya",
        clock=60,
        icon="lightbulb",
        coarse="kebersihan",
        may_be_open=False,
        forced_secret=True,
        unit="",
        keep_identity_days=30,
        keep_text_days=60,
    )
    new = having(
        open=False,
        tv=False,
        categories=(other, BRIBE),
        hamlets=(Hamlet("krajan", "Krajan Kulon", 280),),
        units=(),
        verify_days=2,
        identity_days=60,
        limits=Limits(40, 200),
    )
    assert differences(having(), new) == (
        "Warga tidak dapat lagi mengirim aduan.",
        "Papan aduan tidak lagi ditampilkan di TV.",
        "Kategori aduan jalan: nama “Jalan” menjadi “Jalan raya”, gambar construction menjadi lightbulb, "
        "tenggat 14 hari kerja menjadi 60 hari kerja, kelompok Jalan, air, dan bangunan menjadi Kebersihan, "
        "wajib rahasia tidak menjadi ya, boleh terbuka ya menjadi tidak, bagian “Teknik” menjadi kepala pelayanan, "
        "identitas disimpan seperti yang lain menjadi 30 hari, isi disimpan seperti yang lain menjadi 60 hari.",
        "Dusun krajan: nama “Krajan” menjadi “Krajan Kulon”, penduduk dewasa 300 menjadi 280.",
        "Bagian teknik dihapus.",
        "Tenggat aduan: verifikasi 3 hari kerja menjadi 2 hari kerja.",
        "Penyimpanan aduan: identitas 90 hari menjadi 60 hari.",
        "Batas aduan: sejam dari satu alamat 30 menjadi 40.",
    )


@pytest.mark.parametrize("name", [field.name for field in msgspec.structs.fields(Complaints)])
def test_no_change_goes_untold(name: str) -> None:
    others = {
        "open": False,
        "tv": False,
        "categories": (BRIBE, ROAD),
        "hamlets": (),
        "units": (Unit("teknik", "Lain"),),
        "limits": Limits(5, 20),
    }
    value = others.get(name, getattr(SECTION, name) + 1 if isinstance(getattr(SECTION, name), int) else None)
    told = differences(having(), having(**{name: value}))
    assert told
    assert told != ("Diubah tanpa akibat yang terlihat.",)


@pytest.mark.parametrize(
    ("name", "taken", "code"),
    [
        ("Jalan, jembatan", (), "jalan_jembatan"),
        ("Jalan", ("jalan", "jalan_2"), "jalan_3"),
        ("24 jam", (), "kategori_24_jam"),
        ("水", (), "kategori"),
        ("x" * 60, (), "x" * 28),
    ],
)
def test_a_code_is_made_of_the_name(name: str, taken: tuple[str, ...], code: str) -> None:
    assert code_from(name, taken, "kategori") == code
