"""Sending a complaint with plain forms: every screen, every refusal, and what the office may and may not see of it."""

import html
import json
import re
import tempfile
from html.parser import HTMLParser
from pathlib import Path

import httpx
import pytest

from server.complaints.case_keys import CaseKeys
from server.complaints.pace import Doing
from server.description.complaint_category_entry import BUILT_IN
from server.domain.access import Role
from server.domain.complaint_class import Class
from server.domain.complaint_events import ComplaintReceived
from server.domain.print_job import PrintState
from server.paper.print_queue import PrintQueue
from server.paper.printer import Result
from server.paper.slip import ComplaintPaper, Paper
from server.sealing.receipt_code import parsed
from tests.complaints.test_intake_files import jpeg, m4a, solved
from tests.conftest import Starter
from tests.live_office import GOOD_PASSWORD, VILLAGE_TOML, LiveOffice
from tests.server.complaint_sender import WITH_HAMLETS, Sender, open_board, sender

STORY = "Lampu jalan mati sejak minggu lalu."


@pytest.fixture
async def village(start: Starter) -> LiveOffice:
    live = await start(office_toml=VILLAGE_TOML + WITH_HAMLETS)
    await open_board(live)
    return live


def received(live: LiveOffice) -> list[str]:
    return list(live.running.context.complaints.office.state.complaints)


async def first_event(live: LiveOffice) -> ComplaintReceived:
    office = live.running.context.complaints.office
    (complaint,) = office.state.complaints
    event = (await office.history(complaint))[0].event
    assert isinstance(event, ComplaintReceived)
    return event


async def read(live: LiveOffice) -> dict[str, object]:
    """The only complaint's text, as the head of services reads it."""
    complaints = live.running.context.complaints
    (complaint,) = complaints.office.state.complaints
    kasi = complaints.office.state.staffed.ladder[0]  # type: ignore[union-attr]
    key = await complaints.sealing.staff.unlock(kasi, GOOD_PASSWORD)
    assert key is not None
    case = await CaseKeys(complaints.office, complaints.sealing).as_official(complaint, key)
    assert case is not None
    (row,) = await complaints.office.rows(complaint, "text")
    told = json.loads(case.open(row.sealed))
    assert isinstance(told, dict)
    return told


async def test_the_whole_way_without_javascript(village: LiveOffice) -> None:
    one = await sender(village)
    assert one.page.status_code == 200
    assert one.page.headers["cache-control"] == "no-store"
    headings = [one.heading]
    await one.choose("lampu")
    headings.append(one.heading)
    await one.press(dusun="krajan", patokan="dekat balai dusun")
    headings.append(one.heading)
    await one.press(cerita=STORY)
    headings.append(one.heading)
    await one.press()
    headings.append(one.heading)
    await one.press(kelas="open")
    headings.append(one.heading)
    await one.press()
    headings.append(one.heading)
    assert headings == [
        "Apa masalahnya?",
        "Di mana?",
        "Ceritakan masalahnya",
        "Foto atau suara?",
        "Siapa yang boleh tahu?",
        "Nama dan kontak?",
        "Periksa, lalu kirim",
    ]
    assert STORY in one.text
    assert "Dusun Krajan, dekat balai dusun" in one.text
    assert not received(village)

    await one.send(solved(work_of(one)))
    assert one.page.status_code == 201
    code = "".join(re.findall(r"<span>(\d{4})</span>", one.text))
    assert parsed(code) == code
    event = await first_event(village)
    assert event.number in one.text
    assert (event.klass, event.category, event.hamlet, event.channel) == (Class.OPEN, "lampu", "krajan", "web")
    assert not event.held
    assert await read(village) == {
        "story": STORY,
        "landmark": "dekat balai dusun",
        "hamlet": "krajan",
        "about": [],
        "day": "2026-11-23",
        "show_photo": False,
        "files": [],
    }
    # The QR's address holds the code behind the #, where no server ever sees it; the page names the address without it.
    assert f"/aduan/lacak#{code}" not in one.text
    assert "/aduan/lacak" in one.text

    await one.press("selesai", to="/aduan/baru/bukti", akhir="0000" if code[-4:] != "0000" else "1111")
    assert one.page.status_code == 422
    assert "belum sama" in one.text
    await one.press("lewati", to="/aduan/baru/bukti")
    assert "Yakin sudah dicatat?" in one.text
    await one.press("kembali", to="/aduan/baru/bukti")
    assert "".join(re.findall(r"<span>(\d{4})</span>", one.text)) == code
    await one.press("selesai", to="/aduan/baru/bukti", akhir=code[-4:])
    assert one.heading == "Terima kasih"
    assert code not in one.text
    assert code[-4:] not in re.sub(r"data-[a-z-]+=\"[^\"]*\"|v=[0-9a-f]+|<svg.*?</svg>", "", one.text)


