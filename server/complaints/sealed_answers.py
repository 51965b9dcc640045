"""How the answer to an idempotency key is kept for a repetition, when it holds a secret code.

Only the sender's form knows its key. The database holds a hash of it, by which the answer is found, and the answer locked under another
hash of it: without the key neither can be turned into the code, nor can it be tried out what was asked.
"""

import hashlib
import hmac

from server.sealing.pairs import Unopenable, lock, unlock

STRONG_KEY = 22
"""A key of so many characters, 128 bits from the form's own dice, cannot be guessed by whoever has the disk."""


def name_of(key: str) -> bytes:
    """What an answer is found by."""
    return _hashed(key, b"aduan:nama")


def print_of(key: str, fingerprint: str) -> bytes:
    """What tells whether a repeated key asks for the same."""
    return hmac.new(_hashed(key, b"aduan:sidik"), fingerprint.encode(), hashlib.sha256).digest()


def locked_answer(key: str, answer: bytes) -> bytes:
    """The answer for the database; empty when there is none, or when the key is too weak to lock it."""
    return lock(_hashed(key, b"aduan:kunci"), answer) if answer and len(key) >= STRONG_KEY else b""


def unlocked_answer(key: str, sealed: bytes) -> bytes:
    """The answer again; empty when none was kept."""
    try:
        return unlock(_hashed(key, b"aduan:kunci"), sealed) if sealed else b""
    except Unopenable:
        # Under this name, but not locked with this key: a changed row. The command itself was done once, and that is what counts.
        return b""


def _hashed(key: str, use: bytes) -> bytes:
    return hashlib.blake2b(key.encode(), person=use, digest_size=32).digest()
