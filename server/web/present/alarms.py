"""What officials must know at once: the room hears or sees less than it should, or somebody waits unseen."""

from collections.abc import Mapping
from types import MappingProxyType

from display.counter_views import Alarm
from server.description import Description
from server.presence import STANDING_BY, Presence
from server.voice_trouble import GONE, voice_trouble
from server.web.present.bell import bell_alarm
from server.web.present.clock_alarm import clock_alarm
from server.web.present.paper import TROUBLE_WORDS
from server.web.present.picture import Picture

_CUT_OFF = frozenset({GONE, STANDING_BY})
_CHIME = "Hanya lonceng yang berbunyi: {}. Sebut nomornya sendiri."
_VOICE_WORDS: Mapping[str, str] = MappingProxyType(
    {
        GONE: "Pengeras suara terputus. Panggil dengan suara sendiri.",
        STANDING_BY: "Pengeras suara ruang ini belum siap. Panggil dengan suara sendiri selama menunggu.",
        "silent": "Suara dimatikan. Panggil dengan suara sendiri.",
        "no_voice": _CHIME.format("suara Indonesia tidak ada"),
        "synthesis_failed": _CHIME.format("suara gagal dibuat"),
        "no_device": "Tidak ada perangkat suara. Periksa kabel pengeras, dan panggil dengan suara sendiri.",
        "player_failed": "Pemutar suara gagal. Cabut lalu pasang lagi kabel pengeras, dan panggil dengan suara sendiri.",
        "player_timeout": "Pemutar suara macet. Cabut lalu pasang lagi kabel pengeras, dan panggil dengan suara sendiri.",
        "no_tv": "TV ruang ini tidak bersuara: TV terputus. Nyalakan TV, dan panggil dengan suara sendiri.",
        "tv_refused": "TV belum boleh bersuara. Tekan Aktifkan suara di TV, dan panggil dengan suara sendiri.",
    }
)
_NOT_STORING = (
    "Data tidak bisa disimpan: nomor baru dan panggilan ditolak. Minta pengelola memeriksa disk komputer server."
)
_UNKNOWN = "Pengeras suara bermasalah. Panggil dengan suara sendiri."


def tablet_alarms(picture: Picture, counter: str) -> tuple[Alarm, ...]:
    """All that the tablet of that counter shows: the resident first, then closing time, storage, clock, loudspeaker, printer and TVs."""
    office, presence = picture.description, picture.presence
    found = (
        bell_alarm(picture),
        closing_alarm(picture),
        storage_alarm(presence),
        clock_alarm(picture, "Cocokkan tanggal dan jam di layar ini"),
        *alarms(presence, office.room_of(counter)),
        tv_alarm(office, presence, counter),
    )
    return tuple(alarm for alarm in found if alarm is not None)


def closing_alarm(picture: Picture) -> Alarm | None:
    """Closing time has come, and people are still there: what becomes of them is asked at every counter."""
    if not picture.state.past_closing:
        return None
    left = len(picture.state.left())
    return Alarm("closing", f"Jam layanan sudah lewat, masih ada {left} nomor. Layani, atau tekan Tutup hari layanan.")


def storage_alarm(presence: Presence) -> Alarm | None:
    """Every press is refused, and nobody would know before the first."""
    return None if presence.storing else Alarm("storage", _NOT_STORING)


def alarms(presence: Presence, room: str) -> tuple[Alarm, ...]:
    """What is wrong with the room's loudspeaker and with the printer."""
    found = [alarm for alarm in (_voice_alarm(presence, room),) if alarm is not None]
    if presence.printer_trouble:
        words = TROUBLE_WORDS.get(presence.printer_trouble, "Printer tiket bermasalah.")
        found.append(Alarm("printer", words))
    return tuple(found)


def tv_alarm(office: Description, presence: Presence, counter: str) -> Alarm | None:
    """The TVs that are to show this counter's calls and are not connected, by name where there are several.

    The TV with all counters is missed when no other one shows this counter, or when it was there before.
    """
    wanted = {screen.name: f"TV {screen.title}" for screen in office.screens if counter in screen.counters}
    if not wanted or presence.screen_seen(""):
        wanted[""] = "TV semua loket" if wanted else "TV"
    missing = [words for name, words in wanted.items() if not presence.screen_in(name)]
    if not missing:
        return None
    effect = "Warga tidak melihat panggilan" if len(missing) == len(wanted) else "Di sana panggilan tidak tampil"
    return Alarm("tv", f"{' dan '.join(missing)} terputus. {effect}; panggil juga dengan suara.")


def _voice_alarm(presence: Presence, room: str) -> Alarm | None:
    trouble = voice_trouble(presence, room)
    if not trouble:
        return None
    return Alarm("announcer" if trouble in _CUT_OFF else "sound", _VOICE_WORDS.get(trouble, _UNKNOWN))
