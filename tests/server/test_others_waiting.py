"""Who holds a room is told whether others wait in it: only then may one of them begin behind its back."""

from tests.live_office import LiveOffice
from tests.server.feed_announcer import announcer, lease


async def test_the_holder_hears_of_others_that_come_and_go(live: LiveOffice) -> None:
    first = await announcer(live, "east")
    assert await lease(first) == ("", 1)

    second = await announcer(live, "west")
    assert await lease(second) == ("", None)
    assert await first.until(lambda frame: "others" in frame) == {"others": 1}

    await second.raw.close()
    assert await first.until(lambda frame: "others" in frame) == {"others": 0}


async def test_who_takes_over_is_told_anew(live: LiveOffice) -> None:
    first, second, third = [await announcer(live, me) for me in ("east", "west", "south")]
    assert await lease(second) == ("", None)
    assert await lease(third) == ("", None)

    await first.raw.close()

    assert await lease(second) == ("", 2)
    assert await second.until(lambda frame: "others" in frame) == {"others": 1}


async def test_with_a_new_lease_it_is_told_anew(live: LiveOffice) -> None:
    """A lease frame says nothing of others: the announcer begins with none."""
    first = await announcer(live, "east")
    assert await lease(first) == ("", 1)
    second = await announcer(live, "west")
    assert await lease(second) == ("", None)
    assert await first.until(lambda frame: "others" in frame) == {"others": 1}

    await first.say(claim={"room": "", "me": "east"})

    assert await lease(first) == ("", 1)
    assert await first.until(lambda frame: "others" in frame) == {"others": 1}
