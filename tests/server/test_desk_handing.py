"""Who gets a case, who loses it, and what becomes of it: handed up, taken away, given to a unit, merged, closed without a sender."""

import io
from dataclasses import replace

import pytest
from PIL import Image

from server.complaints.draft import Draft
from server.complaints.office import Done
from server.complaints.photo import checked_photo
from server.complaints.proof_hash import proof_hash
from server.domain.complaint import State
from server.domain.complaint_codes import CLOCK, IMPORTED
from server.domain.complaint_commands import ChangeCustodians, Escalate
from tests.complaints.followed_complaint import FollowedComplaint
from tests.live_office import LiveOffice
from tests.server.complaint_tracker import sent_complaint, tracker
from tests.server.open_desk import staffed_desks
from tests.server.test_desk_together import NAMED, STORY, climbed, pressed, reads

PLAIN = Draft(category="lampu", story=STORY, landmark="ujung gang")


async def test_a_reader_hands_a_case_up_and_the_sender_sees_it(live: LiveOffice) -> None:
    kasi, sekdes, kades, _ = await staffed_desks(live)
    sent = await sent_complaint(live, PLAIN, handler=kasi.account)
    complaint = sent.complaint
    assert "Naikkan ke Sekretaris Desa (Ibu Officer)" in (await kasi.browser.get(f"/meja/aduan/{complaint.id}")).text
    assert await pressed(kasi, complaint, "atasan") == f"/meja/aduan/{complaint.id}"
    assert [await reads(at, complaint) for at in (kasi, sekdes, kades)] == [True, True, False]
    words = (await (await tracker(live)).enter(sent.receipt.code)).words
    assert "Naik ke Sekretaris Desa" in words
    assert "Petugas menyerahkannya ke atasannya." in words


async def test_a_key_is_taken_away_and_whoever_it_is_about_is_kept_out(live: LiveOffice) -> None:
    kasi, _, kades, bpd = await staffed_desks(live, ladder=2)
    sent = await sent_complaint(live, PLAIN, handler=kasi.account)
    complaint, office = sent.complaint, live.running.context.complaints.office
    for one in (kades, bpd):
        await pressed(kasi, complaint, "teruskan", person=one.account, sideways="1")
        await pressed(kasi, complaint, "teruskan", person=one.account)
    page = (await kasi.browser.get(f"/meja/aduan/{complaint.id}")).text
    assert "Cabut akses" in page
    # A colleague without a place on the ladder takes nobody's key but the own.
    assert "berjalan sendiri" in await pressed(kades, complaint, "cabut", account=bpd.account)
    assert await pressed(kasi, complaint, "cabut", account=kades.account, conflict="1") == f"/meja/aduan/{complaint.id}"
    assert [await reads(at, complaint) for at in (kasi, kades, bpd)] == [True, False, True]
    assert await office.wraps(complaint.id, kades.account) == []
    assert "tidak boleh diserahkan" in await pressed(kasi, complaint, "teruskan", person=kades.account)
    assert f'name="person" value="{kades.account}"' not in (await kasi.browser.get(f"/meja/aduan/{complaint.id}")).text
    # Their own; then there is nothing to go back to.
    assert await pressed(bpd, complaint, "cabut", account=bpd.account) == "/meja"
    # Who lost it without that word may get it again.
    assert await pressed(kasi, complaint, "teruskan", person=bpd.account) == f"/meja/aduan/{complaint.id}"
    assert "pembaca terakhir" not in await pressed(kasi, complaint, "cabut", account=bpd.account)
    assert "pembaca terakhir" in await pressed(kasi, complaint, "cabut", account=kasi.account)
    words = (await (await tracker(live)).enter(sent.receipt.code)).words
    assert "tidak dapat membaca aduan ini lagi, dan tidak akan diberi lagi." in words


async def test_a_custodian_who_loses_a_case_still_opens_its_name_for_others(live: LiveOffice) -> None:
    kasi, sekdes, kades, _ = await staffed_desks(live)
    complaint = (await sent_complaint(live, NAMED, handler=kasi.account)).complaint
    await climbed(live, complaint, "verify:0", "answer:0")
    (custodian,) = [at for at in (kasi, sekdes) if at.account in complaint.custodians]
    assert await pressed(kades, complaint, "cabut", account=custodian.account, conflict="1")
    assert not await reads(custodian, complaint)
    office = live.running.context.complaints.office
    assert await office.wraps(complaint.id, custodian.account) == []
    await pressed(kades, complaint, "identitas", reason="proses_hukum", minutes="10")
    (asked,) = office.state.complaints[complaint.id].requests
    await custodian.browser.post(f"/meja/identitas/{complaint.id}/{asked.request}", data={"verdict": "ya"})
    assert "Bu Wagiyem" in await pressed(kades, complaint, "lihat-identitas")


