"""What sounds longer than an acknowledgement is awaited is not taken for silence, nor is what waits behind it."""

import pytest

from server.domain.commands import NoteSpeaking
from server.long_sounds import LongSounds
from server.ticker import tick
from tests.domain.false_clock import FalseClock
from tests.live_office import TOKEN, LiveOffice
from tests.server.offices import an_office, calling, done, taking
from tests.server.test_speaking_rooms import call

FIFTY_S = 50_000


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_it_sounds_as_long_as_it_lasts_and_a_little_longer(clock: Clock) -> None:
    sounds = LongSounds(clock)
    sounds.began(7, FIFTY_S)
    clock.now += 55
    assert sounds.sounding() == {7}
    clock.now += 10
    assert sounds.sounding() == set()


def test_what_has_ended_sounds_no_more(clock: Clock) -> None:
    sounds = LongSounds(clock)
    sounds.began(7, FIFTY_S)
    sounds.began(8, FIFTY_S)
    sounds.ended(7)
    sounds.ended(9)
    assert sounds.sounding() == {8}


@pytest.mark.parametrize("ms", [0, -1, 10**9])
def test_nothing_sounds_for_ever_whatever_a_program_says(clock: Clock, ms: int) -> None:
    sounds = LongSounds(clock)
    sounds.began(7, ms)
    clock.now += 200
    assert sounds.sounding() == set()


async def test_meanwhile_nothing_is_unanswered() -> None:
    clock = FalseClock()
    async with an_office(clock=clock) as office:
        await done(office, taking(1))
        await done(office, taking(2))
        await done(office, calling())
        (first,) = office.state.calls
        await office.do(NoteSpeaking(first), actor="announcer")
        clock.passes(seconds=50)

        assert await tick(office, being_said={first}) == 0
        assert await tick(office, being_said={first + 1_000}) == 1


async def test_the_announcers_word_of_it_is_believed(live: LiveOffice, open_day: object) -> None:
    api = await live.api()
    seq = await call(api)
    wire = await live.wire("/feed?only=calls", TOKEN)
    sounding = live.running.context.presence.long_sounds.sounding

    await wire.say(speaking=seq, ms=FIFTY_S)
    await live.settled(lambda: sounding() == {seq})

    await wire.say(spoken=seq)
    await live.settled(lambda: not sounding())
