"""The other end of a feed, as an announcer begins it: it claims a room and hears what comes of that."""

from server.domain.access import Role
from tests.live_office import LiveOffice, Wire


async def announcer(live: LiveOffice, me: str = "", room: str = "", **more: object) -> Wire:
    """An announcer's feed that has claimed the room."""
    wire = await live.wire("/feed?only=calls", await live.running.context.doorkeeper.admit(Role.ANNOUNCER))
    await wire.say(claim={"room": room, "me": me, **more})
    return wire


async def lease(wire: Wire) -> tuple[str, int | None]:
    """The next lease frame: the room and the number."""
    told = (await wire.until(lambda frame: "lease" in frame))["lease"]
    return told["room"], told["fence"]
