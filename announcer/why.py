"""Why a call was not heard: the codes that go to the server."""

from enum import StrEnum


class Why(StrEnum):
    """Codes only, never free text: they end up in the log of events."""

    STALE = "stale"
    NO_DEVICE = "no_device"
    NO_VOICE = "no_voice"
    NO_TV = "no_tv"
    TV_REFUSED = "tv_refused"
    PLAYER_FAILED = "player_failed"
    PLAYER_TIMEOUT = "player_timeout"
    SYNTHESIS_FAILED = "synthesis_failed"
    SILENT = "silent"
    WITHDRAWN = "withdrawn"
