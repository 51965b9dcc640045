"""How often somebody was called, and what tablet, TV and phone say of a call that no longer holds."""

import pytest

from display.render import Renderer
from server.description import parse
from server.domain.commands import (
    CallNext,
    CallTicket,
    CancelTicket,
    ConfigureOffice,
    HoldTicket,
    MarkNoShow,
    NoteSpeaking,
    NoteSpoken,
    OpenCounter,
    OpenDay,
    Recall,
    ReturnTicket,
    TransferTicket,
    Undo,
)
from server.presence import Presence
from server.web.present.counter import counter_view
from server.web.present.picture import Picture
from server.web.present.ticket import ticket_view
from server.web.present.tv import tv_view
from tests.domain.false_clock import FalseClock
from tests.domain.queue_log import QueueLog
from tests.live_office import VILLAGE_TOML

OFFICE = parse(VILLAGE_TOML)


@pytest.fixture
def log() -> QueueLog:
    """A001 has been called to counter 1."""
    log = QueueLog(FalseClock())
    log.did(ConfigureOffice("office", OFFICE.structure()))
    log.did(OpenDay())
    log.takes("A")
    log.did(OpenCounter("2"))
    log.did(CallNext("1"))
    return log


def picture(log: QueueLog) -> Picture:
    return Picture(OFFICE, log.state, Presence(), log.clock.now(), lambda account: "")


def calls_again(log: QueueLog) -> None:
    """The room has heard the call, but nobody comes."""
    hears(log)
    log.clock.passes(seconds=5)
    log.did(Recall("1"))
    hears(log)


def hears(log: QueueLog) -> None:
    for call in list(log.state.pending_calls()):
        log.did(NoteSpeaking(call.seq))
        log.did(NoteSpoken(call.seq))


def times(log: QueueLog, counter: str = "1") -> int:
    last = counter_view(picture(log), log.state.counters[counter]).last_call
    assert last is not None
    return last.times


def absence_stands_out(log: QueueLog) -> bool:
    view = counter_view(picture(log), log.state.counters["1"])
    return "offered" in Renderer().parts(view, {"actions"})["actions"]


# How often


def test_the_call_and_its_recalls_count(log: QueueLog) -> None:
    assert times(log) == 1
    calls_again(log)
    calls_again(log)
    assert times(log) == 3


def test_what_was_called_before_putting_aside_does_not_count(log: QueueLog) -> None:
    calls_again(log)
    log.did(HoldTicket("1", "copy"))
    log.did(CallTicket("1", "A001"))
    assert times(log) == 1
    calls_again(log)
    assert times(log) == 2


def test_what_another_counter_calls_does_not_count(log: QueueLog) -> None:
    calls_again(log)
    log.did(TransferTicket("1", to_counter="2"))
    log.did(CallNext("2"))
    assert (times(log), times(log, "2")) == (2, 1)


def test_a_recall_that_was_taken_back_does_not_count(log: QueueLog) -> None:
    calls_again(log)
    log.did(Undo("1"))
    assert times(log) == 1


def test_the_absence_stands_out_after_two_recalls(log: QueueLog) -> None:
    seen = []
    for _ in range(3):
        seen.append(absence_stands_out(log))
        calls_again(log)
    assert seen == [False, False, True]


def test_whoever_came_back_is_called_as_often_as_anybody(log: QueueLog) -> None:
    calls_again(log)
    log.did(HoldTicket("1", "copy"))
    log.did(CallTicket("1", "A001"))
    calls_again(log)
    assert not absence_stands_out(log)


# Where the TV and the phone send somebody whom another counter calls before the voice had its turn


def called_to_both(log: QueueLog) -> None:
    log.did(TransferTicket("1", to_counter="2"))
    log.did(CallNext("2"))


def test_the_tv_leads_to_the_counter_that_waits(log: QueueLog) -> None:
    called_to_both(log)
    shown = tv_view(picture(log), let_in=True).calls
    assert [(card.ticket, card.counter) for card in shown] == [("A001", "2")]


def test_the_tablet_tells_that_the_call_is_taken_back(log: QueueLog) -> None:
    called_to_both(log)
    last = counter_view(picture(log), log.state.counters["1"]).last_call
    assert last is not None
    assert (last.ticket, last.heard, last.heard_words) == ("A001", "withdrawn", "panggilan ditarik")


def test_when_the_call_elsewhere_is_undone_the_tv_leads_to_neither(log: QueueLog) -> None:
    called_to_both(log)
    log.did(Undo("2"))
    assert tv_view(picture(log), let_in=True).calls == ()


# What the phone says of it: only an undo is a cancelled call


def advice(log: QueueLog) -> str:
    return ticket_view(picture(log), log.state.tickets["A001"], path="/tiket/t").advice


def test_whoever_is_sent_on_before_the_voice_had_its_turn_reads_where_to(log: QueueLog) -> None:
    log.did(TransferTicket("1", service="B"))
    assert advice(log) == "Dialihkan ke KTP dan KK. Nomor Anda tetap berlaku."


def test_whoever_comes_back_reads_that_the_number_holds(log: QueueLog) -> None:
    log.did(MarkNoShow("1"))
    log.did(ReturnTicket("A001"))
    assert advice(log) == "Nomor Anda tetap berlaku. Tunggu dipanggil lagi."


def test_whoever_was_called_by_mistake_reads_that(log: QueueLog) -> None:
    log.did(Undo("1"))
    assert advice(log) == "Panggilan tadi dibatalkan petugas. Nomor Anda tetap berlaku, tunggu dipanggil lagi."


# What can be taken back


def test_nothing_is_offered_that_would_bring_back_whoever_has_given_up(log: QueueLog) -> None:
    log.takes("A")
    log.did(MarkNoShow("1"))
    log.did(CallNext("1"))
    log.did(ReturnTicket("A001", "1"))
    assert counter_view(picture(log), log.state.counters["1"]).undo is not None
    log.did(CancelTicket("A002"))
    assert counter_view(picture(log), log.state.counters["1"]).undo is None
