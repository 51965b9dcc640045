"""The templates of the complaint desk. Only the badge of the inbox changes by itself.

| screen                | part         | what it shows |
|-----------------------|--------------|---------------|
| complaints/desk_inbox | `desk-badge` | how many complaints are new, late, and how many identities are asked for |
"""

from typing import assert_never

from display.desk_paper_views import DeskIncidentView, DeskSheetView, DeskStaffingView, SopView
from display.desk_views import (
    DeskAskedView,
    DeskBadgeView,
    DeskCaseView,
    DeskDoorView,
    DeskInboxView,
    DeskSearchView,
    DeskTemplatesView,
    DeskView,
)
from display.page import Screen

INBOX = Screen("complaints/desk_inbox", ("desk-badge",))
DOOR = Screen("complaints/desk_door")
CASE = Screen("complaints/desk_case")
ASKED = Screen("complaints/desk_identities")
SEARCH = Screen("complaints/desk_search")
TEMPLATES = Screen("complaints/desk_templates")
INCIDENT = Screen("complaints/desk_incident")
STAFFING = Screen("complaints/desk_staffing")
SHEET = Screen("complaints/recovery_sheet")
SOP = Screen("complaints/sop")

DESK_SCREENS = (INBOX, DOOR, CASE, ASKED, SEARCH, TEMPLATES, INCIDENT, STAFFING, SHEET, SOP)


def desk_screen_of(view: DeskView) -> Screen:
    match view:
        case DeskInboxView() | DeskBadgeView():
            return INBOX
        case DeskDoorView():
            return DOOR
        case DeskCaseView():
            return CASE
        case DeskAskedView():
            return ASKED
        case DeskSearchView():
            return SEARCH
        case DeskTemplatesView():
            return TEMPLATES
        case DeskIncidentView():
            return INCIDENT
        case DeskStaffingView():
            return STAFFING
        case DeskSheetView():
            return SHEET
        case SopView():
            return SOP
        case _:
            assert_never(view)
