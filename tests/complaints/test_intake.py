"""Taking a complaint in: who can open what, one receipt for one form, and nothing of it readable in the store."""

import asyncio
import dataclasses
import json
from collections.abc import AsyncIterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from server.complaints.case_keys import CaseKeys
from server.complaints.draft import Draft, Unfit
from server.complaints.kept import Kept
from server.complaints.log_store import Batch
from server.complaints.office import NotStored, Outcome, Refused
from server.complaints.receipt import AlreadyTaken, Busy, NotFit, NotReady, Receipt
from server.domain.complaint_class import Class
from server.domain.complaint_events import ComplaintReceived
from server.domain.complaint_refusals import ComplaintRefusal
from server.office import KeyMisused
from server.sealing.cost import Cost
from server.sealing.pairs import unlock
from server.sealing.receipt_code import parsed
from server.sealing.signing import commitment, story_digest
from server.sealing.stretch import Busy as LineFull
from server.sealing.stretch import HereStretcher
from tests.complaints.small_desk import MONDAY
from tests.complaints.staffed_office import PEOPLE, StaffedOffice, staffed_office

STORY = "Lampu jalan di depan balai mati sejak minggu lalu."
DRAFT = Draft(category="lampu", story=STORY, hamlet="krajan", landmark="dekat balai")
PUNGLI = Draft(category="pungli", story="Diminta uang untuk surat pengantar.", about=("kasi",), klass=Class.OPEN)
KEY = "k" * 32


@pytest.fixture
async def village(tmp_path: Path) -> AsyncIterator[StaffedOffice]:
    async with staffed_office(tmp_path, *PEOPLE) as staffed:
        yield staffed


async def sent(village: StaffedOffice, draft: Draft = DRAFT, key: str = KEY) -> Receipt:
    taken = await village.intake.submit(draft, key=key)
    assert isinstance(taken, Receipt), taken
    return taken


async def opened(village: StaffedOffice, receipt: Receipt) -> tuple[str, bytes]:
    """The complaint's id and the sender's private key, found by nothing but the code."""
    lookup, kek = await village.sealing.receipt_keys(receipt.code)
    row = await village.office.receipt(lookup)
    assert row is not None
    return row.complaint, unlock(kek, row.sealed_key)


async def first_event(village: StaffedOffice, complaint: str) -> ComplaintReceived:
    event = (await village.office.history(complaint))[0].event
    assert isinstance(event, ComplaintReceived)
    return event


async def test_the_code_and_the_recipients_open_it_and_nobody_else(village: StaffedOffice) -> None:
    receipt = await sent(village)

    complaint, private = await opened(village, receipt)
    keys = CaseKeys(village.office, village.sealing)
    (row,) = await village.office.rows(complaint, "text")
    for case in (await keys.as_sender(complaint, private), await keys.as_official(complaint, village.keys["kasi"])):
        assert case is not None
        told = json.loads(case.open(row.sealed))
        assert told == {
            "story": STORY,
            "landmark": "dekat balai",
            "hamlet": "krajan",
            "about": [],
            "day": "2026-11-23",
            "show_photo": False,
            "files": [],
        }
    # Keys for the rungs lie ready, and open nothing before it climbs to them.
    assert {wrap.to for wrap in await village.office.wraps(complaint)} >= set(PEOPLE)
    assert await keys.as_official(complaint, village.keys["kades"]) is None


async def test_the_receipt_is_signed_and_looks_like_no_nik(village: StaffedOffice) -> None:
    receipt = await sent(village)

    assert parsed(receipt.code) == receipt.code
    assert receipt.code[0] == "0"
    committed = commitment(receipt.number, story_digest(STORY.encode()), receipt.day, bytes.fromhex(receipt.nonce))
    assert committed.hex() == receipt.commitment
    assert await village.sealing.verify(committed, bytes.fromhex(receipt.signature))
    complaint, private = await opened(village, receipt)
    case = await CaseKeys(village.office, village.sealing).as_sender(complaint, private)
    assert case is not None
    (meta,) = await village.office.rows(complaint, "meta")
    assert json.loads(case.open(meta.sealed)) == {
        "nonce": receipt.nonce,
        "signature": receipt.signature,
        "commitment": receipt.commitment,
    }
    assert (await first_event(village, complaint)).commitment == receipt.commitment
    assert receipt.code not in repr(receipt)


