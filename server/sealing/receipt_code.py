"""The sender's secret code: 16 digits, made to be copied by hand.

The first digit is 0, so it is never taken for an identity number (NIK), which begins with a province's code, 11 to 97. 14 digits are
random (46.5 bits). The last one is Damm's check digit (H. M. Damm, 2004): it finds every wrong digit and every two neighbours that
changed places.
"""

from collections.abc import Callable

DIGITS = 16
_RANDOM_DIGITS = 14
_GROUP = 4
_BETWEEN = frozenset(" -.\u00a0\u2009\t\r\n")
# Damm's quasigroup of order 10: row = digit so far, column = next digit.
_DAMM = (
    "0317598642",
    "7092154863",
    "4206871359",
    "1750983426",
    "6123045978",
    "3674209581",
    "5869720134",
    "8945362017",
    "9438617205",
    "2581436790",
)


def new_code(random: Callable[[int], bytes]) -> str:
    """Sixteen digits. `random(n)` gives n random bytes."""
    most = 10**_RANDOM_DIGITS
    limit = (1 << 64) // most * most
    while (drawn := int.from_bytes(random(8), "big")) >= limit:
        pass  # drawn anew, so that every code is equally likely
    body = f"0{drawn % most:0{_RANDOM_DIGITS}d}"
    return body + check_digit(body)


def parsed(text: str) -> str | None:
    """The sixteen digits of what somebody typed or scanned, blanks and dashes wherever they are. None: not such a code."""
    digits = "".join(sign for sign in text if sign not in _BETWEEN)
    right = len(digits) == DIGITS and digits.isascii() and digits.isdigit() and digits[0] == "0"
    return digits if right and check_digit(digits[:-1]) == digits[-1] else None


def pretty(code: str) -> str:
    """`0123 4567 8901 2345`."""
    return " ".join(code[at : at + _GROUP] for at in range(0, len(code), _GROUP))


def check_digit(digits: str) -> str:
    so_far = 0
    for digit in digits:
        so_far = int(_DAMM[so_far][int(digit)])
    return str(so_far)
