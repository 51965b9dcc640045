"""What lasts long is told with its length, for the server waits 40 s for our next word; anything else as ever."""

import pytest

from announcer import agenda as rules
from announcer import intake
from announcer.agenda import Agenda
from announcer.frames import ack_frame
from announcer.messages import Ack, Call, Reset


def begun(seconds: float) -> Ack:
    agenda = intake.received(Agenda(60.0), Reset("first", 0, ()))
    agenda = rules.sounds(rules.begin(intake.received(agenda, Call(1, "A001", "1", 0.0))), seconds)
    return agenda.outbox[0]


@pytest.mark.parametrize(
    ("seconds", "frame"),
    [
        (13.4, '{"speaking": 1, "fence": 7}'),
        (19.9, '{"speaking": 1, "fence": 7}'),
        (50.0, '{"speaking": 1, "ms": 50000, "fence": 7}'),
    ],
)
def test_the_length_goes_with_it_where_it_matters(seconds: float, frame: str) -> None:
    assert ack_frame(begun(seconds), 7) == frame


def test_it_is_the_same_acknowledgement() -> None:
    assert begun(50.0) == begun(1.0) == Ack(1, "speaking")
