"""Everything below `/atur` and `/siapkan`: the settings, the office's people and devices, and the first start."""

from collections.abc import Sequence

from starlette.routing import BaseRoute

from server.web import devices, people
from server.web.settings import voice_socket
from server.web.settings.routes import routes
from server.web.setup import steps


def pages() -> Sequence[BaseRoute]:
    return [*voice_socket.routes(), *devices.routes(), *people.routes(), *steps.routes(), *routes()]
