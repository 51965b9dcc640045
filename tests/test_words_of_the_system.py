"""What the system or a library says of an error is English; people read Indonesian sentences with what to do.

Sentences are known by a word that every one of them has; what goes into the log for those who look after the machine stays as it is.
"""

import ast
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from announcer.config import Config
from announcer.run import run
from announcer.say import say
from server.console import settings, text_file
from server.console.autostart import Unit, install
from server.console.failure import Failure, Misuse
from server.description import Unusable, parse
from server.store.base import Damaged, Unwritable
from server.store.failures import translated
from server.store.lock import DirectoryLock

ROOT = Path(__file__).resolve().parent.parent
INDONESIAN = re.compile(r"\b(tidak|rusak|bukan|belum|tetapi|versi)\b")
FOREIGN = frozenset(
    {
        "OSError",
        "RecursionError",
        "TOMLDecodeError",
        "ValidationError",
        "DecodeError",
        "Error",
        "OperationalError",
        "UnknownKind",
    }
)
"""Exceptions whose words are not ours. `Error` is sqlite3's."""
ENGLISH = re.compile(
    r"\b(no such|directory|file|permission|denied|disk i|disk image|malformed|expected|invalid|line|not a|at end)\b",
    re.IGNORECASE,
)


def english_inside(tree: ast.AST) -> Iterator[int]:
    """Lines of sentences that hold what somebody else's exception says."""
    for handler in (node for node in ast.walk(tree) if isinstance(node, ast.ExceptHandler) and node.name):
        foreign = {part.attr if isinstance(part, ast.Attribute) else part.id for part in _types(handler)} & FOREIGN
        for text in ast.walk(handler):
            if isinstance(text, ast.JoinedStr) and foreign and INDONESIAN.search(_written(text)):
                held = (part.value for part in text.values if isinstance(part, ast.FormattedValue))
                if any(_says(value, handler.name or "") for value in held):
                    yield text.lineno


def _types(handler: ast.ExceptHandler) -> list[ast.Name | ast.Attribute]:
    return [node for node in ast.walk(handler.type or ast.Pass()) if isinstance(node, ast.Name | ast.Attribute)]


def _says(value: ast.expr, name: str) -> bool:
    match value:
        case ast.Name(id=found) | ast.Attribute(value=ast.Name(id=found), attr="strerror"):
            return found == name
        case ast.Call(func=ast.Name(id=called)) if called.endswith("_in_words"):
            return False
        case ast.Call():
            return any(isinstance(node, ast.Name) and node.id == name for node in ast.walk(value))
        case _:
            return False


def _written(text: ast.JoinedStr) -> str:
    return " ".join(str(part.value) for part in text.values if isinstance(part, ast.Constant))


def test_no_sentence_holds_what_the_system_says() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line}"
        for folder in ("server", "announcer")
        for path in sorted((ROOT / folder).rglob("*.py"))
        for line in english_inside(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert found == []


@pytest.mark.parametrize("held", ["error.strerror", "error", "str(error)", "' '.join(str(error).split())"])
def test_the_search_finds_each_way_of_holding_it(held: str) -> None:
    source = (
        f"try:\n    pass\nexcept (KeyError, OSError) as error:\n    raise Failure(f'Berkas tidak ada ({{{held}}}).')\n"
    )
    assert list(english_inside(ast.parse(source.replace("' '", '" "')))) == [4]
    assert list(english_inside(ast.parse(source.replace("OSError", "Failure").replace("' '", '" "')))) == []


def test_what_puts_it_into_our_words_may_have_it() -> None:
    source = (
        "try:\n    pass\nexcept OSError as error:\n    raise Failure(f'Berkas tidak ada ({place_in_words(error)}).')\n"
    )
    assert list(english_inside(ast.parse(source))) == []


def in_our_words(sentence: str, *without: object) -> bool:
    for path in without:
        sentence = sentence.replace(str(path), "")
    return bool(INDONESIAN.search(sentence)) and not ENGLISH.search(sentence)


def test_a_file_that_cannot_be_had(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "none" / "kantor.toml"
    with pytest.raises(Failure) as written:
        text_file.write(place, "text")
    assert in_our_words(str(written.value), place)

    def refused(*_args: object, **_more: object) -> str:
        raise PermissionError(13, "Permission denied")

    there = tmp_path / "there.toml"
    there.write_text("")
    monkeypatch.setattr(Path, "read_text", refused)
    with pytest.raises(Misuse) as unread:
        text_file.read(there)
    assert in_our_words(str(unread.value), there)


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(Failure) as not_made:
        install(Unit("silakan", "Silakan", ("true",), {}), tmp_path / "file" / "systemd", lambda _: None, "linux")
    assert in_our_words(str(not_made.value), tmp_path / "file" / "systemd")
    with pytest.raises(Unwritable) as not_locked:
        DirectoryLock(tmp_path / "none").acquire()
    assert in_our_words(str(not_locked.value), tmp_path / "none")


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("SQLITE_FULL", "penuh"),
        ("SQLITE_READONLY", "hanya dapat dibaca"),
        ("SQLITE_IOERR_WRITE", "media"),
        ("SQLITE_BUSY", "dipakai"),
    ],
)
def test_a_medium_that_refuses(name: str, part: str) -> None:
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = getattr(sqlite3, name)
    with pytest.raises(Unwritable) as refused, translated():
        raise error
    assert in_our_words(str(refused.value))
    assert part in str(refused.value)


def test_a_broken_database_and_a_broken_file_system() -> None:
    error = sqlite3.DatabaseError("database disk image is malformed")
    error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
    with pytest.raises(Damaged) as damaged, translated():
        raise error
    assert in_our_words(str(damaged.value))
    with pytest.raises(Unwritable) as refused, translated():
        raise OSError(5, "Input/output error")
    assert in_our_words(str(refused.value))


@pytest.mark.parametrize(
    ("text", "place"), [("a = 1\nb = ?\nc = 1", "baris 2"), ("a = 1\n\nb == 2", "baris 3"), ("a = [1", "akhir berkas")]
)
def test_a_file_that_is_no_toml_names_the_place(text: str, place: str, tmp_path: Path) -> None:
    with pytest.raises(Unusable) as unusable:
        parse(text)
    assert place in str(unusable.value)
    assert in_our_words(str(unusable.value))
    file = tmp_path / "silakan.toml"
    file.write_text(text)
    with pytest.raises(Misuse) as misuse:
        settings._kept(file)
    assert place in str(misuse.value)
    assert in_our_words(str(misuse.value), file)


def test_a_file_that_is_nested_without_end_is_refused_in_our_words() -> None:
    with pytest.raises(Unusable) as unusable:
        parse("a = " + "[" * 5000)
    assert in_our_words(str(unusable.value))


def test_the_announcer_says_why_it_cannot_write(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "none" / "x.wav"
    assert say("A012", "2", out=out, voice="silent") == 1
    (tmp_path / "file").write_text("")
    assert run(Config("http://127.0.0.1:9", "token", tmp_path / "file" / "state")) == 1
    for sentence, path in zip(capsys.readouterr().err.splitlines(), (out, tmp_path / "file" / "state"), strict=True):
        assert in_our_words(sentence, path)
