"""What the settings page of the voice is given to show besides its form: what each room hears, and how the last trial went."""

from dataclasses import dataclass

from display.room_voice import RoomVoice
from display.settings_view import SettingsView


@dataclass(frozen=True, slots=True)
class VoiceView(SettingsView):
    """`key` is the idempotency key of the trial."""

    rooms: tuple[RoomVoice, ...] = ()
    key: str = ""
