"""What the desk tells without being asked: its live badge, and the bell of officials who have something new. Counts, and nothing else."""

import asyncio
from collections.abc import Callable
from functools import partial

from display.desk_views import DeskBadgeView
from server.complaints.desk_list import DeskCounts
from server.complaints.office import ComplaintOffice
from server.domain.access import Visitor
from server.domain.moment import Moment
from server.web.context import Context
from server.web.screens import ViewMaker

DESK_SCREEN = "desk"


def desk_counts(context: Context, account: str) -> DeskCounts:
    """Of an official; needs no key, and counts nothing that is about the official."""
    return context.complaints.desk.counts(account)


def badge_view(context: Context, account: str, now: Moment | None) -> DeskBadgeView:
    counts = desk_counts(context, account)
    picture = context.picture(now)
    return DeskBadgeView(
        office=picture.description.name,
        clock=picture.clock(),
        said=counts.said,
        held=counts.held,
        new=counts.new,
        late=counts.late,
        asked=counts.asked,
    )


def desk_picture(context: Context, visitor: Visitor) -> ViewMaker:
    return partial(badge_view, context, visitor.account)


def desk_numbers(context: Context) -> tuple[int, str]:
    """The numbers of the complaints' stream: the queue's would say something of both."""
    return context.complaints.office.head, context.complaints.office.epoch


async def keep_telling(office: ComplaintOffice, look_again: Callable[[], None]) -> None:
    """Have every screen compare itself after each change of the complaints, until cancelled; and once an hour, for days pass too."""
    heard = office.head + office.board_head
    while True:
        try:
            async with asyncio.timeout(3600):
                heard = await office.bell.heard(heard)
        except TimeoutError:
            pass  # nothing new: but a clock may have run out with the day
        look_again()
