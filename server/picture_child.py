"""A process of its own that looks into an uploaded picture: what is no picture, or a bomb, harms nothing but this process.

Argument: `logo`, `picture` or `photo`. Standard input: the file. Standard output: a PNG, a JPEG or a WebP made anew from its pixels,
without anything else that the file may have carried (place, camera, programs). Exit code 3: no picture of an allowed kind; 4: too many
pixels.
"""

import io
import sys

MOST_PIXELS = 25_000_000
MOST_PIXELS_OF_A_PHOTO = 110_000_000
"""Cameras of phones have 108 million; a JPEG of theirs is decoded at a fraction of its size."""
MOST_BYTES_OF_MEMORY = 512 * 1024 * 1024
MOST_SECONDS = 10
NO_PICTURE = 3
TOO_MANY_PIXELS = 4
_LOGO = (512, 512)
_SCREEN = (1920, 1080)
_PHOTO = (1600, 1600)


def limit_this_process() -> None:
    """Memory and processor time, where the system can limit them (not on Windows: there only the parent's deadline holds)."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES_OF_MEMORY, MOST_BYTES_OF_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def made_anew(content: bytes, use: str) -> bytes:
    """The picture's pixels as a PNG (logo), JPEG (picture) or WebP (photo). Exits the process for what cannot be taken."""
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = None  # counted below, before anything is decoded
    try:
        with Image.open(io.BytesIO(content), formats=("PNG", "JPEG", "WEBP")) as picture:
            photo = use == "photo" and picture.format == "JPEG"
            if picture.width * picture.height > (MOST_PIXELS_OF_A_PHOTO if photo else MOST_PIXELS):
                sys.exit(TOO_MANY_PIXELS)
            if photo:
                picture.draft("RGB", _PHOTO)
            picture.load()
            upright = ImageOps.exif_transpose(picture).convert("RGBA")
    except (OSError, ValueError, SyntaxError):
        # Pillow says with these that the file is none of the three kinds, or broken.
        sys.exit(NO_PICTURE)
    upright.thumbnail({"logo": _LOGO, "photo": _PHOTO}.get(use, _SCREEN))
    made = io.BytesIO()
    if use == "logo":
        upright.save(made, "PNG", optimize=True)
        return made.getvalue()
    # A new picture: what the old one carried beside its pixels stays behind.
    ground = Image.new("RGB", upright.size, "white")
    ground.paste(upright, mask=upright.getchannel("A"))
    if use == "photo":
        ground.save(made, "WEBP", quality=78)
    else:
        ground.save(made, "JPEG", quality=85)
    return made.getvalue()


if __name__ == "__main__":
    limit_this_process()
    sys.stdout.buffer.write(made_anew(sys.stdin.buffer.read(), sys.argv[1]))
