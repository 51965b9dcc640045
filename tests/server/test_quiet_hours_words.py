"""What is told of hours that the office has made silent: where they are set, from whatever page, and no other cause when they are over."""

from server.domain.frozen import replace
from server.presence import Voice
from server.web.present.voice_state import room_voices
from tests.conftest import Starter
from tests.live_office import TOKEN, VILLAGE_TOML, LiveOffice
from tests.server.feed_announcer import announcer
from tests.server.test_quiet_trial import QUIET


async def tried_in_vain(live: LiveOffice) -> None:
    """A trial that nobody heard, for it was a silent hour."""
    mouth = await announcer(live)
    fence = (await mouth.until(lambda frame: "lease" in frame))["lease"]["fence"]
    await (await live.client(TOKEN)).post("/atur/suara/tes", data={"key": "a" * 32, "room": ""})
    made = await mouth.until(lambda frame: frame.get("kind") == "announcement_made")
    await mouth.say(unspoken=made["seq"], why="silent", fence=fence)
    await mouth.until(lambda frame: frame.get("kind") == "announcement_unspoken")
    await mouth.say(ready={"voice": "pyttsx3", "sound": "speech", "why": ""})
    await live.settled(lambda: live.running.context.presence.voice_in("") == Voice("pyttsx3", "speech"))


async def test_when_the_hour_is_over_the_trial_still_names_no_other_cause(start: Starter) -> None:
    live = await start(office_toml=VILLAGE_TOML + QUIET)
    await tried_in_vain(live)
    context = live.running.context
    now = context.office.clock.now()
    later = replace(now, local=now.local.replace(hour=23, minute=59))
    [room] = room_voices(context.picture(later))
    assert room.level == "well"
    assert room.trial is not None
    assert room.trial.heard == "unheard"
    assert room.trial.advice == ""


async def test_a_trial_that_was_silent_by_its_voice_still_says_what_to_do(start: Starter) -> None:
    live = await start(office_toml=VILLAGE_TOML)
    await tried_in_vain(live)
    [room] = room_voices(live.running.context.now_picture())
    assert room.trial is not None
    assert "--voice silent" in room.trial.advice


async def test_another_page_names_the_page_of_these_hours(start: Starter) -> None:
    live = await start(office_toml=VILLAGE_TOML + QUIET)
    mouth = await announcer(live)
    await mouth.say(ready={"voice": "silent", "sound": "none", "why": "silent"})
    await live.settled(lambda: live.running.context.presence.voice_in("") == Voice("silent", "none", "silent"))
    desk = await live.client(TOKEN)
    page = (await desk.get("/umumkan", headers={"accept": "text/html"})).text
    assert "ubah jam tenang di Pengaturan, Suara." in page
    assert "di halaman ini" in (await desk.get("/atur/suara", headers={"accept": "text/html"})).text
