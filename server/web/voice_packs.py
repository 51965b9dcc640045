"""`/api/v1/voice/packs/{digest}`: finished recordings for the announcers."""

import asyncio

from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from server.web.context import context_of
from server.web.pages import problem
from server.web.words import NOT_FOUND


async def fetch_pack(request: Request) -> Response:
    path = await asyncio.to_thread(context_of(request).packs.find, request.path_params["digest"])
    if path is None:
        return problem(request, NOT_FOUND)
    # What a digest names never changes.
    return FileResponse(path, media_type="application/zip", headers={"cache-control": "private, max-age=31536000"})


def routes() -> list[Route]:
    return [Route("/api/v1/voice/packs/{digest}", fetch_pack, methods=["GET"])]
