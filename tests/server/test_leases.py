"""Leases: never two announcers in one room, numbers that only grow, and a holder that is silent or mute replaced within 20 s."""

from dataclasses import dataclass, replace

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from server.web.speaking.kept_leases import kept_text, resumed
from server.web.speaking.leases import (
    Ability,
    Claim,
    Leases,
    claimed,
    closed,
    heard,
    next_end,
    rehoused,
    settled,
    to_relieve,
    told,
    yielded,
)

LIFE_S = 15.0
SELF_STOP_S = 12.0
"""A holder that has heard nothing from the server for so long starts nothing new."""
BEAT_S = 4.0


def claim(number: int, me: str = "", *, room: str = "", first: bool = False, at: float = 0.0) -> Claim:
    return Claim(number, room, room, me or f"a{number}", first, at)


def alone(number: int = 1, me: str = "") -> Leases:
    """One announcer that holds the only room since the beginning."""
    return settled(claimed(Leases(LIFE_S), claim(number, me)), 0.0)


def fence(leases: Leases, number: int) -> int | None:
    hold = leases.held_by(number)
    return None if hold is None else hold.fence


def test_the_first_gets_the_room_and_the_second_stands_by() -> None:
    leases = settled(claimed(alone(), claim(2)), 0.0)

    assert (fence(leases, 1), fence(leases, 2)) == (1, None)


def test_a_holder_that_says_goodbye_is_replaced_at_once() -> None:
    leases = settled(claimed(alone(), claim(2)), 0.0)

    leases = settled(closed(leases, 1, properly=True), 0.1)

    assert fence(leases, 2) == 2


def test_a_holder_whose_connection_breaks_is_replaced_when_its_time_is_over_and_not_before() -> None:
    leases = closed(settled(claimed(alone(), claim(2)), 0.0), 1, properly=False)

    assert fence(settled(heard(leases, 2, 14.9), 14.9), 2) is None
    assert fence(settled(heard(leases, 2, 15.0), 15.0), 2) == 2
    assert next_end(leases) == 15.0


def test_the_same_announcer_comes_back_at_once_on_a_new_connection() -> None:
    broken = closed(alone(me="east"), 1, properly=False)
    assert fence(settled(claimed(broken, claim(2, "east", at=1.0)), 1.0), 2) == 2

    # The server has not even noticed yet that the old connection is over.
    standing = settled(claimed(alone(me="east"), claim(2, "east", at=1.0)), 1.0)
    assert (fence(standing, 1), fence(standing, 2)) == (None, 2)
    assert settled(heard(standing, 1, 2.0), 2.0).holds == standing.holds


def test_who_has_waited_longest_comes_first_and_who_goes_first_before_it() -> None:
    leases = alone()
    for waiting in (claim(2), claim(3), claim(4, first=True)):
        leases = settled(claimed(leases, waiting), 0.0)

    leases = settled(closed(leases, 1, properly=True), 1.0)
    assert fence(leases, 4) == 2
    leases = settled(closed(leases, 4, properly=True), 1.0)
    assert fence(leases, 2) == 3


def test_one_that_hung_waits_behind_the_others_when_it_stirs_again() -> None:
    leases = settled(claimed(claimed(alone(), claim(2)), claim(3)), 0.0)
    for moment in (5.0, 10.0, 15.0):
        leases = settled(heard(heard(leases, 3, moment), 2, moment), moment)
    assert fence(leases, 2) == 2
    leases = settled(heard(leases, 1, 16.0), 16.0)

    leases = settled(closed(leases, 2, properly=True), 17.0)

    assert fence(leases, 3) == 3


def test_who_hung_like_the_holder_is_passed_over_for_who_is_heard_of_first() -> None:
    leases = settled(claimed(claimed(alone(), claim(2)), claim(3)), 0.0)
    leases = settled(heard(heard(leases, 2, 14.0), 3, 14.0), 14.0)

    leases = settled(leases, 15.0)
    assert leases.holds == {}, "both waited a moment ago, but who knows of them now?"
    leases = settled(heard(leases, 3, 18.0), 18.0)

    assert fence(leases, 3) == 2


def relieved(leases: Leases, now: float) -> Leases:
    """Every holder that is asked to give its room up does so."""
    for hold in to_relieve(leases, now):
        leases = yielded(leases, hold.claim, hold.fence)
    return settled(leases, now)


