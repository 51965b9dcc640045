"""Which line leads to which printer. In the print child only, as the lines themselves; a line loads its library when it opens."""

from server.paper.connection import Connection, Unreachable
from server.paper.printer import Trouble


def connect(kind: str, address: str, within_s: float) -> Connection:
    """Raises `Unreachable`."""
    from server.paper.file_line import FileLine
    from server.paper.network_line import NetworkLine
    from server.paper.usb_line import UsbLine

    match kind:
        case "network":
            return NetworkLine(address, within_s)
        case "usb":
            return UsbLine(address)
        case "file":
            return FileLine(address)
        case _:
            raise Unreachable(Trouble.BROKEN)
