"""A photo that somebody sends with a complaint: made anew before anybody keeps or sees it.

A picture that was made anew carries no place, no camera and no time. What stands on it may still give the place away from which it was
taken; the form says so.
"""

from server.picture_check import MOST_PHOTO_BYTES, checked_picture

__all__ = ["MOST_PHOTOS", "MOST_PHOTO_BYTES", "checked_photo"]

MOST_PHOTOS = 3


async def checked_photo(content: bytes) -> bytes:
    """A WebP of at most 1600 pixels a side, upright, with nothing but its pixels. Raises `server.picture_check.NotUsable`.

    JPEG, PNG and WebP of at most 8 MiB; the dimensions are looked at before anything is decoded, in a process that is killed when
    it takes too long.
    """
    return await checked_picture(content, "photo")
