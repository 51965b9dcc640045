"""Several officials at their desks: what climbs, what is about one of them, a class that is raised, and what a sender has erased there."""

import secrets
from pathlib import Path

import pytest

from server.complaints import desk_search
from server.complaints.draft import Draft
from server.complaints.erasure_list import LIST_NAME, read_list
from server.complaints.log_store import Erased
from server.complaints.office import Done, Refused
from server.domain.complaint import Complaint
from server.domain.complaint_class import Class
from server.domain.complaint_codes import CLOCK
from server.domain.complaint_commands import Escalate
from server.domain.complaint_events import CaseOpened
from server.domain.complaint_refusals import ComplaintRefusal
from server.web.complaints.desk_words import day_words
from tests.complaints.followed_complaint import FollowedComplaint
from tests.conftest import Starter
from tests.live_office import LiveOffice
from tests.server.complaint_tracker import Tracker, sent_complaint, tracker
from tests.server.open_desk import OpenDesk, staffed_desks

STORY = "Jembatan bambu di ujung gang patah dan anak-anak lewat situ."
NAMED = Draft(category="lampu", story=STORY, landmark="ujung gang", name="Bu Wagiyem", contact="rumah pojok")


async def pressed(at: OpenDesk, complaint: Complaint, action: str, **fields: str) -> str:
    """Where the press leads; the page's own words where it is not taken."""
    path = f"/meja/aduan/{complaint.id}/{action}"
    answer = await at.browser.post(path, data={"key": secrets.token_urlsafe(16), **fields})
    return answer.headers.get("location", "") or answer.text


async def climbed(live: LiveOffice, complaint: Complaint, *clocks: str) -> None:
    """The clock takes it one rung up for each clock that was missed."""
    for clock in clocks:
        outcome = await live.running.context.complaints.office.do(Escalate(complaint.id, clock), actor=CLOCK)
        assert isinstance(outcome, Done), outcome


async def reads(at: OpenDesk, complaint: Complaint) -> bool:
    """Whether the case opens; then it stands in the list too, and is found, and otherwise in none of them."""
    page = await at.browser.get(f"/meja/aduan/{complaint.id}")
    listed = (await at.browser.get("/meja")).text
    found = (await at.browser.post("/meja/cari", data={"wanted": complaint.number})).text
    opened = page.status_code == 200 and STORY in page.text
    assert opened or page.status_code == 403, page.status_code
    assert (complaint.number in listed, "1 ditemukan" in found) == (opened, opened)
    return opened


async def test_the_village_head_reads_what_has_climbed_to_him_and_not_before(live: LiveOffice) -> None:
    kasi, sekdes, kades, bpd = await staffed_desks(live)
    complaint = (await sent_complaint(live, NAMED, handler=kasi.account)).complaint
    assert [await reads(at, complaint) for at in (kasi, sekdes, kades, bpd)] == [True, False, False, False]
    await climbed(live, complaint, "verify:0")
    assert [await reads(at, complaint) for at in (sekdes, kades)] == [True, False]
    await climbed(live, complaint, "answer:0")
    assert [await reads(at, complaint) for at in (kasi, sekdes, kades, bpd)] == [True, True, True, False]
    history = await live.running.context.complaints.office.history(complaint.id)
    told = {(one.event.by, one.event.reason) for one in history if isinstance(one.event, CaseOpened)}
    assert (kades.account, "eskalasi") in told


async def test_what_is_about_the_village_head_goes_past_him_to_the_bpd(live: LiveOffice) -> None:
    kasi, sekdes, kades, bpd = await staffed_desks(live)
    draft = Draft(category="perilaku_petugas", story=STORY, about=(kades.account,))
    complaint = (await sent_complaint(live, draft, handler=kasi.account)).complaint
    assert [await reads(at, complaint) for at in (kasi, sekdes, kades, bpd)] == [True, False, False, True]
    await climbed(live, complaint, "verify:0")
    # Above her there is nobody left who does not read it already.
    office = live.running.context.complaints.office
    assert await office.do(Escalate(complaint.id, "answer:0"), actor=CLOCK) == Refused(ComplaintRefusal.NO_RUNG)
    assert [await reads(at, complaint) for at in (sekdes, kades)] == [True, False]
    assert live.running.context.complaints.desk.counts(kades.account).new == 0
    # Nor is he offered as somebody to hand it to.
    page = (await kasi.browser.get(f"/meja/aduan/{complaint.id}")).text
    assert f'value="{bpd.account}"' in page
    assert f'value="{kades.account}"' not in page
    assert "tidak boleh diserahkan" in await pressed(kasi, complaint, "teruskan", person=kades.account)


