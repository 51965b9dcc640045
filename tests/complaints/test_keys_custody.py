"""No back door to what is sealed: one person alone puts neither a recovery sheet nor a key of their own in anybody's place."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from server.complaints.kept import Kept
from server.complaints.key_procedures import Extended, Granted, NotTrusted, Sheet, WrongSheet
from server.complaints.memory_store import MemoryComplaintStore
from server.complaints.office import Refused
from server.domain.complaint_commands import Escalate, StaffDesk
from server.domain.complaint_refusals import ComplaintRefusal
from server.sealing.pairs import new_pair
from server.sealing.recovery import SheetKey, read_sheet
from server.sealing.staff_keys import Unlocked
from tests.complaints.key_holders import BRIBE, Desk, Sent
from tests.complaints.small_desk import MONDAY
from tests.complaints.staffed_office import PEOPLE, staffed_office

NEW_PASSWORD = "kata sandi baru dari admin"


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    async with staffed_office(tmp_path, *PEOPLE) as hall:
        yield Desk(hall)


async def unlocked(desk: Desk, account: str) -> Unlocked:
    opened = await desk.procedures.unlock(account, f"sandi {account} yang panjang")
    assert isinstance(opened, Unlocked)
    return opened


async def made(desk: Desk, by: str = "kasi") -> Sheet:
    sheet = await desk.procedures.new_sheet(desk.key(by))
    assert isinstance(sheet, Sheet)
    return sheet


async def opens(desk: Desk, sheet: Sheet, *sent: Sent) -> list[bool]:
    key = read_sheet("\n".join(sheet.lines))
    assert isinstance(key, SheetKey)
    return [await desk.keys.as_recovery(one.id, key.private) is not None for one in sent]


def waiting(desk: Desk) -> str:
    sheet = desk.procedures.sheet.waiting
    return "" if sheet is None else sheet.public


async def events(desk: Desk) -> list[str]:
    return [type(record.event).__name__ for record in await desk.office.after(0)]


# ---- the sheet


async def test_a_sheet_in_the_table_is_sealed_nothing(desk: Desk) -> None:
    """Whoever writes to the disk puts a public key of their own where the sheet's was kept: the log names none."""
    old, thief = await desk.send(BRIBE), new_pair()
    await desk.office.put_setting("recovery_public", thief.public)
    new = await desk.send(BRIBE)
    await unlocked(desk, "kasi")
    for sent in (old, new):
        assert await desk.keys.as_recovery(sent.id, thief.private) is None


async def test_a_sheet_of_somebody_without_a_post_is_not_made(desk: Desk) -> None:
    it = await unlocked(desk, "itman")
    assert await desk.procedures.new_sheet(it) == NotTrusted()
    assert (await events(desk))[-1] == "DeskStaffed"


async def test_a_new_sheet_opens_nothing_before_a_second_official_has_compared_it(desk: Desk) -> None:
    old = await desk.send(BRIBE)
    former = await desk.sheet()
    sheet = await made(desk)
    between = await desk.send(BRIBE)
    await unlocked(desk, "kasi")
    assert await opens(desk, sheet, old, between) == [False, False]
    assert await opens(desk, former, old, between) == [True, True]

    own = await desk.procedures.confirm_sheet(desk.key("kasi"), waiting(desk))
    assert own == Refused(ComplaintRefusal.OWN_SHEET)
    assert isinstance(await desk.procedures.confirm_sheet(desk.key("kades"), waiting(desk)), Extended)
    assert waiting(desk) == ""
    new = await desk.send(BRIBE)
    await unlocked(desk, "kasi")
    assert await opens(desk, sheet, old, between, new) == [True, True, True]
    assert await opens(desk, former, new) == [False]
    assert [one for one in await events(desk) if one.startswith("RecoverySheet")][-2:] == [
        "RecoverySheetMade",
        "RecoverySheetConfirmed",
    ]


async def test_a_refused_sheet_is_gone_and_the_former_one_goes_on(desk: Desk) -> None:
    former = await desk.sheet()
    sheet = await made(desk, "kades")
    public = waiting(desk)
    assert await desk.procedures.refuse_sheet(desk.key("bpd"), public) is None
    changed = Refused(ComplaintRefusal.SHEET_CHANGED)
    assert await desk.procedures.confirm_sheet(desk.key("kasi"), public) == changed
    assert await desk.procedures.refuse_sheet(desk.key("kasi"), public) == changed
    sent = await desk.send(BRIBE)
    assert await opens(desk, former, sent) == [True]
    assert await opens(desk, sheet, sent) == [False]


async def test_a_sheet_that_was_replaced_meanwhile_is_not_the_one_that_was_compared(desk: Desk) -> None:
    await made(desk)
    shown = waiting(desk)
    await made(desk, "bpd")
    assert await desk.procedures.confirm_sheet(desk.key("sekdes"), shown) == Refused(ComplaintRefusal.SHEET_CHANGED)


