"""The last step: the office, its first admin, and this browser as the first device of the staff."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from server.current_office import Changed, NotPossible, NotSaved, Stale, Unchanged
from server.domain.access import AccountRow, Role
from server.domain.door_events import AccountAdded, DeviceAdmitted
from server.web.context import context_of
from server.web.cookies import (
    DEVICE_AGE_S,
    DEVICE_COOKIE,
    SESSION_AGE_S,
    SESSION_COOKIE,
    SETUP_COOKIE,
    drop,
    keep,
)
from server.web.door_record import record_door_as
from server.web.door_words import account_words
from server.web.setup.draft import Draft
from server.web.words import NOT_STORED

_ACTOR = "setup"
_FIRST_DEVICE = "Perangkat pertama"
_STALE = "Keterangan kantor berubah sementara ini diisi. Periksa lagi, lalu simpan."


async def finish(request: Request, draft: Draft) -> Response | str:
    """Where to go on, or the sentence that says why nothing was saved."""
    context = context_of(request)
    current, keeper = context.current, context.doorkeeper
    match await current.change(draft.description, based_on=current.digest, actor=_ACTOR):
        case NotPossible(sentence=sentence):
            return sentence
        case NotSaved():
            return NOT_STORED.detail
        case Stale():
            return _STALE
        case Changed() | Unchanged():
            pass
    admin = await keeper.accounts.add(
        name=draft.admin.name,
        role=Role.ADMIN,
        login=draft.admin.login,
        password=draft.admin.password,
        pin=draft.admin.pin,
        office=draft.description.name,
    )
    if not isinstance(admin, AccountRow):
        return account_words(admin)
    context.first_start.over()
    agent = request.headers.get("user-agent", "")
    device, device_token = await keeper.devices.admit(Role.STAFF, name=_FIRST_DEVICE, agent=agent)
    let_in = (AccountAdded(admin.id, admin.role), DeviceAdmitted(device.id, device.role))
    await record_door_as(context, _ACTOR, *let_in)
    response = RedirectResponse("/siapkan/selesai", 303)
    keep(response, request, DEVICE_COOKIE, device_token, DEVICE_AGE_S)
    keep(response, request, SESSION_COOKIE, await keeper.welcome(admin, device), SESSION_AGE_S)
    drop(response, request, SETUP_COOKIE)
    return response