async def test_a_class_that_is_raised_says_whose_key_is_waited_for(live: LiveOffice) -> None:
    kasi, sekdes, *_ = await staffed_desks(live)
    first = (await sent_complaint(live, NAMED, handler=kasi.account)).complaint
    page = (await kasi.browser.get(f"/meja/aduan/{first.id}")).text
    assert "turun pada pembaruan berikutnya" in page
    # The secretary holds the key to the name, and reads it since it climbed.
    await climbed(live, first, "verify:0")
    assert await pressed(sekdes, first, "naikkan", klass="secret") == f"/meja/aduan/{first.id}"
    assert "menunggu" not in (await sekdes.browser.get(f"/meja/aduan/{first.id}")).text
    # Raised by the head of services, who does not.
    second = (await sent_complaint(live, NAMED, handler=kasi.account)).complaint
    assert await pressed(kasi, second, "naikkan", klass="secret") == f"/meja/aduan/{second.id}"
    assert "Kunci identitas menunggu Ibu Officer" in (await kasi.browser.get(f"/meja/aduan/{second.id}")).text
    await pressed(kasi, second, "identitas", reason="proses_hukum", minutes="10")
    office = live.running.context.complaints.office
    (asked,) = office.state.complaints[second.id].requests
    # Her desk was open all the time: agreeing splits it too, and hands out a part.
    agreed = await sekdes.browser.post(f"/meja/identitas/{second.id}/{asked.request}", data={"verdict": "ya"})
    assert agreed.status_code == 303
    assert len(office.state.complaints[second.id].custodians) == 3
    handed = await office.wraps(second.id, f"request:{asked.request}")
    assert {row.purpose.count(":") for row in handed} == {2}
    assert "menunggu Ibu" not in (await kasi.browser.get(f"/meja/aduan/{second.id}")).text


async def test_who_raises_it_out_of_their_own_sight_is_led_to_the_list(live: LiveOffice) -> None:
    kasi, sekdes, *_ = await staffed_desks(live, ladder=1)
    complaint = (await sent_complaint(live, NAMED, handler=kasi.account)).complaint
    assert await pressed(kasi, complaint, "teruskan", person=sekdes.account) == f"/meja/aduan/{complaint.id}"
    assert await pressed(sekdes, complaint, "naikkan", klass="secret") == "/meja"
    assert live.running.context.complaints.office.state.complaints[complaint.id].klass is Class.SECRET
    assert not await reads(sekdes, complaint)


async def test_the_way_back_leads_to_the_list_in_which_the_case_stands(live: LiveOffice) -> None:
    kasi, *_ = await staffed_desks(live, ladder=1)
    complaint = (await sent_complaint(live, NAMED, handler=kasi.account)).complaint
    path = f"/meja/aduan/{complaint.id}"
    assert 'class="button quiet" href="/meja"' in (await kasi.browser.get(path)).text
    await pressed(kasi, complaint, "tanya", words="Di gang yang mana?")
    assert 'href="/meja?daftar=tunggu"' in (await kasi.browser.get(path)).text
    other = (await sent_complaint(live, NAMED, handler=kasi.account)).complaint
    path = f"/meja/aduan/{other.id}"
    assert await pressed(kasi, other, "arsip", reason="spam", words="Ini iklan.") == "/meja"
    assert 'href="/meja?daftar=selesai"' in (await kasi.browser.get(path)).text
    assert other.number in (await kasi.browser.get("/meja?daftar=selesai")).text


async def test_search_opens_a_few_notes_each_once_a_day_and_tells_the_sender(
    live: LiveOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk_search, "MOST_FOUND", 2)
    kasi, *_ = await staffed_desks(live, ladder=1)
    sent = [await sent_complaint(live, NAMED, handler=kasi.account) for _ in range(3)]
    for _ in range(2):
        page = (await kasi.browser.post("/meja/cari", data={"wanted": "jembatan patah"})).text
        assert "2 ditemukan di antara 2 aduan. Pencarian berhenti di sini" in page
    openings = [one.complaint.openings for one in sent]
    assert sorted(openings) == [0, 1, 1]
    sender = await (await tracker(live)).enter(sent[openings.index(1)].receipt.code)
    assert "Ibu Head Of Services membaca aduan ini. Alasan: menemukannya waktu mencari." in sender.words


# ---- erasing


@pytest.fixture
async def on_disk(start_on_disk: Starter) -> LiveOffice:
    return await start_on_disk()


async def sealed_of(live: LiveOffice, sent: FollowedComplaint, *kinds: str) -> list[bytes]:
    """The rows that hold what was written, as they lie on the disk."""
    office = live.running.context.complaints.office
    return [row.sealed for kind in kinds for row in await office.rows(sent.complaint.id, kind)]


