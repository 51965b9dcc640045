"""What the tablet says, from the queue's state alone: what can be undone, who is next and why, who is away, how the day can end."""

from collections.abc import Callable

import pytest

from display.counter_views import CounterView, Note
from server.description import parse
from server.domain.commands import (
    CallNext,
    CallTicket,
    CancelTicket,
    CloseCounter,
    ConfigureOffice,
    ContinueWith,
    FinishServing,
    HoldTicket,
    MarkNoShow,
    NoteTicket,
    OpenCounter,
    OpenDay,
    PauseCounter,
    Recall,
    ReturnTicket,
    ServeWithoutTicket,
    StaffCounter,
    StartServing,
    StopTaking,
    TransferTicket,
    Undo,
)
from server.presence import Presence
from server.web.present.counter import counter_view, seat_asked
from server.web.present.picture import Picture
from tests.domain.false_clock import FalseClock
from tests.domain.queue_log import QueueLog
from tests.live_office import VILLAGE_TOML

OFFICE = parse(VILLAGE_TOML)
NAMES = {"u1": "Bu Sari", "u2": "Pak Budi"}


@pytest.fixture
def log() -> QueueLog:
    """An open day with A001, A002 and B001, who has priority."""
    log = QueueLog(FalseClock())
    log.did(ConfigureOffice("office", OFFICE.structure()))
    log.did(OpenDay())
    for service, priority in (("A", False), ("A", False), ("B", True)):
        log.takes(service, priority=priority)
    return log


def picture(log: QueueLog, *, steady: bool = False) -> Picture:
    now = None if steady else log.clock.now()
    return Picture(OFFICE, log.state, Presence(), now, lambda account: NAMES.get(account, ""))


def view(log: QueueLog, counter: str = "1", *, steady: bool = False) -> CounterView:
    return counter_view(picture(log, steady=steady), log.state.counters[counter])


Press = Callable[[QueueLog], object]


def called(log: QueueLog) -> None:
    log.did(CallTicket("1", "A001"))


def after_five_seconds(log: QueueLog) -> None:
    called(log)
    log.clock.passes(seconds=5)


@pytest.mark.parametrize(
    ("before", "command", "words"),
    [
        (None, OpenCounter("1"), "buka loket"),
        (None, PauseCounter("1"), "istirahat"),
        (lambda log: log.did(OpenCounter("1")), CloseCounter("1"), "tutup loket"),
        (lambda log: log.did(PauseCounter("1")), OpenCounter("1"), "kembali bertugas"),
        (None, CallNext("1"), "panggil B001"),
        (None, CallTicket("1", "A002"), "panggil A002"),
        (after_five_seconds, Recall("1"), "panggil ulang A001"),
        (called, StartServing("1"), "mulai melayani A001"),
        (called, FinishServing("1"), "selesai A001"),
        (called, MarkNoShow("1"), "tidak hadir A001"),
        (called, HoldTicket("1", "copy"), "tunda A001"),
        (called, TransferTicket("1", service="B"), "alihkan A001"),
        (called, CallNext("1"), "panggil B001"),
        (None, ServeWithoutTicket("1", "A", "t"), "layani tanpa nomor (A003)"),
    ],
)
def test_the_undo_names_the_last_press(log: QueueLog, before: Press | None, command: object, words: str) -> None:
    if before is not None:
        before(log)
    log.did(command)  # type: ignore[arg-type]
    undo = view(log).undo
    assert undo is not None
    assert (undo.words, undo.left_ms) == (words, 10_000)


def test_another_matter_and_a_return_have_their_words_too(log: QueueLog) -> None:
    called(log)
    log.did(StartServing("1"))
    log.did(ContinueWith("1", "B"))
    assert view(log).undo.words == "layanan lain untuk A001"  # type: ignore[union-attr]
    log.did(HoldTicket("1", "other"))
    log.did(ReturnTicket("A001", "1"))
    assert view(log).undo.words == "kembalikan A001"  # type: ignore[union-attr]


def test_the_undo_counts_down_and_ends(log: QueueLog) -> None:
    called(log)
    log.clock.passes(seconds=9)
    assert view(log).undo.left_ms == 1_000  # type: ignore[union-attr]
    log.clock.passes(seconds=1)
    assert view(log).undo is None
    # Drawn only to be compared: no time passes in it.
    assert view(log, steady=True).undo is not None


