"""Crockford's base 32 (no I, L, O, U), with a check letter that finds every wrong letter and every two neighbours that changed places.

The check is a sum over the field GF(2^5) (x^5 + x^2 + 1) in which each place weighs twice the one after it; Crockford's own check needs
five signs that are not on every keyboard.
"""

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_POLYNOMIAL = 0b100101
_BITS = 5


def typed(text: str) -> str:
    """What a person typed, as it is compared: capitals, letters and digits only, O read as 0, I and L as 1."""
    letters = "".join(letter for letter in text.upper() if letter.isalnum())
    return letters.replace("O", "0").replace("I", "1").replace("L", "1")


def known(letters: str) -> bool:
    return all(letter in ALPHABET for letter in letters)


def check_letter(letters: str, start: int = 0) -> str:
    """Of up to 30 letters. `start` (0 to 31) goes into the sum as if it were a letter in front: the number of a line, for example."""
    total = start
    for letter in letters:
        total = _doubled(total) ^ ALPHABET.index(letter)
    return ALPHABET[_doubled(total)]


def letters_of(content: bytes) -> str:
    """Five bits a letter, the last one filled up with zeros."""
    count = -(-len(content) * 8 // _BITS)
    number = int.from_bytes(content, "big") << (count * _BITS - len(content) * 8)
    return "".join(ALPHABET[number >> _BITS * place & 31] for place in reversed(range(count)))


def bytes_of(letters: str) -> bytes:
    """The other way round; what does not fill a byte is dropped."""
    number = 0
    for letter in letters:
        number = number << _BITS | ALPHABET.index(letter)
    spare = len(letters) * _BITS % 8
    return (number >> spare).to_bytes(len(letters) * _BITS // 8, "big")


def _doubled(value: int) -> int:
    value <<= 1
    return value ^ _POLYNOMIAL if value & 32 else value
