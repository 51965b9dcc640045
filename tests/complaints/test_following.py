"""Coming back with the code: who gets in, how guessing is slowed down, when access ends."""

import asyncio
import os
from collections.abc import AsyncIterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from server.complaints.following import Following, FollowToken, Wait, WrongCode
from server.complaints.kept import ReceiptRow
from server.complaints.office import Done
from server.complaints.pace import Pace
from server.complaints.sender_access import access_until
from server.complaints.sqlite_store import SqliteComplaintStore
from server.domain.complaint_commands import AddMessage, EraseText
from server.domain.frozen import replace
from server.sealing.cost import Cost
from server.sealing.receipt_code import check_digit, pretty
from server.sealing.sealing import Sealing
from server.sealing.stretch import Busy, HereStretcher
from server.store.base import Unwritable
from tests.complaints.followed_complaint import LAMP, STORY, TAG, FollowedComplaint, followed_complaint
from tests.complaints.small_desk import an_office
from tests.complaints.staffed_office import CHEAP, PEOPLE, FalseSeconds, StaffedOffice, staffed_office


@pytest.fixture
async def village(tmp_path: Path) -> AsyncIterator[StaffedOffice]:
    async with staffed_office(tmp_path, *PEOPLE) as staffed:
        yield staffed


@pytest.fixture
async def lamp(village: StaffedOffice) -> FollowedComplaint:
    return await followed_complaint(village)


def nobodys(number: int) -> str:
    body = f"0{number:014d}"
    return body + check_digit(body)


class Counting(HereStretcher):
    def __init__(self) -> None:
        self.count = 0
        self.full = False

    async def stretch(self, secret: bytes, salt: bytes, cost: Cost, *, urgent: bool = False) -> bytes:
        if self.full:
            raise Busy
        self.count += 1
        return await super().stretch(secret, salt, cost)


async def test_the_code_opens_the_own_complaint_however_it_is_written(lamp: FollowedComplaint) -> None:
    await lamp.enter()
    view = await lamp.view()
    assert view.story is not None
    assert view.story.text == STORY
    assert view.story.landmark == "dekat balai"

    entered = await lamp.following.enter(f"  {pretty(lamp.receipt.code)} ", "b2")
    assert isinstance(entered, FollowToken)


async def test_a_mistyped_code_is_told_at_once_and_costs_neither_work_nor_a_try(tmp_path: Path) -> None:
    stretcher = Counting()
    async with staffed_office(tmp_path, "kasi", stretcher=stretcher) as village:
        lamp = await followed_complaint(village)
        before = stretcher.count
        right = lamp.receipt.code
        wrong = right[:-1] + str((int(right[-1]) + 1) % 10)
        for code in (wrong, "", "1234", "x" * 60, right[:15], "1" + right[1:]):
            for _ in range(10):
                assert await lamp.following.enter(code, TAG) == WrongCode(mistyped=True)
        assert stretcher.count == before
        await lamp.enter()


async def test_an_unknown_code_costs_the_same_stretch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stretcher = Counting()
    async with staffed_office(tmp_path, "kasi", stretcher=stretcher) as village:
        lamp = await followed_complaint(village)
        tried: list[int] = []
        opened = lamp.following._opened

        def watched(row: ReceiptRow | None, kek: bytes) -> bytes | None:
            tried.append(len(kek))
            return opened(row, kek)

        monkeypatch.setattr(lamp.following, "_opened", watched)
        before = stretcher.count
        assert await lamp.following.enter(nobodys(7), TAG) == WrongCode(mistyped=False)
        assert stretcher.count == before + 1
        await lamp.enter(tag="b2")
        assert stretcher.count == before + 2
        # Both tried to open something.
        assert tried == [32, 32]


async def test_after_each_wrong_code_the_same_address_waits_longer(lamp: FollowedComplaint) -> None:
    seconds = lamp.village.seconds
    waits = []
    for number in range(6):
        assert await lamp.following.enter(nobodys(number), TAG) == WrongCode(mistyped=False)
        wait = await lamp.following.enter(nobodys(99), TAG)
        assert isinstance(wait, Wait)
        waits.append(wait.seconds)
        # The right one waits too: nothing was looked at.
        assert isinstance(await lamp.following.enter(lamp.receipt.code, TAG), Wait)
        seconds.now += wait.seconds
    assert waits[:4] == [1, 2, 4, 8]
    # The fifth has used up the minute, which is longer than its own delay.
    assert waits[4:] == [45, 32]
    # Nobody else has to wait.
    await lamp.enter(tag="b2")


async def test_five_tries_a_minute_even_with_right_codes_and_all_at_once(lamp: FollowedComplaint) -> None:
    entered = await asyncio.gather(*(lamp.following.enter(lamp.receipt.code, TAG) for _ in range(9)))
    assert [type(one) for one in entered].count(FollowToken) == 5
    assert [type(one) for one in entered].count(Wait) == 4


async def test_an_own_code_forgives_no_guesses(lamp: FollowedComplaint) -> None:
    for number in range(3):
        await lamp.following.enter(nobodys(number), TAG)
        lamp.village.seconds.now += 61
        await lamp.enter()
    assert await lamp.following.enter(nobodys(9), TAG) == WrongCode(mistyped=False)
    wait = await lamp.following.enter(nobodys(10), TAG)
    assert isinstance(wait, Wait)
    assert wait.seconds == 8


async def test_a_busy_machine_says_so_and_counts_nothing_as_wrong(tmp_path: Path) -> None:
    stretcher = Counting()
    async with staffed_office(tmp_path, "kasi", stretcher=stretcher) as village:
        lamp = await followed_complaint(village)
        stretcher.full = True
        assert await lamp.following.enter(lamp.receipt.code, TAG) == Wait(5, busy=True)
        stretcher.full = False
        await lamp.enter()


