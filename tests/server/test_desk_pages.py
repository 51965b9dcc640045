"""The complaint desk over real requests: opening it, reading, every press, who may not, and what is kept nowhere."""

import html
import io
import json
import re

import httpx
import numpy as np
import pytest
from PIL import Image

from server.complaints.draft import Draft
from server.complaints.office import Done
from server.complaints.staffing import Posts
from server.complaints.telltales import rules_text
from server.domain.access import Role
from server.domain.complaint import Complaint, State
from server.domain.complaint_commands import ConfirmFix, GiveInfo, Reopen, StaffDesk
from server.domain.complaint_events import CaseOpened
from server.web.complaints.summary_words import KINDS
from tests.live_office import GOOD_PASSWORD, LiveOffice, person_of
from tests.server.open_desk import OpenDesk, open_desk, staffed_desks

STORY = "Lampu jalan di depan balai mati sejak minggu lalu, gelap sekali."
SENT_AT_DESK = {"accept": "text/html"}


def photo(seed: int) -> bytes:
    dice = np.random.default_rng(seed)
    made = Image.fromarray(dice.integers(0, 255, (12, 16), dtype=np.uint8), "L").resize((320, 240)).convert("RGB")
    out = io.BytesIO()
    made.save(out, "JPEG")
    return out.getvalue()


async def sent(live: LiveOffice, **more: object) -> Complaint:
    """A complaint that has just come in."""
    complaints = live.running.context.complaints
    before = set(complaints.office.state.complaints)
    draft = Draft(**{"category": "lampu", "story": STORY, "landmark": "Balai", **more})  # type: ignore[arg-type]
    await complaints.intake.submit(draft)
    (new,) = set(complaints.office.state.complaints) - before
    return complaints.office.state.complaints[new]


def now(live: LiveOffice, complaint: Complaint) -> Complaint:
    return live.running.context.complaints.office.state.complaints[complaint.id]


async def press(
    at: OpenDesk, complaint: Complaint, action: str, key: str = "", files: dict[str, bytes] | None = None, **fields: str
) -> httpx.Response:
    path = f"/meja/aduan/{complaint.id}/{action}"
    uploads = None if files is None else {name: ("foto.jpg", content, "image/jpeg") for name, content in files.items()}
    return await at.browser.post(path, data={"key": key or f"{action}-0123456789abcdef", **fields}, files=uploads)


async def by_sender(live: LiveOffice, command: object) -> None:
    assert isinstance(await live.running.context.complaints.office.do(command, actor="sender"), Done)  # type: ignore[arg-type]


async def test_the_desk_opens_with_the_password_and_locks_again(live: LiveOffice) -> None:
    at = await open_desk(live, locked=True)
    door = await at.browser.get("/meja")
    assert "Buka meja" in door.text
    assert "Daftar aduan" not in door.text
    wrong = await at.browser.post("/meja/buka", data={"password": "salah sekali ini"})
    assert wrong.status_code == 403
    live.false_clock.passes(minutes=5)
    assert (await at.browser.post("/meja/buka", data={"password": GOOD_PASSWORD})).status_code == 303
    assert "Perlu tindakan" in (await at.browser.get("/meja")).text
    assert (await at.browser.post("/meja/kunci")).status_code == 303
    assert "Buka meja" in (await at.browser.get("/meja")).text


async def test_signing_out_locks(live: LiveOffice) -> None:
    at = await open_desk(live)
    desk = live.running.context.complaints.desk
    assert desk.session(at.session) is not None
    await at.browser.post("/keluar")
    assert desk.session(at.session) is None


@pytest.mark.parametrize("path", ["", "/cari", "/contoh", "/insiden", "/identitas", "/petugas", "/pemulihan"])
async def test_every_page_is_drawn(live: LiveOffice, path: str) -> None:
    at = await open_desk(live)
    answer = await at.browser.get(f"/meja{path}")
    assert answer.status_code == 200, answer.text
    assert "no-store" in answer.headers["cache-control"]


async def test_the_procedure_is_public_and_made_of_the_rules(live: LiveOffice) -> None:
    await open_desk(live)
    page = (await (await live.client(accept="text/html")).get("/aduan/sop")).text
    assert "selalu RAHASIA" in page
    assert "3 hari kerja" in page
    assert "10 hari kerja, lalu ditutup sendiri" in page