def left_on_disk(data: Path, sealed: list[bytes]) -> list[str]:
    """Files that still hold one of them, and a log of the database that is not empty."""
    files = [path for path in data.rglob("*") if path.is_file()]
    log = data / "aduan" / "aduan.db-wal"
    holding = [path.name for path in files if any(one[-24:] in path.read_bytes() for one in sealed)]
    return [*holding, *([log.name] if log.exists() and log.stat().st_size else [])]


async def test_a_sender_who_lost_the_code_has_everything_erased_at_the_desk(
    on_disk: LiveOffice, tmp_path: Path
) -> None:
    """From the name that was compared to the last byte: rows, log of the database, list of erasures, the sender's page."""
    kasi, sekdes, *_ = await staffed_desks(on_disk)
    sent = await sent_complaint(on_disk, NAMED, handler=kasi.account)
    other = await sent_complaint(on_disk, NAMED, handler=kasi.account)
    sealed = await sealed_of(on_disk, sent, "text", "identity")
    complaint, office = sent.complaint, on_disk.running.context.complaints.office
    sender: Tracker = await (await tracker(on_disk)).enter(sent.receipt.code)
    assert len(sealed) == 2
    assert left_on_disk(tmp_path / "data", sealed)
    assert await pressed(kasi, complaint, "identitas", reason="permintaan_pelapor", minutes="10")
    (asked,) = office.state.complaints[complaint.id].requests
    path = f"/meja/identitas/{complaint.id}/{asked.request}"
    assert (await kasi.browser.post(path, data={"verdict": "ya"})).status_code == 403
    assert (await sekdes.browser.post(path, data={"verdict": "ya"})).status_code == 303
    assert "Lihat dahulu identitasnya" in await pressed(kasi, complaint, "hapus", sure="1")
    assert "Bu Wagiyem" in await pressed(kasi, complaint, "lihat-identitas")
    assert "Centang dahulu" in await pressed(kasi, complaint, "hapus")
    assert await pressed(kasi, complaint, "hapus", sure="1") == f"/meja/aduan/{complaint.id}"
    # Not alone: the sender reads of it, and somebody else has to agree, who need not read the complaint.
    assert "Ibu Head Of Services meminta seluruh aduan ini dihapus" in (await sender.show()).words
    assert "Yang meminta tidak boleh menyetujui sendiri" in await pressed(kasi, complaint, "setuju-hapus", sure="1")
    assert left_on_disk(tmp_path / "data", sealed)
    assert "<b>1</b> permintaan menunggu Anda" in (await sekdes.browser.get("/meja")).text
    assert f"/meja/penghapusan/{complaint.id}" in (await sekdes.browser.get("/meja/identitas")).text
    agreed = await sekdes.browser.post(f"/meja/penghapusan/{complaint.id}", data={"verdict": "ya"})
    assert (agreed.status_code, agreed.headers["location"]) == (303, "/meja/identitas")
    assert left_on_disk(tmp_path / "data", sealed) == []
    assert not await office.rows(complaint.id, "text")
    assert not await office.wraps(complaint.id)
    listed = read_list(tmp_path / "data" / LIST_NAME)
    assert listed is not None
    assert [(line.mark, line.what) for line in listed.lines] == [(listed.mark(complaint.id), str(Erased.ALL))]
    # It is there for nobody any more, neither for the official nor for whoever finds the code again.
    assert not await reads(kasi, complaint)
    # The page that was open says it, and so does the code.
    told = "dihapus pada {day} di kantor, diminta oleh Ibu Head Of Services dan disetujui oleh Ibu Officer."
    told = told.format(day=day_words(office.today()))
    assert told in (await sender.show()).problem
    assert STORY not in sender.words
    assert "Masukkan kode" not in sender.problem
    assert told in (await sender.enter(sent.receipt.code)).problem
    # Nobody else's is touched.
    assert await reads(kasi, other.complaint)


async def test_a_name_that_is_taken_back_leaves_the_complaint(on_disk: LiveOffice, tmp_path: Path) -> None:
    kasi, *_ = await staffed_desks(on_disk, ladder=1)
    sent = await sent_complaint(on_disk, NAMED, handler=kasi.account)
    sealed = await sealed_of(on_disk, sent, "identity")
    sender = await (await tracker(on_disk)).enter(sent.receipt.code)
    assert "kartunya turun pada pembaruan papan berikutnya" in sender.words
    await sender.press("hapus-nama")
    assert sender.notice == "Nama dan kontak Anda sudah dihapus."
    assert left_on_disk(tmp_path / "data", sealed) == []
    listed = read_list(tmp_path / "data" / LIST_NAME)
    assert listed is not None
    assert [line.what for line in listed.lines] == [str(Erased.IDENTITY)]
    assert await reads(kasi, sent.complaint)
    asked = await pressed(kasi, sent.complaint, "identitas", reason="proses_hukum", minutes="10")
    assert "tidak meninggalkan nama" in asked
