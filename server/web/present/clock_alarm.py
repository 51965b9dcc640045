"""What officials are told when the machine's clock is not to be believed, and how they say that it is right."""

from display.counter_views import Alarm
from server.web.present.picture import Picture
from server.web.words import DAYS, SHORT_MONTHS, clock_words

_DOUBTED = "Jam komputer kantor diragukan, jadi hari layanan tidak buka dan tutup sendiri."
_EITHER = "Bila salah, betulkan jam komputer dulu. Bila benar, tekan tombolnya."


def clock_alarm(picture: Picture, compare: str = "") -> Alarm | None:
    """`compare`: what is to be compared, for a page that shows the time anyway; "" says the time."""
    if not picture.presence.clock_doubtful:
        return None
    if picture.now is None:
        return Alarm("clock", f"{_DOUBTED} {compare}. {_EITHER}")
    local = picture.now.local
    date = f"{local.day} {SHORT_MONTHS[local.month - 1]} {local.year}"
    shown = f"Jam itu menunjukkan {DAYS[local.weekday()]}, {date}, pukul {clock_words(local.hour, local.minute)}"
    words = f"{_DOUBTED} {compare or shown}. {_EITHER}"
    return Alarm("clock", words, picture.now.date, f"Benar, hari ini {date}")
