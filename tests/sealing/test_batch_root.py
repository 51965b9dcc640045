"""A week's root proves what is in it, and tells nothing of how many there were."""

import hashlib
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.sealing.batch_root import LEAST, Proof, batch, included, packed, proof, root_of, unpacked

COMMITMENTS = st.sets(st.binary(min_size=32, max_size=32), max_size=40)


@given(COMMITMENTS)
def test_every_receipt_of_the_week_is_proven(commitments: set[bytes]) -> None:
    made = batch(commitments, os.urandom)
    for committed in commitments:
        shown = proof(made.leaves, committed)
        assert shown is not None
        assert included(committed, shown, made.root)


@given(COMMITMENTS)
def test_nothing_else_is(commitments: set[bytes]) -> None:
    made = batch(commitments, os.urandom)
    stranger = os.urandom(32)
    assert proof(made.leaves, stranger) is None
    shown = proof(made.leaves, made.leaves[0])
    assert shown is not None
    assert not included(stranger, shown, made.root)
    assert not included(made.leaves[0], Proof(shown.place ^ 1, shown.path), made.root)
    assert not included(made.leaves[0], Proof(shown.place, shown.path[:-1]), made.root)
    assert not included(made.leaves[0], Proof(shown.place + len(made.leaves), shown.path), made.root)
    assert not included(made.leaves[0], shown, batch(commitments, os.urandom).root)


@pytest.mark.parametrize(("count", "leaves"), [(0, 256), (1, 256), (128, 256), (129, 512), (256, 512), (257, 1024)])
def test_a_row_is_a_power_of_two_and_half_of_it_at_least_is_random(count: int, leaves: int) -> None:
    made = batch([os.urandom(32) for _ in range(count)], os.urandom)
    assert len(made.leaves) == leaves >= max(LEAST, 2 * count)
    assert list(made.leaves) == sorted(made.leaves)


def test_a_quiet_week_looks_like_a_busy_one() -> None:
    """Leaves and proofs have the same shape, and the order is not that of arrival."""
    commitments = [bytes([9]) * 32, bytes([3]) * 32, bytes([6]) * 32]
    quiet, busy = batch([], os.urandom), batch(commitments, os.urandom)
    assert [len(leaf) for leaf in quiet.leaves] == [len(leaf) for leaf in busy.leaves]
    assert [leaf for leaf in busy.leaves if leaf in commitments] == sorted(commitments)


def test_the_root_is_that_of_rfc_9162() -> None:
    one, other = (hashlib.sha256(b"\x00" + leaf).digest() for leaf in (b"a", b"b"))
    assert root_of([b"a", b"b"]) == hashlib.sha256(b"\x01" + one + other).digest()


def test_a_node_is_not_taken_for_a_leaf() -> None:
    """Without the different first bytes the inner nodes of one level would be leaves with the same root."""
    made = batch([], os.urandom)
    inner = [
        hashlib.sha256(b"\x01" + hashlib.sha256(b"\x00" + a).digest() + hashlib.sha256(b"\x00" + b).digest()).digest()
        for a, b in zip(made.leaves[::2], made.leaves[1::2], strict=True)
    ]
    assert root_of(inner) != made.root


def test_leaves_are_kept_and_read_again() -> None:
    made = batch([], os.urandom)
    assert unpacked(packed(made.leaves)) == made.leaves
    shown = proof(made.leaves, made.leaves[5])
    assert shown is not None
    assert shown.text().startswith("5:")
    assert shown.text().count(",") == 7
