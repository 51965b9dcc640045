"""Codes that let a device in: ten minutes, once, and few guesses."""

import pytest

from server.domain.access import Role
from server.private.pairing import Asking, Pairings, TooManyGuesses
from server.private.setup_code import SetupCode
from tests.domain.false_clock import FalseClock

AGENT, LAN = "Mozilla/5.0 Chrome/120.0", "192.168.1.20"


@pytest.fixture
def clock() -> FalseClock:
    return FalseClock()


@pytest.fixture
def pairings(clock: FalseClock) -> Pairings:
    return Pairings(clock.now)


def test_a_confirmed_code_gives_its_token_once(pairings: Pairings) -> None:
    asking, secret = pairings.ask(Role.TV, AGENT, LAN, secure=True)
    assert pairings.state(secret) == asking
    assert pairings.collect(secret) == ""
    found = pairings.find(asking.code.lower().replace("-", " "))
    assert isinstance(found, Asking)
    assert (found.role, found.agent, found.address) == (Role.TV, AGENT, LAN)

    assert pairings.confirm(asking.code, "token")

    assert not pairings.confirm(asking.code, "another token")
    assert pairings.find(asking.code) is None
    assert pairings.collect("another secret") == ""
    assert pairings.collect(secret) == "token"
    assert pairings.collect(secret) == ""
    assert pairings.state(secret) is None


def test_a_code_lives_for_ten_minutes(pairings: Pairings, clock: FalseClock) -> None:
    asking, secret = pairings.ask(Role.TV, AGENT, LAN, secure=True)
    clock.passes(minutes=9, seconds=59)
    assert pairings.seconds_left(asking) == 1
    assert pairings.find(asking.code) == asking
    clock.passes(seconds=1)

    assert pairings.find(asking.code) is None
    assert not pairings.confirm(asking.code, "token")
    assert pairings.state(secret) is None


def test_a_wall_clock_that_jumps_makes_no_code_older(pairings: Pairings, clock: FalseClock) -> None:
    asking, _ = pairings.ask(Role.TV, AGENT, LAN, secure=True)
    clock.is_put(days=-3)
    assert pairings.find(asking.code) == asking
    clock.is_put(days=400)
    assert pairings.find(asking.code) == asking


def test_ten_guesses_a_minute_whoever_guesses(pairings: Pairings, clock: FalseClock) -> None:
    asking, _ = pairings.ask(Role.TV, AGENT, LAN, secure=True)
    for _ in range(10):
        assert pairings.find("BBBB-BBBB") is None
    assert pairings.find(asking.code) == TooManyGuesses(60_000)
    clock.passes(seconds=60)
    assert pairings.find(asking.code) == asking


def test_a_flood_from_one_address_leaves_the_others_their_codes(pairings: Pairings) -> None:
    asking, secret = pairings.ask(Role.TV, AGENT, LAN, secure=True)
    for _ in range(200):
        pairings.ask(Role.TV, AGENT, "192.168.1.66", secure=True)

    assert pairings.state(secret) == asking
    assert len(pairings._asking) <= 10


def test_memory_is_bounded_whoever_asks(pairings: Pairings) -> None:
    for n in range(1_000):
        pairings.ask(Role.TV, AGENT, f"10.0.{n // 250}.{n % 250}", secure=True)
    assert len(pairings._asking) <= 60


def test_the_set_up_code_lets_one_browser_on_and_is_not_guessed() -> None:
    code = SetupCode()
    token = code.enter(f" {code.code.lower()} ", LAN, 0)
    assert isinstance(token, str)
    assert code.knows(token)
    assert not code.knows("")
    assert not code.knows("another")
    for n in range(9):
        assert code.enter("BBBB-BBBB", LAN, n) is None
    assert code.enter(code.code, LAN, 10) == 59_990
    # Who types it later goes on in place of the first.
    second = code.enter(code.code, "192.168.1.21", 11)
    assert isinstance(second, str)
    assert not code.knows(token)
