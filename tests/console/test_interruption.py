"""Being stopped: the only end of a server, an accident for everything else."""

import os
import signal
from pathlib import Path

import pytest

from server.cli import main


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_server_that_is_stopped_while_it_loads_has_done_its_work(
    number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("server.console.settings.check_store", lambda *_: os.kill(os.getpid(), number))
    assert main(["serve", "--data", str(tmp_path)]) == 0
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_backup_that_is_stopped_has_failed(
    number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("server.console.settings.data_directory", lambda *_: os.kill(os.getpid(), number))
    assert main(["backup", str(tmp_path / "f.db")]) == 1
    assert capsys.readouterr().err == "Perintah dihentikan sebelum selesai; jalankan lagi bila masih perlu.\n"


def test_afterwards_sigterm_means_what_it_meant_before() -> None:
    before = signal.getsignal(signal.SIGTERM)
    assert main(["--help"]) == 0
    assert signal.getsignal(signal.SIGTERM) is before
