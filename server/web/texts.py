"""What comes up a socket."""

from starlette.websockets import WebSocket, WebSocketDisconnect

_ONLY_TEXT = 1003  # RFC 6455, section 7.4.1: data of a kind that is not accepted


async def next_text(socket: WebSocket) -> str:
    """The next message. Nobody of ours sends bytes: they end the socket, as does its end (`WebSocketDisconnect`)."""
    event = await socket.receive()
    if event["type"] == "websocket.disconnect":
        raise WebSocketDisconnect(event["code"], event.get("reason"))
    text = event.get("text")
    if text is None:
        await socket.close(_ONLY_TEXT)
        raise WebSocketDisconnect(_ONLY_TEXT)
    return str(text)
