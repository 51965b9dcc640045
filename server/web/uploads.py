"""How large a body may be: small, except where a head of services sends a picture or a video."""

import re

from starlette.types import Scope

from server.domain.access import PRESSING_ROLES, Role
from server.media_shelf import MOST_VIDEO_BYTES
from server.picture_check import MOST_BYTES, MOST_PHOTO_BYTES
from server.voice_packs.bundle import MOST_BYTES as MOST_PACK_BYTES
from server.voice_packs.recording_desk import MOST_CLIP_BYTES
from server.web.sentence import Sentence
from server.web.speaking.sounds import MOST_BYTES as MOST_SOUND_BYTES
from server.web.words import TOO_LARGE

_PHOTO = re.compile(r"/aduan/baru|/(?:aduan|meja)/.*/?foto")
_SOUND = re.compile(r"/api/v1/rooms/[^/]+/sound/[^/]+")
_AROUND = 16_384
"""What a form adds to the file in it."""
_PHONE_PHOTO_BYTES = 48 * 1024 * 1024
"""The largest photos that phones make."""
MOST_OFFICE_BYTES = 128 * 1024
"""An office with all the words and abbreviations that it may have."""
_ENCODED = 3 * MOST_OFFICE_BYTES
"""The same as a form sends it at worst."""
MOST_IMPORT_BYTES = 32 * 1024 * 1024
"""Complaints out of another program, with their photos: twice as much would not fit into the memory of a small machine."""
_OFFICE_PATHS = frozenset({"/atur/berkas", "/atur/berkas/terapkan", "/atur/suara/kata"})
OFFICE_TOO_LARGE = Sentence(
    413,
    "too-large",
    "Kiriman terlalu besar",
    "Keterangan kantor paling besar 128 KiB. Kurangi isinya, lalu kirim lagi.",
)
UPLOAD_TOO_LARGE = Sentence(
    413, "too-large", "Berkas terlalu besar", "Gambar paling besar 2 MB, video 50 MB. Kecilkan dulu, lalu unggah lagi."
)
PHOTO_TOO_LARGE = Sentence(
    413,
    "too-large",
    "Foto terlalu besar",
    "Foto paling besar 8 MB. Pilih foto yang lebih kecil.",
)
IMPORT_TOO_LARGE = Sentence(
    413,
    "too-large",
    "Berkas terlalu besar",
    "Sekali impor paling besar 32 MB bersama fotonya. Bagi menjadi beberapa berkas.",
    "/meja/impor",
    "Impor aduan",
)
SOUND_TOO_LARGE = Sentence(
    413, "too-large", "Suara terlalu besar", "Suara untuk TV paling besar 8 MB. Kirim yang lebih pendek."
)
RECORDING_TOO_LARGE = Sentence(
    413,
    "too-large",
    "Berkas terlalu besar",
    "Satu kata paling besar 8 MB, satu berkas rekaman 64 MB. Pilih berkas yang lebih kecil.",
    "/atur/suara/rekam",
    "Kembali ke Rekam suara",
)


def body_limit(scope: Scope, ordinary: int) -> int:
    """Bytes that the body of a request may have, from somebody who may use the route; `ordinary` where nothing is uploaded."""
    match scope["path"]:
        case "/atur/kantor/logo":
            return MOST_BYTES + _AROUND
        case "/atur/layar/media":
            return MOST_VIDEO_BYTES + _AROUND
        case "/meja/impor":
            return MOST_IMPORT_BYTES
        case "/aduan/baru":
            # More than a photo may have: the form itself says so, and shows again what was typed before the photo was chosen.
            return _PHONE_PHOTO_BYTES
        case path if _PHOTO.fullmatch(path):
            return MOST_PHOTO_BYTES + 4 * _AROUND
        case path if path in _OFFICE_PATHS:
            return _ENCODED + _AROUND
        case path if _SOUND.fullmatch(path):
            return MOST_SOUND_BYTES
        case "/atur/suara/rekam/impor":
            return MOST_PACK_BYTES + _AROUND
        case path if path.startswith("/atur/suara/rekam/") and "/klip/" in path:
            return MOST_CLIP_BYTES + _AROUND
        case _:
            return ordinary


def may_upload(role: Role, path: str) -> bool:
    """Whether somebody of that role is ever let in with more than an ordinary body; a photo may come from anybody."""
    return role in PRESSING_ROLES or role is Role.ANNOUNCER or _PHOTO.fullmatch(path) is not None


def too_large(scope: Scope) -> Sentence:
    """What somebody is told whose body was larger."""
    if scope["path"] in _OFFICE_PATHS:
        return OFFICE_TOO_LARGE
    if scope["path"].startswith("/atur/suara/rekam"):
        return RECORDING_TOO_LARGE
    if scope["path"] == "/meja/impor":
        return IMPORT_TOO_LARGE
    if _PHOTO.fullmatch(scope["path"]):
        return PHOTO_TOO_LARGE
    if _SOUND.fullmatch(scope["path"]):
        return SOUND_TOO_LARGE
    return UPLOAD_TOO_LARGE if body_limit(scope, 0) else TOO_LARGE
