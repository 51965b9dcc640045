"""The way of a complaint down the page: what happened on which day, and what comes next."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from display.complaint_tracking_views import TrackStep
from server.complaints.sender_view import SenderView
from server.domain.complaint_codes import NOT_COMPLETED
from server.domain.complaint_events import (
    Answered,
    Archived,
    Assigned,
    ClassLowered,
    ClassRaised,
    ClosedBySilence,
    ComplaintReceived,
    Escalated,
    FixConfirmed,
    FixProposed,
    Forwarded,
    IdentityErased,
    InfoAsked,
    InfoGiven,
    Merged,
    ModerationPassed,
    Reopened,
    SummaryApproved,
    SummaryDeclined,
    SummaryProposed,
    TextErased,
    VerificationStarted,
    Withdrawn,
    WorkStarted,
)
from server.web.complaints.desk_words import ARCHIVE_WORDS, FIX_WORDS, FORWARD_WORDS, RUNG_WORDS, day_words
from server.web.complaints.tracking_words import CLASS_LOWERED, CLASS_RAISED, CLASS_WORDS

# What is still to come from each state on, as far as it can be foreseen.
_AHEAD = (
    ("diterima", "Diperiksa", "eye"),
    ("verifikasi", "Ditindaklanjuti", "construction"),
    ("proses", "Selesai", "circle-check"),
)
_REACHED = {"diterima": 0, "verifikasi": 1, "perlu_info": 1, "disposisi": 1, "proses": 2, "dibuka_kembali": 2}.items()
# Why it climbed, by the first word of the event's code.
_WHY_UP = MappingProxyType(
    {
        "": "Petugas menyerahkannya ke atasannya.",
        "verify": "Batas waktu terlewati.",
        "answer": "Batas waktu terlewati.",
        "settle": "Batas waktu terlewati.",
        "nobody": "Petugas sebelumnya tidak dapat membacanya lagi.",
        "reopened": "Sudah lebih dari sekali belum beres.",
    }
)


@dataclass(frozen=True, slots=True)
class _Teller:
    view: SenderView
    first: str
    unit_name: Callable[[str], str]
    path: Callable[[str], str]

    def step(self, event: Any) -> TrackStep | None:
        """The step of one event, without its day; None for what is told elsewhere."""
        match event:
            case ComplaintReceived():
                return TrackStep("stamp", "Diterima", "", self._received(event))
            case ModerationPassed():
                return _small("info", "Diloloskan pemeriksa")
            case VerificationStarted():
                return TrackStep("eye", "Diperiksa", "")
            case Assigned():
                return self._assigned(event)
            case WorkStarted():
                return TrackStep("construction", "Ditindaklanjuti", "")
            case InfoAsked():
                return _small(
                    "circle-question-mark", "Petugas bertanya kepada Anda", "Batas waktu berhenti sampai Anda menjawab."
                )
            case InfoGiven():
                return _small("circle-check", "Anda menjawab", "Batas waktu berjalan lagi.")
            case Answered():
                return _small("file-text", "Petugas menjawab", "Jawabannya ada di percakapan.")
            case FixProposed(reason=reason, ref=ref, proof=proof):
                photos = (self.path(proof),) if proof in self.view.files else ()
                words = (FIX_WORDS.get(reason, reason),)
                return TrackStep(
                    "file-text", "Kantor menyatakan selesai", "", words, self.view.texts.get(ref, ""), photos
                )
            case FixConfirmed():
                return TrackStep("circle-check", "Selesai", "", ("Anda menyatakan sudah beres.",), tone="end")
            case ClosedBySilence():
                words = ("Anda tidak menjawab dalam batas waktu. Ini tidak dihitung sebagai masalah yang beres.",)
                return TrackStep("clock", "Ditutup karena tidak ada jawaban", "", words)
            case Reopened():
                return TrackStep("rotate-ccw", "Anda menyatakan belum beres", "", ("Aduan dibuka kembali.",))
            case Archived(reason=reason, ref=ref):
                words = (f"Alasan: {ARCHIVE_WORDS.get(reason, reason)}.",)
                return TrackStep("info", "Belum dapat ditindaklanjuti", "", words, self.view.texts.get(ref, ""))
            case Merged():
                return TrackStep(
                    "users", "Digabung dengan aduan lain", "", ("Tentang hal yang sama. Percakapan ini tetap terbuka.",)
                )
            case Forwarded(to=to, ref=ref):
                return self._forwarded(to, ref)
            case Withdrawn(reason=reason):
                late = ("Pertanyaan petugas tidak dijawab dalam 30 hari.",) if reason == NOT_COMPLETED else ()
                return TrackStep("undo-2", "Ditarik", "", late)
            case Escalated(rung=rung, clock=clock):
                why = _WHY_UP.get(clock.partition(":")[0], "")
                return _small("triangle-alert", f"Naik ke {RUNG_WORDS[rung]}", why)
            case _:
                return _remark(event)

    def _received(self, event: ComplaintReceived) -> tuple[str, ...]:
        if event.held:
            return ("Petugas melihat dulu aduan ini.",)
        return (f"Diterima oleh {self.first}.",)

    def _assigned(self, event: Assigned) -> TrackStep:
        name = self.unit_name(event.unit) if event.unit else "petugas yang ditunjuk"
        if event.sideways:
            return _small("users", f"Berkoordinasi dengan {name}")
        return TrackStep("arrow-right", f"Diserahkan kepada {name}", "")

    def _forwarded(self, to: str, ref: str) -> TrackStep:
        number, _, why = self.view.texts.get(ref, "").partition("\n")
        words = ["Ini bukan wewenang kantor desa, jadi diteruskan kepada yang berwenang."]
        if number:
            words.append(f"Nomor di sana: {number}")
        return TrackStep("arrow-right", f"Diteruskan ke {FORWARD_WORDS.get(to, to)}", "", tuple(words), why)


def timeline(
    view: SenderView, first: str, unit_name: Callable[[str], str], path: Callable[[str], str]
) -> tuple[TrackStep, ...]:
    """The steps so far, then those to come. `first`: who received it; `path` of a file's ref."""
    teller = _Teller(view, first, unit_name, path)
    steps = [
        replace(step, day=day_words(record.day))
        for record in view.records
        if (step := teller.step(record.event)) is not None
    ]
    if view.complaint.closed:
        return tuple(steps)
    last = max((at for at, step in enumerate(steps) if not step.small), default=-1)
    if last >= 0:
        steps[last] = replace(steps[last], tone="now")
    return (*steps, *_to_come(view))


