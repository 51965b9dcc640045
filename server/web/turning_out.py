"""Turning a device out, with what hangs on it: the line in the history, and the counter of whoever was signed in there."""

from starlette.requests import Request

from server.domain.access import DEVICE_ROLES, DeviceRow
from server.domain.door_events import DeviceRevoked
from server.web.at_counter import off_the_counter
from server.web.context import context_of
from server.web.door_record import record_door


async def turn_out(request: Request, device_id: str) -> DeviceRow | None:
    """The device that was; None: there is none of that id."""
    keeper = context_of(request).doorkeeper
    signed_in = keeper.accounts_on(device_id)
    row = await keeper.revoke(device_id)
    if row is not None and row.role in DEVICE_ROLES:
        # A browser on which somebody signed in with a password is none of the office's devices.
        await record_door(request, DeviceRevoked(row.id, row.role))
    for account in signed_in:
        await off_the_counter(request, account)
    return row
