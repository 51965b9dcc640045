"""Every button of the tablet as a plain form, as a browser without any script presses it."""

import re
from html import unescape

import httpx
import pytest

from server.domain.access import Role
from server.domain.patience import DEFAULT_PATIENCE
from server.domain.tickets import Ticket
from tests.conftest import Starter
from tests.live_office import LiveOffice, person_of


class Tablet:
    """An official's browser at counter 1. `press` sends the form that has the button, with what a person fills in."""

    def __init__(self, live: LiveOffice, browser: httpx.AsyncClient) -> None:
        self.live = live
        self.browser = browser

    async def page(self) -> str:
        return (await self.browser.get("/loket/1")).text

    async def press(self, button: str, **filled: str) -> httpx.Response:
        action, fields = form_of(await self.page(), button)
        return await self.browser.post(action, data={**fields, **filled})

    async def pressed(self, button: str, **filled: str) -> None:
        """Pressed, and led back to the page."""
        answer = await self.press(button, **filled)
        assert (answer.status_code, answer.headers.get("location")) == (303, "/loket/1"), answer.text

    def ticket(self, number: str) -> Ticket:
        return self.live.office.state.tickets[number]


def form_of(page: str, button: str) -> tuple[str, dict[str, str]]:
    """Where the form with this button posts to, and its hidden fields."""
    for form in re.findall(r"<form.*?</form>", page, re.DOTALL):
        if f'id="{button}"' in form:
            action = re.search(r'action="([^"]*)"', form)
            assert action is not None
            hidden = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)"', form)
            return action[1], {name: unescape(value) for name, value in hidden}
    raise AssertionError(f"no button {button}")


def has(page: str, button: str) -> bool:
    return f'id="{button}"' in page


@pytest.fixture
async def live(start: Starter) -> LiveOffice:
    """With the times that an office has."""
    return await start(patience=DEFAULT_PATIENCE)


@pytest.fixture
async def tablet(live: LiveOffice, open_day: httpx.AsyncClient) -> Tablet:
    """Counter 1 is open and staffed; A001 and A002 wait, and B001 with priority."""
    browser = await live.client(cookies=await live.official(), origin=live.url, accept="text/html")
    await browser.post("/loket", data={"counter": "1"})
    for service, priority in (("A", False), ("A", False), ("B", True)):
        await open_day.post("tickets", json={"service": service, "priority": priority})
    await open_day.post("counters/1/open", json={})
    return Tablet(live, browser)


async def test_break_and_back(tablet: Tablet) -> None:
    await tablet.pressed("press-break")
    page = await tablet.page()
    assert "Loket istirahat" in page
    assert "Kembali bertugas" in page
    await tablet.pressed("press-big")
    assert "Loket buka" in await tablet.page()


async def test_the_big_button_says_why(tablet: Tablet) -> None:
    assert re.search(r'"big-number">B001</span><span class="big-why">Prioritas<', await tablet.page())


async def test_this_one_is_called_out_of_turn(tablet: Tablet) -> None:
    page = await tablet.page()
    assert "Panggil A002 sekarang?" in page
    assert "Di luar urutan: giliran berikutnya B001." in page
    await tablet.pressed("press-call-A002")
    assert tablet.ticket("A002").state == "called"


async def test_a_recall_too_soon_is_refused_in_words_and_later_counted(tablet: Tablet) -> None:
    await tablet.pressed("press-big")
    soon = await tablet.press("press-recall")
    assert soon.status_code == 409
    assert "baru saja dipanggil. Tunggu 5 detik" in soon.text
    for times in ("2x", "3x"):
        assert "offered" not in re.findall(r'id="press-no-show" class="([^"]*)"', await tablet.page())[0]
        tablet.live.false_clock.passes(seconds=5)
        await tablet.pressed("press-recall")
        assert f"dipanggil {times}" in await tablet.page()
    assert "offered" in re.findall(r'id="press-no-show" class="([^"]*)"', await tablet.page())[0]


async def test_who_was_missed_comes_back_to_a_stated_place(tablet: Tablet) -> None:
    await tablet.pressed("press-call-A001")
    await tablet.pressed("press-no-show")
    page = await tablet.page()
    assert "Terlewat (1)" in page
    assert "giliran setelah 2 orang berikutnya" in page
    await tablet.pressed("press-return-A001")
    assert tablet.ticket("A001").state == "waiting"
    assert "Terlewat" not in await tablet.page()


async def test_who_was_missed_is_called_at_once(tablet: Tablet) -> None:
    await tablet.pressed("press-call-A001")
    await tablet.pressed("press-no-show")
    await tablet.pressed("press-call-A001")
    assert tablet.ticket("A001").state == "called"


