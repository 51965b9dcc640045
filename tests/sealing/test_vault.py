"""Any two of three custodians open, and one alone learns nothing."""

from itertools import combinations

import pytest

from server.sealing.pairs import Unopenable, new_pair, unseal
from server.sealing.vault import combine, pair_name, shares

KEY = bytes(range(32))
PAIRS = {name: new_pair() for name in ("kasi", "sekdes", "bpd")}
PUBLICS = {name: pair.public for name, pair in PAIRS.items()}


def dice() -> object:
    count = iter(range(1, 100))
    return lambda n: bytes([next(count)]) * n


@pytest.mark.parametrize(("one", "other"), list(combinations(PAIRS, 2)))
def test_any_two_open(one: str, other: str) -> None:
    made = shares(KEY, PUBLICS, dice())  # type: ignore[arg-type]
    assert len(made) == 6
    halves = [unseal(PAIRS[s.custodian].private, s.sealed) for s in made if s.pair == pair_name(one, other)]
    assert combine(*halves) == KEY


def test_what_one_custodian_holds_says_nothing_of_the_key() -> None:
    """Every key fits what one holds: with the same dice, for another key, the first of each pair holds the very same."""
    made = shares(KEY, PUBLICS, dice())  # type: ignore[arg-type]
    others = shares(bytes(32), PUBLICS, dice())  # type: ignore[arg-type]
    firsts = [s.custodian == s.pair.partition("+")[0] for s in made]
    for share, other, first in zip(made, others, firsts, strict=True):
        one, two = (unseal(PAIRS[s.custodian].private, s.sealed) for s in (share, other))
        assert one != KEY
        # What the second holds differs by exactly the two keys, so under an unknown pad it is anything.
        assert (one == two) is first


def test_halves_of_different_pairs_make_no_key() -> None:
    made = shares(KEY, PUBLICS, dice())  # type: ignore[arg-type]
    by_kasi = [unseal(PAIRS["kasi"].private, s.sealed) for s in made if s.custodian == "kasi"]
    assert combine(*by_kasi) != KEY


def test_a_share_opens_for_its_custodian_only() -> None:
    for share in shares(KEY, PUBLICS, dice()):  # type: ignore[arg-type]
        for name, pair in PAIRS.items():
            if name != share.custodian:
                with pytest.raises(Unopenable):
                    unseal(pair.private, share.sealed)


@pytest.mark.parametrize("names", [("kasi",), ("kasi", "bpd"), ("kasi", "bpd", "sekdes", "kades")])
def test_there_are_three_custodians_or_none(names: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="three custodians"):
        shares(KEY, {name: new_pair().public for name in names}, dice())  # type: ignore[arg-type]


def test_a_broken_half_is_no_key() -> None:
    with pytest.raises(Unopenable):
        combine(KEY, b"short")


def test_a_pair_has_one_name() -> None:
    assert pair_name("b", "a") == pair_name("a", "b") == "a+b"


def test_a_share_shows_nothing() -> None:
    (share, *_) = shares(KEY, PUBLICS, dice())  # type: ignore[arg-type]
    assert "sealed" not in repr(share)
