"""An office's own sentences: what is refused, by the server that saves them and by the announcer that says them."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from announcer import template as announced
from announcer.phrases import Letter, PhraseError, call_phrase, letter_phrase, withdrawal_phrase, written
from announcer.settings import DEFAULT_SETTINGS, VoiceSettings
from announcer.template import Kind, Placeholder, pieces
from server.description import template as saved

GOOD: list[tuple[Kind, str]] = [
    ("call", "Nomor antrean {nomor}, silakan ke {loket}."),
    ("call", "{nomor} {loket}"),
    ("call", "Nomor {nomor}, layanan {layanan}, silakan ke {loket}. Terima kasih!"),
    ("call", "Nomor {nomor}, sekali lagi {nomor}, ke {loket}"),
    ("call", "Pun nomêr {nomor} (dumugi) {loket}: mangga – “sak niki” & 100% / 'teu' + nuhun?"),
    ("call", "é" * 145 + "{nomor} {loket}"),
    ("withdrawal", "Panggilan {nomor}, dibatalkan."),
    ("letter", "Surat nomor {nomor}, siap diambil."),
    ("announcement", "Perhatian, pelayanan istirahat sampai pukul {jam}."),
    ("announcement", "Silakan ambil nomor antrean."),
    ("announcement", "x" * 200),
]
BAD: list[tuple[Kind, str]] = [
    ("call", ""),
    ("call", "   "),
    ("call", "Nomor antrean, silakan ke {loket}."),
    ("call", "Nomor antrean {nomor}, silakan."),
    ("call", "Nomor {nomor} ke {loket} untuk {nama}"),
    ("call", "Nomor {nomor} ke {loket} {}"),
    ("call", "Nomor { nomor } ke {loket}"),
    ("call", "Nomor {Nomor} ke {loket}"),
    ("call", "Nomor {nomor} ke {loket} pukul {jam}"),
    ("call", "Nomor {nomor ke {loket}"),
    ("call", "Nomor nomor} ke {loket} {nomor}"),
    ("call", "Nomor {{nomor}} ke {loket}"),
    ("call", "Nomor {nomor} ke {loket} <b>"),
    ("call", "Nomor {nomor} ke {loket}\nsilakan"),
    ("call", "Nomor {nomor} ke {loket} 👍"),
    ("call", "Nomor {nomor} ke {loket} [[l'okEt]]"),
    ("call", "Nomor {nomor!r} ke {loket}"),
    ("call", "é" * 146 + "{nomor} {loket}"),
    ("withdrawal", "Panggilan dibatalkan."),
    ("withdrawal", "Panggilan {nomor} di {loket} dibatalkan."),
    ("letter", "Surat siap diambil."),
    ("letter", "Surat {nomor} {layanan}"),
    ("announcement", "Nomor {nomor}"),
    ("announcement", "x" * 201),
]
BOTH = pytest.mark.parametrize(
    ("check", "refusal"),
    [(announced.check_template, announced.TemplateError), (saved.check_template, saved.TemplateError)],
    ids=["announcer", "server"],
)


@BOTH
@pytest.mark.parametrize(("kind", "text"), GOOD)
def test_a_sentence_that_can_be_said(
    check: Callable[[Kind, str], None], refusal: type[ValueError], kind: Kind, text: str
) -> None:
    check(kind, text)


@BOTH
@pytest.mark.parametrize(("kind", "text"), BAD)
def test_a_sentence_that_is_refused_with_one_sentence(
    check: Callable[[Kind, str], None], refusal: type[ValueError], kind: Kind, text: str
) -> None:
    with pytest.raises(refusal) as caught:
        check(kind, text)
    assert str(caught.value).endswith(".")
    assert str(caught.value).isprintable()


@BOTH
def test_a_refusal_names_what_is_wrong(check: Callable[[Kind, str], None], refusal: type[ValueError]) -> None:
    for text, named in [
        ("Nomor {nomor} ke {loket} {", "Kurung kurawal"),
        ("Nomor {nomor} ke {loket} {nama}", "{nama}"),
        ("Nomor {nomor}", "{loket}"),
        ("Nomor {nomor} ke {loket} <b>", "<"),
    ]:
        with pytest.raises(refusal, match=re.escape(named)):
            check("call", text)


def test_both_copies_know_the_same_limits() -> None:
    assert (announced.LONGEST, announced.ALLOWED) == (saved.MOST_SIGNS, saved.MAY)


def test_a_sentence_is_cut_at_its_placeholders() -> None:
    assert pieces("Nomor {nomor}, ke {loket}") == ("Nomor ", Placeholder("nomor"), ", ke ", Placeholder("loket"))
    assert pieces("") == ()


@pytest.mark.parametrize(
    ("call", "said"),
    [
        ("Nomor {nomor}, silakan ke {loket}.", "Nomor A, nol satu dua, silakan ke loket dua."),
        ("{nomor}. Silakan ke {loket}!", "A, nol satu dua. Silakan ke loket dua."),
        ("Silakan ke loket {loket}, nomor {nomor}", "Silakan ke loket dua, nomor A, nol satu dua."),
        (
            "Nomor {nomor}, {layanan}, silakan ke {loket}.",
            "Nomor A, nol satu dua, surat keterangan usaha, silakan ke loket dua.",
        ),
        (
            "Bpk./Ibu {nomor} ke {loket}, s.d. 12.00 WIB",
            "Bapak, ibu A, nol satu dua ke loket dua, sampai dengan pukul dua belas waktu indonesia barat.",
        ),
    ],
)
def test_the_offices_own_call(call: str, said: str) -> None:
    assert written(call_phrase("A012", "2", _settings(call=call, services={"A": "SKU"}))) == said


def test_a_service_without_a_name_leaves_no_gap() -> None:
    call = "Nomor {nomor}, {layanan}, silakan ke {loket}."
    assert written(call_phrase("B012", "2", _settings(call=call, services={"A": "SKU"}))) == (
        "Nomor B, nol satu dua, silakan ke loket dua."
    )


def test_an_odd_name_of_a_service_costs_no_call() -> None:
    call = "Nomor {nomor}, {layanan}, silakan ke {loket}."
    phrase = call_phrase("A012", "2", _settings(call=call, services={"A": "Surat “Sakti” — 💌"}))
    assert written(phrase) == "Nomor A, nol satu dua, surat sakti, silakan ke loket dua."


def test_a_service_given_is_said_where_the_sentence_has_its_place() -> None:
    call = "Untuk {layanan}: nomor {nomor}, ke {loket}."
    assert written(call_phrase("A012", "2", _settings(call=call), service="KTP")) == (
        "Untuk K T P, nomor A, nol satu dua, ke loket dua."
    )


def test_withdrawals_and_letters_in_the_offices_words() -> None:
    settings = _settings(withdrawal="Maaf, {nomor} belum.", letter="Surat {nomor} sudah jadi.", numbers="cardinal")
    assert written(withdrawal_phrase("A012", settings)) == "Maaf, A, dua belas belum."
    assert written(letter_phrase("A012", settings)) == "Surat A, dua belas sudah jadi."


@pytest.mark.parametrize(
    ("counters", "said"),
    [
        ({"2": "meja 2"}, "meja dua"),
        ({"2": "meja pendaftaran"}, "meja pendaftaran"),
        ({"2": "loket II"}, "loket dua"),
        ({"2": "loket B"}, "loket B"),
        ({"2": "loket 1/2"}, "loket satu garis miring dua"),
        ({"2": "pendaftaran 1/2"}, "pendaftaran satu garis miring dua"),
        ({"2": "loket 2 (lt. 1)"}, "loket dua, lantai satu"),
        ({"2": "ruang KTP-el"}, "ruang K T P elektronik"),
        ({"2": "—"}, "loket dua"),
        ({"3": "meja 3"}, "loket dua"),
    ],
)
def test_a_counter_is_called_what_the_office_calls_it(counters: dict[str, str], said: str) -> None:
    phrase = call_phrase("A012", "2", replace(DEFAULT_SETTINGS, counters=counters))
    assert written(phrase) == f"Nomor antrean A, nol satu dua, silakan ke {said}."


def test_a_broken_sentence_that_got_here_all_the_same_still_calls() -> None:
    phrase = call_phrase("A012", "2", _settings(call="Nomor {nomor} {nama} {loket"))
    assert Letter("A") in phrase
    with pytest.raises(PhraseError):
        call_phrase("12", "2", _settings(call="{nomor}"))


def _settings(
    *,
    call: str = DEFAULT_SETTINGS.templates.call,
    withdrawal: str = DEFAULT_SETTINGS.templates.withdrawal,
    letter: str = DEFAULT_SETTINGS.templates.letter,
    services: dict[str, str] | None = None,
    numbers: str = "digits",
) -> VoiceSettings:
    templates = replace(DEFAULT_SETTINGS.templates, call=call, withdrawal=withdrawal, letter=letter)
    return replace(DEFAULT_SETTINGS, templates=templates, services=services or {}, numbers=numbers)  # type: ignore[arg-type]
