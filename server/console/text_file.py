"""Reading and writing a file that a person named."""

from pathlib import Path

from server.console.failure import Failure, Misuse


def existing(path: Path) -> Path:
    """The path, when a file is there. Raises `Misuse`."""
    if not path.is_file():
        raise Misuse(f"Berkas {path} tidak ada; periksa letak dan namanya.")
    return path


def read(path: Path) -> str:
    """The text of a UTF-8 file. Raises `Misuse`."""
    try:
        return existing(path).read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise Misuse(f"Berkas {path} bukan teks UTF-8; simpan ulang sebagai UTF-8 lalu coba lagi.") from error
    except OSError as error:
        raise Misuse(f"Berkas {path} tidak dapat dibaca; periksa hak aksesnya.") from error


def write(path: Path, text: str) -> None:
    """Write a UTF-8 file. Raises `Failure`."""
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise Failure(
            f"Berkas {path} tidak dapat ditulis; periksa apakah foldernya ada dan disknya tidak penuh, atau pilih tempat lain."
        ) from error