async def test_a_case_goes_from_reception_to_its_end_and_is_opened_again(live: LiveOffice) -> None:
    at, complaint = await open_desk(live), await sent(live)
    inbox = (await at.browser.get("/meja")).text
    assert complaint.number in inbox
    assert "gelap" not in inbox
    page = (await at.browser.get(f"/meja/aduan/{complaint.id}")).text
    assert STORY in page
    assert "14 hari kerja, mulai hari kerja berikutnya" in page
    assert (await press(at, complaint, "periksa")).status_code == 303
    assert (await press(at, complaint, "tanya", words="Di sisi jalan mana?")).status_code == 303
    assert now(live, complaint).state is State.NEEDS_INFO
    await by_sender(live, GiveInfo(complaint.id, "0" * 16))
    assert (await press(at, complaint, "teruskan", person=at.account)).status_code == 303
    assert (await press(at, complaint, "kerjakan")).status_code == 303
    assert (await press(at, complaint, "jawab", words="Kami kirim orang besok.")).status_code == 303
    without = await press(at, complaint, "selesai/foto", reason="tuntas", words="Sudah diganti.")
    assert (without.status_code, "perlu foto bukti" in without.text, "Sudah diganti." in without.text) == (
        422,
        True,
        True,
    )
    done = await press(
        at, complaint, "selesai/foto", reason="tuntas", words="Sudah diganti.", files={"proof": photo(1)}
    )
    assert done.status_code == 303
    assert now(live, complaint).state is State.AWAITING_CONFIRMATION
    assert complaint.number in (await at.browser.get("/meja?daftar=tunggu")).text
    await by_sender(live, Reopen(complaint.id))
    page = (await at.browser.get(f"/meja/aduan/{complaint.id}")).text
    assert "Belum beres: dibuka kembali" in page
    again = {"reason": "tuntas", "words": "Diganti lagi.", "key": "second-0123456789abcdef"}
    same = await press(at, complaint, "selesai/foto", files={"proof": photo(1)}, **again)
    assert (same.status_code, "mirip dengan bukti" in same.text) == (422, True)
    assert (await press(at, complaint, "selesai/foto", files={"proof": photo(2)}, **again)).status_code == 303
    await by_sender(live, ConfirmFix(complaint.id))
    assert now(live, complaint).solved
    assert complaint.number in (await at.browser.get("/meja?daftar=selesai")).text


async def test_one_photo_proves_one_repair(live: LiveOffice) -> None:
    at = await open_desk(live)
    first, second = await sent(live), await sent(live, story="Lampu di ujung selatan padam dua malam ini.")
    for complaint in (first, second):
        await press(at, complaint, "teruskan", key=f"{complaint.id}-assign-key", person=at.account)
    done = await press(at, first, "selesai/foto", reason="tuntas", words="Beres.", files={"proof": photo(5)})
    assert done.status_code == 303
    fields = {"reason": "tuntas", "words": "Beres juga.", "key": "other-0123456789abcdef"}
    refused = await press(at, second, "selesai/foto", files={"proof": photo(5)}, **fields)
    assert refused.status_code == 422
    assert now(live, second).state is not State.AWAITING_CONFIRMATION
    assert (await press(at, second, "selesai/foto", files={"proof": photo(6)}, **fields)).status_code == 303


async def test_a_double_press_counts_once_and_an_opening_once_a_day(live: LiveOffice) -> None:
    at, complaint = await open_desk(live), await sent(live)
    for _ in range(3):
        await at.browser.get(f"/meja/aduan/{complaint.id}")
        assert (await press(at, complaint, "jawab", words="Sudah kami terima.")).status_code == 303
    office = live.running.context.complaints.office
    kinds = [record.event.kind for record in await office.history(complaint.id)]
    assert kinds.count("complaint_answered") == 1
    assert kinds.count(CaseOpened.kind) == 1
    assert len(await office.rows(complaint.id, "message")) == 1
    live.false_clock.passes_until_tomorrow(9)
    await open_desk(live)
    desk = live.running.context.complaints.desk
    await desk.unlock(at.account, at.session, GOOD_PASSWORD)
    await desk.open(complaint.id, desk.session(at.session))  # type: ignore[arg-type]
    kinds = [record.event.kind for record in await office.history(complaint.id)]
    assert kinds.count(CaseOpened.kind) == 2


