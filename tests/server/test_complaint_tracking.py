"""`/aduan/lacak` with plain forms: in by the code, every press, every refusal in a sentence, and nothing left behind."""

import logging
import re

import pytest

from server.complaints.draft import Draft
from server.complaints.following import Gone
from server.complaints.office import Done
from server.complaints.pace import Doing
from server.domain.access import Role
from server.domain.complaint import State
from server.domain.complaint_class import Class
from server.domain.complaint_commands import NoteOpening
from server.web.complaints.tracking_sentences import gone_sentence
from tests.complaints.followed_complaint import LAMP, STORY, FollowedComplaint
from tests.complaints.small_desk import MONDAY
from tests.complaints.test_intake_files import jpeg
from tests.conftest import Starter
from tests.live_office import VILLAGE_TOML, LiveOffice
from tests.server.complaint_sender import WITH_HAMLETS
from tests.server.complaint_tracker import HOME, Tracker, sent_complaint, tracker

XSS = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'>{{7*7}}</textarea>"


@pytest.fixture
async def live(start: Starter) -> LiveOffice:
    return await start(office_toml=VILLAGE_TOML + WITH_HAMLETS)


@pytest.fixture
async def lamp(live: LiveOffice) -> FollowedComplaint:
    return await sent_complaint(live, LAMP)


@pytest.fixture
async def sender(live: LiveOffice, lamp: FollowedComplaint) -> Tracker:
    return await (await tracker(live)).enter(lamp.receipt.code)


async def test_the_code_opens_the_page_and_stands_nowhere_on_it(
    live: LiveOffice, lamp: FollowedComplaint, sender: Tracker
) -> None:
    assert sender.page.status_code == 200
    assert lamp.receipt.number in sender.words
    assert STORY in sender.words
    assert "Hari kerja" in sender.words or "hari kerja" in sender.words
    assert lamp.receipt.code not in sender.page.text
    assert sender.page.headers["cache-control"] == "no-store"
    cookie = sender.page.request.headers["cookie"]
    assert cookie.startswith("silakan_lacak=")
    answer = await (await tracker(live)).browser.post(HOME, data={"code": lamp.receipt.code})
    said = answer.headers["set-cookie"].lower()
    for must in ("path=/aduan", "httponly", "samesite=strict"):
        assert must in said
    assert "max-age" not in said
    assert lamp.receipt.code not in answer.headers["location"]


async def test_the_code_is_never_taken_from_an_address(live: LiveOffice, lamp: FollowedComplaint) -> None:
    browser = (await tracker(live)).browser
    for path in (f"{HOME}?code={lamp.receipt.code}", f"{HOME}?kabar={lamp.receipt.code}"):
        page = await browser.get(path)
        assert STORY not in page.text
        assert lamp.receipt.code not in page.text
    assert (await browser.get(f"{HOME}/{lamp.receipt.code}")).status_code == 405


@pytest.mark.parametrize(
    ("code", "status", "words"),
    [
        ("0000000000000001", 422, "Kode ini keliru satu angka atau lebih. Periksa lagi 16 angkanya."),
        ("", 422, "Ketik dulu kodenya, 16 angka dari tanda terima."),
        ("012", 422, "Kode terdiri dari 16 angka; baru ada 3. Periksa lagi."),
        ("0" * 18, 422, "Kode terdiri dari 16 angka; ini ada 18. Periksa lagi."),
        (
            "0000000000000000",
            404,
            "Tidak ada aduan dengan kode ini. Periksa lagi, atau aduannya sudah dihapus.",
        ),
    ],
)
async def test_a_wrong_code_is_told_in_one_sentence(live: LiveOffice, code: str, status: int, words: str) -> None:
    guest = await (await tracker(live)).enter(code)
    assert guest.page.status_code == status
    assert guest.problem == words
    assert "set-cookie" not in guest.page.headers


async def test_guessing_is_told_to_wait(live: LiveOffice, lamp: FollowedComplaint) -> None:
    guest = await tracker(live)
    await guest.enter("0000000000000000")
    await guest.enter(lamp.receipt.code)
    assert guest.page.status_code == 429
    assert re.fullmatch(r"Terlalu banyak kode dicoba dari sini\. Coba lagi \d+ detik lagi\.", guest.problem)


async def test_leaving_wipes_the_session_and_the_cookie(live: LiveOffice, sender: Tracker) -> None:
    token = sender.browser.cookies["silakan_lacak"]
    await sender.press("keluar")
    assert sender.notice == "Anda sudah keluar. Tidak ada yang tersimpan di layar ini."
    assert STORY not in sender.page.text
    assert "silakan_lacak" not in sender.browser.cookies
    again = await live.client(accept="text/html", cookies={"silakan_lacak": token})
    assert STORY not in (await again.get(HOME)).text


