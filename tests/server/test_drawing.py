"""What is drawn when something changes: no part twice without need, and none that looks as before."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from typing import Any

import msgspec
import pytest

from display.render import Renderer
from display.views import CallCard, TvView, View
from server.domain.moment import Moment
from server.presence import Presence
from server.web.frames import Message
from server.web.screens import Screens
from tests.display.samples import TV
from tests.server.offices import an_office

LONG_AGO_MS = 86_400_000


class CountingRenderer(Renderer):
    """Notes every part that it draws."""

    def __init__(self) -> None:
        super().__init__()
        self.drawn: list[str] = []

    def parts(self, view: View, only: Collection[str] | None = None) -> dict[str, str]:
        drawn = super().parts(view, only)
        self.drawn += drawn
        return drawn


class Paper:
    """A port that keeps what is written to it."""

    paused = False

    def __init__(self) -> None:
        self.resumed = lambda: None
        self.messages: list[dict[str, Any]] = []

    def write(self, message: Message) -> None:
        self.messages.append(msgspec.json.decode(message.payload))

    def abort(self) -> None:
        raise AssertionError("nobody is slow here")


@dataclass
class Hall:
    """A TV whose view is whatever `view` says; calls are `age_ms` old when somebody looks, and long past in a steady view."""

    view: TvView
    age_ms: int = 5_000
    renderer: CountingRenderer = field(default_factory=CountingRenderer)
    paper: Paper = field(default_factory=Paper)

    def make(self, now: Moment | None) -> TvView:
        age_ms = LONG_AGO_MS if now is None else self.age_ms
        return replace(self.view, calls=tuple(replace(call, age_ms=age_ms) for call in self.view.calls))

    async def changes(self, screens: Screens, **changes: Any) -> tuple[list[str], list[set[str]]]:
        """Which parts are drawn, in turn, and which are sent."""
        self.renderer.drawn.clear()
        self.paper.messages.clear()
        self.view = replace(self.view, **changes)
        await screens.repaint()
        return self.renderer.drawn, [set(message["parts"]) for message in self.paper.messages]


CARDS = (CallCard(9, "A009", "1", "Loket 1", 0, repeat=False), CallCard(8, "A008", "2", "Loket 2", 0, repeat=False))


@pytest.fixture
def hall() -> Hall:
    return Hall(replace(TV, calls=CARDS))


async def test_what_shows_no_age_is_drawn_once(hall: Hall) -> None:
    async with an_office() as office:
        screens = Screens(office, Presence(), hall.renderer)
        screens.watch("tv", hall.make, hall.paper)
        assert await hall.changes(screens, waiting=77) == (["tally"], [{"tally"}])
        assert await hall.changes(screens, counters=()) == (["counters"], [{"counters"}])
        assert await hall.changes(screens, waiting=78) == (["tally"], [{"tally"}])


async def test_what_shows_an_age_is_compared_without_it(hall: Hall) -> None:
    """Otherwise a card would be sent again only because it has grown older."""
    async with an_office() as office:
        screens = Screens(office, Presence(), hall.renderer)
        screens.watch("tv", hall.make, hall.paper)
        newer = (replace(CARDS[0], seq=10), *CARDS)
        assert await hall.changes(screens, calls=newer) == (["calls", "calls"], [{"calls"}])
        assert 'data-age-ms="5000"' in hall.paper.messages[0]["parts"]["calls"]
        # The card below is long past in a steady picture, so nothing is to be seen of this.
        below = (newer[0], replace(CARDS[0], counter_name="Loket 9"), CARDS[1])
        assert await hall.changes(screens, calls=below) == (["calls"], [])
        assert await hall.changes(screens, calls=CARDS) == (["calls", "calls"], [{"calls"}])


async def test_back_to_what_it_was_is_a_change_too(hall: Hall) -> None:
    async with an_office() as office:
        screens = Screens(office, Presence(), hall.renderer)
        screens.watch("tv", hall.make, hall.paper)
        before = hall.view
        for changes in ({"waiting": 77}, {"waiting": before.waiting}, {"calls": ()}, {"calls": before.calls}):
            _, sent = await hall.changes(screens, **changes)
            assert len(sent) == 1, changes


async def test_a_change_that_is_not_to_be_seen_draws_and_sends_nothing(hall: Hall) -> None:
    async with an_office() as office:
        screens = Screens(office, Presence(), hall.renderer)
        screens.watch("tv", hall.make, hall.paper)
        assert await hall.changes(screens, office="Kantor lain") == ([], [])
