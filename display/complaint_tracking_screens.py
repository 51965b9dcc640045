"""The templates of what a sender follows a complaint with. None of them has parts: no public socket may carry a complaint."""

from typing import assert_never

from display.complaint_tracking_views import ComplaintTrackingView, PrivacyView, TrackCaseView, TrackCodeView
from display.page import Screen

TRACK_CODE = Screen("complaints/track_code")
TRACK_CASE = Screen("complaints/track_case")
PRIVACY = Screen("complaints/privacy")

COMPLAINT_TRACKING_SCREENS = (TRACK_CODE, TRACK_CASE, PRIVACY)


def complaint_tracking_screen_of(view: ComplaintTrackingView) -> Screen:
    match view:
        case TrackCodeView():
            return TRACK_CODE
        case TrackCaseView():
            return TRACK_CASE
        case PrivacyView():
            return PRIVACY
        case _:
            assert_never(view)
