"""A word as the office wants to hear it: `é` and `è` are the e of "meja" and of "bebek", `ê` is the schwa of "keras"."""

import re
import unicodedata

LONGEST_WRITTEN, LONGEST_SAID = 40, 60

_WRITTEN = re.compile(r"[A-Za-z]+(?:[-'][A-Za-z]+)*(?:-\d+)?\.?")
_SAID = re.compile(r"[a-zéèê]+(?:[ '-][a-zéèê]+)*")
_VOWEL = re.compile(r"[aiueoéèê]")
_CROWD = re.compile(r"[^aiueoéèê '-]{5}")
"""Five consonants in a row; "ngstr" of "gangster" has four."""


def checked(written: str, said: str) -> str:
    """How `written` shall be said, in small letters and single blanks. Raises ValueError with an Indonesian sentence.

    `written` is one word as it stands in texts ("loket", "KTP-el", "covid-19", "Dr."), at most 40 signs; `said` is the same word with
    its e marked, or another spelling that sounds right, of one or more words, at most 60 signs. A bare `e` is left to the rules.
    """
    if not _WRITTEN.fullmatch(written.strip()) or len(written.strip()) > LONGEST_WRITTEN:
        raise ValueError("Isi satu kata tanpa spasi, hanya huruf, paling banyak 40 tanda, misalnya loket.")
    plain = " ".join(unicodedata.normalize("NFC", said).lower().split())
    if not _SAID.fullmatch(plain) or len(plain) > LONGEST_SAID:
        raise ValueError("Tulis cara baca dengan huruf a sampai z, é, è, atau ê saja, misalnya lokét atau kêras.")
    for word in re.split(r"[ '-]", plain):
        if not _VOWEL.search(word) or _CROWD.search(word):
            raise ValueError(f'"{word}" tidak bisa dibaca; tambahkan huruf hidup, misalnya "ka te pe" untuk KTP.')
    return plain