def work_of(one: Sender) -> str:
    found = re.search(r'data-work="([^"]+)"', one.text)
    assert found
    return html.unescape(found[1])


async def test_without_work_it_waits_for_a_moderator_and_is_not_dropped(village: LiveOffice) -> None:
    one = await (await (await sender(village)).to_the_end()).send()

    assert one.page.status_code == 201
    assert "Petugas melihat dulu aduan ini" in one.text
    assert (await first_event(village)).held


async def test_the_same_form_sent_again_gives_the_same_receipt(village: LiveOffice) -> None:
    one = await (await sender(village)).to_the_end()
    fields = one.fields()
    await one.send()
    again = await one.browser.post("/aduan/baru", data={**dict(fields), "ke": "kirim"})

    assert again.status_code == 200
    assert re.findall(r"<span>(\d{4})</span>", again.text) == re.findall(r"<span>(\d{4})</span>", one.text)
    assert len(received(village)) == 1


async def test_the_receipt_says_by_when_and_where(village: LiveOffice) -> None:
    """Five working days from a Monday are the next one."""
    one = await (await (await sender(village)).to_the_end()).send()
    assert "Jawaban paling lambat <b>Senin, 30 November 2026</b>" in one.text
    assert 'terbuka lewat <span class="whole">Wi-Fi</span> kantor' in one.text
    # On paper: what the digits are, and an address that does not say what it is about.
    slip = one.text.partition('<section class="slip"')[2]
    assert "Kode Anda" in slip
    assert re.search(r"atau buka <span>[^<>/]+:\d+</span> di <span>Wi-Fi kantor</span>", slip)
    assert "aduan" not in re.sub(r"<svg.*?</svg>", "", slip.lower())


async def test_on_somebodys_own_phone_the_receipt_outlives_a_reload_and_nowhere_else(village: LiveOffice) -> None:
    phone = await (await (await sender(village)).to_the_end()).send()
    assert "data-keep" in phone.text
    for cookies in (await village.device(Role.KIOSK), await village.official(Role.OFFICER)):
        shared = await (await (await sender(village, cookies)).to_the_end()).send()
        assert "Kode rahasia" in shared.text
        assert "data-keep" not in shared.text


async def test_wrong_last_digits_are_told_at_their_field(village: LiveOffice) -> None:
    one = await (await (await sender(village)).to_the_end()).send()
    code = "".join(re.findall(r"<span>(\d{4})</span>", one.text))
    assert "aria-invalid" not in one.text
    await one.press("selesai", to="/aduan/baru/bukti", akhir="0000" if code[-4:] != "0000" else "1111")
    before, _, after = one.text.partition("belum sama")
    assert "receipt-code" in before
    assert after.index('aria-invalid="true" autofocus') < after.index("Sudah saya catat")


async def test_back_keeps_what_was_typed(village: LiveOffice) -> None:
    one = await (await sender(village)).choose("jalan")
    await one.press(dusun="krajan", patokan="dekat kali")
    await one.press("kembali", cerita="Baru setengah")
    assert one.step == "tempat"
    assert dict(one.fields())["patokan"] == "dekat kali"
    assert dict(one.fields())["dusun"] == "krajan"
    await one.press()
    assert dict(one.fields())["cerita"] == "Baru setengah"


async def test_a_correction_on_the_last_screen_leads_back_to_it(village: LiveOffice) -> None:
    one = await (await sender(village)).to_the_end()
    await one.press("ubah-cerita")
    assert one.step == "cerita"
    await one.press(cerita="Lampu jalan mati, dan tiangnya miring.")
    assert one.step == "periksa"
    assert "tiangnya miring" in one.text


