"""The doorkeeper by himself: what no page asks of him, but a mistake in one might."""

import asyncio

import pytest

from server.domain.access import API, PUBLIC, AccountRow, Role, Visitor
from server.private.accounts import Issued
from server.private.doorkeeper import Doorkeeper, SignedIn, Wait, Wrong
from server.private.secrets import new_code, new_password, new_pin, plain_code
from server.private.slow_down import Allowance, SlowDown
from server.store.base import Unwritable
from server.store.memory import MemoryLog, MemoryStore
from tests.domain.false_clock import FalseClock
from tests.live_office import GOOD_PASSWORD, GOOD_PIN, person_of
from tests.server.quick_hashing import QuickHashing

LAN = "192.168.1.7"
MINUTE_MS = 60_000


@pytest.fixture
def clock() -> FalseClock:
    return FalseClock()


@pytest.fixture
def log() -> MemoryLog:
    return MemoryLog()


@pytest.fixture
def doorkeeper(clock: FalseClock, log: MemoryLog) -> Doorkeeper:
    return Doorkeeper(MemoryStore(log), clock.now, "otomasi", QuickHashing())


@pytest.fixture
async def sari(doorkeeper: Doorkeeper) -> AccountRow:
    return await person_of(doorkeeper, Role.OFFICER)


async def with_password(
    doorkeeper: Doorkeeper, login: str, password: str, *, device: str = "", address: str = LAN
) -> SignedIn | Wrong | Wait:
    return await doorkeeper.sign_in_with_password(login, password, device_token=device, address=address)


@pytest.mark.parametrize("role", [Role.TV, Role.KIOSK, Role.ANNOUNCER, Role.PUBLIC])
async def test_the_right_pin_on_a_device_of_another_kind_is_wrong(
    doorkeeper: Doorkeeper, sari: AccountRow, role: Role
) -> None:
    assert await doorkeeper.sign_in_with_pin(await doorkeeper.admit(role), sari.id, GOOD_PIN) == Wrong()


@pytest.mark.parametrize("role", [Role.TV, Role.KIOSK, Role.ANNOUNCER])
async def test_nobody_signs_in_where_residents_stand(doorkeeper: Doorkeeper, sari: AccountRow, role: Role) -> None:
    device = await doorkeeper.admit(role)

    assert await with_password(doorkeeper, sari.login, GOOD_PASSWORD, device=device) == Wrong()


@pytest.mark.parametrize("token", ["", "unknown"])
async def test_the_right_pin_on_an_unknown_device_is_wrong(
    doorkeeper: Doorkeeper, sari: AccountRow, token: str
) -> None:
    assert await doorkeeper.sign_in_with_pin(token, sari.id, GOOD_PIN) == Wrong()


@pytest.mark.parametrize("guess", ["", " ", "0" * 65, "x" * 100_000])
async def test_nonsense_is_wrong(doorkeeper: Doorkeeper, sari: AccountRow, guess: str) -> None:
    device = await doorkeeper.admit(Role.STAFF)

    assert await doorkeeper.sign_in_with_pin(device, sari.id, guess) == Wrong()
    assert await doorkeeper.sign_in_with_pin(device, guess, GOOD_PIN) == Wrong()
    assert await with_password(doorkeeper, guess, GOOD_PASSWORD) == Wrong()


async def test_fifty_guesses_at_once_are_one_guess(doorkeeper: Doorkeeper, sari: AccountRow) -> None:
    device = await doorkeeper.admit(Role.STAFF)
    guesses = [f"{int(GOOD_PIN) + n:06d}" for n in range(1, 50)] + [GOOD_PIN]

    verdicts = await asyncio.gather(*(doorkeeper.sign_in_with_pin(device, sari.id, guess) for guess in guesses))

    assert [verdict for verdict in verdicts if not isinstance(verdict, Wait)] == [Wrong()]


async def test_guesses_elsewhere_never_slow_down_a_device_that_has_signed_the_person_in(
    doorkeeper: Doorkeeper, clock: FalseClock, sari: AccountRow
) -> None:
    """Not guesses on another tablet, nor from other addresses, nor from her own address."""
    tablet, other = await doorkeeper.admit(Role.STAFF), await doorkeeper.admit(Role.STAFF)
    phone = await with_password(doorkeeper, sari.login, GOOD_PASSWORD)
    assert isinstance(phone, SignedIn)
    for n in range(40):
        await doorkeeper.sign_in_with_pin(other, sari.id, "000000")
        await with_password(doorkeeper, sari.login, "tebakan", address=LAN)
        await with_password(doorkeeper, sari.login, "tebakan", address=f"192.168.1.{n + 10}")
        clock.passes(seconds=1)

    assert isinstance(await doorkeeper.sign_in_with_pin(tablet, sari.id, GOOD_PIN), SignedIn)
    assert isinstance(await with_password(doorkeeper, sari.login, GOOD_PASSWORD, device=phone.device_token), SignedIn)


