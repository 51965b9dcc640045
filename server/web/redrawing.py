"""Open pages follow the settings: parts are drawn again, and a page whose frame has changed fetches itself anew."""

from server.current_office import CurrentOffice
from server.description import Description
from server.web.screens import Screens

_SPARED = ("ticket-", "voice")
"""Hundreds of phones that fetch a page at the same moment would stand in the officials' way, and whoever is filling in the form of
the voice would lose it. Their parts are drawn again anyway.
"""


def follow_settings(current: CurrentOffice, screens: Screens) -> None:
    """From now on every change of the office reaches every page that is open."""
    drawn = [_frame(current.description)]

    def follow() -> None:
        frame = _frame(current.description)
        if frame != drawn[0]:
            drawn[0] = frame
            screens.fetch_anew(_SPARED)
        screens.look_again()

    current.watch(follow)


def _frame(office: Description) -> object:
    """What stands on pages outside of their parts."""
    counters = [(counter.id, counter.name, counter.label) for counter in office.counters]
    return office.name, office.timezone, office.logo, office.tv, office.screens, office.media, office.rooms, counters
