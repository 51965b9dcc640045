"""What has changed in an office's announcements, in sentences."""

from collections.abc import Iterator

from server.description.announcement import Announcement
from server.description.change_words import became, clock_words, things, yes_or_no
from server.description.office import Description


def announcement_differences(old: Description, new: Description) -> Iterator[str]:
    def changes(before: Announcement, after: Announcement) -> Iterator[str]:
        yield from became("judul", f"“{before.title}”", f"“{after.title}”")
        yield from became("kalimat", f"“{before.text}”", f"“{after.text}”")
        yield from became("waktu", time_words(before), time_words(after))
        yield from became("didahulukan", yes_or_no(before.urgent), yes_or_no(after.urgent))
        yield from became("ruang", _room(old, before), _room(new, after))

    yield from things("Pengumuman", old.announcements, new.announcements, _id, _title, changes)


def time_words(announcement: Announcement) -> str:
    """When the calendar says it: "10 menit sebelum istirahat"."""
    match announcement.at:
        case "":
            return "hanya ditekan petugas"
        case "opening":
            return "saat layanan dibuka"
        case "closing" | "pause" as at:
            what = "tutup" if at == "closing" else "istirahat"
            return f"{announcement.minutes} menit sebelum {what}" if announcement.minutes else f"saat {what}"
        case time:
            return f"setiap pukul {clock_words(time)}"


def _room(description: Description, announcement: Announcement) -> str:
    if announcement.room is None:
        return "semua ruang"
    return next((room.title for room in description.rooms if room.name == announcement.room), announcement.room)


def _id(announcement: Announcement) -> str:
    return announcement.id


def _title(announcement: Announcement) -> str:
    return announcement.title