async def test_guesses_from_one_address_do_not_slow_down_another(doorkeeper: Doorkeeper, sari: AccountRow) -> None:
    """Neither browser was ever here."""
    await with_password(doorkeeper, sari.login, "tebakan")

    assert isinstance(await with_password(doorkeeper, sari.login, GOOD_PASSWORD), Wait)
    assert isinstance(await with_password(doorkeeper, sari.login, GOOD_PASSWORD, address="192.168.1.8"), SignedIn)


async def test_one_persons_guesses_are_not_the_others(doorkeeper: Doorkeeper, sari: AccountRow) -> None:
    tablet, budi = await doorkeeper.admit(Role.STAFF), await person_of(doorkeeper, Role.HEAD_OF_SERVICES)
    await doorkeeper.sign_in_with_pin(tablet, sari.id, "000000")

    assert isinstance(await doorkeeper.sign_in_with_pin(tablet, sari.id, GOOD_PIN), Wait)
    assert isinstance(await doorkeeper.sign_in_with_pin(tablet, budi.id, GOOD_PIN), SignedIn)


async def test_one_address_has_twenty_tries_an_hour(
    doorkeeper: Doorkeeper, clock: FalseClock, sari: AccountRow
) -> None:
    for n in range(20):
        assert await with_password(doorkeeper, f"orang{n}", "tebakan") == Wrong()

    assert isinstance(await with_password(doorkeeper, sari.login, GOOD_PASSWORD), Wait)
    assert isinstance(await with_password(doorkeeper, sari.login, GOOD_PASSWORD, address="192.168.1.8"), SignedIn)
    clock.passes(minutes=60)
    assert isinstance(await with_password(doorkeeper, sari.login, GOOD_PASSWORD), SignedIn)


async def test_an_unpaired_browser_is_forgotten_after_half_an_hour_without_a_request(
    doorkeeper: Doorkeeper, clock: FalseClock, sari: AccountRow
) -> None:
    admitted = await with_password(doorkeeper, sari.login, GOOD_PASSWORD)
    assert isinstance(admitted, SignedIn)
    for _ in range(4):
        clock.passes(minutes=29)
        assert (await doorkeeper.visitor(admitted.device_token, admitted.token)).account == sari.id
    clock.passes(minutes=31)

    assert await doorkeeper.visitor(admitted.device_token, admitted.token) == Visitor(
        "public", device=(await doorkeeper.visitor(admitted.device_token, "")).device
    )


async def test_a_tablet_of_the_office_waits_through_the_lunch_break(
    doorkeeper: Doorkeeper, clock: FalseClock, sari: AccountRow
) -> None:
    tablet = await doorkeeper.admit(Role.STAFF)
    admitted = await doorkeeper.sign_in_with_pin(tablet, sari.id, GOOD_PIN)
    assert isinstance(admitted, SignedIn)
    clock.passes(hours=3)

    assert (await doorkeeper.visitor(tablet, admitted.token)).role is Role.OFFICER
    clock.passes(hours=9, minutes=1)
    assert (await doorkeeper.visitor(tablet, admitted.token)).role is Role.STAFF


async def test_idle_time_is_counted_across_a_restart(
    doorkeeper: Doorkeeper, clock: FalseClock, log: MemoryLog, sari: AccountRow
) -> None:
    admitted = await with_password(doorkeeper, sari.login, GOOD_PASSWORD)
    assert isinstance(admitted, SignedIn)
    clock.passes(minutes=20)
    assert (await doorkeeper.visitor(admitted.device_token, admitted.token)).account
    clock.passes(minutes=20)
    successor = Doorkeeper(MemoryStore(log), clock.now, "", QuickHashing())
    await successor.open()
    assert (await successor.visitor(admitted.device_token, admitted.token)).account
    clock.passes(minutes=31)

    assert not (await successor.visitor(admitted.device_token, admitted.token)).account


