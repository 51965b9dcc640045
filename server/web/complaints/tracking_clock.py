"""How far the office is with a complaint, in working days, and honestly when it is late."""

from typing import NamedTuple

from server.complaints.sender_view import SenderView
from server.domain.complaint import State
from server.domain.complaint_deadlines import Clock
from server.web.complaints.desk_words import RUNG_WORDS
from server.web.complaints.tracking_words import long_day


class Told(NamedTuple):
    """ "" for what there is nothing to say of."""

    clock: str = ""
    due: str = ""
    late: str = ""


def time_words(view: SenderView) -> Told:
    clocks = {clock.what: clock for clock in view.clocks}
    settle = clocks["settle"]
    if view.complaint.closed:
        return _ended(view, settle)
    match view.complaint.state:
        case State.NEEDS_INFO:
            day = long_day(clocks["info"].due)
            words = "Batas waktu kantor berhenti selama menunggu Anda."
            return Told("", f"Jawab paling lambat {day}; sesudah itu aduan dianggap ditarik. {words}")
        case State.AWAITING_CONFIRMATION:
            day = long_day(clocks["confirm"].due)
            return Told("", f"Bila Anda tidak menjawab sampai {day}, aduan ditutup.", _late(view, settle))
        case _:
            return Told(_count(settle), _due(settle), _late(view, settle) or _first_answer(clocks["answer"]))


def _count(clock: Clock) -> str:
    if clock.used == 0:
        return f"Diselesaikan dalam {clock.limit} hari kerja. Hari kerja berikutnya adalah hari ke-1."
    return f"Hari kerja ke-{clock.used} dari {clock.limit}."


def _due(clock: Clock) -> str:
    return f"Batasnya {long_day(clock.due)}."


def _late(view: SenderView, clock: Clock) -> str:
    if not clock.missed:
        return ""
    over = clock.used - clock.limit
    words = f"Terlambat {over} hari kerja." if over > 0 else "Batas waktu pernah terlewati."
    rung = view.complaint.rung
    return f"{words} Aduan sudah naik ke {RUNG_WORDS[rung]}." if rung else words


def _first_answer(clock: Clock) -> str:
    if clock.met is not None or not clock.missed:
        return ""
    return f"Jawaban pertama terlambat: batasnya {long_day(clock.due)}."


def _ended(view: SenderView, settle: Clock) -> Told:
    if view.complaint.state is not State.DONE or settle.met is None:
        return Told()
    late = f"Terlambat {settle.used - settle.limit} hari kerja." if settle.used > settle.limit else ""
    return Told(f"Ditangani dalam {max(settle.used, 1)} hari kerja, batasnya {settle.limit}.", "", late)
