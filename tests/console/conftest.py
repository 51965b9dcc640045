"""What tests of the command line share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.console.own_process import OwnProcess


@pytest.fixture
def silakan(tmp_path: Path) -> Iterator[OwnProcess]:
    """Starts `silakan` in processes of its own; all of them are gone after the test."""
    starter = OwnProcess(tmp_path)
    yield starter
    starter.end()
