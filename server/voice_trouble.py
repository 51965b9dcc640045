"""What is wrong with the loudspeaker of a room at this moment, as a code."""

from server.presence import Presence

GONE = "gone"
"""No announcer is connected there."""


def voice_trouble(presence: Presence, room: str) -> str:
    """ "" while calls are spoken in that room; `GONE`, `server.presence.STANDING_BY`, or an announcer's code (docs/voice.md)."""
    voice = presence.voice_in(room)
    if voice is None:
        return GONE
    if voice.voice == "silent":
        return "silent"
    if voice.sound == "speech":
        return ""
    return voice.why or ("no_voice" if voice.sound == "chime" else "no_device")
