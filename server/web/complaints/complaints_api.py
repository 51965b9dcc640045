"""`/api/v1/complaints`: complaints for programs. Who reads sees what is on the board, and nothing besides."""

from collections.abc import Sequence
from typing import Annotated, Literal

import msgspec
from msgspec import Meta
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from server.complaints.draft import MOST_CONTACT, MOST_LANDMARK, MOST_NAME, MOST_STORY, Draft
from server.complaints.receipt import Receipt
from server.domain.board_state import Card
from server.domain.complaint_class import Class
from server.exchange.public_cards import Wanted, found, public_card
from server.web.complaints.card_lookup import card_of_number, summaries
from server.web.complaints.sending_words import NOT_OPEN, UNKNOWN_PERSON
from server.web.complaints.taken_words import why_not
from server.web.context import Context, context_of, visitor_of
from server.web.forms import whole_number
from server.web.problem import problem_json
from server.web.sentence import Sentence
from server.web.words import MALFORMED, NOT_FOUND

PATH = "/api/v1/complaints"
_MOST_PAGE = 1_000
_USUAL_PAGE = 50
_MOST_KEY = 200


class ComplaintBody(msgspec.Struct, frozen=True):
    """`POST complaints`. `category`, `hamlet` and `about` are codes of the office; the rest is sealed as it comes in."""

    category: Annotated[str, Meta(max_length=32)]
    story: Annotated[str, Meta(max_length=MOST_STORY)]
    hamlet: Annotated[str, Meta(max_length=32)] = ""
    landmark: Annotated[str, Meta(max_length=MOST_LANDMARK)] = ""
    klass: Annotated[Literal["open", "anonymous", "secret"], Meta()] = msgspec.field(default="anonymous", name="class")
    formal: bool = False
    name: Annotated[str, Meta(max_length=MOST_NAME)] = ""
    contact: Annotated[str, Meta(max_length=MOST_CONTACT)] = ""
    about: Annotated[tuple[Annotated[str, Meta(max_length=64)], ...], Meta(max_length=20)] = ()


async def send(request: Request) -> Response:
    """Take one in. The answer is the sender's receipt: its code is told this once, and nobody else may keep it."""
    context = context_of(request)
    try:
        body = msgspec.json.decode(await request.body() or b"{}", type=ComplaintBody)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return problem_json(MALFORMED)
    key = request.headers.get("idempotency-key", "")
    if len(key) > _MOST_KEY:
        return problem_json(MALFORMED)
    if not context.description.complaints.open:
        return problem_json(NOT_OPEN)
    if not all(context.names.of(one) for one in body.about):
        return problem_json(Sentence(422, "unfit-about", "Orang tidak dikenal", UNKNOWN_PERSON))
    draft = Draft(
        category=body.category,
        story=body.story,
        hamlet=body.hamlet,
        landmark=body.landmark,
        about=body.about,
        klass=Class(body.klass),
        formal=body.formal,
        name=body.name,
        contact=body.contact,
        channel="api",
    )
    taken = await context.complaints.intake.submit(draft, actor=visitor_of(request).actor, key=key)
    return _json(_receipt(taken), 201) if isinstance(taken, Receipt) else problem_json(why_not(taken))


async def listed(request: Request) -> Response:
    """The board, the newest first; within a quarter in an order that tells nothing."""
    context, query = context_of(request), request.query_params
    number, size = whole_number(query.get("page", "1")), whole_number(query.get("page_size", str(_USUAL_PAGE)))
    running = {"": (), "running": (True,), "ended": (False,)}.get(query.get("state", ""))
    if not number or not size or size > _MOST_PAGE or running is None:
        return problem_json(MALFORMED)
    office = context.complaints.office
    group = query.get("group", "")
    wanted = Wanted(groups=(group,) if group else (), running=running)
    cards = found(office.board.cards, wanted)
    shown = await _shown(context, cards[(number - 1) * size : number * size])
    return _json({"total": len(cards), "page": number, "complaints": shown})


async def one(request: Request) -> Response:
    """What the board shows of one: by the id of its card, or by its number when it is open. Everything else is not there."""
    context, number = context_of(request), request.path_params["number"]
    office = context.complaints.office
    card = await card_of_number(context, number) or number
    cards = found(office.board.cards, Wanted(ids=frozenset({card})))
    return _json((await _shown(context, cards))[0]) if cards else problem_json(NOT_FOUND)


async def _shown(context: Context, shown: Sequence[Card]) -> list[dict[str, object]]:
    closed = context.complaints.office.closed()
    cards = [public_card(card, closed) for card in shown]
    words = summaries(context, cards)
    return [
        {
            "id": card.id,
            "class": Class.OPEN if card.open else Class.ANONYMOUS,
            "group": card.group,
            "hamlet": card.hamlet or None,
            "period": card.period,
            "state": card.state,
            "running": card.running,
            "expected": None if card.expected is None else card.expected.isoformat(),
            "summary": words.get(card.id),
        }
        for card in cards
    ]


def _receipt(receipt: Receipt) -> dict[str, object]:
    return {
        "number": receipt.number,
        "code": receipt.code,
        "class": receipt.klass,
        "day": receipt.day.isoformat(),
        "held": receipt.held,
        "signature": receipt.signature,
        "commitment": receipt.commitment,
        "nonce": receipt.nonce,
    }


def _json(body: object, status: int = 200) -> Response:
    return Response(msgspec.json.encode(body), status, media_type="application/json")


def routes() -> list[Route]:
    return [
        Route(PATH, send, methods=["POST"]),
        Route(PATH, listed, methods=["GET"]),
        Route(f"{PATH}/{{number}}", one, methods=["GET"]),
    ]
