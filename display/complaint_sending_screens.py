"""The templates of sending a complaint. None of them has parts: no socket may carry what somebody writes."""

from typing import assert_never

from display.complaint_sending_views import ComplaintSendingView, ReceiptView, SendView
from display.page import Screen

SEND = Screen("complaints/send")
RECEIPT = Screen("complaints/receipt")

COMPLAINT_SENDING_SCREENS = (SEND, RECEIPT)


def complaint_sending_screen_of(view: ComplaintSendingView) -> Screen:
    match view:
        case SendView():
            return SEND
        case ReceiptView():
            return RECEIPT
        case _:
            assert_never(view)