async def test_nobody_without_a_post_or_with_a_new_key_confirms(desk: Desk) -> None:
    it = await unlocked(desk, "itman")
    await made(desk)
    renewed = await desk.procedures.renew("sekdes", NEW_PASSWORD)
    for by in (it, renewed):
        assert await desk.procedures.confirm_sheet(by, waiting(desk)) == NotTrusted()
        assert await desk.procedures.refuse_sheet(by, waiting(desk)) == NotTrusted()


async def test_a_waiting_sheet_makes_no_new_key_count(desk: Desk) -> None:
    """An official makes a sheet, resets a colleague's password, and types the sheet as that colleague."""
    sheet = await made(desk, "kades")
    typed = WrongSheet(sheet.fingerprint)
    # A key that only lies in the table, while the log still names the former one; and one after a reset.
    thief = new_pair()
    forged = replace(desk.key("kasi"), public=thief.public, private=thief.private)
    assert await desk.procedures.restore("\n".join(sheet.lines), forged) == typed
    renewed = await desk.procedures.renew("kasi", NEW_PASSWORD)
    assert await desk.procedures.restore("\n".join(sheet.lines), renewed) == typed
    assert "kasi" in await desk.procedures.waiting()
    assert waiting(desk)


async def test_typing_a_waiting_sheet_is_comparing_it(desk: Desk) -> None:
    sent = await desk.send(BRIBE)
    sheet = await made(desk, "kasi")
    assert isinstance(await desk.procedures.restore("\n".join(sheet.lines), desk.key("sekdes")), Granted)
    await unlocked(desk, "kasi")
    assert await opens(desk, sheet, sent) == [True]


async def test_a_lone_official_s_sheet_counts_until_somebody_joins_who_has_to_compare_it(tmp_path: Path) -> None:
    async with staffed_office(tmp_path, "kasi") as hall:
        desk = Desk(hall)
        first = await desk.send(BRIBE)
        sheet = await made(desk)
        # A page that was lost on its way to the printer opens nothing: it has to be compared, though nobody else is there.
        assert await opens(desk, sheet, first, await desk.send(BRIBE)) == [False, False]
        assert isinstance(await desk.procedures.confirm_sheet(desk.key("kasi"), waiting(desk)), Extended)
        assert await opens(desk, sheet, first, await desk.send(BRIBE)) == [True, True]
        await unlocked(desk, "sekdes")
        await desk.staff("kasi", "sekdes")
        assert waiting(desk)
        between = await desk.send(BRIBE)
        assert await opens(desk, sheet, between) == [False]
        sekdes = await unlocked(desk, "sekdes")
        assert isinstance(await desk.procedures.confirm_sheet(sekdes, waiting(desk)), Extended)
        await unlocked(desk, "kasi")
        assert await opens(desk, sheet, between) == [True]


async def test_being_alone_for_a_moment_does_not_take_the_sheet_over(desk: Desk) -> None:
    """The posts are emptied, a sheet is made, and the posts are filled again: nobody's unlocking seals to it."""
    old = await desk.send(BRIBE)
    former = await desk.sheet()
    staffed = desk.office.state.staffed
    assert staffed is not None
    await unlocked(desk, "admin")
    await desk.staff("admin")
    admin = await unlocked(desk, "admin")
    sheet = await desk.procedures.new_sheet(admin)
    assert isinstance(sheet, Sheet)
    assert isinstance(await desk.procedures.confirm_sheet(admin, waiting(desk)), Extended)
    await desk.did(StaffDesk(staffed.units, staffed.ladder, staffed.custodians, staffed.keys), "admin")
    for account in PEOPLE:
        await unlocked(desk, account)
    new = await desk.send(BRIBE)
    assert await opens(desk, sheet, old, new) == [False, False]
    assert await opens(desk, former, old, new) == [True, True]


async def test_a_key_goes_with_its_owner_only_where_the_sheet_opens_what_it_alone_opened(tmp_path: Path) -> None:
    async with staffed_office(tmp_path, "kasi") as hall:
        desk = Desk(hall)
        await made(desk)
        assert not (await desk.procedures.leaving("kasi")).sheet
        await desk.procedures.confirm_sheet(desk.key("kasi"), waiting(desk))
        assert (await desk.procedures.leaving("kasi")).sheet
        sent = await desk.send(BRIBE)
        assert (await desk.procedures.leaving("kasi")).sheet
        await desk.office.keep(Kept(erase_wraps=((sent.id, "recovery"),)))
        assert not (await desk.procedures.leaving("kasi")).sheet


