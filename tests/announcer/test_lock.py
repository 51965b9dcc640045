"""One announcer for each state folder."""

from pathlib import Path

import pytest

from announcer.lock import AlreadyRunning, held


def test_the_second_is_refused_and_the_next_is_let_in(tmp_path: Path) -> None:
    with held(tmp_path / "new"), pytest.raises(AlreadyRunning), held(tmp_path / "new"):
        pass
    with held(tmp_path / "new"):
        pass


def test_another_folder_is_another_announcer(tmp_path: Path) -> None:
    with held(tmp_path / "one"), held(tmp_path / "other"):
        pass
