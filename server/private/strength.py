"""Which PINs and passwords are too easy to guess. Pure."""

import re
from enum import StrEnum

from server.private.hashing import LONGEST

SHORTEST = 12
"""Characters of a password."""
PIN_DIGITS = 6

# What people here choose, alone or a few together, with digits and signs around them. Of the usual lists of leaked passwords
# almost nothing is left at twelve characters.
_COMMON_WORDS = (
    "password|passwort|passw0rd|katasandi|sandi|rahasia|sayang|sayangku|cinta|cintaku|aku|kamu|admin|administrator|"
    "administrasi|petugas|pegawai|perangkat|kepala|kades|lurah|sekdes|kasi|pelayanan|umum|kantor|balai|desa|kelurahan|"
    "kecamatan|kabupaten|antrean|antri|silakan|selamat|pagi|siang|datang|indonesia|raya|merdeka|pancasila|garuda|bismillah|"
    "alhamdulillah|assalamualaikum|jakarta|bandung|surabaya|semarang|yogyakarta|makassar|medan|welcome|letmein|iloveyou|"
    "monkey|dragon|football|princess|sunshine|superman|computer|komputer|internet|qwerty|qwertyuiop|asdfgh|asdfghjkl|"
    "zxcvbnm|qazwsx|edc|satu|dua|tiga|abc|abcdef|abcdefghijkl|abcdefghijklm|abcdefghijklmn|januari|februari|maret|april|"
    "mei|juni|juli|agustus|september|oktober|november|desember|senin|selasa|rabu|kamis|jumat|sabtu|minggu|loket|layanan|"
    "masuk|test|testing"
)
_COMMON = re.compile(rf"(?:{_COMMON_WORDS}){{0,3}}")
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
    """None: good enough. At least twelve characters, no common one, and neither the login nor the office's name."""
    if len(password) < SHORTEST:
        return Weakness.SHORT
    if len(password) > LONGEST:
        return Weakness.LONG
    core = _letters(password)
    if any(own and core == own for own in (_letters(login), _letters(office))):
        return Weakness.OWN_NAME
    if len(set(password)) < 4 or _COMMON.fullmatch(_REPEATED.sub(r"\1", core)):
        return Weakness.COMMON
    return None


def weakness_of_pin(pin: str) -> Weakness | None:
    """None: good enough. Six digits, not all the same, not counted up or down, not one pair or triple repeated."""
    if re.fullmatch(rf"[0-9]{{{PIN_DIGITS}}}", pin) is None:
        return Weakness.NOT_SIX_DIGITS
    if any(pin in run for run in _RUNS) or pin in {pin[:2] * 3, pin[:3] * 2}:
        return Weakness.EASY_PIN
    return None


def _letters(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalpha())
