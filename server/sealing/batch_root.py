"""One number for all receipts of a week: a Merkle root (hashes as in RFC 9162), printed, shown, and kept outside the office.

Random leaves fill the week up to a power of two, 256 at least; in the sorted row they look like all others. So neither root, nor leaves,
nor the proof on a receipt tell how many complaints there were.
"""

import hashlib
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

LEAF_BYTES = 32
LEAST = 256
"""A week of a village never has half of it: a longer path in a proof would tell so."""
_LEAF = b"\x00"
_NODE = b"\x01"


@dataclass(frozen=True, slots=True)
class Batch:
    """`leaves` are kept, so that proofs can be made later. They may be read by anybody."""

    root: bytes
    leaves: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Proof:
    """The place of a leaf, and the hashes beside its path up to the root."""

    place: int
    path: tuple[bytes, ...]

    def text(self) -> str:
        """`5:9f…,03…`: as it is printed on a receipt."""
        return f"{self.place}:{','.join(each.hex() for each in self.path)}"


def batch(commitments: Collection[bytes], random: Callable[[int], bytes]) -> Batch:
    """The root over these commitments (32 bytes each) and the random ones. `random(n)` gives n random bytes."""
    real = set(commitments)
    # Half of the leaves at least are random: a full row would say that nothing was filled up.
    size = LEAST
    while size < 2 * len(real):
        size *= 2
    while len(real) < size:
        real.add(random(LEAF_BYTES))
    leaves = tuple(sorted(real))
    return Batch(root_of(leaves), leaves)


def root_of(leaves: Sequence[bytes]) -> bytes:
    """Of a row whose length is a power of two."""
    level = [_hashed_leaf(leaf) for leaf in leaves]
    while len(level) > 1:
        level = _above(level)
    return level[0]


def proof(leaves: Sequence[bytes], committed: bytes) -> Proof | None:
    """That `committed` is among the leaves. None: it is not."""
    if committed not in leaves:
        return None
    place = at = leaves.index(committed)
    path, level = [], [_hashed_leaf(leaf) for leaf in leaves]
    while len(level) > 1:
        path.append(level[at ^ 1])
        level, at = _above(level), at // 2
    return Proof(place, tuple(path))


def included(committed: bytes, shown: Proof, root: bytes) -> bool:
    """Whether that proof leads from the commitment to the root."""
    if not 0 <= shown.place < 1 << len(shown.path):
        return False
    reached, at = _hashed_leaf(committed), shown.place
    for other in shown.path:
        reached = _hashed_node(other, reached) if at & 1 else _hashed_node(reached, other)
        at //= 2
    return reached == root


def packed(leaves: Sequence[bytes]) -> bytes:
    return b"".join(leaves)


def unpacked(content: bytes) -> tuple[bytes, ...]:
    return tuple(content[at : at + LEAF_BYTES] for at in range(0, len(content), LEAF_BYTES))


def _above(level: Sequence[bytes]) -> list[bytes]:
    return [_hashed_node(level[at], level[at + 1]) for at in range(0, len(level), 2)]


def _hashed_leaf(leaf: bytes) -> bytes:
    return hashlib.sha256(_LEAF + leaf).digest()


def _hashed_node(one: bytes, other: bytes) -> bytes:
    return hashlib.sha256(_NODE + one + other).digest()
