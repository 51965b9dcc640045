"""What a resident's ticket says in every state, and that it says what is so after an undo."""

from dataclasses import replace

import msgspec
import pytest

from display.views import TicketView
from server.description import parse
from server.domain.commands import (
    CallNext,
    CloseDay,
    HoldTicket,
    MarkNoShow,
    OpenDay,
    ReturnTicket,
    StaffCounter,
    StartServing,
    TransferTicket,
    Undo,
)
from server.presence import Presence
from server.web.present.picture import Picture
from server.web.present.ticket import ticket_view
from tests.domain.false_clock import FalseClock
from tests.domain.queue_log import QueueLog
from tests.domain.village import VILLAGE
from tests.live_office import VILLAGE_TOML

OFFICE = parse(VILLAGE_TOML)


class Village:
    """One ticket of service B, which both counters serve."""

    def __init__(self, *, names: bool = True) -> None:
        self.clock = FalseClock()
        self.log = QueueLog(self.clock)
        self.log.configures(replace(VILLAGE))
        self.log.did(OpenDay())
        self.number = self.log.takes("B")
        self.names = names

    def view(self) -> TicketView:
        office = msgspec.structs.replace(OFFICE, show_officials=self.names)
        people = {"rina": "Bu Rina"}
        picture = Picture(office, self.log.state, Presence(), self.clock.now(), lambda account: people.get(account, ""))
        return ticket_view(picture, self.log.state.tickets[self.number], path="/tiket/x")


@pytest.fixture
def village() -> Village:
    return Village()


def test_a_called_person_is_told_where_and_by_whom(village: Village) -> None:
    village.log.did(StaffCounter("2", "rina"))
    village.log.did(CallNext("2"))
    assert (village.view().headline, village.view().advice) == ("GILIRAN ANDA", "Silakan ke Loket 2.")
    assert village.view().person == "Bu Rina"
    village.log.did(StartServing("2"))
    assert (village.view().state, village.view().person) == ("serving", "Bu Rina")


def test_an_office_that_shows_no_names_shows_none() -> None:
    village = Village(names=False)
    village.log.did(StaffCounter("2", "rina"))
    village.log.did(CallNext("2"))
    assert village.view().person == ""


def test_an_undone_call_turns_the_page_back_and_says_so(village: Village) -> None:
    before = village.view()
    village.log.did(CallNext("2"))
    village.log.did(Undo("2"))
    after = village.view()
    assert (after.state, after.headline, after.ahead, after.counter_name) == (
        before.state,
        before.headline,
        before.ahead,
        "",
    )
    assert after.advice == "Panggilan tadi dibatalkan petugas. Nomor Anda tetap berlaku, tunggu dipanggil lagi."
    assert before.advice == "Bersiap: dengarkan panggilan dan lihat layar."


def test_a_held_person_knows_why_and_where_to_come_back(village: Village) -> None:
    village.log.did(CallNext("2"))
    village.log.did(StartServing("2"))
    village.log.did(HoldTicket("2", "documents"))
    view = village.view()
    assert view.headline == "Ditunda: melengkapi berkas"
    assert view.advice == "Setelah siap, lapor ke Loket 2. Anda tidak perlu mengantre dari awal."
    village.log.did(ReturnTicket(village.number))
    assert village.view().advice == "Nomor Anda tetap berlaku. Tunggu dipanggil ke Loket 2."


def test_a_missed_person_may_come_back_until_the_office_closes(village: Village) -> None:
    village.log.did(CallNext("2"))
    village.log.did(MarkNoShow("2"))
    assert village.view().advice == "Lapor ke petugas, nomor Anda masih berlaku sampai layanan tutup."
    village.log.did(CloseDay())
    assert village.view().advice.startswith("Layanan hari ini sudah tutup.")


def test_a_missed_person_who_returns_waits_again(village: Village) -> None:
    village.log.did(CallNext("2"))
    village.log.did(MarkNoShow("2"))
    village.log.did(ReturnTicket(village.number))
    assert village.view().advice == "Nomor Anda tetap berlaku. Tunggu dipanggil lagi."


@pytest.mark.parametrize(
    ("target", "advice"),
    [
        ({"service": "A"}, "Dialihkan ke Surat pengantar. Nomor Anda tetap berlaku."),
        ({"to_counter": "1"}, "Nomor Anda tetap berlaku. Tunggu dipanggil ke Loket 1."),
    ],
)
def test_a_transferred_person_knows_where_to(village: Village, target: dict[str, str], advice: str) -> None:
    village.log.did(CallNext("2"))
    village.log.did(StartServing("2"))
    village.log.did(TransferTicket("2", **target))
    assert (village.view().state, village.view().advice) == ("waiting", advice)
