"""A TV whose line is cut in mid-sentence: it plays on, comes back, and what it says of the sound counts."""

import itertools
from collections.abc import Awaitable, Callable

import pytest

from server.domain.access import Role
from server.domain.frozen import replace
from server.web.speaking.sounds import Sounds
from tests.conftest import Starter
from tests.live_office import QUIET, LiveOffice, Wire
from tests.server.feed_announcer import announcer, lease
from tests.server.test_tv_sound import Hall, tone
from tests.server.two_rooms import TV_SPEAKS

GONE = {"seq": 413, "state": "gone", "why": "gone"}
PLAYED = {"seq": 413, "state": "played"}
MakeHall = Callable[..., Awaitable[Hall]]


@pytest.fixture
async def make_hall(start: Starter) -> MakeHall:
    async def make(*, back_s: float = 600.0) -> Hall:
        live = await start(office_toml=TV_SPEAKS, times=replace(QUIET, tv_back=back_s))
        voice = await announcer(live, "east")
        assert await lease(voice) == ("aula", 1)
        return Hall(live, voice, 1)

    return make


class Screen:
    """One device, over all its connections."""

    def __init__(self, hall: Hall, cookies: dict[str, str]) -> None:
        self._live: LiveOffice = hall.live
        self._hall = hall
        self._cookies = cookies
        self.wire: Wire

    async def connect(self) -> None:
        self.wire = await self._live.wire("/screen/tv", cookies=self._cookies)
        await self.wire.next()

    async def plays(self) -> None:
        """It has been handed a sound, and sounds."""
        await self.connect()
        await self.wire.say(sound_ready=True)
        await self._hall.until_ready(ready=True)
        assert (await self._hall.upload(413, tone(0.1))).status_code == 204
        await self.wire.say(playing=413)
        assert await self._hall.told() == {"seq": 413, "state": "playing"}

    async def is_cut_off(self) -> None:
        self.wire.raw.transport.abort()
        await self._hall.until_ready(ready=False)


async def screen(hall: Hall) -> Screen:
    return Screen(hall, await hall.live.device(Role.TV))


async def test_what_it_plays_to_the_end_behind_a_line_that_was_cut_is_played(make_hall: MakeHall) -> None:
    hall = await make_hall()
    tv = await screen(hall)
    await tv.plays()

    await tv.is_cut_off()
    await tv.connect()
    await tv.wire.say(playing=413)
    await tv.wire.say(sound_ready=True)
    await tv.wire.say(played=413)

    assert await hall.told() == PLAYED


async def test_its_end_may_lie_within_the_cut(make_hall: MakeHall) -> None:
    hall = await make_hall()
    tv = await screen(hall)
    await tv.plays()

    await tv.is_cut_off()
    await tv.connect()
    await tv.wire.say(played=413)

    assert await hall.told() == PLAYED


async def test_a_page_that_was_loaded_anew_plays_nothing_any_more(make_hall: MakeHall) -> None:
    hall = await make_hall()
    tv = await screen(hall)
    await tv.plays()

    await tv.is_cut_off()
    await tv.connect()
    await tv.wire.say(sound_ready=True)

    assert await hall.told() == GONE


async def test_a_tv_that_does_not_come_back_has_not_played_it(make_hall: MakeHall) -> None:
    hall = await make_hall(back_s=0.05)
    tv = await screen(hall)
    await tv.plays()

    tv.wire.raw.transport.abort()

    assert await hall.told() == GONE


async def test_a_page_that_says_goodbye_takes_its_sound_along_and_the_announcer_knows_first_that_no_tv_is_left(
    make_hall: MakeHall,
) -> None:
    hall = await make_hall()
    tv = await screen(hall)
    await tv.plays()

    await tv.wire.raw.close(1001)

    told = [(await hall.voice.until(lambda frame: "tv" in frame))["tv"] for _ in range(2)]
    assert told == [{"ready": False, "why": "none"}, GONE]


async def test_it_may_be_back_before_its_old_line_is_seen_to_be_dead(make_hall: MakeHall) -> None:
    hall = await make_hall()
    tv = await screen(hall)
    await tv.plays()
    old = tv.wire

    await tv.connect()
    await tv.wire.say(playing=413)
    await tv.wire.say(sound_ready=True)
    old.raw.transport.abort()
    await hall.live.settled(lambda: len(hall.live.running.context.peers) == 2)
    await tv.wire.say(played=413)

    assert await hall.told() == PLAYED


async def test_another_tvs_word_does_not_count_for_it(make_hall: MakeHall) -> None:
    hall = await make_hall()
    other = await screen(hall)
    await other.connect()
    tv = await screen(hall)
    await tv.plays()

    tv.wire.raw.transport.abort()
    await hall.live.settled(lambda: len(hall.live.running.context.peers) == 2)
    await other.wire.say(unplayed=413, why="network")
    await tv.connect()
    await tv.wire.say(played=413)

    assert await hall.told() == PLAYED


async def test_what_was_given_up_meanwhile_is_not_heard_on(make_hall: MakeHall) -> None:
    hall = await make_hall()
    tv = await screen(hall)
    await tv.plays()
    await tv.is_cut_off()

    await hall.voice.say(unspoken=413, why="player_timeout", fence=1)
    assert await hall.told() == GONE
    await tv.connect()
    await tv.wire.say(playing=413)

    assert await tv.wire.until(lambda frame: "hush" in frame) == {"hush": 413}


async def test_a_server_that_was_started_anew_hands_on_what_a_tv_says_of_a_sound_it_knows_nothing_of(
    make_hall: MakeHall,
) -> None:
    hall = await make_hall()
    tv = await screen(hall)
    await tv.connect()

    await tv.wire.say(playing=413)
    await tv.wire.say(sound_ready=True)
    await tv.wire.say(played=413)

    assert await hall.told() == {"seq": 413, "state": "playing"}
    assert await hall.told() == PLAYED


async def test_an_announcer_that_was_away_at_the_end_hears_of_it_before_it_may_speak(make_hall: MakeHall) -> None:
    hall = await make_hall()
    tv = await screen(hall)
    await tv.plays()

    hall.voice.raw.transport.abort()
    await hall.live.settled(lambda: len(hall.live.running.context.peers) == 1)
    await tv.wire.say(played=413)
    await tv.wire.say(sound_ready=False, why="refused")
    await hall.until_ready(ready=False)
    hall.voice = await announcer(hall.live, "east")

    assert await hall.told() == PLAYED
    assert await lease(hall.voice) == ("aula", 2)


def test_every_rooms_sound_is_kept_while_it_sounds() -> None:
    numbers = itertools.count()
    sounds = Sounds(lambda: str(next(numbers)))
    kept = [sounds.keep(tone(0.1)) for _ in range(10)]
    assert all(sounds.find(one.token) for one in kept)
