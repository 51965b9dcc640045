"""The TV's picture while there is a voice: what became of each call, and what is being announced."""

import httpx

from server.domain.access import Role
from tests.conftest import Starter
from tests.live_office import TOKEN, VILLAGE_TOML, LiveOffice


async def test_the_tv_follows_the_voice_only_while_there_is_one(live: LiveOffice, open_day: httpx.AsyncClient) -> None:
    await open_day.post("tickets", json={"service": "A"})
    await open_day.post("counters/1/next", json={})
    tv = await live.wire("/screen/tv")
    assert "data-voiced" not in (await tv.next())["parts"]["calls"]

    feed = await live.wire("/feed?only=calls", await live.running.context.doorkeeper.admit(Role.ANNOUNCER))
    assert 'data-outcome="queued"' in await tv.until_part("calls", "data-voiced")
    await feed.say(speaking=5)
    await tv.until_part("calls", 'data-outcome="speaking"')
    await feed.say(spoken=5)
    await tv.until_part("calls", 'data-outcome="spoken"')
    for voice in ({"voice": "silent", "sound": "none"}, {"voice": "pyttsx3", "sound": "none", "why": "no_device"}):
        await feed.say(ready=voice)
        assert "data-voiced" not in (await tv.until(lambda frame: "calls" in frame.get("parts", {})))["parts"]["calls"]
        await feed.say(ready={"voice": "pyttsx3", "sound": "speech"})
        await tv.until_part("calls", "data-voiced")


async def test_the_offices_own_text_is_on_the_tv_while_it_is_said_and_a_typed_one_is_not(start: Starter) -> None:
    planned = '\n[[announcements]]\nid = "istirahat"\ntitle = "Istirahat"\ntext = "Pelayanan istirahat."\n'
    live = await start(office_toml=VILLAGE_TOML + planned)
    api = await live.api()
    tv = await live.wire("/screen/tv")
    feed = await live.wire("/feed?only=calls", TOKEN)
    for body in ({"text": "Mobil biru menghalangi jalan."}, {"announcement": "istirahat"}):
        answer = await api.post("announcements", json=body)
        assert answer.status_code == 201, answer.text
        await feed.say(speaking=answer.json()["seq"])
        await feed.until(lambda frame: frame.get("kind") == "announcement_speaking")
        if "announcement" in body:
            break
        await feed.say(spoken=answer.json()["seq"])

    pictures = []
    while not pictures or "Pelayanan istirahat." not in pictures[-1]:
        frame = await tv.until(lambda frame: "announced" in frame.get("parts", {}))
        pictures.append(frame["parts"]["announced"])
    assert "Mobil" not in "".join(pictures)
    assert all(("data-speaking" in one) or ("hidden" in one) for one in pictures)
    await feed.say(spoken=answer.json()["seq"])
    assert "data-speaking" not in await tv.until_part("announced", "hidden")