async def test_a_unit_that_gets_a_case_reads_it(live: LiveOffice) -> None:
    kasi, _, kades, bpd = await staffed_desks(live, ladder=2)
    draft = replace(PLAIN, about=(bpd.account,))
    complaint = (await sent_complaint(live, draft, handler=kasi.account)).complaint
    assert not await reads(kades, complaint)
    assert await pressed(kasi, complaint, "teruskan", unit="kesejahteraan") == f"/meja/aduan/{complaint.id}"
    # All of the unit, but for the one whom it is about.
    assert [await reads(at, complaint) for at in (kades, bpd)] == [True, False]


async def test_a_unit_without_anybody_who_may_read_it_is_not_given_a_case(live: LiveOffice) -> None:
    kasi, _, kades, bpd = await staffed_desks(live, ladder=2)
    draft = replace(PLAIN, about=(kades.account, bpd.account))
    complaint = (await sent_complaint(live, draft, handler=kasi.account)).complaint
    assert "belum ada orang yang boleh membaca" in await pressed(kasi, complaint, "teruskan", unit="kesejahteraan")
    assert live.running.context.complaints.office.state.complaints[complaint.id].state is State.RECEIVED


async def test_merging_says_why_not_and_the_sender_takes_it_out_again(live: LiveOffice) -> None:
    kasi, *_ = await staffed_desks(live)
    child, parent = [await sent_complaint(live, PLAIN, handler=kasi.account) for _ in range(2)]
    await pressed(kasi, child.complaint, "periksa")
    assert "belum diperiksa" in await pressed(kasi, child.complaint, "gabung", number=parent.complaint.number)
    await pressed(kasi, parent.complaint, "periksa")
    assert await pressed(kasi, child.complaint, "gabung", number=parent.complaint.number) == "/meja"
    assert child.complaint.state is State.MERGED
    sender = await (await tracker(live)).enter(child.receipt.code)
    assert "Keluarkan dari gabungan" in sender.words
    await sender.press("belum-beres", words="Ini lampu yang lain.")
    assert child.complaint.state is State.VERIFYING
    assert parent.complaint.merged == ()


async def test_what_came_from_an_older_list_is_closed_with_the_proposal(live: LiveOffice) -> None:
    kasi, *_ = await staffed_desks(live)
    complaint = (await sent_complaint(live, replace(PLAIN, channel=IMPORTED), handler=kasi.account)).complaint
    await pressed(kasi, complaint, "tangani")
    page = (await kasi.browser.get(f"/meja/aduan/{complaint.id}")).text
    assert "tidak ada pelapor yang dapat menjawab" in page
    assert "Ajukan kepada pelapor" not in page
    await pressed(kasi, complaint, "selesai", reason="dijelaskan", words="Sudah dijawab dahulu.")
    now = live.running.context.complaints.office.state.complaints[complaint.id]
    assert (now.state, now.solved) == (State.DONE_BY_SILENCE, False)


