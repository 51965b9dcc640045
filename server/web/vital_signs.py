"""Is the office well? What a monitor or anybody with a browser may know."""

import msgspec

from server.office import Office
from server.presence import Presence

OK = 200
NOT_STORING = 503


def vital_signs(office: Office, presence: Presence) -> tuple[int, bytes]:
    """The HTTP status of `/healthz`, 503 while nothing can be stored, and its JSON. No personal data, no secrets."""
    body = {
        "status": "ok" if office.storing else "storage-failed",
        "day_open": office.state.day is not None,
        "announcer": presence.voice is not None,
        "screens": presence.screens,
        "clock_doubtful": office.clock.now().doubtful,
    }
    return OK if office.storing else NOT_STORING, msgspec.json.encode(body)