async def test_a_category_forces_the_class_and_whom_it_is_about_never_gets_a_key(village: StaffedOffice) -> None:
    receipt = await sent(village, PUNGLI)

    assert receipt.klass is Class.SECRET
    complaint, _ = await opened(village, receipt)
    event = await first_event(village, complaint)
    assert event.klass == Class.SECRET
    assert event.hamlet == ""
    assert "kasi" not in {*event.recipients, *event.rungs}
    assert "kasi" not in {wrap.to for wrap in await village.office.wraps(complaint)}


@pytest.mark.parametrize(("klass", "custodians"), [(Class.ANONYMOUS, 1), (Class.SECRET, 3)])
async def test_a_name_goes_to_the_vault_and_not_into_the_case(
    village: StaffedOffice, klass: Class, custodians: int
) -> None:
    draft = dataclasses.replace(DRAFT, klass=klass, name="Wati Sutrisno", contact="0812 3456 7890", formal=True)

    complaint, private = await opened(village, await sent(village, draft))

    event = await first_event(village, complaint)
    assert event.identity
    assert event.formal
    assert len(event.custodians) == custodians
    case = await CaseKeys(village.office, village.sealing).as_sender(complaint, private)
    assert case is not None
    for kind in ("text", "meta"):
        (row,) = await village.office.rows(complaint, kind)
        assert b"Wati" not in case.open(row.sealed)
    assert len(await village.office.rows(complaint, "identity")) == 1


async def test_photos_and_voice_are_sealed_and_named_in_the_text(village: StaffedOffice) -> None:
    draft = dataclasses.replace(DRAFT, photos=(b"foto satu", b"foto dua"), voice=b"suara", show_photo=True)

    complaint, private = await opened(village, await sent(village, draft))

    case = await CaseKeys(village.office, village.sealing).as_sender(complaint, private)
    assert case is not None
    (row,) = await village.office.rows(complaint, "text")
    told = json.loads(case.open(row.sealed))
    files = {each.ref: case.open(each.sealed) for each in await village.office.rows(complaint, "file")}
    assert [(each["what"], files[each["ref"]]) for each in told["files"]] == [
        ("photo", b"foto satu"),
        ("photo", b"foto dua"),
        ("voice", b"suara"),
    ]
    assert told["show_photo"]


async def test_nothing_of_it_is_readable_in_the_store(village: StaffedOffice) -> None:
    canaries = ("KENARI-CERITA", "KENARI-PATOKAN", "KENARI-NAMA", "KENARI-KONTAK", "KENARI-FOTO")
    story, landmark, name, contact, photo = canaries
    draft = Draft("lampu", f"{story} mati sejak lama", "krajan", landmark, name=name, contact=contact)
    receipt = await sent(village, dataclasses.replace(draft, photos=(photo.encode(),)))

    complaint, _ = await opened(village, receipt)
    kept = repr(
        [
            await village.office.rows(complaint),
            await village.office.wraps(complaint),
            await village.office.history(complaint),
            village.office.state,
        ]
    )
    for canary in (*canaries, receipt.code):
        assert canary not in kept


async def test_the_same_form_sent_again_gives_the_same_receipt(village: StaffedOffice) -> None:
    first, second = await asyncio.gather(village.intake.submit(DRAFT, key=KEY), village.intake.submit(DRAFT, key=KEY))
    third = await sent(village)

    assert isinstance(first, Receipt)
    assert third == dataclasses.replace(first, replayed=True)
    assert second == third
    assert len(village.office.state.complaints) == 1


