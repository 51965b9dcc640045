"""Which template draws a view, and which elements of it are parts.

A part is an element that is drawn again on change: the page includes the part's file, and the socket sends what the
same file gives, under the id of its root element. The file of part `calls` of the TV is `templates/parts/tv/calls.html`.

| screen  | part        | what it shows, and when it changes |
|---------|-------------|------------------------------------|
| tv      | `day`       | the black night picture with the closed message; empty while the office is open |
| tv      | `calls`     | the newest call and those younger than 15 s, as complete cards, newest first; tv.js shows them in turn |
| tv      | `announced` | the office's own text that is being said, over the call while nobody is called; empty otherwise |
| tv      | `board-sums`, `board-cards` | slides of the complaint board: with a batch of it; empty where there is none |
| tv      | `counters`  | every counter with its number or its word |
| tv      | `tally`     | recent numbers, and how many people wait |
| tv      | `notes`     | the info cards of the footer |
| kiosk   | `greeting`  | the welcome, with the question only while numbers are given |
| kiosk   | `services`  | the buttons with how many wait, or the closed message |
| kiosk   | `listen`    | *Dengarkan*, where there is a voice |
| counter | `who`       | the official who serves here |
| counter | `complaints` | how many complaints are new for the official who looks |
| counter | `alarms`    | what is cut off, in red |
| counter | `serving`   | the number at the counter, its state and how long |
| counter | `notes`     | what officials have noted on that number |
| counter | `last-call` | whether the last call was heard and shown |
| counter | `actions`   | the smaller buttons that the state allows, and their sheets |
| counter | `next`      | the one big button |
| counter | `undo`      | takes the last press back, for ten seconds |
| counter | `waiting`   | who waits; each can be called out of turn |
| counter | `desk`      | break, who is away, close the counter, close the day |
| presence | `rows`     | every counter, and who serves there |
| bell    | `ring`      | who waits while nobody is there |
| announcing | `troubles` | where nothing would be heard |
| announcing | `announced` | what became of the last announcements |
| ticket_taken | `paper` | what becomes of the ticket on paper; the same part stands on the page of papers that are needed |
| settings/voice | `voice-state` | what each room hears, and how the last trial of the loudspeaker went |
| ticket  | `mine`      | what is personal: only from state, headline, advice, ahead, soon, may_cancel, path, key |
| ticket  | `calling`   | the newest calls: the same for every phone |

Home, problem and the pages of the staff have no parts: nothing on them changes by itself. Paper: `display/paper_screens.py`;
settings and first start: `display/settings_screens.py`; complaints: `display/complaint_screens.py`.
"""

from display.announcing_views import AnnouncingView
from display.counter_views import CounterView
from display.kiosk_views import PapersAskedView, PapersNeededView
from display.letter_views import LettersView
from display.page import Screen
from display.paper_screens import PAPER_SCREENS, paper_screen_of
from display.paper_views import PosterFormView, PosterView, PrintingView
from display.presence_views import BellView, PresenceView
from display.register_views import RegisterView
from display.staff_screens import STAFF_SCREENS, staff_screen_of
from display.staff_views import (
    AccountView,
    CounterChoiceView,
    DevicesView,
    PairingCodeView,
    PairingView,
    PeopleView,
    PersonView,
    SignInView,
)
from display.views import (
    HomeView,
    KioskView,
    LateView,
    ProblemView,
    SecureView,
    TicketTakenView,
    TicketView,
    TrustedView,
    TvView,
    View,
)

TV = Screen("tv", ("day", "calls", "announced", "board-sums", "board-cards", "counters", "tally", "notes"))
KIOSK = Screen("kiosk", ("greeting", "listen", "services"))
TICKET_TAKEN = Screen("ticket_taken", ("paper",))
PAPERS_ASKED = Screen("papers_asked")
PAPERS_NEEDED = Screen("papers_needed")
COUNTER = Screen(
    "counter",
    ("who", "complaints", "alarms", "serving", "notes", "last-call", "actions", "next", "undo", "waiting", "desk"),
)
PRESENCE = Screen("presence", ("rows",))
BELL = Screen("bell", ("ring",))
TICKET = Screen("ticket", ("mine", "calling"))
HOME = Screen("home")
PROBLEM = Screen("problem")
SECURE = Screen("secure")
TRUSTED = Screen("trusted")
REGISTER = Screen("register")
LETTERS = Screen("letters")
ANNOUNCING = Screen("announcing", ("troubles", "announced"))

SCREENS = (
    TV,
    KIOSK,
    TICKET_TAKEN,
    PAPERS_ASKED,
    PAPERS_NEEDED,
    COUNTER,
    PRESENCE,
    BELL,
    TICKET,
    HOME,
    PROBLEM,
    SECURE,
    TRUSTED,
    REGISTER,
    LETTERS,
    ANNOUNCING,
    *PAPER_SCREENS,
    *STAFF_SCREENS,
)
"""What is shown on any day of an office. The settings' and the complaints' are imported with their pages."""


def screen_of(view: View) -> Screen:
    """The screen that shows `view`."""
    match view:
        case TvView():
            return TV
        case KioskView():
            return KIOSK
        case TicketTakenView():
            return TICKET_TAKEN
        case PapersAskedView():
            return PAPERS_ASKED
        case PapersNeededView():
            return PAPERS_NEEDED
        case CounterView():
            return COUNTER
        case PresenceView():
            return PRESENCE
        case BellView():
            return BELL
        case TicketView():
            return TICKET
        case HomeView():
            return HOME
        case ProblemView():
            return PROBLEM
        case SecureView():
            return SECURE
        case TrustedView():
            return TRUSTED
        case RegisterView():
            return REGISTER
        case LettersView():
            return LETTERS
        case AnnouncingView():
            return ANNOUNCING
        case PrintingView() | PosterFormView() | PosterView():
            return paper_screen_of(view)
        case (
            SignInView()
            | CounterChoiceView()
            | AccountView()
            | PairingView()
            | PairingCodeView()
            | DevicesView()
            | PeopleView()
            | PersonView()
        ):
            return staff_screen_of(view)
        case _:
            return _late_screen_of(view)


def _late_screen_of(view: LateView) -> Screen:
    from display.settings_screens import settings_screen_of
    from display.settings_view import SettingsView
    from display.setup_views import SetupView

    if isinstance(view, SettingsView | SetupView):
        return settings_screen_of(view)
    from display.complaint_screens import complaint_screen_of

    return complaint_screen_of(view)
