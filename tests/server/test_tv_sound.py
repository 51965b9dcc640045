"""The TV as loudspeaker, on the server's side: one TV a room is handed the sound, and the announcer learns what becomes of it."""

import io
import math
import wave

import httpx
import pytest

from server.domain.access import Role
from server.web.speaking.byte_range import NotSatisfiable, byte_range
from server.web.speaking.sounds import NoSound, Sounds, length_ms
from tests.conftest import Starter
from tests.live_office import TOKEN, LiveOffice, Wire
from tests.server.feed_announcer import announcer, lease
from tests.server.two_rooms import TV_SPEAKS, TWO_ROOMS


def tone(seconds: float = 0.5, *, rate: int = 22_050, channels: int = 1, width: int = 2) -> bytes:
    """A WAV file."""
    made = io.BytesIO()
    frames = round(seconds * rate)
    values = (round(100 * math.sin(at / 8)) for at in range(frames) for _ in range(channels))
    with wave.open(made, "wb") as file:
        file.setparams((channels, width, rate, frames, "NONE", ""))
        file.writeframes(b"".join(value.to_bytes(width, "little", signed=True) for value in values))
    return made.getvalue()


class Hall:
    """An office whose TV speaks, with an announcer that holds the room."""

    def __init__(self, live: LiveOffice, voice: Wire, fence: int) -> None:
        self.live = live
        self.voice = voice
        self.fence = fence

    async def tv(self, *, ready: bool | None = True, name: str = "tv") -> Wire:
        wire = await self.live.wire(f"/screen/{name}", cookies=await self.live.device(Role.TV))
        await wire.next()
        if ready is not None:
            await wire.say(sound_ready=ready, why="" if ready else "refused")
            await self.until_ready(ready=ready)
        return wire

    async def until_ready(self, *, ready: bool, room: str = "aula") -> None:
        mute = self.live.running.context.speaking.loudspeakers.why_mute
        await self.live.settled(lambda: (mute(room) == "") is ready)

    async def upload(self, seq: int, body: bytes, *, room: str = "aula", fence: object = ...) -> httpx.Response:
        api = await self.live.api()
        number = self.fence if fence is ... else fence
        headers = {"content-type": "audio/wav"} | ({} if number is None else {"x-fence": str(number)})
        return await api.put(f"rooms/{room}/sound/{seq}", content=body, headers=headers)

    async def told(self) -> dict[str, object]:
        """The next word of what a sound has come to."""
        return (await self.voice.until(lambda frame: "seq" in frame.get("tv", {})))["tv"]


@pytest.fixture
async def hall(start: Starter) -> Hall:
    live = await start(office_toml=TV_SPEAKS)
    voice = await announcer(live, "east")
    room, fence = await lease(voice)
    assert (room, fence) == ("aula", 1)
    return Hall(live, voice, 1)


async def test_from_the_upload_to_the_end_of_the_sound(hall: Hall) -> None:
    tv, body = await hall.tv(), tone(0.5)

    assert (await hall.upload(413, body)).status_code == 204

    frame = (await tv.until(lambda frame: "sound" in frame))["sound"]
    assert (frame["seq"], frame["ms"]) == (413, 500)
    client = await hall.live.client(cookies=await hall.live.device(Role.TV))
    whole = await client.get(frame["url"])
    assert (whole.status_code, whole.content, whole.headers["content-type"]) == (200, body, "audio/wav")
    assert whole.headers["cache-control"] == "no-store"
    part = await client.get(frame["url"], headers={"range": "bytes=0-43"})
    assert (part.status_code, part.content) == (206, body[:44])
    assert part.headers["content-range"] == f"bytes 0-43/{len(body)}"
    assert (await client.get(frame["url"], headers={"range": f"bytes={len(body)}-"})).status_code == 416

    await tv.say(playing=413)
    assert await hall.told() == {"seq": 413, "state": "playing"}
    await tv.say(playing=413)
    await tv.say(played=413)
    assert await hall.told() == {"seq": 413, "state": "played"}
    assert (await client.get(frame["url"])).status_code == 404, "over, and its address with it"


async def test_the_sound_is_for_tvs_that_were_let_in_alone(hall: Hall) -> None:
    tv = await hall.tv()
    await hall.upload(413, tone())
    url = (await tv.until(lambda frame: "sound" in frame))["sound"]["url"]

    stranger = await hall.live.client()
    assert (await stranger.get(url)).status_code in {401, 403}
    looker = await hall.live.wire("/screen/tv")
    await looker.say(sound_ready=True)
    await looker.say(played=413)
    await tv.say(playing=413)
    assert await hall.told() == {"seq": 413, "state": "playing"}