async def test_another_code_ends_the_session_before_whatever_comes_of_it(live: LiveOffice, sender: Tracker) -> None:
    token = sender.browser.cookies["silakan_lacak"]
    await sender.enter("0000000000000000")
    again = await live.client(accept="text/html", cookies={"silakan_lacak": token})
    assert STORY not in (await again.get(HOME)).text


async def test_the_conversation_never_becomes_markup(lamp: FollowedComplaint, sender: Tracker) -> None:
    await sender.press("pesan", words=XSS)
    assert sender.notice == "Pesan terkirim."
    await lamp.answer(XSS)
    await lamp.ask(XSS)
    await sender.show()
    assert "&lt;script&gt;alert(1)" in sender.page.text
    assert "<script>alert" not in sender.page.text
    assert "onerror=alert(2)&gt;" in sender.page.text
    assert "{{7*7}}" in sender.words
    assert sender.words.count("<script>alert(1)</script>") == 4


async def test_a_question_is_answered_here(lamp: FollowedComplaint, sender: Tracker) -> None:
    await lamp.ask("Tiang yang mana?")
    await sender.show()
    assert "Menunggu jawaban Anda" in sender.words
    assert "Batas waktu kantor berhenti" in sender.words
    await sender.press("jawab", words=" ")
    assert sender.page.status_code == 422
    assert sender.problem == "Tulis dulu isinya, lalu kirim lagi."
    await sender.press("jawab", words="Tiang ketiga.")
    assert sender.notice == "Jawaban terkirim. Batas waktu petugas berjalan lagi."
    assert "Tiang ketiga." in sender.words
    assert lamp.complaint.state is State.VERIFYING


async def test_what_was_typed_is_not_lost_when_the_press_is_refused(lamp: FollowedComplaint, sender: Tracker) -> None:
    await lamp.mend()
    await sender.show()
    page = sender.page
    await lamp.enter(tag="another phone")
    assert isinstance(await lamp.sender.not_fixed("Dari HP lain."), Done)
    sender.page = page
    await sender.press("belum-beres", words="Panjang, dari HP ini.")
    assert sender.page.status_code == 409
    assert "tahap" in sender.problem
    assert re.search(r"<textarea[^>]*>Panjang, dari HP ini\.</textarea>", sender.page.text)


async def test_who_has_sent_a_photo_may_still_write_the_answer(lamp: FollowedComplaint, sender: Tracker) -> None:
    await lamp.ask("Tiang yang mana?")
    await sender.show()
    page = sender.page
    await lamp.enter(tag="another phone")
    assert isinstance(await lamp.sender.give_info("Tiang ketiga."), Done)
    sender.page = page
    await sender.press("jawab", words="Yang dekat balai.")
    assert sender.page.status_code == 200
    assert "Tiang ketiga." in sender.words
    assert "Yang dekat balai." in sender.words


async def test_proof_reopening_confirming_and_rating(lamp: FollowedComplaint, sender: Tracker) -> None:
    await lamp.mend("Lampu sudah diganti.", photo=b"RIFF????WEBPVP8 ")
    await sender.show()
    assert "Kantor menyatakan selesai" in sender.words
    assert "Lampu sudah diganti." in sender.words
    (path,) = set(re.findall(rf'<img src="({HOME}/berkas/[0-9a-f]+)"', sender.page.text))
    photo = await sender.browser.get(path)
    assert photo.content == b"RIFF????WEBPVP8 "
    assert photo.headers["content-type"] == "image/webp"
    assert photo.headers["cache-control"] == "no-store"

    await sender.press("belum-beres", words="Masih mati tiap malam.")
    assert sender.notice == "Aduan dibuka kembali. Petugas sudah diberi tahu."
    assert "Masih mati tiap malam." in sender.words
    assert lamp.complaint.state is State.REOPENED

    await lamp.mend("Kabelnya diganti.")
    await sender.show()
    await sender.press("beres")
    assert lamp.complaint.state is State.DONE
    assert "Ditangani dalam" in sender.words
    await sender.press("nilai")
    assert sender.problem == "Pilih dulu satu sampai lima bintang."
    await sender.press("nilai", stars="4", words="Akhirnya terang.")
    assert sender.notice == "Terima kasih atas penilaian Anda."
    assert "Anda memberi nilai 4 dari 5." in sender.words
    assert "Akhirnya terang." in sender.words


