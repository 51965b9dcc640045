"""A pack as one file: a ZIP without compression, so that the same clips always give the same bytes and the same digest."""

import hashlib
import zipfile
from io import BytesIO
from pathlib import Path

from server.voice_packs.manifest import MANIFEST, Manifest, NotAManifest, manifest_text, read_manifest

MOST_BYTES = 64 * 1024 * 1024
_WHEN = (1980, 1, 1, 0, 0, 0)
_MOST_MANIFEST = 256 * 1024


def bundle(folder: Path, manifest: Manifest) -> bytes:
    """The pack of those clips in `folder` that are there. Raises OSError."""
    there = {said: name for said, name in manifest.clips.items() if (folder / name).is_file()}
    text = manifest_text(Manifest(2, manifest.name, manifest.language, manifest.sentence, there))
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr(_entry(MANIFEST), text)
        for name in sorted(set(there.values())):
            archive.writestr(_entry(name), (folder / name).read_bytes())
    return made.getvalue()


def manifest_in(path: Path) -> Manifest | None:
    """The manifest of a finished pack; None when the file is none, or damaged."""
    try:
        with zipfile.ZipFile(path) as archive, archive.open(MANIFEST) as file:
            return read_manifest(file.read(_MOST_MANIFEST))
    except (OSError, KeyError, zipfile.BadZipFile, NotAManifest, EOFError, RuntimeError, NotImplementedError):
        return None


def digest_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _WHEN)
    entry.external_attr = 0o600 << 16
    entry.create_system = 3  # the same on every system
    return entry