async def test_an_open_line_is_told_before_anything_is_written(village: LiveOffice) -> None:
    words = "tidak tersandi"
    near = await (await (await sender(village)).choose("lampu")).press()
    assert near.step == "cerita"
    assert words not in near.text
    afar = httpx.AsyncClient(
        transport=httpx.ASGITransport(village.running.app, client=("192.168.1.77", 5_000)),
        base_url=village.url,
        headers={"accept": "text/html"},
    )
    async with afar:
        far = await (await (await Sender(afar).begin()).choose("lampu")).press()
        assert words in far.text


async def test_the_last_screen_also_reads_the_landmark(village: LiveOffice) -> None:
    one = await (await sender(village)).to_the_end(patokan="depan rumah saya")
    assert "<q>rumah saya</q>" in one.text


async def test_what_gives_the_sender_away_is_shown_once(village: LiveOffice) -> None:
    one = await (await sender(village)).choose("lampu")
    await one.press()
    await one.press(cerita="Pak Budi di RT 03 mematikan lampu, hubungi 081234567890.")
    assert one.step == "cerita"
    for found in ("Pak Budi", "RT 03", "081234567890"):
        assert f"<q>{found}</q>" in one.text
    await one.press()
    assert one.step == "foto"


@pytest.mark.parametrize("category", ["pungli", "perilaku_petugas", "kekerasan", "tanah", "bansos", "pemilihan"])
async def test_a_category_that_forces_secrecy_asks_for_no_class(village: LiveOffice, category: str) -> None:
    one = await (await sender(village)).choose(category)
    assert one.step == "tentang"
    assert "Ibu Head Of Services" in one.text
    assert "Orang lain" in one.text
    steps = []
    while one.step != "periksa":
        await one.press(**({"cerita": "Diminta uang untuk surat."} if one.step == "cerita" else {}))
        steps.append(one.step)
    assert "kelas" not in steps
    assert "RAHASIA" in one.text
    await one.press("kirim", kelas="open")
    assert one.page.status_code == 201
    assert (await first_event(village)).klass == Class.SECRET


@pytest.mark.parametrize("category", [entry.code for entry in BUILT_IN if not entry.may_be_open])
async def test_wherever_somebody_of_the_office_could_be_meant_it_is_asked(village: LiveOffice, category: str) -> None:
    one = await (await sender(village)).choose(category)
    assert one.step == "tentang"


async def test_a_complaint_about_the_only_recipient_is_told_where_to_go(village: LiveOffice) -> None:
    kasi = village.running.context.complaints.office.state.staffed.ladder[0]  # type: ignore[union-attr]
    one = await (await sender(village)).choose("perilaku_petugas")
    await one.press(tentang=[kasi, "lain"])
    await one.press()
    await one.press(cerita="Sering marah kepada warga.")
    while one.step != "periksa":
        await one.press()
    await one.send()
    assert one.page.status_code == 409
    assert "Ombudsman" in one.text
    assert one.step == "periksa"
    assert not received(village)


async def test_the_formal_track_needs_name_and_contact(village: LiveOffice) -> None:
    one = await (await sender(village)).choose("lampu")
    await one.press()
    await one.press(cerita=STORY)
    await one.press()
    await one.press()
    assert one.step == "nama"
    await one.press(jalur="resmi", nama="Wati")
    assert one.page.status_code == 422
    assert "Aduan resmi memerlukan nama" in one.text
    await one.press(jalur="resmi", nama="Wati", kontak="0812 1111 2222")
    assert one.step == "periksa"
    await one.send()
    event = await first_event(village)
    assert event.formal
    assert event.identity


async def test_a_name_that_cannot_be_kept_is_not_asked_for(village: LiveOffice) -> None:
    one = await (await sender(village)).choose("pungli")
    while one.step != "nama":
        await one.press(**({"cerita": "Diminta uang untuk surat."} if one.step == "cerita" else {}))
    assert "tiga pemegang kunci" in one.text
    assert 'name="nama"' not in one.text


@pytest.mark.parametrize(
    ("step", "typed", "words"),
    [
        ("apa", {"kategori": ""}, "Pilih dulu masalahnya."),
        ("apa", {"kategori": "entah"}, "Pilih dulu masalahnya."),
        ("tempat", {"patokan": "x" * 200}, "Patokan terlalu panjang."),
        ("tempat", {"dusun": "entah"}, "Pilih dusun dari daftar"),
        ("cerita", {"cerita": "hm"}, "Ceritakan dulu masalahnya"),
        ("cerita", {"cerita": "x" * 4_001}, "Cerita terlalu panjang."),
    ],
)
async def test_every_screen_says_what_is_missing(
    village: LiveOffice, step: str, typed: dict[str, str], words: str
) -> None:
    one = await sender(village)
    while one.step != step:
        await (one.choose("lampu") if one.step == "apa" else one.press())
    await one.press(**typed)
    assert one.page.status_code == 422
    assert words in html.unescape(one.text)
    assert one.step == step