async def test_exactly_one_tv_sounds_and_the_next_takes_over(hall: Hall) -> None:
    first, second = await hall.tv(), await hall.tv()
    await hall.upload(413, tone())
    await second.until(lambda frame: "sound" in frame)
    await first.say(played=413)
    await second.say(playing=413)
    assert await hall.told() == {"seq": 413, "state": "playing"}

    await second.raw.close()

    assert await hall.told() == {"seq": 413, "state": "gone", "why": "gone"}
    assert (await hall.upload(413, tone())).status_code == 204
    assert (await first.until(lambda frame: "sound" in frame))["sound"]["seq"] == 413


@pytest.mark.parametrize(("why", "told"), [("refused", "refused"), ("format", "format"), ("<b>", "network")])
async def test_a_sound_that_fails_is_told_with_a_code(hall: Hall, why: str, told: str) -> None:
    tv = await hall.tv()
    await hall.upload(413, tone())
    await tv.say(unplayed=413, why=why)

    assert await hall.told() == {"seq": 413, "state": "failed", "why": told}
    if why == "refused":
        answer = await hall.upload(414, tone())
        assert (answer.status_code, answer.json()["type"]) == (409, "/masalah/no-tv")


@pytest.mark.parametrize("why", ["refused", "format", "network"])
async def test_a_sound_that_does_not_begin_is_handed_to_another_tv_that_can(hall: Hall, why: str) -> None:
    first, second = await hall.tv(), await hall.tv()
    await hall.upload(413, tone())
    await second.until(lambda frame: "sound" in frame)

    await second.say(unplayed=413, why=why)

    assert (await first.until(lambda frame: "sound" in frame))["sound"]["seq"] == 413
    await first.say(playing=413)
    assert await hall.told() == {"seq": 413, "state": "playing"}
    await first.say(played=413)
    assert await hall.told() == {"seq": 413, "state": "played"}
    await hall.upload(414, tone())
    assert (await first.until(lambda frame: "sound" in frame))["sound"]["seq"] == 414, "the one that has shown it can"


async def test_a_tv_that_says_nothing_of_a_sound_is_passed_over_the_second_time_and_tried_when_it_is_the_last(
    hall: Hall,
) -> None:
    first, second = await hall.tv(), await hall.tv()
    await hall.upload(413, tone())
    await second.until(lambda frame: "sound" in frame)

    await hall.upload(413, tone())

    assert (await first.until(lambda frame: "sound" in frame))["sound"]["seq"] == 413
    await first.raw.close()
    await hall.live.settled(lambda: len(hall.live.running.context.peers) == 2)
    assert (await hall.upload(414, tone())).status_code == 204
    assert (await second.until(lambda frame: frame.get("sound", {}).get("seq") == 414)) is not None


async def test_a_sound_that_breaks_off_in_mid_sentence_is_the_announcers_to_decide(hall: Hall) -> None:
    _, second = await hall.tv(), await hall.tv()
    await hall.upload(413, tone())
    await second.say(playing=413)
    await second.say(unplayed=413, why="network")

    assert await hall.told() == {"seq": 413, "state": "playing"}
    assert await hall.told() == {"seq": 413, "state": "failed", "why": "network"}


async def test_the_announcer_knows_whether_a_tv_can_sound(hall: Hall) -> None:
    async def known() -> object:
        return (await hall.voice.until(lambda frame: "ready" in frame.get("tv", {})))["tv"]

    assert await known() == {"ready": False, "why": "none"}
    tv = await hall.tv(ready=False)
    assert await known() == {"ready": False, "why": "refused"}
    await tv.say(sound_ready=True)
    assert await known() == {"ready": True, "why": ""}
    await tv.raw.close()
    assert await known() == {"ready": False, "why": "none"}


async def test_a_new_sound_ends_one_that_still_plays_and_an_unspoken_call_is_not_heard_late(hall: Hall) -> None:
    tv = await hall.tv()
    await hall.upload(413, tone())
    await hall.upload(414, tone())
    assert await hall.told() == {"seq": 413, "state": "gone", "why": "gone"}
    assert await tv.until(lambda frame: "hush" in frame) == {"hush": 413}

    await hall.voice.say(unspoken=414, why="player_timeout", fence=1)

    assert await tv.until(lambda frame: "hush" in frame) == {"hush": 414}
    assert await hall.told() == {"seq": 414, "state": "gone", "why": "gone"}


async def test_only_the_holder_hands_sound_over(hall: Hall) -> None:
    await hall.tv()
    for fence in (None, 2, 7):
        answer = await hall.upload(413, tone(), fence=fence)
        assert (answer.status_code, answer.json()["type"]) == (409, "/masalah/old-fence")
    assert (await hall.upload(413, tone(), fence="x")).status_code == 422
    await hall.voice.raw.close()
    await hall.live.settled(lambda: hall.live.running.context.speaking.leasing.is_free("aula"))

    assert (await hall.upload(413, tone(), fence=None)).status_code == 204


