"""The templates of the pages about paper.

| screen   | part   | what it shows, and when it changes                         |
|----------|--------|------------------------------------------------------------|
| printing | `jobs` | how the printer is, and what became of every print         |
"""

from typing import assert_never

from display.page import Screen
from display.paper_views import PaperView, PosterFormView, PosterView, PrintingView

PRINTING = Screen("print_jobs", ("jobs",))
POSTER_FORM = Screen("poster_form")
POSTER = Screen("poster")

PAPER_SCREENS = (PRINTING, POSTER_FORM, POSTER)


def paper_screen_of(view: PaperView) -> Screen:
    match view:
        case PrintingView():
            return PRINTING
        case PosterFormView():
            return POSTER_FORM
        case PosterView():
            return POSTER
        case _:
            assert_never(view)
