"""The name under which a state folder asks for its room."""

from pathlib import Path

import pytest

from announcer.name import own_name


def test_a_later_life_has_the_same_name(tmp_path: Path) -> None:
    assert own_name(tmp_path / "name") == own_name(tmp_path / "name")
    assert own_name(tmp_path / "name") != own_name(tmp_path / "another")


@pytest.mark.parametrize("content", [b"", b"Desa Sukamaju", b"\xff\xfe", b"0" * 4_000])
def test_a_damaged_name_is_made_anew(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "name").write_bytes(content)
    made = own_name(tmp_path / "name")
    assert len(made) == 16
    assert own_name(tmp_path / "name") == made


def test_a_folder_that_cannot_be_written_gets_a_name_for_this_life(tmp_path: Path) -> None:
    assert len(own_name(tmp_path / "missing" / "name")) == 16
