"""What happened to a complaint, line by line, as its events tell it: titles for steps, refs for what somebody wrote."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from server.domain.complaint_events import (
    Answered,
    Archived,
    Assigned,
    ClassLowered,
    ClassRaised,
    ClosedBySilence,
    ComplaintErased,
    ComplaintReceived,
    ErasureAsked,
    ErasureStopped,
    Escalated,
    FileAdded,
    FixConfirmed,
    FixProposed,
    Forwarded,
    IdentityErased,
    InfoAsked,
    InfoGiven,
    Merged,
    MessageAdded,
    ModerationPassed,
    Rated,
    Reopened,
    SummaryApproved,
    SummaryDeclined,
    SummaryProposed,
    TextErased,
    VerificationStarted,
    Withdrawn,
    WorkStarted,
)
from server.web.complaints.desk_words import ARCHIVE_WORDS, FIX_WORDS, FORWARD_WORDS, RUNG_WORDS, class_words

SENDER, OFFICIAL = "sender", "official"


@dataclass(frozen=True, slots=True)
class StoryLine:
    """`ref`: what was written with it; `file`: a photo or voice note, whose kind is `what`. "" for none."""

    icon: str
    title: str
    day: date
    by: str = ""
    ref: str = ""
    file: str = ""
    what: str = ""


def story_lines(history: Sequence[Any]) -> list[StoryLine]:
    """`history`: the records of one complaint, oldest first. What concerns keys alone is left out."""
    lines = []
    for record in history:
        line = _line(record.event, record.day)
        if line is not None:
            lines.append(line)
    return lines


def _line(event: Any, day: date) -> StoryLine | None:
    match event:
        case ComplaintReceived():
            return StoryLine("bell", "Aduan diterima", day)
        case ModerationPassed():
            return StoryLine("circle-check", "Bukan spam", day)
        case VerificationStarted():
            return StoryLine("eye", "Diperiksa", day)
        case WorkStarted():
            return StoryLine("construction", "Ditindaklanjuti", day)
        case Assigned(sideways=sideways):
            return StoryLine("users", "Koordinasi" if sideways else "Didisposisikan", day)
        case InfoAsked(ref=ref):
            return StoryLine("circle-question-mark", "Kantor bertanya", day, OFFICIAL, ref)
        case InfoGiven(ref=ref):
            return StoryLine("sticky-note", "Jawaban pelapor", day, SENDER, ref)
        case Answered(ref=ref):
            return StoryLine("sticky-note", "Jawaban kantor", day, OFFICIAL, ref)
        case MessageAdded(by=by, ref=ref):
            return StoryLine("scroll-text", "Pelapor menulis" if by == SENDER else "Kabar dari kantor", day, by, ref)
        case FileAdded(by=by, ref=ref, what=what):
            title = {"photo": "Foto", "voice": "Rekaman suara", "proof": "Foto bukti"}[what]
            return StoryLine("file-text", title, day, by, file=ref, what=what)
        case FixProposed(reason=reason, ref=ref):
            return StoryLine("circle-check", f"Diajukan selesai: {FIX_WORDS[reason].lower()}", day, OFFICIAL, ref)
        case FixConfirmed():
            return StoryLine("circle-check", "Pelapor mengakui selesai", day)
        case ClosedBySilence():
            return StoryLine("clock", "Ditutup karena tidak ada jawaban", day)
        case Reopened(ref=ref):
            return StoryLine("rotate-ccw", "Belum beres: dibuka kembali", day, SENDER, ref)
        case Archived(reason=reason, ref=ref):
            return StoryLine("file-text", f"Diarsipkan: {ARCHIVE_WORDS[reason].lower()}", day, OFFICIAL, ref)
        case Merged():
            return StoryLine("scroll-text", "Digabung dengan aduan lain", day)
        case Forwarded(to=to, ref=ref):
            return StoryLine("arrow-right", f"Diteruskan ke {FORWARD_WORDS[to]}", day, OFFICIAL, ref)
        case Withdrawn():
            return StoryLine("undo-2", "Ditarik", day)
        case ClassRaised(klass=klass) | ClassLowered(klass=klass):
            return StoryLine("shield-alert", f"Kelas menjadi {class_words(klass)}", day)
        case Escalated(rung=rung):
            return StoryLine("triangle-alert", f"Naik ke {RUNG_WORDS[min(rung, 4)]}", day)
        case Rated(stars=stars):
            return StoryLine("circle-check", f"Penilaian pelapor: {stars} dari 5", day)
        case SummaryProposed():
            return StoryLine("megaphone", "Ringkasan untuk umum diajukan", day)
        case SummaryApproved():
            return StoryLine("megaphone", "Ringkasan disetujui pelapor", day)
        case SummaryDeclined():
            return StoryLine("megaphone", "Ringkasan ditolak pelapor", day)
        case IdentityErased():
            return StoryLine("trash-2", "Identitas dihapus", day)
        case ErasureAsked():
            return StoryLine("trash-2", "Penghapusan diminta", day)
        case ErasureStopped(by=by):
            who = "pelapor" if by == SENDER else "petugas"
            return StoryLine("undo-2", f"Penghapusan dihentikan {who}", day)
        case TextErased() | ComplaintErased():
            return StoryLine("trash-2", "Isi dihapus", day)
        case _:
            return None