async def test_hold_and_go_on(tablet: Tablet) -> None:
    await tablet.pressed("press-call-A001")
    await tablet.pressed("press-hold-documents")
    assert (tablet.ticket("A001").state, tablet.ticket("A001").hold) == ("held", "documents")
    page = await tablet.page()
    assert "Ditunda (1)" in page
    assert "melengkapi berkas" in page
    await tablet.pressed("press-return-A001")
    assert re.search(r'"big-number">A001</span><span class="big-why">Kembali ke loket ini<', await tablet.page())


async def test_transfer_to_a_service_and_to_a_counter(tablet: Tablet) -> None:
    await tablet.pressed("press-call-A001")
    page = await tablet.page()
    assert "Nomornya tetap. Di tujuan ia menunggu menurut urutan datang." in page
    assert page.index("<h3>Layanan</h3>") < page.index("<h3>Loket</h3>")
    await tablet.pressed("press-to-service-B")
    assert (tablet.ticket("A001").state, tablet.ticket("A001").service) == ("waiting", "B")
    await tablet.pressed("press-call-A002")
    await tablet.pressed("press-to-counter-2")
    assert tablet.ticket("A002").reserved == "2"


async def test_several_services_in_one_visit(tablet: Tablet) -> None:
    await tablet.pressed("press-call-A001")
    await tablet.pressed("press-start")
    await tablet.pressed("press-continue-B")
    assert (tablet.ticket("A001").state, tablet.ticket("A001").service) == ("serving", "B")


async def test_a_note_is_shown_when_the_number_is_at_a_counter_again_and_can_be_erased(tablet: Tablet) -> None:
    await tablet.pressed("press-call-A001")
    secret = "KK asli menyusul <b>besok</b>"
    await tablet.pressed("press-note", text=secret)
    assert "KK asli menyusul &lt;b&gt;besok&lt;/b&gt;" in await tablet.page()
    await tablet.pressed("press-to-service-B")
    assert "KK asli" not in await tablet.page()

    api = await tablet.live.api()
    await api.post("counters/2/call", json={"ticket": "A001"})
    other = (await tablet.browser.get("/loket/2")).text
    assert "KK asli menyusul" in other
    assert "KK asli" not in (await tablet.browser.get("/layar")).text
    assert "KK asli" not in (await api.get("events?limit=1000")).text

    (note,) = tablet.ticket("A001").notes
    action, fields = form_of(other, f"press-erase-{note}")
    # Only where the ticket is.
    assert (await tablet.browser.post("/loket/1/hapus-catatan", data=fields)).status_code == 404
    assert (await tablet.browser.post(action, data=fields)).status_code == 303
    assert "KK asli" not in (await tablet.browser.get("/loket/2")).text
    assert await tablet.live.office.store.note(note) is None


async def test_a_note_reaches_the_tablets_that_are_open(tablet: Tablet) -> None:
    await tablet.pressed("press-call-A001")
    wire = await tablet.live.wire("/screen/counter-1", cookies=await tablet.live.official())
    await wire.next()
    await (await tablet.live.api()).post("counters/1/note", json={"text": "Tunggu pengantar RT"})
    await wire.until_part("notes", "Tunggu pengantar RT")


@pytest.mark.parametrize("text", ["", "x" * 501])
async def test_a_note_that_is_too_short_or_long_is_refused(tablet: Tablet, text: str) -> None:
    await tablet.pressed("press-call-A001")
    refused = await tablet.press("press-note", text=text)
    assert refused.status_code == 422
    assert "Isian tidak dapat dibaca" in refused.text
    assert tablet.ticket("A001").notes == ()


async def test_a_quick_serve_is_neither_shown_nor_said(tablet: Tablet) -> None:
    await tablet.pressed("press-serve-A")
    assert tablet.ticket("A003").state == "serving"
    assert dict(tablet.live.office.state.calls) == {}


async def test_undo_puts_back_and_is_refused_afterwards(tablet: Tablet) -> None:
    await tablet.pressed("press-big")
    page = await tablet.page()
    assert "Urungkan: panggil B001" in page
    late = form_of(page, "press-undo")
    await tablet.pressed("press-undo")
    assert tablet.ticket("B001").state == "waiting"
    assert not has(await tablet.page(), "press-undo")

    nothing = await tablet.browser.post(late[0], data={**late[1], "key": "another", "version": ""})
    assert nothing.status_code == 409
    assert "Tidak ada tombol yang dapat dibatalkan" in nothing.text
    await tablet.pressed("press-big")
    too_late = form_of(await tablet.page(), "press-undo")
    tablet.live.false_clock.passes(seconds=11)
    assert not has(await tablet.page(), "press-undo")
    refused = await tablet.browser.post(too_late[0], data=too_late[1])
    assert refused.status_code == 409
    assert "dalam 10 detik" in refused.text


