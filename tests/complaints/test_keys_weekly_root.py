"""The week's root: made once, proven to every receipt of the week, and silent about how many there were."""

from datetime import date
from pathlib import Path

import pytest

from server.complaints.office import Done, NotStored, Refused
from server.complaints.weekly_root import make_root, proof_of
from server.sealing.batch_root import included
from tests.complaints.key_holders import Desk
from tests.complaints.staffed_office import staffed_office

WEEK = "2026-W48"
NEXT_MONDAY = date(2026, 11, 30)


async def test_every_receipt_of_a_week_is_proven_by_the_root_in_the_log(tmp_path: Path) -> None:
    async with staffed_office(tmp_path, "kasi") as hall:
        desk = Desk(hall)
        sent = [await desk.send() for _ in range(3)]
        assert await proof_of(desk.office, sent[0].id) is None
        hall.today.append(NEXT_MONDAY)
        later = await desk.send()
        made = await make_root(desk.office, desk.sealing, WEEK)
        assert isinstance(made, Done)
        (event,) = made.events
        for one in sent:
            shown = await proof_of(desk.office, one.id)
            assert shown is not None
            assert shown.week == WEEK
            assert shown.root.hex() == event.root  # type: ignore[union-attr]
            assert included(bytes.fromhex(one.receipt.commitment), shown.proof, shown.root)
            assert len(shown.proof.path) == 8
        assert await proof_of(desk.office, later.id) is None
        assert await proof_of(desk.office, "nothing") is None
        # A second time there is nothing to make, and the leaves stay as they were.
        leaves = await desk.office.setting(f"leaves:{WEEK}")
        assert isinstance(await make_root(desk.office, desk.sealing, WEEK), Refused)
        assert await desk.office.setting(f"leaves:{WEEK}") == leaves


async def test_a_week_that_is_not_over_is_not_closed(tmp_path: Path) -> None:
    async with staffed_office(tmp_path, "kasi") as hall:
        desk = Desk(hall)
        sent = await desk.send()
        assert isinstance(await make_root(desk.office, desk.sealing, WEEK), Refused)
        # What comes in later in the week must still get into it.
        assert await proof_of(desk.office, sent.id) is None
        later = await desk.send()
        hall.today.append(NEXT_MONDAY)
        assert isinstance(await make_root(desk.office, desk.sealing, WEEK), Done)
        assert await proof_of(desk.office, later.id) is not None


async def test_a_power_cut_between_leaves_and_event_gives_the_same_root(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with staffed_office(tmp_path, "kasi") as hall:
        desk = Desk(hall)
        sent = await desk.send()
        hall.today.append(NEXT_MONDAY)

        async def cut(*_: object, **__: object) -> NotStored:
            return NotStored()

        with monkeypatch.context() as patched:
            patched.setattr(desk.office, "do", cut)
            assert isinstance(await make_root(desk.office, desk.sealing, WEEK), NotStored)
        kept = await desk.office.setting(f"leaves:{WEEK}")
        assert kept is not None
        assert isinstance(await make_root(desk.office, desk.sealing, WEEK), Done)
        assert await desk.office.setting(f"leaves:{WEEK}") == kept
        assert await proof_of(desk.office, sent.id) is not None