async def test_a_press_that_is_refused_keeps_the_words(live: LiveOffice) -> None:
    at, complaint = await open_desk(live), await sent(live)
    await press(at, complaint, "periksa")
    refused = await press(at, complaint, "arsip", reason="spam", words="Bukan aduan, menurut kami.")
    assert refused.status_code == 409
    assert "Bukan aduan, menurut kami." in refused.text


async def test_archiving_needs_a_reason_in_words(live: LiveOffice) -> None:
    at, complaint = await open_desk(live), await sent(live)
    assert (await press(at, complaint, "arsip", reason="spam", words=" ")).status_code == 422
    assert (
        await press(at, complaint, "arsip", reason="karena", words="x", key="b-0123456789abcdefghij")
    ).status_code == 409
    assert (
        await press(at, complaint, "arsip", reason="spam", words="Iklan.", key="c-0123456789abcdefghij")
    ).status_code == 303
    assert now(live, complaint).state is State.ARCHIVED


async def test_photos_are_shown_on_request_and_the_sender_sees_that(live: LiveOffice) -> None:
    from server.complaints.photo import checked_photo

    at, complaint = await open_desk(live), await sent(live, photos=(await checked_photo(photo(9)),))
    page = (await at.browser.get(f"/meja/aduan/{complaint.id}")).text
    assert "Tampilkan foto" in page
    assert "/berkas/" not in page
    assert (await press(at, complaint, "foto")).status_code == 303
    page = (await at.browser.get(f"/meja/aduan/{complaint.id}")).text
    path = re.search(r'src="(/meja/aduan/[^"]+/berkas/[^"]+)"', page)
    assert path is not None
    shown = await at.browser.get(path[1])
    assert (shown.status_code, shown.headers["content-type"]) == (200, "image/webp")
    events = [record.event for record in await live.running.context.complaints.office.history(complaint.id)]
    assert [event.what for event in events if isinstance(event, CaseOpened)] == ["text", "photo"]
    live.running.context.complaints.desk.forget(at.session)
    assert "Buka meja" in (await at.browser.get(path[1])).text


@pytest.mark.parametrize(
    ("words", "refused"),
    [
        ("Lampu jalan mati di dekat balai.", False),
        ("Pak Slamet melaporkan lampu mati.", True),
        ("Hubungi 081234567890 soal lampu.", True),
        ("Ibu Officer tidak menjawab.", True),
        ("x" * 241, True),
    ],
)
async def test_a_summary_names_nobody(live: LiveOffice, words: str, *, refused: bool) -> None:
    at, complaint = await open_desk(live), await sent(live)
    await person_of(live.running.context.doorkeeper, Role.OFFICER)
    answer = await press(at, complaint, "ringkasan", words=words)
    assert answer.status_code == (422 if refused else 303), answer.text
    assert (now(live, complaint).summary is None) is refused


async def test_a_refused_summary_says_what_to_write_in_the_office_s_own_words(live: LiveOffice) -> None:
    at, complaint = await open_desk(live), await sent(live)
    words = "Pak Slamet, 081234567890, dan Pak Slamet lagi."
    page = (await press(at, complaint, "ringkasan", words=words)).text
    told = 'Ringkasan ini dapat menunjuk orang.\nNama orang: tulis jabatannya, atau "seseorang".\nNomor HP: hapus.'
    assert told in html.unescape(page)
    assert "langkah nama" not in page


def test_every_kind_that_is_found_has_words() -> None:
    assert set(json.loads(rules_text())["kinds"]) == KINDS


async def test_an_administrator_with_a_post_is_warned_of(live: LiveOffice) -> None:
    """They reset passwords and own the server; with a post they read too, which the access table does not give them."""
    kasi, *_ = await staffed_desks(live, ladder=3)
    assert "juga admin" in (await kasi.browser.get("/meja/petugas")).text
    assert isinstance(
        await live.running.context.complaints.desk.staffing.staff(kasi.account, Posts((kasi.account, "", "", ""))), Done
    )
    assert "juga admin" not in (await kasi.browser.get("/meja/petugas")).text


