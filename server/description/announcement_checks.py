"""What must agree in an office's announcements, and what an official may have said freely."""

import re
from collections.abc import Iterator

from server.description.announcement import Announcement
from server.description.office import Description
from server.description.template import TemplateError, check_template

_BEFORE = frozenset({"closing", "pause"})
_WORD = re.compile(r"[^\W\d_]{2,}")


def announcement_disagreements(description: Description) -> Iterator[str]:
    """Every disagreement, each one Indonesian sentence that says what to change."""
    names = [announcement.id for announcement in description.announcements]
    for index, announcement in enumerate(description.announcements):
        if announcement.id in names[:index]:
            yield f"Nama pengumuman “{announcement.id}” dipakai dua kali. Beri setiap pengumuman nama sendiri."
        yield from _alone(announcement)
        if announcement.room is not None and announcement.room not in {room.name for room in description.rooms}:
            yield f"Pengumuman {announcement.title} untuk ruang “{announcement.room}”, tetapi ruang itu tidak ada."


def check_announcement(text: str) -> None:
    """Raises `TemplateError` for one of the office's own texts that cannot be spoken. {jam} may stand in it."""
    check_template("announcement", text)
    _needs_words(text.replace("{jam}", ""))


def check_free_text(text: str) -> None:
    """Raises `TemplateError` for what an official typed and cannot be spoken as it stands."""
    if "{" in text or "}" in text:
        raise TemplateError("Tulis jamnya dengan angka, tanpa kurung kurawal.")
    check_template("announcement", text)
    _needs_words(text)


def _alone(announcement: Announcement) -> Iterator[str]:
    try:
        check_announcement(announcement.text)
    except TemplateError as error:
        yield f"Pengumuman {announcement.title}: {error}"
    if announcement.minutes and announcement.at not in _BEFORE:
        yield (
            f"Pengumuman {announcement.title}: menit sebelumnya hanya untuk tutup dan istirahat. "
            "Isi 0, atau ubah waktunya."
        )


def _needs_words(text: str) -> None:
    """Digits alone would be taken for somebody's number."""
    if not _WORD.search(text):
        raise TemplateError("Tulis kalimatnya dengan kata, bukan angka saja.")