async def test_a_session_ends_after_ten_idle_minutes_and_asking_for_news_keeps_none_open(
    lamp: FollowedComplaint,
) -> None:
    seconds = lamp.village.seconds
    await lamp.enter()
    seconds.now += 599
    assert lamp.following.session(lamp.token) is not None
    seconds.now += 599
    assert lamp.following.session(lamp.token, use=False) is not None
    seconds.now += 2
    assert lamp.following.session(lamp.token, use=False) is None
    assert lamp.following.session(lamp.token) is None

    await lamp.enter(tag="b2", idle_s=60)
    seconds.now += 61
    assert lamp.following.session(lamp.token) is None


async def test_who_leaves_leaves_no_key_behind(lamp: FollowedComplaint) -> None:
    await lamp.enter()
    lamp.following.leave(lamp.token)
    assert lamp.following.session(lamp.token) is None
    assert len(lamp.following._sessions) == 0
    assert lamp.following.session("") is None


async def test_nothing_shows_the_keys_by_accident(lamp: FollowedComplaint) -> None:
    await lamp.enter()
    (session,) = lamp.following._sessions._sessions.values()
    assert session.private is not None
    for secret in (session.private, session.receipt):
        assert repr(secret) not in repr(session)
    assert lamp.token not in repr(FollowToken(lamp.token))


async def test_the_receipt_of_an_open_complaint_never_ends_and_of_a_closed_one_after_three_months(
    lamp: FollowedComplaint,
) -> None:
    today = lamp.village.today
    await lamp.enter()
    today[0] = date(2027, 6, 1)
    assert await lamp.following.expire(today[0]) == 0

    await lamp.enter(tag="b2")
    await lamp.sender.withdraw()
    # Used on the day on which it closed: 1 June.
    assert (await lamp.view()).access == date(2027, 9, 1)
    today[0] = date(2027, 9, 1)
    assert await lamp.following.expire(today[0]) == 0
    today[0] = date(2027, 9, 2)
    assert await lamp.following.enter(lamp.receipt.code, "c3") == WrongCode(mistyped=False)
    assert await lamp.following.expire(today[0]) == 1
    assert await lamp.following.expire(today[0]) == 0


async def test_each_use_begins_the_three_months_anew(lamp: FollowedComplaint) -> None:
    await lamp.enter()
    await lamp.sender.withdraw()
    lamp.village.today[0] += timedelta(days=80)
    await lamp.enter(tag="b2")
    lamp.village.today[0] += timedelta(days=80)
    assert await lamp.following.expire(lamp.village.today[0]) == 0
    await lamp.enter(tag="c3")


async def test_news_that_came_since_can_still_be_read(lamp: FollowedComplaint) -> None:
    await lamp.enter()
    await lamp.sender.withdraw()
    lamp.village.today[0] += timedelta(days=60)
    row = await lamp.words("Kami masih punya satu kabar.")
    await lamp.do(AddMessage(lamp.complaint.id, row.ref), row)
    lamp.village.today[0] += timedelta(days=60)
    assert await lamp.following.expire(lamp.village.today[0]) == 0
    await lamp.enter(tag="b2")


async def test_months_end_on_a_day_that_there_is(lamp: FollowedComplaint) -> None:
    await lamp.enter()
    await lamp.sender.withdraw()
    complaint = lamp.complaint
    days = replace(complaint.days, closed_on=date(2026, 11, 30), content=date(2026, 11, 1))
    closed = replace(complaint, days=days)
    assert access_until(closed, date(2026, 11, 2)) == date(2027, 2, 28)


async def test_reading_does_not_depend_on_a_medium_that_takes_no_writing(
    lamp: FollowedComplaint, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(*_: object) -> None:
        raise Unwritable("penuh")

    monkeypatch.setattr(lamp.village.office, "touch_receipt", fail)
    await lamp.enter()
    assert (await lamp.view()).story is not None


async def test_the_skeleton_is_shown_without_its_text(lamp: FollowedComplaint) -> None:
    await lamp.enter()
    await lamp.sender.withdraw()
    lamp.village.today[0] += timedelta(days=85)
    await lamp.enter(tag="b2")
    lamp.village.today[0] += timedelta(days=85)
    await lamp.enter(tag="c3")
    lamp.village.today[0] += timedelta(days=85)
    await lamp.enter(tag="d4")
    lamp.village.today[0] += timedelta(days=85)
    await lamp.enter(tag="e5")
    lamp.village.today[0] += timedelta(days=60)
    erased = await lamp.village.office.do(EraseText(lamp.complaint.id), actor="clock")
    assert isinstance(erased, Done), erased
    await lamp.enter(tag="f6")

    view = await lamp.view()
    assert view.story is None
    assert not view.texts
    assert view.files == {}
    assert [record.event.kind for record in view.records][-1] == "complaint_text_erased"
    assert "pesan" not in view.may
    assert LAMP.story not in repr(view)


async def test_a_code_typed_where_nobody_has_complained_makes_no_database(tmp_path: Path) -> None:
    data, seconds = tmp_path / "data", FalseSeconds()
    data.mkdir()
    office = an_office(SqliteComplaintStore(data))
    await office.open()
    sealing = Sealing(data, office, HereStretcher(), costs=CHEAP, random=os.urandom, mono=seconds, today=office.today)
    following = Following(office, sealing, Pace(seconds, os.urandom), seconds, os.urandom)
    assert await following.enter(nobodys(1), TAG) == WrongCode(mistyped=False)
    assert list(data.iterdir()) == []
    # It counts as one.
    for number in range(2, 20):
        last = await following.enter(nobodys(number), TAG)
    assert isinstance(last, Wait)
    await office.close()
