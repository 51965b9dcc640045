"""What there is to record: the announcer's list, and what the office's own sentences and counters add to it."""

import msgspec
import pytest

from announcer.phrases import PROMPTS, abbreviations, call_phrase, clips_for
from announcer.settings import settings_of
from announcer.voices.second import regional_phrase
from server.description import SAMPLE, Description, Spoken, Templates, parse
from server.voice_packs.languages import SentenceProblem, checked_sentence
from server.voice_packs.prompts import BASE, EXPANDED, clip_name, covered, prompts_of, runs_of
from server.web.present.voice_frame import voice_settings

OFFICE = parse(SAMPLE.read_text("utf-8"))


def office(**voice: object) -> Description:
    return msgspec.structs.replace(OFFICE, voice=msgspec.structs.replace(OFFICE.voice, **voice))


def said(office: Description, language: str = "id", sentence: str = "") -> list[str]:
    return [prompt.said for prompt in prompts_of(language, sentence, office)]


def test_server_and_announcer_know_the_same_clips() -> None:
    assert BASE == PROMPTS
    assert abbreviations.EXPANDED == EXPANDED
    assert sorted(said(OFFICE)) == sorted(BASE)


@pytest.mark.parametrize(
    "voice",
    [
        {},
        {"numbers": "cardinal", "counter_word": "meja"},
        {"counter_names": True},
        {"templates": Templates(call="Antrean {nomor}, mari menuju {loket}.")},
        {"templates": Templates(call="{layanan}, nomor {nomor}, silakan ke {loket}.")},
        {"templates": Templates(call="{nomor} ke {loket} untuk SKU."), "short": (Spoken("SKU", "surat usaha"),)},
    ],
    ids=["usual", "cardinals", "names", "own words", "services", "abbreviations"],
)
def test_whoever_has_recorded_every_prompt_has_every_call(voice: dict[str, object]) -> None:
    """The announcer's phrases of the office's own settings, put together from the clips that the server asks for."""
    described = office(**voice)
    recorded = set(said(described))
    settings = settings_of(voice_settings(described, 600))
    for ticket in ("A012", "C999", "U1000"):
        for counter in described.counters:
            clips_for(call_phrase(ticket, counter.id, settings), recorded)


@pytest.mark.parametrize("name", ["Loket A", "Meja KTP", "Ruang Jum'at", "Loket siap-siap", "Loket 12B"])
def test_a_counter_may_have_any_name(name: str) -> None:
    described = office(counter_names=True)
    counters = (msgspec.structs.replace(described.counters[0], name=name),)
    described = msgspec.structs.replace(described, counters=counters)
    settings = settings_of(voice_settings(described, 600))
    clips_for(call_phrase("A012", counters[0].id, settings), set(said(described)))


def test_a_regional_call_is_made_of_its_prompts() -> None:
    sentence = "{nomor}, mangga dhateng {loket}, matur nuwun."
    for voice in ({}, {"counter_word": "meja"}, {"counter_names": True}):
        described = office(**voice)
        recorded = set(said(described, "jv", sentence))
        for words in settings_of(voice_settings(described, 600)).counters.values():
            clips_for(regional_phrase(sentence, "A012", words), recorded)


def test_a_prompt_has_a_name_of_its_own_that_fits_into_an_address() -> None:
    named = ["A", "a", "nol", "nomor antrean", "nomor-antrean", "é", "e", "Bê", "be", "x" * 200, "x" * 201, "北"]
    names = [clip_name(one) for one in named]
    assert len(set(names)) == len(named)
    assert all(name.replace("-", "").isalnum() and name.isascii() and len(name) <= 70 for name in names)
    assert names[:4] == ["huruf-a", "a", "nol", "nomor-antrean"]


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("Nomor antrean {nomor}, silakan ke {loket}.", ["nomor antrean", "silakan ke"]),
        ("{nomor}", []),
        ("KTP dan KK (asli) 2 lembar", ["dan", "asli", "lembar"]),
        ("Mangkasara' ka'bah siap-siap", ["mangkasara", "ka'bah siap siap"]),
    ],
)
def test_a_sentence_is_cut_at_numbers_signs_and_placeholders(text: str, runs: list[str]) -> None:
    assert runs_of(text) == runs


def test_words_are_covered_by_whole_clips_only() -> None:
    assert covered("silakan ke loket", {"silakan ke", "loket"})
    assert covered("silakan ke loket", {"silakan", "ke loket"})
    assert not covered("silakan ke loket", {"silakan ke", "silakan ke loket dua"})


def test_a_sentence_in_a_regional_language_has_number_and_counter_and_can_be_said() -> None:
    assert checked_sentence("  {nomor},  mangga dhateng {loket}. ") == "{nomor}, mangga dhateng {loket}."
    for wrong in ("", "{nomor}", "{nomor} {nomor} {loket}", "{nomor} {loket} {layanan}", "{nomor} {loket} <b>"):
        with pytest.raises(SentenceProblem):
            checked_sentence(wrong)
    with pytest.raises(SentenceProblem):
        checked_sentence("{nomor} {loket} " + "a" * 160)
