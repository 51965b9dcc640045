"""A trial in hours that the office has made silent: nobody is told to look for another cause."""

from tests.conftest import Starter
from tests.live_office import TOKEN, VILLAGE_TOML
from tests.server.feed_announcer import announcer

QUIET = '\n[voice]\nquieter = [{ begins = "00:00", ends = "23:59", volume = 0 }]\n'


async def test_only_the_hour_is_given_as_the_cause(start: Starter) -> None:
    live = await start(office_toml=VILLAGE_TOML + QUIET)
    mouth = await announcer(live)
    fence = (await mouth.until(lambda frame: "lease" in frame))["lease"]["fence"]
    desk = await live.client(TOKEN)
    await desk.post("/atur/suara/tes", data={"key": "a" * 32, "room": ""})
    made = await mouth.until(lambda frame: frame.get("kind") == "announcement_made")
    await mouth.say(unspoken=made["seq"], why="silent", fence=fence)
    await mouth.until(lambda frame: frame.get("kind") == "announcement_unspoken")

    page = (await desk.get("/atur/suara")).text

    assert "jam tenang sedang berlaku dengan volume 0." in page
    assert "ubah jam tenang di halaman ini." in page
    assert "tidak terdengar" in page
    assert "--voice silent" not in page
