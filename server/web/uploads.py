"""How large a body may be: small, except where a head of services sends a picture or a video."""

from starlette.types import Scope

from server.media_shelf import MOST_VIDEO_BYTES
from server.picture_check import MOST_BYTES
from server.web.sentence import Sentence
from server.web.words import TOO_LARGE

_AROUND = 16_384
"""What a form adds to the file in it."""
UPLOAD_TOO_LARGE = Sentence(
    413, "too-large", "Berkas terlalu besar", "Gambar paling besar 2 MB, video 50 MB. Kecilkan dulu, lalu unggah lagi."
)


def body_limit(scope: Scope, ordinary: int) -> int:
    """Bytes that the body of a request may have, from somebody who may use the route; `ordinary` where nothing is uploaded."""
    match scope["path"]:
        case "/atur/kantor/logo":
            return MOST_BYTES + _AROUND
        case "/atur/layar/media":
            return MOST_VIDEO_BYTES + _AROUND
        case _:
            return ordinary


def too_large(scope: Scope) -> Sentence:
    """What somebody is told whose body was larger."""
    return UPLOAD_TOO_LARGE if body_limit(scope, 0) else TOO_LARGE
