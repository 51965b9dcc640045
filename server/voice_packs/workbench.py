"""Packs in the making: one folder each, with the manifest and the clips recorded so far."""

import re
import shutil
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import msgspec

from server.voice_packs.bundle import bundle
from server.voice_packs.manifest import MANIFEST, Manifest, NotAManifest, manifest_text, read_manifest
from server.voice_packs.shelf import PackShelf

MOST_PACKS = 20
SCRATCH = ".diperiksa-"
"""What the folders begin with in which recordings are judged; one that is left over from a crash is swept away."""
_SWEPT_S = 3600
_ID = re.compile(r"[0-9a-f]{12}")
_FINISHED = "selesai"
_CHANGED = "berubah"
"""Is there when something has changed since the pack was finished."""


@dataclass(frozen=True, slots=True)
class Draft:
    """`finished` is the digest of the pack that was last made of it, "" for none; `stale`: clips have changed since."""

    id: str
    folder: Path
    manifest: Manifest
    finished: str
    stale: bool

    def clip(self, said: str) -> Path | None:
        """The clip of what is said; None when it was not recorded."""
        name = self.manifest.clips.get(said)
        path = self.folder / name if name else None
        return path if path is not None and path.is_file() else None


class Workbench:
    """Every method reads or writes files: call it on a thread. Two changes of one pack come one after the other."""

    def __init__(self, shelf: PackShelf) -> None:
        self._shelf = shelf
        self._folder = shelf.folder
        self._changing = threading.Lock()

    @property
    def folder(self) -> Path:
        """Where packs and uploads lie; made when it is not there."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return self._folder

    def drafts(self) -> tuple[Draft, ...]:
        """All packs in the making, by name."""
        self._sweep()
        found = filter(None, (self.find(path.name) for path in self._folder.glob("*")))
        return tuple(sorted(found, key=lambda draft: (draft.manifest.name.lower(), draft.id)))

    def find(self, pack: str) -> Draft | None:
        folder = self._folder / pack
        if not _ID.fullmatch(pack):
            return None
        try:
            manifest = read_manifest((folder / MANIFEST).read_bytes())
        except (OSError, NotAManifest):
            return None
        finished = _text(folder / _FINISHED)
        if not finished or self._shelf.find(finished) is None:
            return Draft(pack, folder, manifest, "", stale=True)
        return Draft(pack, folder, manifest, finished, stale=(folder / _CHANGED).exists())

    def begin(self, pack: str, name: str, language: str, sentence: str) -> None:
        """Make a new pack, or give the one of that id another name and sentence. Raises OSError."""
        with self._changing:
            before = self.find(pack)
            clips = {} if before is None else before.manifest.clips
            (self.folder / pack).mkdir(mode=0o700, exist_ok=True)
            self._write(pack, Manifest(2, name, language, sentence, clips))

    def adopt(self, pack: str, folder: Path, content: bytes) -> None:
        """Put an unpacked and checked pack from elsewhere on the bench, finished as it is. Raises OSError and NotAManifest."""
        read_manifest((folder / MANIFEST).read_bytes())
        with self._changing:
            shutil.rmtree(self.folder / pack, ignore_errors=True)
            digest = self._shelf.keep(content)
            (folder / _FINISHED).write_text(digest, encoding="ascii")
            folder.rename(self.folder / pack)

    def put(self, pack: str, said: str, name: str, clip: Path) -> None:
        """Move a checked clip into its place. Raises OSError, KeyError for a pack that is gone."""
        with self._changing:
            draft = self._draft(pack)
            clip.replace(draft.folder / f"{name}.wav")
            clips = {**draft.manifest.clips, said: f"{name}.wav"}
            self._write(pack, msgspec.structs.replace(draft.manifest, clips=clips))

    def remove(self, pack: str, said: str) -> None:
        """Forget a clip. Raises OSError, KeyError for a pack that is gone."""
        with self._changing:
            draft = self._draft(pack)
            clips = {key: name for key, name in draft.manifest.clips.items() if key != said}
            self._write(pack, msgspec.structs.replace(draft.manifest, clips=clips))
            if (name := draft.manifest.clips.get(said)) is not None:
                (draft.folder / name).unlink(missing_ok=True)

    def finish(self, pack: str) -> str:
        """Make the pack of what is recorded and put it on the shelf; its digest. Raises OSError, KeyError."""
        with self._changing:
            draft = self._draft(pack)
            digest = self._shelf.keep(bundle(draft.folder, draft.manifest))
            (draft.folder / _FINISHED).write_text(digest, encoding="ascii")
            (draft.folder / _CHANGED).unlink(missing_ok=True)
            return digest

    def clear(self, pack: str) -> None:
        """Take a pack in the making away, with all its clips; what was finished of it stays on the shelf."""
        with self._changing:
            shutil.rmtree(self._draft(pack).folder)

    def _sweep(self) -> None:
        old = time.time() - _SWEPT_S
        for path in self._folder.glob(f"{SCRATCH}*"):
            # Somebody else may sweep at the same time.
            with suppress(FileNotFoundError):
                if path.stat().st_mtime < old:
                    shutil.rmtree(path, ignore_errors=True)

    def _draft(self, pack: str) -> Draft:
        draft = self.find(pack)
        if draft is None:
            raise KeyError(pack)
        return draft

    def _write(self, pack: str, manifest: Manifest) -> None:
        path = self._folder / pack / MANIFEST
        unfinished = path.with_name(f"{MANIFEST}.baru")
        unfinished.write_bytes(manifest_text(manifest))
        unfinished.replace(path)
        path.with_name(_CHANGED).touch()


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        return ""