async def test_a_helper_who_was_named_on_the_spot_makes_no_sheet_count(desk: Desk) -> None:
    """An administrator names two accounts of their own: one makes the sheet, the other would compare it."""
    desk.hall.today.append(MONDAY + timedelta(days=1))
    one, two = await unlocked(desk, "admin"), await unlocked(desk, "itman")
    await desk.staff(*PEOPLE, custodians=PEOPLE[:3], units={"umum": ("admin", "itman")})
    assert isinstance(await desk.procedures.new_sheet(one), Sheet)
    too_new = Refused(ComplaintRefusal.POST_TOO_NEW)
    assert await desk.procedures.confirm_sheet(two, waiting(desk)) == too_new
    # Nor when the others lose their posts for as long as it takes; they have read a complaint, so their keys are still named.
    await desk.send(BRIBE)
    await desk.staff("admin", "itman")
    assert await desk.procedures.confirm_sheet(two, waiting(desk)) == too_new
    await desk.staff(*PEOPLE, custodians=PEOPLE[:3], units={"umum": ("admin", "itman")})
    assert await desk.procedures.refuse_sheet(desk.key("bpd"), waiting(desk)) is None


# ---- vouching


async def test_a_helper_who_was_named_on_the_spot_vouches_for_nobody(desk: Desk) -> None:
    desk.hall.today.append(MONDAY + timedelta(days=1))
    it = await unlocked(desk, "itman")
    await desk.staff(*PEOPLE, custodians=PEOPLE[:3], units={"umum": ("itman",)})
    await desk.procedures.renew("kasi", NEW_PASSWORD)
    assert await desk.procedures.vouch("kasi", it) == NotTrusted()
    desk.hall.today.append(MONDAY + timedelta(days=2))
    assert isinstance(await desk.procedures.vouch("kasi", it), Granted)


async def test_whom_it_is_about_empties_the_ladder_and_destroys_nothing(desk: Desk) -> None:
    """The head of services fills the posts; a complaint about them is not theirs to make unreadable."""
    sent = await desk.send(replace(BRIBE, about=("kasi",)))
    readers, rungs = desk.complaint(sent).readers, desk.complaint(sent).rungs
    await desk.staff("kasi")
    await unlocked(desk, "kasi")
    assert (desk.complaint(sent).readers, desk.complaint(sent).rungs) == (readers, rungs)
    assert await desk.reads(desk.key("sekdes"), sent)
    await desk.did(Escalate(sent.id), "sekdes")
    assert await desk.reads(desk.key("kades"), sent)
    # Nothing new goes to somebody without a post.
    assert desk.complaint(await desk.send(BRIBE)).rungs == ("kasi",)


async def test_an_account_without_a_post_vouches_for_nobody(desk: Desk) -> None:
    """Whoever resets passwords signs in as kasi, and vouches with a second account that was made just now."""
    kasi = await desk.procedures.renew("kasi", NEW_PASSWORD)
    it = await unlocked(desk, "itman")
    assert await desk.procedures.vouch("kasi", it) == NotTrusted()
    sent = await desk.send(BRIBE)
    assert not await desk.reads(replace(kasi, trusted=True), sent)


async def test_who_was_taken_off_the_desk_vouches_no_more_but_hands_over(desk: Desk) -> None:
    sent = await desk.send(BRIBE)
    await desk.staff("", "sekdes", "kades", "bpd")
    await desk.procedures.renew("sekdes", NEW_PASSWORD)
    assert await desk.procedures.vouch("sekdes", desk.key("kasi")) == NotTrusted()
    assert isinstance(await desk.procedures.hand_over(desk.key("kasi"), "kades"), Granted)
    assert sent.id in desk.office.state.complaints


async def test_before_the_board_is_opened_a_colleague_may_vouch(tmp_path: Path) -> None:
    async with staffed_office(tmp_path) as hall:
        desk = Desk(hall)
        other = await unlocked(desk, "sekdes")
        await unlocked(desk, "kasi")
        assert not (await desk.procedures.renew("kasi", NEW_PASSWORD)).trusted
        assert await desk.procedures.vouch("kasi", other) == Granted(0, 0)
        assert await desk.procedures.new_sheet(other) == NotTrusted()


@pytest.mark.parametrize("left", ["nothing", "the flag"])
async def test_a_row_that_was_changed_on_the_disk_makes_no_new_key_count(desk: Desk, left: str) -> None:
    """A reset password, and a row of the table: deleted, so that the key seems to be the first; or called trusted by hand."""
    if left == "nothing":
        assert isinstance(desk.office.store, MemoryComplaintStore)
        del desk.office.store._all.staff_keys["kasi", desk.key("kasi").public]
        kasi = await desk.procedures.unlock("kasi", NEW_PASSWORD)
    else:
        await desk.procedures.renew("kasi", NEW_PASSWORD)
        (row,) = [row for row in await desk.office.staff_keys() if row.account == "kasi" and row.sealed_private]
        await desk.office.put_staff_key(replace(row, active=True))
        kasi = await desk.procedures.unlock("kasi", NEW_PASSWORD)
    assert isinstance(kasi, Unlocked)
    assert not kasi.trusted
    await desk.staff(*PEOPLE, custodians=("sekdes", "kades", "bpd"))
    assert not await desk.reads(kasi, await desk.send(BRIBE))
    assert "kasi" in await desk.procedures.waiting()
    assert isinstance(await desk.procedures.vouch("kasi", desk.key("sekdes")), Granted)
    assert await desk.reads(kasi, await desk.send(BRIBE))
