"""Never mute without somebody knowing: every trouble of a loudspeaker is a sentence on the tablet of its room and a code for monitors."""

from collections.abc import Mapping

import pytest

from server.domain.access import Role
from server.presence import STANDING_BY, Presence, Voice
from server.voice_trouble import GONE, voice_trouble
from server.web.present.alarms import alarms
from server.web.voice_advice import ADVICE, UNKNOWN, advice
from server.web.words import UNSPOKEN_WORDS
from tests.conftest import Starter
from tests.live_office import TOKEN, VILLAGE_TOML
from tests.server.test_settings_voice import TWO_ROOMS

TROUBLES: Mapping[str, Voice] = {
    "silent": Voice("silent", "none", "silent"),
    "no_device": Voice("pyttsx3", "none", "no_device"),
    "no_voice": Voice("none", "chime", "no_voice"),
    "synthesis_failed": Voice("pyttsx3", "chime", "synthesis_failed"),
    "player_failed": Voice("pyttsx3", "none", "player_failed"),
    "player_timeout": Voice("pyttsx3", "none", "player_timeout"),
    "no_tv": Voice("pyttsx3", "none", "no_tv"),
    "tv_refused": Voice("pyttsx3", "none", "tv_refused"),
}


def heard(voice: Voice) -> Presence:
    """An office whose only announcer said that."""
    presence = Presence()
    presence.announcer_said(presence.announcer_came(), voice)
    return presence


@pytest.mark.parametrize("code", TROUBLES)
def test_every_trouble_is_a_sentence_of_its_own_with_what_to_do(code: str) -> None:
    presence = heard(TROUBLES[code])
    assert voice_trouble(presence, "") == code
    [alarm] = alarms(presence, "")
    assert "suara sendiri" in alarm.words or "Sebut nomornya sendiri" in alarm.words
    others = [alarms(heard(voice), "")[0].words for other, voice in TROUBLES.items() if other != code]
    assert alarm.words not in others


def test_a_voice_that_speaks_raises_no_alarm_and_a_newer_code_a_general_one() -> None:
    assert alarms(heard(Voice("clips", "speech")), "") == ()
    [alarm] = alarms(heard(Voice("clips", "none", "haunted")), "")
    assert alarm.words == "Pengeras suara bermasalah. Panggil dengan suara sendiri."


def test_nobody_and_somebody_who_only_stands_by_are_told_apart() -> None:
    presence = Presence()
    assert voice_trouble(presence, "aula") == GONE
    ticket = presence.announcer_came()
    presence.announcer_placed(ticket, "aula", holds=False)
    assert voice_trouble(presence, "aula") == STANDING_BY
    assert [one.code for one in alarms(presence, "aula")] == ["announcer"]


def test_a_voice_without_a_reason_gets_the_one_that_its_sound_means() -> None:
    assert voice_trouble(heard(Voice("none", "chime")), "") == "no_voice"
    assert voice_trouble(heard(Voice("pyttsx3", "none")), "") == "no_device"


def test_there_is_advice_for_every_code() -> None:
    assert set(ADVICE) == {*UNSPOKEN_WORDS, GONE, STANDING_BY}
    assert all(words.endswith(".") for words in ADVICE.values())
    assert advice("haunted") == UNKNOWN


async def test_monitors_are_told_of_every_room_and_nothing_else(start: Starter) -> None:
    live = await start(office_toml=VILLAGE_TOML + TWO_ROOMS)
    anyone = await live.client()
    assert (await anyone.get("/healthz")).json()["voice"] == {"tunggu": "gone", "aula": "gone"}
    feed = await live.wire("/feed", cookies=await live.device(Role.ANNOUNCER))
    await feed.next()
    await feed.say(claim={"room": "aula", "first": False, "me": "a" * 16})
    await feed.until(lambda frame: "lease" in frame)
    await feed.say(ready={"voice": "pyttsx3", "sound": "none", "why": "no_device"})
    await live.settled(lambda: live.running.context.presence.voice_in("aula") == TROUBLES["no_device"])
    assert (await anyone.get("/healthz")).json() == {
        "status": "ok",
        "day_open": False,
        "announcer": True,
        "voice": {"tunggu": "gone", "aula": "no_device"},
        "screens": 0,
        "clock_doubtful": False,
    }


async def test_the_metrics_count_the_rooms_that_are_spoken_in(start: Starter) -> None:
    live = await start(office_toml=VILLAGE_TOML + TWO_ROOMS)
    live.running.context.presence.announcer_placed(live.running.context.presence.announcer_came(), "aula", holds=True)
    lines = (await (await live.client(TOKEN)).get("/metrics")).text.splitlines()
    assert 'silakan_room_speaks{room="aula"} 1' in lines
    assert 'silakan_room_speaks{room="tunggu"} 0' in lines


async def test_the_office_without_rooms_is_one_without_a_name(start: Starter) -> None:
    live = await start()
    assert (await (await live.client(TOKEN)).get("/healthz")).json()["voice"] == {"": "gone"}
