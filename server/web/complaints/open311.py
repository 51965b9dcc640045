"""`/open311/v2`: Open311 GeoReport v2, for programs of other offices. Reading is open; sending needs an api_key.

A complaint that is not on the board is not there: a secret one, one that waits and one that never was get the same answer.
"""

import hmac
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from server.complaints.receipt import Receipt
from server.domain.access import Role
from server.domain.board_state import Card
from server.exchange import open311
from server.exchange.open311_document import JSON, MEDIA_TYPES, XML, Document, Listing, written
from server.exchange.open311_question import Unanswerable, draft_asked, page_asked
from server.exchange.public_cards import Wanted, found, public_card
from server.web.complaints.board_words import STATE_WORDS
from server.web.complaints.card_lookup import card_of_number, summaries, updated_days
from server.web.complaints.limits import Weight, limits_of, source_of
from server.web.complaints.sending_words import COME_BACK, NOT_OPEN
from server.web.complaints.taken_words import why_not
from server.web.context import Context, context_of, visitor_of

ROOT = "/open311/v2"
_MOST_FIELDS = 60
_NO_REQUEST = "Aduan itu tidak ada di papan."
_NO_TOKEN = "Token itu tidak ada, atau aduannya tidak ada di papan."  # noqa: S105
_NO_SERVICE = "service_code tidak dikenal. Ambil dari /services."
_WRONG_KEY = "api_key belum ada atau tidak benar. Minta kuncinya kepada kantor."
_WRONG_FORM = "Format tidak dikenal. Pakai .xml atau .json."
_UNREADABLE = "Isi kiriman tidak dapat dibaca. Kirim sebagai application/x-www-form-urlencoded."


async def discovery(request: Request) -> Response:
    url = f"{request.url.scheme}://{request.url.netloc}{ROOT}"
    return _answer(request, open311.discovery(context_of(request).description, url))


async def services(request: Request) -> Response:
    return _answer(request, open311.services(context_of(request).description))


async def service(request: Request) -> Response:
    description = context_of(request).description
    category = description.complaints.category(request.path_params["code"])
    if category is None or not description.complaints.open:
        return _wrong(request, 404, _NO_SERVICE)
    return _answer(request, open311.definition(category, description))


async def requests(request: Request) -> Response:
    context = context_of(request)
    office = context.complaints.office
    try:
        page = page_asked(request.query_params, context.description, office.today())
    except Unanswerable as error:
        return _wrong(request, error.code, str(error))
    cards = found(office.board.cards, page.wanted)
    begin = (page.number - 1) * page.size
    document = await _listed(context, cards[begin : begin + page.size], extended=page.extended)
    response = _answer(request, document)
    # Of the paging extension: how many there are in all.
    response.headers["x-total-count"] = str(len(cards))
    return response


async def one_request(request: Request) -> Response:
    context = context_of(request)
    office = context.complaints.office
    cards = found(office.board.cards, Wanted(ids=frozenset({request.path_params["id"]})))
    if not cards:
        return _wrong(request, 404, _NO_REQUEST)
    extended = request.query_params.get("extensions", "").lower() in {"true", "1"}
    return _answer(request, await _listed(context, cards, extended=extended))


async def token(request: Request) -> Response:
    """The card of a report that was sent, once it is on the board; only of an open one, for whoever sees the number on somebody's
    slip must not learn which anonymous words are theirs. All others follow by their secret code.
    """
    context, number = context_of(request), request.path_params["token"]
    card = await card_of_number(context, number)
    if card is None:
        return _wrong(request, 404, _NO_TOKEN)
    return _answer(request, open311.resolved(card, number))


async def send(request: Request) -> Response:
    context = context_of(request)
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/x-www-form-urlencoded":
        return _wrong(request, 400, _UNREADABLE)
    async with request.form(max_files=0, max_fields=_MOST_FIELDS) as form:
        fields = {name: value for name, value in form.items() if isinstance(value, str)}
    key = fields.pop("api_key", "")
    automation = visitor_of(request).role is Role.API or _is(key, context.config.api_token)
    if not automation and not _is(key, context.config.open311_key):
        return _wrong(request, 403, _WRONG_KEY)
    if not context.description.complaints.open:
        return _wrong(request, 400, NOT_OPEN.detail)
    try:
        draft = draft_asked(fields, context.description)
    except Unanswerable as error:
        return _wrong(request, error.code, str(error))
    limits, source = limits_of(context), source_of(request, visitor_of(request))
    weight = Weight.TAKE if automation else limits.weigh(source)
    if weight is Weight.COME_BACK:
        return _wrong(request, 400, COME_BACK.detail)
    taken = await context.complaints.intake.submit(
        replace(draft, suspect=weight is Weight.HOLD),
        actor="open311",
        key=request.headers.get("idempotency-key", "")[:200],
    )
    if not isinstance(taken, Receipt):
        return _wrong(request, 400, why_not(taken).detail)
    if not automation and not taken.replayed:
        limits.count(source)
    return _answer(request, open311.accepted(taken.number, _notice(taken)))


def _notice(receipt: Receipt) -> str:
    """The code is all that the sender can follow the complaint by, so the program has to hand it on."""
    code = " ".join(receipt.code[begin : begin + 4] for begin in range(0, len(receipt.code), 4))
    return (
        f"Aduan {receipt.number} diterima. Kode rahasia: {code}. Berikan kode ini hanya kepada pelapor: "
        "dengan kode itu ia membaca jawaban kantor di /aduan/lacak."
    )


async def _listed(context: Context, shown: Sequence[Card], *, extended: bool) -> Listing:
    closed = context.complaints.office.closed()
    cards = [public_card(card, closed) for card in shown]
    words: Mapping[str, str] = summaries(context, cards)
    updated: Mapping[str, date] = await updated_days(context, cards)
    states = {state: name for state, (name, _) in STATE_WORDS.items()}
    return open311.requests(
        cards, context.description, words=words, updated=updated, state_words=states, extended=extended
    )


def _is(key: str, right: str) -> bool:
    return bool(right) and hmac.compare_digest(key.encode(), right.encode())


def _answer(request: Request, document: Document, status: int = 200) -> Response:
    form = request.path_params["form"]
    if form not in {XML, JSON}:
        document, status, form = open311.errors((400, _WRONG_FORM)), 400, XML
    return Response(written(document, form), status, headers={"content-type": dict(MEDIA_TYPES)[form]})


def _wrong(request: Request, code: int, sentence: str) -> Response:
    return _answer(request, open311.errors((code, sentence)), code)


def routes() -> list[Route]:
    return [
        Route(f"{ROOT}/discovery.{{form}}", discovery, methods=["GET"]),
        Route(f"{ROOT}/services.{{form}}", services, methods=["GET"]),
        Route(f"{ROOT}/services/{{code}}.{{form}}", service, methods=["GET"]),
        Route(f"{ROOT}/requests.{{form}}", requests, methods=["GET"]),
        Route(f"{ROOT}/requests.{{form}}", send, methods=["POST"]),
        Route(f"{ROOT}/requests/{{id}}.{{form}}", one_request, methods=["GET"]),
        Route(f"{ROOT}/tokens/{{token}}.{{form}}", token, methods=["GET"]),
    ]