async def test_a_photo_is_made_anew_and_what_is_none_is_told(lamp: FollowedComplaint, sender: Tracker) -> None:
    await sender.press("foto", files={"photo": ("x.jpg", jpeg())})
    assert sender.notice == "Foto terkirim."
    (path,) = set(re.findall(rf'<img src="({HOME}/berkas/[0-9a-f]+)"', sender.page.text))
    photo = await sender.browser.get(path)
    assert photo.content[8:12] == b"WEBP"
    await sender.press("foto", files={"photo": ("x.jpg", b"bukan foto")})
    assert sender.page.status_code == 422
    assert sender.problem == "Berkas ini bukan gambar PNG, JPEG, atau WebP. Pilih berkas lain."
    await sender.press("foto", files={"photo": ("", b"")})
    assert sender.problem == "Pilih dulu fotonya, lalu kirim lagi."


async def test_files_are_only_for_the_session_of_their_complaint(
    live: LiveOffice, lamp: FollowedComplaint, sender: Tracker
) -> None:
    await sender.press("foto", files={"photo": ("x.jpg", jpeg())})
    (path,) = set(re.findall(rf'<img src="({HOME}/berkas/[0-9a-f]+)"', sender.page.text))
    stranger = await tracker(live)
    assert (await stranger.browser.get(path)).status_code == 401
    other = await sent_complaint(live, Draft("lampu", "Lampu lain lagi yang mati.", "krajan", "pasar"))
    await stranger.enter(other.receipt.code)
    assert stranger.page.status_code == 200
    assert (await stranger.browser.get(path)).status_code == 404


async def test_the_summary_shows_what_gives_the_sender_away(lamp: FollowedComplaint, sender: Tracker) -> None:
    await lamp.summarise("Warga RT 03 RW 02 melaporkan lampu mati, telepon 081234567890.")
    await sender.show()
    assert len(re.findall(r"<mark", sender.page.text)) >= 2
    await sender.press("ringkasan", answer="tidak")
    assert sender.notice == "Ringkasan tidak akan ditampilkan."
    assert "Anda menolaknya" in sender.words
    await sender.press("ringkasan", answer="ya")
    assert "Anda sudah menyetujuinya." in sender.words


async def test_the_class_goes_up_with_one_press_and_down_only_where_it_may(
    live: LiveOffice, lamp: FollowedComplaint, sender: Tracker
) -> None:
    await sender.press("turunkan", klass="open")
    assert lamp.complaint.klass is Class.OPEN
    assert "TERBUKA" in sender.words
    await sender.press("naikkan", klass="secret")
    assert lamp.complaint.klass is Class.SECRET
    assert "Jadikan RAHASIA" not in sender.words
    await sender.press("turunkan", klass="entah")
    assert sender.problem == "Pilihan itu tidak ada. Muat ulang halamannya."

    forced = await sent_complaint(live, Draft("pungli", "Diminta uang untuk surat."))
    other = await (await tracker(live)).enter(forced.receipt.code)
    assert "/turunkan" not in other.page.text


async def test_who_opened_it_stands_there_with_name_day_and_reason(
    live: LiveOffice, lamp: FollowedComplaint, sender: Tracker
) -> None:
    assert "Belum ada yang membukanya." in sender.words
    assert "Anda tidak menitipkan nama" in sender.words
    await lamp.do(NoteOpening(lamp.complaint.id, "text", "tugas"))
    await sender.show()
    name = live.running.context.names.of(lamp.handler)
    assert f"{name} membaca aduan ini. Alasan: menangani aduan ini." in sender.words


async def test_being_late_is_said(start: Starter) -> None:
    live = await start(office_toml=VILLAGE_TOML + WITH_HAMLETS)
    lamp = await sent_complaint(live, LAMP)
    live.false_clock.passes(hours=40 * 24)
    sender = await (await tracker(live)).enter(lamp.receipt.code)
    assert re.search(r"Hari kerja ke-\d+ dari 14\.", sender.words)
    assert re.search(r"Terlambat \d+ hari kerja\.", sender.words)


async def test_withdrawing_and_erasing_everything(lamp: FollowedComplaint, sender: Tracker) -> None:
    await sender.press("tarik")
    assert sender.notice == "Aduan ditarik."
    await sender.press("hapus")
    assert sender.problem == "Centang dulu tanda bahwa Anda mengerti, lalu tekan lagi."
    assert not lamp.complaint.erased
    await sender.press("hapus", sure="ya")
    assert sender.notice == "Semua isi aduan sudah dihapus. Kode ini tidak berlaku lagi."
    assert lamp.complaint.erased
    assert "silakan_lacak" not in sender.browser.cookies


async def test_a_press_after_the_session_is_over_asks_for_the_code(sender: Tracker) -> None:
    sender.browser.cookies.clear()
    await sender.press("pesan", words="Halo")
    assert sender.page.status_code == 401
    assert sender.problem == "Halaman sudah ditutup agar aman. Masukkan kode Anda lagi."