async def test_a_missing_story_is_told_before_the_next_screens(village: LiveOffice) -> None:
    one = await (await sender(village)).choose("lampu")
    await one.press()
    await one.press(cerita="")
    assert one.step == "foto"
    await one.press(files={})
    assert (one.step, one.page.status_code) == ("foto", 422)
    assert "Belum ada ceritanya" in one.text
    # By an older page's button to the last screen: it says so there, and does not speak of a recording.
    await one.press("periksa")
    assert (one.step, one.page.status_code) == ("periksa", 422)
    assert "Ceritakan dulu masalahnya" in one.text
    assert "(lewat rekaman suara)" not in one.text


async def test_a_voice_note_tells_the_story(village: LiveOffice) -> None:
    one = await (await sender(village)).choose("lampu")
    await one.press()
    await one.press(cerita="")
    await one.press("unggah-suara", files={"suara": ("a.m4a", m4a())})
    await one.press()
    assert (one.step, one.page.status_code) == ("kelas", 200)
    await one.press("periksa")
    assert one.page.status_code == 200
    assert "(lewat rekaman suara)" in one.text


async def test_nobody_is_left_out_who_is_not_of_the_office(village: LiveOffice) -> None:
    one = await (await sender(village)).choose("pungli")
    await one.press(tentang="nobody")
    assert (one.step, one.page.status_code) == ("tentang", 422)
    assert "Pilih lagi orangnya" in one.text
    await one.press(tentang="lain")
    assert one.step == "tempat"
    # Also past the screens, by a form of somebody's own making.
    fields = {**dict(one.fields()), "langkah": "periksa", "ke": "kirim", "cerita": STORY, "tentang": "nobody"}
    page = await one.browser.post("/aduan/baru", data=fields)
    assert page.status_code == 422
    assert "Pilih lagi orangnya" in page.text
    assert not received(village)


