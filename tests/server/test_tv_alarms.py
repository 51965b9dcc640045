"""Of several TVs the one that is cut off is named, to the counters whose calls it shows."""

from server.description import parse
from server.presence import Presence
from server.web.present.alarms import tv_alarm
from tests.live_office import VILLAGE_TOML

LOBBY = """
[[screens]]
name = "lobi"
title = "Lobi"
counters = ["1", "2"]

[[screens]]
name = "teras"
title = "Teras"
counters = ["2"]
"""
ONE_TV, THREE_TVS = parse(VILLAGE_TOML), parse(VILLAGE_TOML + LOBBY)


def words(presence: Presence, counter: str) -> str:
    alarm = tv_alarm(THREE_TVS, presence, counter)
    return "" if alarm is None else alarm.words


def test_the_only_tv_needs_no_name() -> None:
    presence = Presence()
    alarm = tv_alarm(ONE_TV, presence, "1")
    assert alarm is not None
    assert alarm.words == "TV terputus. Warga tidak melihat panggilan; panggil juga dengan suara."
    presence.screen_came()
    assert tv_alarm(ONE_TV, presence, "1") is None


def test_each_counter_is_told_of_the_tvs_that_show_it() -> None:
    presence = Presence()
    lobby, porch = presence.screen_came("lobi"), presence.screen_came("teras")
    assert words(presence, "1") == words(presence, "2") == ""

    presence.screen_left(porch)
    assert words(presence, "1") == ""
    assert words(presence, "2") == "TV Teras terputus. Di sana panggilan tidak tampil; panggil juga dengan suara."

    presence.screen_left(lobby)
    assert words(presence, "1") == "TV Lobi terputus. Warga tidak melihat panggilan; panggil juga dengan suara."
    assert words(presence, "2").startswith("TV Lobi dan TV Teras terputus. Warga tidak melihat panggilan")


def test_the_tv_with_all_counters_is_missed_once_it_has_been_there() -> None:
    presence = Presence()
    presence.screen_came("lobi")
    everything = presence.screen_came()
    assert words(presence, "1") == ""

    presence.screen_left(everything)

    assert words(presence, "1").startswith("TV semua loket terputus. Di sana panggilan tidak tampil")
