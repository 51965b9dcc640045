"""What of the leases outlives the server: the highest fencing number, so that no number is given out twice, and who held a room."""

import json
from types import MappingProxyType

from server.web.speaking.leases import GONE, Hold, Leases


def kept_text(leases: Leases) -> str:
    """As a setting of the store. It changes when a lease is given or ends, not with signs of life."""
    holds = {room: {"fence": hold.fence, "me": hold.me} for room, hold in sorted(leases.holds.items())}
    return json.dumps({"last": leases.last_fence, "holds": holds})


def resumed(text: str | None, life_s: float, now: float) -> Leases:
    """The leases of the server's former life. Who held one may be speaking still, and counts as heard of at `now`."""
    if text is None:
        return Leases(life_s)
    kept = json.loads(text)
    holds = {room: Hold(room, hold["fence"], hold["me"], GONE, now) for room, hold in kept["holds"].items()}
    return Leases(life_s, kept["last"], holds=MappingProxyType(holds))
