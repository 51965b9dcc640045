"""`/berkas/{digest}`: logos, pictures and videos, by what is in them, so that a browser may keep them for good."""

import asyncio

from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from server.web.context import context_of
from server.web.pages import problem
from server.web.words import NOT_FOUND


async def show(request: Request) -> Response:
    shelved = await asyncio.to_thread(context_of(request).media.find, request.path_params["digest"])
    if shelved is None:
        return problem(request, NOT_FOUND)
    headers = {"cache-control": "public, max-age=31536000, immutable", "content-security-policy": "default-src 'none'"}
    return FileResponse(shelved.path, media_type=shelved.media_type, headers=headers)


def routes() -> list[Route]:
    return [Route("/berkas/{digest}", show, methods=["GET"])]
