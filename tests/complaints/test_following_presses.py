"""What a sender does with an own complaint: every word sealed, every press asked of the rules, nothing left after erasure."""

import asyncio
import dataclasses
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from server.complaints import sender_case
from server.complaints.case_keys import CaseKeys, NoKey
from server.complaints.draft import Draft
from server.complaints.following import Gone, WrongCode
from server.complaints.identity_vault import IdentityVault
from server.complaints.kept import Kept, WrapRow
from server.complaints.office import Done, Refused
from server.complaints.sender_case import Full, NothingToSeal, TextErased
from server.complaints.sender_rights import agree_erasure, ask_erasure, refuse_erasure
from server.complaints.weekly_root import make_root
from server.domain.complaint import State
from server.domain.complaint_class import Class
from server.domain.complaint_commands import Assign, EraseText
from server.domain.complaint_events import ClassRaised, MessageAdded, Reopened
from server.domain.complaint_refusals import ComplaintRefusal
from server.office import KeyMisused
from server.sealing.pairs import pair_of, seal, unseal
from tests.complaints.followed_complaint import LAMP, FollowedComplaint, followed_complaint
from tests.complaints.small_desk import MONDAY
from tests.complaints.staffed_office import PEOPLE, StaffedOffice, staffed_office

KEY = "kunci-yang-cukup-panjang-sekali"
PUNGLI = Draft("pungli", "Diminta uang untuk surat pengantar.")


@pytest.fixture
async def village(tmp_path: Path) -> AsyncIterator[StaffedOffice]:
    async with staffed_office(tmp_path, *PEOPLE) as staffed:
        yield staffed


async def entered(village: StaffedOffice, draft: Draft = LAMP) -> FollowedComplaint:
    complaint = await followed_complaint(village, draft)
    await complaint.enter()
    return complaint


async def test_the_conversation_goes_both_ways_and_is_sealed(village: StaffedOffice) -> None:
    lamp = await entered(village)
    assert isinstance(await lamp.sender.say("KENARI dari warga"), Done)
    await lamp.answer("KENARI dari petugas")

    assert set((await lamp.view()).texts.values()) == {"KENARI dari warga", "KENARI dari petugas"}
    office = village.office
    kept = repr([await office.rows(lamp.complaint.id), await office.history(lamp.complaint.id), office.state])
    assert "KENARI" not in kept


async def test_one_form_sent_twice_is_one_message(village: StaffedOffice) -> None:
    lamp = await entered(village)
    both = await asyncio.gather(lamp.sender.say("Halo", KEY), lamp.sender.say("Halo", KEY))
    assert all(isinstance(one, Done) for one in both)
    assert await lamp.sender.say("Yang lain", KEY) == KeyMisused()
    events = [record.event for record in (await lamp.view()).records]
    assert sum(isinstance(event, MessageAdded) for event in events) == 1


async def test_what_is_asked_is_answered_and_the_clock_goes_on(village: StaffedOffice) -> None:
    lamp = await entered(village)
    assert "jawab" not in (await lamp.view()).may
    await lamp.ask("Tiang yang mana?")
    view = await lamp.view()
    assert "jawab" in view.may
    assert next(clock for clock in view.clocks if clock.what == "settle").paused

    assert isinstance(await lamp.sender.give_info("Tiang ketiga dari balai."), Done)
    assert lamp.complaint.state is State.VERIFYING
    view = await lamp.view()
    assert not next(clock for clock in view.clocks if clock.what == "settle").paused
    assert "jawab" not in view.may


async def test_not_fixed_reopens_with_a_sentence_that_the_official_can_read(village: StaffedOffice) -> None:
    lamp = await entered(village)
    await lamp.mend(photo=b"foto bukti")
    view = await lamp.view()
    assert {"beres", "belum-beres"} <= view.may
    (proof,) = [ref for ref, what in view.files.items() if what == "proof"]
    assert await lamp.sender.file(proof) == b"foto bukti"

    assert isinstance(await lamp.sender.not_fixed("Masih mati tiap malam."), Done)
    assert lamp.complaint.state is State.REOPENED
    event = (await lamp.view()).records[-1].event
    assert isinstance(event, Reopened)
    case = await CaseKeys(village.office, village.sealing).as_official(lamp.complaint.id, village.keys["kasi"])
    sealed = await village.office.sealed(event.ref)
    assert case is not None
    assert sealed is not None
    assert case.open(sealed).decode() == "Masih mati tiap malam."


