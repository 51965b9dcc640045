"""A part of a file, as browsers of TVs ask for media: RFC 9110, section 14, one range."""

import re

_RANGE = re.compile(r"bytes=(\d*)-(\d*)", re.IGNORECASE | re.ASCII)


class NotSatisfiable(Exception):
    """The range lies outside of the file."""


def byte_range(header: str, size: int) -> tuple[int, int] | None:
    """First byte and the one behind the last; None for the whole file: no header, several ranges, or one that cannot be read.

    Raises `NotSatisfiable`.

    >>> byte_range("bytes=10-", 100)
    (10, 100)
    >>> byte_range("bytes=-10", 100)
    (90, 100)
    """
    found = _RANGE.fullmatch(header.strip())
    if found is None or found[0].endswith("=-") or max(map(len, found.groups())) > 15:
        return None
    first, last = found.groups()
    if not first:
        start, end = max(0, size - int(last)), size
    else:
        start, end = int(first), min(int(last) + 1, size) if last else size
        if last and int(last) < start:
            return None
    if start >= size or end <= start:
        raise NotSatisfiable
    return start, end
