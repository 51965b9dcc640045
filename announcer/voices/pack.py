"""A pack of clips: a folder of WAV files and a manifest, read by one person, in Indonesian or in a regional language."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import Any

from announcer.phrases import DIGITS

MANIFEST = "manifest.json"
INDONESIAN = "id"
_OF_VERSION_1 = ("nomor antrean", "silakan ke loket")


class PackError(ValueError):
    """The pack cannot be used at all; the message says why."""


@dataclass(frozen=True, slots=True)
class Pack:
    """`clips` leads from what is said, in small letters ("nomor antrean", "nol") or one capital letter, to its file.

    `sentence` is the call as a regional language says it, with {nomor} and {loket}; "" in an Indonesian pack, which follows the
    office's own sentences. `identity` changes with anything in the pack.
    """

    language: str
    sentence: str
    clips: Mapping[str, Path]
    identity: str


def load_pack(folder: Path) -> Pack:
    """Reads `manifest.json` of version 2, or of version 1.

    Version 2: {"v": 2, "name": "Suara Bu Sri", "language": "id", "sentence": "", "clips": {"A": "a.wav", "nomor antrean": …}}.
    Version 1, Indonesian only: {"v": 1, "language": "id", "letters": {"A": …}, "digits": {"0": …}, "words": {"nomor antrean": …}}.
    Raises PackError when the manifest is missing, of another shape, or names a file outside of the folder. Clips that are listed
    but missing only make the phrases fail that need them.
    """
    try:
        text = (folder / MANIFEST).read_text(encoding="utf-8")
        manifest = json.loads(text)
        version, language = manifest["v"], str(manifest["language"])
        named = _named(version, manifest)
        sentence = str(manifest["sentence"]) if version == 2 else ""
    except (OSError, KeyError, ValueError, TypeError, AttributeError, IndexError) as error:
        raise PackError(f"{folder}: {type(error).__name__}") from error
    if version == 1 and (language != INDONESIAN or not {*_OF_VERSION_1} <= named.keys()):
        raise PackError(f"{folder}: no Indonesian pack of version 1")
    if (language == INDONESIAN) is bool(sentence):
        raise PackError(f"{folder}: a sentence of its own belongs to a regional language, and to each")
    root = folder.resolve()
    clips = {said: (root / name).resolve() for said, name in named.items()}
    if any(not path.is_relative_to(root) for path in clips.values()):
        raise PackError(f"{folder}: a clip lies outside of the pack")
    digest = sha256(text.encode())
    for path in sorted(clips.values()):
        if path.exists():
            digest.update(f"{path.name} {path.stat().st_size} {path.stat().st_mtime_ns}".encode())
    return Pack(language, sentence, MappingProxyType(clips), f"clips {digest.hexdigest()[:16]}")


def _named(version: object, manifest: Mapping[str, Any]) -> dict[str, str]:
    match version:
        case 1:
            return {
                **{str(letter): str(name) for letter, name in manifest["letters"].items()},
                **{DIGITS[int(digit)]: str(name) for digit, name in manifest["digits"].items()},
                **{str(words): str(name) for words, name in manifest["words"].items()},
            }
        case 2:
            return {str(said): str(name) for said, name in manifest["clips"].items()}
        case _:
            raise PackError(f"version {version}")
