"""A counter of the office."""

from typing import Annotated

import msgspec
from msgspec import Meta

from server.description.fields import CounterId, Letter, Short


class Counter(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`id` is what the loudspeaker says after "loket": one or two digits."""

    id: CounterId
    name: Short
    label: Short
    services: Annotated[tuple[Letter, ...], Meta(min_length=1)]
