"""`/meja/ekspor`: complaints as files: the board for everybody, and the list of what one official may read, which is written down."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from display.settings_view import FormSection, Group, LinksSection, Section
from server.complaints.desk import NotOpened
from server.complaints.office import Done, Refused
from server.domain.complaint_codes import EXPORT
from server.domain.complaint_key_commands import NoteExport
from server.exchange.complaint_csv import csv_bytes, internal_rows, public_rows, readable
from server.exchange.public_cards import Wanted, found, public_card
from server.web.complaints.board_words import STATE_WORDS
from server.web.complaints.card_lookup import summaries
from server.web.complaints.desk_door import at_desk
from server.web.complaints.exports_door import closed_door
from server.web.complaints.refusal_words import complaint_sentence
from server.web.context import Context, context_of, visitor_of
from server.web.pages import problem
from server.web.right import COMPLAINT_HEADS
from server.web.settings.fields import Fields
from server.web.settings.form_page import new_key, settings_page
from server.web.settings.typed import typed_of
from server.web.words import NOT_STORED

PATH = "/meja/ekspor"
_LEAD = "Berkas CSV untuk Excel. Hapus dari komputer setelah tidak dipakai: di luar Silakan isinya tidak tersegel."


async def show(request: Request) -> Response:
    closed = closed_door(request)
    if closed is not None:
        return closed
    unlocked = context_of(request).complaints.desk.session(visitor_of(request).session)
    group = Group(
        "Yang ikut",
        (
            Fields({}, {})(
                "texts",
                "Sertakan cerita pelapor (pelapor melihat bahwa ceritanya dibuka)",
                "tick",
                wide=True,
                help="" if unlocked else "Buka dulu Meja aduan dengan kata sandi Anda; tanpa itu cerita tidak ikut.",
            ),
        ),
        "Hanya aduan yang boleh Anda baca, dengan nama Anda dan tanggal di tiap baris. Pengunduhan dicatat.",
    )
    from_elsewhere = LinksSection("Dari tempat lain", (("/meja/impor", "Impor dari OpenSID atau Google Forms"),))
    may_import = visitor_of(request).role in COMPLAINT_HEADS.roles
    sections: tuple[Section, ...] = (
        LinksSection("Untuk umum", ((f"{PATH}/publik.csv", "Unduh papan aduan (CSV)"),)),
        FormSection("Internal", f"{PATH}/internal.csv", (group,), "", new_key(), "Unduh daftar internal (CSV)"),
        *((from_elsewhere,) if may_import else ()),
    )
    return settings_page(request, "Ekspor aduan", sections, lead=_LEAD, back=("/meja", "Daftar aduan"))


async def public_file(request: Request) -> Response:
    context = context_of(request)
    office = context.complaints.office
    closed, shown = office.closed(), found(office.board.cards, Wanted())
    # In a thread: with thousands of cards it takes longer than a press at a counter may wait.
    cards = await asyncio.to_thread(lambda: [public_card(card, closed) for card in shown])
    words = summaries(context, cards)
    states = {state: name for state, (name, _) in STATE_WORDS.items()}
    return _file(public_rows(cards, context.description, words, states), "aduan-publik.csv")


async def internal_file(request: Request) -> Response:
    """The log is told before the file is made: without the one there is no other."""
    closed = closed_door(request)
    if closed is not None:
        return closed
    typed = await typed_of(request)
    context, visitor = context_of(request), visitor_of(request)
    office = context.complaints.office
    wants_texts = typed.ticked("texts")
    at = await at_desk(request) if wants_texts else None
    if isinstance(at, Response):
        return at
    # No key: each file is an export of its own, also the same form sent again.
    noted = await office.do(NoteExport(), actor=visitor.actor)
    if not isinstance(noted, Done):
        return problem(request, complaint_sentence(noted.refusal) if isinstance(noted, Refused) else NOT_STORED)
    texts = await _texts(context, visitor.account, visitor.session) if wants_texts else {}
    day = office.today()
    rows = await asyncio.to_thread(
        internal_rows,
        readable(office.state.complaints.values(), visitor.account),
        context.description,
        texts=texts,
        today=day,
        closed=office.closed(),
        watermark=f"{context.names.of(visitor.account) or visitor.account}, {day.isoformat()}",
    )
    return _file(rows, f"aduan-internal-{day.isoformat()}.csv")


async def _texts(context: Context, account: str, session: str) -> Mapping[str, str]:
    """The stories that this official's key opens; each opening stands in its complaint."""
    desk, office = context.complaints.desk, context.complaints.office
    texts: dict[str, str] = {}
    for complaint in readable(office.state.complaints.values(), account):
        unlocked = desk.session(session)
        if unlocked is None:
            break
        case = await desk.open(complaint.id, unlocked, EXPORT)
        if not isinstance(case, NotOpened) and case.text is not None:
            texts[complaint.id] = case.text.story
    return texts


def _file(rows: Iterable[Sequence[str]], name: str) -> Response:
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(csv_bytes(rows), media_type="text/csv; charset=utf-8", headers=headers)


def routes() -> list[Route]:
    return [
        Route(PATH, show, methods=["GET"]),
        Route(f"{PATH}/publik.csv", public_file, methods=["GET"]),
        Route(f"{PATH}/internal.csv", internal_file, methods=["POST"]),
    ]
