"""One announcement without a server."""

import re
from pathlib import Path

import pytest

from announcer.say import say
from announcer.wav import length
from server.cli import main


def test_into_a_file(tmp_path: Path) -> None:
    assert say("A012", "2", out=tmp_path / "a.wav") == 0
    assert 10 < length(tmp_path / "a.wav") < 16


def test_as_phonemes(capsys: pytest.CaptureFixture[str]) -> None:
    assert say("a012", "2", phonemes=True) == 0
    assert _unstressed(capsys.readouterr().out) == "nomɔr antrɛan | a | nol satu dua | silakan kə lokɛt dua\n"


def test_with_the_service(capsys: pytest.CaptureFixture[str]) -> None:
    assert say("A012", "2", service="SKU", phonemes=True) == 0
    assert "surat kətəraŋan usaha" in _unstressed(capsys.readouterr().out)


def test_with_the_number_as_one(capsys: pytest.CaptureFixture[str]) -> None:
    command = ["say", "A123", "--counter", "2", "--phonemes", "--numbers"]
    assert main([*command, "cardinal"]) == 0
    assert "| səratus dua puluh tiɡa |" in _unstressed(capsys.readouterr().out)
    assert main([*command, "digits"]) == 0
    assert "| satu dua tiɡa |" in _unstressed(capsys.readouterr().out)
    assert main([*command, "roman"]) == 2
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.parametrize(("ticket", "counter"), [("12", "2"), ("A012", "di sana")])
def test_wrong_use_is_one_indonesian_sentence(ticket: str, counter: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert say(ticket, counter) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_a_place_that_cannot_be_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert say("A012", "2", voice="silent", out=tmp_path / "no" / "a.wav") == 1
    assert "--out" in capsys.readouterr().err


def test_without_a_device(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("announcer.run.candidates", list)
    assert say("A012", "2", voice="silent") == 1
    assert "Tidak ada perangkat suara" in capsys.readouterr().err


def _unstressed(ipa: str) -> str:
    return re.sub("[ˈˌ]", "", ipa)
