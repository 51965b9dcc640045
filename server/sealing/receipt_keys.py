"""Two keys from one stretched code: one finds the row, the other opens it. HKDF with SHA-256 (RFC 5869)."""

import hashlib
import hmac

_HASH_BYTES = 32
_LOOKUP = b"silakan/aduan/lookup/1"
_KEK = b"silakan/aduan/kek/1"


def derived(stretched: bytes) -> tuple[bytes, bytes]:
    """Lookup (32 bytes, kept in clear: it tells nothing of the code) and key (32 bytes, kept nowhere)."""
    drawn = extracted(b"", stretched)
    return expanded(drawn, _LOOKUP, _HASH_BYTES), expanded(drawn, _KEK, _HASH_BYTES)


def extracted(salt: bytes, secret: bytes) -> bytes:
    return hmac.digest(salt or bytes(_HASH_BYTES), secret, hashlib.sha256)


def expanded(key: bytes, info: bytes, length: int) -> bytes:
    made, block = b"", b""
    for count in range(1, -(-length // _HASH_BYTES) + 1):
        block = hmac.digest(key, block + info + bytes([count]), hashlib.sha256)
        made += block
    return made[:length]
