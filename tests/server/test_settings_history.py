"""Every event has its sentence, and everybody who acts has a name."""

import re
from typing import Any

import pytest
from msgspec import NODEFAULT
from msgspec.structs import fields

from server.domain.events import (
    KINDS,
    AnnouncementMade,
    AnnouncementSpeaking,
    AnnouncementSpoken,
    CallShown,
    CallSpoken,
    CallUnspoken,
    CallWithdrawn,
    Event,
    OfficeConfigured,
    TicketCalled,
    TicketRecalled,
)
from server.domain.structure import Structure
from server.web.present.history import KIND_WORDS, kind_of, plain_cell, what, who
from server.web.words import UNSPOKEN_WORDS

SAMPLES: dict[str, Any] = {
    "str": "A012",
    "int": 7,
    "bool": True,
    "Structure": Structure((), ()),
    "tuple": (),
    "Mapping": {},
}


def sample(kind: str) -> Any:
    """An event of that kind with something in every field."""
    given = {
        field.name: next(value for name, value in SAMPLES.items() if str(field.type).find(name) >= 0)
        for field in fields(KINDS[kind])
        if field.default is NODEFAULT and field.default_factory is NODEFAULT
    }
    return KINDS[kind](**given)


def name_of(account: str) -> str:
    return {"17": "Ibu Sari"}.get(account, "")


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_event_has_a_sentence_without_english_or_codes(kind: str) -> None:
    event = sample(kind)
    sentence = what(event, name_of, ())
    assert re.fullmatch(r"[A-Z].*\.", sentence)
    assert not re.search(r"[{}_]|None|ticket|counter|called", sentence)
    assert kind_of(event) in KIND_WORDS


def test_a_change_of_the_settings_is_told_by_what_changed() -> None:
    configured = OfficeConfigured("digest", Structure((), ()))
    assert what(configured, name_of, ("Loket 4 dihapus.", "Logo diganti.")) == "Loket 4 dihapus. Logo diganti."


@pytest.mark.parametrize(
    ("actor", "words"),
    [
        ("account:17", "Ibu Sari"),
        ("account:18", "Petugas yang sudah dihapus"),
        ("device:3", "Perangkat"),
        ("clock", "Jadwal otomatis"),
        ("setup", "Penyiapan"),
        ("api", "Program (token API)"),
        ("public", "Warga"),
        ("console", "Di komputer server"),
    ],
)
def test_everybody_who_acts_has_a_name(actor: str, words: str) -> None:
    assert who(actor, name_of) == words


@pytest.mark.parametrize("text", ["=HYPERLINK()", "+62", "-1", "@SUM", "\tx"])
def test_what_looks_like_a_formula_is_none_in_the_spreadsheet(text: str) -> None:
    assert plain_cell(text) == f"'{text}"
    assert plain_cell("Nomor A001") == "Nomor A001"


CALLED = TicketCalled("A012", "2", "A", "arrival", 1)


@pytest.mark.parametrize(
    ("event", "origin", "sentence"),
    [
        (CallSpoken(141), CALLED, "Panggilan nomor A012 ke loket 2 selesai diucapkan."),
        (CallShown(142), TicketRecalled("A012", "2", "A", 141), "Panggilan ulang nomor A012 ke loket 2 tampil di TV."),
        (CallUnspoken(141, "no_device"), None, f"Sebuah panggilan tidak terdengar: {UNSPOKEN_WORDS['no_device']}."),
        (CallWithdrawn(141, "A012", "2", heard=True), None, "Panggilan nomor A012 ditarik."),
        (
            AnnouncementSpoken(7),
            AnnouncementMade("tutup", "", "", False, False),
            "Pengumuman “tutup” selesai diucapkan.",
        ),
        (AnnouncementSpeaking(7), AnnouncementMade("", "x", "", True, True), "Tes suara mulai diucapkan."),
        (AnnouncementMade("", "x", "aula", True, True), None, "Tes suara diminta di ruang aula."),
        (AnnouncementSpoken(7), None, "Sebuah pengumuman selesai diucapkan."),
    ],
)
def test_what_sounded_is_named_as_people_know_it(event: Event, origin: Event | None, sentence: str) -> None:
    assert what(event, name_of, (), origin) == sentence
