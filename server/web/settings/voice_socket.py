"""The socket of the voice's page: what each room hears, and how the last trial went."""

from functools import partial

from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket

from server.web.context import context_of
from server.web.screen_socket import show
from server.web.settings.voice import VOICE_SCREEN, voice_picture


async def voice(socket: WebSocket) -> None:
    await show(socket, partial(voice_picture, context_of(socket)))


def routes() -> list[WebSocketRoute]:
    return [WebSocketRoute(f"/screen/{VOICE_SCREEN}", voice)]