async def test_search_opens_only_in_the_session_and_is_seen_by_the_sender(live: LiveOffice) -> None:
    at, complaint = await open_desk(live), await sent(live)
    other = await sent(live, category="sampah", story="Sampah menumpuk di belakang pasar.")
    found = await at.browser.post("/meja/cari", data={"wanted": "lampu gelap"})
    assert complaint.number in found.text
    assert other.number not in found.text
    history = await live.running.context.complaints.office.history(complaint.id)
    assert [one.event.reason for one in history if isinstance(one.event, CaseOpened)] == ["pencarian"]
    assert complaint.number in (await at.browser.post("/meja/cari", data={"wanted": complaint.number})).text


async def test_duplicates_are_offered_and_merged(live: LiveOffice) -> None:
    at, first = await open_desk(live), await sent(live)
    second = await sent(live, story="Lampu jalan dekat balai mati, gelap sejak minggu lalu.")
    for complaint in (first, second):
        await press(at, complaint, "periksa", key=f"{complaint.id}-verify-key")
    page = (await at.browser.get(f"/meja/aduan/{second.id}")).text
    assert f'value="{first.number}"' in page
    assert (await press(at, second, "gabung", into=first.number)).status_code == 303
    assert now(live, second).merged_into == first.id


async def test_whom_it_is_about_sees_neither_the_case_nor_its_count(live: LiveOffice) -> None:
    """Two officials on the ladder; the complaint is about the first."""
    at = await open_desk(live)
    context = live.running.context
    officer = await person_of(context.doorkeeper, Role.OFFICER)
    made = await context.complaints.sealing.staff.ensure(officer.id, GOOD_PASSWORD)
    assert made is not None
    keys = {**context.complaints.office.state.staffed.keys, officer.id: made.public.hex()}  # type: ignore[union-attr]
    staffing = StaffDesk({}, (at.account, officer.id, "", ""), (), keys)
    assert isinstance(await context.complaints.office.do(staffing, actor=f"account:{at.account}"), Done)
    complaint = await sent(live, category="perilaku_petugas", about=(at.account,))
    assert context.complaints.desk.counts(at.account).new == 0
    assert context.complaints.desk.counts(officer.id).new == 1
    assert complaint.number not in (await at.browser.get("/meja")).text
    assert (await at.browser.get(f"/meja/aduan/{complaint.id}")).status_code == 403
    assert "0 ditemukan" in (await at.browser.post("/meja/cari", data={"wanted": complaint.number})).text


async def test_the_badge_and_the_bell_tell_a_number_and_nothing_else(live: LiveOffice) -> None:
    at = await open_desk(live)
    cookies = dict(at.browser.cookies)
    badge, bell = await live.wire("/screen/desk", cookies=cookies), await live.wire("/screen/bell", cookies=cookies)
    await badge.until_part("desk-badge", "Tidak ada yang mendesak")
    complaint = await sent(live)
    told = await badge.until_part("desk-badge", "aduan baru")
    rung = await bell.until_part("ring", "Ada 1 aduan perlu dilihat")
    for words in (complaint.number, complaint.id, "Lampu", STORY):
        assert words not in told + rung
    other = await live.wire("/screen/bell", cookies=await live.official(Role.OFFICER))
    assert "aduan perlu dilihat" not in (await other.next())["parts"]["ring"]


async def test_identity_opens_for_minutes_with_a_custodian(live: LiveOffice) -> None:
    at, complaint = await open_desk(live), await sent(live, name="Bu Wagiyem", contact="rumah ujung")
    page = (await at.browser.get(f"/meja/aduan/{complaint.id}")).text
    assert "Wagiyem" not in page
    asked = await press(at, complaint, "identitas", reason="verifikasi_lapangan", minutes="10")
    assert asked.status_code == 303
    (request,) = now(live, complaint).requests
    path = f"/meja/identitas/{complaint.id}/{request.request}"
    assert complaint.number in (await at.browser.get("/meja/identitas")).text
    assert (await at.browser.post(path, data={"verdict": "ya", "key": "k" * 22})).status_code == 303
    shown = await press(at, complaint, "lihat-identitas")
    assert "Bu Wagiyem" in shown.text
    assert "Wagiyem" not in (await at.browser.get(f"/meja/aduan/{complaint.id}")).text
    assert (await press(at, complaint, "tutup-identitas")).status_code == 303
    assert "Wagiyem" not in (await press(at, complaint, "lihat-identitas")).text


