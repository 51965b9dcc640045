"""What officials must know at once: the room hears or sees less than it should, or somebody waits unseen."""

from collections.abc import Mapping
from types import MappingProxyType

from display.counter_views import Alarm
from server.presence import STANDING_BY, Presence
from server.voice_trouble import GONE, voice_trouble
from server.web.present.bell import bell_alarm
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
_UNKNOWN = "Pengeras suara bermasalah. Panggil dengan suara sendiri."


def tablet_alarms(picture: Picture, room: str) -> tuple[Alarm, ...]:
    """All that the tablet of a counter in that room shows, the resident first."""
    bell = bell_alarm(picture)
    return (*(() if bell is None else (bell,)), *alarms(picture.presence, room))


def alarms(presence: Presence, room: str) -> tuple[Alarm, ...]:
    """What is wrong with the room's loudspeaker, with printer and TV."""
    found = [alarm for alarm in (_voice_alarm(presence, room),) if alarm is not None]
    if presence.printer_trouble:
        words = TROUBLE_WORDS.get(presence.printer_trouble, "Printer tiket bermasalah.")
        found.append(Alarm("printer", words))
    if presence.screens == 0:
        found.append(Alarm("tv", "TV terputus. Warga tidak melihat panggilan; panggil juga dengan suara."))
    return tuple(found)


def _voice_alarm(presence: Presence, room: str) -> Alarm | None:
    trouble = voice_trouble(presence, room)
    if not trouble:
        return None
    return Alarm("announcer" if trouble in _CUT_OFF else "sound", _VOICE_WORDS.get(trouble, _UNKNOWN))
