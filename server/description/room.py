"""A room with a loudspeaker of its own."""

from collections.abc import Collection
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from server.description.fields import CounterId, Short


class Room(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A call is spoken in the room where its counter is. An office without rooms is one room, named "", with all counters.

    `speaker`: what sounds there, the loudspeaker of the announcer's machine or the TV page.
    """

    name: Annotated[str, Meta(pattern=r"^[a-z0-9][a-z0-9-]{0,19}\Z")]
    title: Short
    counters: tuple[CounterId, ...]
    speaker: Literal["device", "tv"] = "device"

    def without(self, counters: Collection[str]) -> "Room":
        """The same room when those counters stand elsewhere, or nowhere any more."""
        return msgspec.structs.replace(self, counters=tuple(one for one in self.counters if one not in counters))