async def test_who_is_put_out_of_work_or_gets_a_new_pin_is_signed_out_everywhere(
    doorkeeper: Doorkeeper, sari: AccountRow
) -> None:
    ended: list[str] = []
    doorkeeper.ended = ended.append
    tablet = await doorkeeper.admit(Role.STAFF)
    for _ in range(2):
        admitted = await doorkeeper.sign_in_with_pin(tablet, sari.id, GOOD_PIN)
        assert isinstance(admitted, SignedIn)
        (session,) = doorkeeper.sessions_of(sari.id)
        if not ended:
            await doorkeeper.change_account(sari.id, name=sari.name, role=sari.role, active=False)
            assert await doorkeeper.sign_in_with_pin(tablet, sari.id, GOOD_PIN) == Wrong()
            await doorkeeper.change_account(sari.id, name=sari.name, role=sari.role, active=True)
            await doorkeeper.issue_pin(sari.id)
            await doorkeeper.accounts.choose_pin(sari.id, GOOD_PIN)
        else:
            await doorkeeper.issue_pin(sari.id)
        assert session.id in ended
        assert (await doorkeeper.visitor(tablet, admitted.token)).role is Role.STAFF


async def test_a_new_pin_can_be_tried_at_once_however_often_the_old_one_was_guessed(
    doorkeeper: Doorkeeper, sari: AccountRow
) -> None:
    tablet = await doorkeeper.admit(Role.STAFF)
    await doorkeeper.sign_in_with_pin(tablet, sari.id, "000000")
    issued = await doorkeeper.issue_pin(sari.id)
    assert isinstance(issued, Issued)

    signed_in = await doorkeeper.sign_in_with_pin(tablet, sari.id, issued.secret)

    assert isinstance(signed_in, SignedIn)
    assert signed_in.must_renew
    assert (await doorkeeper.visitor(tablet, signed_in.token)).must_renew


async def test_a_revoked_device_takes_its_sessions_with_it(doorkeeper: Doorkeeper, sari: AccountRow) -> None:
    ended: list[str] = []
    doorkeeper.ended = ended.append
    tablet = await doorkeeper.admit(Role.STAFF)
    admitted = await doorkeeper.sign_in_with_pin(tablet, sari.id, GOOD_PIN)
    assert isinstance(admitted, SignedIn)
    visitor = await doorkeeper.visitor(tablet, admitted.token)

    await doorkeeper.revoke(visitor.device)

    assert ended == [visitor.session, visitor.device]
    assert await doorkeeper.visitor(tablet, admitted.token) == Visitor("public", turned_out=True)
    assert await doorkeeper.bearer(tablet) is None
    assert doorkeeper.sessions_of(sari.id) == ()
    assert await doorkeeper.revoke(visitor.device) is None


async def test_a_session_on_another_device_is_nobodys(doorkeeper: Doorkeeper, sari: AccountRow) -> None:
    tablet, other = await doorkeeper.admit(Role.STAFF), await doorkeeper.admit(Role.STAFF)
    admitted = await doorkeeper.sign_in_with_pin(tablet, sari.id, GOOD_PIN)
    assert isinstance(admitted, SignedIn)

    assert not (await doorkeeper.visitor(other, admitted.token)).official
    assert await doorkeeper.visitor("", admitted.token) == PUBLIC


async def test_a_device_that_is_let_in_again_under_its_id_is_the_only_one(doorkeeper: Doorkeeper) -> None:
    old = await doorkeeper.admit(Role.ANNOUNCER, "announcer")
    new = await doorkeeper.admit(Role.ANNOUNCER, "announcer")

    assert await doorkeeper.bearer(old) is None
    visitor = await doorkeeper.bearer(new)
    assert visitor is not None
    assert (visitor.actor, visitor.role, visitor.official) == ("device:announcer", Role.ANNOUNCER, False)


async def test_the_api_token_is_automation(doorkeeper: Doorkeeper) -> None:
    assert await doorkeeper.bearer("otomasi") == API
    assert await doorkeeper.bearer("otomasi ") is None
    assert await doorkeeper.bearer("\u00e9") is None


async def test_what_one_doorkeeper_lets_in_the_next_one_knows(
    doorkeeper: Doorkeeper, clock: FalseClock, log: MemoryLog, sari: AccountRow
) -> None:
    device = await doorkeeper.admit(Role.STAFF)
    admitted = await doorkeeper.sign_in_with_pin(device, sari.id, GOOD_PIN)
    assert isinstance(admitted, SignedIn)
    successor = Doorkeeper(MemoryStore(log), clock.now, "", QuickHashing())
    assert not (await successor.visitor(device, admitted.token)).official
    await successor.open()

    assert (await successor.visitor(device, admitted.token)).actor == f"account:{sari.id}"


async def test_browsers_that_sign_in_by_password_do_not_fill_the_store(
    doorkeeper: Doorkeeper, clock: FalseClock, sari: AccountRow
) -> None:
    tablet = await doorkeeper.admit(Role.STAFF)
    for n in range(80):
        clock.passes(minutes=1)
        assert isinstance(await with_password(doorkeeper, sari.login, GOOD_PASSWORD, address=f"10.0.0.{n}"), SignedIn)

    assert len(doorkeeper._sessions.all()) <= 60
    assert doorkeeper.devices.by_token(tablet) is not None


