"""A form with files, read wholly in memory: what somebody sends with a complaint never touches the disk in clear."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Collection, Iterable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack, suppress

from starlette.datastructures import Headers, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from server.complaints.draft_files import ShelfFull
from server.picture_check import MOST_PHOTO_BYTES

_MOST_FIELDS = 60
_MOST_FIELD_BYTES = 65_536
"""The longest story, in letters that a form sends as nine bytes each."""
_SMALL_BYTES = 64 * 1024
"""What comes before a file, and is read without waiting for room."""
MOST_UPLOAD_BYTES = MOST_PHOTO_BYTES + _SMALL_BYTES
"""One photo and the rest of the form."""
UPLOAD_DEADLINE_S = 240.0
_REST_S = 60.0
"""So long the rest of a body that is not wanted is let past: a browser that is still sending does not read the answer."""
Room = Callable[[], AbstractAsyncContextManager[None]]


class Malformed(Exception):
    """No form, or one that is too large or too slow. Carries nothing of what was sent."""


class Unread(Malformed):
    """The form's file was not read. `fields`: those before it, so that nobody has to type them again."""

    def __init__(self, fields: Mapping[str, Sequence[str]]) -> None:
        super().__init__()
        self.fields = fields


class FileTooLarge(Unread):
    """It is larger than a photo may be."""


class NoRoom(Unread):
    """Others are sending files, and none of them came to an end in time."""


class _Oversize(Exception):
    """Raised between the parser and its caller alone."""


class _InMemory(MultiPartParser):
    # Starlette's own would put whatever is larger than this into a file of the system's temporary folder.
    spool_max_size = MOST_UPLOAD_BYTES + 1

    def __init__(self, headers: Headers, stream: AsyncGenerator[bytes, None], most_files: int) -> None:
        super().__init__(
            headers, stream, max_files=most_files, max_fields=_MOST_FIELDS, max_part_size=_MOST_FIELD_BYTES
        )
        self._left = MOST_PHOTO_BYTES

    def on_part_data(self, data: bytes, start: int, end: int) -> None:
        if self._current_part.file is not None:
            self._left -= end - start
            if self._left < 0:
                raise _Oversize
        super().on_part_data(data, start, end)


async def upload_fields(
    request: Request, file_fields: Collection[str] = (), room: Room | None = None
) -> tuple[dict[str, list[str]], dict[str, bytes]]:
    """Text fields by name, each with all its values, and the first file of each of `file_fields`. Raises `Malformed`.

    An ordinary form without files is read too. Other files are dropped. `room`: what has to be entered before a file is read (it raises
    `ShelfFull`), held until the form is read.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    files: dict[str, bytes] = {}
    body = request.stream()
    try:
        async with asyncio.timeout(UPLOAD_DEADLINE_S), AsyncExitStack() as held:
            if kind == "multipart/form-data":
                parser = _InMemory(request.headers, _roomy(body, room, held), len(file_fields))
                try:
                    form = await parser.parse()
                except (_Oversize, ShelfFull) as why:
                    unread = FileTooLarge if isinstance(why, _Oversize) else NoRoom
                    raise unread(_texts(parser.items)) from None
            else:
                form = await request.form(max_files=0, max_fields=_MOST_FIELDS, max_part_size=_MOST_FIELD_BYTES)
            held.push_async_callback(form.close)
            for name, value in form.multi_items():
                if not isinstance(value, str) and name in file_fields and name not in files:
                    files[name] = await value.read()
            return _texts(form.multi_items()), files
    except Unread:
        with suppress(TimeoutError):
            async with asyncio.timeout(_REST_S):
                async for _ in body:
                    pass
        raise
    except (MultiPartException, TimeoutError):
        raise Malformed from None


async def _roomy(
    body: AsyncGenerator[bytes, None], room: Room | None, held: AsyncExitStack
) -> AsyncGenerator[bytes, None]:
    """The same, going on beyond what is small only when there is room for it."""
    read = 0
    async for chunk in body:
        small = max(0, _SMALL_BYTES - read)
        read += len(chunk)
        if room is not None and small < len(chunk):
            # What was typed comes first and is read in any case: where there is no room for the file, it is shown again.
            yield chunk[:small]
            await held.enter_async_context(room())
            room, chunk = None, chunk[small:]
        yield chunk


def _texts(items: Iterable[tuple[str, str | UploadFile]]) -> dict[str, list[str]]:
    fields: dict[str, list[str]] = {}
    for name, value in items:
        if isinstance(value, str):
            fields.setdefault(name, []).append(value)
    return fields
