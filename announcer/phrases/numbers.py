"""Numbers in Indonesian words."""

DIGITS = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")
NUMBER_WORDS = (*DIGITS, "sepuluh", "sebelas", "belas", "puluh", "ratus", "seratus")
"""The words of every number below a thousand."""
LARGEST = 999_999_999_999

_GROUPS = ((1_000_000_000, "miliar"), (1_000_000, "juta"), (1_000, "ribu"))


def number_words(value: int) -> tuple[str, ...]:
    """0 to 999,999,999,999, one clip a word: 12 is ("dua", "belas"), 1246 ("seribu", "dua", "ratus", "empat", "puluh", "enam").

    Raises ValueError outside of that range.
    """
    if not 0 <= value <= LARGEST:
        raise ValueError(f"no words for {value}")
    if value == 0:
        return (DIGITS[0],)
    said: tuple[str, ...] = ()
    for size, name in _GROUPS:
        count, value = divmod(value, size)
        if count == 1 and name == "ribu":
            # "satu juta seribu" and "seribu": a thousand alone has a word of its own.
            said += ("seribu",)
        elif count:
            said += (*_below_thousand(count), name)
    return said + _below_thousand(value)


def ordinal_words(value: int) -> tuple[str, ...]:
    """1 is ("pertama",), 2 ("kedua",), 12 ("kedua", "belas"), 100 ("keseratus",). Raises ValueError below 1."""
    if value < 1:
        raise ValueError(f"no place {value}")
    if value == 1:
        return ("pertama",)
    first, *rest = number_words(value)
    return (f"ke{first}", *rest)


def _below_thousand(value: int) -> tuple[str, ...]:
    """Nothing for 0."""
    hundreds, rest = divmod(value, 100)
    tens, units = divmod(rest, 10)
    head: tuple[str, ...] = ()
    if hundreds == 1:
        head = ("seratus",)
    elif hundreds:
        head = (DIGITS[hundreds], "ratus")
    match tens, units:
        case 0, 0:
            return head
        case 0, _:
            return (*head, DIGITS[units])
        case 1, 0:
            return (*head, "sepuluh")
        case 1, 1:
            return (*head, "sebelas")
        case 1, _:
            return (*head, DIGITS[units], "belas")
        case _, 0:
            return (*head, DIGITS[tens], "puluh")
        case _:
            return (*head, DIGITS[tens], "puluh", DIGITS[units])
