"""What officials must know at once: the room hears or sees less than it should, or somebody waits unseen."""

from display.counter_views import Alarm
from server.presence import Presence, Voice
from server.web.present.bell import bell_alarm
from server.web.present.paper import TROUBLE_WORDS
from server.web.present.picture import Picture


def tablet_alarms(picture: Picture) -> tuple[Alarm, ...]:
    """All that a tablet shows, the resident first."""
    bell = bell_alarm(picture)
    return (*(() if bell is None else (bell,)), *alarms(picture.presence))


def alarms(presence: Presence) -> tuple[Alarm, ...]:
    """What is wrong with loudspeaker, printer and TV."""
    found = [alarm for alarm in (_voice_alarm(presence.voice),) if alarm is not None]
    if presence.printer_trouble:
        words = TROUBLE_WORDS.get(presence.printer_trouble, "Printer tiket bermasalah.")
        found.append(Alarm("printer", words))
    if presence.screens == 0:
        found.append(Alarm("tv", "TV terputus. Warga tidak melihat panggilan; panggil juga dengan suara."))
    return tuple(found)


def _voice_alarm(voice: Voice | None) -> Alarm | None:
    if voice is None:
        return Alarm("announcer", "Pengeras suara terputus. Panggil dengan suara sendiri.")
    if voice.voice == "silent":
        return Alarm("sound", "Suara dimatikan. Panggil dengan suara sendiri.")
    match voice.sound:
        case "speech":
            return None
        case "chime":
            return Alarm("sound", "Hanya lonceng yang berbunyi: suara Indonesia tidak ada. Sebut nomornya sendiri.")
        case _:
            return Alarm(
                "sound", "Tidak ada perangkat suara. Periksa kabel pengeras, dan panggil dengan suara sendiri."
            )
