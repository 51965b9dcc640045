"""Which template draws a view, and which elements of it are parts.

A part is an element that is drawn again on change: the page includes the part's file, and the socket sends what the
same file gives, under the id of its root element. The file of part `calls` of the TV is `templates/parts/tv/calls.html`.

| screen  | part        | what it shows, and when it changes |
|---------|-------------|------------------------------------|
| tv      | `day`       | the black night picture with the closed message; empty while the office is open |
| tv      | `calls`     | the newest call and those younger than 15 s, as complete cards, newest first; tv.js shows them in turn |
| tv      | `counters`  | every counter with its number or its word |
| tv      | `tally`     | recent numbers, and how many people wait |
| tv      | `notes`     | the info cards of the footer |
| kiosk   | `services`  | the buttons with how many wait, or the closed message |
| counter | `alarms`    | what is cut off, in red |
| counter | `serving`   | the number at the counter, its state and how long |
| counter | `last-call` | whether the last call was heard and shown |
| counter | `actions`   | the smaller buttons that the state allows |
| counter | `next`      | the one big button |
| counter | `waiting`   | who waits |
| counter | `desk`      | close the counter, close the day |
| ticket  | `mine`      | what is personal: only from state, headline, advice, ahead, soon, may_cancel, path, key |
| ticket  | `calling`   | what is called now: the same for every phone |

Sign-in, home, problem and the page after a number was taken have no parts: nothing on them changes by itself.
"""

from dataclasses import dataclass
from typing import assert_never

from display.views import (
    CounterView,
    HomeView,
    KioskView,
    ProblemView,
    SignInView,
    TicketTakenView,
    TicketView,
    TvView,
    View,
)


@dataclass(frozen=True, slots=True)
class Screen:
    """A kind of page: its template is `{name}.html`, the file of a part `parts/{name}/{part}.html`."""

    name: str
    parts: tuple[str, ...] = ()

    @property
    def page(self) -> str:
        return f"{self.name}.html"

    def part(self, part_id: str) -> str:
        return f"parts/{self.name}/{part_id}.html"


TV = Screen("tv", ("day", "calls", "counters", "tally", "notes"))
KIOSK = Screen("kiosk", ("services",))
TICKET_TAKEN = Screen("ticket_taken")
COUNTER = Screen("counter", ("alarms", "serving", "last-call", "actions", "next", "waiting", "desk"))
TICKET = Screen("ticket", ("mine", "calling"))
SIGN_IN = Screen("sign_in")
HOME = Screen("home")
PROBLEM = Screen("problem")

SCREENS = (TV, KIOSK, TICKET_TAKEN, COUNTER, TICKET, SIGN_IN, HOME, PROBLEM)


def screen_of(view: View) -> Screen:
    """The screen that shows `view`."""
    match view:
        case TvView():
            return TV
        case KioskView():
            return KIOSK
        case TicketTakenView():
            return TICKET_TAKEN
        case CounterView():
            return COUNTER
        case TicketView():
            return TICKET
        case SignInView():
            return SIGN_IN
        case HomeView():
            return HOME
        case ProblemView():
            return PROBLEM
        case _:
            assert_never(view)
