"""Finished sound on its way to a TV: `PUT /api/v1/rooms/{room}/sound/{seq}` brings it, `GET /suara/{token}.wav` hands it out."""

import re

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from server.web.context import context_of
from server.web.pages import problem
from server.web.problem import problem_json
from server.web.sentence import Sentence
from server.web.speaking.byte_range import NotSatisfiable, byte_range
from server.web.speaking.loudspeakers import NoTv
from server.web.speaking.sounds import NoSound
from server.web.words import MALFORMED, NOT_FOUND

ONLY_ROOM = "-"
"""Stands in the address for the one room of an office without rooms, or the first one."""
_NUMBER = re.compile(r"[1-9]\d{0,14}", re.ASCII)

NO_TV = Sentence(
    409, "no-tv", "Tidak ada TV yang bersuara", "Nyalakan TV di ruang ini, lalu tekan Aktifkan suara bila diminta."
)
OLD_FENCE = Sentence(409, "old-fence", "Bukan giliran bicara", "Penyuara lain sudah memegang ruang ini.")
NO_SOUND = Sentence(
    422, "no-sound", "Bukan suara", "Kirim berkas WAV utuh: PCM 16 bit, satu atau dua kanal, 8 sampai 48 kHz."
)


async def put_sound(request: Request) -> Response:
    """For the holder of the room's lease, by its fencing number; while nobody holds the room, without one."""
    context = context_of(request)
    asked, seq = request.path_params["room"].removeprefix(ONLY_ROOM), request.path_params["seq"]
    room = context.description.room(asked).name
    if asked not in {"", room}:
        return problem_json(NOT_FOUND)
    fence = request.headers.get("x-fence")
    if _NUMBER.fullmatch(seq) is None or (fence is not None and _NUMBER.fullmatch(fence) is None):
        return problem_json(MALFORMED)
    body = await request.body()
    # Asked after the body has come: that may have taken longer than a lease lives.
    leasing, number = context.speaking.leasing, None if fence is None else int(fence)
    line = leasing.holder(room, number)
    if line is None and (number is not None or not leasing.is_free(room)):
        return problem_json(OLD_FENCE)
    try:
        context.speaking.loudspeakers.play(room, int(seq), body, line)
    except NoTv:
        return problem_json(NO_TV)
    except NoSound:
        return problem_json(NO_SOUND)
    return Response(status_code=204)


async def sound(request: Request) -> Response:
    """Whole or in part: browsers of TVs ask for parts."""
    found = context_of(request).speaking.loudspeakers.find(request.path_params["token"])
    if found is None:
        return problem(request, NOT_FOUND)
    size = len(found.body)
    headers = {"cache-control": "no-store", "accept-ranges": "bytes"}
    try:
        part = byte_range(request.headers.get("range", ""), size)
    except NotSatisfiable:
        return Response(status_code=416, headers={**headers, "content-range": f"bytes */{size}"})
    if part is None:
        return Response(found.body, headers=headers, media_type="audio/wav")
    start, end = part
    headers["content-range"] = f"bytes {start}-{end - 1}/{size}"
    return Response(found.body[start:end], 206, headers=headers, media_type="audio/wav")


def routes() -> list[Route]:
    return [
        Route("/api/v1/rooms/{room}/sound/{seq}", put_sound, methods=["PUT"]),
        Route("/suara/{token}.wav", sound, methods=["GET"]),
    ]
