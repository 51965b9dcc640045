"""The pages of the first start: plain forms, forth and back, nothing stored before the last one."""

from dataclasses import replace

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from display.views import View
from server.description import Unusable
from server.domain.access import Role
from server.web.context import address_of, context_of, visitor_of
from server.web.cookies import SESSION_AGE_S, SETUP_COOKIE, cookie_of, keep
from server.web.door_words import account_words, wait_words
from server.web.forms import form_fields
from server.web.pages import html, problem
from server.web.present import setup as views
from server.web.public_address import public_address
from server.web.setup.draft import Draft
from server.web.setup.finish import finish
from server.web.setup.first_start import ADMIN_ONLY, WHOLE
from server.web.words import NOT_FOUND

_WRONG_CODE = "Kode salah. Periksa tulisan di jendela tempat server dijalankan, lalu coba lagi."
_NOT_THE_SAME = "Kata sandi atau PIN tidak sama dengan ulangannya. Ketik sekali lagi."
_MOST_FIELDS = 80


async def begin(request: Request) -> Response:
    if context_of(request).doorkeeper.accounts.has_admin:
        return RedirectResponse("/", 303)
    if _is_known(request):
        return RedirectResponse(f"/siapkan/{_steps(request)[0]}", 303)
    return html(request, views.code_view(context_of(request).now_picture()))


async def enter_code(request: Request) -> Response:
    context = context_of(request)
    if context.doorkeeper.accounts.has_admin:
        return RedirectResponse("/", 303)
    typed = (await form_fields(request)).get("code", "")
    now_ms = context.office.clock.now().mono_ms
    verdict = context.doorkeeper.setup_code.enter(typed, address_of(request), now_ms)
    match verdict:
        case str():
            response = RedirectResponse(f"/siapkan/{_steps(request)[0]}", 303)
            keep(response, request, SETUP_COOKIE, verdict, SESSION_AGE_S)
            return response
        case int():
            return html(request, views.code_view(context.now_picture(), wait_words(verdict)), status=429)
        case None:
            return html(request, views.code_view(context.now_picture(), _WRONG_CODE), status=403)


async def show(request: Request) -> Response:
    context, step = context_of(request), request.path_params["step"]
    if step == "selesai":
        person = context.names.of(visitor_of(request).account)
        if not person:
            return RedirectResponse("/", 303)
        return html(request, views.done_view(context.now_picture(), person, public_address(request)))
    if context.doorkeeper.accounts.has_admin or not _is_known(request):
        return RedirectResponse("/siapkan", 303)
    if step not in _steps(request):
        return problem(request, NOT_FOUND)
    return _page(request, step)


async def take(request: Request) -> Response:
    context, step = context_of(request), request.path_params["step"]
    if context.doorkeeper.accounts.has_admin or not _is_known(request):
        return RedirectResponse("/siapkan", 303)
    steps = _steps(request)
    if step not in steps:
        return problem(request, NOT_FOUND)
    fields = await form_fields(request, _MOST_FIELDS)
    draft = context.first_start.draft(context.description)
    try:
        context.first_start.keep(_taken(request, step, draft, fields))
    except Unusable as error:
        return _page(request, step, trouble=str(error), typed=fields)
    following = steps[steps.index(step) + 1 :]
    return RedirectResponse(f"/siapkan/{following[0]}", 303) if following else await _finish(request, step)


async def _finish(request: Request, step: str) -> Response:
    draft = context_of(request).first_start.draft(context_of(request).description)
    if not draft.admin.password:
        return RedirectResponse("/siapkan/pengelola", 303)
    finished = await finish(request, draft)
    return _page(request, step, trouble=finished) if isinstance(finished, str) else finished


def _taken(request: Request, step: str, draft: Draft, fields: dict[str, str]) -> Draft:
    """The draft with what was typed at this step. Raises `Unusable`."""
    match step:
        case "kantor":
            return draft.with_office(fields.get("name", ""), fields.get("zone", ""))
        case "pengelola":
            return _with_admin(request, draft, fields)
        case "layanan":
            return draft.with_services(fields)
        case "jam":
            return draft.with_hours(fields)
        case _:
            return draft


def _with_admin(request: Request, draft: Draft, fields: dict[str, str]) -> Draft:
    """Secrets that were typed before are kept when these fields are left empty. Raises `Unusable`."""
    admin = replace(draft.admin, name=" ".join(fields.get("name", "").split()), login=fields.get("login", "").strip())
    given = {what: fields.get(what, "") for what in ("password", "pin")}
    if any(given[what] != fields.get(f"{what}-again", "") for what in given):
        raise Unusable(_NOT_THE_SAME)
    admin = replace(admin, password=given["password"] or admin.password, pin=given["pin"] or admin.pin)
    refused = context_of(request).doorkeeper.accounts.refusal(
        name=admin.name,
        role=Role.ADMIN,
        login=admin.login,
        # One blank is as weak as none, and says so.
        password=admin.password or " ",
        pin=admin.pin or " ",
        office=draft.description.name,
    )
    if refused is not None:
        raise Unusable(account_words(refused))
    return replace(draft, admin=admin)


def _page(request: Request, step: str, *, trouble: str = "", typed: dict[str, str] | None = None) -> Response:
    context = context_of(request)
    draft = context.first_start.draft(context.description)
    view: View = views.step_view(
        context.now_picture(), step, _steps(request), draft, typed=typed or {}, problem=trouble
    )
    return html(request, view, status=422 if trouble else 200)


def _steps(request: Request) -> tuple[str, ...]:
    return WHOLE if context_of(request).current.is_sample else ADMIN_ONLY


def _is_known(request: Request) -> bool:
    return context_of(request).doorkeeper.setup_code.knows(cookie_of(request, SETUP_COOKIE))


def routes() -> list[Route]:
    return [
        Route("/siapkan", begin, methods=["GET"]),
        Route("/siapkan", enter_code, methods=["POST"]),
        Route("/siapkan/{step}", show, methods=["GET"]),
        Route("/siapkan/{step}", take, methods=["POST"]),
    ]
