"""A service of the office: what a resident comes for."""

from typing import Annotated

import msgspec
from msgspec import Meta

from server.description.fields import Letter, Name, Short

USUAL_MINUTES = 10


class Service(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`letter` begins the ticket numbers; `short` (16 characters at most) stands on the TV; `icon` names a file of assets/icons.

    `minutes`: how long it usually takes at the counter. `papers`: what a resident has to bring. `quota`: so many numbers a
    service day, 0 for any number.
    """

    letter: Letter
    name: Name
    short: Short
    icon: Annotated[str, Meta(pattern=r"^[a-z0-9-]{1,40}\Z")] = "file-text"
    minutes: Annotated[int, Meta(ge=1, le=240)] = USUAL_MINUTES
    papers: Annotated[tuple[Name, ...], Meta(max_length=8)] = ()
    quota: Annotated[int, Meta(ge=0, le=999)] = 0
