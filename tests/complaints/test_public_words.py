"""The words that an official proposes for the board: sealed until their sender says yes, and gone with the no."""

import dataclasses
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from server.complaints.case_keys import CaseKeys
from server.complaints.case_reading import CaseReading
from server.complaints.desk_presses import DeskPresses, Pressed
from server.complaints.identity_vault import IdentityVault
from server.complaints.office import Done, Refused
from server.complaints.publishing import SUMMARY
from server.domain.complaint_class import Class
from server.domain.complaint_codes import CLOCK
from server.domain.complaint_commands import EraseText
from server.domain.complaint_refusals import ComplaintRefusal
from tests.complaints.followed_complaint import LAMP, FollowedComplaint, followed_complaint
from tests.complaints.small_desk import MONDAY
from tests.complaints.staffed_office import PEOPLE, StaffedOffice, staffed_office

WORDS = "Warga melaporkan lampu mati di sekitar balai."


@pytest.fixture
async def village(tmp_path: Path) -> AsyncIterator[StaffedOffice]:
    async with staffed_office(tmp_path, *PEOPLE) as staffed:
        yield staffed


async def entered(village: StaffedOffice, klass: Class = Class.ANONYMOUS) -> FollowedComplaint:
    complaint = await followed_complaint(village, dataclasses.replace(LAMP, klass=klass))
    await complaint.enter()
    return complaint


async def in_clear(village: StaffedOffice) -> list[str]:
    return [row.text for row in await village.office.plains(SUMMARY)]


async def proposed(village: StaffedOffice, lamp: FollowedComplaint, words: str = WORDS) -> str:
    """By an official with an open key, as the desk does it."""
    office = village.office
    keys = CaseKeys(office, village.sealing)
    presses = DeskPresses(office, keys, IdentityVault(office, village.sealing), village.sealing.random)
    case = await CaseReading(office, keys).open(lamp.complaint, village.keys["kasi"])
    assert case is not None
    assert isinstance(await presses.propose_summary(Pressed(case), words), Done)
    summary = lamp.complaint.summary
    assert summary is not None
    assert await CaseReading(office, keys).words(case, summary.ref) == words
    return summary.ref


async def test_of_an_anonymous_one_only_the_sender_s_yes_puts_them_in_clear(village: StaffedOffice) -> None:
    lamp = await entered(village)
    ref = await proposed(village, lamp)
    assert await in_clear(village) == []
    assert (await lamp.view()).summary == WORDS
    assert isinstance(await lamp.sender.approve_summary(ref), Done)
    assert await in_clear(village) == [WORDS]


async def test_of_an_open_one_they_lie_in_clear_at_once_for_silence_is_consent(village: StaffedOffice) -> None:
    lamp = await entered(village, Class.OPEN)
    await proposed(village, lamp)
    assert await in_clear(village) == [WORDS]


@pytest.mark.parametrize("klass", [Class.OPEN, Class.ANONYMOUS])
@pytest.mark.parametrize("press", ["no", "raise", "withdraw"])
async def test_they_leave_with_the_press_that_hides_them(village: StaffedOffice, klass: Class, press: str) -> None:
    lamp = await entered(village, klass)
    ref = await proposed(village, lamp)
    await lamp.sender.approve_summary(ref)
    assert await in_clear(village) == [WORDS]
    match press:
        case "no":
            done = await lamp.sender.decline_summary(ref)
        case "raise":
            done = await lamp.sender.raise_class(Class.SECRET)
        case _:
            done = await lamp.sender.withdraw()
    assert isinstance(done, Done)
    assert await in_clear(village) == []


async def test_a_no_can_become_a_yes(village: StaffedOffice) -> None:
    lamp = await entered(village)
    ref = await proposed(village, lamp)
    await lamp.sender.decline_summary(ref)
    assert (await lamp.view()).summary == WORDS
    assert isinstance(await lamp.sender.approve_summary(ref), Done)
    assert await in_clear(village) == [WORDS]


async def test_raised_to_anonymous_unapproved_words_are_hidden_and_approved_ones_stay(village: StaffedOffice) -> None:
    for approve, left in ((False, []), (True, [WORDS])):
        lamp = await entered(village, Class.OPEN)
        ref = await proposed(village, lamp)
        if approve:
            await lamp.sender.approve_summary(ref)
        await lamp.sender.raise_class(Class.ANONYMOUS)
        assert await in_clear(village) == left


async def test_no_caller_can_put_them_in_clear_before(village: StaffedOffice) -> None:
    """The rule is the office's: a proposal that was typed while the complaint was still open may come after the raise."""
    lamp = await entered(village)
    await lamp.summarise(WORDS)  # with a row in clear
    assert await in_clear(village) == []


@pytest.mark.parametrize(("klass", "left"), [(Class.ANONYMOUS, []), (Class.OPEN, [WORDS])])
async def test_with_the_text_the_words_of_an_anonymous_one_go_and_public_ones_stay(
    village: StaffedOffice, klass: Class, left: list[str]
) -> None:
    lamp = await entered(village, klass)
    await lamp.sender.approve_summary(await proposed(village, lamp))
    await lamp.mend()
    await lamp.sender.confirm()
    village.today.append(MONDAY + timedelta(days=400))
    assert isinstance(await village.office.do(EraseText(lamp.complaint.id), actor=CLOCK), Done)
    assert await in_clear(village) == left


async def test_another_proposal_takes_the_former_away(village: StaffedOffice) -> None:
    lamp = await entered(village)
    former = await proposed(village, lamp)
    await proposed(village, lamp, "Warga melaporkan lampu mati.")
    assert await village.office.sealed(former) is None
    assert await lamp.sender.approve_summary(former) == Refused(ComplaintRefusal.SUMMARY_CHANGED)
    assert await in_clear(village) == []
