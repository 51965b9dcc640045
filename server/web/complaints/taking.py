"""Whether a complaint can be sent just now: asked by the form, and by every page that leads to it."""

from server.web.complaints.sending_words import NOT_OPEN, OUT_OF_ORDER, SHUT
from server.web.context import Context
from server.web.sentence import Sentence


def why_shut(context: Context) -> Sentence | None:
    """Why nothing can be sent at all; None when it can."""
    if context.complaints.office.trouble:
        return OUT_OF_ORDER
    if not context.description.complaints.open:
        return SHUT
    return None if context.complaints.intake.ready else NOT_OPEN
