"""`/atur/perangkat`: the office's devices. Letting one in by its code, naming it, turning it out."""

import secrets

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from server.domain.access import DEVICE_ROLES, Role
from server.domain.door_events import DeviceAdmitted, DeviceRenamed
from server.private.pairing import Asking, TooManyGuesses
from server.web.context import context_of, visitor_of
from server.web.door_record import record_door
from server.web.door_words import wait_words
from server.web.double_taps import Once
from server.web.forms import form_fields
from server.web.pages import html, problem
from server.web.present.devices import devices_view
from server.web.turning_out import turn_out
from server.web.words import MALFORMED, NOT_FOUND

_UNKNOWN = (
    "Kode ini tidak ada atau sudah lewat 10 menit. Periksa tulisan di perangkat itu, atau minta kode baru di sana."
)
_LISTENED_TO = (
    "Tablet petugas tidak boleh dipasang lewat sambungan terbuka: siapa pun di jaringan dapat menirunya."
    " Buka /aman di tablet itu, ikuti petunjuknya, lalu minta kode baru."
)
_NOTICES = {
    "masuk": "Perangkat diizinkan. Dalam beberapa detik ia siap dipakai.",
    "nama": "Nama perangkat disimpan.",
    "dicabut": "Perangkat dicabut. Ia tidak dapat dipakai lagi sampai dipasang ulang.",
}.items()


async def show(request: Request) -> Response:
    notice = dict(_NOTICES).get(request.query_params.get("kabar", ""), "")
    return _page(request, notice=notice)


async def find(request: Request) -> Response:
    """Who shows this code? Asked before anything is confirmed, so that nobody lets in a device that is not in front of them."""
    code = (await form_fields(request)).get("code", "")
    match context_of(request).doorkeeper.pairings.find(code):
        case Asking() as asking:
            return _page(request, asking=asking)
        case TooManyGuesses(ms=ms):
            return _page(request, code=code, trouble=wait_words(ms), status=429)
        case None:
            return _page(request, code=code, trouble=_UNKNOWN, status=404)


async def confirm(request: Request) -> Response:
    fields = await form_fields(request)
    keeper, code, role = context_of(request).doorkeeper, fields.get("code", ""), fields.get("role", "")
    if role not in DEVICE_ROLES:
        return problem(request, MALFORMED)
    match keeper.pairings.find(code):
        case TooManyGuesses(ms=ms):
            return _page(request, code=code, trouble=wait_words(ms), status=429)
        case None:
            return _page(request, code=code, trouble=_UNKNOWN, status=404)
        case Asking(secure=False) as asking if role == Role.STAFF:
            return _page(request, asking=asking, trouble=_LISTENED_TO, status=403)
        case Asking(agent=agent):
            device, token = await keeper.devices.admit(Role(role), name=fields.get("name", ""), agent=agent)
            if keeper.pairings.confirm(code, token):
                await record_door(request, DeviceAdmitted(device.id, device.role))
                return RedirectResponse("/atur/perangkat?kabar=masuk", 303)
            # Somebody else confirmed the same code in between, or its time was over just now.
            await keeper.revoke(device.id)
            return _page(request, code=code, trouble=_UNKNOWN, status=404)


async def act(request: Request) -> Response:
    fields = await form_fields(request)
    keeper, device_id = context_of(request).doorkeeper, request.path_params["id"]
    match fields.get("action", ""):
        case "rename":
            found = await keeper.devices.rename(device_id, fields.get("name", ""))
            if found is not None:
                await record_door(request, DeviceRenamed(found.id, found.role))
            notice = "nama"
        case "revoke":
            found = await turn_out(request, device_id)
            notice = "dicabut"
        case _:
            return problem(request, NOT_FOUND)
    if found is None:
        return problem(request, NOT_FOUND)
    return RedirectResponse(f"/atur/perangkat?kabar={notice}", 303)


def _page(
    request: Request,
    *,
    asking: Asking | None = None,
    code: str = "",
    trouble: str = "",
    notice: str = "",
    status: int = 200,
) -> Response:
    context = context_of(request)
    view = devices_view(
        context.now_picture(),
        context.doorkeeper.devices.paired(),
        context.peers.silent_for,
        present=visitor_of(request).device,
        asking=asking,
        code=code,
        key=secrets.token_hex(16),
        problem=trouble,
        notice=notice,
    )
    return html(request, view, status=status)


def routes() -> list[Route]:
    once = Once()
    return [
        Route("/atur/perangkat", show, methods=["GET"]),
        Route("/atur/perangkat", find, methods=["POST"]),
        Route("/atur/perangkat/izinkan", once(confirm), methods=["POST"]),
        Route("/atur/perangkat/{id}", once(act), methods=["POST"]),
    ]