def _to_come(view: SenderView) -> Iterator[TrackStep]:
    reached = dict(_REACHED).get(view.complaint.state.value, 3)
    for _, word, icon in _AHEAD[reached:]:
        yield TrackStep(icon, word, "", tone="next")
    if reached == 3:
        yield TrackStep("circle-check", "Selesai", "", ("Bila Anda menyatakan sudah beres.",), tone="next")


def _remark(event: Any) -> TrackStep | None:
    match event:
        case ClassRaised(klass=klass):
            return _small("shield-alert", CLASS_RAISED.format(klass=CLASS_WORDS[klass][0]))
        case ClassLowered(klass=klass):
            return _small("eye", CLASS_LOWERED.format(klass=CLASS_WORDS[klass][0]))
        case SummaryProposed():
            return _small("file-text", "Petugas menulis ringkasan untuk papan umum")
        case SummaryApproved():
            return _small("circle-check", "Anda menyetujui ringkasan")
        case SummaryDeclined():
            return _small("eye-off", "Anda menolak ringkasan")
        case IdentityErased():
            return _small("trash-2", "Nama dan kontak dihapus")
        case TextErased():
            return _small("trash-2", "Isi aduan dihapus sesuai jadwal")
        case _:
            return None


def _small(icon: str, word: str, words: str = "") -> TrackStep:
    return TrackStep(icon, word, "", (words,) if words else (), small=True)
