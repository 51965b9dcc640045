"""The door of officials: a port of its own, and a certificate for every name under which the machine is reached."""

import socket
from collections.abc import Callable

from server.domain.frozen import Frozen
from server.private.certificates import Certificates
from server.private.validity import Names


class SecureEntrance(Frozen):
    """`names` tells under which names and addresses the machine is reached now."""

    listening: socket.socket
    certificates: Certificates
    names: Callable[[], Names]