async def test_the_next_rung_is_told_how_many_are_coming_and_no_more(
    live: LiveOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    kasi, sekdes, kades, bpd = await staffed_desks(live)
    complaint = (await sent_complaint(live, PLAIN, handler=kasi.account)).complaint
    await climbed(live, complaint, "verify:0")
    sure = "sudah di ujung batas waktunya"
    assert sure not in (await kades.browser.get("/meja")).text
    lists = live.running.context.complaints.desk.lists
    monkeypatch.setattr(lists, "_today", lambda: complaint.days.received.replace(year=complaint.days.received.year + 1))
    page = (await kades.browser.get("/meja")).text
    assert f"1 aduan di tingkat bawah {sure}" in page
    assert complaint.number not in page
    # Neither those who read it already, nor those to whom it does not climb next.
    assert [lists.counts(at.account).coming for at in (kasi, sekdes, bpd)] == [0, 0, 0]


def jpeg(shade: int) -> bytes:
    made = io.BytesIO()
    image = Image.linear_gradient("L").resize((320, 240))
    image.point(lambda level: (level * shade) % 256).save(made, "JPEG")
    return made.getvalue()


async def test_a_photo_that_the_sender_sent_later_is_no_proof(live: LiveOffice) -> None:
    kasi, *_ = await staffed_desks(live)
    sent: FollowedComplaint = await sent_complaint(live, PLAIN, handler=kasi.account)
    await sent.enter()
    photo = jpeg(3)
    assert isinstance(await sent.sender.add_photo(await checked_photo(photo)), Done)
    await pressed(kasi, sent.complaint, "tangani")
    path, fields = f"/meja/aduan/{sent.complaint.id}/selesai/foto", {"reason": "tuntas", "words": "Sudah."}
    answer = await kasi.browser.post(path, data=fields, files={"proof": ("a.jpg", photo)})
    assert "Foto ini mirip" in answer.text
    other = jpeg(7)
    assert proof_hash(await checked_photo(other)) != proof_hash(await checked_photo(photo))
    assert (await kasi.browser.post(path, data=fields, files={"proof": ("b.jpg", other)})).status_code == 303


async def test_whoever_of_the_ladder_reads_it_may_see_the_photos(live: LiveOffice) -> None:
    kasi, _, kades, bpd = await staffed_desks(live)
    desk = live.running.context.complaints.desk
    draft = Draft(category="perilaku_petugas", story=STORY, about=(kades.account,))
    complaint = (await sent_complaint(live, draft, handler=kasi.account)).complaint
    unlocked = desk.session(bpd.session)
    assert unlocked is not None
    case = await desk.reading.open(complaint, unlocked)
    assert case is not None
    assert case.text is not None
    assert not case.text.show_photo
    assert desk.may_have_photos(case)


async def test_the_sender_reads_who_keeps_the_key_of_the_name_now(live: LiveOffice) -> None:
    kasi, sekdes, *_ = await staffed_desks(live)
    sent = await sent_complaint(live, NAMED, handler=kasi.account)
    office = live.running.context.complaints.office
    done = await office.do(ChangeCustodians(sent.complaint.id, (sekdes.account,)), actor=CLOCK)
    assert isinstance(done, Done), done
    words = (await (await tracker(live)).enter(sent.receipt.code)).words
    assert "Kunci nama Anda sekarang dipegang oleh Ibu Officer." in words


async def test_nothing_climbs_to_who_was_kept_out(live: LiveOffice) -> None:
    kasi, sekdes, kades, bpd = await staffed_desks(live)
    complaint = (await sent_complaint(live, PLAIN, handler=kasi.account)).complaint
    await climbed(live, complaint, "verify:0", "answer:0")
    assert await pressed(kades, complaint, "cabut", account=sekdes.account, conflict="1")
    office = live.running.context.complaints.office
    assert isinstance(await office.do(Escalate(complaint.id, "settle:0"), actor=CLOCK), Done)
    assert [await reads(at, complaint) for at in (sekdes, kades, bpd)] == [False, True, True]


async def test_a_sender_who_did_not_come_stops_the_erasing(live: LiveOffice) -> None:
    kasi, sekdes, _, bpd = await staffed_desks(live)
    sent = await sent_complaint(live, NAMED, handler=kasi.account)
    office, complaint = live.running.context.complaints.office, sent.complaint
    await pressed(kasi, complaint, "identitas", reason="permintaan_pelapor", minutes="10")
    (asked,) = office.state.complaints[complaint.id].requests
    for one in (kasi, sekdes):
        await one.browser.post(f"/meja/identitas/{complaint.id}/{asked.request}", data={"verdict": "ya"})
    assert "Bu Wagiyem" in await pressed(kasi, complaint, "lihat-identitas")
    await pressed(kasi, complaint, "hapus", sure="1")
    # A colleague does not agree; it may be asked again.
    refused = await bpd.browser.post(f"/meja/penghapusan/{complaint.id}", data={"verdict": "tidak"})
    assert refused.status_code == 303
    await pressed(kasi, complaint, "hapus", sure="1")
    sender = await (await tracker(live)).enter(sent.receipt.code)
    assert "Bila bukan Anda, hentikan sekarang." in sender.words
    await sender.press("henti-hapus")
    assert sender.notice == "Penghapusan dihentikan. Aduan Anda tetap ada."
    assert "Anda menghentikan penghapusan aduan ini." in sender.words
    assert "Pelapor menolak penghapusan ini" in await pressed(kasi, complaint, "hapus", sure="1")
    gone = await bpd.browser.post(f"/meja/penghapusan/{complaint.id}", data={"verdict": "ya"})
    assert "Tidak ada permintaan hapus yang menunggu" in gone.text
    assert await reads(kasi, complaint)
