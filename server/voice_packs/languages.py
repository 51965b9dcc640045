"""The languages a pack may be in, and how the call is written in one that is not Indonesian."""

import re
from collections.abc import Mapping
from types import MappingProxyType

INDONESIAN = "id"
# Codes of ISO 639; the languages of the archipelago with the most speakers, and one more for all others.
LANGUAGES: Mapping[str, str] = MappingProxyType(
    {
        INDONESIAN: "Bahasa Indonesia",
        "jv": "Bahasa Jawa",
        "su": "Bahasa Sunda",
        "mad": "Bahasa Madura",
        "min": "Bahasa Minangkabau",
        "bug": "Bahasa Bugis",
        "bjn": "Bahasa Banjar",
        "ace": "Bahasa Aceh",
        "ban": "Bahasa Bali",
        "mak": "Bahasa Makassar",
        "bbc": "Bahasa Batak Toba",
        "sas": "Bahasa Sasak",
        "mis": "Bahasa daerah lain",
    }
)
LONGEST_SENTENCE = 160
_SIGNS = re.compile(r"[^\W\d_]|[ ,.'’-]")
_PLACE = re.compile(r"\{(\w*)\}")


class SentenceProblem(ValueError):
    """The sentence cannot be used; the message is one Indonesian sentence."""


def checked_sentence(text: str) -> str:
    """The call in a regional language, blanks made single. Raises SentenceProblem.

    Only what can be cut into clips: words, {nomor} and {loket} once each, commas where the voice rests.
    """
    sentence = " ".join(text.split())
    places = _PLACE.findall(sentence)
    if not sentence:
        raise SentenceProblem("Tulis kalimat panggilannya dulu.")
    if len(sentence) > LONGEST_SENTENCE:
        raise SentenceProblem(f"Kalimat paling panjang {LONGEST_SENTENCE} huruf. Pendekkan dulu.")
    if sorted(places) != ["loket", "nomor"]:
        raise SentenceProblem("Kalimat harus memuat {nomor} dan {loket}, masing-masing sekali.")
    bare = _PLACE.sub("", sentence)
    if wrong := sorted({sign for sign in bare if not _SIGNS.match(sign)}):
        raise SentenceProblem(f"Tanda “{wrong[0]}” tidak dapat diucapkan. Pakai huruf, koma, dan titik saja.")
    return sentence
