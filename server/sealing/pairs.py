"""Keys, and what is locked with them: X25519 pairs with sealed boxes, and 32-byte keys with secret boxes (libsodium).

What is sealed is padded first, so that the size of a sealed row does not tell one story from another.
"""

from dataclasses import dataclass, field

KEY_BYTES = 32
_LENGTH_BYTES = 4
_KEY_STEP = 64
_TEXT_STEP = 256


class Unopenable(Exception):
    """This key does not open that, or it was changed. Carries no text."""


@dataclass(frozen=True, slots=True)
class Pair:
    """`public` seals, `private` opens; 32 bytes each."""

    public: bytes
    private: bytes = field(repr=False)


def new_pair() -> Pair:
    from nacl.public import PrivateKey

    made = PrivateKey.generate()
    return Pair(bytes(made.public_key), bytes(made))


def pair_of(private: bytes) -> Pair:
    """The pair to which this private key belongs. Raises `Unopenable` when it is no key."""
    from nacl.public import PrivateKey

    if len(private) != KEY_BYTES:
        raise Unopenable
    return Pair(bytes(PrivateKey(private).public_key), private)


def seal(public: bytes, plain: bytes) -> bytes:
    """For whoever holds the private key of `public`; nobody can tell who sealed it. Raises `Unopenable` for what is no public key."""
    from nacl.exceptions import CryptoError
    from nacl.public import PublicKey, SealedBox

    try:
        return SealedBox(PublicKey(public)).encrypt(padded(plain))
    except (CryptoError, TypeError, ValueError):
        raise Unopenable from None


def unseal(private: bytes, sealed: bytes) -> bytes:
    """What was sealed to the pair of `private`. Raises `Unopenable`."""
    from nacl.exceptions import CryptoError
    from nacl.public import PrivateKey, SealedBox

    try:
        return unpadded(SealedBox(PrivateKey(private)).decrypt(sealed))
    except (CryptoError, TypeError, ValueError):
        # The library's own exception could carry what it was given.
        raise Unopenable from None


def lock(key: bytes, plain: bytes) -> bytes:
    """With a 32-byte key. The nonce stands before the box. Raises `Unopenable` for what is no key."""
    from nacl.exceptions import CryptoError
    from nacl.secret import SecretBox

    try:
        return bytes(SecretBox(key).encrypt(padded(plain)))
    except (CryptoError, TypeError, ValueError):
        raise Unopenable from None


def unlock(key: bytes, locked: bytes) -> bytes:
    """What was locked with `key`. Raises `Unopenable`."""
    from nacl.exceptions import CryptoError
    from nacl.secret import SecretBox

    try:
        return unpadded(SecretBox(key).decrypt(locked))
    except (CryptoError, TypeError, ValueError):
        raise Unopenable from None


def padded(plain: bytes) -> bytes:
    """Its length (4 bytes, big endian), itself, zeros: up to 64 bytes for a key, else up to the next multiple of 256."""
    whole = _LENGTH_BYTES + len(plain)
    step = _KEY_STEP if whole <= _KEY_STEP else _TEXT_STEP
    return len(plain).to_bytes(_LENGTH_BYTES, "big") + plain + bytes(-whole % step)


def unpadded(whole: bytes) -> bytes:
    """Raises `Unopenable` when it was not padded so."""
    length = int.from_bytes(whole[:_LENGTH_BYTES], "big")
    plain = whole[_LENGTH_BYTES : _LENGTH_BYTES + length]
    if len(whole) < _LENGTH_BYTES or len(plain) != length:
        raise Unopenable
    return plain