@pytest.mark.parametrize("seq", ["0", "-1", "x", "9" * 16])
async def test_a_number_that_is_none_is_refused(hall: Hall, seq: str) -> None:
    answer = await (await hall.live.api()).put(f"rooms/aula/sound/{seq}", content=tone(), headers={"x-fence": "1"})

    assert answer.status_code == 422


async def test_a_room_that_is_none_is_not_found_and_the_dash_is_the_first(hall: Hall) -> None:
    await hall.tv()

    assert (await hall.upload(413, tone(), room="gudang")).status_code == 404
    assert (await hall.upload(413, tone(), room="-")).status_code == 204


@pytest.mark.parametrize(
    "body",
    [b"", b"RIFF", b"ID3" + bytes(200), tone()[:-100], tone(0.0), tone(width=1), tone(channels=3), tone(rate=96_000)],
    ids=["empty", "head", "mp3", "cut", "none", "8 bit", "3 channels", "96 kHz"],
)
async def test_what_is_no_sound_is_not_handed_on(hall: Hall, body: bytes) -> None:
    tv = await hall.tv()
    answer = await hall.upload(413, body)

    assert (answer.status_code, answer.json()["type"]) == (422, "/masalah/no-sound")
    await hall.upload(414, tone())
    assert (await tv.until(lambda frame: "sound" in frame))["sound"]["seq"] == 414


async def test_a_sound_has_its_bounds_and_others_may_not_send_one(hall: Hall) -> None:
    await hall.tv()
    announcers = await hall.live.client(await hall.live.running.context.doorkeeper.admit(Role.ANNOUNCER))
    path, fence = "/api/v1/rooms/aula/sound/413", {"x-fence": "1"}

    assert (await announcers.put(path, content=tone(60), headers=fence)).status_code == 204, "longer than a form"
    answer = await announcers.put(path, content=bytes(8 * 2**20 + 1), headers=fence)
    assert (answer.status_code, answer.json()["title"]) == (413, "Suara terlalu besar")
    tablet = await hall.live.client(cookies=await hall.live.official(), origin=hall.live.url)
    assert (await tablet.put(path, content=tone(), headers=fence)).status_code == 403


async def test_each_room_has_its_own_tv(start: Starter) -> None:
    screens = '\n[[screens]]\nname = "teras"\ntitle = "Teras"\ncounters = ["2"]\n'
    live = await start(office_toml=TWO_ROOMS + screens)
    voice = await announcer(live, "east", "aula")
    assert await lease(voice) == ("aula", 1)
    hall = Hall(live, voice, 1)
    porch = await hall.tv(ready=None, name="tv-teras")
    await porch.say(sound_ready=True)
    await hall.until_ready(ready=True, room="teras")

    assert (await hall.upload(413, tone())).status_code == 409
    main = await hall.tv()
    assert (await hall.upload(413, tone())).status_code == 204
    assert (await main.until(lambda frame: "sound" in frame))["sound"]["seq"] == 413


def test_only_the_newest_sounds_are_kept() -> None:
    names = iter("abcdef")
    sounds = Sounds(lambda: next(names), most=2)
    body = tone(0.1)
    for _ in range(3):
        sounds.keep(body)

    assert sounds.find("a") is None
    assert sounds.find("c") is not None
    sounds.forget("c")
    assert sounds.find("c") is None
    assert length_ms(tone(0.1, rate=44_100, channels=2)) == 100
    with pytest.raises(NoSound):
        sounds.keep(body[:60])


@pytest.mark.parametrize(
    ("header", "part"),
    [
        ("", None),
        ("bytes=0-", (0, 100)),
        ("bytes=0-0", (0, 1)),
        ("Bytes=90-200", (90, 100)),
        ("bytes=-10", (90, 100)),
        ("bytes=-1000", (0, 100)),
        ("bytes=5-4", None),
        ("bytes=-", None),
        ("bytes=0-1,5-6", None),
        ("items=0-1", None),
        ("bytes=" + "9" * 40 + "-", None),
    ],
)
def test_a_range_is_read_as_the_standard_says(header: str, part: tuple[int, int] | None) -> None:
    assert byte_range(header, 100) == part


@pytest.mark.parametrize("header", ["bytes=100-", "bytes=200-300", "bytes=-0"])
def test_a_range_outside_is_said_to_be_so(header: str) -> None:
    with pytest.raises(NotSatisfiable):
        byte_range(header, 100)


async def test_a_reader_with_a_token_uploads_without_a_lease_and_hears_the_end(start: Starter) -> None:
    """As a program does it that knows nothing of leases: every announcer of the room is told."""
    live = await start(office_toml=TV_SPEAKS)
    hall = Hall(live, await live.wire("/feed", TOKEN), 0)
    tv = await hall.tv()

    assert (await hall.upload(413, tone(), fence=None)).status_code == 204
    assert (await tv.until(lambda frame: "sound" in frame))["sound"]["seq"] == 413
