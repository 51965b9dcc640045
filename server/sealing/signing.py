"""The office's signature under receipts (Ed25519), and what it signs.

The key lies in a file that the server's user alone can read: it has to sign while nobody is signed in. Whoever steals it can make false
receipts, and reads nothing.
"""

import hashlib
import os
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from server.sealing.pairs import KEY_BYTES, Unopenable

KEY_FILE = "tanda.key"
NONCE_BYTES = 32
SIGNATURE_BYTES = 64
_COMMITMENT = b"silakan/aduan/commitment/1"
_SIGNED = b"silakan/aduan/receipt/1"


@dataclass(frozen=True, slots=True)
class OfficeKey:
    """`public` (32 bytes) is for everybody: it stands on every receipt and on the board."""

    public: bytes
    seed: bytes = field(repr=False)

    def sign(self, commitment: bytes) -> bytes:
        """64 bytes."""
        from nacl.signing import SigningKey

        return bytes(SigningKey(self.seed).sign(_SIGNED + commitment).signature)


def commitment(number: str, story_digest: bytes, day: date, nonce: bytes) -> bytes:
    """32 bytes that fix all four and tell none of them: `nonce` (32 random bytes) stands on the receipt only."""
    digest = hashlib.sha256(_COMMITMENT)
    for part in (number.encode(), story_digest, day.isoformat().encode(), nonce):
        digest.update(len(part).to_bytes(4, "big") + part)
    return digest.digest()


def story_digest(story: bytes) -> bytes:
    """SHA-256 of the story as it was sent, byte for byte (UTF-8)."""
    return hashlib.sha256(story).digest()


def verify(public: bytes, committed: bytes, signature: bytes) -> bool:
    """Whether the office with that key signed that commitment."""
    from nacl.exceptions import BadSignatureError
    from nacl.signing import VerifyKey

    if len(public) != KEY_BYTES or len(signature) != SIGNATURE_BYTES:
        return False
    try:
        VerifyKey(public).verify(_SIGNED + committed, signature)
    except (BadSignatureError, ValueError):
        return False  # an exception is how the library says no
    return True


def office_key(folder: Path) -> OfficeKey:
    """The key in that folder; made when there is none. Raises `Unopenable` when the file is broken, `OSError` as files do. Blocks."""
    path = folder / KEY_FILE
    try:
        seed = path.read_bytes()
    except FileNotFoundError:
        seed = _make(path)
    if len(seed) != KEY_BYTES:
        raise Unopenable
    from nacl.signing import SigningKey

    return OfficeKey(bytes(SigningKey(seed).verify_key), seed)


def _make(path: Path) -> bytes:
    """A new key, written whole or not at all; nobody but the owner may read it. Who comes second takes the first one's."""
    seed = os.urandom(KEY_BYTES)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.{os.urandom(4).hex()}")
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(seed)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            return path.read_bytes()
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    return seed
