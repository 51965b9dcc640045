"""A call in a room whose announcer is dead is given up, however much is said in the next room."""

from server.app import _rooms
from server.config import Times
from server.description import parse
from server.domain.calls import Outcome
from server.domain.commands import NoteSpeaking
from server.domain.patience import Patience
from server.presence import Presence
from tests.conftest import Starter
from tests.live_office import VILLAGE_TOML, LiveOffice
from tests.server.two_rooms import TWO_ROOMS

BRISK = Times(beat=60, silence=120, silent_peer=300, tick=0.01, shutdown=1, lease=120)


async def two_calls(start: Starter) -> tuple[LiveOffice, int, int]:
    """One in the hall, one on the porch, half a minute ago; now the hall's is being spoken."""
    live = await start(office_toml=TWO_ROOMS, times=BRISK, patience=Patience(acknowledgement=40_000, recall=0))
    api = await live.api()
    await api.post("day/open")
    seqs = []
    for service, counter in (("A", "1"), ("B", "2")):
        await api.post("tickets", json={"service": service})
        seqs.append((await api.post(f"counters/{counter}/next", json={})).json()["seq"])
    live.false_clock.passes(seconds=30)
    await live.office.do(NoteSpeaking(seqs[0]), actor="device:hall")
    return live, seqs[0], seqs[1]


async def test_the_dead_rooms_call_is_given_up(start: Starter) -> None:
    live, hall, porch = await two_calls(start)
    live.false_clock.passes(seconds=10)

    await live.settled(lambda: live.office.state.calls[porch].outcome is Outcome.UNSPOKEN)
    assert live.office.state.calls[hall].outcome is Outcome.SPEAKING


def test_an_announcer_that_speaks_in_all_rooms_makes_them_one() -> None:
    """It says one after the other; what it says in the hall keeps the porch waiting."""
    office, presence = parse(TWO_ROOMS), Presence()
    assert _rooms(office, presence) is not None
    assert _rooms(parse(VILLAGE_TOML), presence) is None
    announcer = presence.announcer_came()
    assert _rooms(office, presence) is None
    presence.announcer_placed(announcer, "teras", holds=True)
    assert _rooms(office, presence) is not None
