"""One complaint as the official sees it who has opened it: what was written, what happened, who looked, and what can be done now."""

import secrets
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from display.desk_views import DeskCaseView, DeskPick, DeskSaid
from server.complaints.case_reading import DeskCase
from server.complaints.desk_list import Listed, Tab, tab_of
from server.complaints.desk_may import possible, removable
from server.complaints.reply_templates import KIND, offered
from server.domain.complaint import Complaint
from server.domain.complaint_class import Class
from server.domain.complaint_codes import IMPORTED
from server.domain.complaint_events import CaseOpened
from server.domain.complaint_key_events import DeskStaffed
from server.domain.complaint_ladder import level_of, rungs_up
from server.web.complaints import erasure_words, identity_words
from server.web.complaints.desk_door import DESK, IDLE_MINUTES, AtDesk
from server.web.complaints.desk_present import category_of, clock_lines, rung_words, who_handles
from server.web.complaints.desk_story import story_lines
from server.web.complaints.desk_words import (
    ARCHIVE_WORDS,
    CHANNEL_WORDS,
    CLASS_ICONS,
    CLASS_WORDS,
    FIX_WORDS,
    FORWARD_WORDS,
    IDENTITY_WORDS,
    MINUTES,
    OPENING_WORDS,
    RUNG_WORDS,
    STATE_ICONS,
    STATE_WORDS,
    SUMMARY_TEMPLATES,
    class_words,
    day_words,
)
from server.web.context import Context

_CLASS_HELP: Mapping[str, str] = MappingProxyType(
    {
        "open": "Ringkasannya boleh tampil dengan hari dan dusun.",
        "anonymous": "Ringkasannya hanya tampil bersama aduan lain, tanpa dusun dan hari.",
        "secret": "Tidak satu pun tampil untuk umum. Jangan dibicarakan di luar yang menangani.",
    }
)
_WHAT = MappingProxyType({"text": "isi", "photo": "foto", "identity": "identitas"})


async def case_view(
    context: Context,
    at: AtDesk,
    case: DeskCase,
    similar: Sequence[Listed] = (),
    *,
    drafts: Mapping[str, str] | None = None,
    identity: Sequence[tuple[str, str]] = (),
    hide_s: int = 0,
    trouble: str = "",
    notice: str = "",
) -> DeskCaseView:
    complaint, text, description = case.complaint, case.text, context.description
    office = context.complaints.office
    name, icon = category_of(description, complaint.category)
    path = f"{DESK}/aduan/{complaint.id}"
    history = await office.history(complaint.id)
    photos_open = at.desk.photos_shown(at.session, complaint.id)
    files = () if text is None else text.files
    hamlet = description.complaints.hamlet(text.hamlet if text is not None else complaint.hamlet)
    category = description.complaints.category(complaint.category)
    split = identity_words.split(complaint, case.about, office.state.staffed, context.names.of)
    may = set(possible(office.state, complaint, at.account, office.today(), office.rules()))
    has_photos = any(file.what == "photo" for file in files) or any(one == "photo" for one in _sent(history))
    if has_photos and not photos_open and at.desk.may_have_photos(case):
        may.add("foto")
    return DeskCaseView(
        office=description.name,
        clock=context.now_picture().clock(),
        id=complaint.id,
        path=path,
        way=_way(complaint),
        number=complaint.number,
        icon=icon,
        category=name,
        klass=complaint.klass.value,
        klass_words=class_words(complaint.klass),
        klass_icon=CLASS_ICONS[complaint.klass],
        klass_help=_CLASS_HELP[complaint.klass],
        state=STATE_WORDS[complaint.state],
        state_icon=STATE_ICONS[complaint.state],
        received=day_words(complaint.days.received),
        formal=complaint.formal,
        channel=CHANNEL_WORDS.get(complaint.channel, ""),
        where="" if hamlet is None else hamlet.name,
        landmark="" if text is None else text.landmark,
        story="" if text is None else text.story,
        gone=text is None,
        photo_words=_photo_words(has_photos=has_photos, allowed=at.desk.may_have_photos(case)),
        photos=tuple(f"{path}/berkas/{file.ref}" for file in files if file.what == "photo") if photos_open else (),
        voices=tuple(f"{path}/berkas/{file.ref}" for file in files if file.what == "voice"),
        said=await _said(at, case, history, path, photos_open=photos_open),
        clocks=clock_lines(at.desk.lists.clocks(complaint)),
        who=who_handles(complaint, description, context.names.of),
        rung=rung_words(complaint),
        rating="" if complaint.rated is None else f"{complaint.rated} dari 5",
        summary="" if complaint.summary is None else await at.desk.reading.words(case, complaint.summary.ref) or "",
        summary_state=_summary_state(complaint),
        summary_template=SUMMARY_TEMPLATES.get("lainnya" if category is None else category.coarse, ""),
        identity_words=split or identity_words.lock(complaint, at.account),
        identity=tuple(identity),
        hide_s=hide_s,
        opened=_opened(history, context),
        pick=await _pick(context, at, case, similar),
        may=frozenset(may),
        drafts=dict(drafts or {}),
        idle_minutes=IDLE_MINUTES,
        key=secrets.token_urlsafe(16),
        problem=trouble,
        imported=complaint.channel == IMPORTED,
        notice=notice
        or erasure_words.waiting(complaint, context.names.of)
        or identity_words.waiting(complaint, at.account)
        or split,
    )


