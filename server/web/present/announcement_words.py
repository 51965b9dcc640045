"""What is said for one of the office's own texts: its sentence, with the time put in."""

from server.description import Announcement
from server.domain.structure import Hours
from server.web.words import clock_words

_TIME = "{jam}"


def spoken_words(announcement: Announcement, hours: Hours | None, minute: int) -> str | None:
    """The sentence as it is said at `minute` (0 to 1439) of a day with those hours; None when there is no time to name.

    {jam} is the end of the pause that runs or comes, else the closing time. A text for pauses names only pauses, one for the
    opening or the closing only the closing time.
    """
    if _TIME not in announcement.text:
        return announcement.text
    named = None if hours is None else _time(announcement.at, hours, minute)
    return None if named is None else announcement.text.replace(_TIME, clock_words(*divmod(named, 60)))


def _time(at: str, hours: Hours, minute: int) -> int | None:
    if at in {"opening", "closing"}:
        return hours.closes
    pause = next((ends for _, ends in sorted(hours.pauses) if ends > minute), None)
    if pause is not None or at == "pause":
        return pause
    return hours.closes if hours.closes > minute else None
