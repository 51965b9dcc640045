"""What a sender reads on the page of an own complaint."""

from datetime import date, timedelta

from display.complaint_tracking_views import TrackCaseView, TrackMark
from server.complaints.sender_proof import SenderProof
from server.complaints.sender_view import SenderView
from server.complaints.telltales import telltale_words, telltales
from server.description import Description
from server.domain.complaint import State
from server.domain.complaint_class import Class
from server.web.complaints import erasure_words
from server.web.complaints.tracking_clock import time_words
from server.web.complaints.tracking_openings import openings
from server.web.complaints.tracking_said import conversation, open_question
from server.web.complaints.tracking_timeline import timeline
from server.web.complaints.tracking_words import (
    CLASS_WORDS,
    ERASED_NOW,
    LOWER_WARNINGS,
    STANDS,
    STAYS,
    long_day,
)
from server.web.context import Context

_WARN_DAYS = timedelta(days=14)
_NO_UNIT = "Kepala Seksi Pelayanan"
_NAMED = "petugas yang ditunjuk"
_OPENED_BY_NOBODY = "Belum ada yang membukanya."
_ASK_PROOF = "Tanda terima tidak cocok dengan catatan kantor. Tunjukkan halaman ini kepada Ketua BPD atau Ombudsman."


def track_case_view(
    context: Context,
    view: SenderView,
    *,
    key: str,
    problem: str,
    notice: str,
    draft: str,
    shared: bool,
    idle_ms: int,
) -> TrackCaseView:
    picture, complaint = context.now_picture(), view.complaint
    category = picture.description.complaints.category(complaint.category)
    stand, told = STANDS[complaint.state.value], time_words(view)
    late = bool(told.late) and not complaint.closed
    opened = openings(view.records, context.names.of)
    proof, proof_icon = _proof_words(view.proof)

    secret = complaint.klass is Class.SECRET
    first = _NAMED if secret else unit_name_of(picture.description, category.unit if category is not None else "")

    return TrackCaseView(
        office=picture.description.name,
        clock=picture.clock(),
        key=key,
        number=complaint.number,
        what=category.name if category is not None else "Aduan",
        klass=complaint.klass.value,
        klass_word=CLASS_WORDS[complaint.klass][0],
        klass_words=CLASS_WORDS[complaint.klass][1],
        headline=stand.word,
        headline_icon=stand.icon,
        tone="late" if late and stand.tone == "calm" else stand.tone,
        advice=stand.advice,
        clock_words=told.clock,
        due_words=told.due,
        late_words=told.late,
        steps=timeline(view, first, lambda unit_id: unit_name_of(picture.description, unit_id), file_path),
        said=conversation(view, file_path),
        question=open_question(view) if complaint.state is State.NEEDS_INFO else "",
        summary=_marked(view.summary),
        summary_ref=complaint.summary.ref if complaint.summary is not None else "",
        summary_words=_summary_words(view),
        opened=opened,
        opened_words="" if opened else _OPENED_BY_NOBODY,
        name_words=_name_words(view),
        proof=proof,
        proof_icon=proof_icon,
        proof_rows=_proof_rows(view),
        raise_to=_choices(view, "naikkan"),
        lower_to=_choices(view, "turunkan"),
        erased=ERASED_NOW,
        stays=STAYS,
        kept_words=_kept_words(view),
        soon_words=_soon_words(view),
        may=view.may,
        stars=complaint.rated or 0,
        version=view.records[-1].seq if view.records else 0,
        problem=problem,
        notice=notice,
        draft=draft,
        merged=complaint.state is State.MERGED,
        erasure=erasure_words.told(complaint, context.names.of),
        shared=shared,
        idle_ms=idle_ms,
    )


def unit_name_of(description: Description, unit_id: str) -> str:
    """The name of a part of the office; "" is the head of services."""
    unit = description.complaints.unit(unit_id)
    return unit.name if unit is not None else _NO_UNIT


def file_path(ref: str) -> str:
    return f"/aduan/lacak/berkas/{ref}"