async def test_a_sign_of_life_is_kept_without_a_commit_for_every_request(
    doorkeeper: Doorkeeper, clock: FalseClock, log: MemoryLog
) -> None:
    tv = await doorkeeper.admit(Role.TV)
    for _ in range(100):
        clock.passes(seconds=5)
        await doorkeeper.visitor(tv, "", "Mozilla/5.0 Chrome/120.0")
    (row,) = doorkeeper.devices.paired()
    assert clock.now().wall_ms - row.seen_ms < 2 * MINUTE_MS
    (kept,) = log.devices.values()
    assert kept.agent == "Mozilla/5.0 Chrome/120.0"
    assert kept.seen_ms <= row.seen_ms


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


def test_a_flood_of_names_does_not_free_those_who_guessed_most() -> None:
    slow, allowance = SlowDown(), Allowance(2)
    for _ in range(12):
        slow.failed("who", 0)
    assert [allowance.take("who", 0) for _ in range(3)] == [0, 0, 3_600_000]
    for n in range(5_000):
        slow.failed(f"name {n}", 0)
        allowance.take(f"name {n}", 0)

    assert slow.wait_ms("who", 0) == 900_000
    assert allowance.take("who", 1_000) == 3_599_000
    assert len(slow._failures) <= 1_000
    assert len(allowance._tries) <= 1_000


def test_secrets_are_shaped_for_fingers() -> None:
    assert all(len(new_pin()) == 6 and new_pin().isdigit() for _ in range(50))
    codes = {new_code() for _ in range(50)}
    assert len(codes) == 50
    assert all(len(code) == 9 and code[4] == "-" and not set(code) & set("AEIOUY0123456789") for code in codes)
    assert plain_code(" bcdf ghjk ") == plain_code("BCDF-GHJK") == "BCDFGHJK"
    assert len(new_password()) == 19


class Full(MemoryStore):
    """Forgets no session while it is full."""

    full = False

    async def delete_session(self, session_id: str) -> None:
        if self.full:
            raise Unwritable("full")
        await super().delete_session(session_id)


async def test_who_is_signed_out_is_out_at_once_and_a_restart_brings_nobody_back(
    clock: FalseClock, log: MemoryLog
) -> None:
    """On a full disk too: whoever asks is told that it is not stored, until it is."""
    disk = Full(log)
    doorkeeper = Doorkeeper(disk, clock.now, "", QuickHashing())
    closed: list[str] = []
    doorkeeper.ended = closed.append
    sari = await person_of(doorkeeper, Role.OFFICER)
    tablets = [await doorkeeper.admit(Role.STAFF) for _ in range(2)]
    for tablet in tablets:
        assert isinstance(await doorkeeper.sign_in_with_pin(tablet, sari.id, GOOD_PIN), SignedIn)
    sessions = [row.id for row in doorkeeper.sessions_of(sari.id)]

    disk.full = True
    for _ in range(2):
        with pytest.raises(Unwritable):
            await doorkeeper.end_sessions(sari.id)
        assert doorkeeper.sessions_of(sari.id) == ()
    assert closed == sessions
    assert len(await disk.sessions()) == 2

    disk.full = False
    await doorkeeper.end_sessions(sari.id)
    restarted = Doorkeeper(MemoryStore(log), clock.now, "", QuickHashing())
    await restarted.open()
    assert restarted.sessions_of(sari.id) == ()


async def test_what_could_not_be_forgotten_is_forgotten_when_a_session_is_next_kept(
    clock: FalseClock, log: MemoryLog
) -> None:
    disk = Full(log)
    doorkeeper = Doorkeeper(disk, clock.now, "", QuickHashing())
    sari = await person_of(doorkeeper, Role.OFFICER)
    tablet, pc = await doorkeeper.admit(Role.STAFF), await doorkeeper.admit(Role.STAFF)
    gone = await doorkeeper.sign_in_with_pin(tablet, sari.id, GOOD_PIN)
    stays = await doorkeeper.sign_in_with_pin(pc, sari.id, GOOD_PIN)
    assert isinstance(gone, SignedIn)
    assert isinstance(stays, SignedIn)
    disk.full = True
    with pytest.raises(Unwritable):
        await doorkeeper.sign_out(doorkeeper.sessions_of(sari.id)[0].id)

    disk.full = False
    clock.passes(minutes=11)
    await doorkeeper.visitor(pc, stays.token)

    assert len(await disk.sessions()) == 1
