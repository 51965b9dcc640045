"""Files that are sent to the settings: checked and put on the shelf."""

import asyncio

from starlette.datastructures import FormData, UploadFile

from server.picture_check import MOST_BYTES, NotUsable, Use, checked_picture
from server.web.context import Context

_NO_FILE = "Pilih berkasnya dulu, lalu tekan tombolnya lagi."


async def picture_in(context: Context, form: FormData, use: Use) -> str:
    """The digest of the picture in the form's `file`, checked and put on the shelf. Raises `NotUsable`."""
    upload = _upload(form)
    # One byte more than is allowed, so that a larger file is seen as such.
    content = await upload.read(MOST_BYTES + 1)
    made = await checked_picture(content, use)
    return await asyncio.to_thread(context.media.keep, made, "png" if use == "logo" else "jpg")


async def video_in(context: Context, form: FormData) -> str:
    """The digest of the video in the form's `file`, put on the shelf. Raises `NotUsable`."""
    return await asyncio.to_thread(context.media.keep_video, _upload(form).file)


def is_video(form: FormData) -> bool:
    """What the sender calls it; what it really is is looked at when it is taken."""
    return (_upload(form).content_type or "").startswith("video/")


def _upload(form: FormData) -> UploadFile:
    upload = form.get("file")
    if not isinstance(upload, UploadFile) or not upload.filename:
        raise NotUsable(_NO_FILE)
    return upload
