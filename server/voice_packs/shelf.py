"""Finished packs: files of the data directory, each named by the SHA-256 of its bytes."""

import os
import re
import secrets
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from server.voice_packs.bundle import digest_of, manifest_in
from server.voice_packs.languages import INDONESIAN
from server.voice_packs.manifest import Manifest
from server.voice_packs.prompts import BASE, DIGITS, LETTERS, covered, runs_of

FOLDER = "suara"
_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class ReadyPack:
    """A pack that can be chosen. `language` is "id" or another code of `LANGUAGES`; `missing` counts the clips of the usual
    sentences that were not recorded.
    """

    digest: str
    name: str
    language: str
    missing: int


class PackShelf:
    """Every method reads or writes files: call it on a thread."""

    def __init__(self, data: Path) -> None:
        self.folder = data / FOLDER

    def ready(self) -> tuple[ReadyPack, ...]:
        """All finished packs, by name."""
        found = [
            ReadyPack(path.stem, manifest.name, manifest.language, _missing(manifest))
            for path in self.folder.glob("*.zip")
            if _DIGEST.fullmatch(path.stem) and (manifest := manifest_in(path)) is not None
        ]
        return tuple(sorted(found, key=lambda pack: (pack.name.lower(), pack.digest)))

    def find(self, digest: str) -> Path | None:
        """The file of a pack, None when there is none."""
        path = self.folder / f"{digest}.zip"
        return path if _DIGEST.fullmatch(digest) and path.is_file() else None

    def keep(self, content: bytes) -> str:
        """Store a pack; its digest. It gets its name only when it is whole and on the medium. Raises OSError."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        digest = digest_of(content)
        unfinished = self.folder / f".{secrets.token_hex(8)}.baru"
        try:
            with unfinished.open("xb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            unfinished.replace(self.folder / f"{digest}.zip")
        finally:
            unfinished.unlink(missing_ok=True)
        return digest

    def drop(self, digests: Collection[str]) -> None:
        """Take packs off the shelf that nobody has chosen."""
        for digest in digests:
            if (path := self.find(digest)) is not None:
                # An announcer may be reading it, which some systems do not like: it goes the next time.
                with suppress(PermissionError):
                    path.unlink(missing_ok=True)


def _missing(manifest: Manifest) -> int:
    wanted: tuple[str, ...] = BASE
    if manifest.language != INDONESIAN:
        wanted = (*LETTERS, *DIGITS, *runs_of(manifest.sentence), "loket")
    return sum(1 for said in wanted if not covered(said, manifest.clips))