async def test_erasing_needs_an_identity_that_was_compared(live: LiveOffice) -> None:
    at, complaint = await open_desk(live), await sent(live, name="Bu Wagiyem")
    assert (await press(at, complaint, "hapus", sure="1")).status_code in {403, 409}
    assert not now(live, complaint).erased


async def test_the_breach_notice_is_filled_from_the_log(live: LiveOffice) -> None:
    at, complaint = await open_desk(live), await sent(live)
    await at.browser.get(f"/meja/aduan/{complaint.id}")
    form = {
        "discovered": "2026-11-23",
        "discovered_at": "07:00",
        "since": "2026-11-20",
        "until": "2026-11-23",
        "what": "akun",
    }
    page = (await at.browser.post("/meja/insiden", data=form)).text
    assert "Kam, 26 Nov 2026 pukul 07.00" in page
    assert complaint.number in page
    assert f"isi {complaint.number}" in page
    assert STORY not in page
    # What goes to a sender tells nothing of the others.
    letter, _, annex = page.partition("Lampiran, hanya untuk lembaga")
    assert "Jum, 20 Nov 2026 sampai Sen, 23 Nov 2026" in letter
    assert "Sen, 23 Nov 2026 pukul 07.00" in letter
    for words in (complaint.number, "Aduan yang mungkin terkena", "TERBUKA", "ANONIM"):
        assert words not in letter
    assert "Hanya aduan yang dapat dibaca Ibu Head Of Services" in annex
    # Nobody is told a number that means only "none that you may read".
    none = (await at.browser.post("/meja/insiden", data={**form, "since": "2026-11-02", "until": "2026-11-03"})).text
    assert "Itu tidak berarti tidak ada yang terkena" in none
    assert "Aduan yang mungkin terkena" not in none
    assert "Lampiran, hanya" not in none
    assert (await at.browser.post("/meja/insiden", data={**form, "discovered": "2026-12-24"})).status_code == 422


async def test_the_office_writes_its_own_templates_without_people_in_them(live: LiveOffice) -> None:
    at = await open_desk(live)
    bad = await at.browser.post("/meja/contoh", data={"title": "Kontak", "body": "Hubungi 081234567890."})
    assert bad.status_code == 422
    assert (
        await at.browser.post("/meja/contoh", data={"title": "Musim", "body": "Menunggu musim kemarau."})
    ).status_code == 303
    complaint = await sent(live)
    assert "Menunggu musim kemarau." in (await at.browser.get(f"/meja/aduan/{complaint.id}")).text


async def test_a_village_with_one_official_opens_its_board_on_one_page(live: LiveOffice) -> None:
    """From nothing: sign in, password, save, print, done."""
    context = live.running.context
    kasi = await person_of(context.doorkeeper, Role.HEAD_OF_SERVICES)
    browser = await live.client(accept="text/html", origin=live.url, cookies=await live.official(Role.HEAD_OF_SERVICES))
    opened = await browser.post("/meja/buka", data={"password": GOOD_PASSWORD})
    assert opened.headers["location"] == "/meja/petugas"
    page = (await browser.get("/meja/petugas")).text
    assert f'<option value="{kasi.id}" selected' in page
    saved = await browser.post("/meja/petugas", data={"kasi": kasi.id, "key": "s" * 22})
    assert saved.headers["location"] == "/meja/pemulihan"
    assert context.complaints.intake.ready
    sheet = (await browser.post("/meja/pemulihan", data={"key": "p" * 22})).text
    lines = re.findall(r'<li><span class="number">([0-9A-Z-]+)</span>', sheet)
    asked = re.search(r"baris ke-(\d)", sheet)
    assert asked is not None
    assert len(lines) == 7
    assert (await browser.post("/meja/pemulihan/cocok", data={"line": "AAAA-BBBB-C"})).status_code == 422
    assert (
        await browser.post("/meja/pemulihan/cocok", data={"line": lines[int(asked[1]) - 1].lower()})
    ).status_code == 303
    assert "sudah dicetak dan dicocokkan" in (await browser.get("/meja/petugas")).text
    complaint = await sent(live)
    assert STORY in (await browser.get(f"/meja/aduan/{complaint.id}")).text


