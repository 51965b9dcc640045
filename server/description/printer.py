"""The printer of paper tickets."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta


class Printer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`kind`: none, network (`address` is host or host:port), usb (vendor:product in hexadecimal), file (a device such as
    /dev/usb/lp0), or browser (the ticket's page prints itself). `paper` in millimetres. `cutter`: it cuts the paper.
    """

    kind: Literal["none", "network", "usb", "file", "browser"] = "none"
    address: Annotated[str, Meta(max_length=100)] = ""
    paper: Literal[58, 80] = 58
    cutter: bool = False
