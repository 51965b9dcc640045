"""A form with files, read wholly in memory: what somebody sends with a complaint never touches the disk in clear."""

import asyncio
from collections.abc import Collection
from contextlib import AsyncExitStack

from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from server.picture_check import MOST_PHOTO_BYTES

_MOST_FIELDS = 60
_MOST_FIELD_BYTES = 65_536
"""The longest story, in letters that a form sends as nine bytes each."""
MOST_UPLOAD_BYTES = MOST_PHOTO_BYTES + 64 * 1024
"""One photo and the rest of the form."""
UPLOAD_DEADLINE_S = 240.0


class Malformed(Exception):
    """No form, or one that is too large or too slow. Carries nothing of what was sent."""


class _InMemory(MultiPartParser):
    # Starlette's own would put whatever is larger than this into a file of the system's temporary folder.
    spool_max_size = MOST_UPLOAD_BYTES + 1


async def upload_fields(
    request: Request, file_fields: Collection[str] = ()
) -> tuple[dict[str, list[str]], dict[str, bytes]]:
    """Text fields by name, each with all its values, and the first file of each of `file_fields`. Raises `Malformed`.

    An ordinary form without files is read too. Other files are dropped.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    fields: dict[str, list[str]] = {}
    files: dict[str, bytes] = {}
    try:
        async with asyncio.timeout(UPLOAD_DEADLINE_S), AsyncExitStack() as open_files:
            if kind == "multipart/form-data":
                parser = _InMemory(
                    request.headers,
                    request.stream(),
                    max_files=len(file_fields),
                    max_fields=_MOST_FIELDS,
                    max_part_size=_MOST_FIELD_BYTES,
                )
                form = await parser.parse()
            else:
                form = await request.form(max_files=0, max_fields=_MOST_FIELDS, max_part_size=_MOST_FIELD_BYTES)
            open_files.push_async_callback(form.close)
            for name, value in form.multi_items():
                if isinstance(value, str):
                    fields.setdefault(name, []).append(value)
                elif name in file_fields and name not in files:
                    files[name] = await value.read()
    except (MultiPartException, TimeoutError):
        raise Malformed from None
    return fields, files
