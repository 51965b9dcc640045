"""`/aduan`: the public board. Plain forms and links; its socket carries only the board's own numbers."""

from dataclasses import replace

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from display.board_views import BoardFlagView, BoardRootsView
from display.views import View
from server.complaints.me_too import FLAG_REASONS
from server.complaints.pace import Doing, Pace
from server.domain.board_state import Card
from server.domain.moment import Moment
from server.web.complaints.board_look import Look, look_asked, look_named
from server.web.complaints.board_present import board_view, grouped
from server.web.complaints.board_words import FLAG_WORDS, week_words
from server.web.complaints.me_too_cookie import keep_me_too, me_too_token
from server.web.complaints.taking import why_shut
from server.web.context import Context, address_of, context_of
from server.web.forms import form_fields, whole_number
from server.web.pages import at_kiosk, html, problem
from server.web.words import NOT_FOUND, WAIT_A_MOMENT

BOARD_SCREEN = "board"
_ROOTS = 26
_DIGITS = 16


def board_looked_at(context: Context, rest: str) -> Look | None:
    """What the screen `board-{rest}` shows, `board` for ""; None for a name that no page has."""
    return look_named(rest, context.description.complaints)


def board_picture(context: Context, look: Look, now: Moment | None) -> View:
    complaints = context.complaints
    taking = why_shut(context) is None
    return board_view(context.picture(now), complaints.board, look, taking=taking, trouble=complaints.office.trouble)


def board_numbers(context: Context) -> tuple[int, str]:
    """The number and the epoch of the board's own stream: those of the queue or of the complaints would date what comes in."""
    board = context.complaints.board
    return board.head, board.epoch


async def show(request: Request) -> Response:
    context = context_of(request)
    look = look_asked(request.query_params, context.description.complaints)
    view = board_picture(context, look, context.office.clock.now())
    seq, epoch = board_numbers(context)
    live = replace(context.live(look.screen), seq=seq, epoch=epoch)
    return HTMLResponse(context.renderer.page(view, at_kiosk(request, live)))


async def agree(request: Request) -> Response:
    context = context_of(request)
    card = _card(request)
    if card is None:
        return problem(request, NOT_FOUND)
    back = await _way_back(request, context, card)
    pace, tag = _pace(request)
    if pace.wait_s(Doing.AGREE, tag) > 0:
        return problem(request, WAIT_A_MOMENT)
    pace.count(Doing.AGREE, tag)
    token = me_too_token(request) or context.complaints.board.new_token()
    if _one_of_few(request, pace, card, "agree"):
        await context.complaints.board.me_too(card, token)
    response = RedirectResponse(back, 303)
    keep_me_too(response, request, token)
    return response


async def ask_flag(request: Request) -> Response:
    card = _card(request)
    return problem(request, NOT_FOUND) if card is None else _flag_page(request, card)


async def flag(request: Request) -> Response:
    context = context_of(request)
    card = _card(request)
    if card is None:
        return problem(request, NOT_FOUND)
    fields = await form_fields(request)
    reason = fields.get("alasan", "")
    if reason not in FLAG_REASONS:
        return _flag_page(request, card, trouble="Pilih salah satu alasan.")
    pace, tag = _pace(request)
    if pace.wait_s(Doing.AGREE, tag) > 0:
        return problem(request, WAIT_A_MOMENT)
    pace.count(Doing.AGREE, tag)
    token = me_too_token(request) or context.complaints.board.new_token()
    if _one_of_few(request, pace, card, "flag"):
        await context.complaints.board.flag(card, reason, token)
    response = _flag_page(request, card, done=True)
    keep_me_too(response, request, token)
    return response


async def roots(request: Request) -> Response:
    context = context_of(request)
    picture = context.now_picture()
    every = context.complaints.board.roots()
    pages = max(1, -(-len(every) // _ROOTS))
    number = min(max(1, whole_number(request.query_params.get("hal", "")) or 1), pages)
    shown = every[(number - 1) * _ROOTS : number * _ROOTS]
    view = BoardRootsView(
        office=picture.description.name,
        clock=picture.clock(),
        roots=tuple((week_words(week), _lines(root)) for week, root in shown),
        before_path=f"/aduan/sidik?hal={number - 1}" if number > 1 else "",
        after_path=f"/aduan/sidik?hal={number + 1}" if number < pages else "",
    )
    return html(request, view)


def _flag_page(request: Request, card: Card, *, done: bool = False, trouble: str = "") -> Response:
    context = context_of(request)
    picture = context.now_picture()
    view = BoardFlagView(
        office=picture.description.name,
        clock=picture.clock(),
        card=card.id,
        title=context.complaints.board.words(card),
        reasons=tuple(FLAG_WORDS.items()),
        done=done,
        problem=trouble,
    )
    return html(request, view, status=422 if trouble else 200)


def _card(request: Request) -> Card | None:
    return context_of(request).complaints.board.card(request.path_params["card"])


def _one_of_few(request: Request, pace: Pace, card: Card, word: str) -> bool:
    """Whether this word about the card counts. A device is a cookie, which one machine can invent a hundred times; it is not told."""
    tag = pace.tag(f"{address_of(request)} {card.id} {word}")
    if pace.wait_s(Doing.AGREE_CARD, tag) > 0:
        return False
    pace.count(Doing.AGREE_CARD, tag)
    return True


def _pace(request: Request) -> tuple[Pace, str]:
    pace = context_of(request).complaints.pace
    return pace, pace.tag(address_of(request))


async def _way_back(request: Request, context: Context, card: Card) -> str:
    """The look from which somebody came, at that card. Only what this page itself would link to."""
    asked = (await form_fields(request)).get("tampilan", "")
    look = board_looked_at(context, asked.removeprefix(BOARD_SCREEN).removeprefix("-"))
    return f"{(look or Look()).path}#kartu-{card.id}"


def _lines(root: str) -> tuple[str, ...]:
    return tuple(grouped(root[start : start + _DIGITS]) for start in range(0, len(root), _DIGITS))


def routes() -> list[Route]:
    return [
        Route("/aduan", show, methods=["GET"]),
        Route("/aduan/sidik", roots, methods=["GET"]),
        Route("/aduan/kartu/{card}/rasakan", agree, methods=["POST"]),
        Route("/aduan/kartu/{card}/laporkan", ask_flag, methods=["GET"]),
        Route("/aduan/kartu/{card}/laporkan", flag, methods=["POST"]),
    ]
