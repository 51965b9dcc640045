"""Which PINs and passwords are too easy to guess. Nothing but the list of common ones is read."""

import re
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path

from server.private.hashing import LONGEST

SHORTEST = 12
"""Characters of a password."""
PIN_DIGITS = 6
_FEWEST_SIGNS = 4

# What people here choose, alone or a few together, with digits and signs around them.
_OUR_WORDS = (
    "password|passwort|katasandi|sandi|rahasia|sayang|sayangku|cinta|cintaku|aku|kamu|admin|administrator|"
    "administrasi|petugas|pegawai|perangkat|kepala|kades|lurah|sekdes|kasi|pelayanan|umum|kantor|balai|desa|kelurahan|"
    "kecamatan|kabupaten|antrean|antri|silakan|selamat|pagi|siang|datang|indonesia|raya|merdeka|pancasila|garuda|bismillah|"
    "alhamdulillah|assalamualaikum|subhanallah|allah|muhammad|berkah|semangat|sukses|bahagia|keluarga|ayah|bunda|mama|papa|"
    "jakarta|bandung|surabaya|semarang|yogyakarta|makassar|medan|palembang|malang|persib|persija|persebaya|arema|welcome|"
    "letmein|iloveyou|computer|komputer|internet|qwerty|qwertyuiop|asdfgh|asdfghjkl|"
    "zxcvbnm|qazwsx|edc|satu|dua|tiga|abc|abcdef|abcdefghijkl|abcdefghijklm|abcdefghijklmn|januari|februari|maret|april|"
    "mei|juni|juli|agustus|september|oktober|november|desember|senin|selasa|rabu|kamis|jumat|sabtu|minggu|loket|layanan|"
    "masuk|test|testing|nama|saya|bapak|ibu|baru|lama"
)
_FEW = 3
_LISTED = Path(__file__).with_name("passwords") / "leaked.txt"
"""The commonest passwords of published leaks, and the letters of shorter ones; see NOTICE.txt beside it."""
_OWN_PART = 3
"""Letters of the shortest part of a login or an office's name that counts by itself."""
_DISGUISED, _MEANT = "4@310!$57", "aaeioisst"
_REPEATED = re.compile(r"^(.+?)\1+$")
_RUNS = ("01234567890123456789", "98765432109876543210")


class Weakness(StrEnum):
    """Why a PIN or password is refused."""

    SHORT = "short"
    LONG = "long"
    COMMON = "common"
    OWN_NAME = "own_name"
    NOT_SIX_DIGITS = "not_six_digits"
    EASY_PIN = "easy_pin"


def weakness_of_password(password: str, *, login: str, office: str) -> Weakness | None:
    """None: good enough. At least twelve characters, none of the usual ones, and not only the login or the office's name.

    The list of usual ones is read when it is needed and not kept: that takes a few milliseconds, and passwords are chosen seldom.
    """
    if len(password) < SHORTEST:
        return Weakness.SHORT
    if len(password) > LONGEST:
        return Weakness.LONG
    cores = [_REPEATED.sub(r"\1", core) for core in _cores(password)]
    if any(_is_own(core, login, office) for core in cores):
        return Weakness.OWN_NAME
    if len(set(password)) < _FEWEST_SIGNS or _is_common(password.casefold(), cores):
        return Weakness.COMMON
    return None


def weakness_of_pin(pin: str) -> Weakness | None:
    """None: good enough. Six digits, not all the same, not counted up or down, not one pair or triple repeated."""
    if re.fullmatch(rf"[0-9]{{{PIN_DIGITS}}}", pin) is None:
        return Weakness.NOT_SIX_DIGITS
    if any(pin in run for run in _RUNS) or pin in {pin[:2] * 3, pin[:3] * 2}:
        return Weakness.EASY_PIN
    return None


def _cores(password: str) -> tuple[str, str]:
    """What is left of it without digits and signs; and the same with those taken off its ends and the others read as letters (p4ssw0rd)."""
    inner = password.casefold().strip("".join(sign for sign in password if not sign.isalpha()))
    return _letters(password), _letters(inner.translate(str.maketrans(_DISGUISED, _MEANT)))


def _is_own(core: str, login: str, office: str) -> bool:
    """Whether it is made of the parts of login and office's name alone."""
    parts = (_letters(part) for part in (*re.split(r"[^\w]|_", login), *office.split(), login, office))
    return bool(core) and _pieces(core, frozenset(part for part in parts if len(part) >= _OWN_PART)) is not None


def _is_common(password: str, cores: Sequence[str]) -> bool:
    """Whether it is a listed password, or made of two words that are listed or ours, or of three of ours."""
    ours = frozenset(_OUR_WORDS.split("|"))
    if any((pieces := _pieces(core, ours)) is not None and pieces <= _FEW for core in cores):
        return True
    listed = b"\n" + _LISTED.read_bytes()

    def usual(word: str) -> bool:
        return word in ours or f"\n{word}\n".encode() in listed

    return usual(password) or any(
        usual(core) or any(usual(core[:at]) and usual(core[at:]) for at in range(3, len(core) - 2)) for core in cores
    )


def _pieces(text: str, words: frozenset[str]) -> int | None:
    """Of how few of those words the text is made; None when it is not. An empty text takes none."""
    fewest: list[int | None] = [0]
    for end in range(1, len(text) + 1):
        ends = (fewest[end - len(word)] for word in words if text.endswith(word, 0, end))
        fewest.append(min((count + 1 for count in ends if count is not None), default=None))
    return fewest[-1]


def _letters(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalpha())
