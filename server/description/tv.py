"""The TVs: how large, how far the last bench stands, and what is on them between two calls."""

from typing import Annotated

import msgspec
from msgspec import Meta

from server.description.fields import CounterId, Digest, Name, Short

Diagonal = Annotated[int, Meta(ge=19, le=110)]
Distance = Annotated[float, Meta(ge=1, le=20)]


class Tv(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`diagonal` in inches; `distance` in metres, from the TV to the farthest bench: together they give the size of the letters.

    `edge`: percent of the picture's width that the set may cut off at each side.
    """

    diagonal: Diagonal = 43
    distance: Distance = 4.5
    edge: Annotated[int, Meta(ge=0, le=5)] = 5


class Screen(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A TV that shows only some counters, at `/layar/{name}`. Without sizes of its own it is like the others."""

    name: Annotated[str, Meta(pattern=r"^[a-z0-9][a-z0-9-]{0,19}\Z")]
    title: Short
    counters: Annotated[tuple[CounterId, ...], Meta(min_length=1)]
    diagonal: Diagonal | None = None
    distance: Distance | None = None


class Medium(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A picture or a short video for the time between two calls. `digest` names its file; `words` say what is to be seen."""

    digest: Digest
    words: Name
    video: bool = False
