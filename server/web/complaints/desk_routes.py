"""Every page of the complaint desk."""

from starlette.routing import Route

from server.web.complaints import (
    desk_case,
    desk_identities,
    desk_inbox,
    desk_incident,
    desk_templates,
    desk_unlocking,
    key_presses,
    recovery_page,
    sop,
    staffing,
)


def routes() -> list[Route]:
    return [
        *desk_unlocking.routes(),
        *desk_inbox.routes(),
        *desk_identities.routes(),
        *desk_templates.routes(),
        *desk_incident.routes(),
        *staffing.routes(),
        *key_presses.routes(),
        *recovery_page.routes(),
        *desk_case.routes(),
        *sop.routes(),
    ]
