"""What the log keeps no outcome of, withdrawals and letters: who said them last is remembered for who takes the room over."""

from tests.live_office import LiveOffice
from tests.server.feed_announcer import announcer, lease


async def test_the_next_holder_is_told_what_was_said(live: LiveOffice) -> None:
    first, second = await announcer(live, "east"), await announcer(live, "west")
    assert await lease(first) == ("", 1)
    assert await lease(second) == ("", None)
    await first.say(told=41, fence=1)
    await first.say(told=42, fence=9)
    await second.say(told=43)
    await live.settled(lambda: live.running.context.speaking.leasing.told_of == (41,))

    await first.raw.close()

    frame = (await second.until(lambda frame: frame.get("lease", {}).get("fence")))["lease"]
    assert frame["told"] == [41]
