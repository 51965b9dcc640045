"""What sound tests share."""

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from types import ModuleType

import pytest

from tests.sound import likeness as likeness_module
from tests.sound import null_sink as null_sink_module
from tests.sound import recording as recording_module
from tests.sound.null_sink import NullSink
from tests.sound.small_feed import SmallFeed

QUICK = 8
"""Times as fast as in a hall: for what proves order and content. What is told and drawn in step is tried in real time."""


@pytest.fixture(scope="session")
def likeness() -> ModuleType:
    """tests/sound/likeness.py"""
    return likeness_module


@pytest.fixture(scope="session")
def recording() -> ModuleType:
    """tests/sound/recording.py"""
    return recording_module


@asynccontextmanager
async def _sink(folders: pytest.TempPathFactory, speed: int) -> AsyncIterator[NullSink]:
    """What is missing is a failure, not a skip: the voice is half of the product."""
    if missing := null_sink_module.missing():
        if os.environ.get("ALLOW_SKIP") == "1":
            pytest.skip(f"needs {' '.join(missing)}")
        pytest.fail(f"needs {' '.join(missing)}: apt-get install pulseaudio pulseaudio-utils")
    # Not below the test's own folder: a socket's path may have 107 bytes.
    folder = folders.mktemp("pa")
    async with null_sink_module.null_sink(folder, speed) as sink:
        yield sink
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
async def null_sink(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[NullSink]:
    """A running tests/sound/null_sink.py that takes its time, as a loudspeaker does."""
    async with _sink(tmp_path_factory, 1) as sink:
        yield sink


@pytest.fixture
async def quick_sink(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[NullSink]:
    """The same, eight times as fast, or as fast as the test's parameter says."""
    async with _sink(tmp_path_factory, getattr(request, "param", QUICK)) as sink:
        yield sink


@pytest.fixture
async def small_feed() -> AsyncIterator[SmallFeed]:
    """A feed on 127.0.0.1."""
    async with SmallFeed.open() as feed:
        yield feed
