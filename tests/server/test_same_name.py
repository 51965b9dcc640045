"""Two announcers with one name, as a copied memory card makes them: the newer one speaks, and the older one stands behind it."""

from server.domain.frozen import replace
from server.web.speaking.leases import (
    Ability,
    Claim,
    Leases,
    claimed,
    closed,
    heard,
    others,
    settled,
    to_relieve,
    told,
    yielded,
)
from tests.conftest import Starter
from tests.live_office import QUIET
from tests.server.feed_announcer import announcer, lease

LIFE_S = 15.0


def claim(number: int, me: str = "card", at: float = 0.0) -> Claim:
    return Claim(number, "", "", me, False, at)


def two() -> Leases:
    """The first held the room, and the second, of the same name, has taken it over."""
    return settled(claimed(settled(claimed(Leases(LIFE_S), claim(1)), 0.0), claim(2)), 0.0)


def holder(leases: Leases) -> int | None:
    hold = leases.holds.get("")
    return None if hold is None else hold.claim


def test_the_newer_one_speaks_and_they_do_not_take_turns() -> None:
    leases = two()
    assert holder(leases) == 2
    assert holder(settled(heard(leases, 1, 1.0), 1.0)) == 2
    assert settled(leases, 2.0).last_fence == 2


def test_when_the_newer_one_says_goodbye_the_older_one_speaks() -> None:
    assert holder(settled(closed(two(), 2, properly=True), 1.0)) == 1


def test_when_the_newer_ones_line_breaks_the_older_one_waits_until_its_time_is_over() -> None:
    leases = closed(heard(two(), 1, 14.0), 2, properly=False)
    assert holder(settled(leases, 14.0)) == 0
    leases = heard(settled(leases, 15.0), 1, 15.1)
    assert holder(settled(leases, 15.1)) == 1


def test_the_same_one_on_a_third_line_gets_the_room_at_once() -> None:
    leases = closed(two(), 2, properly=False)
    assert holder(settled(claimed(leases, claim(3, at=1.0)), 1.0)) == 3


def test_an_old_line_of_the_same_one_is_nobody_to_make_room_for() -> None:
    """It may be a line that is dead and not yet seen to be."""
    leases = told(told(two(), 1, Ability.SPEECH), 2, Ability.NOTHING)
    assert to_relieve(leases, 1.0) == ()
    assert others(leases, leases.holds[""], 1.0) == 1, "but it may be a machine of its own"
    leases = told(settled(claimed(leases, claim(3, "west", at=0.0)), 1.0), 3, Ability.SPEECH)
    assert holder(settled(yielded(leases, 2, 2), 1.0)) == 3


async def test_the_older_one_takes_over_from_the_newer_one(start: Starter) -> None:
    live = await start(times=replace(QUIET, lease=2))
    first = await announcer(live, "card")
    assert await lease(first) == ("", 1)
    second = await announcer(live, "card")
    assert await lease(second) == ("", 2)
    assert await lease(first) == ("", None)

    await second.raw.close()

    assert await lease(first) == ("", 3)
