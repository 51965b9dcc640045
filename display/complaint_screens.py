"""The templates of all pages of the complaints. Imported with the first of them: an office that nobody has complained to does without."""

from display.board_screens import BOARD_SCREENS, board_screen_of
from display.board_views import BoardFlagView, BoardRootsView, BoardView, ComplaintBoardView
from display.complaint_sending_screens import COMPLAINT_SENDING_SCREENS, complaint_sending_screen_of
from display.complaint_sending_views import ComplaintSendingView, ReceiptView, SendView
from display.complaint_tracking_screens import COMPLAINT_TRACKING_SCREENS, complaint_tracking_screen_of
from display.complaint_tracking_views import ComplaintTrackingView, PrivacyView, TrackCaseView, TrackCodeView
from display.desk_screens import DESK_SCREENS, desk_screen_of
from display.desk_views import DeskView
from display.page import Screen

COMPLAINT_SCREENS = (*BOARD_SCREENS, *COMPLAINT_SENDING_SCREENS, *COMPLAINT_TRACKING_SCREENS, *DESK_SCREENS)


def complaint_screen_of(
    view: ComplaintBoardView | ComplaintSendingView | ComplaintTrackingView | DeskView,
) -> Screen:
    match view:
        case BoardView() | BoardFlagView() | BoardRootsView():
            return board_screen_of(view)
        case SendView() | ReceiptView():
            return complaint_sending_screen_of(view)
        case TrackCodeView() | TrackCaseView() | PrivacyView():
            return complaint_tracking_screen_of(view)
        case _:
            return desk_screen_of(view)