async def test_an_unknown_press_and_too_many_of_them(live: LiveOffice, sender: Tracker) -> None:
    answer = await sender.browser.post(f"{HOME}/entah", data={"key": "x"})
    assert answer.status_code == 404
    pace = live.running.context.complaints.pace
    for _ in range(60):
        pace.count(Doing.WRITE, pace.tag("127.0.0.1"))
    await sender.show()
    await sender.press("pesan", words="Sekali lagi")
    assert sender.page.status_code == 429
    assert sender.problem == "Terlalu banyak kiriman. Tunggu beberapa menit, lalu coba lagi."


async def test_news_is_a_number_and_keeps_nothing_open(lamp: FollowedComplaint, sender: Tracker) -> None:
    (shown,) = re.findall(r'data-version="(\d+)"', sender.page.text)
    assert (await sender.browser.get(f"{HOME}/kabar")).json() == {"version": int(shown)}
    await lamp.answer("Sedang dikerjakan.")
    assert (await sender.browser.get(f"{HOME}/kabar")).json()["version"] > int(shown)
    assert (await sender.browser.post(f"{HOME}/masih")).status_code == 204
    sender.browser.cookies.clear()
    assert (await sender.browser.get(f"{HOME}/kabar")).status_code == 401
    assert (await sender.browser.post(f"{HOME}/masih")).status_code == 401


async def test_the_kiosk_forgets_after_a_minute(live: LiveOffice, lamp: FollowedComplaint) -> None:
    kiosk = await tracker(live, await live.device(Role.KIOSK))
    await kiosk.enter(lamp.receipt.code)
    assert 'data-idle-ms="60000"' in kiosk.page.text
    assert '<noscript><meta http-equiv="refresh" content="60;url=/ambil"></noscript>' in kiosk.page.text


async def test_nothing_of_it_is_in_a_log(
    live: LiveOffice, lamp: FollowedComplaint, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    sender = await (await tracker(live)).enter(lamp.receipt.code)
    await sender.press("pesan", words="KENARI-PESAN")
    assert "KENARI" in sender.words
    # Of the client nobody asks it, and pytest hangs its ear on uvicorn's access log, which a server has switched off.
    ours = [line for line in caplog.records if not line.name.startswith(("http", "uvicorn.access"))]
    for secret in (lamp.receipt.code, "KENARI", "/aduan", STORY, sender.browser.cookies["silakan_lacak"]):
        assert secret not in "\n".join(line.getMessage() for line in ours)


async def test_a_complaints_log_that_cannot_be_read_says_so(live: LiveOffice, lamp: FollowedComplaint) -> None:
    live.running.context.complaints.office.trouble = "rusak"
    guest = await tracker(live)
    for answer in (await guest.browser.get(HOME), await guest.browser.post(HOME, data={"code": lamp.receipt.code})):
        assert answer.status_code == 503
        assert "Aduan sedang tidak dapat dibuka." in answer.text


async def test_the_privacy_notice_says_the_offices_own_times(start: Starter) -> None:
    section = "\n[complaints]\nidentity_days = 60\ntext_days = 400\nconfirm_days = 12\n"
    live = await start(office_toml=VILLAGE_TOML + section)
    page = await (await tracker(live)).browser.get("/aduan/privasi")
    assert page.status_code == 200
    for words in ("60 hari", "400 hari", "12 hari kerja", "3 bulan", "RAHASIA", "lewat http", "Semua jenis aduan"):
        assert words in page.text
    # What nobody has looked up in the law itself is not cited.
    assert set(re.findall(r"UU \d+/\d+(?: Pasal [\d-]+)?", page.text)) == {
        "UU 27/2022 Pasal 20",
        "UU 27/2022",
        "UU 25/2009 Pasal 36-37",
        "UU 25/2009 Pasal 46",
    }


@pytest.mark.parametrize(
    ("gone", "words"),
    [
        (Gone(MONDAY, by_code=True), " pada Sen, 23 Nov 2026 dengan kode ini."),
        (
            Gone(MONDAY, asked="a", agreed="b"),
            " pada Sen, 23 Nov 2026 di kantor, diminta oleh Bu A dan disetujui oleh Pak B.",
        ),
        (Gone(MONDAY, asked="a"), " pada Sen, 23 Nov 2026 di kantor, diminta oleh Bu A."),
        (
            Gone(MONDAY, asked="c"),
            " pada Sen, 23 Nov 2026 di kantor, diminta oleh petugas yang sudah tidak bekerja di sini.",
        ),
        # A restored copy knows only that it was: neither by whom, nor on which day.
        (Gone(MONDAY), "."),
    ],
)
def test_the_code_of_an_erased_complaint_tells_when_and_by_whom(gone: Gone, words: str) -> None:
    sentence = gone_sentence(gone, lambda account: {"a": "Bu A", "b": "Pak B"}.get(account, ""))
    assert (sentence.status, sentence.detail) == (410, f"Seluruh isi aduan ini sudah dihapus{words}")
