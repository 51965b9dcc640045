"""How closed a complaint is. The class is chosen by the sender, raised by a category, and lowered by the sender alone."""

from enum import StrEnum


class Class(StrEnum):
    """From the most public to the most closed."""

    OPEN = "open"  # TERBUKA: its summary is shown with day and hamlet
    ANONYMOUS = "anonymous"  # ANONIM, the default: only in batches, coarse category and quarter
    SECRET = "secret"  # noqa: S105 -- RAHASIA: counted in totals, never shown


_ORDER = (Class.OPEN, Class.ANONYMOUS, Class.SECRET)


def rank(klass: Class) -> int:
    """0 for open, 1 for anonymous, 2 for secret."""
    return _ORDER.index(klass)


def at_least(one: Class, other: Class) -> Class:
    """The more closed of the two."""
    return max(one, other, key=rank)
