"""What waits is seen: held complaints, words of senders, late ones; on the desk, at its locked door, on the front page and elsewhere."""

import re

from server.complaints.desk_list import DeskCounts
from server.complaints.office import Done
from server.domain.access import Role
from server.domain.complaint import Complaint
from server.domain.complaint_class import Class
from server.domain.complaint_commands import AddMessage, Archive, Withdraw
from server.domain.complaint_events import CaseOpened
from tests.live_office import GOOD_PASSWORD, LiveOffice, person_of
from tests.server.open_desk import OpenDesk, open_desk, staffed_desks
from tests.server.test_desk_pages import by_sender, now, press, sent


def listed(page: str) -> list[str]:
    """The numbers of the list, from above."""
    return re.findall(r'row-number">([^<]+)<', page)


async def inbox(at: OpenDesk, tab: str = "") -> str:
    return (await at.browser.get(f"/meja?daftar={tab}" if tab else "/meja")).text


async def says(live: LiveOffice, complaint: Complaint, ref: str) -> None:
    await by_sender(live, AddMessage(complaint.id, ref * 16))


async def test_a_held_complaint_is_in_the_list_and_in_the_badge(live: LiveOffice) -> None:
    """Phones without JavaScript, lists of old complaints, and everything above the hour's measure are held: most of a busy day."""
    at = await open_desk(live)
    lamp = await sent(live)
    plain, secret = await sent(live, suspect=True), await sent(live, suspect=True, klass=Class.SECRET)
    page = await inbox(at)
    assert listed(page)[0] == secret.number, "the secret one first"
    assert set(listed(page)) == {secret.number, lamp.number, plain.number}
    assert "<b>2</b> perlu diperiksa dulu" in page
    assert "Tidak ada yang mendesak" not in page
    assert listed(await inbox(at, "moderasi")) == [secret.number, plain.number]
    desk = live.running.context.complaints.desk
    assert desk.counts(at.account) == DeskCounts(new=1, held=2, waiting=3)
    for _ in range(8):
        live.false_clock.passes_until_tomorrow(9)
    assert desk.counts(at.account) == DeskCounts(new=1, held=2, late=3, waiting=3)


async def test_what_a_sender_says_is_marked_until_it_is_read(live: LiveOffice) -> None:
    at, complaint, other = await open_desk(live), await sent(live), await sent(live)
    path, desk = f"/meja/aduan/{complaint.id}", live.running.context.complaints.desk
    await at.browser.get(path)
    await press(at, complaint, "periksa")
    before = await inbox(at)
    await says(live, complaint, "a")
    page = await inbox(at)
    assert page != before
    assert listed(page)[0] == complaint.number
    assert "<b>1</b> pesan baru dari pelapor" in page
    assert page.count('class="mark">pesan baru<') == 1
    # Searching opens many at once: nobody has read it by that.
    await at.browser.post("/meja/cari", data={"wanted": "lampu gelap"})
    assert desk.counts(at.account).said == 1
    await at.browser.get(path)
    assert desk.counts(at.account).said == 0
    page = await inbox(at)
    assert "pesan baru" not in page
    assert "pelapor menunggu balasan" in page
    # Read once today already: the second message is an opening of its own, in the log and for the sender.
    await says(live, complaint, "b")
    assert desk.counts(at.account).said == 1
    for _ in range(2):
        await at.browser.get(path)
    assert desk.counts(at.account).said == 0
    history = await live.running.context.complaints.office.history(complaint.id)
    opened = [one.event for one in history if isinstance(one.event, CaseOpened) and one.event.reason == "tugas"]
    assert len(opened) == 3
    await press(at, complaint, "jawab", words="Kami datang besok.")
    assert "menunggu balasan" not in await inbox(at)
    assert other.number in await inbox(at)


async def test_what_one_has_read_is_still_new_for_a_colleague(live: LiveOffice) -> None:
    first, second, *_ = await staffed_desks(live)
    complaint = await sent(live)
    await press(first, complaint, "periksa")
    await press(first, complaint, "teruskan", person=second.account)
    await says(live, complaint, "a")
    desk = live.running.context.complaints.desk
    await first.browser.get(f"/meja/aduan/{complaint.id}")
    assert [desk.counts(one.account).said for one in (first, second)] == [0, 1]


async def test_what_has_ended_comes_back_into_the_list_when_its_sender_writes(live: LiveOffice) -> None:
    at = await open_desk(live)
    archived, withdrawn = await sent(live), await sent(live)
    await press(at, archived, "arsip", reason="spam", words="Iklan.")
    await by_sender(live, Withdraw(withdrawn.id))
    assert listed(await inbox(at)) == []
    for complaint in (archived, withdrawn):
        await says(live, complaint, "c")
        assert now(live, complaint).closed
        assert listed(await inbox(at)) == [complaint.number]
        await at.browser.get(f"/meja/aduan/{complaint.id}")
        assert listed(await inbox(at)) == []


