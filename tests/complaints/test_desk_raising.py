"""A class that an official raises at the desk: from then on two of three have to agree before anybody sees the name."""

import os
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from server.complaints.case_reading import CaseReading
from server.complaints.desk_presses import DeskPresses, Pressed
from server.complaints.identity_vault import NotOpen
from server.complaints.key_procedures import Handed
from server.complaints.office import Done, Refused
from server.domain.complaint_class import Class
from server.domain.complaint_commands import Escalate, LowerClass
from server.domain.complaint_identity import awaits_split
from tests.complaints.key_holders import NAMED, NAMED_BRIBE, WHO, WHO_WAS_BRIBED, Desk, Sent, told
from tests.complaints.staffed_office import staffed_office

REASON = "verifikasi_lapangan"
THREE = ("kasi", "sekdes", "kades")


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    """The first three of the ladder are the custodians; of an anonymous complaint it is the second, for the first reads it."""
    async with staffed_office(tmp_path, "kasi", "sekdes", "kades", "bpd") as hall:
        yield Desk(hall)


async def raised(desk: Desk, sent: Sent, by: str = "kasi", klass: Class = Class.SECRET) -> None:
    unlocked = desk.key(by)
    case = await CaseReading(desk.office, desk.keys).open(desk.complaint(sent), unlocked)
    assert case is not None
    presses = DeskPresses(desk.office, desk.keys, desk.vault, os.urandom)
    outcome = await presses.raise_class(Pressed(case, "k" * 32), klass, unlocked)
    assert isinstance(outcome, Done), outcome


async def raised_by_another(desk: Desk, sent: Sent) -> None:
    """By its reader, who is not the custodian."""
    await raised(desk, sent)


async def raised_by_the_custodian(desk: Desk, sent: Sent) -> None:
    """It has climbed to the secretary, who holds the identity's whole key."""
    await desk.did(Escalate(sent.id), "kasi")
    await raised(desk, sent, by="sekdes")


async def name_seen(desk: Desk, sent: Sent, by: str, *custodians: str) -> bytes | NotOpen:
    request, outcome = await desk.vault.ask(sent.id, desk.key(by), REASON, 15)
    assert isinstance(outcome, Done), outcome
    for custodian in custodians:
        assert isinstance(await desk.vault.approve(sent.id, request, desk.key(custodian)), Done)
    return await desk.vault.open(sent.id, request, desk.key(by))


async def holders(desk: Desk, sent: Sent) -> set[tuple[str, str]]:
    rows = await desk.office.wraps(sent.id)
    return {(row.to, row.purpose) for row in rows if row.to.startswith("custodian:")}


async def test_whoever_holds_the_whole_key_splits_it_with_the_press(desk: Desk) -> None:
    sent = await desk.send(NAMED)
    assert await holders(desk, sent) == {("custodian:sekdes", "identity")}
    await raised_by_the_custodian(desk, sent)
    assert desk.complaint(sent).custodians == THREE
    assert ("custodian:sekdes", "identity") not in await holders(desk, sent)
    assert len(await holders(desk, sent)) == 6
    assert await name_seen(desk, sent, "kasi", "sekdes") is NotOpen.NOT_YET
    assert told(await name_seen(desk, sent, "kasi", "sekdes", "kades")) == WHO
    # The sender reads the own name as before.
    assert told(await desk.vault.own(sent.id, sent.private)) == WHO


async def test_raised_by_somebody_else_it_is_split_when_the_custodian_opens_the_desk(desk: Desk) -> None:
    sent = await desk.send(NAMED)
    await raised_by_another(desk, sent)
    assert desk.complaint(sent).klass is Class.SECRET
    assert awaits_split(desk.complaint(sent))
    await desk.procedures.unlock("kasi", "sandi kasi yang panjang")
    assert awaits_split(desk.complaint(sent))
    await desk.procedures.unlock("sekdes", "sandi sekdes yang panjang")
    assert not awaits_split(desk.complaint(sent))
    assert desk.complaint(sent).custodians == THREE
    assert len(await holders(desk, sent)) == 6
    assert told(await name_seen(desk, sent, "kasi", "sekdes", "kades")) == WHO
    # Once is enough.
    before = len(await desk.events(sent))
    assert await desk.procedures.custodians.split_raised(desk.key("sekdes")) == Handed(0, 0)
    assert len(await desk.events(sent)) == before


