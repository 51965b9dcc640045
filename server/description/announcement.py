"""What is announced besides calls: a text of the office's own, said by an official's press or by the calendar."""

from typing import Annotated

import msgspec
from msgspec import Meta

from server.description.fields import Short


class Announcement(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`at`: opening, closing or pause of the day's hours (`minutes` before it), or a time of day; "" is said by a press only.

    `urgent` goes before every call that waits. `{jam}` in the text is the time at which the pause or the day ends.
    `room`: None for every room.
    """

    id: Annotated[str, Meta(pattern=r"^[a-z0-9][a-z0-9-]{0,19}\Z")]
    title: Short
    text: Annotated[str, Meta(min_length=1, max_length=200)]
    at: Annotated[str, Meta(pattern=r"^(|opening|closing|pause|([01][0-9]|2[0-3]):[0-5][0-9])\Z")] = ""
    minutes: Annotated[int, Meta(ge=0, le=60)] = 0
    urgent: bool = False
    room: str | None = None
