"""What is ordered from the child that makes speech for people's browsers: pages, and what the settings let one hear."""

from collections.abc import Mapping, Sequence

from server.description import Description
from server.page_speech import Order
from server.web.present.voice_frame import voice_settings

SAMPLE_TICKET = "A012"
_NOON = 720


def page_order(office: Description, sentences: Sequence[str]) -> Order:
    """A page of the kiosk. Only what belongs to the words counts: a kiosk is no hall, and its loudness is its own."""
    settings = voice_settings(office, _NOON)
    words = {key: settings[key] for key in ("rate", "words", "short")}
    return {"do": "read", "sentences": list(sentences), "settings": words}


def call_order(office: Description, packs: Mapping[str, str]) -> Order:
    """The whole announcement of a call as the room hears it outside of its quiet spans: chime, repetitions and volume.

    `packs`: the files of the recordings that the office has chosen, by digest.
    """
    asked = {"ticket": SAMPLE_TICKET, "counter": office.counters[0].id}
    return {**_say(office, asked), "packs": dict(packs)}


def word_order(office: Description, written: str) -> Order:
    """One word, alone."""
    return _say(office, {"text": written})


def text_order(office: Description, text: str) -> Order:
    """A free announcement, once."""
    return _say(office, {"text": text})


def _say(office: Description, phrase: Mapping[str, str]) -> Order:
    settings = {**voice_settings(office, _NOON), "volume": office.voice.volume}
    return {"do": "say", "phrase": phrase, "settings": settings}
