"""Officials' keys: made at the first unlock, under the password, and never readable without it."""

import asyncio
import os
from dataclasses import replace
from datetime import date

import pytest

from server.sealing.cost import Cost, unpacked
from server.sealing.pairs import seal, unseal
from server.sealing.staff_keys import StaffKeys
from server.sealing.stretch import HereStretcher
from tests.sealing.key_table import KeyTable

DAY = date(2026, 11, 23)
PASSWORD, OTHER = "kata sandi yang panjang", "kata sandi lain sekali"


SMALL, LARGER = Cost(8, 1), Cost(16, 2)


def staff(table: KeyTable, cost: Cost = SMALL) -> StaffKeys:
    return StaffKeys(table, HereStretcher(), cost, random=os.urandom, mono=lambda: 7.0, today=lambda: DAY)


@pytest.fixture
def table() -> KeyTable:
    return KeyTable()


async def test_the_first_unlock_makes_the_key_and_the_next_opens_it(table: KeyTable) -> None:
    first = await staff(table).ensure("kasi", PASSWORD)
    again = await staff(table).ensure("kasi", PASSWORD)
    assert first is not None
    assert again is not None
    assert (first.fresh, again.fresh) == (True, False)
    assert first.private == again.private
    assert first.opened_mono == 7.0
    assert unseal(again.private, seal((await staff(table).publics())["kasi"], b"x")) == b"x"


async def test_a_wrong_password_opens_nothing_and_changes_nothing(table: KeyTable) -> None:
    keys = staff(table)
    await keys.ensure("kasi", PASSWORD)
    before = dict(table.rows)
    assert await keys.unlock("kasi", OTHER) is None
    assert await keys.ensure("kasi", OTHER) is None
    assert not await keys.rewrap("kasi", OTHER, "third")
    assert table.rows == before
    assert await keys.unlock("nobody", PASSWORD) is None


async def test_two_browsers_at_once_make_one_key(table: KeyTable) -> None:
    keys = staff(table)
    one, other = await asyncio.gather(keys.ensure("kasi", PASSWORD), keys.ensure("kasi", PASSWORD))
    assert one is not None
    assert other is not None
    assert one.private == other.private
    assert len(table.rows) == 1


async def test_a_changed_password_leaves_the_same_key(table: KeyTable) -> None:
    keys = staff(table)
    first = await keys.ensure("kasi", PASSWORD)
    assert await keys.rewrap("kasi", PASSWORD, OTHER)
    assert await keys.unlock("kasi", PASSWORD) is None
    again = await keys.unlock("kasi", OTHER)
    assert first is not None
    assert again is not None
    assert again.private == first.private


async def test_each_row_says_what_it_costs_and_a_changed_password_raises_it(table: KeyTable) -> None:
    await staff(table).ensure("kasi", PASSWORD)
    dearer = staff(table, LARGER)
    assert await dearer.unlock("kasi", PASSWORD) is not None
    assert await dearer.rewrap("kasi", PASSWORD, OTHER)
    (row,) = table.rows.values()
    assert unpacked(row.sealed_private[:9]) == LARGER
    assert await dearer.unlock("kasi", OTHER) is not None


async def test_a_renewed_key_waits_until_somebody_vouches(table: KeyTable) -> None:
    keys = staff(table)
    first = await keys.ensure("kasi", PASSWORD)
    await keys.ensure("sekdes", PASSWORD)
    renewed = await keys.renew("kasi", OTHER)
    assert first is not None
    assert renewed.private != first.private
    assert not renewed.trusted
    # Otherwise whoever may reset passwords could read what comes in next.
    assert set(await keys.publics()) == {"sekdes"}
    assert await keys.unlock("kasi", PASSWORD) is None
    await keys.trust("kasi", b"some other key")
    assert set(await keys.publics()) == {"sekdes"}
    await keys.trust("kasi", renewed.public)
    assert (await keys.publics())["kasi"] == renewed.public
    again = await keys.unlock("kasi", OTHER)
    assert again is not None
    assert again.trusted


async def test_a_renewed_key_of_a_lone_official_counts_at_once(table: KeyTable) -> None:
    keys = staff(table)
    await keys.ensure("kasi", PASSWORD)
    assert (await keys.renew("kasi", OTHER)).trusted


async def test_a_forgotten_key_is_gone_from_the_table(table: KeyTable) -> None:
    keys = staff(table)
    first = await keys.ensure("kasi", PASSWORD)
    await keys.forget("kasi")
    assert await keys.unlock("kasi", PASSWORD) is None
    assert await keys.publics() == {}
    assert [row.sealed_private for row in table.rows.values()] == [b""]
    again = await keys.ensure("kasi", PASSWORD)
    assert first is not None
    assert again is not None
    assert again.private != first.private


async def test_who_comes_back_after_leaving_waits_like_after_a_reset(table: KeyTable) -> None:
    """Otherwise putting an account out of work and in again would be a way around."""
    keys = staff(table)
    await keys.ensure("kasi", PASSWORD)
    await keys.ensure("sekdes", PASSWORD)
    await keys.forget("kasi")
    again = await keys.ensure("kasi", OTHER)
    assert again is not None
    assert not again.trusted
    assert set(await keys.publics()) == {"sekdes"}


async def test_a_key_shows_nothing_of_itself(table: KeyTable) -> None:
    unlocked = await staff(table).ensure("kasi", PASSWORD)
    assert unlocked is not None
    assert repr(unlocked.private) not in repr(unlocked)
    assert unlocked.private not in b"".join(row.sealed_private for row in table.rows.values())
    assert PASSWORD.encode() not in b"".join(row.sealed_private + row.salt for row in table.rows.values())


async def test_a_row_with_another_public_key_opens_nothing(table: KeyTable) -> None:
    keys = staff(table)
    await keys.ensure("kasi", PASSWORD)
    ((name, row),) = table.rows.items()
    table.rows[name] = replace(row, public=b"x" * 32)
    assert await keys.unlock("kasi", PASSWORD) is None


async def test_a_broken_row_opens_nothing(table: KeyTable) -> None:
    keys = staff(table)
    await keys.ensure("kasi", PASSWORD)
    ((name, row),) = table.rows.items()
    table.rows[name] = replace(row, sealed_private=b"\xff" * 40)
    assert await keys.unlock("kasi", PASSWORD) is None
