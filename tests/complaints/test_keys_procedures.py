"""The written procedures, each walked from the loss to the mending: password reset, leaving, lost key, lost sheet."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from server.complaints.draft import Draft
from server.complaints.key_procedures import Extended, Granted, LastReader, Left, NotTrusted, Sheet, Stale
from server.complaints.key_procedures_sheet import WrongSheet
from server.complaints.staffing import Posts, Staffing
from server.domain.complaint_commands import Archive, Escalate
from server.sealing.recovery import WrongLines
from server.sealing.staff_keys import Unlocked
from tests.complaints.key_holders import BRIBE, LAMP, NAMED, Desk
from tests.complaints.staffed_office import staffed_office

NEW_PASSWORD = "kata sandi baru dari admin"


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    async with staffed_office(tmp_path, "kasi", "sekdes", "kades", "bpd") as hall:
        yield Desk(hall)


@pytest.fixture
async def lone(tmp_path: Path) -> AsyncIterator[Desk]:
    """A village with one official."""
    async with staffed_office(tmp_path, "kasi") as hall:
        yield Desk(hall)


def password_of(account: str) -> str:
    return f"sandi {account} yang panjang"


async def reset(desk: Desk, account: str) -> Unlocked:
    """An admin resets the password; the official signs in with the new one, and no longer knows the old one."""
    assert isinstance(await desk.procedures.unlock(account, NEW_PASSWORD), Stale)
    renewed = await desk.procedures.renew(account, NEW_PASSWORD)
    again = await desk.procedures.unlock(account, NEW_PASSWORD)
    assert isinstance(again, Unlocked)
    assert again.private == renewed.private
    return again


# ---- passwords


async def test_a_password_that_its_owner_changes_costs_nothing(desk: Desk) -> None:
    sent = await desk.send()
    assert await desk.procedures.rewrap("kasi", password_of("kasi"), NEW_PASSWORD)
    unlocked = await desk.procedures.unlock("kasi", NEW_PASSWORD)
    assert isinstance(unlocked, Unlocked)
    assert await desk.reads(unlocked, sent)
    assert isinstance(await desk.procedures.unlock("kasi", password_of("kasi")), Stale)


async def test_a_reset_password_whose_owner_still_knows_the_old_one_costs_nothing(desk: Desk) -> None:
    sent = await desk.send()
    assert isinstance(await desk.procedures.unlock("kasi", NEW_PASSWORD), Stale)
    assert not await desk.procedures.rewrap("kasi", "bukan yang lama", NEW_PASSWORD)
    assert await desk.procedures.rewrap("kasi", password_of("kasi"), NEW_PASSWORD)
    unlocked = await desk.procedures.unlock("kasi", NEW_PASSWORD)
    assert isinstance(unlocked, Unlocked)
    assert await desk.reads(unlocked, sent)


async def test_after_a_reset_a_colleague_gives_everything_back_in_one_press(desk: Desk) -> None:
    sent, other = await desk.send(), await desk.send()
    for one in (sent, other):
        await desk.did(Escalate(one.id), "kasi")
    renewed = await reset(desk, "kasi")

    # Until then the new key opens nothing, old or new, whoever holds it: the admin who did the reset, perhaps.
    meanwhile = await desk.send()
    assert not renewed.trusted
    assert await desk.procedures.waiting() == {"kasi": 2}
    for one in (sent, other, meanwhile):
        assert not await desk.reads(renewed, one)
        assert "kasi" not in {row.to for row in await desk.office.wraps(one.id)}
    assert "kasi" not in (desk.office.state.staffed.keys if desk.office.state.staffed else {})

    # The secretary has seen the person.
    desk.sealing.sessions.begin("s1", renewed)
    assert await desk.procedures.vouch("kasi", desk.key("sekdes")) == Granted(3, 0)
    assert await desk.procedures.waiting() == {}
    session = desk.sealing.sessions.of("s1")
    assert session is not None
    assert session.trusted
    for one in (sent, other, meanwhile, await desk.send()):
        assert await desk.reads(renewed, one)
    assert (await desk.events(sent))[-1] == "KeysGranted"


async def test_nobody_vouches_for_themselves_or_with_a_new_key(desk: Desk) -> None:
    kasi, sekdes = await reset(desk, "kasi"), await reset(desk, "sekdes")
    assert await desk.procedures.vouch("kasi", kasi) == NotTrusted()
    assert await desk.procedures.vouch("kasi", sekdes) == NotTrusted()
    assert await desk.procedures.vouch("kasi", desk.key("sekdes")) == NotTrusted()
    assert set(await desk.procedures.waiting()) == {"kasi", "sekdes"}
    assert isinstance(await desk.procedures.vouch("kasi", desk.key("kades")), Granted)


async def test_what_the_colleague_does_not_read_stays_noted_for_the_next_one(desk: Desk) -> None:
    sent = await desk.send()
    await reset(desk, "kasi")
    # Nobody but the lost key read it: it has climbed to the secretary by itself.
    assert desk.complaint(sent).readers == ("sekdes",)
    assert await desk.procedures.vouch("kasi", desk.key("bpd")) == Granted(0, 1)
    assert await desk.procedures.waiting() == {"kasi": 1}
    assert await desk.procedures.vouch("kasi", desk.key("sekdes")) == Granted(1, 0)


async def test_whom_a_complaint_is_about_gets_it_from_no_colleague(desk: Desk) -> None:
    sent = await desk.send(replace(LAMP, about=("kasi",)))
    renewed = await reset(desk, "kasi")
    assert await desk.procedures.vouch("kasi", desk.key("sekdes")) == Granted(0, 0)
    assert not await desk.reads(renewed, sent)


async def test_a_rung_whose_key_was_lost_gets_its_place_on_the_ladder_back(desk: Desk) -> None:
    sent = await desk.send()
    renewed = await reset(desk, "sekdes")
    assert desk.complaint(sent).rungs == ("kasi", "kades", "bpd")
    assert await desk.procedures.vouch("sekdes", desk.key("kasi")) == Granted(1, 0)
    assert desk.complaint(sent).rungs == ("kasi", "sekdes", "kades", "bpd")
    assert not await desk.reads(renewed, sent)
    await desk.did(Escalate(sent.id), "kasi")
    assert await desk.reads(renewed, sent)


async def test_a_lone_official_s_new_key_counts_at_once_and_the_sheet_brings_the_rest_back(lone: Desk) -> None:
    sent = await lone.send()
    sheet = await lone.sheet(second="kasi")
    renewed = await reset(lone, "kasi")
    assert renewed.trusted
    assert await lone.reads(renewed, await lone.send())
    assert not await lone.reads(renewed, sent)
    assert await lone.procedures.unread() == (sent.id,)
    assert await lone.procedures.restore("\n".join(sheet.lines), renewed) == Granted(1, 0)
    assert await lone.reads(renewed, sent)
    assert await lone.procedures.unread() == ()


# ---- a new colleague


async def test_somebody_new_on_the_ladder_gets_the_open_complaints_in_one_press(tmp_path: Path) -> None:
    async with staffed_office(tmp_path, "kasi") as hall:
        desk = Desk(hall)
        sent = await desk.send()
        unlocked = await desk.procedures.unlock("sekdes", password_of("sekdes"))
        assert isinstance(unlocked, Unlocked)
        await desk.staff("kasi", "sekdes")
        assert desk.complaint(sent).rungs == ("kasi",)
        assert await desk.procedures.vouch("sekdes", desk.key("kasi")) == Granted(1, 0)
        await desk.did(Escalate(sent.id), "kasi")
        assert await desk.reads(unlocked, sent)


async def test_a_first_key_of_somebody_with_a_post_is_told_to_the_log(desk: Desk) -> None:
    await desk.staff("kasi", "sekdes", "kades", "bpd", units={"umum": ("ani",)})
    assert "ani" not in (desk.office.state.staffed.keys if desk.office.state.staffed else {})
    unlocked = await desk.procedures.unlock("ani", password_of("ani"))
    assert isinstance(unlocked, Unlocked)
    assert desk.office.state.staffed is not None
    assert desk.office.state.staffed.keys["ani"] == unlocked.public.hex()


async def test_somebody_new_on_the_ladder_is_listed_until_each_open_complaint_was_looked_at(desk: Desk) -> None:
    """Also one that is about them, which they do not get; and it does not show from the list."""
    await desk.staff("kasi", "sekdes", "kades")
    sent, about_them = await desk.send(), await desk.send(replace(LAMP, about=("camat",)))
    staffing = Staffing(desk.office, desk.procedures)
    await staffing.staff("kasi", Posts(("kasi", "sekdes", "kades", "camat")))
    assert await desk.procedures.waiting() == {}
    unlocked = await desk.procedures.unlock("camat", password_of("camat"))
    assert isinstance(unlocked, Unlocked)
    assert await desk.procedures.waiting() == {"camat": 2}
    assert await desk.procedures.vouch("camat", desk.key("sekdes")) == Granted(0, 2)
    assert await desk.procedures.vouch("camat", desk.key("kasi")) == Granted(2, 0)
    assert await desk.procedures.waiting() == {}
    assert desk.complaint(sent).rungs == ("kasi", "sekdes", "kades", "camat")
    assert "camat" not in desk.complaint(about_them).rungs


# ---- leaving


async def test_who_leaves_reads_nothing_any_more_and_the_others_read_on(desk: Desk) -> None:
    sent = await desk.send()
    await desk.did(Escalate(sent.id), "kasi")
    left = desk.key("kasi")
    desk.sealing.sessions.begin("s1", left)
    assert await desk.procedures.leave("kasi", actor="account:admin", accept=True) == Left(1)
    assert desk.sealing.sessions.of("s1") is None
    assert not await desk.reads(left, sent)
    assert "kasi" not in {row.to for row in await desk.office.wraps(sent.id)}
    assert await desk.reads(desk.key("sekdes"), sent)
    assert await desk.sealing.staff.unlock("kasi", password_of("kasi")) is None
    # New ones go to those who are left, without another press.
    assert desk.complaint(await desk.send()).recipients == ("sekdes",)


async def test_a_case_that_only_the_leaver_read_climbs_at_once(desk: Desk) -> None:
    sent = await desk.send()
    assert await desk.procedures.leave("kasi", actor="account:admin") == Left(1)
    assert desk.complaint(sent).readers == ("sekdes",)
    assert await desk.reads(desk.key("sekdes"), sent)


async def test_the_last_reader_is_not_let_go(lone: Desk) -> None:
    sent = await lone.send()
    answer = await lone.procedures.leave("kasi", actor="account:admin")
    assert isinstance(answer, LastReader)
    assert (answer.leaving.cases, answer.leaving.only, answer.leaving.sheet) == (1, 1, False)
    assert await lone.reads(lone.key("kasi"), sent)
    # Even when it is insisted on, the key stays where it is: nothing would open the complaint otherwise.
    assert await lone.procedures.leave("kasi", actor="account:admin", accept=True) == Left(0, kept=True)
    assert await lone.sealing.staff.unlock("kasi", password_of("kasi")) is not None
    assert await lone.reads(lone.key("kasi"), sent)
    # But nothing new comes to somebody who is gone.
    assert lone.office.state.staffed is not None
    assert lone.office.state.staffed.ladder == ("", "", "", "")


async def test_the_last_reader_may_go_when_there_is_a_sheet(lone: Desk) -> None:
    sent, ended = await lone.send(), await lone.send()
    await lone.did(Archive(ended.id, "spam", "0" * 16), "kasi")
    sheet = await lone.sheet(second="kasi")
    answer = await lone.procedures.leave("kasi", actor="account:admin")
    assert isinstance(answer, LastReader)
    assert answer.leaving.sheet
    assert await lone.procedures.leave("kasi", actor="account:admin", accept=True) == Left(2)
    successor = await lone.procedures.unlock("budi", password_of("budi"))
    assert isinstance(successor, Unlocked)
    await lone.staff("budi")
    assert await lone.procedures.unread() == (sent.id,)
    # Also what is closed: its sender may reopen it.
    assert await lone.procedures.restore("\n".join(sheet.lines), successor) == Granted(2, 0)
    assert await lone.reads(successor, sent)
    assert await lone.reads(successor, ended)


async def test_the_last_reader_may_go_after_handing_over(lone: Desk) -> None:
    sent, named = await lone.send(), await lone.send(NAMED)
    successor = await lone.procedures.unlock("budi", password_of("budi"))
    assert isinstance(successor, Unlocked)
    await lone.staff("kasi", "budi")
    assert await lone.procedures.hand_over(lone.key("kasi"), "budi") == Granted(2, 0)
    assert await lone.procedures.leave("kasi", actor="account:admin") == Left(2)
    for one in (sent, named):
        assert await lone.reads(successor, one)


async def test_a_sole_custodian_is_not_let_go_with_the_names(desk: Desk) -> None:
    (custodian,) = desk.complaint(await desk.send(NAMED)).custodians
    answer = await desk.procedures.leave(custodian, actor="account:admin")
    assert isinstance(answer, LastReader)
    assert (answer.leaving.only, answer.leaving.names) == (0, 1)


async def test_taking_the_last_reader_off_the_desk_loses_nothing(lone: Desk) -> None:
    sent = await lone.send()
    successor = await lone.procedures.unlock("budi", password_of("budi"))
    assert isinstance(successor, Unlocked)
    await lone.staff("budi")
    assert await lone.reads(lone.key("kasi"), sent)


async def test_taking_everybody_off_the_desk_at_once_loses_nothing(desk: Desk) -> None:
    """After an election, say. Those who read it hand over what they read."""
    sent = await desk.send()
    await desk.did(Escalate(sent.id), "kasi")
    successor = await desk.procedures.unlock("budi", password_of("budi"))
    assert isinstance(successor, Unlocked)
    await desk.staff("budi")
    assert await desk.reads(desk.key("kasi"), sent)
    assert await desk.procedures.hand_over(desk.key("sekdes"), "budi") == Granted(1, 0)
    assert await desk.reads(successor, sent)


# ---- the sheet


async def test_a_lost_sheet_is_replaced_and_opens_nothing_more(desk: Desk) -> None:
    sent = await desk.send()
    lost, found = await desk.sheet(), await desk.sheet()
    assert await desk.procedures.restore("\n".join(lost.lines), desk.key("bpd")) == WrongSheet(lost.fingerprint)
    assert desk.procedures.sheet.fingerprint == found.fingerprint != lost.fingerprint
    assert isinstance(await desk.procedures.unlock("kasi", password_of("kasi")), Unlocked)
    assert await desk.procedures.sheet.left() == 0
    assert len([row for row in await desk.office.wraps(sent.id) if row.to == "recovery"]) == 1


async def test_what_one_official_does_not_read_the_next_one_seals_to_the_sheet(desk: Desk) -> None:
    lamp = await desk.send()
    bribe = await desk.send(replace(BRIBE, about=("kasi",)))
    await desk.sheet(by="sekdes", second="kasi")
    assert await desk.procedures.sheet.left() == 1
    assert await desk.procedures.sheet.extend(desk.key("sekdes")) == Extended(1, 0)
    assert await desk.procedures.sheet.left() == 0
    assert {lamp.id, bribe.id} == {row.complaint for row in await desk.office.wraps_to("recovery")}


async def test_the_next_unlocking_seals_to_the_sheet_by_itself(desk: Desk) -> None:
    await desk.send(replace(BRIBE, about=("kasi",)))
    await desk.sheet(second="kades")
    assert await desk.procedures.sheet.left() == 1
    assert isinstance(await desk.procedures.unlock("sekdes", password_of("sekdes")), Unlocked)
    assert await desk.procedures.sheet.left() == 0


async def test_a_sheet_that_was_typed_wrong_names_the_line(desk: Desk) -> None:
    sheet = await desk.sheet()
    lines = [*sheet.lines[:2], "0000-0000-0", *sheet.lines[3:]]
    assert await desk.procedures.restore("\n".join(lines), desk.key("kasi")) == WrongLines((3,))


async def test_a_sheet_is_made_by_nobody_whose_key_is_not_vouched_for(desk: Desk) -> None:
    renewed = await reset(desk, "kasi")
    assert await desk.procedures.new_sheet(renewed) == NotTrusted()
    assert await desk.procedures.hand_over(renewed, "sekdes") == NotTrusted()


async def test_the_sheet_gives_a_case_to_nobody_whom_it_is_about(desk: Desk) -> None:
    sent = await desk.send(replace(LAMP, about=("sekdes", "kades", "bpd")))
    sheet = await desk.sheet(second="bpd")
    assert isinstance(await desk.procedures.unlock("kasi", password_of("kasi")), Unlocked)
    await reset(desk, "kasi")
    assert await desk.procedures.unread() == (sent.id,)
    assert await desk.procedures.restore("\n".join(sheet.lines), desk.key("bpd")) == Granted(1, 0)
    assert not await desk.reads(desk.key("bpd"), sent)


def test_a_sheet_shows_no_key() -> None:
    assert "7K3M" not in repr(Sheet(("7K3M-9QZT-C",) * 7, "AAAA-BBBB"))


async def test_a_power_cut_after_a_lone_key_was_destroyed_is_mended_by_the_next_unlock(lone: Desk) -> None:
    await lone.sealing.staff.forget("kasi")
    unlocked = await lone.procedures.unlock("kasi", NEW_PASSWORD)
    assert isinstance(unlocked, Unlocked)
    assert lone.office.state.staffed is not None
    assert lone.office.state.staffed.keys == {"kasi": unlocked.public.hex()}
    assert await lone.reads(unlocked, await lone.send())


async def test_a_power_cut_between_a_key_and_its_event_is_mended_by_the_next_unlock(desk: Desk) -> None:
    await desk.sealing.staff.renew("kasi", NEW_PASSWORD)
    assert isinstance(await desk.procedures.unlock("sekdes", password_of("sekdes")), Unlocked)
    assert desk.office.state.staffed is not None
    assert "kasi" not in desk.office.state.staffed.keys
    assert (await desk.send(Draft(category="lampu", story=LAMP.story))).id
