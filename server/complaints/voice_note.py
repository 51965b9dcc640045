"""A voice note of at most a minute, told by its bytes and freed of what the recorder wrote beside the sound.

Taken are WAV, the M4A and 3GP of phones' recorders, and AMR. Nothing is decoded here: what a container may carry (place, device, date,
title) is cut out of WAV, overwritten with zeros in M4A and 3GP, and cannot stand in AMR. A voice cannot be made unknown, and turning it
into text needs more than an office's small computer has; so the note is sealed like a photo, and the form warns that a voice is known.
"""

from server.complaints.iso_media import plain_recording

MOST_VOICE_BYTES = 4 * 1024 * 1024
MOST_SECONDS = 60
_SPARE_S = 1.5
"""A recorder that is stopped at sixty writes a little more."""
_AMR = b"#!AMR\n"
_AMR_FRAMES = (12, 13, 15, 17, 19, 20, 26, 31, 5)
"""Bytes of a frame after its first, by frame type (RFC 4867, section 5.3): 20 ms each."""
_AMR_NOTHING = 15
_AMR_FRAMES_A_SECOND = 50
_MOST_CHUNKS = 100
"""Of a WAV; recorders write less than ten."""
_MOST_FRAMES = int((MOST_SECONDS + _SPARE_S) * _AMR_FRAMES_A_SECOND)
_PLAIN_WAV = frozenset({1, 3})

_WRONG_KIND = "Berkas ini bukan rekaman suara M4A, 3GP, AMR, atau WAV. Rekam dengan perekam suara HP, lalu pilih lagi."
_TOO_LONG = "Rekaman lebih dari 1 menit. Rekam lagi yang lebih pendek."
_TOO_LARGE = "Rekaman lebih besar dari 4 MB. Rekam lagi yang lebih pendek."
_BROKEN = "Rekaman ini tidak dapat dibaca. Rekam lagi, lalu pilih berkas yang baru."


class NotAVoiceNote(Exception):
    """The file cannot be taken. The message is one Indonesian sentence that says what to do."""


def media_type(content: bytes) -> str:
    """Of a photo or a voice note that was kept, by its first bytes."""
    match content[:4], content[4:8], content[8:12]:
        case b"RIFF", _, b"WEBP":
            return "image/webp"
        case b"RIFF", _, b"WAVE":
            return "audio/wav"
        case _, b"ftyp", brand:
            return "audio/3gpp" if brand[:2] == b"3g" else "audio/mp4"
        case _ if content.startswith(_AMR):
            return "audio/amr"
        case _:
            return "application/octet-stream"


def checked_voice(content: bytes) -> bytes:
    """The same sound with nothing beside it. Raises `NotAVoiceNote`."""
    if len(content) > MOST_VOICE_BYTES:
        raise NotAVoiceNote(_TOO_LARGE)
    try:
        match media_type(content):
            case "audio/wav":
                made, seconds = _plain_wav(content)
            case "audio/amr":
                made, seconds = _plain_amr(content)
            case "audio/mp4" | "audio/3gpp":
                made, seconds = plain_recording(content)
            case _:
                raise NotAVoiceNote(_WRONG_KIND)
    except (ValueError, IndexError):
        # What the containers' readers say of a file that does not hold together.
        raise NotAVoiceNote(_BROKEN) from None
    if seconds > MOST_SECONDS + _SPARE_S:
        raise NotAVoiceNote(_TOO_LONG)
    if seconds <= 0:
        raise NotAVoiceNote(_BROKEN)
    return made


def _plain_wav(content: bytes) -> tuple[bytes, float]:
    """Only its format and its samples."""
    form, sound = b"", b""
    at, chunks_left = 12, _MOST_CHUNKS
    while at + 8 <= len(content):
        if not chunks_left:
            raise ValueError
        chunks_left -= 1
        name, size = content[at : at + 4], int.from_bytes(content[at + 4 : at + 8], "little")
        body = content[at + 8 : at + 8 + size]
        if name == b"fmt ":
            form = body[:16]
        elif name == b"data":
            sound = body
        at += 8 + size + size % 2
    if len(form) < 16 or int.from_bytes(form[:2], "little") not in _PLAIN_WAV:
        raise ValueError
    a_second = int.from_bytes(form[8:12], "little")
    if not a_second:
        raise ValueError
    padded = sound + bytes(len(sound) % 2)
    chunks = b"fmt " + (16).to_bytes(4, "little") + form + b"data" + len(sound).to_bytes(4, "little") + padded
    return b"RIFF" + (4 + len(chunks)).to_bytes(4, "little") + b"WAVE" + chunks, len(sound) / a_second


def _plain_amr(content: bytes) -> tuple[bytes, float]:
    at, frames = len(_AMR), 0
    while at < len(content):
        kind = content[at] >> 3 & 0x0F
        # Bits that are always 0, and frame types that do not exist.
        if content[at] & 0x83 or _AMR_NOTHING > kind >= len(_AMR_FRAMES):
            raise ValueError
        at += 1 + (0 if kind == _AMR_NOTHING else _AMR_FRAMES[kind])
        frames += 1
        # Not at the end: millions of frames of one byte each would be counted for a second.
        if frames > _MOST_FRAMES:
            raise NotAVoiceNote(_TOO_LONG)
    if at != len(content):
        raise ValueError
    return content, frames / _AMR_FRAMES_A_SECOND
