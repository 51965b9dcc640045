"""An uploaded picture, checked and made anew in a process that can be killed."""

import asyncio
import sys
from pathlib import Path
from typing import Literal

from server.picture_child import NO_PICTURE, TOO_MANY_PIXELS

_CHILD = Path(__file__).with_name("picture_child.py")
MOST_BYTES = 2 * 1024 * 1024
MOST_PHOTO_BYTES = 8 * 1024 * 1024
PATIENCE_S = 12.0

Use = Literal["logo", "picture", "photo"]


class NotUsable(Exception):
    """The file cannot be used. The message is one Indonesian sentence that says what to do."""


async def checked_picture(content: bytes, use: Use, patience_s: float = PATIENCE_S) -> bytes:
    """A PNG (logo), JPEG (picture) or WebP (photo) with the same pixels, at most as large as it is shown. Raises `NotUsable`."""
    most = MOST_PHOTO_BYTES if use == "photo" else MOST_BYTES
    if len(content) > most:
        raise NotUsable(f"Gambar lebih besar dari {most // (1024 * 1024)} MB. Kecilkan dulu, lalu unggah lagi.")
    code, made = await made_in_a_process(content, use, patience_s)
    match code:
        case 0 if made:
            return made
        case code if code == TOO_MANY_PIXELS:
            raise NotUsable("Gambar terlalu besar, paling banyak 25 juta titik. Kecilkan dulu, lalu unggah lagi.")
        case code if code == NO_PICTURE:
            raise NotUsable("Berkas ini bukan gambar PNG, JPEG, atau WebP. Pilih berkas lain.")
        case _:
            # It ran out of memory or time, or crashed: that is what it is for.
            raise NotUsable("Gambar ini tidak dapat dibuka. Simpan ulang sebagai PNG atau JPEG, lalu unggah lagi.")


async def made_in_a_process(content: bytes, use: Use, patience_s: float) -> tuple[int | None, bytes]:
    """Exit code and output of the child. Raises `NotUsable` when it takes too long."""
    child = await asyncio.create_subprocess_exec(
        sys.executable,
        "-P",
        str(_CHILD),
        use,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        async with asyncio.timeout(patience_s):
            made, _ = await child.communicate(content)
    except TimeoutError as error:
        raise NotUsable(
            "Gambar terlalu lama diperiksa. Simpan ulang sebagai PNG atau JPEG, lalu unggah lagi."
        ) from error
    finally:
        if child.returncode is None:
            child.kill()
            await child.wait()
    return child.returncode, made