async def test_it_is_confirmed_and_rated_once_with_sealed_words(village: StaffedOffice) -> None:
    lamp = await entered(village)
    assert await lamp.sender.rate(5) == Refused(ComplaintRefusal.WRONG_STATE)
    await lamp.mend()
    await lamp.sender.confirm()
    assert lamp.complaint.state is State.DONE
    assert isinstance(await lamp.sender.rate(4, "Cepat, terima kasih.", KEY), Done)
    assert lamp.complaint.rated == 4
    assert "Cepat, terima kasih." in (await lamp.view()).texts.values()
    assert await lamp.sender.rate(1) == Refused(ComplaintRefusal.ALREADY_RATED)
    assert "nilai" not in (await lamp.view()).may


async def test_photos_are_sealed_and_only_those_of_the_complaint_are_given(village: StaffedOffice) -> None:
    lamp, other = await entered(village), await followed_complaint(village, PUNGLI)
    await other.enter(tag="b2")
    await lamp.sender.add_photo(b"foto lampu")
    await other.sender.add_photo(b"foto rahasia")

    (mine,) = (await lamp.view()).files
    (theirs,) = (await other.view()).files
    assert await lamp.sender.file(mine) == b"foto lampu"
    assert await lamp.sender.file(theirs) is None
    assert await lamp.sender.file("") is None
    # A message is no file.
    await lamp.sender.say("Halo")
    (message,) = (await lamp.view()).texts
    assert await lamp.sender.file(message) is None


async def test_the_summary_waits_for_the_sender_who_may_change_the_answer(village: StaffedOffice) -> None:
    lamp = await entered(village)
    ref = await lamp.summarise("Warga melaporkan lampu mati di sekitar balai.")
    view = await lamp.view()
    assert view.summary.startswith("Warga")
    assert {"setuju", "tolak"} <= view.may
    assert isinstance(await lamp.sender.approve_summary(ref), Done)
    assert "setuju" not in (await lamp.view()).may
    assert isinstance(await lamp.sender.decline_summary(ref), Done)
    summary = lamp.complaint.summary
    assert summary is not None
    assert summary.approved is False
    assert await lamp.sender.approve_summary("0" * 16) == Refused(ComplaintRefusal.SUMMARY_CHANGED)


async def test_raising_takes_the_keys_from_who_may_no_longer_read_it(village: StaffedOffice) -> None:
    lamp = await entered(village, dataclasses.replace(LAMP, name="Wati", contact="0812"))
    await village.staff(*PEOPLE, "unit")
    await lamp.do(Assign(lamp.complaint.id, "", ("unit",), about=()))
    await village.office.put_wraps([WrapRow(lamp.complaint.id, "unit", "case", b"kunci")])
    assert "unit" in lamp.complaint.readers
    assert "naikkan:secret" in (await lamp.view()).may

    assert isinstance(await lamp.sender.raise_class(Class.SECRET, KEY), Done)
    assert lamp.complaint.klass is Class.SECRET
    event = next(r.event for r in (await lamp.view()).records if isinstance(r.event, ClassRaised))
    # The name is split among three now; the sender still reads the own one.
    assert len(event.custodians) == 3
    assert lamp.complaint.custodians == event.custodians
    wraps = await village.office.wraps(lamp.complaint.id)
    assert {wrap.to for wrap in wraps if wrap.to.startswith("custodian:")} == {
        f"custodian:{one}" for one in event.custodians
    }
    assert "unit" not in lamp.complaint.readers
    assert "unit" not in {wrap.to for wrap in wraps}
    session = lamp.following._sessions.of(lamp.token)
    assert session is not None
    own = await IdentityVault(village.office, village.sealing).own(lamp.complaint.id, session.receipt)
    assert own is not None
    assert b"Wati" in own
    assert not [press for press in (await lamp.view()).may if press.startswith("naikkan")]


