"""The photos of an import: a ZIP of which only files that a row names are opened, and none that is larger than a photo may be."""

import io
import zipfile
import zlib
from collections.abc import Mapping
from types import MappingProxyType

from server.exchange.complaint_rows import Unreadable

MOST_ENTRIES = 5_000


class PhotoArchive:
    """Files by their last name: OpenSID keeps only that. Nothing is unpacked but what is asked for."""

    def __init__(self, content: bytes, most_bytes: int) -> None:
        """`most_bytes` of one photo, unpacked. Raises `Unreadable`."""
        self._most = most_bytes
        self._archive: zipfile.ZipFile | None = None
        self._entries: Mapping[str, zipfile.ZipInfo] = MappingProxyType({})
        if not content:
            return
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(content))
        except (zipfile.BadZipFile, NotImplementedError):
            raise Unreadable("Berkas foto bukan ZIP yang utuh. Buat lagi, lalu coba lagi.") from None
        entries = self._archive.infolist()
        if len(entries) > MOST_ENTRIES:
            raise Unreadable(f"ZIP foto berisi lebih dari {MOST_ENTRIES} berkas. Bagi menjadi beberapa.")
        self._entries = MappingProxyType({_last(entry.filename): entry for entry in entries if not entry.is_dir()})

    def __contains__(self, name: str) -> bool:
        return _last(name) in self._entries

    def photo(self, name: str) -> bytes | None:
        """The file of that name; None when there is none that can be used."""
        entry = self._entries.get(_last(name)) if name else None
        if entry is None or self._archive is None or entry.file_size > self._most:
            return None
        try:
            # What is told of its size may be a lie.
            with self._archive.open(entry) as file:
                content = file.read(self._most + 1)
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, zlib.error):
            return None  # damaged or locked: the complaint is taken in without it, and the list says so
        return content if len(content) <= self._most else None


def _last(name: str) -> str:
    return name.replace("\\", "/").rpartition("/")[2].casefold()
