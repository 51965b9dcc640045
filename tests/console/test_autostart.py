"""`silakan service install`: what the unit says, where it lies, and that systemd can read it."""

import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from server.cli import main
from server.console.autostart import announcer_unit, install
from server.console.failure import Failure


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Nothing of ours in the environment, and a folder for units."""
    for name in ("SILAKAN_DATA", "SILAKAN_HOST", "SILAKAN_PORT", "SILAKAN_HTTPS_PORT", "SILAKAN_HOSTS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("SILAKAN_API_TOKEN", "rahasia-sekali")
    return tmp_path


def line_of(text: str, name: str) -> str:
    return next(line.removeprefix(f"{name}=") for line in text.splitlines() if line.startswith(f"{name}="))


def test_the_server_is_written_with_what_was_chosen_and_without_a_token(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SILAKAN_HOSTS", "antrean.desa.id")
    data = home / 'data 100% "kita"'
    assert main(["service", "install", "--data", str(data), "--host", "0.0.0.0", "--https-port", "8443"]) == 0

    file = home / "config" / "systemd" / "user" / "silakan.service"
    text = file.read_text(encoding="utf-8")
    command = [word.replace("%%", "%") for word in shlex.split(line_of(text, "ExecStart"))]
    assert command == [
        *(sys.executable, "-m", "server", "serve"),
        *("--data", str(data), "--host", "0.0.0.0", "--https-port", "8443"),
    ]
    assert line_of(text, "Environment") == '"SILAKAN_HOSTS=antrean.desa.id"'
    assert (line_of(text, "Restart"), line_of(text, "RestartPreventExitStatus")) == ("always", "2")
    assert "rahasia" not in text
    told = capsys.readouterr().out
    assert str(file) in told
    assert "systemctl --user enable --now silakan" in told
    assert "loginctl enable-linger" in told


def test_the_announcer_is_printed_and_nothing_is_written(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["--announcer", "http://192.168.1.10:8000", "--room", "aula", "--print"]
    assert main(["service", "install", *asked]) == 0
    text = capsys.readouterr().out
    assert shlex.split(line_of(text, "ExecStart"))[3:] == [
        *("announce", "--server", "http://192.168.1.10:8000", "--room", "aula")
    ]
    assert not (home / "config").exists()


def test_wrong_settings_are_said_before_anything_is_written(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["service", "install", "--port", "8000"]) == 2
    assert "Direktori data belum disebut" in capsys.readouterr().err
    assert not (home / "config").exists()


def test_elsewhere_than_on_linux_it_says_where_to_look(tmp_path: Path) -> None:
    with pytest.raises(Failure, match="autostart"):
        install(announcer_unit("http://x", "", None), tmp_path, print, platform="win32")


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd here")
def test_systemd_finds_nothing_wrong_with_it(home: Path) -> None:
    assert main(["service", "install", "--data", str(home / "data $HOME 5%n")]) == 0
    file = home / "config" / "systemd" / "user" / "silakan.service"
    checked = subprocess.run(
        ["systemd-analyze", "--user", "verify", str(file)],
        env={"PATH": "/usr/bin:/bin", "HOME": str(home), "XDG_RUNTIME_DIR": str(home)},
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert (checked.returncode, checked.stdout + checked.stderr) == (0, "")
