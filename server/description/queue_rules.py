"""How the queue is ordered, as far as an office may choose."""

from typing import Annotated

import msgspec
from msgspec import Meta


class QueueRules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`priority_ratio`: at most so many preferred residents in a row while others wait. `brake`: whoever was overtaken so often
    is next. `return_after`: who missed the call returns behind so many people. `transfer_first`: who is sent on is first there.
    """

    priority_ratio: Annotated[int, Meta(ge=1, le=10)] = 2
    brake: Annotated[int, Meta(ge=1, le=20)] = 4
    return_after: Annotated[int, Meta(ge=0, le=20)] = 2
    transfer_first: bool = False
