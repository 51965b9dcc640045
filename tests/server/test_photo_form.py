"""A form with a photo: what was typed survives when there is no room for the photo, in whatever pieces the form arrives."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
import pytest
from starlette.requests import Request
from starlette.types import Message

from server.complaints.draft_files import ShelfFull
from server.web.complaints.photo_form import NoRoom, upload_fields

STORY = "Jalan di depan balai berlubang."


@asynccontextmanager
async def full() -> AsyncIterator[None]:
    raise ShelfFull
    yield


def request_of(photo: bytes, piece: int) -> Request:
    sent = httpx.Request("POST", "http://desa.test/", data={"cerita": STORY}, files={"foto": ("a.jpg", photo)})
    body = sent.read()
    pieces = [body[at : at + piece] for at in range(0, len(body), piece)]

    async def receive() -> Message:
        return {"type": "http.request", "body": pieces.pop(0) if pieces else b"", "more_body": bool(pieces)}

    headers = [(b"content-type", sent.headers["content-type"].encode())]
    return Request({"type": "http", "method": "POST", "headers": headers}, receive)


@pytest.mark.parametrize("piece", [1_000, 65_536, 65_537, 1_000_000])
async def test_what_was_typed_comes_back_when_there_is_no_room(piece: int) -> None:
    with pytest.raises(NoRoom) as why:
        await upload_fields(request_of(bytes(200_000), piece), ("foto",), full)
    assert why.value.fields["cerita"] == [STORY]


@pytest.mark.parametrize("piece", [1_000, 1_000_000])
async def test_a_small_photo_needs_no_room(piece: int) -> None:
    texts, files = await upload_fields(request_of(bytes(1_000), piece), ("foto",), full)
    assert texts["cerita"] == [STORY]
    assert len(files["foto"]) == 1_000
