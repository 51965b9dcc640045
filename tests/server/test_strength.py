"""Which PINs and passwords are refused, and which are not."""

from pathlib import Path

import pytest

from server.private import strength
from server.private.hashing import Argon2
from server.private.strength import Weakness, weakness_of_password, weakness_of_pin

OFFICE = "Kantor Desa Sukamaju"


@pytest.mark.parametrize(
    ("password", "weakness"),
    [
        ("", Weakness.SHORT),
        ("elevenchars", Weakness.SHORT),
        ("x" * 129, Weakness.LONG),
        ("aaaaaaaaaaaaaa", Weakness.COMMON),
        ("123456789012", Weakness.COMMON),
        ("password1234", Weakness.COMMON),
        ("Password.Password!", Weakness.COMMON),
        ("KantorDesa2026!", Weakness.OWN_NAME),
        ("BalaiDesa 2026!", Weakness.COMMON),
        ("kepala desa 123", Weakness.COMMON),
        ("qwertyuiop123", Weakness.COMMON),
        ("indonesia merdeka 1945", Weakness.COMMON),
        ("Kantor Desa Sukamaju", Weakness.OWN_NAME),
        ("kantordesasukamaju1!", Weakness.OWN_NAME),
        ("Sari.Wulandari12", Weakness.OWN_NAME),
        ("Sukamaju2026!!", Weakness.OWN_NAME),
        ("sari-sari-12345", Weakness.OWN_NAME),
        ("iloveyou123456", Weakness.COMMON),
        ("manchesterunited", Weakness.COMMON),
        ("michaeljordan23", Weakness.COMMON),
        ("liverpool12345", Weakness.COMMON),
        ("P@ssw0rd2024!", Weakness.COMMON),
        ("1q2w3e4r5t6y", Weakness.COMMON),
        ("QazWsxEdcRfv", Weakness.COMMON),
        ("naruto doraemon 1", Weakness.COMMON),
        ("sayang persib 1933", Weakness.COMMON),
    ],
)
def test_an_easy_password_is_refused_for_its_reason(password: str, weakness: Weakness) -> None:
    assert weakness_of_password(password, login="sari.wulandari", office=OFFICE) is weakness


@pytest.mark.parametrize(
    "password",
    [
        "kopi tubruk di bale-bale",
        "hujan turun sore sore",
        "Xk3-vut9-8qma",
        "padi menguning 3 petak",
        "kerbau-lesung-74-petir",
        "correct horse battery staple",
        "Sukamaju punya tujuh embung",
        "0x9f!kQ2~tR7",
    ],
)
def test_a_phrase_of_ones_own_is_good(password: str) -> None:
    assert weakness_of_password(password, login="sari", office=OFFICE) is None


@pytest.mark.parametrize("pin", ["", "12345", "1234567", "12345a", "１２３４５６", " 193746"])
def test_a_pin_has_six_digits(pin: str) -> None:
    assert weakness_of_pin(pin) is Weakness.NOT_SIX_DIGITS


@pytest.mark.parametrize("pin", ["000000", "777777", "123456", "654321", "456789", "121212", "123123", "890123"])
def test_an_easy_pin_is_refused(pin: str) -> None:
    assert weakness_of_pin(pin) is Weakness.EASY_PIN


@pytest.mark.parametrize("pin", ["193746", "002846", "112358"])
def test_an_ordinary_pin_is_good(pin: str) -> None:
    assert weakness_of_pin(pin) is None


@pytest.mark.usefixtures("real_hashing")
async def test_a_secret_is_kept_as_argon2id_and_nobody_has_the_empty_one() -> None:
    hashing = Argon2()
    kept = await hashing.hashed("193746")

    assert kept.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert await hashing.matches(kept, "193746")
    assert not await hashing.matches(kept, "193747")
    for nobody in ("", "193746"):
        assert not await hashing.matches("", nobody)
    assert not await hashing.matches(await hashing.hashed("x" * 200), "x" * 200)


def test_the_list_is_of_lower_case_words_each_once_and_in_order() -> None:
    words = (Path(strength.__file__).with_name("passwords") / "leaked.txt").read_text(encoding="ascii").splitlines()
    assert words == sorted(set(words))
    assert len(words) > 20_000
    assert all(word == word.lower() and len(word) >= 4 for word in words)