def test_a_holder_that_cannot_speak_is_relieved_by_one_that_can_and_does_not_take_the_room_back() -> None:
    leases = told(settled(claimed(alone(), claim(2)), 0.0), 2, Ability.SPEECH)
    assert to_relieve(leases, 1.0) == (), "it has not said yet what it can"
    leases = told(leases, 1, Ability.NOTHING)

    leases = relieved(leases, 1.0)
    assert fence(leases, 2) == 2
    leases = told(leases, 1, Ability.SPEECH)

    assert relieved(leases, 2.0) == leases
    assert fence(relieved(told(leases, 2, Ability.CHIME), 3.0), 1) == 3


def test_nobody_is_relieved_by_who_can_no_more_or_sleeps_or_has_not_said_or_is_in_another_room() -> None:
    mute = told(alone(), 1, Ability.CHIME)
    for other, can in (
        (claim(2), Ability.CHIME),
        (claim(2), Ability.NOTHING),
        (claim(2), None),
        (claim(2, at=-5.0), Ability.SPEECH),
        (claim(2, room="aula"), Ability.SPEECH),
    ):
        leases = claimed(mute, replace(other, can=can))
        assert to_relieve(leases, 0.0) == ()


def test_an_older_number_or_somebody_elses_gives_nothing_up() -> None:
    leases = settled(claimed(alone(), claim(2)), 0.0)

    assert yielded(leases, 1, 0) == yielded(leases, 2, 1) == leases


def test_who_yields_to_one_that_has_gone_meanwhile_gets_the_room_again() -> None:
    leases = settled(yielded(told(alone(), 1, Ability.NOTHING), 1, 1), 1.0)

    assert fence(leases, 1) == 2


def test_a_free_room_goes_to_who_can_speak_before_who_has_waited_longer() -> None:
    leases = alone()
    for waiting in (replace(claim(2), can=Ability.CHIME), replace(claim(3), can=Ability.SPEECH)):
        leases = claimed(leases, waiting)

    assert fence(settled(closed(leases, 1, properly=True), 1.0), 3) == 2
    asleep = heard(closed(leases, 1, properly=True), 2, 14.0)
    assert fence(settled(asleep, 14.0), 2) == 2, "the one that can speak may have hung"


def test_rooms_have_holders_of_their_own_and_numbers_in_common() -> None:
    leases = alone()
    leases = settled(claimed(leases, claim(2, room="aula")), 0.0)

    assert (fence(leases, 1), fence(leases, 2)) == (1, 2)
    assert leases.takes(2, 2, "aula")
    assert not leases.takes(1, None, "aula")
    assert leases.takes(1, None, "teras"), "an old announcer, where nobody holds the room"


def test_what_an_older_number_says_is_not_taken() -> None:
    leases = settled(claimed(closed(alone(), 1, properly=True), claim(2)), 0.0)

    assert leases.takes(2, 2, "")
    assert not leases.takes(1, 1, "")
    assert not leases.takes(1, 2, ""), "somebody else's number"
    assert not leases.takes(2, 1, "")


def test_a_room_that_is_renamed_is_claimed_under_its_new_name() -> None:
    leases = rehoused(alone(), lambda asked: asked or "aula")
    assert leases.holds == {}
    leases = settled(leases, 1.0)

    assert leases.holds["aula"].fence == 2


def test_after_a_restart_only_the_former_holder_speaks_at_once() -> None:
    again = resumed(kept_text(alone(me="east")), LIFE_S, 100.0)

    stranger = settled(claimed(again, claim(2, "west", at=100.0)), 100.0)
    assert fence(stranger, 2) is None
    assert not stranger.takes(2, None, "")
    former = settled(claimed(stranger, claim(3, "east", at=101.0)), 101.0)
    assert (fence(former, 2), fence(former, 3)) == (None, 2)
    waited = settled(heard(stranger, 2, 115.0), 115.0)
    assert fence(waited, 2) == 2
    assert resumed(None, LIFE_S, 0.0) == Leases(LIFE_S)


@dataclass
class Announcer:
    """The other end: what it believes, by its own ears. `alive`: it beats; `wired`: frames pass between the two."""

    number: int
    me: str
    alive: bool = True
    wired: bool = True
    fence: int | None = None
    server_heard_at: float = 0.0
    can: Ability = Ability.SPEECH

    def may_begin(self, now: float) -> bool:
        return self.fence is not None and self.alive and now - self.server_heard_at < SELF_STOP_S


