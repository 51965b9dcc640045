"""Every page, socket and API route of the complaints. Importing this imports all that they need."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from starlette.routing import BaseRoute

from server.complaints.complaints import Complaints
from server.web.complaints import (
    board,
    complaint_sockets,
    complaints_api,
    desk_routes,
    exports,
    exports_lapor,
    imports,
    open311,
    privacy_page,
    receipt_page,
    sending,
    tracking,
)
from server.web.complaints.desk_screen import keep_telling


def routes() -> Sequence[BaseRoute]:
    return [
        *complaint_sockets.routes(),
        *board.routes(),
        *complaints_api.routes(),
        *open311.routes(),
        *exports.routes(),
        *exports_lapor.routes(),
        *imports.routes(),
        *sending.routes(),
        *receipt_page.routes(),
        *desk_routes.routes(),
        *tracking.routes(),
        *privacy_page.routes(),
    ]


@asynccontextmanager
async def on_screens(
    opening: AbstractAsyncContextManager[Complaints], look_again: Callable[[], None]
) -> AsyncIterator[Complaints]:
    """The complaints, with every screen looking again when something of them has changed."""
    async with opening as complaints:
        complaints.board.changed = look_again
        telling = asyncio.create_task(keep_telling(complaints.office, look_again), name="complaints' bell")
        try:
            # The TV has been shown without them so far.
            look_again()
            yield complaints
        finally:
            telling.cancel()
            await asyncio.gather(telling, return_exceptions=True)