async def test_what_was_handed_out_whole_is_closed_by_the_split(desk: Desk) -> None:
    """Who asked before the class was raised had been given the whole key."""
    sent = await desk.send(NAMED)
    request, _ = await desk.vault.ask(sent.id, desk.key("kasi"), REASON, 15)
    assert isinstance(await desk.vault.approve(sent.id, request, desk.key("sekdes")), Done)
    waiting, _ = await desk.vault.ask(sent.id, desk.key("kasi"), REASON, 15)
    await raised_by_the_custodian(desk, sent)
    assert await desk.vault.open(sent.id, request, desk.key("kasi")) is NotOpen.OVER
    assert not await desk.office.wraps(sent.id, f"request:{request}")
    # What nobody had agreed to yet goes on waiting, for two now.
    for custodian in ("sekdes", "kades"):
        assert isinstance(await desk.vault.approve(sent.id, waiting, desk.key(custodian)), Done)
    assert told(await desk.vault.open(sent.id, waiting, desk.key("kasi"))) == WHO


async def test_whom_it_is_about_holds_no_part(desk: Desk) -> None:
    sent = await desk.send(replace(NAMED, about=("sekdes",)))
    await raised(desk, sent)
    await desk.procedures.unlock("kades", "sandi kades yang panjang")
    assert desk.complaint(sent).custodians == ("kasi", "kades", "bpd")


async def test_a_complaint_without_a_name_is_raised_all_the_same(desk: Desk) -> None:
    sent = await desk.send(replace(NAMED, name="", contact=""))
    await raised(desk, sent)
    assert desk.complaint(sent).klass is Class.SECRET
    assert not await holders(desk, sent)


async def test_anonymous_needs_no_split(desk: Desk) -> None:
    sent = await desk.send(replace(NAMED, klass=Class.OPEN))
    await raised(desk, sent, klass=Class.ANONYMOUS)
    assert await holders(desk, sent) == {("custodian:sekdes", "identity")}


async def test_an_office_of_two_keeps_the_one_custodian_and_the_second_pair_of_eyes(tmp_path: Path) -> None:
    async with staffed_office(tmp_path, "kasi", "sekdes") as hall:
        desk = Desk(hall)
        sent = await desk.send(NAMED)
        await raised(desk, sent)
        assert await holders(desk, sent) == {("custodian:sekdes", "identity")}
        assert await desk.procedures.custodians.split_raised(desk.key("sekdes")) == Handed(0, 1)
        assert await name_seen(desk, sent, "kasi", "kasi") is NotOpen.NOT_YET
        assert told(await name_seen(desk, sent, "kasi", "kasi", "sekdes")) == WHO
        # Whoever leaves hands it on, as for every other name.
        assert await desk.procedures.custodians.hand_over((desk.key("sekdes"),), {"sekdes": "kasi"}) == Handed(1, 0)
        assert await holders(desk, sent) == {("custodian:kasi", "identity")}


async def test_a_lost_key_of_one_of_the_three_leaves_the_split_for_later(desk: Desk) -> None:
    sent = await desk.send(NAMED)
    await desk.sealing.staff.forget("kades")
    await raised(desk, sent)
    assert desk.complaint(sent).klass is Class.SECRET
    assert awaits_split(desk.complaint(sent))


async def test_a_class_that_the_sender_lowers_leaves_the_name_readable(desk: Desk) -> None:
    """One of three holds a part only, so two have to agree also when the complaint is a secret no longer."""
    sent = await desk.send(replace(NAMED_BRIBE, category="lampu", klass=Class.SECRET))
    assert desk.complaint(sent).custodians == THREE
    await desk.did(LowerClass(sent.id, Class.ANONYMOUS), "sender")
    assert await name_seen(desk, sent, "kasi", "kades") is NotOpen.NOT_YET
    assert told(await name_seen(desk, sent, "kasi", "kades", "sekdes")) == WHO_WAS_BRIBED


async def test_raising_twice_is_refused(desk: Desk) -> None:
    sent = await desk.send(NAMED)
    case = await CaseReading(desk.office, desk.keys).open(desk.complaint(sent), desk.key("kasi"))
    assert case is not None
    presses = DeskPresses(desk.office, desk.keys, desk.vault, os.urandom)
    await raised(desk, sent)
    before = await holders(desk, sent)
    again = await presses.raise_class(Pressed(case, "other" * 8), Class.SECRET, desk.key("kasi"))
    assert isinstance(again, Refused)
    assert await holders(desk, sent) == before