async def test_a_photo_is_kept_in_memory_made_anew_and_sealed(
    village: LiveOffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The form's reader would put large files into the system's temporary folder, in clear.
    monkeypatch.delattr(tempfile.SpooledTemporaryFile, "rollover")
    one = await (await sender(village)).choose("jalan")
    await one.press()
    await one.press(cerita=STORY)
    await one.press("unggah", files={"foto": ("IMG_KENARI.jpg", jpeg() + bytes(2_000_000))})
    assert one.step == "foto"
    assert "Foto 1" in one.text
    assert "KENARI" not in one.text
    await one.press("unggah-suara", files={"suara": ("rekam.m4a", m4a())})
    assert "Rekaman suara" in one.text
    await one.press("unggah", files={"foto": ("dua.jpg", jpeg(40, 30))})
    assert "Foto 2" in one.text
    await one.press("hapus-foto-1")
    assert "Foto 2" not in one.text
    await one.press(boleh_lihat="1")
    assert one.step == "kelas"
    await one.press()
    await one.press()
    assert "1 foto, 1 rekaman suara" in one.text
    token = one.hidden("berkas")
    assert village.running.context.complaints.intake.drafts.of(token).photos
    await one.send()
    assert one.page.status_code == 201
    told = await read(village)
    assert told["show_photo"]
    assert [each["what"] for each in told["files"]] == ["photo", "voice"]  # type: ignore[attr-defined,index]
    assert village.running.context.complaints.intake.drafts.of(token).photos == ()
    for path in (tmp_path / "data").rglob("*"):
        assert not path.is_file() or b"KENARI" not in path.read_bytes()


@pytest.mark.parametrize(
    ("press", "name", "content", "words"),
    [
        ("unggah", "foto", b"", "Pilih dulu fotonya"),
        ("unggah", "foto", b"bukan foto", "bukan gambar"),
        ("unggah-suara", "suara", b"bukan suara", "bukan rekaman suara"),
    ],
)
async def test_a_file_that_cannot_be_used_is_refused_in_words(
    village: LiveOffice, press: str, name: str, content: bytes, words: str
) -> None:
    one = await (await sender(village)).choose("jalan")
    await one.press()
    await one.press(cerita=STORY)
    await one.press(press, files={name: ("berkas", content)})
    assert one.page.status_code == 422
    assert words in one.text
    await one.press()
    assert one.step == "kelas"


async def test_a_body_of_more_than_a_photo_is_refused(village: LiveOffice) -> None:
    """And nothing that was typed is lost: the answer is the same screen, for who has no script and could not go back."""
    one = await (await sender(village)).choose("jalan")
    await one.press()
    await one.press(cerita=STORY)
    await one.press("unggah", files={"foto": ("besar", bytes(9 * 1024 * 1024))})
    assert one.page.status_code == 413
    assert "Foto paling besar 8 MB" in one.text
    assert one.step == "foto"
    assert one.hidden("cerita") == STORY
    await one.press()
    assert one.step == "kelas"


async def test_where_there_is_no_room_for_a_file_the_form_comes_back(
    village: LiveOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = await (await sender(village)).choose("jalan")
    await one.press()
    await one.press(cerita=STORY)
    drafts = village.running.context.complaints.intake.drafts
    monkeypatch.setattr(drafts, "_patience_s", 0.001)
    async with drafts.room("b"), drafts.room("c"), drafts.room("d"):
        await one.press("unggah", files={"foto": ("satu.jpg", jpeg() + bytes(100_000))})
        assert one.page.status_code == 429
        assert "Banyak foto sedang dikirim" in one.text
        assert (one.step, one.hidden("cerita")) == ("foto", STORY)
        # A small one needs no room.
        await one.press("unggah", files={"foto": ("satu.jpg", jpeg(20, 20))})
        assert "Foto 1" in one.text


async def test_a_phone_that_hangs_up_while_it_sends_is_no_trouble_for_the_log(
    village: LiveOffice, caplog: pytest.LogCaptureFixture
) -> None:
    events = iter(
        [
            {"type": "http.request", "body": b"--x\r\n", "more_body": True},
            {"type": "http.disconnect"},
        ]
    )
    said: list[object] = []

    async def receive() -> object:
        return next(events)

    async def send(event: object) -> None:
        said.append(event)

    headers = [(b"host", b"localhost"), (b"content-type", b"multipart/form-data; boundary=x")]
    scope = {"type": "http", "method": "POST", "path": "/aduan/baru", "raw_path": b"/aduan/baru", "query_string": b""}
    where = {
        "scheme": "http",
        "server": ("localhost", 80),
        "client": ("10.0.0.9", 1),
        "root_path": "",
        "http_version": "1.1",
    }
    await village.running.app({**scope, **where, "headers": headers, "state": {}}, receive, send)  # type: ignore[arg-type]
    assert caplog.records == []
    assert said


async def test_an_official_writes_for_somebody_else(village: LiveOffice) -> None:
    cookies = await village.official(Role.OFFICER)
    one = await sender(village, cookies)
    assert "Anda mengisi untuk warga" in one.text
    await (await one.to_the_end()).send()
    assert one.page.status_code == 201
    assert "Serahkan kode ini." in one.heading
    event = await first_event(village)
    assert event.channel == "official"
    assert not event.held


async def test_the_kiosk_leads_to_it_once_somebody_can_receive_it(start: Starter) -> None:
    live = await start()
    kiosk = await live.client(accept="text/html", cookies=await live.device(Role.KIOSK))
    assert "/aduan/baru" not in (await kiosk.get("/ambil")).text
    await open_board(live)
    assert 'href="/aduan/baru"' in (await kiosk.get("/ambil")).text


async def test_the_kiosk_asks_for_no_photos_and_forgets(village: LiveOffice) -> None:
    one = await sender(village, await village.device(Role.KIOSK))
    assert 'data-idle-ms="60000"' in one.text
    assert 'data-away="/ambil"' in one.text
    assert "data-home-ms" not in one.text  # it goes back by its own script
    steps = []
    await one.choose("lampu")
    while one.step != "periksa":
        steps.append(one.step)
        await one.press(**({"cerita": STORY} if one.step == "cerita" else {}))
    assert "foto" not in steps
    await one.send()
    # Sixteen digits are copied by hand here.
    assert 'data-idle-ms="180000"' in one.text
    assert "Sentuh layar" in one.text
    event = await first_event(village)
    assert event.channel == "kiosk"
    assert (await village.running.context.complaints.office.history(event.id))[0].actor == "sender"


async def test_before_the_desk_has_a_key_the_form_says_so(start: Starter) -> None:
    live = await start()
    one = await sender(live)
    assert one.page.status_code == 503
    assert "belum menyiapkan penerima aduan" in one.text


async def test_each_complaint_counts_and_a_retry_does_not(village: LiveOffice) -> None:
    intake = village.running.context.complaints.intake
    for number in range(18):
        intake.hourly.count(Doing.SEND, intake.hourly.tag(f"elsewhere {number}"))
    one = await (await sender(village)).to_the_end()
    fields = {**dict(one.fields()), "ke": "kirim"}
    await one.browser.post("/aduan/baru", data=fields)
    await one.browser.post("/aduan/baru", data=fields)
    assert not intake.hourly.crowded()
    await (await (await sender(village)).to_the_end()).send()
    assert intake.hourly.crowded()


async def test_a_flood_is_held_and_then_asked_to_come_back(village: LiveOffice) -> None:
    intake = village.running.context.complaints.intake
    for number in range(20):
        intake.hourly.count(Doing.SEND, intake.hourly.tag(f"elsewhere {number}"))
    one = await (await sender(village)).to_the_end()
    await one.send(solved(work_of(one)))
    assert (await first_event(village)).held
    for _ in range(60):
        intake.flood.count(Doing.SEND, intake.flood.tag("127.0.0.1"))
    two = await (await sender(village)).to_the_end()
    await two.send(solved(work_of(two)))
    assert two.page.status_code == 429
    assert "Mohon kembali nanti" in two.text
    # What was typed is still there.
    assert dict(two.fields())["cerita"] == STORY
    assert len(received(village)) == 1


DRIVEN = '[printer]\nkind = "network"\naddress = "192.0.2.9"\n'


async def test_a_kiosks_printer_gives_the_slip_and_keeps_no_row(
    start: Starter, monkeypatch: pytest.MonkeyPatch
) -> None:
    live = await start(office_toml=VILLAGE_TOML + DRIVEN)
    await open_board(live)
    printed: list[Paper] = []

    async def false_print(paper: Paper) -> Result:
        printed.append(paper)
        return Result(PrintState.PRINTED)

    monkeypatch.setattr(live.running.context.paper, "print_unkept", false_print)
    one = await (await (await sender(live, await live.device(Role.KIOSK))).to_the_end()).send()
    code = " ".join(re.findall(r"<span>(\d{4})</span>", one.text))
    for _ in range(4):
        await one.press("cetak", to="/aduan/baru/bukti")
    assert "Sudah dicetak tiga kali" in one.text
    (slip, *_) = printed
    assert len(printed) == 3
    assert isinstance(slip, ComplaintPaper)
    assert slip.code == code
    assert slip.address.endswith(f"/aduan/lacak#{code.replace(' ', '')}")
    assert await live.office.store.print_jobs() == []


@pytest.mark.parametrize(("printer", "wanted"), [("", False), ('[printer]\nkind = "browser"\n', True)])
async def test_a_kiosk_without_paper_offers_none(start: Starter, printer: str, wanted: bool) -> None:
    live = await start(office_toml=VILLAGE_TOML + printer)
    await open_board(live)
    one = await (await (await sender(live, await live.device(Role.KIOSK))).to_the_end()).send()
    assert ("data-print" in one.text) is wanted


async def test_a_phone_prints_nothing_in_the_hall(start: Starter, monkeypatch: pytest.MonkeyPatch) -> None:
    live = await start(office_toml=VILLAGE_TOML + DRIVEN)
    await open_board(live)
    monkeypatch.delattr(PrintQueue, "print_unkept")
    one = await (await (await sender(live)).to_the_end()).send()
    assert 'value="cetak"' not in one.text
    await one.press("cetak", to="/aduan/baru/bukti")
    assert one.page.status_code == 200


async def test_a_damaged_log_is_told_apart(village: LiveOffice) -> None:
    village.running.context.complaints.office.trouble = "rusak"
    one = await sender(village)
    assert one.page.status_code == 503
    assert "sedang tidak dapat dibuka" in one.text
    assert (await one.browser.post("/aduan/baru", data={"ke": "kirim"})).status_code == 503


async def test_a_receipts_page_of_somebodys_own_making_is_not_printed(village: LiveOffice) -> None:
    browser = await village.client(accept="text/html", origin=village.url)
    answer = await browser.post(
        "/aduan/baru/bukti", data={"nomor": "ADU-7K3M-Q", "kode": "0123456789012345", "ke": "cetak", "key": "0" * 32}
    )
    assert answer.status_code == 410


PAYLOADS = [
    template.format(way)
    for template in (
        "<script>{}</script>",
        '"><img src=x onerror={}>',
        "'><svg onload={}>",
        "</textarea><script>{}</script>",
        '" autofocus onfocus={} x="',
        "{{{{{}}}}}",
        "{{% raw %}}{}",
        "<iframe srcdoc='<script>{}</script>'>",
        "javascript:{}",
        "<!--{}--><u>x</u>",
    )
    for way in ("alert(1)", "alert`1`", "a&#108;ert(1)", "\\u0061lert(1)", "top['al'+'ert'](1)", "fetch('//x')")
] + [f"&#{n};&lt;script&gt;{n}" for n in range(40)]


class _Markup(HTMLParser):
    """What a browser would make of a page: tags and attributes that no template of ours writes."""

    def __init__(self) -> None:
        super().__init__()
        self.strange: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        ours = tag not in {"img", "iframe", "u", "object", "style"} and not any(name.startswith("on") for name in told)
        if tag == "script":
            ours = str(told.get("src", "")).startswith("/assets/")
        if tag in {"a", "form", "link"}:
            ours = str(told.get("href") or told.get("action")).startswith(("/", "#"))
        if not ours:
            self.strange.append(self.get_starttag_text() or tag)


def strange(page: str) -> list[str]:
    markup = _Markup()
    markup.feed(page)
    return markup.strange


async def test_no_markup_of_anybody_is_rendered(village: LiveOffice) -> None:
    assert len(PAYLOADS) == 100
    story = "\n".join(PAYLOADS)[:4_000]
    for text in (story, "\n".join(reversed(PAYLOADS))[:4_000]):
        one = await (await sender(village)).choose("lampu")
        landmark = text[:100]
        await one.press(patokan=landmark)
        await one.press(cerita=text)
        await one.press()
        shown = one.text
        await (await one.press()).press()
        await one.press(nama=text[:60], kontak=text[60:120])
        for page in (shown, one.text):
            assert strange(page) == []
        # It comes back as it was typed.
        assert dict(one.fields())["cerita"] == "\n".join(line.rstrip() for line in text.splitlines()).strip()


async def test_no_word_of_it_is_in_an_address_a_log_or_a_metric(
    village: LiveOffice, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    one = await (await sender(village)).to_the_end(story="KENARI lampu mati sejak lama", patokan="KENARI")
    await one.send()
    assert "KENARI" not in str(one.page.url)
    assert "KENARI" not in one.text
    api = await village.api()
    assert "KENARI" not in (await api.get(f"{village.url}/metrics")).text
    assert not [record for record in caplog.records if "KENARI" in record.getMessage() and record.name != "httpx"]


# Sizes: an old phone and a weak signal.
LIMIT = 60_000


async def test_no_page_weighs_more_than_sixty_kilobytes(village: LiveOffice) -> None:
    one = await sender(village)
    seen: dict[str, int] = {}
    texts = {"cerita": {"cerita": STORY}}
    pages = {"apa": one.text}
    await one.choose("lampu")
    while one.step != "periksa":
        pages[one.step] = one.text
        await one.press(**texts.get(one.step, {}))
    pages["periksa"] = one.text
    pages["bukti"] = (await one.send()).text
    sizes: dict[str, int] = {}
    for step, text in pages.items():
        weight = len(text.encode())
        sheets = re.findall(r'(?:href|src)="(/assets/[^"]+\.(?:css|js|svg|woff2)[^"]*)"', text)
        for path in sheets:
            if path not in sizes:
                sizes[path] = len((await one.browser.get(path)).content)
            weight += sizes[path]
        seen[step] = weight
    print(seen)
    assert {step: weight for step, weight in seen.items() if weight >= LIMIT} == {}
    # The letters of the house's other pages are heavier than the whole form: these pages use the phone's own.
    assert (
        "atkinson"
        not in (await one.browser.get(next(path for path in sizes if "complaint-send.css" in path))).text.lower()
    )