def _choices(view: SenderView, press: str) -> tuple[tuple[str, str, str], ...]:
    """(class, word, what it means) for each that is possible."""
    means = {klass: words for klass, (_, words) in CLASS_WORDS.items()} if press == "naikkan" else LOWER_WARNINGS
    return tuple(
        (klass, CLASS_WORDS[klass][0], means[klass]) for klass in CLASS_WORDS if f"{press}:{klass}" in view.may
    )


def _marked(summary: str) -> tuple[TrackMark, ...]:
    """The summary, cut where something in it could give the sender away."""
    marks, at = [], 0
    for found in telltales(summary):
        marks += [
            TrackMark(summary[at : found.start]),
            TrackMark(summary[found.start : found.end], telltale_words(found.kind)[0]),
        ]
        at = found.end
    return tuple(mark for mark in (*marks, TrackMark(summary[at:])) if mark.text)


def _summary_words(view: SenderView) -> str:
    summary = view.complaint.summary
    if summary is None:
        return ""
    match summary.approved:
        case None:
            return "Petugas menulis ini untuk papan umum. Apakah ada yang membuka siapa Anda? Tanpa persetujuan Anda, isinya tidak tampil."
        case True:
            return "Anda sudah menyetujuinya."
        case False:
            return "Anda menolaknya; isinya tidak tampil."


def _name_words(view: SenderView) -> str:
    complaint = view.complaint
    if complaint.identity_erased:
        return "Nama dan kontak Anda sudah dihapus."
    if not complaint.identity:
        return "Anda tidak menitipkan nama, jadi tidak ada nama yang dapat dibuka."
    if len(complaint.custodians) > 1:
        return "Nama Anda terkunci. Hanya terbuka bila dua dari tiga pemegang kunci setuju, dan itu tercatat di sini."
    return "Nama Anda terkunci. Hanya terbuka bila pemegang kunci setuju, dan itu tercatat di sini."


def _proof_words(proof: SenderProof) -> tuple[str, str]:
    if proof.sound is False or (proof.root and not proof.included):
        return _ASK_PROOF, "triangle-alert"
    if proof.included:
        return "Aduan ini tercatat, tidak dapat hilang diam-diam.", "circle-check"
    return (
        "Tanda terima ini sah. Sesudah angka bukti minggu ini terbit, aduan ini tidak dapat hilang diam-diam.",
        "stamp",
    )


def _proof_rows(view: SenderView) -> tuple[tuple[str, str], ...]:
    proof = view.proof
    rows = (
        ("Angka bukti aduan (SHA-256)", proof.commitment),
        ("Tanda tangan kantor (Ed25519)", proof.signature),
        ("Kunci umum kantor", proof.public),
        ("Angka acak tanda terima", proof.nonce),
        ("Angka bukti isi", proof.digest),
        ("Minggu", proof.week),
        ("Angka bukti mingguan", proof.root),
        ("Jalan ke angka bukti mingguan", proof.path.replace(",", " ")),
    )
    return tuple((name, value) for name, value in rows if value)


def _kept_words(view: SenderView) -> str:
    words = "Kode Anda berlaku selama aduan belum selesai, lalu tiga bulan sejak terakhir dipakai."
    if view.access is not None:
        words = (
            f"Kode Anda berlaku sampai {long_day(view.access)}. Tiap kali dipakai, masanya mulai lagi dari hari itu."
        )
    if view.erased_after is not None:
        words += f" Isi aduan dihapus mulai {long_day(view.erased_after)}."
    return words


def _soon_words(view: SenderView) -> str:
    if view.warning and view.erased_after is not None:
        return f"Isi aduan ini akan dihapus mulai {long_day(view.erased_after)}. Catat yang Anda perlukan."
    if _soon(view.access, view.today):
        return f"Kode ini tidak berlaku lagi sesudah {long_day(view.access or view.today)}. Catat yang Anda perlukan."
    return ""


def _soon(day: date | None, today: date) -> bool:
    return day is not None and day - today <= _WARN_DAYS
