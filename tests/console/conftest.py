"""What tests of the command line share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.console.own_process import OwnProcess, WarmProcesses


@pytest.fixture
def silakan(tmp_path: Path) -> Iterator[OwnProcess]:
    """Starts `silakan` in processes of its own; all of them are gone after the test."""
    starter = OwnProcess(tmp_path)
    yield starter
    starter.end()


@pytest.fixture
def warm_silakan(tmp_path: Path) -> Iterator[WarmProcesses]:
    """The same, with less for the processor to do."""
    starter = WarmProcesses(tmp_path)
    yield starter
    starter.end()
