"""The key of an identity, split so that any two of three custodians open it, and no one alone.

For each of the three pairs the key is split anew: a random pad to one, key XOR pad to the other. Half a pair tells nothing at all about
the key, whatever computers will be able to do, and needs no library.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import combinations

from server.sealing.pairs import KEY_BYTES, Unopenable, seal

CUSTODIANS = 3


@dataclass(frozen=True, slots=True)
class Share:
    """Half of what the two custodians of `pair` know together, sealed to `custodian`."""

    pair: str
    custodian: str
    sealed: bytes = field(repr=False)


def pair_name(one: str, other: str) -> str:
    """The same name, whoever is named first. Ids of accounts hold no `+`."""
    return "+".join(sorted((one, other)))


def shares(key: bytes, publics: Mapping[str, bytes], random: Callable[[int], bytes]) -> tuple[Share, ...]:
    """Six shares: two for each pair of the three custodians, whose public keys are given by account."""
    if len(publics) != CUSTODIANS or len(key) != KEY_BYTES:
        raise ValueError("a key of 32 bytes and three custodians")
    made = []
    for one, other in combinations(sorted(publics), 2):
        pad, name = random(KEY_BYTES), pair_name(one, other)
        made += [
            Share(name, one, seal(publics[one], pad)),
            Share(name, other, seal(publics[other], mixed(key, pad))),
        ]
    return tuple(made)


def combine(half: bytes, other_half: bytes) -> bytes:
    """The key, from both halves of one pair. Raises `Unopenable` for halves that are none."""
    if len(half) != KEY_BYTES or len(other_half) != KEY_BYTES:
        raise Unopenable
    return mixed(half, other_half)


def mixed(one: bytes, other: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(one, other, strict=True))
