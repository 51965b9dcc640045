"""The templates below `/atur` and `/siapkan`, besides those of people and devices. Imported with the first of them."""

from display.page import Screen
from display.recorder_view import RecorderView
from display.settings_view import SettingsView
from display.setup_screens import SETUP_SCREENS, setup_screen_of
from display.setup_views import SetupView
from display.voice_view import VoiceView

SETTINGS = Screen("settings/page")
VOICE = Screen("settings/voice", ("voice-state",))
RECORDER = Screen("settings/recorder")

SETTINGS_SCREENS = (SETTINGS, VOICE, RECORDER, *SETUP_SCREENS)


def settings_screen_of(view: SettingsView | SetupView) -> Screen:
    match view:
        # Both are settings pages with something more.
        case VoiceView():
            return VOICE
        case RecorderView():
            return RECORDER
        case SettingsView():
            return SETTINGS
        case _:
            return setup_screen_of(view)
