"""How a settings page with a form works: shown, typed into, saved, or shown again with what is wrong beside its field."""

import asyncio
import secrets
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from display.settings_view import FormSection, Group, Section, SettingsView
from server.current_office import Changed, NotPossible, NotSaved, Stale, Unchanged
from server.description import Description, Unusable, parse
from server.description.differences import differences
from server.web.context import Context, context_of, visitor_of
from server.web.pages import html
from server.web.settings.fields import Fields
from server.web.settings.typed import Typed, typed_of
from server.web.words import NOT_STORED

Values = Mapping[str, str]

_NOTICES = {
    "tersimpan": "Tersimpan. Semua layar sudah mengikuti.",
    "tetap": "Tidak ada yang berubah.",
    "dicetak": "Contoh karcis dikirim ke printer.",
    "dites": "Tes suara dikirim ke pengeras suara.",
}.items()
_WRONG = "Ada isian yang belum benar. Perbaiki yang ditandai, lalu simpan lagi."


async def _nothing_more(_context: Context, _key: str) -> tuple[Section, ...]:
    return ()


def _as_it_is(_context: Context, view: SettingsView, _key: str) -> SettingsView:
    return view


@dataclass(frozen=True, slots=True)
class FormPage:
    """`values` says what the form holds at present, `groups` makes its fields, and `applied` makes the new
    description of what was typed, noting problems. `above` and `more` are the sections around the form. `hear`: where what was typed can be
    heard before it is saved. `dressed` makes a page of its own of the view, and `screen` names the socket that keeps it up to date.
    """

    path: str
    title: str
    values: Callable[[Description], Values]
    groups: Callable[[Fields, Description], tuple[Group, ...]]
    applied: Callable[[Typed, Description], Description]
    lead: str = ""
    save: str = "Simpan"
    back_path: str = "/atur"
    back_words: str = "Pengaturan"
    above: Callable[[Context, str], Awaitable[tuple[Section, ...]]] = field(default=_nothing_more)
    more: Callable[[Context, str], Awaitable[tuple[Section, ...]]] = field(default=_nothing_more)
    hear: str = ""
    heard: str = "call"
    dressed: Callable[[Context, SettingsView, str], SettingsView] = field(default=_as_it_is)
    screen: str = ""


async def show(
    request: Request,
    page: FormPage,
    *,
    typed: Typed | None = None,
    problem: str = "",
    newer: tuple[str, ...] = (),
    status: int = 200,
) -> Response:
    """The page as it is, or with what was `typed` into it and what is wrong with that."""
    context, key = context_of(request), new_key()
    office = context.description
    values = page.values(office) if typed is None else typed.fields
    problems = {} if typed is None else typed.problems
    # Shown after somebody else's change it is made from the newest, whose changes stand above it.
    fields = page.groups(Fields(values, problems), office)
    form = FormSection("", page.path, fields, context.current.digest, key, page.save, hear=page.hear, heard=page.heard)
    view = settings_view(
        request,
        page.title,
        (*await page.above(context, key), form, *await page.more(context, key)),
        lead=page.lead,
        problem=problem,
        newer=newer,
        back=(page.back_path, page.back_words),
    )
    return html(request, page.dressed(context, view, key), screen=page.screen, status=status)


async def save(request: Request, page: FormPage, landing: str = "") -> Response:
    """Save what was typed and lead to `landing` (the page itself without one), or show it again."""
    typed = await typed_of(request)
    new = page.applied(typed, context_of(request).description)
    if typed.problems:
        return await show(request, page, typed=typed, problem=_WRONG, status=422)
    asked = (typed.raw("based_on"), typed.raw("key"))
    return await change(request, page, new, *asked, landing=landing or page.path, typed=typed)


async def remove(
    request: Request, page: FormPage, without: Callable[[Description], Description], landing: str
) -> Response:
    """Take something out of the office by a press, and lead to `landing`; or show `page` with the reason why not."""
    typed = await typed_of(request)
    new = without(context_of(request).description)
    return await change(request, page, new, typed.raw("based_on"), typed.raw("key"), landing=landing)


async def change(
    request: Request,
    page: FormPage,
    new: Description,
    based_on: str,
    key: str,
    *,
    landing: str,
    typed: Typed | None = None,
) -> Response:
    """Make `new` the office's description and lead to `landing`, or show `page` with the reason why not."""
    context = context_of(request)
    outcome = await context.current.change(new, based_on=based_on, actor=visitor_of(request).actor, key=key)
    match outcome:
        case Changed():
            await clear_shelf(context)
            return saved(landing)
        case Unchanged():
            return saved(landing, "tetap")
        case Stale():
            newer = await changes_since(context, based_on)
            return await show(request, page, typed=typed, newer=newer, status=409)
        case NotPossible(sentence=sentence):
            return await show(request, page, typed=typed, problem=sentence, status=409)
        case NotSaved():
            return await show(request, page, typed=typed, problem=NOT_STORED.detail, status=503)


async def clear_shelf(context: Context) -> None:
    """Remove the files that the office no longer names."""
    office = context.description
    needed = {medium.digest for medium in office.media} | ({office.logo} if office.logo else set())
    await asyncio.to_thread(context.media.drop_all_but, needed)


def saved(path: str, word: str = "tersimpan") -> Response:
    return RedirectResponse(f"{path}?kabar={word}", 303)


def notice_of(request: Request) -> str:
    return dict(_NOTICES).get(request.query_params.get("kabar", ""), "")


def new_key() -> str:
    return secrets.token_hex(16)


async def changes_since(context: Context, based_on: str) -> tuple[str, ...]:
    """What has changed since the description of that digest held."""
    text = await context.office.store.document(based_on) if len(based_on) == 64 else None
    try:
        return differences(parse(text or ""), context.description)
    except Unusable:
        return ("Halaman ini dibuka dari keterangan kantor yang sudah tidak ada.",)


def settings_page(
    request: Request,
    title: str,
    sections: tuple[Section, ...],
    *,
    lead: str = "",
    problem: str = "",
    newer: tuple[str, ...] = (),
    back: tuple[str, str] = ("/atur", "Pengaturan"),
    status: int = 200,
) -> Response:
    """A settings page of ready sections."""
    view = settings_view(request, title, sections, lead=lead, problem=problem, newer=newer, back=back)
    return html(request, view, status=status)


def settings_view(
    request: Request,
    title: str,
    sections: tuple[Section, ...],
    *,
    lead: str = "",
    problem: str = "",
    newer: tuple[str, ...] = (),
    back: tuple[str, str] = ("/atur", "Pengaturan"),
) -> SettingsView:
    """The view of such a page."""
    picture = context_of(request).now_picture()
    return SettingsView(
        office=picture.description.name,
        clock=picture.clock(),
        title=title,
        lead=lead,
        sections=sections,
        back_path=back[0],
        back_words=back[1],
        problem=problem,
        notice="" if problem or newer else notice_of(request),
        newer=newer,
    )
