"""Every wrong use of the command line: one Indonesian line on stderr, nothing else, exit code 2 (or 1 where it merely failed)."""

from pathlib import Path

import pytest

from server.cli import main
from tests.console.own_process import OwnProcess

SETTINGS = ("SILAKAN_DATA", "SILAKAN_HOST", "SILAKAN_PORT", "SILAKAN_HOSTS", "SILAKAN_TOKEN", "SILAKAN_API_TOKEN")


@pytest.fixture(autouse=True)
def _bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in SETTINGS:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


def complaint(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    code = main(arguments)
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1, err
    assert "Traceback" not in err
    return code, err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "Perintah belum disebut; yang ada: serve, announce"),
        (["ngawur"], "Perintah ngawur tidak dikenal"),
        (["office"], "yang ada: export, import"),
        (["office", "ngawur"], "Perintah ngawur tidak dikenal"),
        (["serve", "--ngawur"], "Pilihan --ngawur tidak dikenal; lihat silakan serve --help"),
        (["serve", "--data"], "Pilihan --data kurang"),
        (["serve", "satu", "dua"], "terlalu banyak"),
        (["serve", "--port", "abc"], "Isian untuk --port tidak sah"),
        (["serve"], "--data DIR"),
        (["serve", "--data", "d", "--port", "70000"], "Port 70000 tidak sah"),
        (["serve", "--data", "d", "--store", "postgres://x"], "belum didukung versi ini"),
        (["serve", "--data", "d", "--bus", "nats://x"], "belum didukung versi ini"),
        (["serve", "--data", "d", "--office", "tidak-ada.toml"], "tidak-ada.toml tidak ada"),
        (["serve", "--data", "d", "--host", "256.1.1.1", "--port", "0"], "--host"),
        (["announce"], "--server belum diisi"),
        (["announce", "--server", "http://localhost:1"], "SILAKAN_TOKEN"),
        (["announce", "--server", "http://localhost:1", "--voice", "inggris"], "Isian untuk --voice tidak sah"),
        (["say"], "NOMOR belum diisi"),
        (["say", "A012"], "--counter belum diisi"),
        (["say", "ngawur", "--counter", "2"], ""),
        (["screen"], "--server belum diisi"),
        (["screen", "--server", "ftp://x"], "Alamat server tidak benar"),
        (["demo", "--speed", "60"], "bersama --day"),
        (["demo", "--day", "--speed", "0"], "--speed 0 tidak sah"),
        (["backup"], "FILE belum diisi"),
        (["backup", "f.db"], "--data DIR"),
        (["restore", "tidak-ada.db", "--data", "d"], "tidak-ada.db tidak ada"),
        (["office", "import", "tidak-ada.toml", "--data", "d"], "tidak-ada.toml tidak ada"),
    ],
)
def test_wrong_use_is_one_sentence_and_code_2(
    arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, err = complaint(arguments, capsys)
    assert code == 2
    assert words in err


@pytest.mark.parametrize("command", [["backup", "f.db"], ["rebuild"], ["pin"], ["office", "export"]])
def test_a_directory_without_an_office_is_not_made_into_one(
    command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, err = complaint([*command, "--data", str(tmp_path / "kosong")], capsys)
    assert code == 1
    assert "belum ada data kantor" in err
    assert not (tmp_path / "kosong").exists()


def test_an_unusable_office_file_names_the_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "kantor.toml").write_text('name = "Kantor"\n', encoding="utf-8")
    code, err = complaint(["office", "import", "kantor.toml", "--data", "d"], capsys)
    assert code == 2
    assert "belum ada di" in err


def test_a_setting_that_is_wrong_is_code_2(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SILAKAN_PORT", "delapan")
    code, err = complaint(["serve", "--data", str(tmp_path)], capsys)
    assert (code, err) == (2, "Port delapan tidak sah; pakai angka 1 sampai 65535, misalnya 8000.\n")


def test_an_error_that_nobody_expected_is_one_sentence_too(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("rahasia")

    monkeypatch.setattr("server.console.settings.data_directory", broken)
    code, err = complaint(["backup", "f.db"], capsys)
    assert code == 1
    assert "tidak terduga" in err
    assert "rahasia" not in err


def test_help_is_no_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    for command in [
        "serve",
        "announce",
        "say",
        "screen",
        "demo",
        "check",
        "backup",
        "restore",
        "rebuild",
        "pin",
        "office",
    ]:
        assert f"\n  {command} " in out


@pytest.mark.parametrize("command", [[], ["serve"], ["announce"], ["say"], ["demo"], ["office"], ["office", "export"]])
def test_help_is_indonesian_throughout(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*command, "--help"]) == 0
    out = capsys.readouterr().out
    assert out.startswith(f"Pemakaian: {' '.join(['silakan', *command])} [PILIHAN]")
    assert "\nPilihan:\n" in out
    assert "Menampilkan bantuan ini." in out
    for word in ("Usage", "Options", "OPTIONS", "Commands", "COMMAND", "ARGS", "Show this", "required", "default"):
        assert word not in out


def test_nobody_is_told_that_the_reader_of_a_pipe_has_gone(silakan: OwnProcess) -> None:
    started = silakan.start("--help", PYTHONUNBUFFERED="")
    assert started.process.stdout is not None
    started.process.stdout.close()
    assert started.process.stderr is not None
    assert (started.process.stderr.read(), started.process.wait()) == (b"", 1)
