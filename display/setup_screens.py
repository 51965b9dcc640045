"""The templates of the first start's pages. None of them has parts."""

from typing import assert_never

from display.page import Screen
from display.setup_views import (
    SetupAdminView,
    SetupCheckView,
    SetupCodeView,
    SetupDoneView,
    SetupHoursView,
    SetupOfficeView,
    SetupServicesView,
    SetupView,
)

CODE = Screen("setup/code")
OFFICE = Screen("setup/office")
ADMIN = Screen("setup/admin")
SERVICES = Screen("setup/services")
HOURS = Screen("setup/hours")
CHECK = Screen("setup/check")
FINISHED = Screen("setup/done")

SETUP_SCREENS = (CODE, OFFICE, ADMIN, SERVICES, HOURS, CHECK, FINISHED)


def setup_screen_of(view: SetupView) -> Screen:
    match view:
        case SetupCodeView():
            return CODE
        case SetupOfficeView():
            return OFFICE
        case SetupAdminView():
            return ADMIN
        case SetupServicesView():
            return SERVICES
        case SetupHoursView():
            return HOURS
        case SetupCheckView():
            return CHECK
        case SetupDoneView():
            return FINISHED
        case _:
            assert_never(view)
