"""What each screen of the form shows."""

import json
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from display.complaint_sending_views import SendOption, SendView
from server.complaints.draft import MOST_CONTACT, MOST_LANDMARK, MOST_STORY, Draft
from server.complaints.telltales import rules_text, telltale_words, telltales
from server.domain.access import Role
from server.domain.complaint_class import Class
from server.web.complaints.sending_form import ELSE, FORMAL, Typed, steps_of
from server.web.complaints.sending_words import (
    CLASS_WORDS,
    FORCED,
    ICONS,
    INFORMAL,
    NO_VAULT,
    NOWHERE,
    SOMEBODY_ELSE,
)
from server.web.complaints.sending_words import (
    FORMAL as FORMAL_WORDS,
)
from server.web.context import Context, context_of, visitor_of
from server.web.door_words import ROLE_WORDS
from server.web.pages import html
from server.web.secrecy import encrypted, is_local

KIOSK_IDLE_S = 60
"""A kiosk that nobody touches forgets what was typed: the next person must not read it."""
_MOST_HINTS = 8


@dataclass(frozen=True, slots=True)
class Asked:
    """The screen to show. `hints`: with what gives the sender away, although no script shows it."""

    typed: Typed
    step: str
    problem: str = ""
    status: int = 200
    hints: bool = False


def draft_of(request: Request, typed: Typed, *, suspect: bool = False) -> Draft:
    """What would be sent."""
    visitor, context = visitor_of(request), context_of(request)
    channel = "official" if visitor.official else "kiosk" if visitor.role is Role.KIOSK else "web"
    return typed.draft(context.complaints.intake.drafts.of(typed.token), channel=channel, suspect=suspect)


def official_names(request: Request) -> tuple[str, ...]:
    """Names that give away whom a text is about: those that the office shows to residents anyway."""
    return tuple(row.name for row in context_of(request).doorkeeper.accounts.all() if row.active)


def step_page(request: Request, asked: Asked) -> Response:
    context, visitor, typed, step = context_of(request), visitor_of(request), asked.typed, asked.step
    section = context.description.complaints
    entry = section.category(typed.category)
    kiosk = visitor.role is Role.KIOSK
    steps = steps_of(entry, kiosk=kiosk)
    draft = draft_of(request, typed)
    picture = context.now_picture()
    view = SendView(
        office=picture.description.name,
        clock=picture.clock(),
        step=step,
        place=steps.index(step) + 1,
        places=len(steps),
        carried=typed.carried(step),
        options=_options(request, typed, step),
        tracks=_tracks(typed) if step == "nama" else (),
        text=typed.landmark if step == "tempat" else typed.story if step == "cerita" else "",
        most=MOST_LANDMARK if step == "tempat" else MOST_STORY if step == "cerita" else MOST_CONTACT,
        name=typed.name if step == "nama" else "",
        contact=typed.contact if step == "nama" else "",
        files=tuple((_size(photo), place) for place, photo in enumerate(draft.photos)) if step == "foto" else (),
        voice=_size(draft.voice) if step == "foto" and draft.voice else "",
        show_photo=typed.show_photo,
        rows=_rows(context, typed, draft, steps) if step == "periksa" else (),
        hints=_hints(request, typed, step) if asked.hints or step == "periksa" else (),
        note=_note(request, draft, step),
        named=context.complaints.intake.keeps_identity(draft),
        editing=typed.editing,
        work=context.complaints.intake.work.challenge() if step == "periksa" and not visitor.official else "",
        rules=rules_text() if step == "cerita" else "",
        names=json.dumps(official_names(request), ensure_ascii=False) if step == "cerita" else "",
        problem=asked.problem,
        overheard=not (encrypted(request.scope) or is_local(request)),
        official=visitor.official,
        shared=kiosk,
        idle_ms=KIOSK_IDLE_S * 1000,
        away="/ambil" if kiosk else "/aduan",
    )
    return html(request, view, status=asked.status)


