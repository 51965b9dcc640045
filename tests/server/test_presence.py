"""Who is connected right now."""

from server.presence import Presence, Voice


def counting() -> tuple[Presence, list[int]]:
    presence, changes = Presence(), []

    def changed() -> None:
        changes.append(len(changes))

    presence.changed = changed
    return presence, changes


def test_nobody_is_there_at_first() -> None:
    presence = Presence()

    assert presence.voice is None
    assert presence.screens == 0


def test_an_announcer_counts_as_able_to_speak_until_it_says_otherwise() -> None:
    presence, changes = counting()

    ticket = presence.announcer_came()
    assert presence.voice == Voice("", "speech")
    presence.announcer_said(ticket, Voice("pyttsx3", "none", "no_device"))
    assert presence.voice == Voice("pyttsx3", "none", "no_device")
    presence.announcer_said(ticket, Voice("pyttsx3", "none", "no_device"))
    presence.announcer_left(ticket)
    presence.announcer_left(ticket)

    assert presence.voice is None
    # Came, said something new, left: what changes nothing is not told.
    assert len(changes) == 3


def test_the_newest_of_two_announcers_counts_and_the_older_one_takes_over_again() -> None:
    presence, _ = counting()
    old, new = presence.announcer_came(), presence.announcer_came()
    presence.announcer_said(old, Voice("clips", "speech"))
    presence.announcer_said(new, Voice("silent", "none"))

    assert presence.voice == Voice("silent", "none")
    presence.announcer_left(new)
    assert presence.voice == Voice("clips", "speech")


def test_who_has_left_says_nothing_any_more() -> None:
    presence, changes = counting()
    ticket = presence.announcer_came()
    presence.announcer_left(ticket)

    presence.announcer_said(ticket, Voice("clips", "speech"))

    assert presence.voice is None
    assert len(changes) == 2


def test_screens_are_counted() -> None:
    presence, changes = counting()
    first, second = presence.screen_came(), presence.screen_came()
    assert presence.screens == 2
    presence.screen_left(first)
    presence.screen_left(first)
    presence.screen_left(second)

    assert presence.screens == 0
    assert len(changes) >= 4


def test_each_room_has_the_voice_of_the_announcer_that_may_speak_there() -> None:
    presence, changes = counting()
    hall, yard, spare = presence.announcer_came(), presence.announcer_came(), presence.announcer_came()
    presence.announcer_said(hall, Voice("pyttsx3", "speech"))
    presence.announcer_said(yard, Voice("clips", "none", "no_device"))
    presence.announcer_placed(hall, "aula", holds=True)
    presence.announcer_placed(yard, "teras", holds=True)
    presence.announcer_placed(spare, "aula", holds=False)
    told = len(changes)
    presence.announcer_placed(spare, "aula", holds=False)

    assert presence.voice_in("aula") == Voice("pyttsx3", "speech")
    assert presence.voice_in("teras") == Voice("clips", "none", "no_device")
    assert presence.voice_in("gudang") is None
    assert len(changes) == told
    presence.announcer_left(hall)
    assert presence.voice_in("aula") == Voice("", "none", "no_lease"), "one stands by, and nobody speaks"
    presence.announcer_placed(spare, "aula", holds=True)
    assert presence.voice_in("aula") == Voice("", "speech")


def test_an_announcer_that_knows_of_no_rooms_is_heard_in_all_where_no_other_speaks() -> None:
    presence, _ = counting()
    old, new = presence.announcer_came(), presence.announcer_came()
    presence.announcer_said(old, Voice("clips", "speech"))
    presence.announcer_placed(new, "aula", holds=True)

    assert presence.voice_in("teras") == Voice("clips", "speech")
    assert presence.voice_in("aula") == Voice("", "speech")
