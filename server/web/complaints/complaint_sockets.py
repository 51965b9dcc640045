"""The sockets of the complaints: the public board, and the desk's badge. Each carries only the numbers of its own stream."""

from functools import partial

from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket

from server.web.complaints.board import BOARD_SCREEN, board_looked_at, board_numbers, board_picture
from server.web.complaints.desk_screen import DESK_SCREEN, desk_numbers, desk_picture
from server.web.context import context_of, visitor_of
from server.web.screen_socket import GONE, screen_name, show


async def board(socket: WebSocket) -> None:
    context = context_of(socket)
    look = board_looked_at(context, screen_name(socket).partition("-")[2])
    make = GONE if look is None else partial(board_picture, context, look)
    await show(socket, make, partial(board_numbers, context))


async def desk(socket: WebSocket) -> None:
    context = context_of(socket)
    await show(socket, desk_picture(context, visitor_of(socket)), partial(desk_numbers, context))


def routes() -> list[WebSocketRoute]:
    return [
        WebSocketRoute(f"/screen/{BOARD_SCREEN}", board),
        WebSocketRoute(f"/screen/{BOARD_SCREEN}-{{look}}", board),
        WebSocketRoute(f"/screen/{DESK_SCREEN}", desk),
    ]
