"""The office's signature: checked by anybody, made by nobody else, and of no more than the commitment."""

from datetime import date
from pathlib import Path

import pytest

from server.sealing.pairs import Unopenable
from server.sealing.signing import KEY_FILE, commitment, office_key, story_digest, verify

DAY = date(2026, 11, 23)
NONCE = b"n" * 32
PARTS = ("ADU-7K3M-Q", story_digest(b"Lampu jalan mati"), DAY, NONCE)


def test_a_signed_receipt_is_verified(tmp_path: Path) -> None:
    key = office_key(tmp_path)
    committed = commitment(*PARTS)
    signature = key.sign(committed)
    assert len(committed) == 32
    assert len(signature) == 64
    assert verify(key.public, committed, signature)


@pytest.mark.parametrize(
    "changed",
    [
        ("ADU-7K3M-R", PARTS[1], DAY, NONCE),
        (PARTS[0], story_digest(b"Lampu jalan mati."), DAY, NONCE),
        (*PARTS[:2], date(2026, 11, 24), NONCE),
        (*PARTS[:3], b"m" * 32),
        ("ADU-7K3M-Q" + "2", PARTS[1][1:], DAY, NONCE),
    ],
)
def test_every_part_is_in_it(tmp_path: Path, changed: tuple[str, bytes, date, bytes]) -> None:
    key = office_key(tmp_path)
    assert commitment(*changed) != commitment(*PARTS)
    assert not verify(key.public, commitment(*changed), key.sign(commitment(*PARTS)))


def test_another_office_s_signature_is_none(tmp_path: Path) -> None:
    one, other = office_key(tmp_path / "a"), office_key(tmp_path / "b")
    committed = commitment(*PARTS)
    assert not verify(one.public, committed, other.sign(committed))
    assert not verify(one.public, committed, b"short")
    assert not verify(b"short", committed, one.sign(committed))


def test_the_key_is_made_once_and_for_its_owner_only(tmp_path: Path) -> None:
    one = office_key(tmp_path / "aduan")
    assert office_key(tmp_path / "aduan") == one
    path = tmp_path / "aduan" / KEY_FILE
    assert path.stat().st_mode & 0o777 == 0o600
    assert [each.name for each in path.parent.iterdir()] == [KEY_FILE]
    assert repr(one) == f"OfficeKey(public={one.public!r})"


def test_a_broken_key_file_signs_nothing(tmp_path: Path) -> None:
    (tmp_path / KEY_FILE).write_bytes(b"half")
    with pytest.raises(Unopenable):
        office_key(tmp_path)