class Hall(RuleBasedStateMachine):
    """One room, several announcers, a network that breaks on either side of the truth, and a server that is started again."""

    def __init__(self) -> None:
        super().__init__()
        self.now = 0.0
        self.leases = Leases(LIFE_S)
        self.announcers: dict[int, Announcer] = {}
        self.count = 0
        self.fences: list[int] = []
        self.free_since = 0.0
        """When a living announcer held the room last, or none lived."""
        self.well_since = 0.0
        """When none that lived could do more than the holder, or the newest fault: each of several takes its time."""

    def settle(self) -> None:
        before = self.leases.last_fence
        self.leases = settled(self.leases, self.now)
        if self.leases.last_fence > before:
            self.fences.append(self.leases.last_fence)
        for one in self.announcers.values():
            if one.wired and one.alive:
                one.fence = fence(self.leases, one.number)

    def some(self, wanted: int) -> Announcer | None:
        standing = [one for one in self.announcers.values() if one.wired]
        return standing[wanted % len(standing)] if standing else None

    @initialize()
    def one_comes(self) -> None:
        self.comes("")

    @rule(me=st.sampled_from(["", "", "east"]))
    def comes(self, me: str) -> None:
        if len([one for one in self.announcers.values() if one.wired]) >= 4:
            return
        if me and any(one.me == me and one.alive for one in self.announcers.values()):
            return  # one state folder has one process
        self.count += 1
        new = Announcer(self.count, me or f"a{self.count}", server_heard_at=self.now)
        self.announcers[new.number] = new
        self.leases = claimed(self.leases, replace(claim(new.number, new.me, at=self.now), can=new.can))
        self.settle()

    @rule(who=st.integers(0, 9), can=st.sampled_from(Ability))
    def loses_or_finds_its_voice(self, who: int, can: Ability) -> None:
        one = self.some(who)
        if one is not None and one.alive:
            one.can = can
            self.leases = told(self.leases, one.number, can)
            self.settle()

    def is_relieved(self) -> None:
        """The holder that is asked to yields, if it lives: it has fallen silent before it says so."""
        for hold in to_relieve(self.leases, self.now):
            holder = self.announcers[hold.claim]
            if holder.wired and holder.alive:
                holder.fence = None
                self.leases = yielded(self.leases, hold.claim, hold.fence)
        self.settle()

    @rule(seconds=st.floats(0.1, BEAT_S))
    def time_passes(self, seconds: float) -> None:
        self.now += seconds
        for one in self.announcers.values():
            if one.wired and one.alive:
                self.leases = heard(self.leases, one.number, self.now)
                one.server_heard_at = self.now
        self.settle()
        self.is_relieved()
        live = [one for one in self.announcers.values() if one.wired and one.alive]
        hold = self.leases.holds.get("")
        holder = next((one for one in live if hold is not None and one.number == hold.claim), None)
        if holder is not None:
            self.free_since = self.now
        if not live or (holder is not None and holder.can >= max(one.can for one in live)):
            self.well_since = self.now
        assert self.now - self.well_since <= 20.0, "a room is mute although an announcer that can speak stands by"
        if live:
            assert self.now - self.free_since <= 20.0, "a room is silent although an announcer stands by"
        else:
            self.free_since = self.now

    @rule(who=st.integers(0, 9))
    def hangs(self, who: int) -> None:
        one = self.some(who)
        if one is not None:
            one.alive = False
            self.well_since = self.now

    @rule(who=st.integers(0, 9), noticed=st.booleans())
    def loses_its_wire(self, who: int, noticed: bool) -> None:
        one = self.some(who)
        if one is not None:
            one.wired = False
            self.well_since = self.now
            if noticed:
                self.leases = closed(self.leases, one.number, properly=False)
            self.settle()

    @rule(who=st.integers(0, 9))
    def says_goodbye(self, who: int) -> None:
        one = self.some(who)
        if one is not None and one.alive:
            one.wired = one.alive = False
            one.fence = None
            self.leases = closed(self.leases, one.number, properly=True)
            self.settle()

    @precondition(lambda self: self.count > 0)
    @rule()
    def server_is_started_again(self) -> None:
        self.leases = resumed(kept_text(self.leases), LIFE_S, self.now)
        for one in self.announcers.values():
            one.wired = False

    @invariant()
    def nobody_begins_beside_the_holder(self) -> None:
        begin = {one.me for one in self.announcers.values() if one.may_begin(self.now)}
        assert len(begin) <= 1

    @invariant()
    def numbers_only_grow(self) -> None:
        assert self.fences == sorted(set(self.fences))
        assert all(hold.fence <= self.leases.last_fence for hold in self.leases.holds.values())


Hall.TestCase.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
TestHall = Hall.TestCase


def test_a_silent_claim_is_never_given_a_room() -> None:
    leases = settled(claimed(Leases(LIFE_S), replace(claim(1), heard_at=0.0)), 15.0)

    assert leases.holds == {}
