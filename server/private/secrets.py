"""Secrets made by the office, and how they are kept."""

import hashlib
import secrets

# No vowels, so that no code spells a word (RFC 8628, section 6.1).
_CODE_LETTERS = "BCDFGHJKLMNPQRSTVWXZ"


def new_token() -> str:
    """256 random bits for a machine to carry."""
    return secrets.token_urlsafe(32)


def new_ticket_token() -> str:
    """128 random bits for a resident's address: short enough for a coarse QR code, too long to guess."""
    return secrets.token_urlsafe(16)


def new_id() -> str:
    return secrets.token_hex(6)


def new_pin() -> str:
    """Six digits, for fingers. Only accepted on a device that was let in."""
    return f"{secrets.randbelow(1_000_000):06d}"


def new_code() -> str:
    """Eight letters in two groups, about 34 bits: `BCDF-GHJK`. For a few minutes, and for few guesses."""
    return _groups(2)


def new_password() -> str:
    """Sixteen letters in four groups, about 69 bits: to be read once from a screen and replaced."""
    return _groups(4)


def plain_code(typed: str) -> str:
    """What a person typed, as a code is compared: capitals, no blanks or dashes."""
    return "".join(letter for letter in typed.upper() if letter.isalnum())


def hash_of(token: str) -> str:
    """SHA-256: enough for a random secret of 128 bits and more, which cannot be guessed from its hash."""
    return hashlib.sha256(token.encode()).hexdigest()


def _groups(count: int) -> str:
    return "-".join("".join(secrets.choice(_CODE_LETTERS) for _ in range(4)) for _ in range(count))