async def test_what_an_official_ends_is_answered(live: LiveOffice) -> None:
    at, complaint = await open_desk(live), await sent(live)
    await says(live, complaint, "a")
    office = live.running.context.complaints.office
    ended = await office.do(Archive(complaint.id, "spam", "0" * 16), actor=f"account:{at.account}")
    assert isinstance(ended, Done)
    assert live.running.context.complaints.desk.counts(at.account).waiting == 0


async def test_the_locked_door_and_the_front_page_say_how_many_wait(live: LiveOffice) -> None:
    at = await open_desk(live, locked=True)
    door = await live.wire("/screen/desk", cookies=dict(at.browser.cookies))
    assert "Tidak ada yang mendesak" in (await at.browser.get("/meja")).text
    complaint = await sent(live, suspect=True)
    await says(live, complaint, "a")
    assert "perlu diperiksa dulu" in await door.until_part("desk-badge", "pesan baru dari pelapor")
    page = (await at.browser.get("/meja")).text
    assert "perlu diperiksa dulu" in page
    assert 'data-screen="desk"' in page
    # One complaint with two reasons is one complaint.
    for path in ("/", "/bel", "/loket/1"):
        assert "1 aduan perlu dilihat" in (await at.browser.get(path)).text, path
    other = await live.client(accept="text/html", origin=live.url, cookies=await live.official(Role.OFFICER))
    for path in ("/", "/bel", "/loket/1"):
        assert "perlu dilihat" not in (await other.get(path)).text, path


async def test_a_request_for_a_name_waits_with_its_custodian(live: LiveOffice) -> None:
    desks = await staffed_desks(live)
    complaint = await sent(live, category="pungli", name="Bu Wagiyem")
    reader = next(at for at in desks if at.account in complaint.readers)
    assert (
        "Terbuka bila dua pemegang kunci lain menyetujui"
        in (await reader.browser.get(f"/meja/aduan/{complaint.id}")).text
    )
    await press(reader, complaint, "identitas", reason="verifikasi_lapangan", minutes="10")
    (asked,) = now(live, complaint).requests
    # Nobody is asked about their own wish.
    assert live.running.context.complaints.desk.counts(reader.account).asked == 0
    assert complaint.number not in (await reader.browser.get("/meja/identitas")).text
    own = await reader.browser.post(f"/meja/identitas/{complaint.id}/{asked.request}", data={"verdict": "ya"})
    assert (own.status_code, "disetujui pemegang kunci lain" in own.text) == (409, True)
    others = [at for at in desks if at.account in complaint.custodians and at.account not in complaint.readers]
    assert others
    for at in others:
        assert "1 aduan perlu dilihat" in (await at.browser.get("/")).text


async def test_words_that_were_typed_when_the_desk_locked_itself_come_along(live: LiveOffice) -> None:
    at, complaint = await open_desk(live), await sent(live)
    await press(at, complaint, "periksa")
    live.running.context.complaints.desk.forget(at.session)
    words = 'Petugas datang besok pagi, <b>bawa tangga</b> & "lampu".'
    locked = await press(at, complaint, "jawab", words=words)
    assert locked.status_code == 403
    assert "ikut terbawa" in locked.text
    form = {"next": f"/meja/aduan/{complaint.id}", "action": "jawab", "draft": words}
    for name, value in (("next", form["next"]), ("action", "jawab")):
        assert f'name="{name}" value="{value}"' in locked.text
    wrong = await at.browser.post("/meja/buka", data={**form, "password": "salah sekali ini"})
    assert (wrong.status_code, "bawa tangga" in wrong.text) == (403, True)
    live.false_clock.passes(minutes=5)
    opened = await at.browser.post("/meja/buka", data={**form, "password": GOOD_PASSWORD})
    assert opened.status_code == 200
    assert '<details id="sheet-jawab" class="desk-sheet" open>' in opened.text
    assert "Petugas datang besok pagi, &lt;b&gt;bawa tangga&lt;/b&gt;" in opened.text
    assert now(live, complaint).days.answered is None, "nothing is sent by itself"


async def test_a_press_elsewhere_leads_back_to_its_page(live: LiveOffice) -> None:
    at = await open_desk(live, locked=True)
    await person_of(live.running.context.doorkeeper, Role.OFFICER)
    locked = await at.browser.post("/meja/contoh", data={"title": "Musim", "body": "Menunggu kemarau."})
    assert 'name="next" value="/meja/contoh"' in locked.text
    assert "Salin dahulu" in locked.text
    elsewhere = {"next": "//jahat.example/", "action": "jawab", "draft": "x", "password": GOOD_PASSWORD}
    assert (await at.browser.post("/meja/buka", data=elsewhere)).headers["location"] == "/meja"