async def test_a_form_whose_sender_has_gone_is_stored_all_the_same(village: StaffedOffice) -> None:
    sending = asyncio.create_task(village.intake.submit(DRAFT, key=KEY))
    await asyncio.sleep(0)
    sending.cancel()
    with pytest.raises(asyncio.CancelledError):
        await sending

    assert (await sent(village)).number in village.office.state.by_number
    assert len(village.office.state.complaints) == 1


async def test_the_same_key_for_another_text_is_refused(village: StaffedOffice) -> None:
    await sent(village)

    other = dataclasses.replace(DRAFT, story="Cerita yang sama sekali lain.")
    assert await village.intake.submit(other, key=KEY) == KeyMisused()
    # Whether somebody looks first is no part of what was asked.
    assert isinstance(await village.intake.submit(dataclasses.replace(DRAFT, suspect=True), key=KEY), Receipt)


async def test_what_was_taken_before_a_restart_is_not_taken_twice(tmp_path: Path, village: StaffedOffice) -> None:
    receipt = await sent(village, key="k" * 32)
    short = await sent(village, key="pendek")

    again = type(village.office)(
        village.office.store,
        village.office.bell,
        rules=village.office.rules,
        today=village.office.today,
        closed=frozenset,
    )
    await again.open()
    village.intake._office = again
    assert (await sent(village)).code == receipt.code
    # Under a key that could be guessed the code is not kept: better none than somebody else's.
    assert await village.intake.submit(DRAFT, key="pendek") == AlreadyTaken()
    assert short.number != receipt.number
    await again.close()


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"category": "entah"}, Unfit.CATEGORY),
        ({"hamlet": "entah"}, Unfit.HAMLET),
        ({"landmark": "x" * 121}, Unfit.LANDMARK),
        ({"story": "  \u200b \n "}, Unfit.STORY),
        ({"story": "x" * 4001}, Unfit.STORY_TOO_LONG),
        ({"photos": (b"x",) * 4}, Unfit.TOO_MANY_PHOTOS),
        ({"formal": True}, Unfit.NAME),
        ({"formal": True, "name": "Wati"}, Unfit.NAME),
        ({"name": "x" * 81}, Unfit.NAME_TOO_LONG),
        ({"channel": "burung dara"}, Unfit.CHANNEL),
    ],
)
async def test_what_is_missing_is_said_before_anything_is_sealed(
    village: StaffedOffice, changes: dict[str, object], why: Unfit
) -> None:
    assert await village.intake.submit(dataclasses.replace(DRAFT, **changes)) == NotFit(why)  # type: ignore[arg-type]
    assert not village.office.state.complaints


async def test_a_voice_note_may_tell_the_story(village: StaffedOffice) -> None:
    await sent(village, dataclasses.replace(DRAFT, story="", voice=b"suara"))


async def test_a_suspect_one_is_held_and_not_dropped(village: StaffedOffice) -> None:
    receipt = await sent(village, dataclasses.replace(DRAFT, suspect=True))

    assert receipt.held
    complaint, _ = await opened(village, receipt)
    assert village.office.state.complaints[complaint].held


async def test_without_a_key_in_the_office_nothing_is_taken(tmp_path: Path) -> None:
    async with staffed_office(tmp_path) as empty:
        assert not empty.intake.ready
        assert await empty.intake.submit(DRAFT, key=KEY) == NotReady()


async def test_one_official_is_enough_but_not_for_a_complaint_about_them_or_a_secret_name(tmp_path: Path) -> None:
    async with staffed_office(tmp_path, "kasi") as alone:
        assert isinstance(await alone.intake.submit(DRAFT), Receipt)
        assert await alone.intake.submit(PUNGLI) == Refused(ComplaintRefusal.NO_RECIPIENT)
        named = Draft("pungli", "Diminta uang lagi.", name="Wati")
        assert not alone.intake.keeps_identity(named)
        assert await alone.intake.submit(named) == Refused(ComplaintRefusal.NO_VAULT)
        assert isinstance(await alone.intake.submit(dataclasses.replace(named, name="")), Receipt)


