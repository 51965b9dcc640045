"""The kinds of values that an office file holds."""

from typing import Annotated

from msgspec import Meta

Name = Annotated[str, Meta(min_length=1, max_length=60)]
Short = Annotated[str, Meta(min_length=1, max_length=16)]
Letter = Annotated[str, Meta(pattern=r"^[A-Z]\Z")]
CounterId = Annotated[str, Meta(pattern=r"^[0-9]{1,2}\Z")]
ClockTime = Annotated[str, Meta(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]\Z")]
IsoDate = Annotated[str, Meta(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")]
Digest = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}\Z")]
"""SHA-256 of a file's bytes, in hexadecimal."""

Between = tuple[ClockTime, ClockTime]
"""From and to, on one day."""


def minutes_of(clock_time: str) -> int:
    """Minutes after midnight of `HH:MM`."""
    hours, minutes = clock_time.split(":")
    return int(hours) * 60 + int(minutes)
