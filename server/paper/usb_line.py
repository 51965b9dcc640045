"""A printer on USB that this process talks to itself, without a driver of the system; needs libusb and the right to the device."""

import errno
import re
from typing import Any

from server.paper.connection import HungUp, Unreachable, opened
from server.paper.printer import Trouble


class UsbLine:
    """`address`: vendor:product in hexadecimal, as `lsusb` shows them. Raises `Unreachable`."""

    def __init__(self, address: str) -> None:
        import usb.core
        from escpos.printer import Usb

        vendor, product = _vendor_and_product(address)
        try:
            into, out = endpoints(usb.core.find(idVendor=vendor, idProduct=product))
        except usb.core.NoBackendError as error:
            raise Unreachable(Trouble.BROKEN) from error  # the system has no libusb
        except usb.core.USBError as error:
            forbidden = error.errno == errno.EACCES
            raise Unreachable(Trouble.FORBIDDEN if forbidden else Trouble.OFFLINE) from error
        self._printer = Usb(vendor, product, in_ep=into, out_ep=out, profile="default")
        opened(self._printer)

    def ask(self, question: bytes, within_s: float) -> bytes:
        import usb.core

        del within_s  # the library reads for one second
        try:
            return bytes(self._printer.query_status(question))
        except usb.core.USBTimeoutError:
            return b""
        except usb.core.USBError as error:
            raise HungUp from error

    def send(self, job: bytes, within_s: float) -> None:
        import usb.core

        self._printer.timeout = int(within_s * 1000)
        try:
            self._printer._raw(job)
        except usb.core.USBTimeoutError as error:
            raise TimeoutError from error
        except usb.core.USBError as error:
            raise HungUp from error

    def trouble(self) -> Trouble | None:
        return None

    def finish(self, within_s: float) -> bool:
        del within_s  # a USB transfer has ended when `send` ends
        return True

    def close(self) -> None:
        self._printer.close()


def endpoints(device: Any) -> tuple[int, int]:
    """Where the printer speaks and where it listens: every maker numbers them differently. Raises `Unreachable`."""
    import usb.util

    if device is None:
        raise Unreachable(Trouble.OFFLINE)
    numbers = [endpoint.bEndpointAddress for endpoint in device[0][(0, 0)]]
    into = [number for number in numbers if usb.util.endpoint_direction(number) == usb.util.ENDPOINT_IN]
    out = [number for number in numbers if number not in into]
    if not out:
        raise Unreachable(Trouble.BROKEN)  # whatever this is, it is no printer
    # One that only listens is asked all the same; nothing comes back.
    return (into or [0x82])[0], out[0]


def _vendor_and_product(address: str) -> tuple[int, int]:
    found = re.fullmatch(r"(?:0x)?([0-9a-f]{4}):(?:0x)?([0-9a-f]{4})", address.strip().lower())
    if found is None:
        raise Unreachable(Trouble.BROKEN)
    return int(found[1], 16), int(found[2], 16)
