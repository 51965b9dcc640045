"""Flags over the environment over `setelan.toml` over what is built in."""

from pathlib import Path

import pytest

from server.console.failure import Misuse
from server.console.settings import Flags, Settings, day_speed, settings

ENVIRONMENT = {
    "SILAKAN_DATA": "/lingkungan",
    "SILAKAN_HOST": "10.0.0.1",
    "SILAKAN_PORT": "81",
    "SILAKAN_HOSTS": "Antrean.desa.id, cadangan.desa.id",
    "SILAKAN_API_TOKEN": "rahasia",
}


def in_file(data: Path, text: str) -> Flags:
    (data / "setelan.toml").write_text(text, encoding="utf-8")
    return Flags(data)


def test_without_anything_it_is_this_machine_alone(tmp_path: Path) -> None:
    assert settings(Flags(tmp_path), {}) == Settings(tmp_path, "127.0.0.1", 8000, (), "", chosen_port=False)


def test_the_file_is_over_what_is_built_in(tmp_path: Path) -> None:
    flags = in_file(tmp_path, 'host = "0.0.0.0"\nport = 80\nhosts = ["antrean.desa.id"]\n')
    assert settings(flags, {}) == Settings(tmp_path, "0.0.0.0", 80, ("antrean.desa.id",), "", chosen_port=True)


def test_the_environment_is_over_the_file(tmp_path: Path) -> None:
    flags = in_file(tmp_path, 'host = "0.0.0.0"\nport = 80\nhosts = ["antrean.desa.id"]\n')
    found = settings(flags, ENVIRONMENT)
    assert found == Settings(
        tmp_path, "10.0.0.1", 81, ("antrean.desa.id", "cadangan.desa.id"), "rahasia", chosen_port=True
    )


def test_the_key_of_open311_comes_from_the_environment(tmp_path: Path) -> None:
    assert settings(Flags(tmp_path), {"SILAKAN_OPEN311_KEY": "kunci"}).open311_key == "kunci"
    assert settings(Flags(tmp_path), ENVIRONMENT).open311_key == ""


def test_flags_are_over_the_environment(tmp_path: Path) -> None:
    found = settings(Flags(tmp_path, "127.0.0.2", 0), ENVIRONMENT)
    assert (found.data, found.host, found.port) == (tmp_path, "127.0.0.2", 0)


def test_the_data_directory_may_come_from_the_environment_or_the_command(tmp_path: Path) -> None:
    assert settings(Flags(), {"SILAKAN_DATA": str(tmp_path)}).data == tmp_path
    assert settings(Flags(), {}, default_data=tmp_path).data == tmp_path
    with pytest.raises(Misuse, match="SILAKAN_DATA"):
        settings(Flags(), {})


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("port = ", "bukan TOML"),
        ("warna = 3", "warna"),
        ("host = 3", "host"),
        ('port = "x"', "Port x"),
        ("port = 65536", "Port 65536"),
        ("hosts = [1]", "hosts"),
    ],
)
def test_a_setting_that_makes_no_sense_is_refused(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(Misuse, match=words):
        settings(in_file(tmp_path, text), {})


def test_a_day_has_a_speed_and_without_a_day_there_is_none() -> None:
    assert day_speed(None, day=True) == 60
    assert day_speed(600, day=True) == 600
    assert day_speed(None, day=False) is None
    with pytest.raises(Misuse):
        day_speed(600, day=False)
    with pytest.raises(Misuse):
        day_speed(float("nan"), day=True)
