"""Is the office well? What a monitor or anybody with a browser may know."""

from collections.abc import Collection

import msgspec

from server.office import Office
from server.presence import Presence
from server.voice_trouble import voice_trouble

OK = 200
NOT_STORING = 503


def vital_signs(office: Office, presence: Presence, rooms: Collection[str] = ()) -> tuple[int, bytes]:
    """The HTTP status of `/healthz`, 503 while nothing can be stored, and its JSON. No personal data, no secrets.

    `voice` has what is wrong with the loudspeaker of each room, by its name: a code of docs/voice.md, "" while calls are spoken.
    It is empty while the site is still being loaded.
    """
    body = {
        "status": "ok" if office.medium.storing else "storage-failed",
        "day_open": office.state.day is not None,
        "announcer": presence.voice is not None,
        "voice": {room: voice_trouble(presence, room) for room in rooms},
        "screens": presence.screens,
        "clock_doubtful": office.clock.now().doubtful,
    }
    return OK if office.medium.storing else NOT_STORING, msgspec.json.encode(body)
