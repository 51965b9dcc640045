"""Closing time by the calendar with people there: every tablet asks what becomes of them, and what it offers fits who is there."""

import re

import pytest

from display.render import Renderer
from server.description import parse
from server.domain.commands import CallNext, CancelTicket, ConfigureOffice, HoldTicket, ResumeTaking
from server.presence import Presence
from server.web.present.alarms import tablet_alarms
from server.web.present.counter import counter_view
from server.web.present.kiosk import kiosk_view
from server.web.present.picture import Picture
from tests.domain.false_clock import FalseClock
from tests.domain.queue_log import QueueLog
from tests.live_office import VILLAGE_TOML

HOURS = """
[hours]
automatic = true
monday = ["08:00", "16:00"]
"""
OFFICE = parse(VILLAGE_TOML + HOURS)


@pytest.fixture
def log() -> QueueLog:
    """Monday, 15:59; A001 and A002 wait."""
    log = QueueLog(FalseClock())
    log.did(ConfigureOffice("office", OFFICE.structure()))
    log.ticks()
    log.takes("A")
    log.takes("A")
    log.clock.passes_until("2026-11-23T15:59")
    return log


def picture(log: QueueLog, *, steady: bool = False) -> Picture:
    return Picture(OFFICE, log.state, Presence(), None if steady else log.clock.now(), lambda account: "")


def asks(log: QueueLog, counter: str = "1") -> list[str]:
    # Drawn without a clock, as the parts are that are compared: else nobody would learn of it before the next press.
    alarms = tablet_alarms(picture(log, steady=True), counter)
    return [alarm.words for alarm in alarms if alarm.code == "closing"]


def desk(log: QueueLog) -> str:
    view = counter_view(picture(log), log.state.counters["1"])
    return re.sub(r"<[^>]+>", "", Renderer().parts(view, {"desk"})["desk"])


def closes(log: QueueLog) -> None:
    log.clock.passes(minutes=1)
    log.ticks()


def test_every_tablet_asks_and_the_kiosk_gives_nothing_more(log: QueueLog) -> None:
    assert asks(log) == []
    closes(log)
    words = ["Jam layanan sudah lewat, masih ada 2 nomor. Layani, atau tekan Tutup hari layanan."]
    assert asks(log, "1") == asks(log, "2") == words
    kiosk = kiosk_view(picture(log))
    assert (kiosk.open, kiosk.closed_message) == (
        False,
        "Hari ini tidak ada nomor baru lagi. Yang sudah punya nomor tetap dilayani.",
    )


def test_it_asks_no_more_when_nobody_is_left_or_numbers_are_given_again(log: QueueLog) -> None:
    closes(log)
    log.did(ResumeTaking())
    assert asks(log) == []
    assert "Beri nomor lagi" not in desk(log)
    for number in ("A001", "A002"):
        log.did(CancelTicket(number))
    log.ticks()
    assert log.state.day is None
    assert asks(log) == []


def test_the_tablet_shows_the_question_as_a_message(log: QueueLog) -> None:
    closes(log)
    view = counter_view(picture(log), log.state.counters["1"])
    assert re.search(
        r'class="message bell" data-code="closing".*Jam layanan', Renderer().parts(view, {"alarms"})["alarms"]
    )


def test_closing_the_day_says_how_many_are_sent_away(log: QueueLog) -> None:
    log.did(CallNext("1"))
    sheet = desk(log)
    assert "Masih ada 1 nomor yang belum dilayani. 1 nomor masih di loket" in sheet
    assert "Berhenti memberi nomor, layani yang masih menunggu" in sheet
    assert "Akhiri sekarang: 1 nomor dibatalkan" in sheet


def test_where_nobody_is_sent_away_it_speaks_of_nobody(log: QueueLog) -> None:
    log.did(CancelTicket("A002"))
    log.did(CallNext("1"))
    sheet = desk(log)
    assert "1 nomor masih di loket dan dianggap selesai." in sheet
    assert "Berhenti memberi nomor, selesaikan yang di loket" in sheet
    assert "Akhiri sekarang" in sheet
    assert "0 nomor" not in sheet
    assert "masih menunggu" not in sheet


def test_whoever_was_put_aside_is_sent_away_too(log: QueueLog) -> None:
    log.did(CancelTicket("A002"))
    log.did(CallNext("1"))
    log.did(HoldTicket("1", "copy"))
    assert "Akhiri sekarang: 1 nomor dibatalkan" in desk(log)