async def test_staffing_needs_somebody_who_can_read(live: LiveOffice) -> None:
    at = await open_desk(live)
    officer = await person_of(live.running.context.doorkeeper, Role.OFFICER)
    for form in ({"kasi": ""}, {"kasi": officer.id}, {"kasi": at.account, "custodian": at.account}):
        assert (await at.browser.post("/meja/petugas", data=form)).status_code == 422


async def test_nobody_but_people_on_safe_ways_comes_in(live: LiveOffice) -> None:
    at, complaint = await open_desk(live), await sent(live)
    transport = httpx.ASGITransport(app=live.running.app, client=("192.168.1.7", 40_000))
    cookies = dict(at.browser.cookies)
    async with httpx.AsyncClient(
        transport=transport, base_url="http://192.168.1.2", headers=SENT_AT_DESK, cookies=cookies
    ) as elsewhere:
        for path in ("/meja", f"/meja/aduan/{complaint.id}", "/meja/identitas", "/meja/petugas", "/meja/pemulihan"):
            answer = await elsewhere.get(path)
            assert answer.status_code == 409, path
            assert STORY not in answer.text
    officer = await live.client(accept="text/html", origin=live.url, cookies=await live.official(Role.OFFICER))
    await officer.post("/meja/buka", data={"password": GOOD_PASSWORD})
    assert (await officer.get(f"/meja/aduan/{complaint.id}")).status_code == 403


async def test_a_colleague_gives_access_back_after_a_reset(live: LiveOffice) -> None:
    """The head forgot her password; the new key reads nothing until a colleague who reads the case has pressed."""
    at = await open_desk(live)
    context = live.running.context
    desk, keeper = context.complaints.desk, context.doorkeeper
    officer = await person_of(keeper, Role.OFFICER)
    await desk.procedures.unlock(officer.id, GOOD_PASSWORD)
    saved = await at.browser.post("/meja/petugas", data={"kasi": at.account, "sekdes": officer.id, "key": "s" * 22})
    assert saved.status_code == 303
    complaint = await sent(live)
    named = await press(at, complaint, "teruskan", person=officer.id)
    assert named.status_code == 303
    await desk.procedures.renew(at.account, "kata sandi yang lain sama sekali")
    unlocked = await desk.procedures.unlock(at.account, "kata sandi yang lain sama sekali")
    context.complaints.sealing.sessions.begin(at.session, unlocked)  # type: ignore[arg-type]
    assert (await at.browser.get(f"/meja/aduan/{complaint.id}")).status_code == 403
    assert "Kunci Anda baru" in (await at.browser.get("/meja")).text
    cookies = await live.official(Role.OFFICER)
    colleague = await live.client(accept="text/html", origin=live.url, cookies=cookies)
    await colleague.post("/meja/buka", data={"password": GOOD_PASSWORD})
    page = (await colleague.get("/meja/petugas")).text
    assert ("Pulihkan akses" in page, "Simpan susunan" in page) == (True, False)
    assert (await colleague.post("/meja/petugas", data={"kasi": officer.id})).status_code == 403
    given = await colleague.post("/meja/pulihkan", data={"account": at.account, "key": "g" * 22})
    assert "Akses dipulihkan" in given.text, given.text
    assert STORY in (await at.browser.get(f"/meja/aduan/{complaint.id}")).text


async def test_nothing_that_is_typed_or_read_reaches_the_log(
    live: LiveOffice, caplog: pytest.LogCaptureFixture
) -> None:
    at, complaint = await open_desk(live), await sent(live, name="Bu Wagiyem")
    await at.browser.get(f"/meja/aduan/{complaint.id}")
    await press(at, complaint, "jawab", words="Rahasia jawaban kantor")
    await press(at, complaint, "arsip", reason="bukan kode", words="Rahasia arsip kantor")
    await at.browser.post("/meja/cari", data={"wanted": "lampu gelap"})
    for canary in (STORY, "Wagiyem", "Rahasia", "gelap", GOOD_PASSWORD, complaint.number):
        assert canary not in caplog.text