@pytest.mark.parametrize("button", ["press-break", "press-call-A001", "press-serve-A", "press-close"])
async def test_a_stale_press_changes_nothing(tablet: Tablet, button: str) -> None:
    action, fields = form_of(await tablet.page(), button)
    await tablet.pressed("press-big")
    before = tablet.live.office.head
    stale = await tablet.browser.post(action, data=fields)
    assert stale.status_code == 409
    assert "Keadaan loket sudah berubah" in stale.text
    assert tablet.live.office.head == before


async def test_closing_the_day_with_people_waiting_asks(tablet: Tablet) -> None:
    page = await tablet.page()
    assert "Masih ada 3 nomor yang belum dilayani." in page
    assert "Akhiri sekarang: 3 nomor dibatalkan" in page
    # A page from before they came: it never said what would become of them.
    unasked = await tablet.browser.post("/hari/tutup", data={"key": "k", "counter": "1"})
    assert unasked.status_code == 409
    assert "Masih ada 3 orang" in unasked.text

    await tablet.pressed("press-day-stop")
    assert (await (await tablet.live.api()).post("tickets", json={"service": "A"})).status_code == 409
    page = await tablet.page()
    assert not has(page, "press-day-stop")
    await tablet.pressed("press-day-resume")
    await tablet.pressed("press-day-close")
    assert tablet.live.office.state.day is None
    assert tablet.ticket("A001").state == "cancelled"


async def test_a_date_that_lies_ahead_is_corrected(tablet: Tablet) -> None:
    assert not has(await tablet.page(), "press-day-correct")
    tablet.live.false_clock.is_put(days=-3)
    assert "Hari layanan tercatat 23 Nov 2026, padahal hari ini 20 Nov 2026." in await tablet.page()
    await tablet.pressed("press-day-correct")
    assert tablet.live.office.state.date == "2026-11-20"


async def test_who_serves_is_on_the_tablet_and_a_stranger_is_asked(tablet: Tablet) -> None:
    keeper = tablet.live.running.context.doorkeeper
    officer, head = await person_of(keeper, Role.OFFICER), await person_of(keeper, Role.HEAD_OF_SERVICES)
    page = await tablet.page()
    assert officer.name in page
    assert "Ganti petugas" in page
    assert 'id="seat"' not in page

    other = await tablet.live.client(
        cookies=await tablet.live.official(Role.HEAD_OF_SERVICES), origin=tablet.live.url, accept="text/html"
    )
    asked = (await other.get("/loket/1")).text
    assert f"{officer.name} sedang bertugas di Loket 1. Ambil alih?" in asked
    action, fields = form_of(asked, "take-seat")
    assert (await other.post(action, data=fields)).headers["location"] == "/loket/1"
    assert tablet.live.office.state.counters["1"].account == head.id


async def test_whoever_opens_a_free_counter_sits_there(live: LiveOffice, open_day: httpx.AsyncClient) -> None:
    browser = await live.client(cookies=await live.official(), origin=live.url, accept="text/html")
    officer = await person_of(live.running.context.doorkeeper, Role.OFFICER)
    action, fields = form_of((await browser.get("/loket/2")).text, "press-big")
    for _ in range(2):  # the same press, sent twice
        assert (await browser.post(action, data=fields)).status_code == 303
    counter = live.office.state.counters["2"]
    assert (counter.status, counter.account) == ("open", officer.id)
    assert "Urungkan: buka loket" in (await browser.get("/loket/2")).text


async def test_whoever_opens_the_day_at_a_counter_sits_there(live: LiveOffice) -> None:
    browser = await live.client(cookies=await live.official(), origin=live.url, accept="text/html")
    officer = await person_of(live.running.context.doorkeeper, Role.OFFICER)
    action, fields = form_of((await browser.get("/loket/1")).text, "press-big")
    assert (await browser.post(action, data=fields)).headers["location"] == "/loket/1"
    assert live.office.state.counters["1"].account == officer.id


async def test_an_old_tab_of_somebody_who_signed_out_presses_nothing(tablet: Tablet) -> None:
    action, fields = form_of(await tablet.page(), "press-big")
    await tablet.browser.post("/keluar")
    refused = await tablet.browser.post(action, data=fields)
    assert refused.status_code == 401
    assert tablet.ticket("B001").state == "waiting"