class FullLine(HereStretcher):
    async def stretch(self, secret: bytes, salt: bytes, cost: Cost, *, urgent: bool = False) -> bytes:
        if not urgent:
            raise LineFull
        return await super().stretch(secret, salt, cost)


async def test_a_busy_machine_says_so_and_keeps_nothing(tmp_path: Path) -> None:
    async with staffed_office(tmp_path, "kasi", stretcher=FullLine()) as village:
        assert await village.intake.submit(DRAFT, key=KEY) == Busy()
        assert not village.office.state.complaints


class FirstFull(HereStretcher):
    """The first one is told that the line is full, once `told` is set."""

    def __init__(self) -> None:
        self.told = asyncio.Event()
        self.first = True

    async def stretch(self, secret: bytes, salt: bytes, cost: Cost, *, urgent: bool = False) -> bytes:
        if self.first and not urgent:
            self.first = False
            await self.told.wait()
            raise LineFull
        return await super().stretch(secret, salt, cost)


async def test_two_repetitions_after_a_busy_answer_get_one_receipt(tmp_path: Path) -> None:
    line = FirstFull()
    async with staffed_office(tmp_path, "kasi", stretcher=line) as village:
        commit, goes_on = village.office.store.commit, asyncio.Event()

        async def slow(batch: Batch) -> None:
            await goes_on.wait()
            await commit(batch)

        village.office.store.commit = slow  # type: ignore[method-assign]
        forms = [asyncio.create_task(village.intake.submit(DRAFT, key=KEY)) for _ in range(3)]
        await asyncio.sleep(0)
        line.told.set()
        assert await forms[0] == Busy()
        for _ in range(20):
            await asyncio.sleep(0)
        goes_on.set()
        one, other = await forms[1], await forms[2]
        assert isinstance(one, Receipt)
        assert isinstance(other, Receipt)
        assert (one.number, one.code) == (other.number, other.code)
        assert list(village.office.state.by_number) == [one.number]


class OverMidnight(HereStretcher):
    """The day changes while the first code is stretched."""

    def __init__(self, today: list[date]) -> None:
        self.today = today

    async def stretch(self, secret: bytes, salt: bytes, cost: Cost, *, urgent: bool = False) -> bytes:
        self.today[:] = [MONDAY + timedelta(days=1)]
        return await super().stretch(secret, salt, cost)


async def test_a_receipt_vouches_for_the_day_of_the_event(village: StaffedOffice) -> None:
    village.sealing.stretcher = OverMidnight(village.today)
    receipt = await sent(village)
    name = village.office.state.by_number[receipt.number]
    assert receipt.day == MONDAY + timedelta(days=1) == village.office.state.complaints[name].days.received


async def test_a_full_disk_gives_no_receipt(village: StaffedOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    async def fail(*_: object, **__: object) -> Outcome:
        return NotStored()

    monkeypatch.setattr(village.office, "do", fail)
    assert await village.intake.submit(DRAFT, key=KEY) == NotStored()


async def test_it_is_one_commit(village: StaffedOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Kept] = []
    do = village.office.do

    async def watched(*args: object, **how: object) -> Outcome:
        kept = how["kept"]
        assert isinstance(kept, Kept)
        asked.append(kept)
        return await do(*args, **how)  # type: ignore[arg-type]

    monkeypatch.setattr(village.office, "do", watched)
    await sent(village, dataclasses.replace(DRAFT, photos=(b"foto",), name="Wati"))
    (kept,) = asked
    assert sorted(row.kind for row in kept.puts) == ["file", "identity", "meta", "text"]
    assert len(kept.receipts) == 1