async def test_a_name_that_cannot_be_split_does_not_stand_in_the_way_of_raising(
    village: StaffedOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    lamp = await entered(village, dataclasses.replace(LAMP, name="Wati"))
    before = lamp.complaint.custodians

    async def gone(*_: object) -> Kept:
        raise NoKey(("kades",))

    monkeypatch.setattr(IdentityVault, "resplit", gone)
    assert isinstance(await lamp.sender.raise_class(Class.SECRET), Done)
    assert lamp.complaint.klass is Class.SECRET
    assert lamp.complaint.custodians == before


async def test_only_what_the_category_allows_is_lowered(village: StaffedOffice) -> None:
    secret = await entered(village, PUNGLI)
    assert not [press for press in (await secret.view()).may if press.startswith("turunkan")]
    assert await secret.sender.lower_class(Class.OPEN) == Refused(ComplaintRefusal.CLASS_FORCED)

    lamp = await entered(village)
    assert "turunkan:open" in (await lamp.view()).may
    assert isinstance(await lamp.sender.lower_class(Class.OPEN), Done)
    assert lamp.complaint.klass is Class.OPEN


async def test_withdrawing_ends_it(village: StaffedOffice) -> None:
    lamp = await entered(village)
    assert isinstance(await lamp.sender.withdraw(), Done)
    assert lamp.complaint.state is State.WITHDRAWN
    assert "tarik" not in (await lamp.view()).may


async def test_erasing_everything_leaves_no_row_no_key_and_no_way_in(village: StaffedOffice) -> None:
    lamp = await entered(village, dataclasses.replace(LAMP, name="Wati", photos=(b"foto",)))
    await lamp.summarise("Warga melaporkan lampu mati.")
    await lamp.sender.say("Halo")
    ident = lamp.complaint.id

    assert isinstance(await lamp.sender.erase(KEY), Done)
    assert lamp.following.session(lamp.token) is None
    assert await village.office.rows(ident) == []
    assert await village.office.wraps(ident) == []
    assert await village.office.plains("summary") == []
    assert await lamp.following.enter(lamp.receipt.code, "b2") == Gone(MONDAY, by_code=True)
    # What stays: that there was one, and its days.
    assert village.office.state.complaints[ident].erased


async def test_only_the_name_is_erased_when_the_sender_wants_that(village: StaffedOffice) -> None:
    lamp = await entered(village, dataclasses.replace(LAMP, name="Wati"))
    assert "hapus-nama" in (await lamp.view()).may
    assert isinstance(await lamp.sender.erase_identity(), Done)
    assert await village.office.rows(lamp.complaint.id, "identity") == []
    assert "hapus-nama" not in (await lamp.view()).may
    assert (await lamp.view()).story is not None


async def compared(village: StaffedOffice) -> FollowedComplaint:
    """Its sender stands at the desk without a code, and Kasi has looked at the name."""
    named = await entered(village, dataclasses.replace(LAMP, name="Wati", contact="0812"))
    ident, kasi = named.complaint.id, village.keys["kasi"]
    vault = IdentityVault(village.office, village.sealing)
    assert await ask_erasure(village.office, ident, "kasi") == Refused(ComplaintRefusal.SENDER_ONLY)
    request, asked = await vault.ask(ident, kasi, "permintaan_pelapor", 30)
    assert isinstance(asked, Done), asked
    assert isinstance(await vault.approve(ident, request, village.keys["sekdes"]), Done)
    assert await ask_erasure(village.office, ident, "kasi") == Refused(ComplaintRefusal.NOT_COMPARED)
    assert isinstance(await vault.open(ident, request, kasi), bytes)
    return named


async def test_two_officials_erase_for_a_sender_whose_name_was_compared_and_the_code_tells(
    village: StaffedOffice,
) -> None:
    nameless = await entered(village)
    assert await ask_erasure(village.office, nameless.complaint.id, "kasi") == Refused(ComplaintRefusal.SENDER_ONLY)
    named = await compared(village)
    ident = named.complaint.id
    assert isinstance(await ask_erasure(village.office, ident, "kasi"), Done)
    assert await agree_erasure(village.office, ident, "kasi") == Refused(ComplaintRefusal.SECOND_NEEDED)
    village.today[0] += timedelta(days=2)
    assert isinstance(await agree_erasure(village.office, ident, "sekdes"), Done)
    assert await village.office.rows(ident) == []
    assert await village.office.wraps(ident) == []
    assert named.following.session(named.token) is None
    gone = Gone(village.today[0], asked="kasi", agreed="sekdes")
    # Once in the session that was open, and to the code for as long as it would have opened it.
    assert [await named.following.gone(named.token) for _ in range(2)] == [gone, None]
    assert [await named.following.enter(named.receipt.code, "b2") for _ in range(4)] == [gone] * 4
    village.today[0] += timedelta(days=100)
    assert await named.following.enter(named.receipt.code, "b2") == WrongCode(mistyped=False)
    assert await named.following.expire(village.today[0]) == 1


async def test_the_sender_sees_who_wants_it_erased_and_stops_it(village: StaffedOffice) -> None:
    named = await compared(village)
    assert "henti-hapus" not in (await named.view()).may
    assert isinstance(await ask_erasure(village.office, named.complaint.id, "kasi"), Done)
    assert "henti-hapus" in (await named.view()).may
    assert isinstance(await named.sender.stop_erasure(KEY), Done)
    assert isinstance(await named.sender.stop_erasure(KEY), Done)
    refused = Refused(ComplaintRefusal.NO_ERASURE)
    assert await agree_erasure(village.office, named.complaint.id, "sekdes") == refused
    assert await refuse_erasure(village.office, named.complaint.id, "sekdes") == refused
    assert (await named.view()).story is not None


async def test_empty_words_unseen_signs_and_too_many_letters(village: StaffedOffice) -> None:
    lamp = await entered(village)
    for empty in ("", "  \n ", "\x00\x07", "\u202e"):
        with pytest.raises(NothingToSeal):
            await lamp.sender.say(empty)
    await lamp.sender.say("awal\x07\u202e akhir\r\nbaris dua " + "x" * 5000)
    (text,) = (await lamp.view()).texts.values()
    assert text.startswith("awal akhir\nbaris dua x")
    assert len(text) == sender_case.MOST_LETTERS


async def test_one_code_cannot_fill_the_disk(village: StaffedOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    lamp = await entered(village)
    monkeypatch.setattr(sender_case, "MOST_OF_SENDER", 3)
    await lamp.sender.say("satu")
    await lamp.sender.say("dua")
    with pytest.raises(Full):
        await lamp.sender.say("tiga")


async def test_nothing_is_added_once_the_text_is_erased(village: StaffedOffice) -> None:
    lamp = await entered(village)
    await lamp.sender.withdraw()
    village.today[0] += timedelta(days=400)
    erased = await village.office.do(EraseText(lamp.complaint.id), actor="clock")
    assert isinstance(erased, Done), erased
    # The session from before still has the key in memory: it opens nothing any more, and nothing is sealed with it.
    with pytest.raises(TextErased):
        await lamp.sender.say("Masih ada?")
    view = await lamp.view()
    assert view.story is None
    assert "pesan" not in view.may


async def test_the_receipt_is_sound_and_leads_to_the_root_of_its_week(village: StaffedOffice) -> None:
    lamp = await entered(village)
    proof = (await lamp.view()).proof
    assert proof.sound is True
    assert proof.week == "2026-W48"
    assert proof.root == ""
    assert not proof.included

    village.today[0] += timedelta(days=7)
    made = await make_root(village.office, village.sealing, "2026-W48")
    assert isinstance(made, Done), made
    proof = (await lamp.view()).proof
    assert proof.included
    assert len(proof.root) == 64
    assert proof.path


async def test_a_story_that_was_changed_in_the_store_is_found(village: StaffedOffice) -> None:
    lamp, other = await entered(village), await followed_complaint(village, PUNGLI)
    session = lamp.following._sessions.of(lamp.token)
    assert session is not None
    (row,) = await village.office.rows(lamp.complaint.id, "text")
    assert session.private is not None
    forged = unseal(session.private, row.sealed).replace(b"mati", b"baik")
    changed = dataclasses.replace(row, sealed=seal(pair_of(session.private).public, forged))
    await village.office.keep(Kept(erase=(row.ref,)))
    await village.office.keep(Kept(puts=(changed,)))
    assert (await lamp.view()).proof.sound is False
    await other.enter(tag="b2")
    assert (await other.view()).proof.sound is True