def _options(request: Request, typed: Typed, step: str) -> tuple[SendOption, ...]:
    context = context_of(request)
    section = context.description.complaints
    match step:
        case "apa":
            return tuple(
                SendOption(each.code, each.name, icon=each.icon, chosen=each.code == typed.category)
                for each in section.categories
            )
        case "tentang":
            people = tuple(
                SendOption(row.id, row.name, ROLE_WORDS.get(row.role, ""), chosen=row.id in typed.about)
                for row in context.doorkeeper.accounts.all()
                if row.active
            )
            return (*people, SendOption(ELSE, SOMEBODY_ELSE, chosen=ELSE in typed.about))
        case "tempat":
            hamlets = tuple(SendOption(each.id, each.name, chosen=each.id == typed.hamlet) for each in section.hamlets)
            return (*hamlets, SendOption("", NOWHERE, chosen=not typed.hamlet)) if hamlets else ()
        case "kelas":
            return tuple(
                SendOption(klass.value, *CLASS_WORDS[klass], icon=ICONS[klass], chosen=klass is _shown(context, typed))
                for klass in _classes(context, typed)
            )
        case _:
            return ()


def _classes(context: Context, typed: Typed) -> tuple[Class, ...]:
    entry = context.description.complaints.category(typed.category)
    may_be_open = entry is not None and entry.may_be_open
    return (Class.ANONYMOUS, *((Class.OPEN,) if may_be_open else ()), Class.SECRET)


def _shown(context: Context, typed: Typed) -> Class:
    """The class as it would be: a category that was changed afterwards may force more than was chosen."""
    return context.complaints.intake.klass(typed.draft())


def _tracks(typed: Typed) -> tuple[SendOption, ...]:
    return (
        SendOption("", *INFORMAL, chosen=not typed.formal),
        SendOption(FORMAL, *FORMAL_WORDS, chosen=typed.formal),
    )


def _note(request: Request, draft: Draft, step: str) -> str:
    """What has to be said of the class on this screen."""
    context = context_of(request)
    entry = context.description.complaints.category(draft.category)
    if step == "nama" and not context.complaints.intake.keeps_identity(draft):
        return NO_VAULT
    return FORCED if entry is not None and entry.forced_secret and step in {"tentang", "nama"} else ""


def _rows(context: Context, typed: Typed, draft: Draft, steps: tuple[str, ...]) -> tuple[tuple[str, str, str], ...]:
    """Question, answer and screen of everything that is about to be sent."""
    section = context.description.complaints
    entry, hamlet = section.category(typed.category), section.hamlet(typed.hamlet)
    klass = context.complaints.intake.klass(draft)
    place = ", ".join(part for part in (hamlet.name if hamlet else "", typed.landmark) if part)
    photos = f"{len(draft.photos)} foto" if draft.photos else ""
    voice = "1 rekaman suara" if draft.voice else ""
    who = ", ".join(part for part in (typed.name, typed.contact) if part) or "Tanpa nama"
    named = [SOMEBODY_ELSE if one == ELSE else context.names.of(one) for one in typed.about]
    rows = (
        ("Masalah", entry.name if entry else "", "apa"),
        ("Tentang", ", ".join(filter(None, named)) or "Tidak disebut", "tentang"),
        ("Tempat", place or "Tidak disebut", "tempat"),
        ("Cerita", typed.story or ("(lewat rekaman suara)" if draft.voice else "Belum ada"), "cerita"),
        ("Foto, suara", ", ".join(part for part in (photos, voice) if part) or "Tidak ada", "foto"),
        ("Siapa yang tahu", "{}. {}".format(*CLASS_WORDS[klass]), "kelas"),
        ("Nama", f"{who}. {FORMAL_WORDS[0] if typed.formal else INFORMAL[0]}.", "nama"),
    )
    return tuple((*row[:2], row[2] if row[2] in steps else "") for row in rows if row[2] in steps or row[2] == "kelas")


def _hints(request: Request, typed: Typed, step: str) -> tuple[tuple[str, str, str], ...]:
    text = typed.story if step == "cerita" else f"{typed.story}\n{typed.landmark}"
    found = telltales(text, official_names(request))
    told = dict.fromkeys(
        (telltale_words(one.kind)[0], text[one.start : one.end], telltale_words(one.kind)[1]) for one in found
    )
    return tuple(told)[:_MOST_HINTS]


def _size(content: bytes) -> str:
    return f"{max(1, len(content) // 1024)} kB"
