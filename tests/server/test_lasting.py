"""Imports are not searched for garbage, and the search goes on afterwards whatever became of them."""

import gc
from collections.abc import Iterator

import pytest

from server import lasting
from server.lasting import made_to_last


@pytest.fixture(autouse=True)
def as_before(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """With the real one, and what the suite has frozen itself stays so."""
    monkeypatch.setattr(lasting, "gc", gc)
    yield
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def test_what_is_made_inside_is_not_looked_at_again() -> None:
    before = gc.get_freeze_count()
    with made_to_last():
        assert not gc.isenabled()
        kept = [[] for _ in range(1_000)]
    assert gc.isenabled()
    assert gc.get_freeze_count() >= before + len(kept)


def test_an_import_that_fails_does_not_end_the_search_for_garbage() -> None:
    before = gc.get_freeze_count()
    with pytest.raises(ImportError), made_to_last():
        raise ImportError
    assert gc.isenabled()
    # What it leaves behind goes: whoever asks next has it tried again, and again.
    assert gc.get_freeze_count() == before


def test_inside_another_one_it_waits_for_the_outer() -> None:
    with made_to_last():
        with made_to_last():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()
