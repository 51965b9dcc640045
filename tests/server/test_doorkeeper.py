"""The doorkeeper by himself: what no page asks of him, but a mistake in one might."""

import asyncio

import pytest

from server.domain.access import API, Role
from server.private.doorkeeper import Admitted, Doorkeeper, Papers, Wait, Wrong
from server.private.secrets import new_device_code, new_pin, plain_device_code
from server.private.slow_down import SlowDown
from server.store.memory import MemoryLog, MemoryStore
from tests.domain.false_clock import FalseClock


@pytest.fixture
def clock() -> FalseClock:
    return FalseClock()


@pytest.fixture
def doorkeeper(clock: FalseClock) -> Doorkeeper:
    return Doorkeeper(MemoryStore(MemoryLog()), clock.now, "otomasi")


@pytest.fixture
async def papers(doorkeeper: Doorkeeper) -> Papers:
    return await doorkeeper.renew_papers()


@pytest.mark.parametrize("role", [Role.TV, Role.KIOSK, Role.ANNOUNCER])
async def test_the_right_pin_on_a_device_of_another_kind_is_wrong(
    doorkeeper: Doorkeeper, papers: Papers, role: Role
) -> None:
    assert await doorkeeper.sign_in(await doorkeeper.admit(role), papers.pin) == Wrong()


@pytest.mark.parametrize("token", ["", "unknown"])
async def test_the_right_pin_on_an_unknown_device_is_wrong(doorkeeper: Doorkeeper, papers: Papers, token: str) -> None:
    assert await doorkeeper.sign_in(token, papers.pin) == Wrong()


@pytest.mark.parametrize("guess", ["", " ", "0" * 65, "x" * 100_000])
async def test_nonsense_is_wrong_and_without_papers_everything_is(doorkeeper: Doorkeeper, guess: str) -> None:
    device = await doorkeeper.admit(Role.STAFF)
    assert not await doorkeeper.has_papers()
    assert await doorkeeper.sign_in(device, guess) == Wrong()
    assert await doorkeeper.let_in(guess, Role.STAFF, "192.168.1.7") == Wrong()
    await doorkeeper.renew_papers()
    assert await doorkeeper.has_papers()
    assert await Doorkeeper(doorkeeper._rows, FalseClock().now).let_in(guess, Role.STAFF, "192.168.1.7") == Wrong()


async def test_fifty_guesses_at_once_are_one_guess(doorkeeper: Doorkeeper, papers: Papers) -> None:
    device = await doorkeeper.admit(Role.STAFF)
    guesses = [f"{(int(papers.pin) + n) % 1_000_000:06d}" for n in range(1, 50)] + [papers.pin]

    verdicts = await asyncio.gather(*(doorkeeper.sign_in(device, guess) for guess in guesses))

    assert [verdict for verdict in verdicts if not isinstance(verdict, Wait)] == [Wrong()]


async def test_a_guesser_does_not_keep_the_offices_own_devices_out(doorkeeper: Doorkeeper, papers: Papers) -> None:
    assert await doorkeeper.let_in("BBBB-BBBB", Role.STAFF, "192.168.1.7") == Wrong()

    assert isinstance(await doorkeeper.let_in(papers.device_code, Role.STAFF, "192.168.1.7"), Wait)
    assert isinstance(await doorkeeper.let_in(papers.device_code, Role.STAFF, "192.168.1.8"), Admitted)


async def test_a_device_that_is_let_in_again_under_its_id_is_the_only_one(doorkeeper: Doorkeeper) -> None:
    old = await doorkeeper.admit(Role.ANNOUNCER, "announcer")
    new = await doorkeeper.admit(Role.ANNOUNCER, "announcer")

    assert doorkeeper.bearer(old) is None
    visitor = doorkeeper.bearer(new)
    assert visitor is not None
    assert (visitor.actor, visitor.role, visitor.official) == ("device:announcer", Role.ANNOUNCER, False)


async def test_the_api_token_is_automation(doorkeeper: Doorkeeper) -> None:
    assert doorkeeper.bearer("otomasi") == API
    assert doorkeeper.bearer("otomasi ") is None
    assert doorkeeper.bearer("\u00e9") is None


async def test_what_one_doorkeeper_lets_in_the_next_one_knows(
    doorkeeper: Doorkeeper, papers: Papers, clock: FalseClock
) -> None:
    device = await doorkeeper.admit(Role.STAFF)
    admitted = await doorkeeper.sign_in(device, papers.pin)
    assert isinstance(admitted, Admitted)
    successor = Doorkeeper(doorkeeper._rows, clock.now)
    assert not (await successor.visitor(device, admitted.token)).official
    await successor.open()

    assert (await successor.visitor(device, admitted.token)).official
    assert not (await successor.visitor(device, "")).official
    assert not (await successor.visitor("", admitted.token)).official


def test_waiting_doubles_up_to_a_quarter_of_an_hour() -> None:
    slow, waits = SlowDown(), []
    for _ in range(12):
        slow.failed("who", 0)
        waits.append(slow.wait_ms("who", 0) // 1_000)

    assert waits == [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900]
    assert slow.wait_ms("who", 900_000) == 0
    assert slow.wait_ms("another", 0) == 0
    slow.succeeded("who")
    assert slow.wait_ms("who", 0) == 0


def test_secrets_are_shaped_for_fingers() -> None:
    assert all(len(new_pin()) == 6 and new_pin().isdigit() for _ in range(50))
    codes = {new_device_code() for _ in range(50)}
    assert len(codes) == 50
    assert all(len(code) == 9 and code[4] == "-" and not set(code) & set("AEIOUY0123456789") for code in codes)
    assert plain_device_code(" bcdf ghjk ") == plain_device_code("BCDF-GHJK") == "BCDFGHJK"