def test_what_has_moved_on_or_was_undone_cannot_be_undone(log: QueueLog) -> None:
    called(log)
    log.did(Undo("1"))
    assert view(log).undo is None
    called(log)
    log.did(CancelTicket("A001"))
    assert view(log).undo is None


def test_why_the_next_one_is_next(log: QueueLog) -> None:
    assert (view(log).next_ticket, view(log).next_why) == ("B001", "Prioritas")
    log.did(CancelTicket("B001"))
    assert (view(log).next_ticket, view(log).next_why) == ("A001", "Urutan datang")
    called(log)
    log.did(HoldTicket("1", "documents"))
    log.did(ReturnTicket("A001"))
    assert (view(log).next_ticket, view(log).next_why) == ("A001", "Kembali ke loket ini")


def test_a_recall_rests_for_five_seconds(log: QueueLog) -> None:
    assert view(log).recall_in_ms == 0
    called(log)
    log.clock.passes(seconds=2)
    assert view(log).recall_in_ms == 3_000
    log.clock.passes(seconds=9)
    assert view(log).recall_in_ms == 0


def test_who_is_away_and_who_may_call_them(log: QueueLog) -> None:
    called(log)
    log.did(HoldTicket("1", "documents"))
    log.did(CallTicket("1", "A002"))
    log.did(MarkNoShow("1"))
    ours, theirs = view(log, "1"), view(log, "2")
    assert [(one.ticket, one.words, one.here) for one in ours.held] == [("A001", "melengkapi berkas", True)]
    assert [(one.ticket, one.words, one.here) for one in ours.missed] == [("A002", "dipanggil 1x", True)]
    # Counter 2 does not serve A: it brings nobody of A back from a hold, but tells who comes late where to wait.
    assert theirs.held == ()
    assert [(one.ticket, one.here) for one in theirs.missed] == [("A002", False)]
    assert ours.return_place == "setelah 2 orang berikutnya; yang berprioritas didahulukan"


def test_where_a_ticket_can_go(log: QueueLog) -> None:
    log.did(StaffCounter("2", "u2"))
    called(log)
    targets = view(log).targets
    assert [target.value for target in targets.services] == ["B"]
    assert [(target.name, target.more) for target in targets.counters] == [("Loket 2", "Pak Budi · tutup")]
    assert [target.value for target in targets.own] == ["A", "B"]
    assert [target.value for target in targets.reasons] == ["documents", "copy", "payment", "other"]
    assert "urutan datang" in targets.rule


def test_what_the_end_of_the_day_would_do(log: QueueLog) -> None:
    called(log)
    log.did(StopTaking())
    end = view(log).day_end
    assert (end.taking, end.cancelled, end.finished, end.wrong_date) == (False, 2, 1, "")


def test_a_date_that_lies_ahead_is_told_with_today(log: QueueLog) -> None:
    log.clock.is_put(days=-3)
    end = view(log).day_end
    assert end.wrong_date == "Hari layanan tercatat 23 Nov 2026, padahal hari ini 20 Nov 2026."
    assert end.date == "2026-11-20"


def test_notes_are_those_that_are_handed_in(log: QueueLog) -> None:
    called(log)
    log.did(NoteTicket("1", "n1"))
    assert log.state.tickets["A001"].notes == ("n1",)
    note = Note("n1", "KK asli menyusul")
    assert counter_view(picture(log), log.state.counters["1"], notes=(note,)).notes == (note,)


def test_a_seat_is_asked_for_only_where_somebody_else_sits_or_nobody(log: QueueLog) -> None:
    counters = log.state.counters
    free = seat_asked(picture(log), counters["1"], "u1")
    assert free is not None
    assert not free.taken
    log.did(StaffCounter("1", "u2"))
    taken = seat_asked(picture(log), log.state.counters["1"], "u1")
    assert taken is not None
    assert (taken.taken, taken.words) == (True, "Pak Budi sedang bertugas di Loket 1. Ambil alih?")
    assert seat_asked(picture(log), log.state.counters["1"], "u2") is None
    assert seat_asked(picture(log), log.state.counters["1"], "") is None


def test_equal_states_give_equal_steady_views(log: QueueLog) -> None:
    called(log)
    first = view(log, steady=True)
    log.clock.passes(seconds=4)
    assert view(log, steady=True) == first
