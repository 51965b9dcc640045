"""`/pasang`: a device that wants in shows a short code, and fetches what it needs once an official has confirmed it.

Programs do the same with JSON: they are told the code and a secret, and ask with that (after RFC 8628).
"""

import secrets

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from server.domain.access import DEVICE_ROLES, Role
from server.private.pairing import LIFE_MS
from server.web.api import json
from server.web.context import address_of, context_of
from server.web.cookies import DEVICE_AGE_S, DEVICE_COOKIE, PAIRING_COOKIE, cookie_of, drop, keep
from server.web.door_words import UNSAFE
from server.web.double_taps import Once
from server.web.forms import form_fields
from server.web.pages import html, problem
from server.web.present.devices import pairing_code_view, pairing_view
from server.web.problem import problem_json
from server.web.secrecy import secure_enough
from server.web.secure import led_to_https
from server.web.sentence import Sentence
from server.web.turning_out import turn_out
from server.web.words import MALFORMED

_ASK_AGAIN_S = 3
_LANDINGS = {Role.TV: "/layar", Role.KIOSK: "/ambil", Role.STAFF: "/masuk"}.items()
_OVER = "Kode sebelumnya sudah tidak berlaku. Pilih lagi untuk mendapat kode baru."
_NO_CODE = Sentence(410, "code-over", "Kode tidak berlaku lagi", f"{_OVER}")


async def show(request: Request) -> Response:
    role = request.query_params.get("peran", "")
    if role == Role.STAFF and not secure_enough(request):
        return led_to_https(request)
    trouble = _OVER if request.query_params.get("kabar") == "habis" else ""
    view = pairing_view(
        context_of(request).now_picture(),
        role=role,
        secure=secure_enough(request),
        key=secrets.token_hex(16),
        problem=trouble,
    )
    return html(request, view)


async def ask(request: Request) -> Response:
    role = (await form_fields(request)).get("role", "")
    if role not in DEVICE_ROLES:
        return problem(request, MALFORMED)
    if role == Role.STAFF and not secure_enough(request):
        return problem(request, UNSAFE)  # the tablet's secret would travel where anybody listens
    pairings, agent = context_of(request).doorkeeper.pairings, request.headers.get("user-agent", "")
    asking, secret = pairings.ask(Role(role), agent, address_of(request), secure=secure_enough(request))
    if "application/json" in request.headers.get("accept", ""):
        life_s = pairings.seconds_left(asking)
        return json({"code": asking.code, "secret": secret, "seconds": life_s, "interval": _ASK_AGAIN_S}, 201)
    response = RedirectResponse("/pasang/kode", 303)
    keep(response, request, PAIRING_COOKIE, secret, LIFE_MS // 1000)
    return response


async def wait(request: Request) -> Response:
    """The page with the code. It asks again by itself, and leads on once the code was confirmed."""
    keeper, secret = context_of(request).doorkeeper, cookie_of(request, PAIRING_COOKIE)
    asking = keeper.pairings.state(secret)
    if asking is None:
        return RedirectResponse("/pasang?kabar=habis", 303)
    token = keeper.pairings.collect(secret)
    if token:
        return await _let_in(request, token)
    minutes = -(-keeper.pairings.seconds_left(asking) // 60)
    view = pairing_code_view(context_of(request).now_picture(), asking, minutes_left=minutes)
    response = html(request, view)
    # A header and no script: it works on every TV.
    response.headers["refresh"] = str(_ASK_AGAIN_S)
    return response


async def collect(request: Request) -> Response:
    """The same for a program."""
    pairings = context_of(request).doorkeeper.pairings
    secret = (await form_fields(request)).get("secret", "")
    asking = pairings.state(secret)
    if asking is None:
        return problem_json(_NO_CODE)
    token = pairings.collect(secret)
    if token:
        return json({"token": token})
    return json({"token": None, "seconds": pairings.seconds_left(asking), "interval": _ASK_AGAIN_S}, 202)


async def _let_in(request: Request, token: str) -> Response:
    devices = context_of(request).doorkeeper.devices
    former, device = devices.by_token(cookie_of(request, DEVICE_COOKIE)), devices.by_token(token)
    if former is not None:
        # It is another device from now on, and must not stand on the list twice.
        await turn_out(request, former.id)
    role = Role.PUBLIC if device is None else Role(device.role)
    response = RedirectResponse(dict(_LANDINGS).get(role, "/"), 303)
    keep(response, request, DEVICE_COOKIE, token, DEVICE_AGE_S)
    drop(response, request, PAIRING_COOKIE)
    return response


def routes() -> list[Route]:
    return [
        Route("/pasang", show, methods=["GET"]),
        Route("/pasang", Once()(ask), methods=["POST"]),
        Route("/pasang/kode", wait, methods=["GET"]),
        Route("/pasang/jemput", collect, methods=["POST"]),
    ]
