"""The buttons of the service day on the counter tablet: open, close, no more numbers, numbers again, the right date."""

from collections.abc import Callable, Mapping

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from server.clock_doubt import look
from server.domain.commands import (
    CloseDay,
    Command,
    ConfirmClock,
    CorrectDay,
    OpenDay,
    ResumeTaking,
    StaffCounter,
    StopTaking,
)
from server.domain.counters import Counter
from server.web.carry_out import carry_out
from server.web.context import context_of, visitor_of
from server.web.counter import answer, counter_of
from server.web.forms import form_fields

Fields = Mapping[str, str]


async def open_day(request: Request) -> Response:
    return await _press(request, lambda _: OpenDay())


async def close_day(request: Request) -> Response:
    """Ends the numbers of those who are left only when the official has been asked and said so."""
    return await _press(request, lambda fields: CloseDay(leftovers="end" if fields.get("left") == "end" else "refuse"))


async def stop_taking(request: Request) -> Response:
    return await _press(request, lambda _: StopTaking())


async def resume_taking(request: Request) -> Response:
    return await _press(request, lambda _: ResumeTaking())


async def correct_day(request: Request) -> Response:
    return await _press(request, lambda fields: CorrectDay(fields.get("date", "")))


async def confirm_clock(request: Request) -> Response:
    """The clock that is doubted is right, as far as this official can see."""
    return await _press(request, lambda fields: ConfirmClock(fields.get("date", "")))


async def _press(request: Request, command_of: Callable[[Fields], Command]) -> Response:
    context, visitor = context_of(request), visitor_of(request)
    fields = await form_fields(request)
    command = command_of(fields)
    told = [request.url.path, fields.get("left", ""), fields.get("date", "")]
    reply = await carry_out(context.office, command, actor=visitor.actor, key=fields.get("key", ""), asked=told)
    counter = counter_of(request, fields.get("counter", ""))
    if isinstance(command, ConfirmClock) and not isinstance(reply, tuple):
        context.office.clock.confirm()
        look(context.office.clock, context.presence)
    if isinstance(command, OpenDay) and not isinstance(reply, tuple) and counter is not None:
        await _sit_down(request, counter)
    return await answer(request, reply, counter)


async def _sit_down(request: Request, counter: Counter) -> None:
    """Whoever opens the day at a counter sits there. Where that cannot be, the tablet asks who does."""
    office, visitor = context_of(request).office, visitor_of(request)
    if visitor.account and not counter.account and office.state.serves_at(visitor.account) is None:
        await office.do(StaffCounter(counter.id, visitor.account), actor=visitor.actor)


def routes() -> list[Route]:
    return [
        Route("/hari/buka", open_day, methods=["POST"]),
        Route("/hari/tutup", close_day, methods=["POST"]),
        Route("/hari/berhenti", stop_taking, methods=["POST"]),
        Route("/hari/lanjut", resume_taking, methods=["POST"]),
        Route("/hari/betulkan", correct_day, methods=["POST"]),
        Route("/hari/jam", confirm_clock, methods=["POST"]),
    ]