async def _said(
    at: AtDesk, case: DeskCase, history: Sequence[object], path: str, *, photos_open: bool
) -> tuple[DeskSaid, ...]:
    made = []
    for line in story_lines(history):
        words = await at.desk.reading.words(case, line.ref) if line.ref else None
        shown = line.what == "proof" or (line.what == "photo" and photos_open)
        made.append(
            DeskSaid(
                icon=line.icon,
                title=line.title,
                day=day_words(line.day),
                text=words or "",
                by=line.by,
                photo=f"{path}/berkas/{line.file}" if line.file and shown else "",
                voice=f"{path}/berkas/{line.file}" if line.file and line.what == "voice" else "",
                gone=bool(line.ref) and words is None,
            )
        )
    return tuple(made)


async def _pick(context: Context, at: AtDesk, case: DeskCase, similar: Sequence[Listed]) -> DeskPick:
    complaint, staffed, office = case.complaint, at.desk.staffed, context.complaints.office
    keys = () if staffed is None else tuple(staffed.keys)
    barred = {at.account, *(case.about or ()), *complaint.passed_over}
    units = () if staffed is None else tuple(staffed.units)
    names = {unit.id: unit.name for unit in context.description.complaints.units}
    higher = [
        klass
        for klass in (Class.ANONYMOUS, Class.SECRET)
        if list(Class).index(klass) > list(Class).index(complaint.klass)
    ]
    rows = await office.plains(KIND)
    return DeskPick(
        above=_above(staffed, complaint, context),
        removable=tuple(
            (one, "saya sendiri" if one == at.account else context.names.of(one) or "petugas yang sudah tidak bekerja")
            for one in removable(office.state, complaint, at.account, office.today(), office.rules())
        ),
        units=tuple((unit, names.get(unit, unit)) for unit in units),
        people=tuple((one, context.names.of(one)) for one in keys if one not in barred and context.names.of(one)),
        outside=tuple(FORWARD_WORDS.items()),
        fixes=tuple(FIX_WORDS.items()),
        archives=tuple(ARCHIVE_WORDS.items()),
        classes=tuple((klass.value, CLASS_WORDS[klass]) for klass in higher),
        reasons=tuple(IDENTITY_WORDS.items()),
        minutes=MINUTES,
        templates=tuple((one.ref, one.title, one.body) for one in offered(rows)),
        twins=tuple(
            (one.complaint.id, one.complaint.number, f"diterima {day_words(one.complaint.days.received)}")
            for one in similar
        ),
    )


def _opened(history: Sequence[object], context: Context) -> tuple[str, ...]:
    lines = []
    for record in history:
        event = getattr(record, "event", None)
        if isinstance(event, CaseOpened):
            why = OPENING_WORDS.get(event.reason) or IDENTITY_WORDS.get(event.reason) or event.reason
            who = context.names.of(event.by) or "petugas"
            lines.append(f"{day_words(record.day)}: {who} membuka {_WHAT[event.what]}, {why}")  # type: ignore[attr-defined]
    return tuple(dict.fromkeys(lines))


def _sent(history: Sequence[object]) -> list[str]:
    return [line.what for line in story_lines(history) if line.by == "sender"]


def _photo_words(*, has_photos: bool, allowed: bool) -> str:
    if not has_photos:
        return ""
    return (
        "Pelapor melihat siapa yang menampilkan foto."
        if allowed
        else "Ada foto, tetapi pelapor tidak mengizinkannya dilihat selain oleh Kasi Pelayanan dan atasannya."
    )


def _summary_state(complaint: Complaint) -> str:
    if complaint.summary is None:
        return ""
    match complaint.summary.approved:
        case None:
            return "Menunggu persetujuan pelapor."
        case True:
            return "Disetujui pelapor. Tampil pada giliran pengumuman berikutnya."
        case False:
            return "Ditolak pelapor. Tulis ringkasan lain, atau biarkan."


def _above(staffed: DeskStaffed | None, complaint: Complaint, context: Context) -> str:
    """Who gets it by the next step up; "" at the top."""
    rung = next(iter(rungs_up(complaint)[-1:]), "")
    if not rung:
        return ""
    name = context.names.of(rung)
    post = RUNG_WORDS[level_of(staffed, complaint, rung)]
    return f"{post} ({name})" if name else post


def _way(complaint: Complaint) -> str:
    """The list in which it stands."""
    tab = tab_of(complaint)
    return DESK if tab is Tab.TODO else f"{DESK}?daftar={tab}"
