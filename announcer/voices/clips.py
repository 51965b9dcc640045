"""A voice recorded once by a person: a folder of WAV clips and a manifest. A phrase comes whole from clips or not at all."""

import asyncio
import json
from array import array
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType

from announcer.level import trimmed
from announcer.phrases import DIGITS, INVITATION, OPENING, Comma, Phrase, clips_of
from announcer.voices.base import Health, Voice, VoiceError
from announcer.wav import Samples, WavError, read, silence, write
from announcer.why import Why

MANIFEST = "manifest.json"
REST = 0.25
"""Seconds of silence at a comma."""
GAP = 0.05
"""Seconds of silence between two clips."""


class PackError(ValueError):
    """The pack cannot be used at all; the message says why."""


@dataclass(frozen=True, slots=True)
class Pack:
    """`files` leads from what is said ("A", "nol", "nomor antrean") to its clip; `identity` changes with any of them."""

    files: Mapping[str, Path]
    identity: str


def load_pack(folder: Path) -> Pack:
    """Reads `manifest.json`: {"v": 1, "language": "id", "letters": {"A": "a.wav"}, "digits": {"0": …}, "words": {…}}.

    Raises PackError when the manifest is missing, of another shape or language, or names a file outside of the folder.
    Clips that are listed but missing only make the phrases fail that need them.
    """
    try:
        text = (folder / MANIFEST).read_text(encoding="utf-8")
        manifest = json.loads(text)
        if (manifest["v"], manifest["language"]) != (1, "id"):
            raise PackError(f"{folder}: not an Indonesian pack of version 1")
        named = {
            **{str(letter): str(name) for letter, name in manifest["letters"].items()},
            **{DIGITS[int(digit)]: str(name) for digit, name in manifest["digits"].items()},
            **{str(words): str(name) for words, name in manifest["words"].items()},
        }
    except (OSError, KeyError, ValueError, TypeError, AttributeError, IndexError) as error:
        raise PackError(f"{folder}: {type(error).__name__}") from error
    root = folder.resolve()
    files = {said: (root / name).resolve() for said, name in named.items()}
    if any(not path.is_relative_to(root) for path in files.values()):
        raise PackError(f"{folder}: a clip lies outside of the pack")
    if not {OPENING, INVITATION} <= files.keys():
        raise PackError(f"{folder}: no clips for the sentence itself")
    digest = sha256(text.encode())
    for path in sorted(files.values()):
        if path.exists():
            digest.update(f"{path.name} {path.stat().st_size} {path.stat().st_mtime_ns}".encode())
    return Pack(MappingProxyType(files), f"clips {digest.hexdigest()[:16]}")


class ClipVoice:
    """`fallback` says the whole phrase when a clip is missing; two voices are never mixed in one sentence."""

    def __init__(self, folder: Path, fallback: Voice | None = None) -> None:
        self._folder = folder
        self._fallback = fallback

    async def check(self) -> Health:
        other = await self._fallback.check() if self._fallback else Health("none", "none", Why.NO_VOICE)
        try:
            pack = await asyncio.to_thread(load_pack, self._folder)
        except PackError:
            # What the room will hear is the other voice, and so it is reported.
            return other
        return Health("clips", f"{pack.identity} / {other.identity}")

    async def render(self, phrase: Phrase, out: Path) -> None:
        try:
            await asyncio.to_thread(self._join, phrase, out)
        except (PackError, WavError, OSError, KeyError) as error:
            if self._fallback is None:
                raise VoiceError(Why.NO_VOICE, f"clip missing: {error}") from error
            await self._fallback.render(phrase, out)

    def _join(self, phrase: Phrase, out: Path) -> None:
        pack = load_pack(self._folder)
        sound: Samples = array("h")
        for token in phrase:
            if isinstance(token, Comma):
                sound += silence(REST)
            for said in clips_of(token):
                sound += trimmed(read(pack.files[said])) + silence(GAP)
        write(out, sound)
