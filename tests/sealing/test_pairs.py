"""Boxes open with their key and with no other, tell nothing by their size, and say nothing when they do not open."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.sealing.pairs import Unopenable, lock, new_pair, padded, pair_of, seal, unlock, unpadded, unseal

KEY = bytes(range(32))
CANARY = b"Siti Rahayu 081234567890"


def test_what_is_sealed_opens_with_the_private_key_and_with_no_other() -> None:
    pair = new_pair()
    sealed = seal(pair.public, CANARY)
    assert unseal(pair.private, sealed) == CANARY
    assert CANARY not in sealed
    with pytest.raises(Unopenable):
        unseal(new_pair().private, sealed)


def test_what_is_locked_opens_with_its_key_and_with_no_other() -> None:
    locked = lock(KEY, CANARY)
    assert unlock(KEY, locked) == CANARY
    assert CANARY not in locked
    with pytest.raises(Unopenable):
        unlock(bytes(32), locked)


def test_the_same_words_are_sealed_differently_each_time() -> None:
    pair = new_pair()
    assert seal(pair.public, CANARY) != seal(pair.public, CANARY)
    assert lock(KEY, CANARY) != lock(KEY, CANARY)


def test_a_pair_is_found_again_from_its_private_key() -> None:
    pair = new_pair()
    assert pair_of(pair.private) == pair


@given(st.binary(max_size=3000))
def test_padding_comes_off_and_hides_the_length(plain: bytes) -> None:
    whole = padded(plain)
    assert unpadded(whole) == plain
    assert len(whole) == 64 if len(plain) <= 60 else len(whole) % 256 == 0


@pytest.mark.parametrize(
    "open_it",
    [
        lambda: unseal(new_pair().private, CANARY),
        lambda: unseal(b"short", seal(new_pair().public, CANARY)),
        lambda: unlock(KEY, CANARY),
        lambda: unlock(b"short", lock(KEY, CANARY)),
        lambda: lock(b"short", CANARY),
        lambda: seal(b"short", CANARY),
        lambda: pair_of(b"short"),
        lambda: unpadded(b"\x00\x00\x10\x00" + CANARY),
        lambda: unpadded(b""),
    ],
)
def test_what_does_not_open_says_nothing(open_it: Callable[[], bytes]) -> None:
    with pytest.raises(Unopenable) as caught:
        open_it()
    assert str(caught.value) == ""
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__ or caught.value.__context__ is None


def test_a_changed_byte_is_noticed() -> None:
    pair = new_pair()
    sealed = bytearray(seal(pair.public, CANARY))
    sealed[60] ^= 1
    with pytest.raises(Unopenable):
        unseal(pair.private, bytes(sealed))


def test_a_pair_shows_no_private_key() -> None:
    pair = new_pair()
    assert repr(pair.private) not in repr(pair)
    assert "private" not in repr(pair)
